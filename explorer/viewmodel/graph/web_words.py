"""Names below discs, and outlines round groups, where there may be thousands of both."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.columns.values import Bools, Ints
from explorer.viewmodel.graph.scene import Box, Words
from explorer.viewmodel.graph.web_scene import Floats, Group, Points, WebLabel
from explorer.viewmodel.type import Measurer, TextStyle

_MOST_LABELS = 150
_MOST_TRIED = 400
_LONGEST_PX = 130.0
_HEIGHT_PX = 13.0
_GROUPS = 6
_LEAST_MEMBERS = 4
_FAR_PART = 0.85  # of a group's members, those nearest its middle are outlined
_AROUND_PX = 22.0
_CORNERS = 12


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
    order = np.concatenate([np.flatnonzero(wanted), np.flatnonzero(~wanted)])[:_MOST_TRIED]
    taken = np.array(captions, dtype=np.float64).reshape(-1, 4)
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
                and not _meets(box, taken)
                and not _covers(box, spots, radius, at)
            ):
                taken = np.vstack([taken, box])
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
    spots: Points, group: Ints, title_of: Callable[[int], str], measurer: Measurer
) -> tuple[Group, ...]:
    """Outline the largest communities, each named after the one of it who shares most.

    One whose caption would cover another's, or a disc, is not outlined.
    """
    found: list[Group] = []
    taken = np.zeros((0, 4))
    for number in range(min(_GROUPS, int(group.max(initial=-1)) + 1)):
        members = np.flatnonzero(group == number)
        if len(members) < _LEAST_MEMBERS or len(members) == len(group):
            continue
        points = spots[members]
        away = np.abs(points - np.median(points.real) - 1j * np.median(points.imag))
        near = points[away <= np.quantile(away, _FAR_PART)]
        outline = _hull(_ringed(near))
        text = f"around {title_of(int(members[0]))} · {len(members):,}"
        left = min(outline, key=lambda each: each.imag)
        width = measurer.width_px(text, TextStyle.CAPTION)
        x, baseline = left.real - width / 2, left.imag - 4
        box = np.array([x, baseline - 10, x + width, baseline + 3])
        if not _meets(box, taken) and not _covers(box, spots, np.full(len(spots), 3.0), len(spots)):
            taken = np.vstack([taken, box])
            found.append(Group(outline, Words(x, baseline, text), Box(*box.tolist())))
    return tuple(found)


def _ringed(points: Points) -> list[complex]:
    turns = np.exp(2j * np.pi * np.arange(_CORNERS) / _CORNERS) * _AROUND_PX
    return [complex(each) for each in (points[:, None] + turns).ravel()]


def _hull(points: list[complex]) -> tuple[complex, ...]:
    """Return the convex hull, by Andrew's monotone chain (1979)."""
    ordered = sorted(set(points), key=lambda each: (each.real, each.imag))

    def chain(run: list[complex]) -> list[complex]:
        kept: list[complex] = []
        for point in run:
            while len(kept) >= 2 and _turn(kept[-2], kept[-1], point) <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return tuple(chain(ordered) + chain(ordered[::-1]))


def _turn(a: complex, b: complex, c: complex) -> float:
    return ((b - a).conjugate() * (c - a)).imag
