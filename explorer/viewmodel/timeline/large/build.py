"""Scenes of a large project's timeline, frame after frame."""

from __future__ import annotations

from collections.abc import Callable

from explorer.columns.values import Bools
from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.index.corpus import Corpus
from explorer.viewmodel.memory import Memory
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import State, Window
from explorer.viewmodel.timeline.basis import TimelineOptions
from explorer.viewmodel.timeline.density import column_edges
from explorer.viewmodel.timeline.frame import GUTTER_PX, RIGHT_PAD_PX
from explorer.viewmodel.timeline.large.frame import LargeFrame
from explorer.viewmodel.timeline.large.order import LaneGround
from explorer.viewmodel.timeline.large.wanted import Sayings
from explorer.viewmodel.timeline.overview import (
    MARGIN,
    OVERVIEW_COLUMN_PX,
    OVERVIEW_LABELS_APART_PX,
    OVERVIEW_PX,
    SIDE_PX,
    OverviewScene,
)
from explorer.viewmodel.timeline.scene import Columns, TimelineScene
from explorer.viewmodel.timeline.ticks import calendar_ticks
from explorer.viewmodel.timeline.timescale import YEAR_S, Scale
from explorer.viewmodel.type import Measurer

_NO_DATES = Window(0.0, YEAR_S)
_PAPER_PX = 1000.0
_FRAMES = 1  # one may hold ten bytes an event


class LargeTimeline:
    """What `TimelineBuilder` does, for a corpus of which only the columns are here."""

    def __init__(self, session: Session, measurer: Measurer) -> None:
        self._session = session
        self._measurer = measurer
        self._frames, self._memory = Memory(_FRAMES), Memory(4)
        self._sayings = Sayings(session.project)

    def build(
        self, width_px: float, height_px: float | None, options: TimelineOptions
    ) -> TimelineScene:
        """Return the scene; without a height it has that of a page, not of all lanes."""
        state = options.state or self._session.state
        matches = self._session.matches if options.matches is None else options.matches
        scale = self._scale(state, width_px)
        frame = self._frame(state, matches)
        height = min(_PAPER_PX, frame.tall_px) if height_px is None else height_px
        scene = frame.scene(scale, width_px, height, state, options)
        # Once its lanes are in order, others may be seen of which more is to be told.
        for _ in range(2):
            if options.settled and frame.settle():
                scene = frame.scene(scale, width_px, height, state, options)
        return scene

    def complete(self) -> bool:
        """Read what the last scene could not wait for; returns whether the next has more."""
        return self._sayings.fetch()

    def scale(self, width_px: float) -> Scale:
        return self._scale(self._session.state, width_px)

    def overview(self, width_px: float, canvas_px: float) -> OverviewScene:
        inner = max(width_px - 2 * SIDE_PX, 1.0)
        whole = self._fitted(SIDE_PX, inner, MARGIN)
        frame = self._frame(self._session.state, self._session.matches)
        edges, _ = column_edges(whole, OVERVIEW_COLUMN_PX)
        total, matching = frame.memory.get(("overview", inner), lambda: frame.in_columns(edges))
        window, right = self.scale(canvas_px).window, SIDE_PX + inner
        low, high = whole.x_of(window.start), whole.x_of(window.end)
        ticks = self._memory.get(
            ("overview ticks", whole.window.start, whole.window.end, inner),
            lambda: calendar_ticks(whole, self._measurer, apart_px=OVERVIEW_LABELS_APART_PX),
        )
        return OverviewScene(
            width_px, OVERVIEW_PX, whole, whole.x_of(edges), total, matching,
            int(total.max(initial=0)),
            (min(max(low, SIDE_PX), right), max(min(high, right), SIDE_PX)),
            tuple(tick for tick in ticks if tick.label),
            not self._session.state.filter.is_empty,
        )  # fmt: skip

    def perhaps_later(self, lane_key: str, columns: Columns, index: int) -> int:
        """Return how many of a column's events may have begun after it."""
        start, end = columns.edges[index : index + 2].tolist()
        frame = self._frame(self._session.state, self._session.matches)
        stock = frame.lanes.stock_of(lane_key)
        if stock is None:
            return 0
        key = "perhaps", stock, start, end
        return frame.memory.get(key, lambda: stock.perhaps_later(start, end))

    @property
    def owed(self) -> Callable[[], Callable[[], None]] | None:
        """What a scene of the state as it is would have more, as `LargeFrame.owed`."""
        return self._frame(self._session.state, self._session.matches).owed

    def undated_position(self, mark: Mark) -> int | None:
        if mark.kind is not MarkKind.EVENT:
            return None
        row = self._session.corpus.row_of.get(EventId(mark.id))
        frame = self._frame(self._session.state, self._session.matches)
        return None if row is None else frame.undated_position(row)

    def fitted(self, width_px: float) -> Window:
        """Return the window that shows every event there is."""
        return self._fitted(0.0, max(width_px, 1.0), 0.04).window

    def _frame(self, state: State, matches: Bools) -> LargeFrame:
        corpus: Corpus = self._session.corpus
        wanted = state.filter
        return self._frames.get(
            ("frame", corpus, matches, state.lanes, state.pinned, wanted.actors, wanted.match),
            lambda: LargeFrame(
                corpus, state, matches, self._sayings, self._measurer, self._ground(corpus)
            ),
        )

    def _ground(self, corpus: Corpus) -> LaneGround:
        return self._memory.get(("ground", corpus), lambda: LaneGround(corpus.columns))

    def _scale(self, state: State, width_px: float) -> Scale:
        left, width = GUTTER_PX, max(width_px - RIGHT_PAD_PX - GUTTER_PX, 1.0)
        if state.window is not None:
            return Scale(state.window, left, width)
        return self._fitted(left, width, 0.04)

    def _fitted(self, left_px: float, width_px: float, margin: float) -> Scale:
        head = self._session.corpus.columns.head
        scale = Scale(_NO_DATES, left_px, width_px)
        if head.low_s is None or head.high_s is None:
            return scale
        return scale.fitted(float(head.low_s), float(head.high_s) + 1, margin)
