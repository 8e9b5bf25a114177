"""Actors tied by the events they share, as a frozen value; arrays, since there may be thousands.

Places are complex, x + y j, in px from the upper left corner of the pane before it was
panned. Painter, hit test and exports read the same value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.domain.ids import ActorId
from explorer.values import dataclass, field
from explorer.viewmodel.graph.scene import Box, Legend, Words

Points = NDArray[np.complex128]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ends = NDArray[np.int32]

_NODE_REACH_PX = 4.0
_LINE_REACH_PX = 6.0


class WebNode(NamedTuple):
    """An actor under the pointer."""

    actor: ActorId
    title: str
    pinned: bool = False


class WebLine(NamedTuple):
    """Two actors under the pointer, by the events they share."""

    actors: tuple[ActorId, ActorId]
    title: str


class WebLabel(NamedTuple):
    """An actor's name below its disc."""

    words: Words
    box: Box
    lit: bool


class Group(NamedTuple):
    """A community: its outline, and who it is around."""

    outline: tuple[complex, ...]
    words: Words
    box: Box


@dataclass(frozen=True, eq=False)
class WebScene:
    """The whole pane.

    Attributes
    ----------
    actors
        Ids, int64 of shape (n,); the one who shares most first, and so are all of (n,).
    spots, radius
        Middle and radius of each disc, (n,).
    lit, near, pinned
        Who is selected, who is under the pointer or tied to whom is, who was placed by hand.
    ends, widths_px, events, across
        The lines drawn, the heaviest first: indices of both ends (m, 2), width, how many events,
        and whether they lead from one group to another.
    pointed
        The strongest lines of the actor under the pointer, (h, 2), drawn or not.
    title_of
        An actor's name by its index in `actors`.
    moving
        Whether the layout has not come to rest yet.
    """

    width_px: float
    height_px: float
    actors: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    spots: Points = field(default_factory=lambda: np.zeros(0, np.complex128))
    radius: Floats = field(default_factory=lambda: np.zeros(0))
    lit: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    near: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    pinned: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    ends: Ends = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    widths_px: Floats = field(default_factory=lambda: np.zeros(0))
    events: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    across: Bools = field(default_factory=lambda: np.zeros(0, np.bool_))
    pointed: Ends = field(default_factory=lambda: np.zeros((0, 2), np.int32))
    title_of: Callable[[int], str] = str
    labels: tuple[WebLabel, ...] = ()
    groups: tuple[Group, ...] = ()
    dx_px: float = 0.0
    dy_px: float = 0.0
    zoom: float = 1.0
    total_actors: int = 0
    total_lines: int = 0
    heading: str = ""
    footer: str = ""
    legend: tuple[Legend, ...] = ()
    empty: tuple[str, ...] = ()
    moving: bool = False

    @property
    def more(self) -> bool:
        """Whether there are actors that are not drawn."""
        return len(self.actors) < self.total_actors

    def hit(self, x_px: float, y_px: float) -> WebNode | WebLine | None:
        """Return what lies under a point of the pane: a disc, else a line within 6 px."""
        spot = complex(x_px - self.dx_px, y_px - self.dy_px)
        if len(self.spots):
            room = np.abs(self.spots - spot) - self.radius
            at = int(np.argmin(room))
            if room[at] <= _NODE_REACH_PX:
                return WebNode(
                    ActorId(int(self.actors[at])), self.title_of(at), bool(self.pinned[at])
                )
        return self._line_at(spot)

    def _line_at(self, spot: complex) -> WebLine | None:
        if not len(self.ends):
            return None
        a, b = self.spots[self.ends[:, 0]], self.spots[self.ends[:, 1]]
        along = b - a
        part = ((spot - a) * along.conj()).real / np.maximum(np.abs(along) ** 2, 1e-9)
        away = np.abs(a + np.clip(part, 0, 1) * along - spot)
        at = int(np.argmin(away))
        if away[at] > _LINE_REACH_PX:
            return None
        one, other = (int(end) for end in self.ends[at])
        count = int(self.events[at])
        noun = "event" if count == 1 else "events"
        return WebLine(
            (ActorId(int(self.actors[one])), ActorId(int(self.actors[other]))),
            f"{self.title_of(one)} and {self.title_of(other)}: {count:,} {noun}",
        )
