"""Lists of rows: long ones are not written out, only the stretch that is looked at is.

A *place* counts in the list, from 0; a *row* is the corpus's. `at(first, last)` gives the
rows of the places `[first, last)`, `place_of` a row's place or -1, `every` all rows, which
costs their number.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np

from explorer.columns.rows import rows_in
from explorer.columns.values import Bools, Rows

_BLOCK = 1 << 14


class Listed(Protocol):
    """Rows in an order."""

    @property
    def count(self) -> int: ...
    def at(self, first: int, last: int) -> Rows: ...
    def place_of(self, row: int) -> int: ...
    def every(self) -> Rows: ...


class Whole:
    """All `n` rows in their own order."""

    def __init__(self, n: int) -> None:
        self.count = n

    def at(self, first: int, last: int) -> Rows:
        return np.arange(first, min(last, self.count), dtype=np.int32)

    def place_of(self, row: int) -> int:
        return row if 0 <= row < self.count else -1

    def every(self) -> Rows:
        return self.at(0, self.count)


class Among:
    """The rows of a mask, found block by block: to make it takes one count of the mask."""

    def __init__(self, mask: Bools) -> None:
        self._mask = mask
        whole = len(mask) // _BLOCK * _BLOCK
        found = np.count_nonzero(mask[:whole].reshape(-1, _BLOCK), axis=1)
        counts = np.append(found, np.count_nonzero(mask[whole:]))
        self._before = np.concatenate([[0], np.cumsum(counts)])
        self.count = int(self._before[-1])

    def at(self, first: int, last: int) -> Rows:
        last = min(last, self.count)
        if first >= last:
            return np.zeros(0, dtype=np.int32)
        block = int(np.searchsorted(self._before, first, side="right")) - 1
        end = int(np.searchsorted(self._before, last, side="left"))
        start = block * _BLOCK
        rows = np.flatnonzero(self._mask[start : end * _BLOCK]) + start
        skip = first - int(self._before[block])
        return rows[skip : skip + last - first].astype(np.int32)

    def place_of(self, row: int) -> int:
        if not 0 <= row < len(self._mask) or not self._mask[row]:
            return -1
        block = row // _BLOCK
        return int(self._before[block] + np.count_nonzero(self._mask[block * _BLOCK : row]))

    def every(self) -> Rows:
        return rows_in(self._mask)


class Sorted:
    """Rows in any order."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.count = len(rows)

    def at(self, first: int, last: int) -> Rows:
        return self._rows[first:last]

    def place_of(self, row: int) -> int:
        found = np.flatnonzero(self._rows == row)
        return int(found[0]) if len(found) else -1

    def every(self) -> Rows:
        return self._rows


class Ascending(Sorted):
    """Rows that ascend, as postings hold them."""

    def place_of(self, row: int) -> int:
        at = int(np.searchsorted(self._rows, self._rows.dtype.type(row)))
        return at if at < self.count and int(self._rows[at]) == row else -1


class LatestFirst:
    """A list in order of time turned round; the undated, all from row `dated` on, stay last."""

    def __init__(self, plain: Listed, dated: int) -> None:
        self._plain = plain
        self.count = plain.count
        self._dated = _places_before(plain, dated)

    def at(self, first: int, last: int) -> Rows:
        last = min(last, self.count)
        middle = min(max(self._dated, first), last)
        turned = self._plain.at(self._dated - middle, self._dated - first)[::-1]
        rest = self._plain.at(middle, last)
        return np.concatenate([turned, rest]) if first < middle else rest

    def place_of(self, row: int) -> int:
        place = self._plain.place_of(row)
        return self._dated - 1 - place if 0 <= place < self._dated else place

    def every(self) -> Rows:
        return self.at(0, self.count)


def _places_before(plain: Listed, row: int) -> int:
    """Return how many places of an ascending list have a row before this one."""
    low, high = 0, plain.count
    while low < high:
        middle = (low + high) // 2
        if int(plain.at(middle, middle + 1)[0]) < row:
            low = middle + 1
        else:
            high = middle
    return low
