"""Place on an axis to pixel and back, in one class.

The axis is the calendar, in seconds from 1970-01-01T00:00:00Z, or any other line of
numbers (as told: weighed paragraphs). Pixels are reckoned from the window's own start,
so a far date keeps its sub-pixel precision.
"""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import NDArray

from explorer.values import dataclass
from explorer.viewmodel.state import Window

Floats = NDArray[np.float64]

MIN_SPAN_S = 60.0
YEAR_S = 365.2425 * 86_400
MAX_SPAN_S = 1e10 * YEAR_S
# At a thousand floating point steps a pixel, thousands of zoom steps drift by less than one.
_ULPS_PER_PX = 1024.0


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps `[window.start, window.end)` onto `[left_px, left_px + width_px)`.

    `width_px` is above 0. All methods that move return a new scale.
    """

    window: Window
    left_px: float
    width_px: float
    min_span: float = MIN_SPAN_S
    max_span: float = MAX_SPAN_S

    @property
    def span(self) -> float:
        return self.window.end - self.window.start

    @property
    def px_per_unit(self) -> float:
        return self.width_px / self.span

    @overload
    def x_of(self, place: float) -> float: ...
    @overload
    def x_of(self, place: Floats) -> Floats: ...
    def x_of(self, place: float | Floats) -> float | Floats:
        """Return the pixel of a place, or of an array of them; may lie outside the window."""
        return self.left_px + (place - self.window.start) * self.px_per_unit

    def place_at(self, x_px: float) -> float:
        """Return the place under a pixel."""
        return self.window.start + (x_px - self.left_px) * self.span / self.width_px

    def zoomed(self, x_px: float, factor: float) -> Scale:
        """Return the scale with `factor` times as many pixels a unit, holding what is at `x_px`.

        Beyond the limits nothing moves at all.
        """
        held = self.place_at(x_px)
        span = min(max(self.span / factor, self._least_span(held)), self.max_span)
        start = held - (x_px - self.left_px) / self.width_px * span
        return self._at(Window(start, start + span))

    def panned(self, dx_px: float) -> Scale:
        """Return the scale with everything `dx_px` further to the right."""
        shift = dx_px * self.span / self.width_px
        return self._at(Window(self.window.start - shift, self.window.end - shift))

    def centred(self, place: float) -> Scale:
        """Return the scale with a place in its middle, at the same zoom."""
        return self._at(Window(place - self.span / 2, place + self.span / 2))

    def fitted(self, start: float, end: float, margin: float = 0.04) -> Scale:
        """Return the scale that shows `[start, end]` with a margin of its span at both sides."""
        span = max(end - start, self._least_span(start))
        span = min(span * (1 + 2 * margin), self.max_span)
        middle = (start + end) / 2
        return self._at(Window(middle - span / 2, middle + span / 2))

    def _least_span(self, place: float) -> float:
        """Return the least span at which a pixel is still many floating point steps wide."""
        step = float(np.spacing(abs(place)))
        return max(self.min_span, _ULPS_PER_PX * step * self.width_px)

    def _at(self, window: Window) -> Scale:
        return Scale(window, self.left_px, self.width_px, self.min_span, self.max_span)
