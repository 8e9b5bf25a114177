"""Room for words: names beside discs, labels on lines, none over another.

Greedy with a second round: names first, the largest actors before the others, each where
it costs least; labels on what is left of their lines; then both once more, each knowing
where the others came to stand. What finds no room waits for the pointer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.values import dataclass, field
from explorer.viewmodel.graph.scene import Box, Curve, LinkTag, NameTag, Words
from explorer.viewmodel.type import Measurer, TextStyle

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Points = NDArray[np.complex128]

NAME_LINE_PX = TextStyle.NODE_LIT.value.line_px
TAG_PX = TextStyle.LINK.value.line_px
_CLEAR_PX = 2.0
_FREE_LINE_PX = 12.0
_ALONG = tuple(0.34 + 0.02 * step for step in range(19))
_ASCENT = 0.76
_WRAP_PX = 78.0
_LONGEST_PX = 190.0


class Wanted(NamedTuple):
    """A label to be placed: its words, its note, and the line it belongs to.

    Where there is no room for both, the note alone waits for the pointer.
    """

    text: str
    note: str
    curve: Curve


@dataclass
class _Room:
    """What stands already: discs and boxes that may not be covered, and lines that had better not.

    Attributes
    ----------
    size
        Right and lower edge that nothing may cross.
    discs, radius
        Shape (n,).
    boxes
        Left, top, right, bottom of each box, shape (n + m, 4): first all names, then all
        labels; not yet placed: NaN, which meets nothing.
    ink
        Spots along all lines, and which line each is of.
    """

    size: tuple[float, float]
    discs: Points
    radius: Floats
    boxes: Floats
    ink: Points
    ink_of: NDArray[np.intp]
    wished: Floats = field(default_factory=lambda: np.zeros((0, 4)))

    def free(self, tried: Floats, own: int) -> Bools:
        """Return which of k boxes cover no disc, no other box and no edge of the pane."""
        others = np.delete(self.boxes, own, axis=0)
        clear = ~_meets(tried, others, _CLEAR_PX).any(axis=1)
        clear &= (tried[:, 0] >= 2) & (tried[:, 1] >= 2)
        clear &= (tried[:, 2] <= self.size[0] - 2) & (tried[:, 3] <= self.size[1] - 2)
        x = np.clip(self.discs.real, tried[:, 0, None], tried[:, 2, None])
        y = np.clip(self.discs.imag, tried[:, 1, None], tried[:, 3, None])
        gap = np.hypot(self.discs.real - x, self.discs.imag - y)
        return np.asarray(clear & (gap >= self.radius + 1.5).all(axis=1))

    def inked(self, tried: Floats, but: int = -1) -> Floats:
        """Return how much line lies under each of k boxes, in spots; not counting line `but`."""
        low, high = tried[:, :2].min(axis=0) - 1, tried[:, 2:].max(axis=0) + 1
        # Most spots are far from all the boxes.
        near = (self.ink.real >= low[0]) & (self.ink.real <= high[0])
        near &= (self.ink.imag >= low[1]) & (self.ink.imag <= high[1])
        near &= self.ink_of != but
        return np.asarray(_under(self.ink[near], tried).sum(axis=1), dtype=np.float64)


def _under(spots: Points, tried: Floats) -> Bools:
    x, y = spots.real, spots.imag
    return np.asarray(
        (x >= tried[:, 0, None] - 1)
        & (x <= tried[:, 2, None] + 1)
        & (y >= tried[:, 1, None] - 1)
        & (y <= tried[:, 3, None] + 1)
    )


def _meets(tried: Floats, others: Floats, clear_px: float) -> Bools:
    return np.asarray(
        (tried[:, 0, None] < others[:, 2] + clear_px)
        & (tried[:, 2, None] > others[:, 0] - clear_px)
        & (tried[:, 1, None] < others[:, 3] + clear_px)
        & (tried[:, 3, None] > others[:, 1] - clear_px)
    )


def place_words(
    names: Sequence[str],
    discs: Points,
    radius: Floats,
    wanted: Sequence[Wanted],
    size: tuple[float, float],
    measurer: Measurer,
) -> tuple[list[NameTag | None], list[LinkTag | None]]:
    """Place names and labels inside `size`; None for what found no room.

    Parameters
    ----------
    names, discs, radius
        The actors' names, and their discs; n of them.
    wanted
        The labels, the most important first; m of them.

    Returns
    -------
    The names' tags in the order of `names`, and the labels' in the order of `wanted`. No
    two boxes meet, and none meets a disc.
    """
    ink, ink_of = _ink([each.curve for each in wanted])
    boxes = np.full((len(names) + len(wanted), 4), np.nan)
    room = _Room(size, discs, radius, boxes, ink, ink_of)
    name_shapes = [_shapes(name, measurer) for name in names]
    widths = [_tag_width(each, measurer) for each in wanted]
    wishes = room.wished = _wished(wanted, widths)
    tags: list[NameTag | None] = [None] * len(names)
    labels: list[LinkTag | None] = [None] * len(wanted)
    order = sorted(range(len(names)), key=lambda at: (-radius[at], at))
    for _ in range(2):
        for at in order:
            tags[at] = _place_name(room, at, name_shapes[at])
        for at, each in enumerate(wanted):
            labels[at] = _place_label(room, len(names) + at, at, each, widths[at], measurer)
        unmet = [at for at, label in enumerate(labels) if label is None]
        room.wished = wishes[unmet]
    return tags, labels


def _ink(lines: Sequence[Curve]) -> tuple[Points, NDArray[np.intp]]:
    # Heads must not be covered: the last spot, where a head stands, counts several times.
    steps = np.array([*range(49), 48, 48, 48]) / 48
    if not lines:
        return np.zeros(0, dtype=np.complex128), np.zeros(0, dtype=np.intp)
    start, control, end, _ = np.array(lines, dtype=np.complex128).T[:, :, None]
    rest = 1 - steps
    spots = rest * rest * start + 2 * rest * steps * control + steps * steps * end
    return spots.ravel(), np.repeat(np.arange(len(lines)), len(steps))


def _wished(wanted: Sequence[Wanted], widths: Sequence[tuple[float, float]]) -> Floats:
    """Return where labels would like to stand: the middles of their lines."""
    boxes = [
        _around(each.curve.at(0.5), sum(width), TAG_PX)
        for each, width in zip(wanted, widths, strict=True)
    ]
    return np.array(boxes, dtype=np.float64).reshape(-1, 4)


def _around(middle: complex, width: float, height: float) -> tuple[float, float, float, float]:
    left, top = middle.real - width / 2, middle.imag - height / 2
    return left, top, left + width, top + height


# Names


def break_name(name: str, measurer: Measurer) -> tuple[str, ...]:
    """Break a name into two lines of like width where it is long; a word is never broken.

    What is wider than two lines of 190 px ends in "…".
    """
    words = name.split()
    if len(words) < 2 or measurer.width_px(name, TextStyle.NODE_LIT) <= _WRAP_PX:
        return (_shortened(name, measurer),)
    breaks = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    best = min(breaks, key=lambda pair: max(measurer.width_px(p, TextStyle.NODE_LIT) for p in pair))
    return tuple(_shortened(line, measurer) for line in best)


def _shortened(line: str, measurer: Measurer) -> str:
    if measurer.width_px(line, TextStyle.NODE_LIT) <= _LONGEST_PX:
        return line
    while line and measurer.width_px(line + "…", TextStyle.NODE_LIT) > _LONGEST_PX:
        line = line[:-1]
    return line.rstrip() + "…"


_Shape = tuple[tuple[str, ...], tuple[float, ...]]


def _shapes(name: str, measurer: Measurer) -> list[_Shape]:
    """Return the ways a name may be set, with the width of each line."""
    ways = {break_name(name, measurer)}
    if measurer.width_px(name, TextStyle.NODE_LIT) <= 132:
        ways.add((name,))
    ordered = sorted(ways, key=len, reverse=True)
    return [
        (lines, tuple(measurer.width_px(line, TextStyle.NODE_LIT) for line in lines))
        for lines in ordered
    ]


def _place_name(room: _Room, at: int, shapes: list[_Shape]) -> NameTag | None:
    sites = [site for shape in shapes for site in _sites(room, at, shape)]
    tried = np.array([box for box, _, _, _ in sites])
    costs = np.array([cost for _, cost, _, _ in sites])
    costs += 0.9 * room.inked(tried) + 3.0 * _meets(tried, room.wished, 1.0).sum(axis=1)
    costs[~room.free(tried, at)] = np.inf
    best = int(np.argmin(costs))
    if not np.isfinite(costs[best]):
        room.boxes[at] = np.nan
        return None
    box, _, shape, align = sites[best]
    room.boxes[at] = box
    return _name_tag(Box(*box), shape, align)


_Site = tuple[tuple[float, float, float, float], float, _Shape, float]


def _sites(room: _Room, at: int, shape: _Shape) -> list[_Site]:
    """Return boxes for a name with their cost and alignment (0 left, 1/2 middle, 1 right)."""
    x, y, radius = room.discs[at].real, room.discs[at].imag, room.radius[at]
    width, height = max(shape[1]), len(shape[0]) * NAME_LINE_PX
    broken = 0.25 if len(shape[0]) > 1 else 0.0
    beside, level = radius + 6, y - height / 2
    found: list[tuple[float, float, float, float]] = [
        (x - width / 2, y + radius + 2.5, 0.0, 0.5),
        (x + beside, level, 0.5 - broken, 0.0),
        (x - beside - width, level, 0.6 - broken, 1.0),
        (x - width / 2, y - radius - 2.5 - height, 0.7, 0.5),
    ]
    for slide in (0.25, 0.4):
        for side in (-1, 1):
            left = x - width / 2 + side * slide * width
            found.append((left, y + radius + 2.5, 0.7 + slide, 0.5))
            found.append((left, y - radius - 2.5 - height, 1.2 + slide, 0.5))
    for drop in (-0.7, 0.7):
        down = level + drop * (radius + height / 2)
        found.append((x + beside - 3, down, 1.0, 0.0))
        found.append((x - beside + 3 - width, down, 1.1, 1.0))
    return [
        ((left, top, left + width, top + height), cost + broken, shape, align)
        for left, top, cost, align in found
    ]


def _name_tag(box: Box, shape: _Shape, align: float) -> NameTag:
    room_px = box.right - box.left
    lines = tuple(
        Words(box.left + (room_px - width) * align, box.top + NAME_LINE_PX * (at + _ASCENT), text)
        for at, (text, width) in enumerate(zip(*shape, strict=True))
    )
    return NameTag(lines, box)


# Labels of links


def _tag_width(each: Wanted, measurer: Measurer) -> tuple[float, float]:
    """Return the widths of a label's type and of its note with the gap before it."""
    width = measurer.width_px(each.text, TextStyle.LINK)
    note = measurer.width_px(each.note, TextStyle.LINK_NOTE) + 5 if each.note else 0.0
    return width + 6, note


def link_tag(
    middle: complex, each: Wanted, width: tuple[float, float], measurer: Measurer
) -> LinkTag:
    """Set a label around a spot."""
    box = Box(*_around(middle, sum(width), TAG_PX))
    baseline = box.top + TAG_PX * _ASCENT
    words = Words(box.left + 3, baseline, each.text)
    note_x = box.left + 3 + measurer.width_px(each.text, TextStyle.LINK) + 5
    return LinkTag(words, Words(note_x, baseline, each.note) if each.note else None, box)


def _place_label(
    room: _Room, own: int, line: int, each: Wanted, width: tuple[float, float], measurer: Measurer
) -> LinkTag | None:
    short = each._replace(note="")
    for wanted, px in ((each, width), (short, (width[0], 0.0))):
        tried = np.array([_around(wanted.curve.at(t), sum(px), TAG_PX) for t in _ALONG])
        costs = np.array([abs(t - 0.5) * 6 for t in _ALONG]) + 0.5 * room.inked(tried, but=line)
        good = room.free(tried, own) & _free_line(wanted.curve, tried)
        if good.any():
            best = int(np.argmin(np.where(good, costs, np.inf)))
            room.boxes[own] = tried[best]
            return link_tag(wanted.curve.at(_ALONG[best]), wanted, px, measurer)
    room.boxes[own] = np.nan
    return None


def _free_line(curve: Curve, tried: Floats) -> Bools:
    """Return which boxes leave 12 px of line at both ends, measured along the line."""
    middle = (tried[:, 0] + tried[:, 2]) / 2 + 1j * (tried[:, 1] + tried[:, 3]) / 2
    along = curve.end - curve.start
    across = (tried[:, 2] - tried[:, 0]) / 2 / max(abs(along.real), 1e-6)
    down = (tried[:, 3] - tried[:, 1]) / 2 / max(abs(along.imag), 1e-6)
    covered = np.minimum(across, down) * abs(along)
    ends = np.minimum(np.abs(middle - curve.start), np.abs(middle - curve.end))
    return np.asarray(ends - covered >= _FREE_LINE_PX)
