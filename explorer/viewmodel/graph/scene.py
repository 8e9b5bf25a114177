"""What the relationship panel shows, as a frozen value: places, words and states; no colours.

All in logical px from the upper left corner of the pane before it was panned; `dx_px` and
`dy_px` say how far it was. Painter, hit test and exports read the same value.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from explorer.domain.ids import ActorId, RelationshipId
from explorer.values import dataclass


class Box(NamedTuple):
    """An upright rectangle in px."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float, reach_px: float = 0.0) -> bool:
        return (
            self.left - reach_px <= x <= self.right + reach_px
            and self.top - reach_px <= y <= self.bottom + reach_px
        )

    def meets(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Words(NamedTuple):
    """One line of text; `x` is its left end, `baseline` where its letters stand."""

    x: float
    baseline: float
    text: str


class Curve(NamedTuple):
    """A line from start over a control point to its end: a quadratic Bézier curve.

    Complex numbers, x + y j. The control of a straight line is its middle. `tip` is where
    a head points; without a head it is the end.
    """

    start: complex
    control: complex
    end: complex
    tip: complex

    def at(self, t: float) -> complex:
        rest = 1 - t
        return rest * rest * self.start + 2 * rest * t * self.control + t * t * self.end

    @property
    def bent(self) -> bool:
        return abs(self.control - (self.start + self.end) / 2) > 0.5


class NameTag(NamedTuple):
    """An actor's name beside its disc, one or two lines, and the room it was given."""

    lines: tuple[Words, ...]
    box: Box


class LinkTag(NamedTuple):
    """A link's label on its line: its type, and in muted its date or "planned"."""

    words: Words
    note: Words | None
    box: Box


class SceneNode(NamedTuple):
    """An actor. Without a `name` there was no room for it: it waits for the pointer."""

    actor: ActorId
    title: str
    x: float
    y: float
    radius_px: float
    icon: str
    name: NameTag | None
    planned: bool = False
    pending: bool = False
    pinned: bool = False
    lit: bool = False
    ghost: bool = False
    hovered: bool = False


class SceneLink(NamedTuple):
    """A link. `kind` is an index into the theme's kinds, None for structure.

    `title` is the link as a sentence, `label` its type and note, `relationships` are all that
    the line stands for. A `tag` of None waits for the pointer. `outside` the visible time is
    one reason to be a ghost, the filter and a shown path are others.
    """

    subject: ActorId
    object: ActorId
    title: str
    label: tuple[str, str]
    relationships: tuple[RelationshipId, ...]
    curve: Curve
    width_px: float
    kind: int | None
    tag: LinkTag | None
    head: bool = True
    planned: bool = False
    pending: bool = False
    outside: bool = False
    ghost: bool = False
    selected: bool = False
    hovered: bool = False


class Tip(NamedTuple):
    """Words above everything, on what has no name of its own but is pointed at or selected."""

    words: Words
    note: Words | None
    box: Box


class Sample(StrEnum):
    """What a line of the legend shows beside its words."""

    WIDTHS = "widths"
    PLANNED = "planned"
    PENDING = "pending"
    OUTSIDE = "outside"
    SELECTED = "selected"


class Legend(NamedTuple):
    """One line of the legend; `widths_px` are the thinnest and the thickest line drawn."""

    sample: Sample
    label: str
    widths_px: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class GraphScene:
    """The whole pane: links under nodes, tips above both.

    `total_links` and `total_actors` count what could be shown, `drawn_links` what the lines
    stand for; `footer` says in words what
    was left out, `empty` what to do where there is nothing to draw.
    """

    width_px: float
    height_px: float
    nodes: tuple[SceneNode, ...] = ()
    links: tuple[SceneLink, ...] = ()
    tips: tuple[Tip, ...] = ()
    dx_px: float = 0.0
    dy_px: float = 0.0
    zoom: float = 1.0
    total_actors: int = 0
    total_links: int = 0
    drawn_links: int = 0
    heading: str = ""
    footer: str = ""
    legend: tuple[Legend, ...] = ()
    empty: tuple[str, ...] = ()

    @property
    def more(self) -> bool:
        """Whether there are links that were left out."""
        return self.drawn_links < self.total_links

    def hit(self, x_px: float, y_px: float) -> SceneNode | SceneLink | None:
        """Return what lies under a point of the pane: a node, a label, else a line within 8 px."""
        x, y = x_px - self.dx_px, y_px - self.dy_px
        for node in reversed(self.nodes):
            if abs(complex(x - node.x, y - node.y)) <= node.radius_px + 4:
                return node
        for link in self.links:
            if link.tag is not None and link.tag.box.holds(x, y):
                return link
        for node in self.nodes:
            if node.name is not None and node.name.box.holds(x, y):
                return node
        near = [(distance_px(link.curve, complex(x, y)), at) for at, link in enumerate(self.links)]
        best = min(near, default=(9.0, -1))
        return self.links[best[1]] if best[0] <= 8.0 else None


def distance_px(curve: Curve, spot: complex) -> float:
    """Return how far a spot lies from a curve, taken as sixteen straight pieces."""
    pieces = 16 if curve.bent else 1
    ends = [curve.at(step / pieces) for step in range(pieces + 1)]
    return min(_to_piece(spot, a, b) for a, b in pairwise(ends))


def _to_piece(spot: complex, a: complex, b: complex) -> float:
    line = b - a
    square = abs(line) ** 2
    if square < 1e-12:
        return abs(spot - a)
    t = ((spot - a) * line.conjugate()).real / square
    return abs(spot - a - min(1.0, max(0.0, t)) * line)
