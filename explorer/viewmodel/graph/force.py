"""A layout for thousands of actors: lines pull, and everyone pushes everyone away.

The forces are ForceAtlas2's (Jacomy and others, 2014): a line pulls by its length, two actors
push by the product of their masses over their distance, so that groups come apart. The push
is reckoned on a grid: each mass is shared among the four nearest points, one convolution by
FFT gives the push at every point, and each actor takes it from its four (the particle-mesh
method of Hockney and Eastwood, 1981). A step costs lines + grid² log grid, whatever the
number of pairs.

The plane is complex: x + y j in units of no meaning; only the shape counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.values import dataclass

Points = NDArray[np.complex128]
Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Bools = NDArray[np.bool_]

_SMALL = 2_000  # actors; more are laid out on a finer grid
_STEPS = 100
_FIRST_REACH = 0.1  # of the plane's side, an actor's longest move in the first step
_LAST_REACH = 0.001
_GRAVITY = 0.02  # what hangs on nothing does not drift away
_LONER_GRAVITY = 0.2
_SPEED = 0.2
_ACROSS = 0.1  # of a line's pull, where it leads to another group


@dataclass(frozen=True)
class Web:
    """What is laid out: `count` actors, and lines by the indices of their ends.

    `first` and `second` are int32 of shape (m,), `weight` float64 of the same, above 0:
    a heavier line pulls more, by its logarithm. `held` says who stays where it stands, `group`
    to which group each belongs, both of shape (count,); None for nobody and one group.
    """

    count: int
    first: Ints
    second: Ints
    weight: Floats
    held: Bools | None = None
    group: NDArray[np.int64] | None = None

    @cached_property
    def pull(self) -> Floats:
        """How much each line pulls: little between groups, so that they come apart."""
        pull = 1.0 + np.log2(np.maximum(self.weight, 1.0))
        return np.asarray(np.where(self._across, pull * _ACROSS, pull))

    @cached_property
    def _across(self) -> Bools:
        if self.group is None:
            return np.zeros(len(self.first), dtype=np.bool_)
        return np.asarray(self.group[self.first] != self.group[self.second])

    @cached_property
    def mass(self) -> Floats:
        """Who has many lines pushes more, so that hubs stand apart; shape (count,)."""
        lines = np.bincount(self.first, self.pull, self.count)
        lines += np.bincount(self.second, self.pull, self.count)
        return np.asarray(1.0 + lines)

    @cached_property
    def gravity(self) -> Floats:
        """How much the middle pulls; more where no line to the rest does; shape (count,)."""
        if self.group is None:
            return np.where(self.mass > 1.0, _GRAVITY, _LONER_GRAVITY)
        crossing = np.zeros(int(self.group.max(initial=0)) + 1, dtype=np.bool_)
        crossing[self.group[self.first[self._across]]] = True
        crossing[self.group[self.second[self._across]]] = True
        return np.where(crossing[self.group], _GRAVITY, _LONER_GRAVITY)


def start(count: int, seed: int) -> Points:
    """Return seeded places on a disc, an actor to a unit of it, the earlier nearer the middle."""
    turns = np.random.default_rng(seed).random(count) * 2 * np.pi
    return np.asarray(np.sqrt(np.arange(count) + 0.5) * np.exp(1j * turns))


def joined(web: Web, points: Points, new: Bools, seed: int) -> Points:
    """Put newcomers beside their neighbours who have places; those without, at the rim.

    `points` holds the places of all but the `new`; both of shape (count,).
    """
    points = np.where(new, 0.0, points)
    ends = np.concatenate([web.first, web.second])
    near = np.concatenate([web.second, web.first])
    told = new[ends] & ~new[near]
    ends, near = ends[told], near[told]
    found = np.bincount(ends, minlength=web.count)
    total = np.bincount(ends, points[near].real, web.count) + 1j * np.bincount(
        ends, points[near].imag, web.count
    )
    old = points[~new]
    middle = old.mean() if len(old) else 0.0
    rim = float(np.abs(old - middle).max(initial=1.0))
    turned = start(web.count, seed) / np.sqrt(np.arange(web.count) + 0.5)
    beside = total / np.maximum(found, 1) + turned * rim * 0.02
    return np.where(new, np.where(found > 0, beside, middle + turned * rim), points)


def settle(web: Web, points: Points, steps: int = _STEPS) -> Iterator[Points]:
    """Yield the places after each step; a fixed number of them, whatever the machine.

    The same web, places and steps give the same places to the last bit on one machine.
    """
    grid = _Grid(64 if web.count <= _SMALL else 128)
    points = points.astype(np.complex128)
    free = np.ones(web.count, dtype=np.bool_) if web.held is None else ~web.held
    for step in range(steps):
        reach = _FIRST_REACH * (_LAST_REACH / _FIRST_REACH) ** (step / max(steps - 1, 1))
        points = _moved(web, grid, points, free, reach)
        yield points


def laid_out(web: Web, points: Points, steps: int = _STEPS) -> Points:
    """Return the places after the last step."""
    *_, last = (points, *settle(web, points, steps))
    return last


def _moved(web: Web, grid: _Grid, points: Points, free: Bools, reach: float) -> Points:
    low, side = _square_about(points)
    force = grid.push((points - low) / side, web.mass) / side
    drawn = (points[web.second] - points[web.first]) * web.pull
    for ends, sign in ((web.first, 1.0), (web.second, -1.0)):
        force.real += sign * np.bincount(ends, drawn.real, web.count)
        force.imag += sign * np.bincount(ends, drawn.imag, web.count)
    middle = points.mean() if web.count else 0.0
    force = force / web.mass - (points - middle) * web.gravity
    length = np.abs(force)
    step = force / np.maximum(length, 1e-12) * np.minimum(length * _SPEED, reach * side)
    return np.asarray(points + np.where(free, step, 0.0))


def _square_about(points: Points) -> tuple[complex, float]:
    low = complex(points.real.min(initial=0.0), points.imag.min(initial=0.0))
    high = complex(points.real.max(initial=0.0), points.imag.max(initial=0.0))
    side = max(high.real - low.real, high.imag - low.imag, 1e-9)
    return low, side


class _Grid:
    """The push of masses on one another over the unit square, on `size` × `size` points."""

    def __init__(self, size: int) -> None:
        self.size = size
        # Twice as wide, so that the convolution does not wrap around.
        steps = np.arange(2 * size)
        along = np.where(steps < size, steps, steps - 2 * size) / size
        away = along[None, :] + 1j * along[:, None]
        softened = np.abs(away) ** 2 + (0.5 / size) ** 2
        kernel = away / softened  # falls off as one over the distance
        self._x = np.fft.rfft2(kernel.real)
        self._y = np.fft.rfft2(kernel.imag)

    def push(self, points: Points, mass: Floats) -> Points:
        """Return the push on each point of the unit square; shape as `points`."""
        size = self.size
        at = points * (size - 1)
        column = np.clip(at.real.astype(np.intp), 0, size - 2)
        row = np.clip(at.imag.astype(np.intp), 0, size - 2)
        right, down = at.real - column, at.imag - row
        corner = row * (2 * size) + column
        corners = [corner, corner + 1, corner + 2 * size, corner + 2 * size + 1]
        shares = [(1 - right) * (1 - down), right * (1 - down), (1 - right) * down, right * down]
        places = np.concatenate(corners)
        spread = np.concatenate([share * mass for share in shares])
        total = np.bincount(places, spread, 4 * size * size).reshape(2 * size, 2 * size)
        waves = np.fft.rfft2(total)
        shape = total.shape
        x = np.fft.irfft2(waves * self._x, shape).ravel()
        y = np.fft.irfft2(waves * self._y, shape).ravel()
        found = np.zeros(len(points), dtype=np.complex128)
        for place, share in zip(corners, shares, strict=True):
            found += share * (x[place] + 1j * y[place])
        return np.asarray(found * mass)
