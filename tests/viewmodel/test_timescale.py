"""Time to pixel and back: what is under the pointer stays there."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.calendar import seconds
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.timescale import MAX_SPAN_S, MIN_SPAN_S, YEAR_S, Scale

FOUR_YEARS = Scale(Window(seconds(2022), seconds(2026)), 157.0, 568.0)
places = st.floats(-12_000 * YEAR_S, 12_000 * YEAR_S)
spans = st.floats(MIN_SPAN_S, 20_000 * YEAR_S)


def test_the_window_lies_between_the_pixels() -> None:
    assert FOUR_YEARS.x_of(FOUR_YEARS.window.start) == 157.0
    assert FOUR_YEARS.x_of(FOUR_YEARS.window.end) == pytest.approx(725.0, abs=1e-9)


def test_a_far_window_keeps_its_subpixels() -> None:
    start = float(seconds(9999))
    scale = Scale(Window(start, start + 600), 0.0, 600.0)
    found = scale.x_of(np.array([start + 1, start + 1.25]))
    assert found.tolist() == pytest.approx([1.0, 1.25], abs=1e-3)


@given(start=places, span=spans, x=st.floats(0, 1000), steps=st.lists(
    st.sampled_from([0.5, 0.8, 1.2, 2.0, 1.2**0.1]), min_size=1, max_size=40))  # fmt: skip
def test_zooming_over_and_over_holds_the_time_under_the_pointer(
    start: float, span: float, x: float, steps: list[float]
) -> None:
    scale = Scale(Window(start, start + span), 0.0, 1000.0)
    held = scale.place_at(x)
    for factor in steps * (2000 // len(steps)):
        scale = scale.zoomed(x, factor)
        assert abs(scale.x_of(held) - x) < 1.0


@given(start=places, span=spans, x=st.floats(0, 1000), factor=st.floats(1e-12, 1e12))
def test_the_span_stays_within_its_limits(
    start: float, span: float, x: float, factor: float
) -> None:
    scale = Scale(Window(start, start + span), 0.0, 1000.0).zoomed(x, factor)
    assert MIN_SPAN_S * 0.999 <= scale.span <= MAX_SPAN_S * 1.001


def test_beyond_a_limit_nothing_drifts() -> None:
    scale = FOUR_YEARS.zoomed(300, 1e12)
    assert scale.span == pytest.approx(60.0, rel=1e-6)
    again = scale.zoomed(500, 2.0)
    assert again.window.start == pytest.approx(scale.window.start, abs=1e-3)


def test_panning_moves_by_pixels() -> None:
    place = FOUR_YEARS.place_at(300)
    assert FOUR_YEARS.panned(40).x_of(place) == pytest.approx(340)


def test_fitting_leaves_a_margin() -> None:
    scale = FOUR_YEARS.fitted(seconds(2000), seconds(2010), 0.1)
    assert scale.x_of(seconds(2000)) > 157 + 30
    assert scale.x_of(seconds(2010)) < 725 - 30
