"""The layout of thousands as it comes to rest: a step at a time, from where it was left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from explorer.domain.ids import ActorId
from explorer.domain.records import Position
from explorer.index.shared import SharedGraph
from explorer.viewmodel.graph.force import Points, Web, joined, settle, start

_SEED = 40
_STEPS = 100
_JOINING_STEPS = 40
_SPREAD = 20.0  # how wide a layout of n actors comes to be, by the root of n
Ids = NDArray[np.int64]


class Settling:
    """Where actors stand, in units of the pane, (0, 0) to (1, 1).

    A graph of the same actors and lines keeps its places. Of one that shares actors with
    the last, those stay, and newcomers come to rest beside their neighbours. `kept` are the
    places of everyone who has one, by id, for the next time; the same graph from nothing
    comes to rest in the same places.
    """

    def __init__(self, kept: Iterable[Position] = ()) -> None:
        self.kept = {int(each.actor_id): complex(each.x, each.y) for each in kept}
        self.changed = False
        self._of: object = None
        self._steps: Iterator[Points] = iter(())
        self._points: Points = np.zeros(0, dtype=np.complex128)
        self._moving = False
        self._fit: Callable[[Points], Points] = _unit

    def places(self, ids: Ids, graph: SharedGraph, until_s: float | None) -> tuple[Points, bool]:
        """Return a place for each actor, and whether they still move.

        `until_s` is when, by `perf_counter`, this call is to end; None lets all come to rest.
        """
        of = ids.tobytes(), graph.events[graph.woven].tobytes()
        if of != self._of:
            self._of = of
            self._begin(ids, graph)
        while self._moving and (until_s is None or perf_counter() < until_s):
            step = next(self._steps, None)
            if step is None:
                self._rest(ids)
            else:
                self._points = step
        return self._fit(self._points), self._moving

    def _begin(self, ids: Ids, graph: SharedGraph) -> None:
        kept, side = graph.woven, _SPREAD * np.sqrt(max(len(ids), 1))
        known = np.array([int(id) in self.kept for id in ids.tolist()], dtype=np.bool_)
        stays = bool(known.any())
        web = Web(
            len(ids), graph.first[kept], graph.second[kept],
            graph.events[kept].astype(np.float64), known if stays else None, graph.group,
        )  # fmt: skip
        self._fit = (lambda points: _inside(points / side)) if stays else _unit
        if not stays:
            self._points = start(len(ids), _SEED)
            self._steps = settle(web, self._points, _STEPS)
        else:
            places = np.array([self.kept.get(int(id), 0j) for id in ids.tolist()]) * side
            self._points = joined(web, places, ~known, _SEED)
            self._steps = settle(web, self._points, 0 if known.all() else _JOINING_STEPS)
        self._moving = True

    def _rest(self, ids: Ids) -> None:
        self._moving = False
        found = dict(zip(ids.tolist(), self._fit(self._points).tolist(), strict=True))
        self.changed = self.changed or any(self.kept.get(id) != at for id, at in found.items())
        self.kept.update(found)

    def taken(self) -> tuple[Position, ...] | None:
        """Return the places to be kept, once they have changed; None where there is nothing new."""
        if not self.changed or self._moving:
            return None
        self.changed = False
        return tuple(Position(ActorId(id), at.real, at.imag) for id, at in self.kept.items())


def _inside(points: Points) -> Points:
    return np.asarray(np.clip(points.real, 0.0, 1.0) + 1j * np.clip(points.imag, 0.0, 1.0))


def _unit(points: Points) -> Points:
    """Fit places to (0, 0) to (1, 1), each side by itself."""
    if not len(points):
        return points
    x, y = (_stretched(part) for part in (points.real, points.imag))
    return np.asarray(x + 1j * y)


def _stretched(values: NDArray[np.float64]) -> NDArray[np.float64]:
    low, span = float(values.min()), float(np.ptp(values))
    return (values - low) / span if span > 1e-9 else np.full_like(values, 0.5)
