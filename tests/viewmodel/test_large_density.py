"""Density is exact: what stands in a lane is what brute force over the records finds there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.domain.filters import Filter, Match, Period
from explorer.domain.kinds import Status
from explorer.domain.records import Event
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.listing.opening import of_lasting
from explorer.viewmodel.listing.rows import rows_of
from explorer.viewmodel.picture.of_timeline import TimelineBody
from explorer.viewmodel.picture.wish import Extent
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes, Window
from explorer.viewmodel.timeline.build import TimelineBuilder, TimelineOptions
from explorer.viewmodel.timeline.density import STACKED
from explorer.viewmodel.timeline.large import chosen, lots, order, stock
from explorer.viewmodel.timeline.scene import LaneItem, TimelineScene
from tests.benchmarks.corpora import COLUMNS, lines
from tests.benchmarks.make import import_csv
from tests.support.measurer import LetterMeasurer

SIZE = (1000.0, 700.0)
EVENTS = 2_500
OTHER = len(STACKED)
_SAID = 4  # columns of a lane whose tips are looked at
# On the first and the last second of a day, a month and a year, and with no start or no end.
ON_EDGES = (
    "1999-12-31T23:59:59", "2000-01-01T00:00:00", "2000-02-01", "1985/..", "../1985",
    "199X", "../1999-12~",
    "2000?", "1999-12~", "2000-01-01T00:00:01",
)  # fmt: skip


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, list[Event]]]:
    """Return a large project's session, and its events as the small one reads them."""
    folder = tmp_path_factory.mktemp("density")
    path = _made(folder)
    with Project.open(path) as project:
        events = list(Session(project).corpus.events)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(store, "FEW", 0)
            session = Session(project)
            assert session.corpus.is_large
            yield session, events


def _made(folder: Path) -> Path:
    table, path = folder / "events.csv", folder / "events.sourceline"
    own = [f"Edge {n},{date},,Republic of Kastor,talks,," for n, date in enumerate(ON_EDGES)]
    made = (line for chunk in lines(EVENTS, 3) for line in chunk)
    table.write_text("\n".join((",".join(COLUMNS), *own, *made)) + "\n", encoding="utf-8")
    import_csv(table, path)
    with Project.open(path) as project:
        if not project.columns_hold():
            project.make_columns(lambda words: None)
    return path


def _spans() -> st.SearchStrategy[float]:
    """Return spans from a minute to more than all, each order of size as likely."""
    return st.floats(1.8, 9.8).map(lambda power: 10.0**power)


WINDOWS = st.tuples(st.integers(0, EVENTS - 1), st.floats(-1, 0), _spans())
# Without a filter the columns come from the digest, where it has their edges.
FILTERS = st.just(Filter()) | st.builds(
    Filter,
    actors=st.frozensets(st.integers(1, 20), max_size=3),
    match=st.sampled_from(list(Match)),
    kinds=st.none() | st.frozensets(st.sampled_from(("talks", "incident", "vote")), min_size=1),
    statuses=st.none() | st.just(frozenset({Status.OCCURRED})),
    period=st.none() | st.just(Period(631_152_000, 1_262_304_000)),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    max_examples=80, deadline=None,
)  # fmt: skip
@given(
    WINDOWS, st.sampled_from(list(Lanes)), FILTERS, st.booleans(), st.sampled_from((24, 2)),
    st.sampled_from((24, 2, 10**9)),
)  # fmt: skip
def test_columns_of_every_lane_are_what_brute_force_counts(
    many, at, by, wanted, whole, most, few
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chosen, "_LANE_MOST", most)
        # Few that pass are looked up, few that do not taken off, of many codes are gathered.
        patch.setattr(lots, "_FEW", few)
        _check_lanes(many, at, by, wanted, whole)


def _check_lanes(many, at, by, wanted, whole) -> None:
    session, events = many
    window = None if whole else _window(events, *at)
    session.update("test", lanes=by, filter=wanted, window=window)
    mask, row_of = session.matches, session.corpus.row_of
    matching = [event for event in events if mask[row_of[event.id]]]
    builder = TimelineBuilder(session, LetterMeasurer())
    drawn = builder.build(*SIZE)
    assert builder.large is not None
    while (owed := builder.large.owed) is not None:
        owed()()  # what is put in order beside the window
        drawn = builder.build(*SIZE)
    for lane in drawn.lanes:
        own = [event for event in matching if _stands(event, lane)]
        assert lane.count == len(own) or by is not Lanes.ACTOR
        _nothing_is_lost(session, lane, own, drawn)
        if lane.columns is None:
            continue
        edges = lane.columns.edges.tolist()
        dated = [event for event in own if event.date is not None]
        counted = _brute(dated, edges)
        found = {
            (column, layer): count
            for column, counts in enumerate(lane.columns.counts.tolist())
            for layer, count in enumerate(counts)
            if count
        }
        assert found == counted
        before = sum(1 for event in dated if _place(event) < edges[0])
        after = sum(1 for event in dated if _place(event) >= edges[-1])
        assert int(lane.columns.counts.sum()) + before + after == len(dated)
        for column in sorted({column for column, _ in counted})[:_SAID]:
            perhaps = builder.perhaps_later(lane.key, lane.columns, column)
            assert perhaps == _perhaps_later(dated, *edges[column : column + 2])


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(FILTERS)
def test_the_overview_counts_all_that_pass(many, wanted) -> None:
    session, events = many
    session.update("test", filter=wanted, window=None)
    mask, row_of = session.matches, session.corpus.row_of
    strip = TimelineBuilder(session, LetterMeasurer()).overview(900, 1000)
    begun = [e for e in events if e.date is not None]
    assert strip.total.sum() == len(begun)
    assert strip.matching.sum() == sum(bool(mask[row_of[event.id]]) for event in begun)


def _nothing_is_lost(
    session: Session, lane: LaneItem, own: list[Event], drawn: TimelineScene
) -> None:
    """What lasts into a lane is drawn, or counted beside it, and that many are listed."""
    since = float(drawn.scale.window.start if lane.columns is None else lane.columns.edges[0])
    lasting = {
        event.id
        for event in own
        if (date := event.date) is not None
        and (start := date.bounds.start_min) is not None
        and (end := date.bounds.end_max) is not None
        and start < since <= end
    }
    if lane.columns is None:
        seen = (*drawn.marks, *drawn.floor)
        lasting -= {e.event_id for e in seen if lane.y <= e.y < lane.y + lane.height}
    number = 0 if lane.through is None else lane.through.number
    assert number == len(lasting)
    if lane.through is not None:
        listing = of_lasting(session, lane.key, lane.through.which)
        found = rows_of(session.corpus, listing, None).every()
        assert {session.corpus.columns.id[row] for row in found.tolist()} == lasting


def _window(events: list[Event], which: int, share: float, span: float) -> Window:
    """Return a window about where an event begins, so that there is something to count."""
    dated = [event for event in events if event.date is not None and abs(_place(event)) < 1e12]
    start = _place(dated[which % len(dated)]) + share * span
    return Window(start, start + span)


def _place(event: Event) -> float:
    """Return where an event counts: where it begins at the earliest, else in its last second."""
    assert event.date is not None
    bounds = event.date.bounds
    place = bounds.end_max if bounds.start_min is None else bounds.start_min
    assert place is not None
    return float(place)


def _perhaps_later(events: list[Event], low: float, high: float) -> int:
    begun = [event.date.bounds for event in events if event.date is not None]
    latest = [
        each.start_max
        for each in begun
        if each.start_min is not None and low <= each.start_min < high
    ]
    return sum(at is not None and at >= high for at in latest)


def _stands(event: Event, lane: LaneItem) -> bool:
    if lane.key == "all":
        return True
    if lane.key == "none":
        return not event.participations
    what, _, key = lane.key.partition(" ")
    if what == "actor":
        return any(part.actor_id == int(key) for part in event.participations)
    if what == "kind":
        return event.kind == key
    return any(each.source_id == int(key) for each in event.evidence)


def _brute(events: list[Event], edges: list[float]) -> Counter[tuple[int, int]]:
    found: Counter[tuple[int, int]] = Counter()
    for event in events:
        layer = STACKED.index(event.kind) if event.kind in STACKED else OTHER
        for column, (low, high) in enumerate(pairwise(edges)):
            if low <= _place(event) < high:
                found[column, layer] += 1
    return found


def test_at_a_minute_what_lasts_and_is_not_drawn_is_counted(many, monkeypatch) -> None:
    session, events = many
    monkeypatch.setattr(chosen, "_LANE_MOST", 0)  # a real lane has hundreds
    at = 1_100_000_000
    session.update("test", lanes=Lanes.NONE, filter=Filter(), window=Window(at, at + 60))
    builder = TimelineBuilder(session, LetterMeasurer())
    drawn = builder.build(*SIZE)
    (lane,) = drawn.lanes
    assert lane.columns is None
    assert lane.through is not None
    _nothing_is_lost(session, lane, events, drawn)


def test_a_picture_waits_for_every_lane_and_for_what_lasts_into_it(many, monkeypatch) -> None:
    session, _ = many
    wanted = Filter(kinds=frozenset({"talks", "agreement", "change"}))
    at = 1_100_000_000
    session.update("test", lanes=Lanes.ACTOR, filter=wanted, window=Window(at, at + 60))
    monkeypatch.setattr(chosen, "_LANE_MOST", 0)
    monkeypatch.setattr(lots, "_FEW", 0)
    whole = TimelineBuilder(session, LetterMeasurer()).build(*SIZE)
    monkeypatch.setattr(lots, "_FEW", 10**9)
    monkeypatch.setattr(stock, "_ENDS_AT_ONCE", -1)
    monkeypatch.setattr(order, "_FIRST", 2)
    seen = TimelineBuilder(session, LetterMeasurer()).build(*SIZE)
    options = TimelineOptions(settled=True, paper=True)
    picture = TimelineBuilder(session, LetterMeasurer()).build(*SIZE, options)
    told = [(lane.key, lane.count, lane.through) for lane in whole.lanes]
    assert [(lane.key, lane.count, lane.through) for lane in picture.lanes] == told
    assert any(through for _, _, through in told)
    assert not any(lane.through for lane in seen.lanes)
    assert seen.lane_count < picture.lane_count == whole.lane_count
    assert picture.header == f"{len(told)} of {whole.header}"
    key = TimelineBody(session, LetterMeasurer(), Extent.SEEN, SIZE).key
    said = "+2 in blue, at the right: more that began before, and last"
    assert said in [item.label for item in key(picture)]
    assert said not in [item.label for item in key(seen)]


def test_few_lanes_are_higher_and_their_counts_are_hit_where_they_stand(many) -> None:
    session, _ = many
    at = 1_100_000_000
    session.update(
        "test", lanes=Lanes.NONE, filter=Filter(), window=Window(at, at + 20 * 31_556_952)
    )
    builder = TimelineBuilder(session, LetterMeasurer())
    (lane,) = builder.build(*SIZE).lanes
    assert lane.columns is not None
    assert lane.height == 150
    session.update("test", lanes=Lanes.KIND)
    drawn = builder.build(*SIZE)
    heights = {lane.height for lane in drawn.lanes}
    assert heights == {86}
    assert sum(lane.height for lane in drawn.lanes) <= drawn.plot_bottom - drawn.plot_top
    lane = next(lane for lane in drawn.lanes if lane.through is not None)
    x = drawn.plot_left - 20
    assert drawn.through_at(x, lane.y + 24) is lane
    assert drawn.through_at(x, lane.y + lane.height - 10) is None
    session.update("test", lanes=Lanes.ACTOR)
    assert {lane.height for lane in builder.build(*SIZE).lanes} == {38}
