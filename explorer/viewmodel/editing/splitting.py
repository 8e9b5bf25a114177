"""One mark that is two: which quotes, actors and mentions go where to begin with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from explorer.domain.ids import EvidenceId, Mark
from explorer.domain.operations import NewActor, Span, SplitActor, SplitEvent
from explorer.domain.records import Actor, Event, Evidence
from explorer.errors import InputProblem
from explorer.values import dataclass, replace
from explorer.viewmodel.editing.event_form import (
    EventForm,
    PartLine,
    QuoteLine,
    content_of,
    form_of_event,
    title_of,
    with_offers,
)
from explorer.viewmodel.editing.reader import FoundEvent, WordReader
from explorer.viewmodel.session import Session

_JOINT = re.compile(r"\s*(?:;|,?\s(?:and|but|while|then|before|after)\s|,\s)\s*")
_CONTEXT = 34


class Side(StrEnum):
    """Which of the two events something belongs to."""

    FIRST = "first"
    SECOND = "second"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class SplitForm:
    """Two events to be, and where each quote and actor goes."""

    first: EventForm
    second: EventForm
    quotes: tuple[tuple[QuoteLine, Side], ...]
    parts: tuple[tuple[PartLine, Side], ...]


def split_form(session: Session, event: Event, reader: WordReader) -> SplitForm:
    """Return how an event is split to begin with.

    Its first quote stays; a single one is cut where it is joined. An actor goes with the
    quote that names it, and with both where neither does.
    """
    form = form_of_event(session, event, reader)
    quotes = _divided(form.quotes)
    second_quotes = [line for line, side in quotes if side is not Side.FIRST]
    parts = tuple((part, _side_of(part, quotes)) for part in form.parts)
    found = _read(session, second_quotes[0], reader)
    second = replace(
        form,
        title=found.title if found else title_of(second_quotes[0].quote),
        kind=found.kind if found else form.kind,
        status=found.status if found else form.status,
        quotes=tuple(second_quotes),
        date="", dated=None, dated_words="",
    )  # fmt: skip
    second = with_offers(session, second, reader)
    if found is not None and found.date is not None:
        second = replace(second, date=found.date.edtf)
    return SplitForm(form, second, quotes, parts)


def split_operation(form: SplitForm, reader: WordReader) -> SplitEvent:
    """Return what saving does; raises InputProblem, which says of which event."""
    event_id = form.first.event
    if event_id is None:
        raise InputProblem("there is no event to split")
    contents = []
    for name, own, event in (
        ("first", Side.FIRST, form.first), ("second", Side.SECOND, form.second),
    ):  # fmt: skip
        whole = replace(
            event,
            quotes=tuple(line for line, side in form.quotes if side in (own, Side.BOTH)),
            parts=tuple(part for part, side in form.parts if side in (own, Side.BOTH)),
        )
        try:
            contents.append(content_of(whole, reader))
        except InputProblem as problem:
            raise InputProblem(
                f"the {name} event: {problem.what}", where=f"{name} {problem.where}",
                remedy=problem.remedy,
            ) from problem  # fmt: skip
    return SplitEvent(event_id, tuple(contents))


def _divided(lines: Sequence[QuoteLine]) -> tuple[tuple[QuoteLine, Side], ...]:
    if len(lines) > 1:
        sides = [Side.FIRST, *[Side.SECOND] * (len(lines) - 1)]
        return tuple(zip(lines, sides, strict=True))
    cut = _cut(lines[0]) if lines else None
    if cut is None:
        return tuple((line, Side.BOTH) for line in lines)
    return (cut[0], Side.FIRST), (cut[1], Side.SECOND)


def _cut(line: QuoteLine) -> tuple[QuoteLine, QuoteLine] | None:
    """Return a quote in two, at the joint nearest to its middle; None without a joint."""
    middle = len(line.quote) / 2
    joints = [m for m in _JOINT.finditer(line.quote) if m.start() > 0 and m.end() < len(line.quote)]
    if not joints:
        return None
    strong = [m for m in joints if m.group().strip(" ") != ","] or joints
    joint = min(strong, key=lambda m: abs(m.start() - middle))
    return _part(line, 0, joint.start()), _part(line, joint.end(), len(line.quote))


def _part(line: QuoteLine, start: int, end: int) -> QuoteLine:
    span = Span(line.span.paragraph_id, line.span.start + start, line.span.start + end)
    return QuoteLine(span, line.quote[start:end], line.place)


def _side_of(part: PartLine, quotes: Sequence[tuple[QuoteLine, Side]]) -> Side:
    sides = {
        side for line, side in quotes if any(_within(words, line.span) for words in part.words)
    }
    return sides.pop() if len(sides) == 1 else Side.BOTH


def _within(inner: Span, outer: Span) -> bool:
    same = inner.paragraph_id == outer.paragraph_id
    return same and outer.start <= inner.start and inner.end <= outer.end


def _read(session: Session, line: QuoteLine, reader: WordReader) -> FoundEvent | None:
    for source in session.corpus.snapshot.sources:
        texts = []
        for paragraph in session.at_hand(source.id):
            texts.append(paragraph.text)
            if paragraph.id == line.span.paragraph_id:
                published = source.published.text if source.published else None
                span = line.span
                return reader.event(texts, len(texts) - 1, span.start, span.end, published)
    return None


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of an actor, with the words before and after it."""

    id: EvidenceId
    before: str
    words: str
    after: str
    place: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """All mentions in the same letters; one that is an alias too goes with its mentions."""

    words: str
    is_alias: bool
    mentions: tuple[Mention, ...]


def spellings(session: Session, actor: Actor) -> tuple[Spelling, ...]:
    """Return an actor's mentions by their letters, and its aliases without a mention last."""
    groups: dict[str, list[Mention]] = {}
    for item in session.corpus.evidence(Mark.actor(actor.id)):
        groups.setdefault(item.quote, []).append(_mention(session, item))
    for alias in actor.aliases:
        groups.setdefault(alias, [])
    aliases = set(actor.aliases)
    return tuple(Spelling(words, words in aliases, tuple(found)) for words, found in groups.items())


def actor_split(
    actor: Actor, new: NewActor, mentions: Sequence[EvidenceId], aliases: Sequence[str]
) -> SplitActor:
    """Return what saving does; raises InputProblem, whose place is the field's name."""
    name = " ".join(new.name.split())
    if not name:
        raise InputProblem("the new actor needs a name", where="name", remedy="Type one")
    if not mentions:
        raise InputProblem("nothing goes to the new actor", where="mentions", remedy="Tick some")
    if len(mentions) == len(actor.evidence):
        raise InputProblem(
            f"nothing would be left of {actor.name}", where="mentions",
            remedy="Leave some, or edit its name",
        )  # fmt: skip
    return SplitActor(actor.id, NewActor(name, new.kind), tuple(mentions), tuple(aliases))


def _mention(session: Session, item: Evidence) -> Mention:
    paragraph = session.paragraph(item.source_id, item.paragraph)
    text = "" if paragraph is None else paragraph.text
    before = text[max(0, item.start - _CONTEXT) : item.start]
    after = text[item.end : item.end + _CONTEXT]
    title = session.corpus.sources[item.source_id].title
    return Mention(item.id, before, item.quote, after, f"{title} · {item.place}")
