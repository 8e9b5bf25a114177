"""The scene says what is known of each event, and holds still while panning."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from explorer.domain.calendar import seconds
from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, EventId, Mark
from explorer.domain.kinds import Review, Status
from explorer.viewmodel.forms import Form, Tone
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Lanes, Others, Window
from explorer.viewmodel.timeline.build import TimelineBuilder, TimelineOptions
from explorer.viewmodel.timeline.extents import Glyph
from explorer.viewmodel.timeline.gestures import TimelineGestures
from explorer.viewmodel.timeline.scene import MarkItem, TimelineScene
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder

YEARS = Window(seconds(2020), seconds(2026))


def scene_of(
    session: Session, height: float | None = 400.0, options: TimelineOptions | None = None
) -> TimelineScene:
    return TimelineBuilder(session, LetterMeasurer()).build(736.0, height, options)


def lone(edtf: str, **more: object) -> MarkItem:
    builder = ProjectBuilder()
    builder.event("It", edtf, actors=("Ana",), **more)  # type: ignore[arg-type]
    session = builder.session()
    session.update("test", window=YEARS)
    (mark,) = scene_of(session).marks
    return mark


@pytest.mark.parametrize(
    ("edtf", "glyph"),
    [
        ("2024-07-28", Glyph.DOT),
        ("2024", Glyph.BAND),
        ("2024-07", Glyph.BAND),
        ("2023-01-11/2024-03-02", Glyph.BAR),
        ("2024-07/..", Glyph.ARROW),
        ("../2024-07", Glyph.UNTIL),
        ("2023-05~", Glyph.BAND),
    ],
)
def test_the_shape_says_what_is_known(edtf: str, glyph: Glyph) -> None:
    assert lone(edtf).glyph is glyph


def test_a_band_covers_exactly_its_bounds() -> None:
    mark = lone("2024")
    builder = ProjectBuilder()
    builder.event("It", "2024")
    session = builder.session()
    session.update("test", window=YEARS)
    scale = scene_of(session).scale
    assert mark.low_x == pytest.approx(scale.x_of(float(seconds(2024))))
    assert mark.high_x == pytest.approx(scale.x_of(float(seconds(2025))))
    assert (mark.soft_low_x, mark.soft_high_x) == (mark.low_x, mark.high_x)


def test_a_day_cut_by_an_edge_stands_at_the_edge_and_counts_as_in_view() -> None:
    builder = ProjectBuilder()
    for day in range(9, 15):
        builder.event(f"On {day}", f"2024-05-{day:02}", actors=("Ana",))
    session = builder.session()
    noon = 43_200
    start, end = seconds(2024, 5, 10) + noon + 3_600, seconds(2024, 6, 20)
    session.update("test", window=Window(float(start), float(end)))
    scene = scene_of(session)
    assert {mark.glyph for mark in scene.marks} == {Glyph.DOT}
    assert [mark.event_id for mark in scene.marks if mark.x == scene.plot_left] == [2]
    assert scene.in_view == len(scene.marks) == 5
    session.update("test", window=Window(float(seconds(2024, 5, 11)), float(end)))
    assert scene_of(session).in_view == 4  # the day before ends where the view begins


def test_softness_reaches_from_the_certain_to_the_possible_and_needs_bounds() -> None:
    mark = lone("2023-05~")
    assert mark.soft_low_x < mark.low_x < mark.high_x < mark.soft_high_x


def test_an_arrow_never_reaches_a_made_up_end() -> None:
    mark = lone("2021-01/..")
    assert mark.high_x - mark.low_x == pytest.approx(46.0)


def test_a_day_is_a_band_where_hours_can_be_seen() -> None:
    builder = ProjectBuilder()
    builder.event("It", "2024-07-28")
    session = builder.session()
    session.update("test", window=Window(seconds(2024, 7, 27), seconds(2024, 7, 31)))
    (mark,) = scene_of(session).marks
    assert mark.glyph is Glyph.BAND
    assert mark.high_x - mark.low_x > 100


def test_planned_is_hollow_and_not_reviewed_is_dashed() -> None:
    assert lone("2024-07-28", status=Status.PLANNED).form is Form.HOLLOW
    builder = ProjectBuilder()
    builder.event("It", "2024-07-28", review=Review.PENDING)
    session = builder.session()
    assert scene_of(session).marks == ()
    session.update("test", filter=replace(Filter(), review="pending"))
    assert scene_of(session).marks[0].form is Form.DASHED


def test_a_contested_date_stands_at_every_claim() -> None:
    mark = lone("2023-03-02", also=("2024-04-11",))
    assert mark.glyph is Glyph.CONTESTED
    assert len(mark.claim_xs) == 2
    near = lone("2023-03-02", also=("2023-03-03",))
    assert len(near.claim_xs) == 1


def test_an_undated_event_is_never_on_the_calendar() -> None:
    builder = ProjectBuilder()
    builder.event("Dated", "2024-07-28")
    builder.event("First told")
    builder.event("Then told", status=Status.ONGOING)
    scene = scene_of(builder.session())
    assert len(scene.marks) == 1
    assert scene.undated is not None
    assert [item.text for item in scene.undated.items] == ["First told", "Then told"]
    assert scene.undated.items[1].goes_on


def test_where_nothing_has_a_date_the_ruler_says_none() -> None:
    builder = ProjectBuilder()
    builder.event("No date")
    session = builder.session()
    scene = scene_of(session)
    assert scene.ticks == ()
    assert "As told" in scene.empty_note
    strip = TimelineBuilder(session, LetterMeasurer()).overview(736.0, 736.0)
    assert strip.ticks == ()
    session.update("test", filter=Filter(kinds=frozenset({"no such kind"})), others=Others.HIDDEN)
    assert scene_of(session).empty_note == "No event passes the filter."


def test_undated_events_without_room_are_counted_and_a_file_has_them_all() -> None:
    builder = ProjectBuilder()
    for number in range(40):
        builder.event(f"An event without any date {number}")
    session = builder.session()
    strip, whole = scene_of(session).undated, scene_of(session, None).undated
    assert strip is not None
    assert whole is not None
    assert len(strip.items) + strip.more == 40
    assert strip.more > 0
    assert (len(whole.items), whole.more) == (40, 0)
    assert all(item.rect.right <= 736 for item in whole.items)


def crowd(per_day: int, days: int = 1, actors: int = 1) -> Session:
    builder = ProjectBuilder()
    builder.source()
    words = (builder.words("x"),)
    for day in range(days):
        for number in range(per_day):
            builder.event(
                f"Event {day} {number}", f"{2001 + day // 300}-{1 + day % 12:02}-{1 + day % 28:02}",
                actors=(f"Actor {number % actors}",), evidence=words,
                kind=("talks", "incident", "vote")[number % 3],
            )  # fmt: skip
    return builder.session()


def test_what_finds_no_row_is_a_tick_and_is_counted() -> None:
    scene = scene_of(crowd(per_day=30))
    (lane,) = scene.lanes
    assert len(scene.marks) + len(scene.floor) == 30
    assert lane.floor_count == len(scene.floor) > 0
    assert lane.count == 30


def test_a_file_has_a_row_for_every_mark() -> None:
    scene = scene_of(crowd(per_day=30), None)
    assert (len(scene.marks), len(scene.floor)) == (30, 0)


def test_a_crowded_lane_becomes_columns_whose_counts_add_up() -> None:
    session = crowd(per_day=20, days=100, actors=2)
    scene = scene_of(session)
    assert scene.marks == ()
    for lane in scene.lanes:
        assert lane.columns is not None
        assert int(lane.columns.counts.sum()) == lane.count == 1000
        assert lane.columns.most == lane.columns.counts.sum(axis=1).max()


def test_heights_and_rows_hold_still_while_panning() -> None:
    session = crowd(per_day=3, days=90, actors=3)
    session.update("test", window=Window(seconds(2001), seconds(2001, 9)))
    builder = TimelineBuilder(session, LetterMeasurer())
    gestures = TimelineGestures(session, builder)
    seen: dict[tuple[int, int], float] = {}
    frame = {}
    for _ in range(60):
        scene = builder.build(736.0, 400.0)
        for lane in scene.lanes:
            assert frame.setdefault(lane.key, (lane.y, lane.height)) == (lane.y, lane.height)
        for mark in scene.marks:
            lane_index = sum(lane.y <= mark.y for lane in scene.lanes)
            assert seen.setdefault((mark.event_id, lane_index), mark.y) == mark.y
        gestures.pan(-11.0)


def test_big_lanes_laid_out_piece_by_piece_never_overlap() -> None:
    builder = ProjectBuilder()
    builder.source()
    words = (builder.words("x"),)
    for number in range(900):
        day = number * 9 % 2190
        year, month = 2001 + day // 365, 1 + day % 365 // 31
        builder.event(
            f"Event {number}", f"{year}-{month:02}-{1 + day % 28:02}", actors=("Ana",),
            evidence=words,
        )  # fmt: skip
    session = builder.session()
    made = TimelineBuilder(session, LetterMeasurer())
    for month in (3, 7, 1, 11):
        session.update("test", window=Window(seconds(2003, month), seconds(2003, month, 25)))
        scene = made.build(736.0, 400.0)
        assert scene.marks
        assert all(mark.y < scene.lanes[0].y + scene.lanes[0].height for mark in scene.marks)
        by_row: dict[float, list[MarkItem]] = {}
        for mark in scene.marks:
            by_row.setdefault(mark.y, []).append(mark)
        for marks in by_row.values():
            marks.sort(key=lambda m: m.rect.x)
            assert all(a.rect.right <= b.rect.x for a, b in pairwise(marks))


def filtered() -> Session:
    builder = ProjectBuilder()
    builder.event("Of both", "2022-05-01", actors=("Ana", "Bo"))
    builder.event("Of Ana", "2023-05-01", actors=("Ana",))
    builder.event("Of Bo", "2024-05-01", actors=("Bo",))
    session = builder.session()
    session.update("test", filter=Filter(actors=frozenset({ActorId(1)}), match=Match.ANY))
    return session


def test_what_does_not_match_is_dimmed_or_hidden() -> None:
    session = filtered()
    tones = {mark.event_id: mark.tone for mark in scene_of(session).marks}
    assert tones == {1: Tone.MATCHING, 2: Tone.MATCHING, 3: Tone.CONTEXT}
    session.update("test", others=Others.HIDDEN)
    scene = scene_of(session)
    assert {mark.event_id for mark in scene.marks} == {1, 2}
    assert (scene.in_view, scene.matching) == (2, 2)


def test_a_selected_event_is_one_in_all_its_lanes() -> None:
    session = filtered()
    session.update("test", selection=(Mark.event(1),))
    scene = scene_of(session)
    chosen = [mark for mark in scene.marks if mark.selected]
    assert len(chosen) == 2
    (line,) = scene.connectors
    assert (line.top, line.bottom) == (chosen[0].y, chosen[1].y)
    assert scene.tints == (line.x,)
    assert scene.selected_ys == (line.top, line.bottom)


def test_what_is_under_the_pointer() -> None:
    scene = scene_of(filtered())
    mark = scene.marks[0]
    assert scene.hit(mark.x + 7, mark.y - 7) == mark.mark
    label = next(label for label in scene.labels if label.event_id == mark.event_id)
    assert scene.hit(label.rect.x + 20, label.rect.y + 8) == mark.mark
    assert scene.hit(20, scene.lanes[0].y + 8) == Mark.actor(1)
    assert scene.hit(mark.x, scene.plot_bottom - 2) is None


def test_lanes_scroll_beneath_the_ruler() -> None:
    builder = ProjectBuilder()
    for number in range(60):
        builder.event(f"E{number}", "2024-07-28", actors=(f"Actor {number:02}",))
    session = builder.session()
    top = scene_of(session)
    assert top.content_px > top.plot_bottom - top.plot_top
    down = scene_of(session, options=TimelineOptions(scroll_px=200.0))
    assert down.scroll_px == 200.0
    assert down.lanes[0].y < down.plot_top or down.lanes[0].name != top.lanes[0].name
    end = scene_of(session, options=TimelineOptions(scroll_px=1e9))
    assert end.lanes[-1].y + end.lanes[-1].height == pytest.approx(end.plot_bottom)


def test_as_told_every_event_stands_at_its_first_words() -> None:
    builder = ProjectBuilder()
    builder.source("One")
    builder.event("Dated", "2024-07-28")
    builder.event("Undated")
    builder.source("Two")
    builder.event("Later")
    session = builder.session()
    session.update("test", axis=Axis.TOLD, lanes=Lanes.NONE)
    scene = scene_of(session)
    assert [mark.glyph for mark in scene.marks] == [Glyph.DOT, Glyph.DIAMOND, Glyph.DIAMOND]
    xs = [mark.x for mark in scene.marks]
    assert xs == sorted(xs)
    assert [span.title for span in scene.sources] == ["One", "Two"]
    assert [t.label.removeprefix("¶") for t in scene.ticks if t.label] == ["1", "2", "1"]


def test_numbers_of_quotes_stand_before_names_and_alone_elsewhere() -> None:
    session = filtered()
    numbers = {EventId(1): 12}
    scene = scene_of(session, None, TimelineOptions(numbers=numbers))
    mine = [label for label in scene.labels if label.event_id == 1]
    assert [(label.number, label.text) for label in mine] == [("12", "Of both"), ("12", "")]


@pytest.mark.parametrize("edtf", ["-0043-03-15", "Y-170000002", "Y17000", "0000", "9999-12-31"])
def test_far_dates_can_be_fitted_and_zoomed(edtf: str) -> None:
    builder = ProjectBuilder()
    builder.event("Far", edtf)
    builder.event("Near", "2024-07-28")
    session = builder.session()
    made = TimelineBuilder(session, LetterMeasurer())
    assert len(made.build(736.0, 400.0).marks) == 2
    session.update("test", selection=(Mark.event(1),))
    gestures = TimelineGestures(session, made)
    gestures.focus_selection()
    gestures.focus_selection()
    for _ in range(80):
        gestures.zoom(1.3)
        assert made.build(736.0, 400.0).ticks


def test_an_empty_project_has_an_empty_scene() -> None:
    scene = scene_of(ProjectBuilder().session())
    assert (scene.marks, scene.lanes, scene.labels, scene.undated) == ((), (), (), None)
    assert (scene.ticks, scene.empty_note) == ((), "")


def far_lane(per_day: int, days: int, chosen: int) -> Session:
    """A lane whose events are a crowd, `chosen` of which an actor of its own shares."""
    builder = ProjectBuilder()
    builder.source()
    words = (builder.words("x"),)
    for day in range(days):
        for number in range(per_day):
            first = number == 0 and day < chosen
            builder.event(
                f"Event {day} {number}", f"{2001 + day // 12}-{1 + day % 12:02}-11",
                actors=("Crowd", "Chosen") if first else ("Crowd",), evidence=words,
            )  # fmt: skip
    session = builder.session()
    actor = next(a.id for a in session.corpus.actors.values() if a.name == "Chosen")
    session.update("test", filter=Filter(actors=frozenset({actor})))
    return session


@pytest.mark.parametrize(("per_day", "days"), [(2, 60), (40, 60)])
def test_context_makes_no_columns_of_the_few_that_match(per_day: int, days: int) -> None:
    session = far_lane(per_day, days, chosen=6)
    scene = scene_of(session)
    crowd_lane = next(lane for lane in scene.lanes if lane.name == "Crowd")
    assert crowd_lane.columns is None
    assert crowd_lane.count == 6
    in_lane = [
        mark for mark in scene.marks if crowd_lane.y <= mark.y < crowd_lane.y + crowd_lane.height
    ]
    matching = [mark for mark in in_lane if mark.tone is Tone.MATCHING]
    assert len(matching) == 6
    assert len(in_lane) + crowd_lane.floor_count == per_day * days
    assert len(scene.floor) <= scene.width / 2


def test_a_far_lane_grows_a_few_rows_before_it_becomes_columns() -> None:
    builder = ProjectBuilder()
    builder.source()
    words = (builder.words("x"),)
    for actor in range(4):
        for number in range(60):
            builder.event(
                f"E{actor} {number}", f"{2001 + number // 4}-01-{1 + number % 4:02}",
                actors=(f"Actor {actor}",), evidence=words,
            )  # fmt: skip
    scene = scene_of(builder.session(), 900.0)
    assert [lane.columns for lane in scene.lanes] == [None] * 4


def test_a_lane_of_columns_has_the_height_that_is_spare() -> None:
    builder = ProjectBuilder()
    builder.source()
    words = (builder.words("x"),)
    for number in range(1_500):
        day = f"{2001 + number // 300}-{1 + number // 25 % 12:02}-{1 + number % 25:02}"
        builder.event(f"E{number}", day, actors=("Crowd",), evidence=words)
    builder.event("Alone", "2003-01-01", actors=("Other",), evidence=words)
    session = builder.session()
    for height, wanted in ((400.0, {"Crowd": 142.0, "Other": 23.0}), (80.0, {"Crowd": 30.0})):
        heights = {lane.name: lane.height for lane in scene_of(session, height).lanes}
        assert heights == {**heights, **wanted}
    session.update("test", window=Window(float(seconds(2002)), float(seconds(2005))))
    crowd = scene_of(session).lanes[0]
    assert crowd.columns is not None
    assert crowd.height == 142


def test_a_selected_event_without_a_row_takes_one_and_is_named() -> None:
    session = crowd(per_day=30)
    plain = scene_of(session)
    hidden = plain.floor[-1].event_id
    session.update("test", selection=(Mark.event(hidden),))
    scene = scene_of(session)
    (item,) = [mark for mark in scene.marks if mark.selected]
    assert item.event_id == hidden
    assert len(scene.marks) + scene.lanes[0].floor_count == 30
    others = [mark for mark in scene.marks if mark.event_id != hidden]
    assert not any(item.rect.overlaps(other.rect) for other in others)
    assert scene.selected_ys == (item.y,)
    assert scene.lanes[0].height == plain.lanes[0].height
    assert any(label.event_id == hidden for label in scene.labels)


def test_an_undated_title_too_long_for_the_strip_is_cut() -> None:
    builder = ProjectBuilder()
    builder.event("Dated", "2001-01-01")
    builder.event("A title that is far too long for the room there is " * 3)
    builder.event("Another that has no room")
    strip = TimelineBuilder(builder.session(), LetterMeasurer()).build(600, 300).undated
    assert strip is not None
    assert [item.text[-1] for item in strip.items] == ["…"]
    assert strip.more == 1
    assert strip.items[0].rect.right <= 600
