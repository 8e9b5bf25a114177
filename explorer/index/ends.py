"""How many events have ended by a moment, from when they end, in order."""

from __future__ import annotations

import numpy as np

from explorer.columns.rows import rows_in
from explorer.columns.values import OPEN_END, Bools, Columns, Ints, Rows, smallest

_EARLIEST_S = -(2.0**62)
_LOT = 1 << 18  # events looked at together: nothing of them all is made in full


class Ends:
    """When dated events end, ascending; one without an end ends when it begins.

    `among` is a mask over the rows, or these are dated `rows`; None for all of them. Kept in
    seconds after the first, four bytes an event within 136 years. Sorting takes 0.3 s at
    10,000,000.
    """

    def __init__(
        self, columns: Columns, among: Bools | None = None, rows: Rows | None = None
    ) -> None:
        if among is not None:
            rows = rows_in(among[: columns.dated])
        count = columns.dated if rows is None else len(rows)

        def ends(at: int) -> Ints:
            some = rows[at : at + _LOT] if rows is not None else None
            if some is None:
                some = np.arange(at, min(at + _LOT, count), dtype=np.int32)
            return _ends(columns, some)

        lots = range(0, count, _LOT)
        extremes = [(int(e.min()), int(e.max())) for e in map(ends, lots)]
        self._first = min((low for low, _ in extremes), default=int(OPEN_END))
        most = max((high for _, high in extremes), default=self._first) - self._first
        self._after = np.empty(count, dtype=smallest(np.array([most])).dtype)
        for at in lots:
            self._after[at : at + _LOT] = ends(at) - self._first
        self._after.sort()

    def before(self, moment_s: float) -> int:
        """Return how many have ended before a moment; parts of a second do not count."""
        after = int(max(moment_s, _EARLIEST_S)) - self._first
        if after <= 0 or not len(self._after):
            return 0
        if after > int(self._after[-1]):
            return len(self._after)
        return int(np.searchsorted(self._after, self._after.dtype.type(after)))


def _ends(columns: Columns, rows: Rows) -> Ints:
    ends = columns.bound_at("end_max", rows)
    open_ended = np.flatnonzero(ends == OPEN_END)
    ends[open_ended] = columns.start_min[rows[open_ended]]
    return ends
