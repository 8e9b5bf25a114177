"""Rows that hold intervals which never overlap, each kept in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Shelf:
    """One row: intervals `[low, high)` in px, sorted, none overlapping another."""

    __slots__ = ("_ends", "_starts")

    def __init__(self) -> None:
        self._starts: list[float] = []
        self._ends: list[float] = []

    def fits(self, low: float, high: float) -> bool:
        """Return whether `[low, high)` is free."""
        index = bisect_left(self._starts, high)
        return index == 0 or self._ends[index - 1] <= low

    def put(self, low: float, high: float) -> None:
        """Take `[low, high)`; what was taken already is merged with it."""
        first = bisect_left(self._ends, low)
        last = bisect_right(self._starts, high)
        if first < last:
            low = min(low, self._starts[first])
            high = max(high, self._ends[last - 1])
        self._starts[first:last] = [low]
        self._ends[first:last] = [high]
