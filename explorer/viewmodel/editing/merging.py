"""Two marks that are one: whom to offer, and what the result would hold."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.domain.dates import say
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind
from explorer.domain.kinds import Review
from explorer.domain.operations import MergeActors, MergeEvents
from explorer.domain.records import Actor, Event
from explorer.index.corpus import Corpus
from explorer.values import dataclass
from explorer.viewmodel.details.blocks import Block, Entries, Fact, Go, Hint, Title
from explorer.viewmodel.details.pieces import glyph, name_of
from explorer.viewmodel.editing.names import kind_label
from explorer.viewmodel.palette import score
from explorer.viewmodel.review.reviewing import review_of

_SHOWN = 40
_SHORT_WORD = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mark that the current one may be one with; `note` says when, or of which kind."""

    mark: Mark
    text: str
    note: str
    proposed: bool = False


def candidates(corpus: Corpus, mark: Mark, typed: str = "") -> tuple[Candidate, ...]:
    """Return marks of the same kind: those proposed, then the likest, or what was typed."""
    proposed = [other for pair in _proposed(corpus) if mark in pair for other in pair - {mark}]
    others = [other for other in _all(corpus, mark.kind) if other != mark]
    if typed.strip():
        scored = [(score(typed, _searched(corpus, other)), other) for other in others]
        fitting = [(points, other) for points, other in scored if points is not None]
        best = [other for _, other in sorted(fitting, key=lambda pair: -pair[0])]
    else:
        like = _Likeness(corpus, mark)
        likely = ((like.points(other), other) for other in others)
        ordered = sorted((p for p in likely if p[0] > 0), key=lambda pair: (-pair[0], pair[1]))
        best = [*proposed, *(other for _, other in ordered)]
    kept = list(dict.fromkeys(best))[:_SHOWN]
    return tuple(
        Candidate(other, name_of(corpus, other), _note(corpus, other), other in proposed)
        for other in kept
    )


def kept_first(corpus: Corpus, mark: Mark, other: Mark) -> tuple[Mark, Mark]:
    """Return which of two to keep, and which to fold: as proposed, else the reviewed one.

    Among equals the one with more words is kept.
    """
    for proposal in corpus.snapshot.proposals:
        if {proposal.keep, proposal.other} == {mark, other}:
            return proposal.keep, proposal.other

    def weight(each: Mark) -> tuple[bool, int, int]:
        reviewed = review_of(corpus, each) is Review.ACCEPTED
        return reviewed, len(corpus.evidence(each)), -each.id

    return (mark, other) if weight(mark) >= weight(other) else (other, mark)


def merge_operation(keep: Mark, other: Mark) -> MergeEvents | MergeActors:
    """Return what folds the other into the one that is kept."""
    if keep.kind is MarkKind.EVENT:
        return MergeEvents(EventId(keep.id), (EventId(other.id),))
    return MergeActors(ActorId(keep.id), (ActorId(other.id),))


def preview(corpus: Corpus, keep: Mark, other: Mark) -> tuple[Block, ...]:
    """Return what the result would hold."""
    own, more = len(corpus.evidence(keep)), len(corpus.evidence(other))
    if keep.kind is MarkKind.EVENT:
        first, second = corpus.event(EventId(keep.id)), corpus.event(EventId(other.id))
        noun = "quotes" if own + more != 1 else "quote"
        return (
            *_event_blocks(corpus, first, second),
            Hint(f"{own + more:,} {noun}: {own} and {more}"),
        )
    one, two = corpus.actors[ActorId(keep.id)], corpus.actors[ActorId(other.id)]
    rows = {*corpus.rows_of_actor[one.id].tolist(), *corpus.rows_of_actor[two.id].tolist()}
    names = dict.fromkeys((*one.aliases, two.name, *two.aliases))
    names.pop(one.name, None)
    return (
        Title(one.name, kind_label(one.kind), one.kind),
        Fact("Names", "", "also " + ", ".join(names)),
        Hint(f"{len(rows):,} event{'' if len(rows) == 1 else 's'} · {own:,} and {more:,} mentions"),
    )


def _event_blocks(corpus: Corpus, first: Event, second: Event) -> list[Block]:
    dates = dict.fromkeys(claim.date.text for e in (first, second) for claim in e.claims)
    chosen = first.date or second.date
    said = "undated" if chosen is None else say(chosen)
    rest = [text for text in dates if chosen is None or text != chosen.text]
    note = f"also claimed: {', '.join(rest)}" if rest else ""
    players = dict.fromkeys(
        (part.actor_id, part.role) for part in (*first.participations, *second.participations)
    )
    entries, seen = [], set()
    for actor_id, role in players:
        if actor_id not in seen:
            seen.add(actor_id)
            actor = corpus.actors[actor_id]
            entries.append(Go(actor.name, Mark.actor(actor_id), note=role, sign=actor.kind))
    blocks: list[Block] = [Title(first.title, "", glyph(corpus, first)), Fact("Date", said, note)]
    if entries:
        blocks.append(Entries("Actors", tuple(entries), columns=2))
    return blocks


def _proposed(corpus: Corpus) -> Iterable[set[Mark]]:
    return ({p.keep, p.other} for p in corpus.snapshot.proposals)


def _all(corpus: Corpus, kind: MarkKind) -> Iterable[Mark]:
    if kind is MarkKind.EVENT:
        return (Mark.event(event.id) for event in corpus.events)
    return (Mark.actor(actor.id) for actor in corpus.snapshot.actors)


def _searched(corpus: Corpus, mark: Mark) -> str:
    if mark.kind is MarkKind.EVENT:
        return corpus.event(EventId(mark.id)).title
    actor = corpus.actors[ActorId(mark.id)]
    return " ".join((actor.name, *actor.aliases))


def _note(corpus: Corpus, mark: Mark) -> str:
    if mark.kind is MarkKind.EVENT:
        event = corpus.event(EventId(mark.id))
        return "undated" if event.date is None else say(event.date)
    return kind_label(corpus.actors[ActorId(mark.id)].kind)


class _Likeness:
    """How like other marks are to one: words they share, actors, date, kind."""

    def __init__(self, corpus: Corpus, mark: Mark) -> None:
        self._corpus = corpus
        self._event: Event | None = None
        self._actor: Actor | None = None
        if mark.kind is MarkKind.EVENT:
            self._event = corpus.event(EventId(mark.id))
            self._words = _words(self._event.title)
            self._players = {part.actor_id for part in self._event.participations}
        else:
            self._actor = corpus.actors[ActorId(mark.id)]
            self._words = _words(" ".join((self._actor.name, *self._actor.aliases)))

    def points(self, other: Mark) -> float:
        """Return 0 for nothing in common; a shared word or date counts most."""
        if self._event is not None:
            return self._like_event(self._event, self._corpus.event(EventId(other.id)))
        actor = self._corpus.actors[ActorId(other.id)]
        shared = len(self._words & _words(" ".join((actor.name, *actor.aliases))))
        same_kind = self._actor is not None and actor.kind == self._actor.kind
        return shared * 2.0 + same_kind if shared else 0.0

    def _like_event(self, event: Event, other: Event) -> float:
        words = len(self._words & _words(other.title))
        players = len(self._players & {part.actor_id for part in other.participations})
        if not words and not players:
            return 0.0
        same_date = event.date is not None and event.date == other.date
        return words * 2.0 + players + same_date * 2.0 + (event.kind == other.kind) * 0.5


def _words(text: str) -> set[str]:
    found = text.casefold().replace(".", "").split()
    return {word for word in found if len(word) > _SHORT_WORD or word.isupper()}
