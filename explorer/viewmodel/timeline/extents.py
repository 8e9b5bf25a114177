"""Where each event's mark stands on the axis, and how far it reaches in pixels.

Places are on the axis of the scale (seconds, or weights as told). A mark covers
`[x(soft_low), x(soft_high)]` and, whatever the zoom, at least `before_px` left of
`x(anchor_low)` and `after_px` right of `x(anchor_high)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from explorer.domain.dates import EdtfDate, Shape
from explorer.index.corpus import Bools, Corpus
from explorer.values import dataclass
from explorer.viewmodel.timeline.timescale import Floats, Scale
from explorer.viewmodel.timeline.told import Told

DOT_PX = 5.0
BAND_MIN_PX = 6.0
ARROW_PX = 46.0
DAY_AS_BAND_PX = 24.0


class Glyph(IntEnum):
    """The shape of a mark on the axis."""

    DOT = 0
    BAND = 1
    BAR = 2
    ARROW = 3
    UNTIL = 4
    CONTESTED = 5
    DIAMOND = 6


@dataclass(frozen=True)
class Extents:
    """One value for each corpus row, shape (n,); where not `placed` the others are nan.

    `low` to `high` is certain to the source's precision; `soft_low` and `soft_high` are
    the last possible bounds, equal to them where nothing is approximate. `claims` holds
    the places of a contested date's claims by row.
    """

    placed: Bools
    glyph: np.ndarray[tuple[int], np.dtype[np.int8]]
    low: Floats
    high: Floats
    soft_low: Floats
    soft_high: Floats
    before_px: Floats
    after_px: Floats
    claims: Mapping[int, tuple[float, ...]]

    @property
    def middle(self) -> Floats:
        return (self.low + self.high) / 2

    @property
    def standing(self) -> Floats:
        """Where each counts: at its earliest start; of what has none, in its last second."""
        return np.where(self.glyph == Glyph.UNTIL, self.soft_high - 1, self.soft_low)

    def at(self, rows: NDArray[np.signedinteger]) -> Extents:
        """Return the extents of some rows, in their order."""
        claims = {
            place: self.claims[row] for place, row in enumerate(rows.tolist()) if row in self.claims
        }
        return Extents(
            self.placed[rows], self.glyph[rows], self.low[rows], self.high[rows],
            self.soft_low[rows], self.soft_high[rows], self.before_px[rows], self.after_px[rows],
            claims,
        )  # fmt: skip

    def reach(self, scale: Scale) -> tuple[Floats, Floats]:
        """Return the left and right ends in px of every mark; nan where not placed."""
        dots = (self.glyph == Glyph.DOT) | (self.glyph == Glyph.BAND) | (self.glyph == Glyph.BAR)
        near = np.where(dots, self.middle, self.low)
        far = np.where(dots, self.middle, self.high)
        left = np.minimum(scale.x_of(self.soft_low), scale.x_of(near) - self.before_px)
        right = np.maximum(scale.x_of(self.soft_high), scale.x_of(far) + self.after_px)
        return left, right


@dataclass(frozen=True, slots=True)
class _Extent:
    glyph: Glyph
    low: float
    high: float
    soft_low: float
    soft_high: float
    before_px: float
    after_px: float


def calendar_extents(corpus: Corpus) -> Extents:
    """Return the extents on the calendar; an event without a date has none."""
    return extents_of(
        [(event.date, tuple(claim.date for claim in event.claims)) for event in corpus.events]
    )


def extents_of(dates: Iterable[tuple[EdtfDate | None, Sequence[EdtfDate]]]) -> Extents:
    """Return the extents of dates in their order: the one that is drawn, and all claimed ones."""
    claims: dict[int, tuple[float, ...]] = {}
    found: list[_Extent | None] = []
    for row, (date, claimed) in enumerate(dates):
        extent = None if date is None else _of_date(date)
        places = _claimed(claimed)
        if extent is not None and len(places) > 1:
            claims[row] = places
            low, high = places[0], places[-1]
            extent = _Extent(Glyph.CONTESTED, low, high, low, high, DOT_PX, DOT_PX + 4)
        found.append(extent)
    return _columns(found, claims)


def told_extents(corpus: Corpus, told: Told) -> Extents:
    """Return the extents as told: each event at its first words, dated or not."""
    found: list[_Extent | None] = []
    for event in corpus.events:
        place = told.place(event)
        glyph = Glyph.DIAMOND if event.date is None else Glyph.DOT
        reach = DOT_PX + 1.2 if event.date is None else DOT_PX
        found.append(
            None if place is None else _Extent(glyph, place, place, place, place, reach, reach)
        )
    return _columns(found, {})


def _claimed(claimed: Sequence[EdtfDate]) -> tuple[float, ...]:
    """Return the middles of the dates that claims give, if they differ."""
    if len(claimed) < 2:
        return ()
    dates = {date.text: date for date in claimed}
    extents = [extent for extent in map(_of_date, dates.values()) if extent is not None]
    return tuple(sorted({(extent.low + extent.high) / 2 for extent in extents}))


def _of_date(date: EdtfDate) -> _Extent | None:
    strict, bounds = date.strict, date.bounds
    low, high = strict.start_min, strict.end_max
    if low is None and high is None:
        return None
    if low is None or high is None or date.shape in (Shape.ONGOING, Shape.UNTIL):
        return _open(date)
    soft_low = low if bounds.start_min is None else min(bounds.start_min, low)
    soft_high = high if bounds.end_max is None else max(bounds.end_max, high)
    core = _certain(date, low, high)
    soft = (float(soft_low), float(soft_high + 1))
    if date.shape is Shape.PERIOD:
        return _Extent(Glyph.BAR, *core, *soft, BAND_MIN_PX / 2, BAND_MIN_PX / 2)
    if date.shape is Shape.INSTANT and soft == core:
        return _Extent(Glyph.DOT, *core, *soft, DOT_PX, DOT_PX)
    return _Extent(Glyph.BAND, *core, *soft, BAND_MIN_PX / 2, BAND_MIN_PX / 2)


def _certain(date: EdtfDate, low: int, high: int) -> tuple[float, float]:
    """Return what is drawn in full: the date as written, or a vague period's certain part."""
    start, end = date.bounds.start_max, date.bounds.end_min
    vague = date.bounds != date.strict
    if vague and date.shape is Shape.PERIOD and start is not None and end is not None:
        inner_low = low if date.bounds.start_min == date.strict.start_min else start + 1
        inner_high = high if date.bounds.end_max == date.strict.end_max else end - 1
        if inner_low < inner_high:
            return float(inner_low), float(inner_high + 1)
    return float(low), float(high + 1)


def _open(date: EdtfDate) -> _Extent | None:
    """Return an arrow from the one end that is known; its length is the same at any zoom."""
    strict, bounds = date.strict, date.bounds
    if strict.start_min is not None:
        at = float(strict.start_min)
        soft = at if bounds.start_min is None else min(float(bounds.start_min), at)
        return _Extent(Glyph.ARROW, at, at, soft, at, 0.0, ARROW_PX)
    if strict.end_max is None:
        return None
    at = float(strict.end_max + 1)
    soft = at if bounds.end_max is None else max(float(bounds.end_max + 1), at)
    return _Extent(Glyph.UNTIL, at, at, at, soft, ARROW_PX, 0.0)


def _columns(found: list[_Extent | None], claims: Mapping[int, tuple[float, ...]]) -> Extents:
    def column(name: str) -> Floats:
        values = [np.nan if item is None else getattr(item, name) for item in found]
        return np.array(values, dtype=np.float64)

    placed = np.array([item is not None for item in found], dtype=np.bool_)
    glyph = np.array([Glyph.DOT if item is None else item.glyph for item in found], dtype=np.int8)
    names = ("low", "high", "soft_low", "soft_high", "before_px", "after_px")
    low, high, soft_low, soft_high, before_px, after_px = (column(name) for name in names)
    return Extents(placed, glyph, low, high, soft_low, soft_high, before_px, after_px, claims)
