"""How many events have ended by a moment, from when they end, in order."""

from __future__ import annotations

import numpy as np

from explorer.columns.values import OPEN_END, Bools, Columns, smallest

_EARLIEST_S = -(2.0**62)


class Ends:
    """When dated events end, ascending; one without an end ends when it begins.

    `among` is a mask over the rows; None for all of them. Kept in seconds after the first,
    four bytes an event within 136 years. Sorting takes 0.3 s at 10,000,000.
    """

    def __init__(self, columns: Columns, among: Bools | None = None) -> None:
        dated = columns.dated
        ends = columns.bound("end_max")[:dated]
        open_ended = np.flatnonzero(ends == OPEN_END)
        ends[open_ended] = columns.start_min[open_ended]
        if among is not None:
            ends = ends[among[:dated]]
        self._first = int(ends.min(initial=OPEN_END))
        ends -= self._first
        self._after = smallest(ends)
        self._after.sort()

    def before(self, moment_s: float) -> int:
        """Return how many have ended before a moment; parts of a second do not count."""
        after = int(max(moment_s, _EARLIEST_S)) - self._first
        if after <= 0 or not len(self._after):
            return 0
        if after > int(self._after[-1]):
            return len(self._after)
        return int(np.searchsorted(self._after, self._after.dtype.type(after)))
