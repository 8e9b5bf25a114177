"""Tables that are drawn with lines: their cells, and what stands in each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from explorer.ingest.pdf.drawn import Rule
from explorer.ingest.pdf.runs import Run
from explorer.values import dataclass

_TOUCH_PT = 4.0
_SAME_PT = 3.0
_LEAST_CELL_PT = 6.0
_MOST_RULES = 3_000


@dataclass(slots=True)
class Grid:
    """A drawn table: where its columns and rows are parted, in points, rising."""

    xs: list[float]
    ys: list[float]

    def holds(self, run: Run) -> bool:
        middle = (run.x0 + run.x1) / 2
        return (
            self.xs[0] - _TOUCH_PT <= middle <= self.xs[-1] + _TOUCH_PT
            and self.ys[0] - _TOUCH_PT <= run.y <= self.ys[-1]
        )

    def row(self, run: Run) -> int:
        """Return the row a run stands in, counted from the top."""
        return len(self.ys) - bisect_right(self.ys, run.y + 0.3 * run.size)

    def column(self, run: Run) -> int:
        return bisect_right(self.xs, run.x0 + min(_SAME_PT, (run.x1 - run.x0) / 2))


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Return the tables that rules draw: each of two columns and rows at least."""
    if not 4 <= len(rules) <= _MOST_RULES:
        return []
    grids = []
    for group in _touching(rules):
        xs = _merged([r.x0 for r in group if r.x1 - r.x0 <= r.y1 - r.y0])
        ys = _merged([r.y0 for r in group if r.x1 - r.x0 > r.y1 - r.y0])
        if len(xs) >= 3 and len(ys) >= 2:
            grids.append(Grid(xs, ys))
    return grids


def _merged(places: list[float]) -> list[float]:
    """Return places in rising order, those that are one line drawn twice as one."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _LEAST_CELL_PT:
            kept.append(place)
    return kept


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group rules that meet, by a sweep from left to right."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    order = sorted(range(len(rules)), key=lambda at: rules[at].x0)
    live: list[int] = []
    for at in order:
        rule = rules[at]
        live = [other for other in live if rules[other].x1 >= rule.x0 - _TOUCH_PT]
        for other in live:
            if rules[other].y0 - _TOUCH_PT <= rule.y1 and rule.y0 <= rules[other].y1 + _TOUCH_PT:
                parent[root(at)] = root(other)
        live.append(at)
    groups: dict[int, list[Rule]] = {}
    for at in range(len(rules)):
        groups.setdefault(root(at), []).append(rules[at])
    return list(groups.values())
