"""What waits for review, in the order of the text.

Within a paragraph events come first, then relationships, then actors: an accepted event
brings its actors, so that few of them are asked for one by one. That two marks may be one
is asked last, when both have been seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from explorer.domain.filters import Filter, ReviewScope
from explorer.domain.ids import (
    ActorId,
    EventId,
    Mark,
    MarkKind,
    ProposalId,
    RelationshipId,
    SourceId,
)
from explorer.domain.kinds import Review
from explorer.domain.records import Actor, Event, Evidence, Proposal, Relationship
from explorer.index.choose import link_passes
from explorer.index.corpus import Bools, Corpus
from explorer.index.select import select
from explorer.values import dataclass, replace
from explorer.viewmodel.session import Session

_RANK = {MarkKind.EVENT: 0, MarkKind.RELATIONSHIP: 1, MarkKind.ACTOR: 2}
_PROPOSAL_RANK = 3
_MOST_EVENTS = 50_000  # what nobody will get through in one sitting need not be read in one


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing to decide: a drafted mark, or whether it and another are one.

    `mark` is what is lit meanwhile: of a proposal the mark that would be folded.
    """

    mark: Mark
    proposal: ProposalId | None = None

    def __hash__(self) -> int:
        return hash(self.mark)


class Place(NamedTuple):
    """Where an item stands in the order of the text; `source` counts the project's, from 0."""

    source: int
    paragraph: int
    rank: int
    start: int


NOWHERE = Place(1 << 30, 0, 0, 0)


class Queue:
    """What waits; made anew from what was known of it, since a decision changes little."""

    def __init__(self) -> None:
        self._order: dict[SourceId, int] = {}
        # By kind and id: the record, and what was made of it.
        self._known: dict[MarkKind, dict[int, tuple[object, Item, Place]]] = {}
        self._last: dict[Item, Place] = {}

    def waiting(self, session: Session) -> dict[Item, Place]:
        """Return all that waits under the filter in force, in order, whatever the scope."""
        order = {source_id: index for index, source_id in enumerate(session.corpus.sources)}
        if order != self._order:
            self._order, self._known = order, {}
        found, last = dict(self._found(session)), self._last
        if all(last.get(item) is place for item, place in found.items()):
            self._last = {item: place for item, place in last.items() if item in found}
        else:
            self._last = dict(sorted(found.items(), key=lambda pair: sort_key(*pair)))
        return self._last

    def _found(self, session: Session) -> Iterator[tuple[Item, Place]]:
        corpus, sieve = session.corpus, Sieve(session)
        events = corpus.pending_events(_MOST_EVENTS)
        for event in events:
            if sieve.event(event.id):
                yield self._placed(MarkKind.EVENT, event)
        for link in corpus.snapshot.relationships:
            if link.review is Review.PENDING and sieve.relationship(link.id):
                yield self._placed(MarkKind.RELATIONSHIP, link)
        for actor in _actors(corpus, events):
            if actor.review is Review.PENDING and sieve.actor(actor.id):
                yield self._placed(MarkKind.ACTOR, actor)
        for proposal in corpus.snapshot.proposals:
            if _is_open(corpus, proposal) and any(map(sieve.mark, (proposal.keep, proposal.other))):
                yield self._asked(corpus, proposal)

    def _placed(self, kind: MarkKind, record: Event | Relationship | Actor) -> tuple[Item, Place]:
        table = self._known.setdefault(kind, {})
        known = table.get(record.id)
        if known is None or known[0] is not record:
            place = place_of(record.evidence, self._order, _RANK[kind])
            known = table[record.id] = (record, Item(Mark(kind, record.id)), place)
        return known[1], known[2]

    def _asked(self, corpus: Corpus, proposal: Proposal) -> tuple[Item, Place]:
        """Place a proposal at the later of its two marks, and light the one that would go."""
        ends = (corpus.evidence(mark) for mark in (proposal.keep, proposal.other))
        place = max(place_of(words, self._order, _PROPOSAL_RANK) for words in ends)
        return Item(proposal.other, proposal.id), place


def waiting(session: Session) -> dict[Item, Place]:
    """Return all that waits, in order, for one who asks once."""
    return Queue().waiting(session)


def sort_key(item: Item, place: Place) -> tuple[Place, Mark, int]:
    """Return the key of the order of the queue; no two items have the same."""
    return place, item.mark, item.proposal or 0


def _actors(corpus: Corpus, events: Iterable[Event]) -> Iterable[Actor]:
    """Return all actors; in a project too large to read them all, those of drafted events."""
    if not corpus.is_large:
        return corpus.snapshot.actors
    ids = dict.fromkeys(part.actor_id for event in events for part in event.participations)
    return [corpus.actors[actor_id] for actor_id in ids]


def _is_open(corpus: Corpus, proposal: Proposal) -> bool:
    both_there = corpus.has(proposal.keep) and corpus.has(proposal.other)
    return proposal.review is Review.PENDING and both_there


def place_of(words: Iterable[Evidence], order: dict[SourceId, int], rank: int = 0) -> Place:
    """Return the first place of some words; `order` numbers the sources."""
    places = (Place(order[e.source_id], e.paragraph, rank, e.start) for e in words)
    return min(places, default=NOWHERE)


class Sieve:
    """Which marks the window's filter lets through, whatever their state of review."""

    def __init__(self, session: Session) -> None:
        self._session, self._corpus = session, session.corpus
        self._wanted: Filter = replace(session.state.filter, review=ReviewScope.ALL)
        self._all = self._wanted.is_empty
        self._mask: Bools | None = None

    def mark(self, mark: Mark) -> bool:
        """Whether a mark of any kind passes."""
        if mark.kind is MarkKind.EVENT:
            return self.event(EventId(mark.id))
        if mark.kind is MarkKind.ACTOR:
            return self.actor(ActorId(mark.id))
        return self.relationship(RelationshipId(mark.id))

    def event(self, event_id: EventId) -> bool:
        return self._all or bool(self._events[self._corpus.row_of[event_id]])

    def relationship(self, link_id: RelationshipId) -> bool:
        link = self._corpus.relationships[link_id]
        return self._all or link_passes(self._corpus, link, self._wanted)

    def actor(self, actor_id: ActorId) -> bool:
        """Whether an actor is asked for itself, or takes part in an event that passes."""
        if self._all or actor_id in self._wanted.actors:
            return True
        sources = self._wanted.sources
        words = self._corpus.actors[actor_id].evidence
        if sources is not None and not any(item.source_id in sources for item in words):
            return False
        if self._wanted == Filter(
            sources=sources, match=self._wanted.match, review=ReviewScope.ALL
        ):
            return True
        return bool(self._events[self._corpus.rows_of_actor[actor_id]].any())

    @property
    def _events(self) -> Bools:
        if self._mask is None:
            rows = self._session.word_rows(self._wanted.words)
            self._mask = select(self._corpus, self._wanted, rows)
        return self._mask
