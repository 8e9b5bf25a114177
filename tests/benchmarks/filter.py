"""From a filter to its mask and to the picture, beside the same question to the tables' indexes.

Actors are drawn by how busy they are, as people choose them: a query often has one that
takes part in a fifth of all events.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from statistics import median, quantiles
from time import perf_counter

from explorer.domain.filters import Filter, Match, Period
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Status
from explorer.index.corpus import Corpus, corpus_of
from explorer.index.counts import actor_counts
from explorer.index.select import select
from explorer.store.project import Project
from explorer.viewmodel.session import Session
from explorer.viewmodel.timeline.build import TimelineBuilder
from tests.benchmarks.projects import project_of
from tests.benchmarks.report import Measure
from tests.support.measurer import LetterMeasurer

SIZES = (1, 5, 50)
_SQL = "the same by SQL over its indexes"
_WIDE_PX, _HIGH_PX = 1400.0, 800.0


@dataclass(frozen=True)
class Case:
    """A filter and the statement that asks for the same events."""

    wanted: Filter
    sql: str


def cases(corpus: Corpus, match: Match, size: int, count: int) -> Iterator[Case]:
    """Yield seeded cases."""
    chance = random.Random(f"{match} {size}")
    columns = corpus.columns
    ids = columns.arrays["actor_id"].tolist()
    weights = actor_counts(columns, corpus.accepted).tolist()
    for _ in range(count):
        chosen: set[int] = set()
        while len(chosen) < min(size, len(ids)):
            chosen |= set(chance.choices(ids, weights, k=size - len(chosen)))
        wanted = Filter(actors=frozenset(map(ActorId, chosen)), match=match)
        yield Case(wanted, _sql(match, sorted(chosen)))


def _sql(match: Match, ids: list[int]) -> str:
    those = ",".join(map(str, ids))
    if match is Match.ANY:
        return f"SELECT DISTINCT event_id FROM participation WHERE actor_id IN ({those})"
    if match is Match.NONE:
        return (
            "SELECT id FROM event WHERE id NOT IN"
            f" (SELECT event_id FROM participation WHERE actor_id IN ({those}))"
        )
    has = " AND ".join(
        f"EXISTS (SELECT 1 FROM participation AS p WHERE p.event_id = f.event_id"
        f" AND p.actor_id = {id})"
        for id in ids[1:]
    )
    first = f"SELECT DISTINCT event_id FROM participation AS f WHERE actor_id = {ids[0]}"
    return f"{first} AND {has}" if has else first


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def _at_p95(found: list[float]) -> float:
    return quantiles(found, n=20)[-1]


def _measures(what: str, ours: list[float], theirs: list[float]) -> list[Measure]:
    """Return the medians beside each other, and the 95th percentiles beside each other."""
    return [
        Measure(
            f"{what}{said}", round(of(ours), 3), "ms", f"{_SQL}{said}", round(of(theirs), 2),
            round(of(ours) / of(theirs), 5), round(_at_p95(ours), 3), len(ours),
        )
        for said, of in (("", median), (", 95th percentile", _at_p95))
    ]  # fmt: skip


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Measure masks of 1, 5 and 50 actors, any, all and none; then from a click to the picture."""
    path = project_of(events or 1_000_000)
    found: list[Measure] = []
    count = max(rounds, 2) * 2
    with Project.open(path) as project, closing(sqlite3.connect(path)) as raw:
        corpus = corpus_of(project)
        for name in corpus.columns.arrays:  # the window reads them before anyone clicks
            corpus.columns.arrays[name]
        for match in Match:
            for size in SIZES:
                found += _masks(corpus, raw, match, size, count)
        for size in SIZES:
            found += _pictures(project, raw, size, count)
    return found


def _masks(
    corpus: Corpus, raw: sqlite3.Connection, match: Match, size: int, count: int
) -> list[Measure]:
    ours, theirs = [], []
    for case in cases(corpus, match, size, count):
        ours.append(_timed(lambda case=case: select(corpus, case.wanted)))
        theirs.append(_timed(lambda case=case: raw.execute(case.sql).fetchall()))
    return _measures(f"{match} of {size} to a mask of {corpus.n:,} events", ours, theirs)


def _pictures(project: Project, raw: sqlite3.Connection, size: int, count: int) -> list[Measure]:
    """Time a click on actors, with kinds, statuses and a period, until the timeline is drawn."""
    session = Session(project)
    builder = TimelineBuilder(session, LetterMeasurer())
    builder.build(_WIDE_PX, _HIGH_PX)
    ours, theirs = [], []
    for case in cases(session.corpus, Match.ANY, size, count):
        wanted = replace(
            case.wanted, kinds=frozenset({"talks", "incident", "vote"}),
            statuses=frozenset({Status.OCCURRED, Status.ONGOING}), period=Period(0, 1_600_000_000),
        )  # fmt: skip
        sql = (
            f"SELECT event.id FROM event JOIN date_claim ON event_id = event.id AND chosen = 1"
            f" WHERE event.id IN ({case.sql}) AND kind IN ('talks', 'incident', 'vote')"
            " AND status IN ('occurred', 'ongoing')"
            " AND start_min < 1600000000 AND coalesce(end_max, 9e18) >= 0"
        )
        ours.append(_timed(lambda wanted=wanted: _click(session, builder, wanted)))
        theirs.append(_timed(lambda sql=sql: raw.execute(sql).fetchall()))
    return _measures(
        f"any of {size}, kinds, statuses, period: click to picture, {session.corpus.n:,} events",
        ours, theirs,
    )  # fmt: skip


def _click(session: Session, builder: TimelineBuilder, wanted: Filter) -> None:
    session.update("benchmark", filter=wanted)
    builder.build(_WIDE_PX, _HIGH_PX)
    builder.overview(_WIDE_PX, _WIDE_PX)
