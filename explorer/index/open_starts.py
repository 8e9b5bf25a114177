"""Events without a start: they stand first among the rows, and in time at their end."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from explorer.columns.digest import Digest
from explorer.columns.values import OPEN_START, Array, Columns, Ints, Rows


class OpenStarts:
    """The rows without a start: the first `count`.

    All three of their other bounds are kept in full, so that little of the columns is read.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        digest = Digest.of(columns)
        if digest is not None:
            self.count = digest.first_row
        else:
            starts = columns.start_min[: columns.dated]
            self.count = int(np.searchsorted(starts, OPEN_START, side="right"))

    @cached_property
    def ends(self) -> Ints:
        """The last second of each, in order of rows; shape (count,)."""
        return np.asarray(self._columns.stretch("far_value", 0, self.count)[:, 2])

    @cached_property
    def kinds(self) -> Array:
        return self._columns.stretch("kind", 0, self.count)

    def of(self, rows: Rows) -> Rows:
        """Return those of ascending rows that have no start."""
        return rows[: int(np.searchsorted(rows, rows.dtype.type(self.count)))]

    def between(self, start_s: float, end_s: float) -> Rows:
        """Return the ascending rows that stand in `[start_s, end_s)`."""
        if not self.count:
            return np.zeros(0, dtype=np.int32)
        return np.flatnonzero((self.ends >= start_s) & (self.ends < end_s)).astype(np.int32)
