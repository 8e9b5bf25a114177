"""Discs that never overlap, words that never overlap, and what lies under the pointer."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from explorer.domain.ids import ActorId, RelationshipId
from explorer.viewmodel.graph.labels import Wanted, break_name, place_words
from explorer.viewmodel.graph.place import GAP_PX, Line, curves, separate
from explorer.viewmodel.graph.scene import (
    Box,
    Curve,
    GraphScene,
    LinkTag,
    SceneLink,
    SceneNode,
    Words,
    distance_px,
)
from tests.support.measurer import LetterMeasurer

SIZE = (478.0, 469.0)
SPOTS = st.lists(st.tuples(st.floats(-50, 550), st.floats(-50, 520)), min_size=1, max_size=24).map(
    lambda found: np.array([complex(*each) for each in found])
)
NAMES = st.text(alphabet="abcdef gh", min_size=1, max_size=34).filter(str.strip)


@settings(max_examples=60, deadline=None)
@given(SPOTS, st.data())
def test_discs_never_overlap_and_never_leave_the_pane(
    points: np.ndarray[tuple[int], np.dtype[np.complex128]], data: st.DataObject
) -> None:
    count = len(points)
    radius = np.array(data.draw(st.lists(st.sampled_from([12.0, 13.0, 14.0, 16.0]),
                                         min_size=count, max_size=count)))  # fmt: skip
    fixed = np.array(data.draw(st.lists(st.booleans(), min_size=count, max_size=count)))
    placed = separate(points, radius, fixed, SIZE)
    for a, b in combinations(range(count), 2):
        assert abs(placed[a] - placed[b]) >= radius[a] + radius[b] + GAP_PX - 0.1
    assert (placed.real >= radius).all()
    assert (placed.real <= SIZE[0] - radius).all()
    assert (placed.imag >= radius).all()
    assert (placed.imag <= SIZE[1] - radius).all()


def test_what_stands_clear_is_not_moved_and_the_fixed_hold() -> None:
    radius, loose = np.full(3, 12.0), np.zeros(3, dtype=np.bool_)
    apart = np.array([50 + 50j, 150 + 50j, 250 + 50j])
    assert (separate(apart, radius, loose, SIZE) == apart).all()
    close = np.array([50 + 50j, 55 + 50j, 250 + 50j])
    held = np.array([True, False, False])
    assert separate(close, radius, held, SIZE)[0] == 50 + 50j


@settings(max_examples=40, deadline=None)
@given(SPOTS, st.data())
def test_words_never_overlap_words_or_discs_and_are_never_clipped(
    points: np.ndarray[tuple[int], np.dtype[np.complex128]], data: st.DataObject
) -> None:
    count = len(points)
    assume(count >= 2)
    radius = np.full(count, 13.0)
    discs = separate(points, radius, np.zeros(count, dtype=np.bool_), SIZE)
    ends = st.integers(0, count - 1)
    pairs = data.draw(st.lists(st.tuples(ends, ends).filter(lambda p: p[0] != p[1]), max_size=24))
    drawn = curves(discs, radius, [Line(a, b, 2.0, True) for a, b in pairs])
    wanted = [Wanted(data.draw(NAMES), data.draw(st.sampled_from(["", "2024"])), c) for c in drawn]
    names = [data.draw(NAMES) for _ in range(count)]
    tags, labels = place_words(names, discs, radius, wanted, SIZE, LetterMeasurer())
    boxes = [tag.box for tag in (*tags, *labels) if tag is not None]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    for box in boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.right <= SIZE[0]
        assert box.bottom <= SIZE[1]
        assert all(_gap(box, spot) >= 13.0 for spot in discs)


def _gap(box: Box, spot: complex) -> float:
    x = min(max(spot.real, box.left), box.right)
    y = min(max(spot.imag, box.top), box.bottom)
    return abs(spot - complex(x, y))


def test_a_label_needs_free_line_at_both_ends() -> None:
    discs, radius = np.array([100 + 100j, 300 + 100j]), np.full(2, 12.0)
    (curve,) = curves(discs, radius, [Line(0, 1, 1.0, False)])
    long, short = Wanted("x" * 30, "", curve), Wanted("xxx", "", curve)
    measurer = LetterMeasurer()
    assert place_words(["A", "B"], discs, radius, [long], SIZE, measurer)[1] == [None]
    assert place_words(["A", "B"], discs, radius, [short], SIZE, measurer)[1] != [None]


def test_where_a_note_has_no_room_it_waits_and_the_type_stands() -> None:
    discs, radius = np.array([100 + 100j, 220 + 100j]), np.full(2, 12.0)
    (curve,) = curves(discs, radius, [Line(0, 1, 1.0, False)])
    wanted = Wanted("talks", "2021 and 2023", curve)
    (tag,) = place_words(["A", "B"], discs, radius, [wanted], SIZE, LetterMeasurer())[1]
    assert tag is not None
    assert (tag.words.text, tag.note) == ("talks", None)


def test_names_break_between_words_into_lines_of_like_width() -> None:
    measurer = LetterMeasurer()
    lines = break_name("Security Consultative Committee", measurer)
    assert lines == ("Security Consultative", "Committee")
    assert break_name("Japan", measurer) == ("Japan",)
    assert break_name("x" * 80, measurer)[0].endswith("…")


def test_two_links_between_a_pair_bend_apart_by_22_px() -> None:
    discs, radius = np.array([100 + 100j, 300 + 100j]), np.full(2, 12.0)
    first, second = curves(discs, radius, [Line(0, 1, 1.0, True), Line(1, 0, 1.0, True)])
    middles = sorted(curve.at(0.5).imag for curve in (first, second))
    assert middles[0] < 100 - 18
    assert middles[1] > 100 + 18


def test_a_line_goes_round_a_third_disc() -> None:
    discs = np.array([100 + 100j, 300 + 100j, 200 + 100j])
    (curve,) = curves(discs, np.full(3, 12.0), [Line(0, 1, 1.0, True)])
    assert distance_px(curve, 200 + 100j) >= 12
    (free,) = curves(discs[:2], np.full(2, 12.0), [Line(0, 1, 1.0, True)])
    assert not free.bent


def _scene() -> GraphScene:
    node = SceneNode(ActorId(1), "Ann", 100, 100, 12, "person", None)
    curve = Curve(115 + 100j, 200 + 100j, 285 + 100j, 285 + 100j)
    tag = LinkTag(Words(190, 104, "leads"), None, Box(185, 80, 225, 94))
    link = SceneLink(
        ActorId(1), ActorId(2), "Ann leads Bea", ("leads", ""), (RelationshipId(7),), curve,
        2.0, None, tag,
    )  # fmt: skip
    return GraphScene(400, 300, (node,), (link,), dx_px=10, dy_px=0)


def test_hit_finds_node_label_and_line_within_8_px_after_panning() -> None:
    scene = _scene()
    assert scene.hit(110, 100) == scene.nodes[0]
    assert scene.hit(215, 85) == scene.links[0]
    assert scene.hit(250, 107) == scene.links[0]
    assert scene.hit(250, 110) is None
    assert scene.hit(350, 250) is None
