"""Which events touch a stretch of time, without going through all of them.

Events are kept by how long they last, in powers of two seconds, each lot in order of its
start: an event of a lot that lasts at most L can touch a window only if it begins less
than L before it, so one slice a lot holds them all, and at most half of it in vain.

What goes on without an end stands at its start, and what has no start at its end: there it
is drawn, however wide the window.
"""

from __future__ import annotations

import numpy as np

from explorer.columns.digest import Digest
from explorer.columns.values import FAR, OPEN_END, OPEN_START, Columns, Ints, Rows

_LOTS = 64
_ENDLESS = _LOTS - 1  # has no end: stands at its start
_FURTHEST = _LOTS - 2  # lasts longer than an offset can say, or has no start
_INT64 = np.iinfo(np.int64)


def row_at(columns: Columns, place_s: float) -> int:
    """Return the first dated row that begins at or after a moment."""
    return int(rows_at(columns, np.array([place_s]))[0])


def rows_at(columns: Columns, places_s: np.ndarray) -> Ints:
    """Return the same for each of several moments, which ascend.

    The digest tells of its own edges, and else between which rows to look: no other start
    is read.
    """
    digest = Digest.of(columns)
    found = None if digest is None else digest.rows_at(places_s)
    if found is not None:
        return found
    low, high = float(_INT64.min), float(_INT64.max - 1024)
    keys = np.clip(np.ceil(places_s), low, high).astype(np.int64)
    first, last = 0, columns.dated
    if digest is not None and len(places_s):
        first, last = digest.between(float(places_s[0]), float(places_s[-1]))
    starts = columns.stretch("start_min", first, last)
    return np.asarray(first + np.searchsorted(starts, keys))


def standing(columns: Columns, rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Return from when to when each of some dated events stands, float64 seconds, inclusive."""
    starts, ends = columns.bound_at("start_min", rows), columns.bound_at("end_max", rows)
    begin, end = starts.astype(np.float64), ends.astype(np.float64)
    return np.where(starts == OPEN_START, end, begin), np.where(ends == OPEN_END, begin, end)


class Stretch:
    """A stretch of time, and the rows at which what can touch it begins: looked up once for all.

    `end` is the first row that begins after it.
    """

    def __init__(self, columns: Columns, start_s: float, end_s: float) -> None:
        self.start_s, self.end_s = start_s, end_s
        self.end = row_at(columns, end_s)
        self._columns = columns
        self._first: dict[int | None, int] = {_FURTHEST: 0}

    def first(self, lot: int | None) -> int:
        """Return the first row of a lot that can touch it; of None the first that begins in it."""
        if lot not in self._first:
            at_once = lot is None or lot == _ENDLESS
            lasts = 0.0 if at_once else 2.0 ** (lot + 1)  # type: ignore[operator]
            self._first[lot] = row_at(self._columns, self.start_s - lasts)
        return self._first[lot]


class Touching:
    """Some dated rows, to be asked who of them touches a stretch of time.

    `rows` ascend. Making one sorts nothing but small numbers: 10 ms for a million rows.
    """

    def __init__(self, columns: Columns, rows: Rows) -> None:
        self._columns = columns
        offsets = columns.arrays["end_max"][rows]
        # The exponent of the offset, rounded up once more: rounding to float32 may round down.
        lots = ((offsets.astype(np.float32).view(np.int32) >> 23) - 125).clip(0, 40)
        far = np.flatnonzero(offsets == FAR)
        lots[far] = _FURTHEST
        without_end = columns.bound_at("end_max", rows[far]) == OPEN_END
        lots[far[without_end]] = _ENDLESS
        lots = lots.astype(np.uint8)
        self._rows = rows[np.argsort(lots, kind="stable")]
        sizes = np.bincount(lots, minlength=_LOTS)
        ends = np.cumsum(sizes)
        self._lots = [
            (lot, int(ends[lot] - sizes[lot]), int(ends[lot]))
            for lot in np.flatnonzero(sizes).tolist()
        ]

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def nbytes(self) -> int:
        return self._rows.nbytes

    def rows(self, start_s: float, end_s: float, most: int) -> Rows | None:
        """Return the ascending rows that touch `[start_s, end_s)`; None for more than about `most`.

        An event touches it that begins before its end and can last to its start; see above
        for those without one of them.
        """
        return self.rows_in(Stretch(self._columns, start_s, end_s), most)

    def rows_in(self, stretch: Stretch, most: int) -> Rows | None:
        """Return the same for a stretch that was looked up."""
        columns, start_s, end_s = self._columns, stretch.start_s, stretch.end_s
        found: list[Rows] = []
        total = 0
        for lot, begins, ends in self._lots:
            members = self._rows[begins:ends]
            bounds = np.array([stretch.first(lot), stretch.end], dtype=members.dtype)
            low, high = members.searchsorted(bounds).tolist()
            total += high - low
            if total > 2 * most + 64:
                return None
            found.append(members[low:high])
        rows = np.concatenate([np.zeros(0, dtype=self._rows.dtype), *found])
        begin, end = standing(columns, rows)
        rows = np.sort(rows[(begin < end_s) & (end >= start_s)])
        return rows if len(rows) <= most else None
