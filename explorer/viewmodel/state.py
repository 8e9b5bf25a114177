"""The one state: everything a person has set that is not in the project's marks."""

from __future__ import annotations

from enum import StrEnum

from explorer.domain.filters import Filter, Period
from explorer.domain.ids import ActorId, EvidenceId, Mark, SourceId
from explorer.values import dataclass, field


class Lanes(StrEnum):
    """What a lane of the timeline stands for."""

    ACTOR = "actor"
    KIND = "kind"
    SOURCE = "source"
    NONE = "none"


class Axis(StrEnum):
    """What runs from left to right: the calendar, or the order of the text."""

    CALENDAR = "calendar"
    TOLD = "told"


class Others(StrEnum):
    """What becomes of the marks that the filter holds back."""

    DIMMED = "dimmed"
    HIDDEN = "hidden"


class GraphScope(StrEnum):
    """Which part of the relationships is drawn, or what ties actors in their place.

    Where no source tells of a relationship, shared events tie them whatever is chosen.
    """

    ALL = "all"
    AROUND = "around"
    SHARED = "shared"


@dataclass(frozen=True, slots=True)
class Window:
    """The visible stretch, half-open `[start, end)`.

    On the calendar in seconds from 1970-01-01T00:00:00Z; as told in paragraphs, where
    paragraph n covers `[n - 1, n)` counted through all sources in order. `end > start`.
    """

    start: float
    end: float


class SortBy(StrEnum):
    """What a list of events is sorted by; equal ones stand in order of time."""

    WHEN = "when"
    TITLE = "title"
    ACTORS = "actors"
    KIND = "kind"
    STATUS = "status"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class LaneOf:
    """One lane of the timeline: whose it is, an id or a kind's key; None is that of all others."""

    by: Lanes
    whose: int | str | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """What began before one moment and lasts to another at least; `label` says the latter."""

    before_s: int
    until_s: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of events that is open, and how it is sorted.

    Attributes
    ----------
    wanted
        The filter its events pass; None is the one in force, whatever it becomes.
    lane, begins
        A column of the timeline: only events of that lane that begin in that stretch.
    lasting
        Only events of the lane that have begun before what is seen of it and last into it.
    """

    wanted: Filter | None = None
    lane: LaneOf | None = None
    begins: Period | None = None
    lasting: Lasting | None = None
    sort: SortBy = SortBy.WHEN
    descending: bool = False


@dataclass(frozen=True, slots=True)
class State:
    """A frozen value; `Session.update` replaces it and says what changed.

    Attributes
    ----------
    filter
        What is shown in full.
    selection
        The chosen marks, in the order they were chosen; the last one leads: its words
        are lit and its details shown.
    evidence
        Which quote of the leading mark is lit; None is its first.
    hover
        The mark under the pointer, in any pane.
    pinned
        The actors whose lanes come first, in the order they were pinned.
    window, told_window
        Visible stretch on the calendar and as told; None fits everything.
    selected_period
        A period brushed with Shift+drag or on the ruler, not yet a filter; seconds.
    source
        The source shown in the source pane; None is the first.
    path
        Two actors whose shortest path is shown, or None.
    listing
        The events listed under the timeline, or None.
    """

    filter: Filter = field(default_factory=Filter)
    selection: tuple[Mark, ...] = ()
    evidence: EvidenceId | None = None
    hover: Mark | None = None
    axis: Axis = Axis.CALENDAR
    lanes: Lanes = Lanes.ACTOR
    others: Others = Others.DIMMED
    pinned: tuple[ActorId, ...] = ()
    window: Window | None = None
    told_window: Window | None = None
    selected_period: Window | None = None
    graph: GraphScope = GraphScope.ALL
    path: tuple[ActorId, ActorId] | None = None
    source: SourceId | None = None
    listing: Listing | None = None

    @property
    def leading(self) -> Mark | None:
        """The mark that was chosen last."""
        return self.selection[-1] if self.selection else None
