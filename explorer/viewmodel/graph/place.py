"""From layout units to px: discs that never overlap, lines between them, bends where needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import cos, pi, sin
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.viewmodel.graph.scene import Curve, distance_px

Points = NDArray[np.complex128]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

GAP_PX = 10.0
_LINE_GAP_PX = 3.0
_PAIR_BEND_PX = 22.0
_ROUND_BENDS_PX = (0.0, 22.0, -22.0, 40.0, -40.0, 62.0, -62.0)


class Line(NamedTuple):
    """A link between the nodes at two indices, before it has a curve."""

    start: int
    stop: int
    width_px: float
    head: bool


def head_px(width_px: float) -> float:
    """Return the length of a line's head."""
    return 7.0 + 0.8 * width_px


def separate(points: Points, radius: Floats, fixed: Bools, size: tuple[float, float]) -> Points:
    """Move discs apart until none is within GAP_PX of another, all inside the pane.

    Overlapping pairs push each other along the line between them; a fixed disc is pushed
    only by another fixed one. What is still crowded then takes the nearest free spot.
    In a pane too small for all of them some overlap.
    """
    points = points.astype(np.complex128)
    apart = radius[:, None] + radius + GAP_PX
    np.fill_diagonal(apart, 0.0)
    give = np.where(fixed[:, None], np.where(fixed, 0.5, 0.0), np.where(fixed, 1.0, 0.5))
    for _ in range(40):
        points = _inside(points, radius, size)
        gap = points[:, None] - points
        length = np.abs(gap)
        short = np.clip(apart - length, 0, None)
        if not (short > 0.01).any():
            return points
        # Two on one spot part sideways, the later to the right.
        same = np.where(np.tri(len(points), dtype=np.bool_), 1.0, -1.0)
        away = np.where(length > 1e-6, gap / np.maximum(length, 1e-6), same)
        points = points + (away * short * give).sum(axis=1)
    return _settle(_inside(points, radius, size), radius, fixed, size)


def _inside(points: Points, radius: Floats, size: tuple[float, float]) -> Points:
    edge = radius + 5
    x = np.clip(points.real, edge, np.maximum(edge, size[0] - edge))
    return np.asarray(x + 1j * np.clip(points.imag, edge, np.maximum(edge, size[1] - edge)))


def _settle(points: Points, radius: Floats, fixed: Bools, size: tuple[float, float]) -> Points:
    """Give discs their spots one by one, fixed ones first, each the nearest that is free."""
    order = sorted(range(len(points)), key=lambda at: (not fixed[at], -radius[at], at))
    done: list[int] = []
    for at in order:
        placed = np.array(done, dtype=np.intp)
        for spot in _spots(complex(points[at]), max(size)):
            if _inside(np.array([spot]), radius[[at]], size)[0] != spot:
                continue
            room = np.abs(points[placed] - spot) - radius[placed] - radius[at]
            if not (room < GAP_PX - 0.02).any():
                points[at] = spot
                break
        done.append(at)
    return points


def _spots(middle: complex, far_px: float) -> list[complex]:
    rings = range(1, int(far_px / 5))
    return [middle] + [
        middle + 5 * ring * complex(cos(turn * pi / 12), sin(turn * pi / 12))
        for ring in rings
        for turn in range(24)
    ]


def curves(points: Points, radius: Floats, lines: Sequence[Line]) -> list[Curve]:
    """Draw every line between the rims of its two discs.

    Several between one pair bend apart, two of them by 22 px each; a single one bends only
    where it would run over a third disc.
    """
    of_pair = Counter(_pair(line) for line in lines)
    seen: Counter[tuple[int, int]] = Counter()
    found = []
    for line in lines:
        pair = _pair(line)
        if of_pair[pair] == 1:
            bend = _round_others(points, radius, line)
        else:
            step = 2 * _PAIR_BEND_PX if of_pair[pair] == 2 else 30.0
            bend = (seen[pair] - (of_pair[pair] - 1) / 2) * step
            bend = bend if line.start <= line.stop else -bend
        seen[pair] += 1
        found.append(_curve(points, radius, line, bend))
    return found


def _pair(line: Line) -> tuple[int, int]:
    return min(line.start, line.stop), max(line.start, line.stop)


def _round_others(points: Points, radius: Floats, line: Line) -> float:
    """Return the least bend that keeps a line clear of all other discs, or else 0."""
    others = [at for at in range(len(points)) if at not in (line.start, line.stop)]
    best = (float("inf"), 0.0)
    for bend in _ROUND_BENDS_PX:
        curve = _curve(points, radius, line, bend)
        box_clear = _clear_of(points, radius, curve, others)
        clash = sum(
            max(0.0, radius[at] + 6 - distance_px(curve, complex(points[at]))) for at in box_clear
        )
        if clash == 0:
            return bend
        best = min(best, (clash + abs(bend) / 20, bend))
    return best[1]


def _clear_of(points: Points, radius: Floats, curve: Curve, others: list[int]) -> list[int]:
    """Return those of the others near enough to matter: about the curve's corners."""
    corners = np.array([curve.start, curve.control, curve.end])
    low = complex(corners.real.min() - 24, corners.imag.min() - 24)
    high = complex(corners.real.max() + 24, corners.imag.max() + 24)
    return [
        at
        for at in others
        if low.real <= points[at].real <= high.real and low.imag <= points[at].imag <= high.imag
    ]


def _curve(points: Points, radius: Floats, line: Line, bend: float) -> Curve:
    a, b = complex(points[line.start]), complex(points[line.stop])
    along = b - a
    across = along * 1j / max(abs(along), 1e-6)
    # A quadratic curve rises half as high as its control.
    control = (a + b) / 2 + 2 * bend * across
    whole = Curve(a, control, b, b)
    first = _leaving(whole, float(radius[line.start]) + _LINE_GAP_PX)
    back = Curve(b, control, a, a)
    rim = float(radius[line.stop]) + _LINE_GAP_PX
    tip = whole.at(1 - _leaving(back, rim))
    reach = rim + (0.75 * head_px(line.width_px) if line.head else 0.0)
    last = 1 - _leaving(back, reach)
    return _cut(whole, first, max(last, first), tip)


def _leaving(curve: Curve, reach_px: float) -> float:
    """Return the t at which a curve is `reach_px` from its start, by halving; at most 1/2."""
    low, high = 0.0, 0.5
    for _ in range(14):
        middle = (low + high) / 2
        if abs(curve.at(middle) - curve.start) < reach_px:
            low = middle
        else:
            high = middle
    return high


def _cut(curve: Curve, first: float, last: float, tip: complex) -> Curve:
    """Return the part of a curve between two values of t, by de Casteljau's rule."""
    start, end = curve.at(first), curve.at(last)
    a = curve.start + (curve.control - curve.start) * first
    b = curve.control + (curve.end - curve.control) * first
    return Curve(start, a + (b - a) * last, end, tip)
