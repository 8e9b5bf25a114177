"""The marks' geometry along the axis for one frame: in px, cut at the plot's edges."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from explorer.index.corpus import Bools
from explorer.viewmodel.timeline.extents import (
    ARROW_PX,
    BAND_MIN_PX,
    DAY_AS_BAND_PX,
    Extents,
    Glyph,
)
from explorer.viewmodel.timeline.timescale import Floats, Scale

_CONTESTED_APART_PX = 9.0
# As plain numbers: looking a member up in its enumeration costs more than all else here.
_DOT, _BAND, _BAR, _ARROW, _UNTIL, _CONTESTED, _DIAMOND = (int(glyph) for glyph in Glyph)
_GLYPHS = tuple(Glyph)


class Span(NamedTuple):
    """One mark along the axis, the same in every lane; see `MarkItem` for the fields."""

    glyph: Glyph
    x: float
    low: float
    high: float
    soft_low: float
    soft_high: float
    cut_low: bool
    cut_high: bool
    claims: tuple[float, ...] = ()


class Spans:
    """The spans of the events of which anything lies in the window.

    `visible` is the mask of these, shape (n,); `of` works for them alone. `middles` is where
    every event's middle lies in px, in the window or not; shape (n,).
    """

    def __init__(self, extents: Extents, scale: Scale) -> None:
        self._extents, self._scale = extents, scale
        self._left, self._right = scale.left_px, scale.left_px + scale.width_px
        self.middles = scale.x_of(extents.middle)
        self.visible = self._visible()
        rows = np.flatnonzero(self.visible)
        self._index = {row: index for index, row in enumerate(rows.tolist())}
        ends = _ends(extents, scale, rows)
        glyph = extents.glyph[rows]
        as_band = (glyph == _DOT) & (ends[1] - ends[0] > DAY_AS_BAND_PX)
        self._glyphs = np.where(as_band, _BAND, glyph).tolist()
        self._ends = np.array(ends).T.tolist()
        self._made: dict[int, Span] = {}

    def of(self, row: int) -> Span:
        """Return the span of a visible event."""
        if row not in self._made:
            index = self._index[row]
            self._made[row] = self._cut(row, self._glyphs[index], *self._ends[index])
        return self._made[row]

    def _visible(self) -> Bools:
        left, right = self._extents.reach(self._scale)
        glyph, middle = self._extents.glyph, self.middles
        points = (glyph == _DOT) | (glyph == _DIAMOND)
        overlapping = (right > self._left) & (left < self._right)
        narrow = points & (right - left < DAY_AS_BAND_PX)
        inside = (middle >= self._left) & (middle <= self._right)
        return np.asarray(np.where(narrow, inside, overlapping) & self._extents.placed)

    def _cut(
        self, row: int, glyph: int, low: float, high: float, soft_low: float, soft_high: float
    ) -> Span:
        left, right = self._left, self._right
        claims = self._claims(row) if glyph == _CONTESTED else ()
        if glyph in (_DOT, _DIAMOND, _BAND):
            middle = (low + high) / 2
        elif claims:
            middle = claims[0]
        else:
            middle = high if glyph == _UNTIL else low
        return Span(
            _GLYPHS[glyph],
            min(max(middle, left), right),
            min(max(low, left), right),
            min(max(high, left), right),
            min(max(soft_low, left), right),
            min(max(soft_high, left), right),
            soft_low < left,
            soft_high > right,
            tuple(x for x in claims if left <= x <= right),
        )

    def _claims(self, row: int) -> tuple[float, ...]:
        """Return where the claims of a contested date stand; close together they are one."""
        claims = tuple(self._scale.x_of(at) for at in self._extents.claims.get(row, ()))
        if claims and claims[-1] - claims[0] < _CONTESTED_APART_PX:
            return ((claims[0] + claims[-1]) / 2,)
        return claims


def _ends(
    extents: Extents, scale: Scale, rows: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return low, high, soft low and soft high in px, not cut yet, each as wide as it must be."""
    glyph = extents.glyph[rows]
    low, high = scale.x_of(extents.low[rows]), scale.x_of(extents.high[rows])
    soft_low, soft_high = scale.x_of(extents.soft_low[rows]), scale.x_of(extents.soft_high[rows])
    arrow, until = glyph == _ARROW, glyph == _UNTIL
    high = np.where(arrow, low + ARROW_PX, high)
    soft_high = np.where(arrow, high, soft_high)
    low = np.where(until, high - ARROW_PX, low)
    soft_low = np.where(until, low, soft_low)
    narrow = ((glyph == _BAND) | (glyph == _BAR)) & (soft_high - soft_low < BAND_MIN_PX)
    middle = (soft_low + soft_high) / 2
    near, far = middle - BAND_MIN_PX / 2, middle + BAND_MIN_PX / 2
    low, soft_low = np.where(narrow, near, low), np.where(narrow, near, soft_low)
    high, soft_high = np.where(narrow, far, high), np.where(narrow, far, soft_high)
    return low, high, soft_low, soft_high
