"""Rows for the marks of each lane: once per data, filter and zoom step, never while panning.

A zoom step is half a power of two. Marks are laid out at the step's own scale, which is
never larger than the one drawn, so what does not overlap here does not overlap there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import ceil, floor, log2

import numpy as np
from numpy.typing import NDArray

from explorer.index.corpus import Bools, Ints
from explorer.viewmodel.lanes import Lane
from explorer.viewmodel.shelves import Shelf
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline_extents import Extents
from explorer.viewmodel.timescale import Floats, Scale

ROW_PX = 16.0
LANE_PAD_PX = 6.0
SINGLE_ROW_LANE_PX = 23.0
DENSE_LANE_PX = 30.0
FIRST_ROW_PX = 10.0
MARK_GAP_PX = 2.0
LABEL_OFFSET_PX = 5.0
NO_ROW = -1
_DENSE_LEAST = 40
_LABELLED_MOST = 6000


class Side(IntEnum):
    """Where a label has its place kept: nowhere, right of the mark, or left of it."""

    NONE = 0
    RIGHT = 1
    LEFT = 2


@dataclass(frozen=True, eq=False)
class LaneRows:
    """The rows of one lane.

    `events` are ascending corpus rows; `slot` is each one's row from 0, or NO_ROW for a
    tick on the floor; `side` says where its name has its place. Shape (len(events),).
    A dense lane has columns instead.
    """

    lane: Lane
    events: Ints
    slot: NDArray[np.int16]
    side: NDArray[np.int8]
    row_count: int
    dense: bool

    @property
    def height_px(self) -> float:
        if self.dense:
            return DENSE_LANE_PX
        if self.row_count == 1:
            return SINGLE_ROW_LANE_PX
        return self.row_count * ROW_PX + LANE_PAD_PX


def zoom_step(px_per_unit: float) -> float:
    """Return the scale of the zoom step: the half power of two at or below."""
    return float(2.0 ** (floor(log2(px_per_unit) * 2 + 1e-9) / 2))


def lay_out(
    lanes: Sequence[Lane],
    caps: Sequence[int],
    extents: Extents,
    matches: Bools,
    px_per_unit: float,
    label_px: Callable[[int, bool], float],
) -> tuple[LaneRows, ...]:
    """Return the rows of every lane.

    Parameters
    ----------
    caps
        The most rows each lane may have.
    px_per_unit
        Scale of the zoom step.
    label_px
        Width of the label of a corpus row; the flag says whether it is named here, or was
        in a lane above. 0 is no label.
    """
    left, right = _reach(extents, px_per_unit)
    named = np.zeros(len(extents.placed), dtype=np.bool_)
    made = []
    for lane, cap in zip(lanes, caps, strict=True):
        events = lane.rows[extents.placed[lane.rows]]
        if _is_dense(left[events], right[events], cap):
            nothing = np.full(len(events), NO_ROW, dtype=np.int16)
            sides = np.zeros(len(events), dtype=np.int8)
            made.append(LaneRows(lane, events, nothing, sides, 1, True))
        else:
            filler = _Filler(events, left, right, cap, named, label_px)
            made.append(filler.fill(lane, matches[events]))
    return tuple(made)


def _reach(extents: Extents, px_per_unit: float) -> tuple[Floats, Floats]:
    origin = float(np.nanmin(extents.soft_low)) if extents.placed.any() else 0.0
    scale = Scale(Window(origin, origin + 1000 / px_per_unit), 0.0, 1000.0)
    return extents.reach(scale)


def _is_dense(left: Floats, right: Floats, cap: int) -> bool:
    """Whether marks need more rows than there are over a third of the stretch they cover."""
    if len(left) < _DENSE_LEAST:
        return False
    places = np.concatenate([left - MARK_GAP_PX, right + MARK_GAP_PX])
    steps = np.concatenate([np.ones(len(left)), -np.ones(len(right))])
    order = np.argsort(places, kind="stable")
    depth = np.cumsum(steps[order])[:-1]
    lengths = np.diff(places[order])
    return bool(lengths[depth > cap].sum() > lengths[depth > 0].sum() / 3)


class _Filler:
    """Puts the marks of one lane into rows, names first, matching before context."""

    def __init__(
        self,
        events: Ints,
        left: Floats,
        right: Floats,
        cap: int,
        named: Bools,
        label_px: Callable[[int, bool], float],
    ) -> None:
        self._events = events
        self._left = left[events].tolist()
        self._right = right[events].tolist()
        self._shelves = [Shelf() for _ in range(cap)]
        self._named = named
        self._label_px = label_px
        self._slot = np.full(len(events), NO_ROW, dtype=np.int16)
        self._side = np.zeros(len(events), dtype=np.int8)

    def fill(self, lane: Lane, matching: Bools) -> LaneRows:
        by_time = np.argsort(np.array(self._left), kind="stable")
        first, second = by_time[matching[by_time]], by_time[~matching[by_time]]
        for index in [*first.tolist(), *second.tolist()]:
            self._place(index)
        count = int(self._slot.max()) + 1 if len(self._slot) else 1
        return LaneRows(lane, self._events, self._slot, self._side, max(count, 1), False)

    def _place(self, index: int) -> None:
        event = int(self._events[index])
        low, high = self._left[index] - MARK_GAP_PX, self._right[index] + MARK_GAP_PX
        if len(self._events) <= _LABELLED_MOST:
            first_time = not self._named[event]
            width = self._label_px(event, first_time)
            room = ceil(width) + LABEL_OFFSET_PX + MARK_GAP_PX
            if width and (
                self._try(index, low, high + room, Side.RIGHT)
                or self._try(index, low - room, high, Side.LEFT)
            ):
                self._named[event] = True
                return
        self._try(index, low, high, Side.NONE)

    def _try(self, index: int, low: float, high: float, side: Side) -> bool:
        for number, shelf in enumerate(self._shelves):
            if shelf.fits(low, high):
                shelf.put(low, high)
                self._slot[index], self._side[index] = number, side
                return True
        return False
