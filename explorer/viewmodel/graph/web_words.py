"""Names below discs, and outlines round groups, where there may be thousands of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from explorer.columns.values import Bools, Ints
from explorer.viewmodel.graph.scene import Box, Words
from explorer.viewmodel.graph.web_scene import Floats, Group, Points, WebLabel
from explorer.viewmodel.type import Measurer, TextStyle

_MOST_LABELS = 150
MOST_TRIED = 400
_LONGEST_PX = 130.0
_HEIGHT_PX = 13.0
_GROUPS = 12
_LEAST_MEMBERS = 4
_FAR_PART = 0.85  # of a group's members, those nearest its middle are outlined
_AROUND_PX = 16.0
_CORNERS = 24
_TURNS = np.exp(2j * np.pi * np.arange(_CORNERS) / _CORNERS)
_MOSTLY = 1.34  # all within an outline, by those of its group


def name_labels(
    spots: Points,
    radius: Floats,
    wanted: Bools,
    title_of: Callable[[int], str],
    room: tuple[float, float],
    measurer: Measurer,
    captions: tuple[Box, ...] = (),
) -> tuple[WebLabel, ...]:
    """Return the names that find room: the wanted first, then those who share most.

    Below the disc, else above it, else to its right. No name covers another, a caption, a
    disc of someone who shares more, or the edge.
    """
    order = np.concatenate([np.flatnonzero(wanted), np.flatnonzero(~wanted)])[:MOST_TRIED]
    taken = np.full((_MOST_LABELS + len(captions), 4), np.inf)
    taken[: len(captions)] = np.array(captions, dtype=np.float64).reshape(-1, 4)
    found: list[WebLabel] = []
    for at in order.tolist():
        if len(found) >= _MOST_LABELS:
            break
        lit = bool(wanted[at])
        style = TextStyle.NODE_LIT if lit else TextStyle.NODE
        text = _short(title_of(at), style, measurer)
        for box in _places(complex(spots[at]), float(radius[at]), text, style, measurer):
            if (
                _inside(box, room)
                and not _meets(box, taken[: len(captions) + len(found)])
                and not _covers(box, spots, radius, at)
            ):
                taken[len(captions) + len(found)] = box
                words = Words(float(box[0]), float(box[1]) + 10.5, text)
                found.append(WebLabel(words, Box(*box.tolist()), lit))
                break
    return tuple(found)


def _places(
    spot: complex, radius: float, text: str, style: TextStyle, measurer: Measurer
) -> tuple[Floats, Floats, Floats]:
    wide = measurer.width_px(text, style)
    left, below = spot.real - wide / 2, spot.imag + radius + 1
    above, right = spot.imag - radius - 1 - _HEIGHT_PX, spot.real + radius + 4
    beside = spot.imag - _HEIGHT_PX / 2
    return (
        np.array([left, below, left + wide, below + _HEIGHT_PX]),
        np.array([left, above, left + wide, above + _HEIGHT_PX]),
        np.array([right, beside, right + wide, beside + _HEIGHT_PX]),
    )


def _inside(box: Floats, room: tuple[float, float]) -> bool:
    return bool(box[0] >= 2 and box[1] >= 2 and box[2] <= room[0] - 2 and box[3] <= room[1] - 1)


def _short(text: str, style: TextStyle, measurer: Measurer) -> str:
    if measurer.width_px(text, style) <= _LONGEST_PX:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        wide = measurer.width_px(text[:middle].rstrip() + "…", style)
        low, high = (middle, high) if wide <= _LONGEST_PX else (low, middle - 1)
    return text[:low].rstrip() + "…"


def _meets(box: Floats, others: Floats) -> bool:
    return bool(
        (
            (others[:, 0] < box[2] + 3)
            & (box[0] - 3 < others[:, 2])
            & (others[:, 1] < box[3])
            & (box[1] < others[:, 3])
        ).any()
    )


def _covers(box: Floats, spots: Points, radius: Floats, own: int) -> bool:
    """Whether a box covers the disc of anyone who shares more, or as much."""
    others, reach = spots[:own], radius[:own]
    x = np.clip(others.real, box[0], box[2])
    y = np.clip(others.imag, box[1], box[3])
    return bool((np.hypot(others.real - x, others.imag - y) < reach + 1).any())


def group_outlines(
    spots: Points,
    group: Ints,
    title_of: Callable[[int], str],
    room: tuple[float, float],
    measurer: Measurer,
) -> tuple[Group, ...]:
    """Outline the largest communities, each named after the one of it who shares most.

    One is not outlined that others stand among, or whose caption would cover another's, a
    disc or the edge.
    """
    found: list[Group] = []
    taken = np.zeros((0, 4))
    discs, along = np.full(len(spots), 3.0), _along(spots)
    for number in range(int(group.max(initial=-1)) + 1):
        members = np.flatnonzero(group == number)
        if len(members) < _LEAST_MEMBERS or len(found) == _GROUPS:
            break
        reach = _reach(spots[members], along[members])
        among = np.asarray((along <= reach).all(axis=1))
        if among.sum() > _MOSTLY * np.count_nonzero(among[members]):
            continue
        outline = _outline(reach)
        text = f"around {title_of(int(members[0]))} · {len(members):,}"
        width = measurer.width_px(text, TextStyle.CAPTION)
        for box in _caption_places(outline, width, room):
            if not _meets(box, taken) and not _covers(box, spots, discs, len(spots)):
                taken = np.vstack([taken, box])
                words = Words(float(box[0]), float(box[1]) + 10, text)
                found.append(Group(outline, words, Box(*box.tolist())))
                break
    return tuple(found)


def _caption_places(
    outline: tuple[complex, ...], width: float, room: tuple[float, float]
) -> Iterator[Floats]:
    """Yield where a caption may stand: above the outline, else below it; inside the edge."""
    for end, lift in ((min, -14.0), (max, 4.0)):
        at = end(outline, key=lambda each: each.imag)
        left = min(max(at.real - width / 2, 4.0), room[0] - width - 4)
        top = min(max(at.imag + lift, 3.0), room[1] - 16)
        yield np.array([left, top, left + width, top + 13])


def _along(points: Points) -> Floats:
    """Return how far points lie in each of the directions of an outline; shape (n, _CORNERS)."""
    return np.asarray((points[:, None] * _TURNS.conj()).real)


def _reach(points: Points, along: Floats) -> Floats:
    """Return how far an outline reaches in each direction: round all but the farthest points."""
    away = np.abs(points - np.median(points.real) - 1j * np.median(points.imag))
    near = along[away <= np.quantile(away, _FAR_PART)]
    return np.asarray(near.max(axis=0) + _AROUND_PX)


def _outline(reach: Floats) -> tuple[complex, ...]:
    """Return the corners: where the edges of two directions next to each other meet."""
    turn = 2 * np.pi / _CORNERS
    along = (np.roll(reach, -1) - reach * np.cos(turn)) / np.sin(turn)
    return tuple((_TURNS * (reach + 1j * along)).tolist())
