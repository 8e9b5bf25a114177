"""The marks' geometry along the axis for one frame: in px, cut at the plot's edges."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
        self._xs = self._places(glyph, *ends[:2])
        self._cut = np.clip(np.array(ends), self._left, self._right).T.tolist()
        self._beyond = (ends[2] < self._left).tolist(), (ends[3] > self._right).tolist()
        self._made: dict[int, Span] = {}

    def of(self, row: int) -> Span:
        """Return the span of a visible event."""
        if row not in self._made:
            index = self._index[row]
            glyph, x = self._glyphs[index], self._xs[index]
            claims: tuple[float, ...] = ()
            if glyph == _CONTESTED:
                claims = self._claims(row)
                x = min(max(claims[0], self._left), self._right) if claims else x
            low, high, soft_low, soft_high = self._cut[index]
            self._made[row] = Span(
                _GLYPHS[glyph], x, low, high, soft_low, soft_high,
                self._beyond[0][index], self._beyond[1][index],
                tuple(at for at in claims if self._left <= at <= self._right),
            )  # fmt: skip
        return self._made[row]

    def xs(self, rows: NDArray[np.signedinteger]) -> list[float]:
        """Return where the dots, inner marks or connectors of visible events stand."""
        index, found = self._index, self._xs
        return [found[index[row]] for row in rows.tolist()]

    def _places(self, glyph: NDArray[np.int8], low: Floats, high: Floats) -> list[float]:
        middle = (glyph == _DOT) | (glyph == _DIAMOND) | (glyph == _BAND)
        x = np.where(middle, (low + high) / 2, np.where(glyph == _UNTIL, high, low))
        found: list[float] = np.clip(x, self._left, self._right).tolist()
        return found

    def _visible(self) -> Bools:
        left, right = self._extents.reach(self._scale)
        glyph, middle = self._extents.glyph, self.middles
        points = (glyph == _DOT) | (glyph == _DIAMOND)
        overlapping = (right > self._left) & (left < self._right)
        narrow = points & (right - left < DAY_AS_BAND_PX)
        # A day cut by an edge stands at the edge: it is as much in view as a period that is.
        low, high = self._scale.x_of(self._extents.low), self._scale.x_of(self._extents.high)
        inside = (middle >= self._left) & (middle <= self._right)
        inside |= (low < self._right) & (high > self._left)
        return np.asarray(np.where(narrow, inside, overlapping) & self._extents.placed)

    def _claims(self, row: int) -> tuple[float, ...]:
        """Return where the claims of a contested date stand; close together they are one."""
        claims = tuple(self._scale.x_of(at) for at in self._extents.claims.get(row, ()))
        if claims and claims[-1] - claims[0] < _CONTESTED_APART_PX:
            return ((claims[0] + claims[-1]) / 2,)
        return claims


def _ends(
    extents: Extents, scale: Scale, rows: NDArray[np.int64]
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
