"""What the timeline draws, as frozen values in logical px from the canvas's corner.

The painter draws it, the pane asks it what lies under the pointer, the exporter prints
it; none of them reckons anything anew. y grows downwards.

Pieces that a scene has many of are named tuples: made in half the time of a frozen
dataclass, and imported in a fifth.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.domain.ids import EventId, Mark
from explorer.values import dataclass, field
from explorer.viewmodel.forms import Form, Tone
from explorer.viewmodel.state import Lasting, Window
from explorer.viewmodel.timeline.extents import Glyph
from explorer.viewmodel.timeline.ticks import Tick
from explorer.viewmodel.timeline.timescale import Scale

TARGET_PX = 16.0
TALL_PX = 14.5
_FLAT_PX = 10.0
_FAR_PX = 12.0  # no mark's target reaches so far up or down
_RING_PX = 4.0
_THROUGH_PX, _COUNTS_PX = 66.0, 38.0  # the counts of a lane stand beside its name
_RADIUS_PX, _CONTEXT_RADIUS_PX = 5.0, 3.6
_UNEQUAL_PX = 5.0


class Rect(NamedTuple):
    """`[x, x + width) x [y, y + height)` in px."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def overlaps(self, other: Rect) -> bool:
        return (
            self.x < other.right
            and other.x < self.right
            and self.y < other.bottom
            and other.y < self.bottom
        )

    def grown(self, least: float) -> Rect:
        """Return the rectangle about the same middle, at least `least` px in both ways."""
        width, height = max(self.width, least), max(self.height, least)
        return Rect(
            self.x - (width - self.width) / 2, self.y - (height - self.height) / 2, width, height
        )


@dataclass(frozen=True, slots=True)
class MarkItem:
    """One mark of an event in one lane.

    `low_x` to `high_x` is certain, `soft_low_x` to `soft_high_x` possible, both cut at the
    plot's edges; `x` is where its dot, its inner mark or its connector stands. `cut_low`
    and `cut_high` say that it goes on beyond an edge. `tall` bars hold their own name.
    """

    event_id: EventId
    kind_index: int
    glyph: Glyph
    form: Form
    tone: Tone
    x: float
    y: float
    low_x: float
    high_x: float
    soft_low_x: float
    soft_high_x: float
    selected: bool = False
    goes_on: bool = False
    cut_low: bool = False
    cut_high: bool = False
    tall: bool = False
    claim_xs: tuple[float, ...] = ()

    @property
    def mark(self) -> Mark:
        return Mark.event(self.event_id)

    @property
    def rect(self) -> Rect:
        """What the mark covers, with its selection ring and chevron."""
        beyond = _RING_PX if self.selected else 0.0
        radius = _RADIUS_PX if self.tone is Tone.MATCHING else _CONTEXT_RADIUS_PX
        if self.glyph is Glyph.DOT or self.glyph is Glyph.DIAMOND:
            half = radius + (1.2 if self.glyph is Glyph.DIAMOND else 0.0) + beyond
            chevron = 6.0 if self.goes_on else 0.0
            return Rect(self.x - half, self.y - half, 2 * half + chevron, 2 * half)
        low, high = self.soft_low_x - beyond, self.soft_high_x + beyond
        if self.glyph is Glyph.CONTESTED:
            low = min(low, self.x) - radius
            high = max(high, self.x) + radius + _UNEQUAL_PX
        half = (TALL_PX if self.tall else _FLAT_PX) / 2 + beyond
        return Rect(low, self.y - half, high - low, 2 * half)


class FloorTick(NamedTuple):
    """A mark that found no row: a small tick on the floor of its lane."""

    event_id: EventId
    kind_index: int
    tone: Tone
    x: float
    y: float


class LabelRank(StrEnum):
    """What a label says, which decides its weight and colour."""

    SELECTED = "selected"
    MATCHING = "matching"
    CONTEXT = "context"
    MORE = "more"


class LabelItem(NamedTuple):
    """A name beside its mark, or within its bar; `number` is printed before it."""

    event_id: EventId
    text: str
    rank: LabelRank
    rect: Rect
    number: str = ""
    number_px: float = 0.0
    inside: bool = False


@dataclass(frozen=True, eq=False)
class Columns:
    """The density of one lane.

    `edges_x` of shape (m + 1,) bounds the columns; `counts` of shape (m, 5) stacks talks,
    agreement, incident, all other kinds, and what the filter holds back, in events;
    `edges` are the places behind `edges_x`. `perhaps_later` of shape (m,) counts the events
    that may have begun after their column, None where that is counted when asked for; as told
    `paragraphs` bound each column, both numbers included. `most` is the lane's own highest
    column.
    """

    edges_x: NDArray[np.float64]
    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    most: int
    unit: str
    perhaps_later: NDArray[np.int64] | None = None
    paragraphs: tuple[tuple[int, int], ...] | None = None


class Through(NamedTuple):
    """How many events last into what is seen of a lane, and are neither drawn nor in a column."""

    number: int
    which: Lasting


@dataclass(frozen=True, slots=True)
class LaneItem:
    """One lane on the canvas; `count` events of it match and are in view.

    `count_below` says that the count stands below the name, not right of it. `through` is None
    for no more events, and where their number is not known yet.
    """

    key: str
    name: str
    y: float
    height: float
    count: int
    floor_count: int
    icon: str | None = None
    kind_index: int | None = None
    chosen: bool = False
    quiet: bool = False
    columns: Columns | None = None
    mark: Mark | None = None
    selected: bool = False
    full_name: str = ""
    pinned: bool = False
    count_below: bool = False
    through: Through | None = None


class Connector(NamedTuple):
    """Joins the marks of one selected event in all its lanes."""

    x: float
    top: float
    bottom: float


class UndatedItem(NamedTuple):
    """A mark in the undated strip with its name; `rect` is the target of both."""

    event_id: EventId
    kind_index: int
    form: Form
    tone: Tone
    goes_on: bool
    selected: bool
    x: float
    y: float
    text: str
    text_x: float
    rect: Rect
    number: str = ""
    number_px: float = 0.0


@dataclass(frozen=True, slots=True)
class UndatedStrip:
    """The strip below the lanes; `more` events of it found no room.

    `first` of them are turned past and come after the last; `more_rect` turns on.

    As told there is none: `legend` asks for the key of the marks instead.
    """

    rect: Rect
    items: tuple[UndatedItem, ...] = ()
    count: int = 0
    more: int = 0
    more_rect: Rect = field(default=Rect(0, 0, 0, 0))
    first: int = 0
    legend: bool = False


class SourceSpan(NamedTuple):
    """As told: where the text of one source stands on the ruler."""

    x: float
    right: float
    title: str


@dataclass(frozen=True, eq=False)
class TimelineScene:
    """The canvas: ruler above, lanes with their gutter, undated strip below.

    The plot is `[plot_left, plot_right) x [plot_top, plot_bottom)`. `content_px` is the
    height all lanes need; `scroll_px` of it lie above the plot. Marks and labels whose
    lanes are scrolled out are left out. `empty_note` stands in the plot where no event
    can. `selected_ys` are the heights of the leading event's marks in all its lanes, those
    scrolled out too.
    """

    width: float
    height: float
    plot_left: float
    plot_right: float
    plot_top: float
    plot_bottom: float
    scale: Scale
    header: str
    ticks: tuple[Tick, ...]
    lanes: tuple[LaneItem, ...]
    marks: tuple[MarkItem, ...]
    floor: tuple[FloorTick, ...]
    labels: tuple[LabelItem, ...]
    connectors: tuple[Connector, ...]
    undated: UndatedStrip | None
    lane_count: int
    content_px: float
    scroll_px: float
    in_view: int | None
    matching: int
    period_x: tuple[float, float] | None = None
    zebra: tuple[tuple[float, float], ...] = ()
    sources: tuple[SourceSpan, ...] = ()
    tints: tuple[float, ...] = ()
    selected_ys: tuple[float, ...] = ()
    empty_note: str = ""
    numbers: Mapping[EventId, int] = field(default_factory=dict)

    @property
    def window(self) -> Window:
        """The visible stretch, in the scale's own places."""
        return self.scale.window

    def in_plot(self, x: float, y: float) -> bool:
        return self.plot_left <= x < self.plot_right and self.plot_top <= y < self.plot_bottom

    def hit(self, x: float, y: float) -> Mark | None:
        """Return the mark under a point: the nearest of those whose target holds it."""
        if self.undated is not None and y >= self.undated.rect.y:
            return next(
                (Mark.event(i.event_id) for i in self.undated.items if i.rect.holds(x, y)), None
            )
        if not self.in_plot(x, y):
            lane = self.lane_at(y) if x < self.plot_left else None
            return None if lane is None else lane.mark
        near = [
            (abs(item.x - x) + abs(item.y - y), item.event_id)
            for item in self.marks
            if abs(item.y - y) <= _FAR_PX and item.rect.grown(TARGET_PX).holds(x, y)
        ]
        if near:
            return Mark.event(min(near)[1])
        for label in self.labels:
            if label.rect.holds(x, y):
                return Mark.event(label.event_id)
        low = [
            (abs(tick.x - x), tick.event_id)
            for tick in self.floor
            if abs(tick.x - x) <= TARGET_PX
            and Rect(tick.x - 2, tick.y, 4, 3).grown(TARGET_PX).holds(x, y)
        ]
        return Mark.event(min(low)[1]) if low else None

    def lane_at(self, y: float) -> LaneItem | None:
        """Return the lane at a height of the plot or the gutter."""
        if not self.plot_top <= y < self.plot_bottom:
            return None
        return next((lane for lane in self.lanes if lane.y <= y < lane.y + lane.height), None)

    def through_at(self, x: float, y: float) -> LaneItem | None:
        """Return the lane whose count of what lasts into it is under a point of the gutter."""
        lane = self.lane_at(y) if self.plot_left - _THROUGH_PX <= x < self.plot_left else None
        if lane is None or lane.through is None:
            return None
        low = lane.y + (min(lane.height, _COUNTS_PX) if lane.count_below else lane.height)
        return lane if low - TARGET_PX - 4 <= y < low else None

    def column_at(self, x: float, y: float) -> tuple[Columns, int] | None:
        """Return the columns of the dense lane under a point, and which of them it is."""
        lane = self.lane_at(y) if self.in_plot(x, y) else None
        if lane is None or lane.columns is None:
            return None
        index = int(np.searchsorted(lane.columns.edges_x, x, side="right")) - 1
        return (lane.columns, index) if 0 <= index < len(lane.columns.counts) else None

    def listed_at(self, x: float, y: float) -> tuple[str, Columns, int] | None:
        """Return lane key, columns and which of them is under a point, if events begin in it."""
        lane, found = self.lane_at(y), self.column_at(x, y)
        if lane is None or found is None:
            return None
        columns, at = found
        if columns.paragraphs is not None or not columns.counts[at].any():
            return None
        return lane.key, columns, at

    def place_of(self, event_id: EventId) -> tuple[float, float] | None:
        """Return where an event's first mark stands, or None where it is not in view."""
        for item in self.marks:
            if item.event_id == event_id:
                return item.x, item.y
        return None
