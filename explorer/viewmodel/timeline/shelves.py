"""Rows that hold intervals in px which never overlap, each kept in order."""

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


class Row:
    """One row of a lane: marks, and beside them the places kept for their names.

    A mark may push names away, a name never a mark.
    """

    __slots__ = ("_ends", "_marks", "_owners", "_starts")

    def __init__(self) -> None:
        self._marks = Shelf()
        self._starts: list[float] = []
        self._ends: list[float] = []
        self._owners: list[int] = []

    def is_free(self, low: float, high: float) -> bool:
        """Return whether neither a mark nor a name stands in `[low, high)`."""
        first, last = self._overlapping(low, high)
        return first == last and self._marks.fits(low, high)

    def owners(self, low: float, high: float) -> list[int] | None:
        """Return whose names a mark in `[low, high)` would push away; None where a mark stands."""
        if not self._marks.fits(low, high):
            return None
        first, last = self._overlapping(low, high)
        return self._owners[first:last]

    def put_mark(self, low: float, high: float) -> None:
        """Take `[low, high)` for a mark; names in it lose their places."""
        first, last = self._overlapping(low, high)
        del self._starts[first:last], self._ends[first:last], self._owners[first:last]
        self._marks.put(low, high)

    def put_name(self, low: float, high: float, owner: int) -> None:
        """Keep `[low, high)`, which is free, for the name of a mark."""
        index = bisect_left(self._starts, low)
        self._starts.insert(index, low)
        self._ends.insert(index, high)
        self._owners.insert(index, owner)

    def _overlapping(self, low: float, high: float) -> tuple[int, int]:
        return bisect_right(self._ends, low), bisect_left(self._starts, high)
