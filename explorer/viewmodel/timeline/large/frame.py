"""One frame of a large project's timeline."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import ceil, floor

import numpy as np

from explorer.columns.values import Bools, Ints
from explorer.domain.ids import EventId, MarkKind
from explorer.index.corpus import Corpus
from explorer.index.ends import Ends
from explorer.index.touching import row_at, rows_at
from explorer.viewmodel.memory import Memory
from explorer.viewmodel.state import Lasting, State, Window
from explorer.viewmodel.timeline.basis import TimelineOptions
from explorer.viewmodel.timeline.density import column_edges, say_start
from explorer.viewmodel.timeline.frame import (
    GUTTER_PX,
    PIN_PX,
    RIGHT_PAD_PX,
    RULER_PX,
    why_empty,
)
from explorer.viewmodel.timeline.labels import Labeller, Standing
from explorer.viewmodel.timeline.large.chosen import LANE_PX, Chooser, Drawn, lane_px
from explorer.viewmodel.timeline.large.lanes import LaneHead, LargeLanes
from explorer.viewmodel.timeline.large.order import LaneGround
from explorer.viewmodel.timeline.large.wanted import Sayings
from explorer.viewmodel.timeline.marks import MarkMaker
from explorer.viewmodel.timeline.scene import (
    Columns as SceneColumns,
)
from explorer.viewmodel.timeline.scene import (
    Connector,
    FloorTick,
    LabelItem,
    LaneItem,
    Rect,
    Through,
    TimelineScene,
    UndatedStrip,
)
from explorer.viewmodel.timeline.ticks import calendar_ticks
from explorer.viewmodel.timeline.timescale import Scale
from explorer.viewmodel.timeline.undated import STRIP_PX, undated_strip
from explorer.viewmodel.type import Measurer, TextStyle
from explorer.viewmodel.wording import elide

_COLUMN_PX = 3.0
_MOST_SELECTED = 40
_FEW_ENDS = 50_000  # so many are put in order at once


class LargeFrame:
    """Builds scenes of one corpus under one filter; keeps what the next frame can use."""

    def __init__(
        self,
        corpus: Corpus,
        state: State,
        matches: Bools,
        sayings: Sayings,
        measurer: Measurer,
        ground: LaneGround | None = None,
    ) -> None:
        self._corpus, self._columns = corpus, corpus.columns
        self._matches = matches
        self._measurer = measurer
        self.memory = Memory(6)
        ground = ground or LaneGround(corpus.columns)
        self._opens = ground.open_starts
        self.lanes = LargeLanes(corpus, state, matches, ground)
        self._chooser = Chooser(corpus, self.lanes, sayings)
        dated = matches[: self._columns.dated]
        self.matching = int(np.count_nonzero(dated))
        self._all = self.matching == len(dated)
        undated = np.flatnonzero(matches[self._columns.dated :]) + self._columns.dated
        self._undated = undated.astype(np.int64)
        self._ends: Ends | None = None
        self._ends_asked = False

    @property
    def tall_px(self) -> float:
        """The height at which every lane has room."""
        strip_px = STRIP_PX if len(self._undated) else 0.0
        return RULER_PX + self.lanes.count * LANE_PX + strip_px

    def scene(
        self, scale: Scale, width: float, height: float, state: State, options: TimelineOptions
    ) -> TimelineScene:
        """Return the scene under a state whose filter is the one this was made for."""
        strip_px = STRIP_PX if options.undated and len(self._undated) else 0.0
        plot = Rect(GUTTER_PX, RULER_PX, width - GUTTER_PX, max(height - strip_px - RULER_PX, 1.0))
        # Before all lanes are told there are many more.
        own_px = lane_px(self.lanes.count, plot.height) if self.lanes.order.whole else LANE_PX
        content = self.lanes.count * own_px
        scroll = min(max(options.scroll_px, 0.0), max(content - plot.height, 0.0))
        first = floor(scroll / own_px)
        last = min(floor((scroll + plot.height - 1e-6) / own_px) + 1, self.lanes.count)
        seen = range(first, last)
        selected = self._selected(state)
        drawn = self._chooser.drawn(scale, seen, selected, own_px)
        tops = {place: plot.y - scroll + place * own_px for place in seen}
        maker = MarkMaker(
            drawn.few.corpus, drawn.few.extents, scale,
            np.ones(drawn.few.corpus.n, dtype=np.bool_), selected, self._measurer,
        )  # fmt: skip
        standing, ticks, items = self._items(maker, drawn, seen, tops, scale, state)
        connectors = self._connectors(maker, drawn, seen, tops, plot)
        return TimelineScene(
            width=width, height=plot.bottom + strip_px, plot_left=plot.x, plot_right=plot.right,
            plot_top=plot.y, plot_bottom=plot.bottom, scale=scale,
            header=self._header(len(seen), options),
            ticks=calendar_ticks(scale, self._measurer) if self._columns.dated else (),
            lanes=tuple(items), marks=tuple(stand.item for stand in standing), floor=tuple(ticks),
            labels=self._labels(standing, drawn, scale), connectors=connectors,
            undated=self._strip(plot, selected, options) if strip_px else None,
            lane_count=self.lanes.count, content_px=content, scroll_px=scroll,
            in_view=self._in_view(scale.window, wait=options.paper), matching=self.matching,
            empty_note=why_empty(self.matching > 0, len(self._undated) > 0, self._columns.n),
            period_x=_period(state, scale), tints=tuple(sorted({c.x for c in connectors})),
            selected_ys=self._leading_ys(state, plot.y - scroll, own_px),
        )  # fmt: skip

    def in_columns(self, edges_s: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return how many events stand between edges: all that there are, and matching ones."""
        rows = rows_at(self._columns, edges_s)
        opens, mask = self._opens, self._matches
        total = np.diff(rows)
        if opens.count:
            total = total + _between(opens.ends, edges_s)
        if self._all:
            return total, total
        pairs = pairwise(rows.tolist())
        found = np.array([np.count_nonzero(mask[low:high]) for low, high in pairs])
        if opens.count:
            found = found + _between(opens.ends[mask[: opens.count]], edges_s)
        return total, found

    def undated_position(self, row: int) -> int | None:
        """Return the place of an event in the strip of the undated, if it is in it."""
        at = int(np.searchsorted(self._undated, row))
        return at if at < len(self._undated) and int(self._undated[at]) == row else None

    def _selected(self, state: State) -> frozenset[EventId]:
        chosen = [mark.id for mark in state.selection if mark.kind is MarkKind.EVENT]
        return frozenset(EventId(id) for id in chosen[:_MOST_SELECTED])

    def _items(
        self, maker: MarkMaker, drawn: Drawn, seen: range, tops: dict[int, float], scale: Scale,
        state: State,
    ) -> tuple[list[Standing], list[FloorTick], list[LaneItem]]:  # fmt: skip
        standing: list[Standing] = []
        ticks: list[FloorTick] = []
        items: list[LaneItem] = []
        edges, unit = column_edges(scale, _COLUMN_PX)
        edge_rows = rows_at(self._columns, edges)
        edges_x = scale.x_of(edges)
        self.lanes.unordered.clear()
        into_columns = self._lasting(float(edges[0]), float(edges[0]))
        into_marks = self._lasting(drawn.block.start, scale.window.start) if drawn.passed else None
        for place in seen:
            rows, head = drawn.lanes[place], self.lanes.head(place)
            marks, floor_ticks, on_floor = maker.lane(rows, place, tops[place])
            standing += marks
            ticks += floor_ticks
            columns, through = None, None
            if rows.dense:
                through = self._through(place, *into_columns)
                counted = self.lanes.stock(place).counts(edges, edge_rows)
                counts = np.zeros((len(counted), counted.shape[1] + 1), dtype=np.int64)
                counts[:, :-1] = counted
                most = int(counts.sum(axis=1).max(initial=0))
                columns = SceneColumns(edges_x, edges, counts, most, unit)
            elif place in drawn.passed and into_marks is not None:
                through = self._through(place, *into_marks)
            top, height = tops[place], drawn.lane_px
            item = self._item(head, top, height, on_floor, columns, state, scale, through)
            items.append(item)
        self.lanes.let_go(len(seen))
        return standing, ticks, items

    def _item(
        self, head: LaneHead, top: float, height: float, on_floor: int,
        columns: SceneColumns | None, state: State, scale: Scale, through: Through | None,
    ) -> LaneItem:  # fmt: skip
        style = TextStyle.BODY_STRONG if head.chosen else TextStyle.BODY
        indent = 32.0 if head.icon or head.kind_index is not None else 12.0
        room = scale.left_px - indent - 11 - (PIN_PX if head.pinned else 0)
        name = elide(head.name, room, style, self._measurer)
        selected = head.mark is not None and head.mark in state.selection
        return LaneItem(
            head.key, name, top, height, head.matching, on_floor, head.icon, head.kind_index,
            head.chosen, head.quiet, columns, head.mark, selected, head.name,
            head.pinned, True, through,
        )  # fmt: skip

    def _lasting(self, before_s: float, until_s: float) -> tuple[Lasting, Ints]:
        """Return what is asked of lanes, and the rows that begin at its two moments."""
        which = Lasting(ceil(before_s), ceil(until_s), say_start(floor(until_s), "minute"))
        moments = np.array([which.before_s, which.until_s], dtype=np.float64)
        return which, rows_at(self._columns, moments)

    def _through(self, place: int, which: Lasting, rows: Ints) -> Through | None:
        """Return what began before a moment and lasts to another; None where nothing does."""
        count = self.lanes.lasting(place, rows, which.until_s)
        return Through(count, which) if count else None

    def _connectors(
        self, maker: MarkMaker, drawn: Drawn, seen: range, tops: dict[int, float], plot: Rect
    ) -> tuple[Connector, ...]:
        if not maker.selected:
            return ()
        found = []
        for row, own in drawn.few.of_row.items():
            if not maker.visible[own] or drawn.few.corpus.events[own].id not in maker.selected:
                continue
            places = [place for place in self.lanes.places_of(row) if place in seen]
            ys = [
                min(max(tops[place] + drawn.lane_px / 2, plot.y), plot.bottom) for place in places
            ]
            if len(ys) > 1:
                found.append(Connector(maker.x_of_row(own), min(ys), max(ys)))
        return tuple(found)

    def _labels(
        self, standing: Sequence[Standing], drawn: Drawn, scale: Scale
    ) -> tuple[LabelItem, ...]:
        titles = {event.id: event.title for event in drawn.few.corpus.events}
        right = scale.left_px + scale.width_px
        return Labeller(self._measurer, titles, {}, scale.left_px, right).run(standing)

    def _strip(
        self, plot: Rect, selected: frozenset[EventId], options: TimelineOptions
    ) -> UndatedStrip:
        area = Rect(plot.x, plot.bottom, plot.width - RIGHT_PAD_PX, STRIP_PX)
        return undated_strip(
            self._corpus, self._undated, self._matches, selected, self._measurer, area,
            wrap=False, numbers=options.numbers, first=options.undated_from,
        )  # fmt: skip

    @property
    def owed(self) -> Callable[[], Callable[[], None]] | None:
        """What the next scene would have more: work for a thread that can wait.

        It returns what puts that in place, on the thread that draws.
        """
        lanes, ends_missing = self.lanes, self._ends_asked and self._ends is None
        unordered = dict(lanes.unordered)
        if lanes.order.whole and not ends_missing and not unordered:
            return None

        def work() -> Callable[[], None]:
            order = lanes.order if lanes.order.whole else lanes.whole()
            ends = Ends(self._columns, self._matches) if ends_missing else self._ends
            of_lanes = {which: stock.ends() for which, stock in unordered.items()}

            def put() -> None:
                lanes.order, self._ends = order, ends
                lanes.put_ends(of_lanes)

            return put

        return work

    def _header(self, seen: int, options: TimelineOptions) -> str:
        count = self.lanes.count
        some = f"{seen:,} of " if options.paper and seen < count else ""
        return f"{some}{count:,} lane{'' if count == 1 else 's'}"

    def settle(self) -> bool:
        """Do at once what is owed to the lanes; returns whether the next scene has more."""
        work = self.owed
        if work is None:
            return False
        work()()
        return True

    def _in_view(self, window: Window, *, wait: bool) -> int | None:
        """Return how many matching events touch the window; None before that can be told."""
        low, high = row_at(self._columns, window.start), row_at(self._columns, window.end)
        begin = high - low if self._all else int(np.count_nonzero(self._matches[low:high]))
        if low == 0:
            return begin
        ends = self._ends_now(wait)
        if ends is None:
            return None
        before = low if self._all else int(np.count_nonzero(self._matches[:low]))
        return begin + before - ends.before(window.start)

    def _ends_now(self, wait: bool) -> Ends | None:
        """Return the ends in order; None where they are not, unless the caller can `wait`.

        Those of all events are the corpus's, those of a filter are `owed` but where they are few.
        """
        if self._all:
            return self._corpus.ends if wait or self._corpus.ends_at_once else None
        self._ends_asked = True
        if self._ends is None and (wait or self.matching <= _FEW_ENDS):
            self._ends = Ends(self._columns, self._matches)
        return self._ends

    def _leading_ys(self, state: State, top: float, height: float) -> tuple[float, ...]:
        leading = state.leading
        if leading is None or leading.kind is not MarkKind.EVENT:
            return ()
        row = self._corpus.row_of.get(EventId(leading.id))
        if row is None or row >= self._columns.dated:
            return ()
        return tuple(top + (place + 0.5) * height for place in self.lanes.places_of(row))


def _between(places: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return how many places lie between edges."""
    return np.asarray(np.diff(np.searchsorted(np.sort(places), np.ceil(edges).astype(np.int64))))


def _period(state: State, scale: Scale) -> tuple[float, float] | None:
    period = state.selected_period
    if period is None:
        return None
    right = scale.left_px + scale.width_px
    low, high = scale.x_of(period.start), scale.x_of(period.end)
    if high <= scale.left_px or low >= right:
        return None
    return max(low, scale.left_px), min(high, right)
