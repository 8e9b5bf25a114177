"""A whole draft: what a document tells, as marks for a person to review.

The same text and version give the same draft, byte for byte: nothing here depends on time,
order of hashing, or what was drafted before. Keys are made from content, so that a mark
that was rejected is known again when its source is drafted anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from explorer.domain.kinds import Origin, Review
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    Draft,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
)
from explorer.domain.predicates import is_symmetric
from explorer.domain.records import Document
from explorer.draft.cast import Cast, Mention, slug
from explorer.draft.choose import chosen_events, known_actors
from explorer.draft.common import is_bound
from explorer.draft.events import Told
from explorer.draft.read import Reading, read
from explorer.draft.rekey import rekeyed
from explorer.draft.relations import Link, links_of_events, links_of_names
from explorer.draft.same import clusters
from explorer.draft.taggers.value import Tagged
from explorer.draft.titles import title_of
from explorer.draft.where import Where

VERSION = 2
DRAFTER = f"sourceline {VERSION}"


def draft_document(document: Document, tagged: Tagged | None = None) -> Draft:
    """Draft a document as a reader gives it; `document.published` anchors relative dates."""
    source = PackSource(
        key=document.text_sha256[:12],
        title=document.title,
        text_sha256=document.text_sha256,
        paragraphs=len(document.paragraphs),
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        language=document.language,
        file_name=document.file_name or None,
    )
    texts = [document.text[start:end] for start, end, _ in document.paragraphs]
    headings = [i for i, (_, _, level) in enumerate(document.paragraphs) if level]
    return draft(texts, source, headings, tagged)


def draft(
    paragraphs: Sequence[str],
    source: PackSource,
    headings: Sequence[int] = (),
    tagged: Tagged | None = None,
) -> Draft:
    """Draft the marks of a source.

    Parameters
    ----------
    paragraphs
        The texts of its paragraphs, in order; `source.paragraphs` of them.
    source
        What the marks are anchored to; `source.published` anchors relative dates.
    headings
        The indices, from 0, of paragraphs that are headings.
    tagged
        The names that a tagger of the user's found (`explorer.draft.taggers`); what of them
        does not hold against the text is left out.

    Returns
    -------
    Draft
        Marks of origin `drafted` under review `pending`, actors and events in the order of
        the text. Every anchor's words are letter for letter the paragraph's. It depends on
        no other document: `explorer.draft.across` folds it into a project's actors.
    """
    reading = read(paragraphs, source.published, headings, tagged)
    made = _Drafting(reading, source).draft()
    return made if tagged is None else replace(made, drafter=f"{DRAFTER}, {tagged.tagger}")


class _Drafting:
    def __init__(self, reading: Reading, source: PackSource) -> None:
        self.reading = reading
        self.source = source
        self.cast: Cast = reading.cast
        self.told = chosen_events(clusters(reading.told, reading.paragraphs))
        self.links = list(self._all_links())
        self.actors = known_actors(self.cast, self.told, self.links)

    def draft(self) -> Draft:
        pack = Pack(
            sources=(self.source,),
            actors=tuple(self._actor(key) for key in self.cast.members if key in self.actors),
            events=tuple(self._events()),
            relationships=tuple(self._relationships()),
            origin=Origin.DRAFTED,
            review=Review.PENDING,
        )
        known = self.actors
        same = tuple(s for s in self.cast.proposed if s.keep in known and s.other in known)
        return rekeyed(Draft(pack, same, DRAFTER), self._bound(), {})

    def _bound(self) -> dict[str, str]:
        """Return keys of their own for actors whose names say nothing outside this source."""
        own = self.source.text_sha256[:_OWN_DIGITS]
        members = ((key, self.cast.members[key]) for key in self.actors)
        return {key: f"{key}-{own}" for key, m in members if is_bound(m.name, m.kind)}

    def _all_links(self) -> Iterable[Link]:
        yield from links_of_events([event for group in self.told for event in group])
        groups = Where(self.reading.sentences).grouped(self.reading.groups)
        for number, scene in enumerate(self.reading.scenes):
            yield from links_of_names(scene, groups.get(number, ()))

    def _anchor(self, paragraph: int, start: int, end: int) -> Anchor:
        words = self.reading.paragraphs[paragraph][start:end]
        digest = hashlib.sha256(words.encode()).hexdigest()
        return Anchor(self.source.key, paragraph + 1, start, end, digest)

    def _of_mention(self, mention: Mention) -> Anchor:
        return self._anchor(mention.paragraph, mention.start, mention.end)

    def _actor(self, key: str) -> ActorMark:
        member = self.cast.members[key]
        places = {(m.paragraph, m.start, m.end): m for m in member.mentions}
        return ActorMark(
            key=key,
            name=member.name,
            kind=_KINDS.get(member.kind, member.kind),
            aliases=tuple(dict.fromkeys(member.aliases)),
            evidence=tuple(self._of_mention(places[place]) for place in sorted(places)),
        )

    def _events(self) -> Iterable[EventMark]:
        seen: set[str] = set()
        for group in self.told:
            mark = self._event(group)
            count = 2
            key = mark.key
            while key in seen:
                key = f"{mark.key}-{count}"
                count += 1
            seen.add(key)
            yield replace(mark, key=key)

    def _event(self, group: Sequence[Told]) -> EventMark:
        first = group[0]
        text = self.reading.paragraphs[first.paragraph]
        title = title_of(first, text, self.cast)
        return EventMark(
            key=f"{slug(title)[:48].strip('-')}-{self._digest(first)}",
            title=title,
            kind=first.sense.kind,
            status=first.status,
            dates=tuple(self._dates(group)),
            participations=tuple(self._participations(group)),
            evidence=tuple(dict.fromkeys(self._anchor(e.paragraph, e.start, e.end) for e in group)),
        )

    def _digest(self, event: Told) -> str:
        """Return what tells an event from all others: its source, its sentence, its word."""
        sentence = self.reading.sentences[event.sentence]
        text = self.reading.paragraphs[event.paragraph]
        start, end = event.words[0]
        parts = (
            self.source.text_sha256,
            text[sentence.start : sentence.end].strip(),
            text[start:end],
        )
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]

    def _dates(self, group: Sequence[Told]) -> Iterable[DateMark]:
        found: dict[str, DateMark] = {}
        for event in group:
            time = event.date
            if time is None or time.edtf is None or time.edtf in found:
                continue
            anchor = self._anchor(event.paragraph, time.edtf_start, time.edtf_end)
            words = self.reading.paragraphs[event.paragraph][time.edtf_start : time.edtf_end]
            relative = time.anchor is not None
            found[time.edtf] = DateMark(
                time.edtf,
                (anchor,),
                chosen=not found,
                words=words if relative else None,
                anchor=time.anchor,
            )
        return found.values()

    def _participations(self, group: Sequence[Told]) -> Iterable[ParticipationMark]:
        found: dict[tuple[str, str], list[Anchor]] = {}
        placed: dict[str, str] = {}
        for event in group:
            for part in event.parts:
                key = part.player.key
                if key not in self.actors:
                    continue
                role = placed.setdefault(key, part.role)
                anchors = found.setdefault((key, role), [])
                mention = part.player.mention
                if not event.lent:
                    anchors.append(self._of_mention(mention))
        for (key, role), anchors in found.items():
            yield ParticipationMark(key, role, tuple(dict.fromkeys(anchors)))

    def _relationships(self) -> Iterable[RelationshipMark]:
        found: dict[str, RelationshipMark] = {}
        for link in self.links:
            if link.subject not in self.actors or link.object not in self.actors:
                continue
            key = f"{link.subject}--{slug(link.predicate)}--{link.object}"
            turned = f"{link.object}--{slug(link.predicate)}--{link.subject}"
            if is_symmetric(link.predicate) and turned in found:
                key = turned
            anchor = self._anchor(link.paragraph, link.start, link.end)
            known = found.get(key)
            if known is None:
                found[key] = RelationshipMark(
                    key,
                    link.subject,
                    link.predicate,
                    link.object,
                    link.status,
                    link.edtf,
                    (anchor,),
                )
            elif anchor not in known.evidence:
                found[key] = replace(
                    known,
                    edtf=known.edtf if known.edtf == link.edtf else None,
                    evidence=(*known.evidence, anchor),
                )
        return found.values()


_KINDS = {"region": "group"}
_OWN_DIGITS = 6
