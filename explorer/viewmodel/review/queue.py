"""What waits for review, in the order of the text.

Within a paragraph events come first, then relationships, then actors: an accepted event
brings its actors, so that few of them are asked for one by one. That two marks may be one
is asked last, when both have been seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
from explorer.domain.records import Evidence, Proposal
from explorer.index.choose import link_passes
from explorer.index.corpus import Bools, Corpus
from explorer.index.select import select
from explorer.viewmodel.session import Session

_RANK = {MarkKind.EVENT: 0, MarkKind.RELATIONSHIP: 1, MarkKind.ACTOR: 2}
_PROPOSAL_RANK = 3


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One thing to decide: a drafted mark, or whether it and another are one.

    `mark` is what is lit meanwhile: of a proposal the mark that would be folded.
    """

    mark: Mark
    proposal: ProposalId | None = None


class Place(NamedTuple):
    """Where an item stands in the order of the text; `source` counts the project's, from 0."""

    source: int
    paragraph: int
    rank: int
    start: int


NOWHERE = Place(1 << 30, 0, 0, 0)


def waiting(session: Session) -> dict[Item, Place]:
    """Return all that waits under the filter in force, in order; review scope plays no part."""
    return _ordered(_found(session))


def _ordered(found: Iterable[tuple[Item, Place]]) -> dict[Item, Place]:
    return dict(sorted(found, key=lambda pair: sort_key(*pair)))


def sort_key(item: Item, place: Place) -> tuple[Place, Mark, int]:
    """Return the key of the order of the queue; no two items have the same."""
    return place, item.mark, item.proposal or 0


def _found(session: Session) -> Iterator[tuple[Item, Place]]:
    corpus = session.corpus
    order = {source_id: index for index, source_id in enumerate(corpus.sources)}
    sieve = Sieve(session)
    for event in corpus.snapshot.events:
        if event.review is Review.PENDING and sieve.event(event.id):
            yield _placed(Item(Mark.event(event.id)), event.evidence, order)
    for link in corpus.snapshot.relationships:
        if link.review is Review.PENDING and sieve.relationship(link.id):
            yield _placed(Item(Mark.relationship(link.id)), link.evidence, order)
    for actor in corpus.snapshot.actors:
        if actor.review is Review.PENDING and sieve.actor(actor.id):
            yield _placed(Item(Mark.actor(actor.id)), actor.evidence, order)
    for proposal in corpus.snapshot.proposals:
        if _is_open(corpus, proposal) and any(map(sieve.mark, (proposal.keep, proposal.other))):
            yield _asked(corpus, proposal, order)


def _is_open(corpus: Corpus, proposal: Proposal) -> bool:
    both_there = corpus.has(proposal.keep) and corpus.has(proposal.other)
    return proposal.review is Review.PENDING and both_there


def _placed(
    item: Item, words: Iterable[Evidence], order: dict[SourceId, int]
) -> tuple[Item, Place]:
    return item, place_of(words, order, _RANK[item.mark.kind])


def place_of(words: Iterable[Evidence], order: dict[SourceId, int], rank: int = 0) -> Place:
    """Return the first place of some words; `order` numbers the sources."""
    places = (Place(order[e.source_id], e.paragraph, rank, e.start) for e in words)
    return min(places, default=NOWHERE)


def _asked(corpus: Corpus, proposal: Proposal, order: dict[SourceId, int]) -> tuple[Item, Place]:
    """Place a proposal at the later of its two marks, and light the one that would go."""
    ends = (corpus.evidence(mark) for mark in (proposal.keep, proposal.other))
    place = max(place_of(words, order, _PROPOSAL_RANK) for words in ends)
    return Item(proposal.other, proposal.id), place


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
            words = self._wanted.words.strip()
            hits = self._session.project.event_ids(words) if words else None
            self._mask = select(self._corpus, self._wanted, hits)
        return self._mask
