"""What a frame of the timeline stands on; kept from frame to frame while it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor
from typing import TypeVar

import numpy as np

from explorer.domain.filters import Filter
from explorer.domain.ids import EventId, MarkKind
from explorer.index.corpus import Bools
from explorer.index.select import select
from explorer.values import dataclass, field
from explorer.viewmodel.memory import Memory
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Lanes, Others, State, Window
from explorer.viewmodel.timeline.extents import Extents, calendar_extents, told_extents
from explorer.viewmodel.timeline.labels import NUMBER_GAP_PX
from explorer.viewmodel.timeline.lanes import Lane, lanes_of
from explorer.viewmodel.timeline.rows import ROW_PX, LabelWidths, LaneRows, lay_out, zoom_step
from explorer.viewmodel.timeline.timescale import YEAR_S, Scale
from explorer.viewmodel.timeline.told import Told, told_axis
from explorer.viewmodel.type import Measurer, TextStyle

T = TypeVar("T")

_ALL_ROWS = 400
_CAPS = (7, 5, 3, 3)
_CAPS_CHOSEN = (7, 5, 4)
_CAP_FURTHER = 2
_FEW_LANES = 16
_MORE_ROWS = 7  # by which a lane of columns grows, where there is nothing else to show
_WIDEST_SHARE = 1.6
_NO_DATES = Window(0.0, YEAR_S)


@dataclass(frozen=True)
class TimelineOptions:
    """What a caller wants otherwise than the screen.

    Attributes
    ----------
    state
        Stands in for the session's state (its filter aside: that comes as `matches`).
    matches
        Stands in for the filter's mask; shape (corpus.n,).
    numbers
        The number of each event's quote, printed before its name.
    scroll_px
        How far the lanes are scrolled down.
    undated_from
        How many undated events are turned past; the strip then begins with the next one.
    undated
        Whether the strip of undated events is there.
    paper
        For a picture: lanes' names get the room they need, lanes below the lower edge are
        counted, and every name keeps within the plot.
    settled
        For a picture: what the screen shows a moment later is waited for.
    """

    state: State | None = None
    matches: Bools | None = None
    numbers: Mapping[EventId, int] = field(default_factory=dict)
    scroll_px: float = 0.0
    undated_from: int = 0
    undated: bool = True
    paper: bool = False
    settled: bool = False


@dataclass(frozen=True, eq=False)
class Basis:
    """What a frame stands on: the state, the masks, the axis and the extents on it."""

    state: State
    matches: Bools
    shown: Bools
    extents: Extents
    told: Told | None
    selected: frozenset[EventId]

    @property
    def has_places(self) -> bool:
        """Whether any event that is drawn stands on the axis."""
        return bool((self.shown & self.extents.placed).any())


class BasisMaker:
    """Makes the basis of one session's frames, and the rows on it."""

    def __init__(self, session: Session, measurer: Measurer) -> None:
        self._session = session
        self._measurer = measurer
        self._memory = Memory(24)

    def basis(self, options: TimelineOptions | None = None) -> Basis:
        """Return what a scene would stand on."""
        options = options or TimelineOptions()
        state = options.state or self._session.state
        matches = self._session.matches if options.matches is None else options.matches
        corpus, scope = self._session.corpus, state.filter.review
        reviewed = self._memory.get(
            ("reviewed", corpus, scope), lambda: select(corpus, Filter(review=scope))
        )
        hidden = state.others is Others.HIDDEN
        shown = self._memory.get(
            ("shown", reviewed, matches, hidden),
            lambda: reviewed & matches if hidden else reviewed | matches,
        )
        told = self._told() if state.axis is Axis.TOLD else None
        selected = frozenset(
            EventId(mark.id) for mark in state.selection if mark.kind is MarkKind.EVENT
        )
        return Basis(state, matches, shown, self._extents(told), told, selected)

    def scale(self, basis: Basis, left_px: float, right_px: float) -> Scale:
        """Return the scale that puts the state's window between two pixels.

        Without a window, everything shown is fitted in.
        """
        width = max(right_px - left_px, 1.0)
        if basis.told is not None:
            window = basis.told.to_weights(basis.state.told_window)
            total = float(basis.told.edges[-1])
            return Scale(window, left_px, width, 0.02, max(total, 1.0))
        if basis.state.window is not None:
            return Scale(basis.state.window, left_px, width)
        return fit_calendar(basis.extents, basis.shown, left_px, width)

    def keep(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was made for `key` before, or make it."""
        return self._memory.get(key, make)

    def lanes(self, basis: Basis) -> tuple[Lane, ...]:
        """Return the lanes in their order, those with undated events alone among them."""
        state = basis.state
        wanted = (state.lanes, state.pinned, state.filter.actors, state.filter.match)
        return self._memory.get(
            ("lanes", self._session.corpus, basis.matches, basis.shown, *wanted),
            lambda: lanes_of(self._session.corpus, state, basis.matches, basis.shown),
        )

    def rows(
        self, basis: Basis, scale: Scale, caps_height: float | None, numbers: Mapping[EventId, int]
    ) -> tuple[LaneRows, ...]:
        """Return the lanes' rows for a zoom step; kept while panning."""
        step, key = zoom_step(scale.px_per_unit), tuple(sorted(numbers.items()))
        lanes = self.lanes(basis)
        whole = scale if caps_height is None else None
        return self._memory.get(
            ("rows", lanes, basis.extents, basis.matches, step, caps_height, key, whole),
            lambda: self._lay_out(basis, lanes, step, caps_height, numbers, whole),
        )

    def _lay_out(
        self,
        basis: Basis,
        lanes: tuple[Lane, ...],
        step: float,
        caps_height: float | None,
        numbers: Mapping[EventId, int],
        whole: Scale | None,
    ) -> tuple[LaneRows, ...]:
        widths = self._widths(numbers)
        # What is never panned can say beforehand which names the right edge would cut.
        room = None
        if whole is not None:
            room = whole.left_px + whole.width_px - basis.extents.reach(whole)[1]

        def laid(standing: Sequence[Lane], caps: Sequence[int]) -> tuple[LaneRows, ...]:
            return lay_out(standing, caps, basis.extents, basis.matches, step, widths, room)

        placed = basis.extents.placed
        standing = tuple(lane for lane in lanes if placed[lane.rows].any())
        if caps_height is None:
            return laid(standing, (_ALL_ROWS,) * len(standing))
        caps = _caps(standing, basis.state.lanes)
        rows = laid(standing, caps)
        spare_px = caps_height - sum(lane.height_px for lane in rows)
        if len(standing) > _FEW_LANES or spare_px < ROW_PX:
            return rows
        wanted = laid(standing, (floor(caps_height / ROW_PX),) * len(standing))
        return _stretched(laid(standing, _shared(rows, wanted, spare_px)), caps_height)

    def _widths(self, numbers: Mapping[EventId, int]) -> LabelWidths:
        corpus, measurer = self._session.corpus, self._measurer
        names = self._memory.get(
            ("names", corpus),
            lambda: np.array(
                [measurer.width_px(e.title, TextStyle.LABEL_SELECTED) for e in corpus.events]
            ),
        )
        further = np.zeros(corpus.n)
        for event_id, number in numbers.items():
            row = corpus.row_of.get(event_id)
            if row is not None:
                further[row] = measurer.width_px(str(number), TextStyle.LABEL_MATCH)
        return LabelWidths(np.where(further > 0, names + further + NUMBER_GAP_PX, names), further)

    def _told(self) -> Told:
        return self._memory.get(("told", self._session.corpus), lambda: told_axis(self._session))

    def _extents(self, told: Told | None) -> Extents:
        corpus = self._session.corpus
        if told is None:
            return self._memory.get(("extents", corpus), lambda: calendar_extents(corpus))
        return self._memory.get(("extents", corpus, told), lambda: told_extents(corpus, told))


def fit_calendar(
    extents: Extents, shown: Bools, left_px: float, width_px: float, margin: float = 0.04
) -> Scale:
    """Return the scale that shows every mark that is drawn, with a little margin."""
    there = shown & extents.placed
    if not there.any():
        return Scale(_NO_DATES, left_px, width_px)
    low, high = float(extents.soft_low[there].min()), float(extents.soft_high[there].max())
    # A lone mark must not fill the window: its name, and what lies near it, need some room.
    widest = float((extents.soft_high[there] - extents.soft_low[there]).max())
    short = max(_WIDEST_SHARE * widest - (high - low), 0.0)
    return Scale(_NO_DATES, left_px, width_px).fitted(low - short / 2, high + short / 2, margin)


def _caps(lanes: Sequence[Lane], by: Lanes) -> tuple[int, ...]:
    """Return the most rows of each lane: pinned and chosen actors and the busiest the most."""
    chosen = sum(lane.chosen or lane.pinned for lane in lanes)
    ranks = _CAPS if chosen == 0 else (*_CAPS_CHOSEN, *_CAPS_CHOSEN[-1:] * chosen)[:chosen]
    if by is not Lanes.ACTOR:
        ranks = ()
    return (*ranks, *(_CAP_FURTHER,) * len(lanes))[: len(lanes)]


def _shared(
    rows: Sequence[LaneRows], wanted: Sequence[LaneRows], spare_px: float
) -> tuple[int, ...]:
    """Return caps that share spare height among the lanes that want it, a row at a time."""
    caps = [lane.row_count for lane in rows]
    left = floor(spare_px / ROW_PX)
    while left > 0:
        hungry = [i for i, lane in enumerate(wanted) if lane.row_count > caps[i]]
        if not hungry:
            break
        for i in hungry[:left]:
            caps[i] += 1
            left -= 1
    return tuple(caps)


def _stretched(rows: tuple[LaneRows, ...], room_px: float) -> tuple[LaneRows, ...]:
    """Give columns what height is still spare, each lane of them alike."""
    dense = [lane for lane in rows if lane.dense]
    spare_px = room_px - sum(lane.height_px for lane in rows)
    more = floor(spare_px / max(len(dense), 1) / ROW_PX + 1e-6)
    for lane in dense:
        lane.dense_px += min(max(more, 0), _MORE_ROWS) * ROW_PX
    return rows
