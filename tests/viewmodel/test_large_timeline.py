"""The timeline of a large project: every count adds up, and few events are drawn as elsewhere."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.columns.values import OPEN_END, OPEN_START
from explorer.domain.filters import Filter, Match
from explorer.domain.ids import Mark
from explorer.index.corpus import Corpus
from explorer.index.touching import rows_at
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes, Window
from explorer.viewmodel.timeline.basis import TimelineOptions
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.extents import calendar_extents
from explorer.viewmodel.timeline.gestures import TimelineGestures
from explorer.viewmodel.timeline.large import chosen, frame, lots, order
from explorer.viewmodel.timeline.large.few import extents_at
from explorer.viewmodel.timeline.large.lanes import LargeLanes
from explorer.viewmodel.timeline.scene import TimelineScene
from tests.benchmarks.make import import_csv
from tests.sample.test_sample import SAMPLE
from tests.support.measurer import LetterMeasurer

SIZE = (1000.0, 700.0)
YEAR_S = 31_556_952


@pytest.fixture(scope="module")
def project() -> Iterator[Project]:
    with Project.open(SAMPLE, read_only=True) as project:
        yield project


@pytest.fixture(scope="module")
def small(project: Project) -> Corpus:
    return Session(project).corpus


@pytest.fixture(scope="module")
def session(project: Project, small: Corpus) -> Iterator[Session]:
    assert not small.is_large
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "FEW", 0)
        made = Session(project)
        assert made.corpus.is_large
        yield made


@pytest.fixture(autouse=True)
def bare(session: Session) -> None:
    session.update(
        "test", filter=Filter(), window=None, selection=(), lanes=Lanes.ACTOR, selected_period=None
    )


def scene(session: Session, builder: TimelineBuilder | None = None) -> TimelineScene:
    return (builder or TimelineBuilder(session, LetterMeasurer())).build(*SIZE)


WINDOWS = st.tuples(st.integers(1945, 2030), st.floats(0.0005, 90)).map(
    lambda pair: Window((pair[0] - 1970) * YEAR_S, (pair[0] - 1970 + pair[1]) * YEAR_S)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(WINDOWS, st.sampled_from(list(Lanes)), st.integers(0, 3), st.sampled_from(list(Match)))
def test_columns_count_every_event_that_begins_in_them(
    session, window, lanes, chosen, match
) -> None:
    ids = frozenset(sorted(session.corpus.actors)[:chosen])
    session.update("test", window=window, lanes=lanes, filter=Filter(actors=ids, match=match))
    corpus, mask = session.corpus, session.matches
    order = LargeLanes(corpus, session.state, mask)
    starts = corpus.start_min
    edges = np.linspace(window.start, window.end, 13)
    edge_rows = rows_at(corpus.columns, edges)
    for place in range(min(order.count, 6)):
        stock = order.stock(place)
        rows = stock.rows
        assert mask[rows].all()
        assert (rows < corpus.columns.dated).all()
        counts = stock.counts(edges, edge_rows).sum(axis=1)
        begin = starts[rows].astype(np.float64)
        begin = np.where(begin == float(OPEN_START), corpus.end_max[rows], begin)
        wanted = [np.count_nonzero((begin >= a) & (begin < b)) for a, b in pairwise(edges)]
        assert counts.tolist() == wanted


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(WINDOWS, st.integers(0, 2))
def test_what_is_in_view_is_what_touches_the_window(session, window, chosen) -> None:
    ids = sorted(session.corpus.actors)[:chosen]
    session.update("test", window=window, filter=Filter(actors=frozenset(ids)))
    drawn = scene(session)
    corpus = session.corpus
    low, high = corpus.start_min, corpus.end_max
    begin = np.where(low == OPEN_START, high, low).astype(np.float64)
    end = np.where(high == OPEN_END, low, high).astype(np.float64)
    own = drawn.scale.window
    there = corpus.dated & session.matches & (low < own.end) & (end >= own.start)
    assert drawn.in_view == np.count_nonzero(there & (begin < np.inf))


def test_lanes_are_those_of_a_small_project_in_their_order(session: Session, small) -> None:
    large = LargeLanes(session.corpus, session.state, session.matches)
    counts = {a: len(rows) for a, rows in small.rows_of_actor.items() if len(rows)}
    heads = [large.head(place) for place in range(large.count)]
    named = [head for head in heads if head.mark is not None]
    assert {head.mark.id: head.matching for head in named} == counts
    assert [head.matching for head in named] == sorted(counts.values(), reverse=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.sampled_from(list(Match)), st.integers(0, 3), st.integers(1, 30))
def test_the_lanes_that_are_told_at_once_are_the_first_of_all(session, match, chosen, most) -> None:
    ids = sorted(session.corpus.actors)[:chosen]
    wanted = Filter(actors=frozenset(ids), match=match, kinds=frozenset({"talks", "agreement"}))
    session.update("test", filter=wanted)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(order, "_FIRST", most)
        patch.setattr(lots, "_FEW", 10**9)
        ahead = LargeLanes(session.corpus, session.state, session.matches)
    every = ahead.whole()
    assert every.whole
    assert ahead.order.which.tolist() == every.which[: ahead.count].tolist()
    assert ahead.order.counts.tolist() == every.counts[: ahead.count].tolist()
    assert ahead.count >= min(most, np.count_nonzero(every.which >= 0))


def test_what_a_picture_cannot_wait_for_is_put_in_place_later(session, monkeypatch) -> None:
    monkeypatch.setattr(lots, "_FEW", 10**9)
    monkeypatch.setattr(order, "_FIRST", 2)
    monkeypatch.setattr(frame, "_FEW_ENDS", 0)
    kinds = frozenset({"talks", "agreement", "change"})
    session.update("test", filter=Filter(kinds=kinds), window=Window(40 * YEAR_S, 50 * YEAR_S))
    builder = TimelineBuilder(session, LetterMeasurer())
    before = scene(session, builder)
    assert before.in_view is None
    assert builder.large is not None
    owed = builder.large.owed
    assert owed is not None
    owed()()
    assert builder.large.owed is None
    after = scene(session, builder)
    monkeypatch.undo()
    monkeypatch.setattr(lots, "_FEW", 0)  # all lanes at once
    wanted = scene(session)
    assert (after.in_view, after.lane_count) == (wanted.in_view, wanted.lane_count)
    assert before.lane_count < after.lane_count
    assert [lane.key for lane in after.lanes] == [lane.key for lane in wanted.lanes]
    assert [lane.key for lane in before.lanes] == [lane.key for lane in wanted.lanes[:2]]


@pytest.mark.parametrize("by", list(Lanes))
@pytest.mark.parametrize("few", [0, 10**9])
def test_a_picture_goes_with_its_filter(session, by, few, monkeypatch) -> None:
    monkeypatch.setattr(lots, "_FEW", few)
    monkeypatch.setattr(chosen, "_LANE_MOST", 0)  # every lane is columns
    builder = TimelineBuilder(session, LetterMeasurer())
    gc.collect()
    gc.disable()  # rings of objects would wait for it, with arrays as long as the project
    try:
        session.update("test", filter=Filter(kinds=frozenset({"talks", "change"})), lanes=by)
        drawn = builder.build(*SIZE, TimelineOptions(settled=True))
        assert builder.perhaps_later(drawn.lanes[0].key, drawn.lanes[0].columns, 0) is not None
        mask = weakref.ref(session.matches)
        session.update("test", filter=Filter())
        scene(session, builder)
        assert mask() is None
    finally:
        gc.enable()


def test_chosen_actors_come_first(session: Session) -> None:
    last = max(session.corpus.actors)
    session.update("test", filter=Filter(actors=frozenset({last}), match=Match.ANY))
    large = LargeLanes(session.corpus, session.state, session.matches)
    assert large.head(0).mark == Mark.actor(last)
    assert large.head(0).chosen


def test_events_stand_where_a_small_project_has_them(session: Session, small: Corpus) -> None:
    rows = np.arange(session.corpus.n, dtype=np.int32)
    found, wanted = extents_at(session.corpus, rows), calendar_extents(small)
    assert found.placed.tolist() == wanted.placed.tolist()
    placed = wanted.placed
    for name in ("glyph", "low", "high", "soft_low", "soft_high", "before_px", "after_px"):
        one, other = getattr(found, name)[placed], getattr(wanted, name)[placed]
        assert one.tolist() == other.tolist(), name
    assert dict(found.claims) == dict(wanted.claims)


def test_lanes_hold_still_while_panning_and_names_come_when_it_stands_still(session) -> None:
    builder = TimelineBuilder(session, LetterMeasurer())
    gestures = TimelineGestures(session, builder)
    gestures.width_px = SIZE[0]
    session.update("test", window=Window(50 * YEAR_S, 56 * YEAR_S))
    before = scene(session, builder)
    builder.complete()
    named = scene(session, builder)
    assert named.labels
    assert [mark.y for mark in named.marks] == [mark.y for mark in before.marks]
    gestures.pan(7)
    after = scene(session, builder)
    assert [(lane.key, lane.y, lane.height) for lane in after.lanes] == [
        (lane.key, lane.y, lane.height) for lane in before.lanes
    ]


def test_a_selected_event_is_drawn_before_columns_and_joined_through_its_lanes(session) -> None:
    row = next(
        row for row in range(session.corpus.columns.dated)
        if len(session.corpus.events[row].participations) > 2
    )  # fmt: skip
    event = session.corpus.events[row]
    session.update("test", selection=(Mark.event(event.id),))
    drawn = scene(session)
    assert any(mark.selected and mark.event_id == event.id for mark in drawn.marks)
    assert drawn.selected_ys


def test_the_overview_adds_up_to_all_that_is_dated(session: Session) -> None:
    builder = TimelineBuilder(session, LetterMeasurer())
    strip = builder.overview(900, 1000)
    assert strip.total.sum() == session.corpus.columns.dated
    actor = min(session.corpus.actors)
    session.update("test", filter=replace(session.state.filter, actors=frozenset({actor})))
    strip = builder.overview(900, 1000)
    assert strip.matching.sum() == np.count_nonzero(session.matches & session.corpus.dated)
    assert strip.total.sum() == session.corpus.columns.dated


def test_few_marks_that_need_more_rows_than_a_lane_has_become_columns(tmp_path: Path) -> None:
    """They overlap nearly everywhere: the lane is dense though its marks could be drawn."""
    table, path = tmp_path / "long.csv", tmp_path / "long.sourceline"
    rows = [
        f"Term {n},{1950 + n % 5}-01-0{1 + n % 9},{1990 + n % 7}-02-11,Ruritania" for n in range(60)
    ]
    table.write_text("\n".join(("title,start,end,actors", *rows)) + "\n", encoding="utf-8")
    import_csv(table, path)
    with pytest.MonkeyPatch.context() as patch, Project.open(path) as project:
        patch.setattr(store, "FEW", 0)
        drawn = scene(Session(project))
    (lane,) = drawn.lanes
    assert lane.columns is not None
    assert lane.columns.counts.sum() == 60
    assert not drawn.marks


def test_marks_never_leave_the_rows_of_their_lane(tmp_path: Path) -> None:
    """For want of a row or two a lane grows elsewhere; here all lanes are of one height."""
    table, path = tmp_path / "three.csv", tmp_path / "three.sourceline"
    rows = [
        f"Term {n},{1950 + n // 3}-01-0{1 + n % 3},{1951 + n // 3}-02-11,Ruritania"
        for n in range(60)
    ]
    table.write_text("\n".join(("title,start,end,actors", *rows)) + "\n", encoding="utf-8")
    import_csv(table, path)
    with pytest.MonkeyPatch.context() as patch, Project.open(path) as project:
        patch.setattr(store, "FEW", 0)
        patch.setattr(chosen, "_MOST_ROWS", 2)
        drawn = scene(Session(project))
    (lane,) = drawn.lanes
    assert drawn.marks
    assert all(
        lane.y <= mark.rect.y and mark.rect.bottom <= lane.y + lane.height for mark in drawn.marks
    )
    assert lane.floor_count


def test_an_empty_timeline_says_that_no_event_passes(session: Session) -> None:
    assert scene(session).empty_note == ""
    session.update("test", filter=Filter(kinds=frozenset({"no such kind"})))
    assert scene(session).empty_note == "No event passes the filter."
