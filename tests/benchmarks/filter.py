"""From a click on a filter to the picture in the real window, beside the same question by SQL.

Actors are drawn by how busy they are, as people choose them: a query often has one that
takes part in a fifth of all events. Every mode, 1, 5 and 50 actors, alone and with kinds,
statuses, a period and words; whole and zoomed in. Two of each four are asked by SQL too, as a
careful person would write it: over the indexes, the rarest actor first; each for so long and no
longer, so that the run ends by itself. Project: `--out FILE.sourceline`, else one made of
`--events`.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QObject

from explorer.domain.filters import Filter, Match, Period
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Status
from explorer.index.corpus import Corpus
from explorer.viewmodel.state import Window
from tests.benchmarks.offscreen import Watched, opened
from tests.benchmarks.projects import project_of
from tests.benchmarks.report import Measure

SIZES = (1, 5, 50)
_EACH = 4  # filters of each mode and size: plain, with columns, plain, with columns and words
_AIM_MS, _AIM_P95_MS = 50.0, 100.0
_KINDS = ("talks", "incident", "vote")
_WORDS = ("missile", "fishing treaty", "kastor")
_YEAR_S = 31_556_952
_MOST_SQL_S = 8.0  # what takes longer is ended there: it is at least so much slower


@dataclass(frozen=True)
class Case:
    """A filter, the words among it, and the statement that asks for the same events."""

    wanted: Filter
    sql: str


def cases(corpus: Corpus, match: Match, size: int, count: int) -> Iterator[Case]:
    """Yield seeded cases, half with kinds, statuses and a period, half of those with words."""
    chance = random.Random(f"{match} {size}")
    columns = corpus.columns
    ids = columns.arrays["actor_id"].tolist()
    weights = np.diff(columns.arrays["actor_ptr"]).tolist()
    for number in range(count):
        chosen: set[int] = set()
        while len(chosen) < min(size, len(ids)):
            chosen |= set(chance.choices(ids, weights, k=size - len(chosen)))
        wanted = Filter(actors=frozenset(map(ActorId, chosen)), match=match)
        if number % 2:
            start = chance.randrange(-15, 40) * _YEAR_S
            wanted = replace(
                wanted, kinds=frozenset(chance.sample(_KINDS, chance.randint(1, 3))),
                statuses=frozenset({Status.OCCURRED, Status.ONGOING}),
                period=Period(start, start + chance.choice((1, 5, 20)) * _YEAR_S),
            )  # fmt: skip
        if number % 4 == 3:
            wanted = replace(wanted, words=chance.choice(_WORDS))
        often = dict(zip(ids, weights, strict=True))
        yield Case(wanted, _sql(wanted, sorted(chosen, key=lambda actor: (often[actor], actor))))


def _sql(wanted: Filter, rarest_first: list[int]) -> str:
    where = [_of_actors(wanted.match, rarest_first)]
    if wanted.kinds is not None:
        where.append(f"kind IN ({_quoted(sorted(wanted.kinds))})")
    if wanted.statuses is not None:
        where.append(f"status IN ({_quoted(sorted(s.value for s in wanted.statuses))})")
    if wanted.period is not None:
        where.append(
            "EXISTS (SELECT 1 FROM date_claim WHERE event_id = event.id AND chosen = 1"
            f" AND start_min < {wanted.period.end_s}"
            f" AND coalesce(end_max, 9e18) >= {wanted.period.start_s})"
        )
    if wanted.words:
        match = " AND ".join(f'"{word}"' for word in wanted.words.split())
        where.append(f"id IN (SELECT rowid FROM event_fts WHERE event_fts MATCH '{match}')")
    return f"SELECT id FROM event WHERE {' AND '.join(where)}"


def _quoted(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def _of_actors(match: Match, ids: list[int]) -> str:
    those = ",".join(map(str, ids))
    among = f"(SELECT event_id FROM participation WHERE actor_id IN ({those}))"
    if match is Match.ANY:
        return f"id IN {among}"
    if match is Match.NONE:
        return f"id NOT IN {among}"
    has = " AND ".join(
        f"EXISTS (SELECT 1 FROM participation AS p WHERE p.event_id = event.id"
        f" AND p.actor_id = {id})"
        for id in ids[1:]
    )
    first = f"id IN (SELECT event_id FROM participation WHERE actor_id = {ids[0]})"
    return f"{first} AND {has}" if has else first


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Measure clicks in the window, then ask the tables the same; the cases are always the same."""
    del rounds
    path = out or project_of(events or 1_000_000)
    with opened(path) as watched:
        session = watched.window.session
        asked = [
            (match, size, list(cases(session.corpus, match, size, _EACH)))
            for match in Match
            for size in SIZES
        ]
        words = [_words(watched, each) for each in _WORDS]
        clicks = [[_click(watched, case.wanted) for case in lot] for _, _, lot in asked]
        session.update("benchmark", window=Window(30 * _YEAR_S, 31 * _YEAR_S))
        watched.rest()
        zoomed = [_click(watched, lot[0].wanted) for _, _, lot in asked]
    some = [(case, click) for (_, _, lot), ours in zip(asked, clicks, strict=True)
            for case, click in list(zip(lot, ours, strict=True))[:: _EACH - 1]]  # fmt: skip
    with closing(sqlite3.connect(path)) as raw:
        tables = [_by_sql(raw, case) for case, _ in some]
    found: list[Measure] = []
    for (match, size, lot), ours in zip(asked, clicks, strict=True):
        found += _aimed(f"{match} of {size}, {len(lot)} filters", ours)
    every = [click for lot in clicks for click in lot]
    found += _aimed(f"all of these, {len(every)} filters", every)
    found += _followed(every)
    found += _against_sql([click.picture_ms for _, click in some], tables)
    found += _beside("words that join the filter when found: until the picture",
                     [click.picture_ms for click in words], "longest turn meanwhile",
                     [click.held_ms for click in words])  # fmt: skip
    pictures = [click.picture_ms for click in zoomed]
    found += _beside("zoomed in to a year: click to picture", pictures, "zoomed out", [
        click.picture_ms for click in every
    ])  # fmt: skip
    return found


@dataclass(frozen=True)
class Click:
    """What a click took, in ms: to the mask, to the painted timeline, until all counts follow.

    `held_ms` is the longest turn of the window's events from then on.
    """

    mask_ms: float
    picture_ms: float
    counts_ms: float
    held_ms: float


def _click(watched: Watched, wanted: Filter) -> Click:
    """Set a filter as a click does; before it another was, and all is at rest."""
    session = watched.window.session
    watched.rest()
    if wanted.words:  # looked up before they join: the search is measured by `search`
        session.word_rows(wanted.words)
    painted = _Painted(watched)
    started = perf_counter()
    session.update("benchmark", filter=wanted)
    mask_ms = (perf_counter() - started) * 1000
    picture_ms = (watched.until(painted.is_done) - started) * 1000
    watched.longest_ms = 0.0
    counts_ms = (watched.until(lambda: not _is_behind(watched)) - started) * 1000
    return Click(mask_ms, picture_ms, counts_ms, watched.longest_ms)


def _words(watched: Watched, words: str) -> Click:
    """Ask for words that were not looked up yet; they are, beside the window."""
    session = watched.window.session
    session.update("benchmark", filter=Filter())
    watched.rest()
    watched.longest_ms = 0.0
    started = perf_counter()
    session.update("benchmark", filter=Filter(words=words))
    mask_ms = (perf_counter() - started) * 1000
    watched.until(lambda: session.state.filter.words == words)
    painted = _Painted(watched)
    picture_ms = (watched.until(painted.is_done) - started) * 1000
    held_ms = watched.longest_ms
    counts_ms = (watched.until(lambda: not _is_behind(watched)) - started) * 1000
    return Click(mask_ms, picture_ms, counts_ms, held_ms)


def _is_behind(watched: Watched) -> bool:
    bench = watched.window.bench
    if bench is None:
        return False
    kinds = any(button.is_behind for button in bench.actors.kinds.buttons)
    return bench.actors.list.delegate.behind or kinds


class _Painted(QObject):
    """Whether the timeline and its overview have been painted since this was made."""

    def __init__(self, watched: Watched) -> None:
        super().__init__()
        bench = watched.window.bench
        assert bench is not None
        self._waiting: list[QObject] = [bench.timeline.canvas.viewport(), bench.timeline.overview]
        for widget in self._waiting:
            widget.installEventFilter(self)

    def is_done(self) -> bool:
        # Qt paints within the turn of events in which the filter saw it.
        return not self._waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self._waiting:
            self._waiting.remove(watched)
            watched.removeEventFilter(self)
        return False


def _by_sql(raw: sqlite3.Connection, case: Case) -> float:
    end = perf_counter() + _MOST_SQL_S
    raw.set_progress_handler(lambda: perf_counter() > end, 100_000)
    started = perf_counter()
    try:
        raw.execute(case.sql).fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
    return (perf_counter() - started) * 1000


def _aimed(some: str, ours: list[Click]) -> list[Measure]:
    pictures = [click.picture_ms for click in ours]
    return [
        Measure(f"{some}: click to picture{said}", round(of(pictures), 2), "ms", "the aim", aim,
                round(of(pictures) / aim, 3), round(_at_p95(pictures), 2), len(ours))
        for said, of, aim in (("", median, _AIM_MS), (", 95th percentile", _at_p95, _AIM_P95_MS))
    ]  # fmt: skip


def _followed(every: list[Click]) -> list[Measure]:
    pictures = [click.picture_ms for click in every]
    return [
        *_beside("until the counts follow", [c.counts_ms for c in every], "the picture", pictures),
        *_beside("longest turn meanwhile", [c.held_ms for c in every],
                 "the click until its handlers return", [c.mask_ms for c in every]),
    ]  # fmt: skip


def _against_sql(ours: list[float], theirs: list[float]) -> list[Measure]:
    ended = sum(ms >= _MOST_SQL_S * 1000 for ms in theirs)
    sql = "the same by SQL over its indexes"
    if ended:
        sql += f" (at least: {ended} of {len(theirs)} were ended after {_MOST_SQL_S:g} s)"
    return _beside(f"{len(ours)} of these: click to picture", ours, sql, theirs)


def _beside(what: str, ours: list[float], against: str, theirs: list[float]) -> list[Measure]:
    """Return the medians beside each other, and the 95th percentiles beside each other."""
    return [
        Measure(
            f"{what}{said}", round(of(ours), 2), "ms", f"{against}{said}", round(of(theirs), 2),
            round(of(ours) / max(of(theirs), 1e-6), 5), round(_at_p95(ours), 2), len(ours),
        )
        for said, of in (("", median), (", 95th percentile", _at_p95))
    ]  # fmt: skip


def _at_p95(found: list[float]) -> float:
    return quantiles(found, n=20, method="inclusive")[-1]
