"""Which events of a large project are drawn one by one, and in which rows.

They are chosen for a zoom step and three screens of it at a time: what is drawn of them while
panning about there, or zooming within the step, is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

import numpy as np

from explorer.columns.postings import distinct
from explorer.columns.values import CONTESTED, WIDENED, Rows
from explorer.domain.ids import EventId
from explorer.index.corpus import Corpus
from explorer.index.touching import Stretch
from explorer.values import dataclass
from explorer.viewmodel.memory import Memory
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.lanes import Lane
from explorer.viewmodel.timeline.large.few import Few, few
from explorer.viewmodel.timeline.large.lanes import LargeLanes
from explorer.viewmodel.timeline.large.wanted import Sayings
from explorer.viewmodel.timeline.rows import (
    LANE_PAD_PX,
    ROW_PX,
    LabelWidths,
    LaneRows,
    lay_out,
    zoom_step,
)
from explorer.viewmodel.timeline.timescale import Scale

_LEAST_ROWS, _MOST_ROWS = 2, 9
LANE_PX = _LEAST_ROWS * ROW_PX + LANE_PAD_PX
_LANE_MOST = 24  # marks a screen that a lane draws one by one
_ALL_MOST = 240  # and all lanes together
_SCREENS = 3


def lane_px(lanes: int, room_px: float) -> float:
    """Return how high each lane is: all alike, and higher where few leave room."""
    fair = floor((room_px / max(lanes, 1) - LANE_PAD_PX) / ROW_PX + 1e-6)
    return min(max(fair, _LEAST_ROWS), _MOST_ROWS) * ROW_PX + LANE_PAD_PX


@dataclass(frozen=True, eq=False)
class Drawn:
    """The events drawn one by one over three screens, and the rows they stand in by lane.

    `block` is these screens, `begins` the rows that begin in it. `passed` are the places of
    the lanes that draw only these: of what began before and still lasts, all is left out.
    Each lane is `lane_px` high.
    """

    few: Few
    lanes: dict[int, LaneRows]
    block: Window
    begins: tuple[int, int]
    passed: frozenset[int]
    lane_px: float


class Chooser:
    """Chooses for one corpus under one filter."""

    def __init__(self, corpus: Corpus, lanes: LargeLanes, sayings: Sayings) -> None:
        self._corpus, self._lanes, self._sayings = corpus, lanes, sayings
        self._memory = Memory(4)

    def drawn(
        self, scale: Scale, seen: range, selected: frozenset[EventId], lane_px: float
    ) -> Drawn:
        """Return what is drawn one by one of the lanes that are seen."""
        step = zoom_step(scale.px_per_unit)
        screen = scale.width_px / step  # at least what is seen
        number = floor(scale.window.start / screen)
        version = self._sayings.version
        key = ("drawn", step, screen, number, seen.start, seen.stop, selected, version, lane_px)
        block = Window((number - 1) * screen, (number + _SCREENS - 1) * screen)
        return self._memory.get(key, lambda: self._choose(block, step, seen, selected, lane_px))

    def _choose(
        self, block: Window, step: float, seen: range, selected: frozenset[EventId], lane_px: float
    ) -> Drawn:
        self._lanes.prepare(seen)
        found: dict[int, Rows] = {}
        passed: set[int] = set()
        stretch = Stretch(self._corpus.columns, block.start, block.end)
        for place in seen:
            rows, is_all = self._few_of(place, stretch)
            if rows is not None:
                found[place] = rows
            if not is_all:
                passed.add(place)
        most = _ALL_MOST * _SCREENS
        while found and sum(map(len, found.values())) > most:
            del found[max(found, key=lambda place: len(found[place]))]
        chosen = [row for e in selected if (row := self._corpus.row_of.get(e)) is not None]
        every = np.concatenate([*found.values(), np.array(chosen, dtype=np.int32)])
        events = distinct(every.astype(np.int64)).astype(np.int32)
        self._want(events)
        made = few(self._corpus, events, self._sayings)
        lanes = self._laid(made, found, seen, chosen, step, lane_px)
        begins = stretch.first(None), stretch.end
        return Drawn(made, lanes, block, begins, frozenset(passed & found.keys()), lane_px)

    def _want(self, events: Rows) -> None:
        columns, sayings = self._corpus.columns, self._sayings
        if not len(events):  # reads no column
            sayings.titles.want([])
            return
        ids = columns.some("id", events.tolist())
        shape = columns.arrays["shape"][events]
        contested = (shape & CONTESTED) > 0
        sayings.titles.want(ids.tolist())
        sayings.dates.want(ids[((shape & WIDENED) > 0) & ~contested].tolist())
        sayings.claims.want(ids[contested].tolist())

    def _few_of(self, place: int, stretch: Stretch) -> tuple[Rows | None, bool]:
        """Return the rows of a lane that are drawn one by one, and whether they are all.

        None where too many begin in the block. Where too many last through all of it, those
        are that begin in it.
        """
        stock, most = self._lanes.stock(place), _LANE_MOST * _SCREENS
        if stock.begins_at_least(stretch.start_s, stretch.end_s) > most:
            return None, True
        low, high = stretch.first(None), stretch.end
        without = stock.open_between(stretch.start_s, stretch.end_s)
        begun, ended = stock.count_before(np.array([low, high])).tolist()
        if ended - begun + len(without) > most:
            return None, True
        rows = stock.touching.rows_in(stretch, most)
        if rows is not None:
            return rows, True
        return np.concatenate([without, stock.between(low, high)]), False

    def _laid(
        self,
        made: Few,
        found: dict[int, Rows],
        seen: range,
        chosen: Sequence[int],
        step: float,
        lane_px: float,
    ) -> dict[int, LaneRows]:
        """Lay marks out without their names, so that names that come later move nothing."""
        none = np.zeros(made.corpus.n)
        lanes = []
        for place in seen:
            rows = found.get(place)
            if rows is None:
                stock = self._lanes.stock(place)
                held = [row for row in chosen if len(stock.between(row, row + 1))]
                rows = np.array(held, dtype=np.int32)
            own = np.array(sorted(made.of_row[row] for row in rows.tolist()), dtype=np.int32)
            lanes.append(Lane(str(place), "", own, len(own)))
        matches = np.ones(made.corpus.n, dtype=np.bool_)
        row_count = round((lane_px - LANE_PAD_PX) / ROW_PX)
        caps = [row_count] * len(lanes)
        widths = LabelWidths(none, none)
        laid = lay_out(lanes, caps, made.extents, matches, step, widths, grow=False)
        for place, lane in zip(seen, laid, strict=True):
            lane.row_count, lane.dense_px = row_count, lane_px
            # Few as they are, they may need more rows than there are: columns then, as elsewhere.
            lane.dense = lane.dense or place not in found
        return dict(zip(seen, laid, strict=True))
