"""What gestures on the timeline mean: zoom, pan, fit, focus, step, select.

Each ends in one update of the state. Pixels count from the canvas's left edge; `width_px`
is the canvas's width, kept up to date by the pane.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.domain.filters import Period
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.index.corpus import Rows
from explorer.viewmodel.listing.opening import of_column, of_lasting, open_list
from explorer.viewmodel.navigation import step_event
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Window
from explorer.viewmodel.status import window_words
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.density import say_start
from explorer.viewmodel.timeline.extents import Glyph
from explorer.viewmodel.timeline.scene import Columns, LaneItem
from explorer.viewmodel.timeline.timescale import MAX_SPAN_S, Scale

ORIGIN = "timeline"
ZOOM_STEP = 1.25
_CENTRED_PX = 1.0
_FOCUS_MARGIN = 0.15
_POINT_MARGIN = 6.0


class TimelineGestures:
    """Gestures on one session's timeline."""

    def __init__(self, session: Session, builder: TimelineBuilder) -> None:
        self._session = session
        self._builder = builder
        self.width_px = 736.0

    @property
    def scale(self) -> Scale:
        """The scale in force."""
        return self._builder.scale(self.width_px)

    def zoom(self, factor: float, x_px: float | None = None) -> None:
        """Zoom in by `factor`, holding what stands at `x_px`, or in the middle."""
        scale = self.scale
        at = scale.left_px + scale.width_px / 2 if x_px is None else x_px
        self.show(scale.zoomed(at, factor).window)

    def pan(self, dx_px: float) -> None:
        """Move everything `dx_px` to the right."""
        self.show(self.scale.panned(dx_px).window)

    def fit_all(self) -> None:
        """Show everything."""
        self._session.update(ORIGIN, **{self._field: None})

    def show(self, window: Window) -> None:
        """Show a stretch of the axis; as told it is held within the text."""
        told = self._builder.told
        if told is None:
            if abs(window.start) <= MAX_SPAN_S and abs(window.end) <= MAX_SPAN_S:
                self._session.update(ORIGIN, window=window)
            return
        total = float(told.edges[-1])
        span = min(window.end - window.start, total)
        start = min(max(window.start, 0.0), total - span)
        whole = span >= total * (1 - 1e-9)
        paragraphs = told.to_paragraphs(Window(start, start + span))
        self._session.update(ORIGIN, told_window=None if whole else paragraphs)

    def focus_selection(self) -> None:
        """Centre what is selected; once it is centred, fit it."""
        stretch = self._selected_stretch()
        if stretch is None:
            return
        low, high, margin = stretch
        scale = self.scale
        middle = (low + high) / 2
        off_px = abs(scale.x_of(middle) - (scale.left_px + scale.width_px / 2))
        if high - low <= scale.span and off_px > _CENTRED_PX:
            self.show(scale.centred(middle).window)
        else:
            self.show(scale.fitted(low, high, margin).window)

    def reveal(self) -> None:
        """Bring the leading mark into the window, where nothing of it is there yet."""
        leading = self._session.state.leading
        if leading is None or leading.kind is not MarkKind.EVENT:
            return
        stretch = self._selected_stretch(leading)
        window = self.scale.window
        if stretch is not None and (stretch[1] < window.start or stretch[0] > window.end):
            self.show(self.scale.centred((stretch[0] + stretch[1]) / 2).window)

    def step(self, count: int) -> None:
        """Select the next (+1) or previous (-1) matching event and bring it into the window."""
        step_event(self._session, count, ORIGIN)
        self.reveal()

    def click(self, mark: Mark | None, toggle: bool) -> None:
        """Select a mark alone; `toggle` adds or takes it away; None clears."""
        chosen = self._session.state.selection
        if mark is None:
            if not toggle:
                self._session.update(ORIGIN, selection=(), evidence=None, selected_period=None)
        elif not toggle:
            self._session.update(ORIGIN, selection=(mark,), evidence=None)
        else:
            rest = tuple(other for other in chosen if other != mark)
            added = rest if mark in chosen else (*rest, mark)
            self._session.update(ORIGIN, selection=added, evidence=None)

    def list_column(self, lane_key: str, columns: Columns, index: int) -> None:
        """Open the list of the events behind one column of a lane."""
        start, end = (int(edge) for edge in columns.edges[index : index + 2])
        begins = Period(start, end, say_start(start, columns.unit))
        open_list(self._session, of_column(self._session, lane_key, begins), ORIGIN)

    def list_through(self, lane: LaneItem) -> None:
        """Open the list of what lasts into a lane from before what is seen."""
        if lane.through is not None:
            listing = of_lasting(self._session, lane.key, lane.through.which)
            open_list(self._session, listing, ORIGIN)

    def hover(self, mark: Mark | None) -> None:
        """Note the mark under the pointer."""
        self._session.update(ORIGIN, hover=mark)

    def select_period(self, one_px: float, other_px: float) -> None:
        """Select the period between two pixels; nothing as told, which has no calendar."""
        if self._builder.told is None:
            scale = self.scale
            low, high = sorted((scale.place_at(one_px), scale.place_at(other_px)))
            self.select_stretch(low, high)

    def select_stretch(self, low: float, high: float) -> None:
        """Select the period between two moments, in seconds."""
        if high > low:
            self._session.update(ORIGIN, selected_period=Window(low, high))

    def filter_to_period(self) -> None:
        """Make the selected period a filter."""
        period = self._session.state.selected_period
        if period is not None:
            start, end = int(np.floor(period.start)), int(np.ceil(period.end))
            wanted = Period(start, end, window_words(period))
            changed = replace(self._session.state.filter, period=wanted)
            self._session.update(ORIGIN, filter=changed, selected_period=None)

    def zoom_to_period(self) -> None:
        """Show the selected period, edge to edge."""
        period = self._session.state.selected_period
        if period is not None:
            self._session.update(ORIGIN, window=period, selected_period=None)

    @property
    def _field(self) -> str:
        return "window" if self._builder.told is None else "told_window"

    def _selected_stretch(self, mark: Mark | None = None) -> tuple[float, float, float] | None:
        """Return the least and the last place of what is selected, and the margin it asks for."""
        marks = self._session.state.selection if mark is None else (mark,)
        rows = np.unique(np.concatenate([np.zeros(0, np.int32), *map(self._rows, marks)]))
        extents = self._builder.extents_of(rows)
        there = extents.placed
        if not there.any():
            return None
        low, high = float(extents.soft_low[there].min()), float(extents.soft_high[there].max())
        points = np.isin(extents.glyph[there], (Glyph.DOT, Glyph.BAND, Glyph.DIAMOND))
        lone = int(there.sum()) == 1 and bool(points.all())
        return low, high, _POINT_MARGIN if lone else _FOCUS_MARGIN

    def _rows(self, mark: Mark) -> Rows:
        corpus = self._session.corpus
        if mark.kind is MarkKind.EVENT:
            row = corpus.row_of.get(EventId(mark.id))
            return np.array([] if row is None else [row], dtype=np.int32)
        if mark.kind is MarkKind.ACTOR:
            return corpus.rows_of_actor.get(ActorId(mark.id), np.array([], dtype=np.int32))
        link = corpus.relationships.get(RelationshipId(mark.id))
        if link is None:
            return np.array([], dtype=np.int32)
        ends = (corpus.rows_of_actor[link.subject], corpus.rows_of_actor[link.object])
        return np.intersect1d(*ends)
