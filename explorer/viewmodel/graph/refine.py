"""Hill climbing on what makes a small graph readable: no crossings, room for every name.

Davidson and Harel (1996) drew graphs by annealing a cost of the same terms; here the start
is already good, so only steps that improve are taken, and a fixed number of them.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.values import dataclass

# Places in the plane are complex numbers: x + y j, in px, y downwards.
Points = NDArray[np.complex128]
Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]

_NAME_HEIGHT_PX = 30.0
_LABEL_HEIGHT_PX = 15.0
_FREE_LINE_PX = 40.0  # 12 px and a gap at both ends, and a head
_SHORT = 8.0
_NAME = 1.0
_NAME_REACH = 22.0
_UNNAMED = 3.0
_LONG = 0.5
_APART_PX = 80.0
# A sweep costs candidates × lines × (lines + actors).
_SWEEPS = 24
_CANDIDATES = 12
_SMALL = 36
_MIDDLING = 150


@dataclass(frozen=True)
class Drawing:
    """What is to be placed, in px; n actors, m linked pairs, p = 2 m ends of lines.

    Attributes
    ----------
    size
        Width and height of the pane.
    radius, name_width
        Float arrays of shape (n,).
    ends
        Indices of the two ends, shape (m, 2).
    label_width
        Shape (m,); 0 for a pair without a label.
    """

    size: tuple[float, float]
    radius: Floats
    name_width: Floats
    ends: Ints
    label_width: Floats

    @cached_property
    def half(self) -> Floats:
        """Half the width that an actor needs, for its name below it; shape (n,)."""
        return np.maximum(self.radius, np.minimum(self.name_width, 110) / 2) + 3

    @cached_property
    def low(self) -> Points:
        """Upper left bound of each actor's place, shape (n,)."""
        return np.asarray(np.minimum(self.half, 48) + 4 + 1j * (self.radius + 10))

    @cached_property
    def high(self) -> Points:
        """Lower right bound of each actor's place, shape (n,); a name has room below it."""
        return np.asarray(complex(*self.size) - self.low - 18j)

    @cached_property
    def ideal_px(self) -> float:
        """The length a link should have, if nothing else mattered."""
        return 1.0 * float(np.sqrt(self.size[0] * self.size[1] / len(self.radius)))

    @cached_property
    def own(self) -> Ints:
        """The actor at this end of each line, shape (p,); line e has ends e and e + m."""
        return np.concatenate([self.ends[:, 0], self.ends[:, 1]])

    @cached_property
    def far(self) -> Ints:
        """The actor at the other end, shape (p,)."""
        return np.concatenate([self.ends[:, 1], self.ends[:, 0]])

    @cached_property
    def linked(self) -> Bools:
        """Which actors share a line, shape (n, n)."""
        found = np.zeros((len(self.radius), len(self.radius)), dtype=np.bool_)
        found[self.own, self.far] = True
        return found

    @cached_property
    def on_line(self) -> Bools:
        """Which actor is at an end of which line, shape (n, m)."""
        found = np.zeros((len(self.radius), len(self.ends)), dtype=np.bool_)
        found[self.own, np.tile(np.arange(len(self.ends)), 2)] = True
        return found

    def fitted(self, points: Points, turn_rad: float) -> Points:
        """Turn points and stretch them to fill the pane."""
        turned = points * np.exp(1j * turn_rad)
        x = _unit(turned.real) * (self.high - self.low).real
        y = _unit(turned.imag) * (self.high - self.low).imag
        return np.asarray(self.low + x + 1j * y)

    def within(self, points: Points) -> Points:
        """Bring points, shape (n, ...), back into the pane."""
        shape = (-1,) + (1,) * (points.ndim - 1)
        low, high = self.low.reshape(shape), self.high.reshape(shape)
        x = np.clip(points.real, low.real, high.real)
        return np.asarray(x + 1j * np.clip(points.imag, low.imag, high.imag))

    def offer_rings(self, tried: Points, points: Points, random: np.random.Generator) -> None:
        """Make a third of the places tried lie round a neighbour, at a length that is good."""
        count = tried.shape[1] // 3
        # The last line written for an actor counts; which one that is, the shuffle says.
        order = random.permutation(len(self.own))
        hub = np.full(len(points), -1)
        hub[self.own[order]] = self.far[order]
        turn, part = random.random(size=(2, len(points), count))
        away = (60 + 110 * part) * np.exp(2j * np.pi * turn)
        linked = hub >= 0
        tried[linked, -count:] = points[hub[linked], None] + away[linked]

    def cost(self, points: Points) -> float:
        """Return the cost of a whole drawing."""
        return float(self.costs(points[:, None], points).sum())

    def costs(self, tried: Points, points: Points) -> Floats:
        """Return what each actor would cost at each of k places, all others standing still.

        Parameters
        ----------
        tried
            Shape (n, k).
        points
            Where they stand, shape (n,).

        Returns
        -------
        Shape (n, k).
        """
        costs = self._crowding(tried, points)
        if len(self.ends):
            costs += self._near_lines(tried, points)
            mine, theirs = tried[self.own], points[self.far]
            of_ends = self._stretch(mine, theirs)
            of_ends += self._tangle(mine, theirs, points)
            of_ends += self._over_actors(mine, theirs, points)
            of_ends += self._label_room(mine, theirs, points)
            np.add.at(costs, self.own, of_ends)
        return costs

    def _crowding(self, tried: Points, points: Points) -> Floats:
        wide = self.half[:, None] + self.half + 6
        tall = self.radius[:, None] + self.radius + _NAME_HEIGHT_PX + 6
        spots = tried[:, :, None]
        each = 9 * _lap(spots, points, wide[:, None], tall[:, None], 1.3)
        each += 0.04 * self.ideal_px**2 / (_square(spots - points) + 30.0)
        each *= ~np.eye(len(points), dtype=np.bool_)[:, None]
        return np.asarray(each.sum(axis=-1))

    def _near_lines(self, tried: Points, points: Points) -> Floats:
        starts, stops = points[self.ends[:, 0]], points[self.ends[:, 1]]
        near = _nearness(tried[:, :, None], starts, stops, (self.radius + 12)[:, None, None])
        near *= ~self.on_line[:, None]
        down = 1j * (self.radius + 16)[:, None, None]
        below, above = (
            _nearness(tried[:, :, None] + side, starts, stops, _NAME_REACH).sum(axis=-1)
            for side in (down, -down)
        )
        return np.asarray(2.5 * near.sum(axis=-1) + _NAME * np.minimum(below, above))

    def _stretch(self, mine: Points, theirs: Points) -> Floats:
        along = theirs[:, None] - mine
        length = np.abs(along) + 1e-6
        hidden = _hidden(along, length, np.tile(self.label_width, 2)[:, None])
        ends = (self.radius[self.own] + self.radius[self.far])[:, None]
        least = hidden + _FREE_LINE_PX + ends
        short = np.clip(1 - length / least, 0, None)
        long = np.clip(length / np.maximum(self.ideal_px, least) - 1, 0, None)
        return np.asarray(_SHORT * short + _UNNAMED * (short > 0) + _LONG * long**1.5)

    def _tangle(self, mine: Points, theirs: Points, points: Points) -> Floats:
        starts, stops = points[self.ends[:, 0]], points[self.ends[:, 1]]
        crossed = _crossings(mine[:, :, None], theirs[:, None, None], starts, stops)
        crossed &= ~(self.on_line[self.own] | self.on_line[self.far])[:, None]
        return np.asarray(4.0 * crossed.sum(axis=-1))

    def _over_actors(self, mine: Points, theirs: Points, points: Points) -> Floats:
        near = _nearness(points, mine[:, :, None], theirs[:, None, None], self.radius + 12)
        actors = np.arange(len(points))
        near *= ((actors != self.own[:, None]) & (actors != self.far[:, None]))[:, None]
        return np.asarray(2.5 * near.sum(axis=-1))

    def _label_room(self, mine: Points, theirs: Points, points: Points) -> Floats:
        """Cost of labels at the middles of lines, on each other and on actors."""
        middles = ((mine + theirs[:, None]) / 2)[:, :, None]
        half = np.tile(self.label_width, 2)[:, None, None] / 2
        others = points[self.ends].mean(axis=1)
        lap = _lap(middles, others, half + self.label_width / 2 + 6, _LABEL_HEIGHT_PX + 4)
        lap *= ~self.on_line[self.own][:, None]
        cover = _lap(middles, points, half + self.radius + 4, self.radius + _LABEL_HEIGHT_PX + 2)
        return np.asarray(6.0 * lap.sum(axis=-1) + 5.0 * cover.sum(axis=-1))


def refine(drawing: Drawing, points: Points, free: Bools, seed: int) -> Points:
    """Move the free actors, again and again, to the best of a few places tried for each.

    A fixed number of sweeps, whatever the machine's speed, so that the same data and seed
    give the same drawing. Places tried draw nearer from sweep to sweep. In one sweep no two
    actors that share a line move, since each was judged with the other standing still.
    """
    points = drawing.within(points)
    random = np.random.default_rng(seed)
    width, height = drawing.size
    sweeps, candidates = _effort(len(points)) if free.any() else (0, 0)
    for sweep in range(sweeps):
        reach = 0.25 * (1 - sweep / sweeps) ** 2 + 0.012
        x, y = random.normal(size=(2, len(points), candidates)) * reach
        tried = points[:, None] + x * width + 1j * y * height
        tried[:, 0] = points
        if drawing.ends.size:
            drawing.offer_rings(tried, points, random)
        tried = drawing.within(tried)
        costs = drawing.costs(tried, points)
        best = np.argmin(costs, axis=1)
        gain = np.where(free, costs[:, 0] - costs.min(axis=1), 0.0)
        goals = tried[np.arange(len(points)), best]
        for at in _movers(drawing, gain, goals):
            points[at] = goals[at]
    return points


def _effort(count: int) -> tuple[int, int]:
    """Return how many sweeps, and places a sweep, a graph of this size is worth."""
    if count <= _SMALL:
        return _SWEEPS, _CANDIDATES
    return (16, 10) if count <= _MIDDLING else (0, 0)


def _movers(drawing: Drawing, gain: Floats, goals: Points) -> list[int]:
    """Return who moves in this sweep: most gained first, no two linked or to one neighbourhood."""
    found: list[int] = []
    blocked = gain <= 1e-9
    for at in np.argsort(-gain, kind="stable"):
        if not blocked[at]:
            found.append(int(at))
            blocked |= drawing.linked[at] | (np.abs(goals - goals[at]) < _APART_PX)
    return found


def _unit(values: Floats) -> Floats:
    """Stretch values over 0 to 1; all in the middle where they are equal."""
    span = float(np.ptp(values))
    return (values - values.min()) / span if span > 1e-9 else np.full_like(values, 0.5)


def _square(gap: Points) -> Floats:
    return np.asarray(gap.real**2 + gap.imag**2)


# What follows broadcasts to (n, k, m) and runs at every sweep. It is reckoned by coordinate,
# which takes a third less time than complex numbers of that size.


def _lap(a: Points, b: Points, wide: Floats, tall: Floats | float, at_touch: float = 1.0) -> Floats:
    """Return how much two boxes about a and b overlap: 0 apart, more the nearer."""
    across = np.maximum(at_touch - np.abs(a.real - b.real) / wide, 0)
    across *= np.maximum(at_touch - np.abs(a.imag - b.imag) / tall, 0)
    return np.asarray(across)


def _hidden(along: Points, length: Floats, widths: Floats) -> Floats:
    """Return how much of each line a level label at its middle covers, in px."""
    across = widths * length / np.maximum(np.abs(along.real), 1e-6)
    down = _LABEL_HEIGHT_PX * length / np.maximum(np.abs(along.imag), 1e-6)
    return np.asarray(np.minimum(across, down))


def _nearness(spots: Points, starts: Points, stops: Points, reach: Floats | float) -> Floats:
    """Return 0 to 1 for how close spots lie to lines; all broadcast."""
    line, x, y = stops - starts, spots.real - starts.real, spots.imag - starts.imag
    t = (x * line.real + y * line.imag) / (_square(line) + 1e-9)
    np.clip(t, 0, 1, out=t)
    x -= t * line.real
    y -= t * line.imag
    gap = np.sqrt(x * x + y * y)
    return np.asarray(np.maximum(1 - gap / reach, 0))


def _crossings(a: Points, b: Points, c: Points, d: Points) -> Bools:
    """Return where the line a-b crosses the line c-d; all broadcast."""
    first, second = b - a, d - c
    x, y = c.real - a.real, c.imag - a.imag
    one = first.real * y - first.imag * x
    other = first.real * (d.imag - a.imag) - first.imag * (d.real - a.real)
    apart = one * other < 0
    apart &= (second.real * y - second.imag * x) * _cross(second, b - c) > 0
    return np.asarray(apart)


def _cross(a: Points, b: Points) -> Floats:
    return np.asarray(a.real * b.imag - a.imag * b.real)
