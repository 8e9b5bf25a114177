"""The ruler is readable at any scale, and its labels never touch."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.calendar import seconds
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.ticks import LABEL_GAP_PX, Tick, calendar_ticks
from explorer.viewmodel.timeline.timescale import YEAR_S, Scale
from explorer.viewmodel.type import TextStyle
from tests.support.measurer import LetterMeasurer

MEASURER = LetterMeasurer()


def ticks(start: float, end: float, width: float = 568.0) -> tuple[Tick, ...]:
    return calendar_ticks(Scale(Window(start, end), 157.0, width), MEASURER)


def names(found: tuple[Tick, ...]) -> list[str]:
    return [tick.label for tick in found if tick.label]


@pytest.mark.parametrize(
    ("start", "end", "some"),
    [
        ((2022,), (2026,), ["2022", "Jul", "2023"]),
        ((2024,), (2025,), ["2024", "Feb", "Mar"]),
        ((2024, 6, 20), (2024, 7, 20), ["Jul 2024"]),
        ((2024, 7, 28), (2024, 7, 29), ["28 Jul 2024", "06:00", "12:00"]),
        ((2024, 7, 28, 10), (2024, 7, 28, 10, 1), ["28 Jul 2024", "10:00:10"]),
        ((1950,), (2026,), ["1960", "1970"]),
        ((-300,), (300,), ["300 BCE", "100 BCE", "1", "100"]),
        ((-12_000,), (3000,), ["10,000 BCE", "1"]),
        ((12_000,), (12_010,), ["12,001"]),
    ],
)
def test_the_labels_suit_the_scale(
    start: tuple[int, ...], end: tuple[int, ...], some: list[str]
) -> None:
    found = names(ticks(seconds(*start), seconds(*end)))
    assert set(some) <= set(found)


def test_months_are_named_only_where_a_quarter_is_60_px() -> None:
    year = float(seconds(2025)) - seconds(2024)
    wide = names(ticks(seconds(2024), seconds(2024) + year * 2.3))
    narrow = names(ticks(seconds(2024), seconds(2024) + year * 2.5))
    assert "Apr" in wide
    assert "Apr" not in narrow
    assert "Jul" in narrow


def test_a_tick_stands_exactly_on_its_day() -> None:
    found = ticks(seconds(2022), seconds(2026))
    at = next(tick.x_px for tick in found if tick.label == "2024")
    scale = Scale(Window(seconds(2022), seconds(2026)), 157.0, 568.0)
    assert at == pytest.approx(scale.x_of(float(seconds(2024))), abs=1e-6)


def test_a_window_within_a_year_still_says_the_year() -> None:
    assert any("2024" in name for name in names(ticks(seconds(2024, 3), seconds(2024, 9))))


@given(
    middle=st.floats(-1e5 * YEAR_S, 1e5 * YEAR_S),
    span=st.floats(0, 1).map(lambda u: 60 * (1e10 * YEAR_S / 60) ** u),
    width=st.floats(120, 2000),
)
def test_labels_keep_their_distance_and_are_never_cut(
    middle: float, span: float, width: float
) -> None:
    found = ticks(middle - span / 2, middle + span / 2, width)
    assert len(found) < width / 4
    spans = sorted(
        (t.label_x_px, t.label_x_px + MEASURER.width_px(t.label, TextStyle.YEAR))
        for t in found
        if t.label
    )
    assert all(low >= 157 and high <= 157 + width for low, high in spans)
    assert all(b[0] - a[1] >= LABEL_GAP_PX - 1e-6 for a, b in pairwise(spans))
