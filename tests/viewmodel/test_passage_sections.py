"""A paragraph of any length opens and scrolls: it is laid out in sections."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.ids import Mark, SourceId
from explorer.viewmodel.passage.column import LINE_PX, Anchor, PassageColumn
from explorer.viewmodel.passage.picture import passage_of
from explorer.viewmodel.passage.place import spot_at
from explorer.viewmodel.passage.scene import Lighting, build_scene
from explorer.viewmodel.passage.sections import SECTION, cut
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder

SENTENCE = "They met again and spoke of ships. "
NEEDLE = "The treaty was burnt."
VIEW_PX = 300.0


@pytest.fixture(scope="module")
def session() -> Session:
    builder = ProjectBuilder()
    builder.source()
    words = SENTENCE * 30_000
    builder.paragraph(words + NEEDLE + " " + words)
    builder.event(NEEDLE, "1998", evidence=(builder.words(NEEDLE, paragraph=1),))
    builder.paragraph("The end.")
    return builder.session()


@pytest.fixture
def column(session: Session) -> PassageColumn:
    return PassageColumn(passage_of(session, SourceId(1)), 700, LetterMeasurer())


@given(st.text(alphabet="ab .。\u0301", max_size=300), st.integers(2, 40))
def test_cuts_tile_the_text(text: str, longest: int) -> None:
    parts = list(cut(text, longest))
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(0 < end - start <= longest for start, end in parts) or not text


def test_of_a_huge_paragraph_only_what_is_seen_is_laid_out(column: PassageColumn) -> None:
    start = column.moved(Anchor(), 0.0, VIEW_PX)
    build_scene(column, start, VIEW_PX, Lighting())
    middle = column.at_fraction(0.5, 0.0, VIEW_PX)
    build_scene(column, middle, VIEW_PX, Lighting())
    letters = sum(line.end - line.start for b in column._blocks.values() for line in b.lines)
    assert letters <= 6 * SECTION


def test_one_paragraph_has_one_number_and_no_gaps(column: PassageColumn) -> None:
    count = column.count - 1
    assert count > 50
    before = column.block(3).whole_px
    top = Anchor(3, before - 10 * LINE_PX)
    scene = build_scene(column, top, VIEW_PX, Lighting())
    styles = {words.style for words in scene.words}
    assert styles == {TextStyle.SOURCE}
    rows = sorted({words.baseline_px for words in scene.words})
    assert {round(b - a) for a, b in pairwise(rows)} == {round(LINE_PX)}


def test_words_far_down_are_revealed_lit_and_found(column: PassageColumn) -> None:
    at = len(SENTENCE) * 30_000
    anchor = column.anchor_for(0, at, 50.0, VIEW_PX)
    assert column.shows(anchor, 0, at, VIEW_PX)
    mark = Mark.event(1)
    scene = build_scene(column, anchor, VIEW_PX, Lighting(frozenset({mark}), mark))
    light = scene.lights[0]
    spot = spot_at(column, anchor, VIEW_PX, light.x_px + 2, light.y_px + 8)
    assert spot is not None
    assert spot.place == (0, at)
    assert [span.mark for span in spot.spans if span.mark == mark] == [mark]


def test_the_thumb_follows_through_a_long_paragraph(column: PassageColumn) -> None:
    seen = [
        column.span_seen(column.at_fraction(part, 0.0, VIEW_PX), VIEW_PX)[0]
        for part in (0.1, 0.5, 0.9)
    ]
    assert seen == pytest.approx([0.1, 0.5, 0.9], abs=0.001)
