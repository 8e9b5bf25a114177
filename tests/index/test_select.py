"""`select` against plain SQL over the same data."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.values import Rows
from explorer.domain.dates import parse
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import (
    ActorId,
    EventId,
    EvidenceId,
    ParagraphId,
    ParticipationId,
    SourceId,
)
from explorer.domain.kinds import Review, Status
from explorer.domain.records import Actor, Event, Evidence, Participation, Snapshot, Source
from explorer.index import select as selecting
from explorer.index.corpus import Corpus
from explorer.index.select import select

_ACTORS = tuple(ActorId(id) for id in range(1, 5))
_SOURCES = tuple(SourceId(id) for id in range(1, 4))
_KINDS = ("talks", "vote", "of its own")
_DATES = (
    *(None, "2024-07-28", "2024-07", "2024", "2023~", "2022/2025", "2022/..", "../2023"),
    *("-0043-03-15", "0000", "Y17000", "2024-07-28T10:00:00Z", "199X", "/2024", "XXXX-12-XX"),
)
# Seconds on and beside the edges of the dates above: second by second is what can go wrong.
_EDGES = sorted(
    edge + step
    for text in _DATES
    if text is not None
    for bounds in (parse(text).bounds,)
    for edge in (bounds.start_min, bounds.end_max)
    if edge is not None
    for step in (-1, 0, 1)
)


def _event(id: int, draw: st.DrawFn) -> Event:
    date = draw(st.sampled_from(_DATES))
    actors = draw(st.lists(st.sampled_from(_ACTORS), max_size=4))
    sources = draw(st.lists(st.sampled_from(_SOURCES), max_size=3))
    return Event(
        EventId(id),
        f"event {id}",
        draw(st.sampled_from(_KINDS)),
        draw(st.sampled_from(Status)),
        None if date is None else parse(date),
        participations=tuple(
            Participation(ParticipationId(id * 10 + at), actor, "party")
            for at, actor in enumerate(actors)
        ),
        evidence=tuple(
            Evidence(EvidenceId(id * 10 + at), source, ParagraphId(1), 1, 0, 1, "x")
            for at, source in enumerate(sources)
        ),
        review=draw(st.sampled_from((Review.ACCEPTED, Review.PENDING))),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Projects of a few events that share actors, kinds, sources and edges of dates."""
    count = draw(st.integers(0, 12))
    return Snapshot(
        sources=tuple(Source(id, f"source {id}", "", "", 1) for id in _SOURCES),
        actors=tuple(Actor(id, f"actor {id}", "state") for id in _ACTORS),
        events=tuple(_event(id, draw) for id in range(1, count + 1)),
    )


def _maybe(values: st.SearchStrategy[frozenset[object]]) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), values)


_SECONDS = st.one_of(st.none(), st.sampled_from(_EDGES))


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """Filters of every sort, some of them of ids that no project has."""
    bounds = draw(st.one_of(st.none(), st.tuples(_SECONDS, _SECONDS)))
    return Filter(
        actors=draw(st.frozensets(st.sampled_from((*_ACTORS, ActorId(99))), max_size=3)),
        match=draw(st.sampled_from(Match)),
        kinds=draw(_maybe(st.frozensets(st.sampled_from((*_KINDS, "nothing")), max_size=2))),
        statuses=draw(_maybe(st.frozensets(st.sampled_from(Status), max_size=3))),
        sources=draw(_maybe(st.frozensets(st.sampled_from((*_SOURCES, SourceId(9))), max_size=2))),
        period=None if bounds is None else Period(*bounds),
        review=draw(st.sampled_from(ReviewScope)),
    )


_hits = st.one_of(st.none(), st.frozensets(st.integers(0, 14).map(EventId)))


@dataclass(frozen=True)
class _Clause:
    """A piece of a WHERE, with its values."""

    sql: str
    values: tuple[object, ...] = ()


def _listed(values: frozenset[object]) -> tuple[str, tuple[object, ...]]:
    return ",".join("?" * len(values)) or "NULL", tuple(values)


def _clauses(wanted: Filter, hits: frozenset[EventId] | None) -> Iterator[_Clause]:
    if wanted.review is not ReviewScope.ALL:
        yield _Clause("review = ?", (wanted.review.value,))
    if wanted.actors:
        marks, values = _listed(frozenset(wanted.actors))
        count = (
            "(SELECT count(DISTINCT actor_id) FROM participation"
            f" WHERE event_id = event.id AND actor_id IN ({marks}))"
        )
        needed = {
            Match.ANY: "> 0",
            Match.ALL: f"= {len(wanted.actors)}",
            Match.NONE: "= 0",
        }[wanted.match]
        yield _Clause(f"{count} {needed}", values)
    for column, chosen in (("kind", wanted.kinds), ("status", wanted.statuses)):
        if chosen is not None:
            marks, values = _listed(frozenset(chosen))
            yield _Clause(f"{column} IN ({marks})", values)
    if wanted.sources is not None:
        marks, values = _listed(frozenset(wanted.sources))
        yield _Clause(
            f"EXISTS (SELECT 1 FROM evidence WHERE event_id = event.id AND source_id IN ({marks}))",
            values,
        )
    if wanted.period is not None:
        yield from _period(wanted.period)
    if hits is not None:
        marks, values = _listed(frozenset(hits))
        yield _Clause(f"id IN ({marks})", values)


def _period(period: Period) -> Iterator[_Clause]:
    yield _Clause("placed")
    if period.start_s is not None:
        yield _Clause("(end_max IS NULL OR end_max >= ?)", (period.start_s,))
    if period.end_s is not None:
        yield _Clause("(start_min IS NULL OR start_min < ?)", (period.end_s,))


def _by_sql(snapshot: Snapshot, wanted: Filter, hits: frozenset[EventId] | None) -> set[int]:
    database = sqlite3.connect(":memory:")
    database.executescript(
        """CREATE TABLE event (id, kind, status, review, placed, start_min, end_max);
        CREATE TABLE participation (event_id, actor_id);
        CREATE TABLE evidence (event_id, source_id);"""
    )
    for event in snapshot.events:
        date = event.date
        bounds = (None, None) if date is None else (date.bounds.start_min, date.bounds.end_max)
        database.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(event.id, event.kind, event.status.value, event.review.value),
                *(date is not None and date.is_placed, *bounds),
            ),
        )
        database.executemany(
            "INSERT INTO participation VALUES (?, ?)",
            [(event.id, part.actor_id) for part in event.participations],
        )
        database.executemany(
            "INSERT INTO evidence VALUES (?, ?)",
            [(event.id, item.source_id) for item in event.evidence],
        )
    clauses = list(_clauses(wanted, hits))
    where = " AND ".join(clause.sql for clause in clauses) or "1"
    values = [value for clause in clauses for value in clause.values]
    found = database.execute(f"SELECT id FROM event WHERE {where}", values).fetchall()
    database.close()
    return {id for (id,) in found}


# Few rows are looked up one by one, many masks laid over each other: both ways must agree.
# So must who takes part, looked up or written out, and one thread and two.
@given(
    snapshots(), filters(), _hits, st.sampled_from((0, 1, 10**9)), st.sampled_from((0, 10**9)),
    st.sampled_from((0, 10**9)), st.booleans(),
)  # fmt: skip
def test_select_agrees_with_sql(
    snapshot: Snapshot,
    wanted: Filter,
    hits: frozenset[EventId] | None,
    few: int,
    written: int,
    many: int,
    as_mask: bool,
) -> None:
    corpus = Corpus(snapshot)
    rows = None if hits is None else _rows_of(corpus, hits)
    if rows is not None and as_mask:
        rows = np.isin(np.arange(corpus.n), rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(selecting, "_FEW", few)
        patch.setattr(selecting, "_WRITTEN", written)
        patch.setattr(selecting, "_PASSES", 10**9)
        patch.setattr(selecting, "_MANY", many)
        mask = select(corpus, wanted, rows)
    assert mask.shape == (corpus.n,)
    chosen = {event.id for event, keep in zip(corpus.events, mask, strict=True) if keep}
    assert chosen == _by_sql(snapshot, wanted, hits)


def _rows_of(corpus: Corpus, hits: frozenset[EventId]) -> Rows:
    rows = corpus.columns.rows_of(np.array(sorted(hits), dtype=np.int64))
    return np.sort(rows[rows >= 0])


@given(snapshots())
def test_an_empty_filter_keeps_everything(snapshot: Snapshot) -> None:
    assert select(Corpus(snapshot), Filter(review=ReviewScope.ALL)).all()


@given(snapshots(), filters())
def test_a_mask_is_the_callers_own(snapshot: Snapshot, wanted: Filter) -> None:
    corpus = Corpus(snapshot)
    select(corpus, wanted)[:] = True
    assert (corpus.accepted == [e.review is Review.ACCEPTED for e in corpus.events]).all()


@pytest.mark.parametrize("text", [text for text in _DATES if text and parse(text).is_placed])
def test_a_period_touches_to_the_second(text: str) -> None:
    bounds = parse(text).bounds
    event = Event(EventId(1), "t", "talks", Status.OCCURRED, parse(text))
    corpus = Corpus(Snapshot(events=(event,)))

    def touches(start: int | None, end: int | None) -> bool:
        return bool(select(corpus, Filter(period=Period(start, end)))[0])

    assert touches(None, None)
    if bounds.end_max is not None:  # its last second is inclusive
        assert touches(bounds.end_max, None)
        assert not touches(bounds.end_max + 1, None)
    if bounds.start_min is not None:  # a period's end is not
        assert touches(None, bounds.start_min + 1)
        assert not touches(None, bounds.start_min)


@pytest.mark.parametrize("match", Match)
def test_actors_that_no_event_has(match: Match) -> None:
    snapshot = Snapshot(
        actors=(Actor(ActorId(1), "a", "state"),),
        events=(Event(EventId(1), "t", "talks", Status.OCCURRED),),
    )
    mask = select(Corpus(snapshot), Filter(actors=frozenset({ActorId(7)}), match=match))
    assert mask.tolist() == [match is Match.NONE]
