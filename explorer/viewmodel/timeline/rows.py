"""Rows for the marks of each lane: once per data, filter and zoom step, never while panning.

A lane falls into clusters: stretches whose marks, with their names, touch one another.
Each is laid out by itself, in a big lane only when it is first looked at; what it looks
like does not depend on when.

A zoom step is half a power of two. Marks are laid out at the step's own scale, which is
never larger than the one drawn, so what does not overlap here does not overlap there.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from math import floor, log2

import numpy as np
from numpy.typing import NDArray

from explorer.index.corpus import Bools, Ints
from explorer.values import dataclass
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.extents import Extents
from explorer.viewmodel.timeline.lanes import Lane
from explorer.viewmodel.timeline.shelves import Row
from explorer.viewmodel.timeline.timescale import Floats, Scale

ROW_PX = 16.0
LANE_PAD_PX = 6.0
SINGLE_ROW_LANE_PX = 23.0
DENSE_LANE_PX = 30.0
FIRST_ROW_PX = 10.0
MARK_GAP_PX = 2.0
LABEL_OFFSET_PX = 6.0
NO_ROW = -1
_DENSE_LEAST = 40
_EAGER_MOST = 300
_GROW_MOST = 5


class Side(IntEnum):
    """Where a label has its place kept: nowhere, right of the mark, or left of it."""

    NONE = 0
    RIGHT = 1
    LEFT = 2


@dataclass(frozen=True, eq=False)
class LabelWidths:
    """Widths in px by corpus row; `first` where an event is named, `further` elsewhere."""

    first: Floats
    further: Floats


@dataclass(frozen=True, eq=False)
class LaneNeeds:
    """What the marks of a lane need, in px of the zoom step; shape (len(events),) each.

    `low` to `high` is the mark with its gap, `room` the width its name asks for, and `left`
    whether only at the left of the mark; `begin` to `end` is the mark and its name there.
    """

    low: Floats
    high: Floats
    room: Floats
    matching: Bools
    left: Bools

    @property
    def begin(self) -> Floats:
        return np.where(self.left, self.low - self.room, self.low)

    @property
    def end(self) -> Floats:
        return np.where(self.left, self.high, self.high + self.room)

    def only(self, mask: Bools) -> LaneNeeds:
        """Return the needs of those marks for which `mask`, of the same shape, is true."""
        return LaneNeeds(
            self.low[mask], self.high[mask], self.room[mask], self.matching[mask], self.left[mask]
        )


class LaneRows:
    """The rows of one lane.

    `events` are ascending corpus rows; `slot` is each one's row from 0, or NO_ROW for a
    tick on the floor; `side` says where its name has its place. Both hold only for events
    that `ensure` was asked for. A dense lane has columns instead. Where `standing` is
    given, a mask of shape (len(events),), only those of the events may have a row.
    """

    def __init__(
        self,
        lane: Lane,
        events: Ints,
        needs: LaneNeeds,
        cap: int,
        dense: bool,
        standing: Bools | None = None,
    ) -> None:
        self.lane = lane
        self.events = events
        self.dense, self.dense_px = dense, DENSE_LANE_PX
        self.slot: NDArray[np.int16] = np.full(len(events), NO_ROW, dtype=np.int16)
        self.side: NDArray[np.int8] = np.zeros(len(events), dtype=np.int8)
        self._standing = np.ones(len(events), dtype=np.bool_) if standing is None else standing
        self._indices = np.flatnonzero(self._standing)
        self._places = np.cumsum(self._standing) - 1
        self._of_all = needs
        self._needs = needs.only(self._standing)
        self.row_count = 1 if dense else max(min(cap, _deepest(self._needs)), 1)
        if not dense:
            self._clusters = _Clusters(self._needs)
            if len(self._indices) <= _EAGER_MOST:
                self.ensure(self._indices)
                self.row_count = max(int(self.slot.max(initial=0)) + 1, 1)

    @property
    def height_px(self) -> float:
        if self.dense:
            return self.dense_px
        if self.row_count == 1:
            return SINGLE_ROW_LANE_PX
        return self.row_count * ROW_PX + LANE_PAD_PX

    def ensure(self, wanted: NDArray[np.int64]) -> None:
        """Have `slot` and `side` hold for the events at these indices of `events`."""
        if self.dense:
            return
        clusters = self._clusters
        wanted = self._places[wanted[self._standing[wanted]]]
        # Not np.unique: its first call loads numpy.ma, a tenth of the time to the first paint.
        numbers = np.flatnonzero(np.bincount(clusters.of[wanted]))
        for number in numbers[~clusters.laid[numbers]].tolist():
            members = clusters.members(number)
            indices = self._indices[members]
            if len(members) == 1:
                self.slot[indices] = 0
                side = Side.LEFT if self._needs.left[members[0]] else Side.RIGHT
                self.side[indices] = side if self._needs.room[members[0]] else Side.NONE
            else:
                floor_px = clusters.floor_px(number)
                filler = ClusterFiller(self._needs, members, floor_px, self.row_count)
                self.slot[indices], self.side[indices] = filler.fill()
            clusters.laid[number] = True

    def slot_if_selected(self, index: int) -> int:
        """Return the row of the event at `index` of `events`, as a selected one stands in one.

        Without a row of its own it is the one where it pushes the fewest marks away.
        """
        if self.dense:
            return 0
        needs = self._of_all
        near = (needs.low < needs.high[index]) & (needs.high > needs.low[index])
        self.ensure(np.flatnonzero(near))
        if self.slot[index] != NO_ROW:
            return int(self.slot[index])
        taken = self.slot[near & (self.slot != NO_ROW)].astype(np.int64)
        return int(np.argmin(np.bincount(taken, minlength=self.row_count)))


def zoom_step(px_per_unit: float) -> float:
    """Return the scale of the zoom step: the half power of two at or below."""
    return float(2.0 ** (floor(log2(px_per_unit) * 2 + 1e-9) / 2))


def lay_out(
    lanes: Sequence[Lane],
    caps: Sequence[int],
    extents: Extents,
    matches: Bools,
    px_per_unit: float,
    label_px: LabelWidths,
    right_room_px: Floats | None = None,
    *,
    grow: bool = True,
) -> tuple[LaneRows, ...]:
    """Return the rows of every lane.

    Parameters
    ----------
    caps
        The most rows each lane may have; one whose matching marks would become columns for
        want of a row or two has up to five.
    px_per_unit
        Scale of the zoom step.
    label_px
        Widths of labels by corpus row: in the first lane where an event stands, and in the
        others. 0 is no label.
    right_room_px
        How much there is at the right of each mark, by corpus row; a name that needs more
        stands at the left. None is enough for any.
    grow
        Whether a lane may have those few rows more; not where lanes are of one height.
    """
    left, right = _reach(extents, px_per_unit)
    named = np.zeros(len(extents.placed), dtype=np.bool_)
    made = []
    for lane, cap in zip(lanes, caps, strict=True):
        events = lane.rows[extents.placed[lane.rows]].astype(np.int64)
        width = np.where(named[events], label_px.further[events], label_px.first[events])
        room = np.where(width > 0, np.ceil(width) + LABEL_OFFSET_PX, 0.0)
        at_left = np.zeros(len(events), dtype=np.bool_)
        if right_room_px is not None:
            at_left = room + MARK_GAP_PX > right_room_px[events]
        low, high = left[events] - MARK_GAP_PX, right[events] + MARK_GAP_PX
        needs = LaneNeeds(low, high, room, matches[events], at_left)
        rows = _lane_rows(lane, events, needs, cap, grow)
        made.append(rows)
        if not rows.dense:
            named[events] = True
    return tuple(made)


def _reach(extents: Extents, px_per_unit: float) -> tuple[Floats, Floats]:
    origin = float(np.nanmin(extents.soft_low)) if extents.placed.any() else 0.0
    scale = Scale(Window(origin, origin + 1000 / px_per_unit), 0.0, 1000.0)
    return extents.reach(scale)


def _sweep(low: Floats, high: Floats) -> tuple[Floats, NDArray[np.float64]]:
    """Return the lengths between all ends, and how many intervals lie over each."""
    places = np.concatenate([low, high])
    steps = np.concatenate([np.ones(len(low)), -np.ones(len(high))])
    # Where one interval ends as the next begins, the end comes first.
    order = np.lexsort((steps, places))
    return np.diff(places[order]), np.cumsum(steps[order])[:-1]


def _lane_rows(lane: Lane, events: Ints, needs: LaneNeeds, cap: int, grow: bool) -> LaneRows:
    """Return a lane's rows, or columns where its matching marks are too many for rows.

    Context never makes columns of matching marks: what of it finds no row is a tick, and
    all of it is where it would be too many, so that laying out stays quick.
    """
    matching = needs.matching
    wanted = _rows_wanted(needs.only(matching))
    if wanted > max(cap, _GROW_MOST):
        return LaneRows(lane, events, needs, cap, dense=True)
    cap = max(cap, wanted) if grow else cap
    if len(events) <= _EAGER_MOST or _rows_wanted(needs) <= cap:
        return LaneRows(lane, events, needs, cap, dense=False)
    dense = not matching.any()
    return LaneRows(lane, events, needs, cap, dense, None if dense else matching)


def _rows_wanted(needs: LaneNeeds) -> int:
    """Return how many rows leave marks without one over a third of their stretch at most."""
    if len(needs.low) < _DENSE_LEAST:
        return 1
    lengths, depth = _sweep(needs.low, needs.high)
    covered = np.bincount(depth.astype(np.int64), weights=lengths)[1:]
    deeper = covered.sum() - np.cumsum(covered)
    return int(np.argmax(deeper <= covered.sum() / 3)) + 1


def _deepest(needs: LaneNeeds) -> int:
    """Return how many rows it takes for every mark and name to have its place."""
    if not len(needs.low):
        return 1
    return int(_sweep(needs.begin, needs.end)[1].max(initial=1))


class _Clusters:
    """A lane's clusters. `of` has the cluster of each event; shape (len(events),)."""

    def __init__(self, needs: LaneNeeds) -> None:
        self._order = np.argsort(needs.begin, kind="stable")
        ends = np.maximum.accumulate(needs.end[self._order])
        inner = np.flatnonzero(needs.begin[self._order][1:] > ends[:-1]) + 1
        self._begins = np.concatenate([[0], inner, [len(self._order)]])
        self._ends = ends
        self.of = np.empty(len(self._order), dtype=np.int64)
        self.of[self._order] = np.searchsorted(inner, np.arange(len(self._order)), side="right")
        self.laid = np.zeros(len(inner) + 1, dtype=np.bool_)

    def members(self, number: int) -> NDArray[np.int64]:
        """Return a cluster's events in order of time, as indices of the lane's."""
        return self._order[self._begins[number] : self._begins[number + 1]]

    def floor_px(self, number: int) -> float:
        """Return where the cluster before ends."""
        return float(self._ends[self._begins[number] - 1]) if number else -np.inf


class ClusterFiller:
    """Puts the marks of one cluster into rows, matching before context, by time.

    Every mark that can have a row gets one, if need be at the cost of names: a matching
    mark may push any name away, a context mark only those of context.
    """

    def __init__(
        self, needs: LaneNeeds, members: NDArray[np.int64], floor_px: float, cap: int
    ) -> None:
        self._low = needs.low[members].tolist()
        self._high = needs.high[members].tolist()
        self._room = needs.room[members].tolist()
        self._left = needs.left[members].tolist()
        self._matching = needs.matching[members].tolist()
        self._floor_px = floor_px
        self._rows = [Row() for _ in range(cap)]
        self._slot = [NO_ROW] * len(members)
        self._side = [Side.NONE] * len(members)

    def fill(self) -> tuple[list[int], list[Side]]:
        """Return each member's row and the side of its name."""
        first = [i for i, match in enumerate(self._matching) if match]
        second = [i for i, match in enumerate(self._matching) if not match]
        for index in (*first, *second):
            if not self._with_name(index):
                self._bare(index)
        return self._slot, self._side

    def _with_name(self, index: int) -> bool:
        """Put a mark where it and its name have room, right of it or else left."""
        low, high, room = self._low[index], self._high[index], self._room[index]
        if not room:
            return False
        sides = [] if self._left[index] else [(Side.RIGHT, high, high + room)]
        if low - room >= self._floor_px:
            sides.append((Side.LEFT, low - room, low))
        for side, name_low, name_high in sides:
            for slot, row in enumerate(self._rows):
                if row.is_free(min(low, name_low), max(high, name_high)):
                    row.put_mark(low, high)
                    row.put_name(name_low, name_high, index)
                    self._slot[index], self._side[index] = slot, side
                    return True
        return False

    def _bare(self, index: int) -> None:
        """Put a mark where it has room alone, pushing the fewest names away."""
        low, high, matching = self._low[index], self._high[index], self._matching
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
