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
from explorer.viewmodel.shelves import Row
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline_extents import Extents
from explorer.viewmodel.timescale import Floats, Scale

ROW_PX = 16.0
LANE_PAD_PX = 6.0
SINGLE_ROW_LANE_PX = 23.0
DENSE_LANE_PX = 30.0
FIRST_ROW_PX = 10.0
MARK_GAP_PX = 2.0
LABEL_OFFSET_PX = 6.0
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
            made.append(filler.fill(lane, events, matches[events]))
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
    """Puts the marks of one lane into rows, matching before context, by time.

    Every mark that can have a row gets one, if need be at the cost of names: a matching
    mark may push any name away, a context mark only those of context.
    """

    def __init__(
        self,
        events: Ints,
        left: Floats,
        right: Floats,
        cap: int,
        named: Bools,
        label_px: Callable[[int, bool], float],
    ) -> None:
        self._events = events.tolist()
        self._left = left[events].tolist()
        self._right = right[events].tolist()
        self._rows = [Row() for _ in range(cap)]
        self._named = named
        self._label_px = label_px
        self._slot = [NO_ROW] * len(events)
        self._side = [Side.NONE] * len(events)
        self._with_names = len(events) <= _LABELLED_MOST

    def fill(self, lane: Lane, events: Ints, matching: Bools) -> LaneRows:
        by_time = np.argsort(np.array(self._left), kind="stable")
        first, second = by_time[matching[by_time]], by_time[~matching[by_time]]
        ranks = matching.tolist()
        for index in [*first.tolist(), *second.tolist()]:
            if not self._with_name(index):
                self._bare(index, ranks)
        self._named[events[np.array(self._side, dtype=np.int8) != Side.NONE]] = True
        count = max([0, *self._slot]) + 1
        slots, sides = np.array(self._slot, dtype=np.int16), np.array(self._side, dtype=np.int8)
        return LaneRows(lane, events, slots, sides, count, False)

    def _span(self, index: int) -> tuple[float, float]:
        return self._left[index] - MARK_GAP_PX, self._right[index] + MARK_GAP_PX

    def _with_name(self, index: int) -> bool:
        """Put a mark where it and its name have room, right of it or else left."""
        event = self._events[index]
        width = self._label_px(event, not self._named[event]) if self._with_names else 0.0
        if not width:
            return False
        low, high = self._span(index)
        room = ceil(width) + LABEL_OFFSET_PX
        for side, name_low, name_high in (
            (Side.RIGHT, high, high + room),
            (Side.LEFT, low - room, low),
        ):
            for slot, row in enumerate(self._rows):
                if row.is_free(min(low, name_low), max(high, name_high)):
                    row.put_mark(low, high)
                    row.put_name(name_low, name_high, index)
                    self._slot[index], self._side[index] = slot, side
                    return True
        return False

    def _bare(self, index: int, matching: list[bool]) -> None:
        """Put a mark where it has room alone, pushing the fewest names away."""
        low, high = self._span(index)
        best: tuple[int, int, list[int]] | None = None
        for slot, row in enumerate(self._rows):
            owners = row.owners(low, high)
            if owners is None or (not matching[index] and any(matching[o] for o in owners)):
                continue
            if best is None or len(owners) < best[0]:
                best = len(owners), slot, owners
            if not owners:
                break
        if best is not None:
            _, slot, owners = best
            self._rows[slot].put_mark(low, high)
            self._slot[index] = slot
            for owner in owners:
                self._side[owner] = Side.NONE
