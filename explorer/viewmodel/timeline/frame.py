"""One frame of the timeline: from a basis and a size to the scene."""

from __future__ import annotations

import numpy as np

from explorer.domain.ids import EventId, MarkKind
from explorer.index.corpus import Corpus
from explorer.viewmodel.state import Lanes
from explorer.viewmodel.timeline.basis import Basis, BasisMaker, TimelineOptions
from explorer.viewmodel.timeline.density import COLUMN_PX, Grid, column_edges, lane_columns
from explorer.viewmodel.timeline.labels import Labeller, Standing
from explorer.viewmodel.timeline.lanes import Lane
from explorer.viewmodel.timeline.marks import MarkMaker, lanes_between
from explorer.viewmodel.timeline.rows import ROW_PX, SINGLE_ROW_LANE_PX, LaneRows
from explorer.viewmodel.timeline.scene import (
    Connector,
    FloorTick,
    LabelItem,
    LaneItem,
    Rect,
    SourceSpan,
    TimelineScene,
    UndatedStrip,
)
from explorer.viewmodel.timeline.ticks import Tick, calendar_ticks
from explorer.viewmodel.timeline.timescale import Scale
from explorer.viewmodel.timeline.told import Told, told_columns, told_ticks, zebra
from explorer.viewmodel.timeline.undated import STRIP_PX, undated_order, undated_strip
from explorer.viewmodel.type import Measurer, TextStyle
from explorer.viewmodel.wording import elide

RULER_PX = 24.0
PIN_PX = 14.0
SOURCES_PX = 17.0
GUTTER_PX = 157.0
RIGHT_PAD_PX = 11.0
TOLD_PAD_PX = 8.0
_GUTTER_MIN_PX, _GUTTER_MAX_PX = 120.0, 220.0
_GUTTER_PAPER_PX = 340.0
_ICON_INDENT_PX = 32.0
_COUNT_PX = 40.0
_MAX_CONNECTORS = 40
_NOTHING_DATED = "No event here has a date. As told shows them in the order of the text."
_NOTHING_PASSES = "No event passes the filter."


def why_empty(placed: bool, shown: bool, events: int) -> str:
    """Return what a plot says where nothing of so many events is `placed` on it, else nothing.

    `shown` is whether any is to be shown at all.
    """
    if placed or not events:
        return ""
    return _NOTHING_DATED if shown else _NOTHING_PASSES


class Frame:
    """One scene in the making."""

    def __init__(
        self,
        maker: BasisMaker,
        corpus: Corpus,
        measurer: Measurer,
        options: TimelineOptions,
    ) -> None:
        self._builder = maker
        self._corpus = corpus
        self._measurer = measurer
        self._basis = maker.basis(options)
        self._options = options

    def scene(self, width: float, height: float | None) -> TimelineScene:
        basis, told = self._basis, self._basis.told
        several = told is not None and len(told.first) > 1
        top = RULER_PX + (SOURCES_PX if several else 0.0)
        gutter = self._gutter(height) if height is None or self._options.paper else GUTTER_PX
        scale = self._builder.scale(basis, *axis_ends(basis, gutter, width))
        strip_px = STRIP_PX if self._has_strip() else 0.0
        caps_height = None if height is None else max(height - top - strip_px, ROW_PX)
        rows = self._builder.rows(basis, scale, caps_height, self._options.numbers)
        content = sum(lane.height_px for lane in rows)
        bottom = top + content if height is None else max(height - strip_px, top)
        scroll = min(max(self._options.scroll_px, 0.0), max(content - (bottom - top), 0.0))
        plot = Rect(gutter, top, width - gutter, bottom - top)
        strip = self._strip(plot, height is None) if strip_px else None
        return self._assembled(scale, rows, plot, scroll, content, strip)

    def _assembled(
        self,
        scale: Scale,
        rows: tuple[LaneRows, ...],
        plot: Rect,
        scroll: float,
        content: float,
        strip: UndatedStrip | None,
    ) -> TimelineScene:
        basis, told = self._basis, self._basis.told
        maker = MarkMaker(
            self._corpus, basis.extents, scale, basis.matches, basis.selected, self._measurer
        )
        tops = _tops(rows, plot.y - scroll)
        seen = [
            i
            for i, lane in enumerate(rows)
            if tops[i] < plot.bottom and tops[i] + lane.height_px > plot.y
        ]
        standing, floor, lanes = self._lanes(maker, rows, tops, seen, scale)
        connectors = self._connectors(maker, rows, tops, standing, plot)
        labels = self._labels(standing, connectors, rows, tops, scale)
        return TimelineScene(
            width=plot.right,
            height=plot.bottom if strip is None else strip.rect.bottom,
            plot_left=plot.x,
            plot_right=plot.right,
            plot_top=plot.y,
            plot_bottom=plot.bottom,
            scale=scale,
            header=self._header(rows, len(seen)),
            ticks=self._ticks(scale),
            lanes=lanes,
            marks=tuple(stand.item for stand in standing),
            floor=tuple(floor),
            labels=labels,
            connectors=tuple(c for c in connectors if c.bottom - c.top > 1),
            undated=strip,
            lane_count=len(rows),
            content_px=content,
            scroll_px=scroll,
            in_view=int(np.count_nonzero(maker.visible & basis.matches & basis.shown)),
            matching=int(np.count_nonzero(basis.matches & basis.extents.placed)),
            period_x=self._period(scale),
            zebra=() if told is None else zebra(told, scale),
            empty_note=why_empty(basis.has_places, bool(basis.shown.any()), len(basis.shown)),
            sources=() if told is None else self._sources(told, scale),
            tints=tuple(sorted({c.x for c in connectors})),
            selected_ys=self._leading_ys(rows, tops),
            numbers=self._options.numbers,
        )

    def _ticks(self, scale: Scale) -> tuple[Tick, ...]:
        """Return the ruler's ticks; where nothing has a date, the calendar says none either."""
        basis = self._basis
        if basis.told is not None:
            return told_ticks(basis.told, scale, self._measurer)
        if not basis.has_places:
            return ()
        return calendar_ticks(scale, self._measurer)

    def _leading_ys(self, rows: tuple[LaneRows, ...], tops: list[float]) -> tuple[float, ...]:
        leading = self._basis.state.leading
        if leading is None or leading.kind is not MarkKind.EVENT:
            return ()
        row = self._corpus.row_of.get(EventId(leading.id))
        return () if row is None else tuple(lanes_between(tops, list(rows), row))

    def _lanes(
        self,
        maker: MarkMaker,
        rows: tuple[LaneRows, ...],
        tops: list[float],
        seen: list[int],
        scale: Scale,
    ) -> tuple[list[Standing], list[FloorTick], tuple[LaneItem, ...]]:
        standing: list[Standing] = []
        floor: list[FloorTick] = []
        lanes: list[LaneItem] = []
        edges = self._columns(scale) if any(rows[i].dense for i in seen) else None
        visible = maker.visible & self._basis.matches
        for i in seen:
            marks, ticks, on_floor = maker.lane(rows[i], i, tops[i])
            standing += marks
            floor += ticks
            count = int(np.count_nonzero(visible[rows[i].events]))
            lanes.append(self._lane_item(rows[i], tops[i], count, on_floor, scale, edges))
        return standing, floor, tuple(lanes)

    def _columns(self, scale: Scale) -> Grid:
        if self._basis.told is None:
            return Grid(*column_edges(scale))
        places, paragraphs = told_columns(self._basis.told, scale, COLUMN_PX)
        return Grid(places, "paragraphs", paragraphs)

    def _lane_item(
        self,
        rows: LaneRows,
        top: float,
        count: int,
        floor_count: int,
        scale: Scale,
        edges: Grid | None,
    ) -> LaneItem:
        lane, basis = rows.lane, self._basis
        columns = None
        if rows.dense and edges is not None:
            columns = lane_columns(
                self._corpus, rows.events, basis.extents, basis.matches, scale, edges
            )
        style = TextStyle.BODY_STRONG if lane.chosen else TextStyle.BODY
        count_px = 0.0 if rows.dense else self._measurer.width_px(f"{count:,}", style) + 8
        room = scale.left_px - _indent(lane) - 11 - count_px - (PIN_PX if lane.pinned else 0)
        name = elide(lane.name, room, style, self._measurer)
        return LaneItem(
            lane.key, name, top, rows.height_px, count, floor_count, lane.icon, lane.kind_index,
            lane.chosen, lane.quiet, columns, lane.mark,
            lane.mark is not None and lane.mark in basis.state.selection, lane.name, lane.pinned,
            rows.dense,
        )  # fmt: skip

    def _connectors(
        self,
        maker: MarkMaker,
        rows: tuple[LaneRows, ...],
        tops: list[float],
        standing: list[Standing],
        plot: Rect,
    ) -> list[Connector]:
        """Return one for each selected event in the window, through all of its lanes."""
        found = []
        placed = maker.visible
        for event_id in list(self._basis.selected)[:_MAX_CONNECTORS]:
            row = self._corpus.row_of.get(event_id)
            if row is None or not placed[row]:
                continue
            ys = list(lanes_between(tops, list(rows), row))
            if ys:
                top, bottom = max(ys[0], plot.y), min(ys[-1], plot.bottom)
                found.append(Connector(maker.x_of_row(row), top, max(bottom, top)))
        return found

    def _labels(
        self,
        standing: list[Standing],
        connectors: list[Connector],
        rows: tuple[LaneRows, ...],
        tops: list[float],
        scale: Scale,
    ) -> tuple[LabelItem, ...]:
        titles = {
            stand.item.event_id: self._corpus.event(stand.item.event_id).title for stand in standing
        }
        labeller = Labeller(
            self._measurer, titles, self._options.numbers, scale.left_px,
            scale.left_px + scale.width_px,
        )  # fmt: skip
        for line in connectors:
            for i, lane in enumerate(rows):
                if (
                    line.bottom > line.top
                    and tops[i] < line.bottom
                    and (tops[i] + lane.height_px > line.top)
                ):
                    for slot in range(lane.row_count):
                        labeller.block(i, slot, line.x - 2, line.x + 2)
        return labeller.run(standing)

    def _has_strip(self) -> bool:
        basis = self._basis
        without = basis.shown & ~basis.extents.placed
        return self._options.undated and (basis.told is not None or bool(without.any()))

    def _strip(self, plot: Rect, wrap: bool) -> UndatedStrip:
        basis = self._basis
        if basis.told is not None:
            return UndatedStrip(Rect(0.0, plot.bottom, plot.right, STRIP_PX), legend=True)
        return undated_strip(
            self._corpus, undated_order(basis.shown & ~basis.extents.placed, basis.matches),
            basis.matches, basis.selected, self._measurer,
            Rect(plot.x, plot.bottom, plot.width - RIGHT_PAD_PX, STRIP_PX),
            wrap=wrap, numbers=self._options.numbers, first=self._options.undated_from,
        )  # fmt: skip

    def _gutter(self, height: float | None) -> float:
        """Return the width that the longest name needs that can be seen, within its bounds."""
        lanes = self._builder.lanes(self._basis)
        if height is not None:
            lanes = lanes[: max(1, int(height // SINGLE_ROW_LANE_PX))]
        widths = [self._measurer.width_px(lane.name, TextStyle.BODY_STRONG) for lane in lanes]
        need = max(widths, default=0.0) + _ICON_INDENT_PX + _COUNT_PX
        most = _GUTTER_PAPER_PX if self._options.paper else _GUTTER_MAX_PX
        return min(max(need, _GUTTER_MIN_PX), most)

    def _header(self, rows: tuple[LaneRows, ...], seen: int) -> str:
        basis = self._basis
        if basis.told is not None:
            count, noun = basis.told.count, "paragraph"
        elif basis.state.lanes is Lanes.NONE:
            count, noun = int(np.count_nonzero(basis.shown & basis.extents.placed)), "event"
        else:
            count, noun = len(rows), "lane"
        some = f"{seen:,} of " if noun == "lane" and self._options.paper and seen < count else ""
        return f"{some}{count:,} {noun}{'' if count == 1 else 's'}"

    def _period(self, scale: Scale) -> tuple[float, float] | None:
        period = self._basis.state.selected_period
        if period is None or self._basis.told is not None:
            return None
        right = scale.left_px + scale.width_px
        low, high = scale.x_of(period.start), scale.x_of(period.end)
        if high <= scale.left_px or low >= right:
            return None
        return max(low, scale.left_px), min(high, right)

    def _sources(self, told: Told, scale: Scale) -> tuple[SourceSpan, ...]:
        """Return where each source's text stands in the window, if there are several."""
        starts = [*told.first.values(), told.count]
        spans = []
        for source_id, start, end in zip(told.first, starts, starts[1:], strict=False):
            x0, x1 = scale.x_of(float(told.edges[start])), scale.x_of(float(told.edges[end]))
            x0, x1 = max(x0, scale.left_px), min(x1, scale.left_px + scale.width_px)
            if len(told.first) > 1 and x1 - x0 > 8:
                title = self._corpus.sources[source_id].title
                title = elide(title, x1 - x0 - 12, TextStyle.SMALL, self._measurer)
                spans.append(SourceSpan(x0, x1, title))
        return tuple(spans)


def axis_ends(basis: Basis, gutter_px: float, width_px: float) -> tuple[float, float]:
    """Return between which pixels the axis runs; as told, the marks need room at both ends."""
    pad = TOLD_PAD_PX if basis.told is not None else 0.0
    return gutter_px + pad, width_px - RIGHT_PAD_PX - pad


def _indent(lane: Lane) -> float:
    return _ICON_INDENT_PX if lane.icon or lane.kind_index is not None else 12.0


def _tops(rows: tuple[LaneRows, ...], top: float) -> list[float]:
    tops = []
    for lane in rows:
        tops.append(top)
        top += lane.height_px
    return tops
