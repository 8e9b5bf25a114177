"""What of a project a filter leaves: events, and the actors, links and sources beside them."""

from __future__ import annotations

import numpy as np

from explorer.columns.values import Rows
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Review
from explorer.domain.predicates import predicate_kind
from explorer.domain.records import Actor, Event, Relationship, Source
from explorer.index.corpus import Corpus
from explorer.index.select import select
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Chosen:
    """What passes a filter: events in order of time, the others in the project's order.

    `counts` says of each actor in how many of the events it takes part.
    """

    events: tuple[Event, ...]
    actors: tuple[Actor, ...]
    relationships: tuple[Relationship, ...]
    sources: tuple[Source, ...]
    counts: dict[ActorId, int]


def choose(corpus: Corpus, wanted: Filter, word_rows: Rows | None = None) -> Chosen:
    """Return what passes; `word_rows` as in `select`.

    Without any restriction every actor and source stays. With one, an actor stays that
    takes part in an event that passes, and a source with words for one; where sources are
    asked for, only those. A relationship is held to the same filter by its own actors,
    colour of kind, status, date, sources and words.
    """
    mask = select(corpus, wanted, word_rows)
    counts = {
        actor_id: int(np.count_nonzero(mask[rows]))
        for actor_id, rows in corpus.rows_of_actor.items()
    }
    everything = wanted.is_empty
    return Chosen(
        events=tuple(corpus.records(np.flatnonzero(mask))),
        actors=tuple(
            actor
            for actor in corpus.snapshot.actors
            if _in_scope(actor.review, wanted.review) and (everything or counts[actor.id])
        ),
        relationships=tuple(
            link for link in corpus.snapshot.relationships if link_passes(corpus, link, wanted)
        ),
        sources=tuple(
            source
            for source in corpus.snapshot.sources
            if (wanted.sources is None or source.id in wanted.sources)
            and (everything or bool(mask[corpus.rows_of_source[source.id]].any()))
        ),
        counts=counts,
    )


def link_passes(corpus: Corpus, link: Relationship, wanted: Filter) -> bool:
    """Whether a relationship passes a filter."""
    return (
        _in_scope(link.review, wanted.review)
        and _actors_pass({link.subject, link.object}, wanted)
        and (wanted.kinds is None or predicate_kind(link.predicate) in wanted.kinds)
        and (wanted.statuses is None or link.status in wanted.statuses)
        and (wanted.sources is None or any(e.source_id in wanted.sources for e in link.evidence))
        and (wanted.period is None or _touches(link, wanted.period))
        and _says(corpus, link, wanted.words)
    )


def _in_scope(review: Review, scope: ReviewScope) -> bool:
    return scope is ReviewScope.ALL or review.value == scope.value


def _actors_pass(ends: set[ActorId], wanted: Filter) -> bool:
    if not wanted.actors:
        return True
    if wanted.match is Match.ALL:
        return wanted.actors <= ends
    return bool(wanted.actors & ends) is (wanted.match is Match.ANY)


def _touches(link: Relationship, period: Period) -> bool:
    if link.date is None or not link.date.is_placed:
        return False
    start, end = link.date.bounds.start_min, link.date.bounds.end_max
    begins_before = period.end_s is None or start is None or start < period.end_s
    return begins_before and (period.start_s is None or end is None or end >= period.start_s)


def _says(corpus: Corpus, link: Relationship, words: str) -> bool:
    """Whether every word stands in a link's own words or its quotes."""
    ends = (corpus.actors[link.subject].name, corpus.actors[link.object].name)
    text = " ".join((*ends, link.predicate, *(item.quote for item in link.evidence))).casefold()
    return all(word in text for word in words.casefold().split())
