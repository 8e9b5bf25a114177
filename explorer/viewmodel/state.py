"""The one state: everything a person has set that is not in the project's marks."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from explorer.domain.filters import Filter
from explorer.domain.ids import ActorId, EvidenceId, Mark, SourceId


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
    """Which part of the relationships is drawn."""

    ALL = "all"
    AROUND = "around"


@dataclass(frozen=True, slots=True)
class Window:
    """The visible stretch, half-open `[start, end)`.

    On the calendar in seconds from 1970-01-01T00:00:00Z; as told in paragraphs, where
    paragraph n covers `[n - 1, n)` counted through all sources in order. `end > start`.
    """

    start: float
    end: float


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

    @property
    def leading(self) -> Mark | None:
        """The mark that was chosen last."""
        return self.selection[-1] if self.selection else None
