"""Where rows go when some leave and others come in: arrays are cut and joined, not sorted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

import numpy as np

from explorer.columns.values import Array, Columns, Ints, Rows

_FEW_MOVES = 4

# Kept old rows `[low, high)`, or one fresh row.
Piece = tuple[int, int] | int


class Splice:
    """Old rows `gone` leave, and all rows of `fresh` come in where they belong.

    `at` has for each fresh row the old row before which it comes. `still` says that each
    fresh row takes the very place of one that leaves, so that no other row moves.
    """

    def __init__(self, old: Columns, fresh: Columns, gone: Ints) -> None:
        self.gone = gone
        self.n = old.n
        at = [_place(old, fresh, row) for row in range(fresh.n)]
        self.at = np.array(at, dtype=np.int64)
        kept = self.at - np.searchsorted(gone, self.at)
        self.still = len(kept) == len(gone) and bool((kept == gone - np.arange(len(gone))).all())

    @cached_property
    def pieces(self) -> list[Piece]:
        """What the new rows are made of, in order."""
        found: list[Piece] = []
        low = 0
        for place, fresh in sorted(self._cuts()):
            if low < place:
                found.append((low, place))
            low = max(low, place)
            if fresh >= 0:
                found.append(fresh)
            else:
                low = place + 1
        if low < self.n:
            found.append((low, self.n))
        return found

    def _cuts(self) -> Iterator[tuple[int, int]]:
        """Yield `(old row, fresh row)`, or -1 for an old row that leaves; that comes first."""
        yield from ((int(row), -1) for row in self.gone)
        # What comes in where a row leaves may stand before it or after it: it is the same place.
        yield from ((int(place), fresh) for fresh, place in enumerate(self.at))

    @cached_property
    def new_of_old(self) -> Rows:
        """Each old row's new one, -1 for those that leave."""
        found = np.arange(self.n, dtype=np.int32)
        for low, high, shift in self._moved:
            found[low:high] += np.int32(shift)
        found[self.gone] = -1
        return found

    @cached_property
    def new_of_fresh(self) -> Ints:
        """Each fresh row's new one."""
        if self.still:
            return self.gone
        found, new = np.zeros(len(self.at), dtype=np.int64), 0
        for piece in self.pieces:
            if isinstance(piece, int):
                found[piece] = new
                new += 1
            else:
                new += piece[1] - piece[0]
        return found

    def rows(self, old: Array) -> Array:
        """Return old rows by their new numbers; what leaves comes out as anything."""
        if self.still:
            return old
        moved = self._moved
        if len(moved) > _FEW_MOVES:
            return self.new_of_old[old]
        found = old.copy()
        for low, high, shift in moved:
            within = (old >= low) & (old < high)
            np.add(found, old.dtype.type(shift), out=found, where=within)
        return found

    @cached_property
    def _moved(self) -> list[tuple[int, int, int]]:
        """Stretches of old rows `[low, high)` that get other numbers, and by how much."""
        found, new = [], 0
        for piece in self.pieces:
            if isinstance(piece, int):
                new += 1
                continue
            low, high = piece
            if new != low:
                found.append((low, high, new - low))
            new += high - low
        return found

    def column(self, old: Array, fresh: Array) -> Array:
        """Return a column of the new rows; the old one itself where nothing in it is different."""
        if self.still and np.array_equal(old[self.gone], fresh):
            return old
        kind = np.promote_types(old.dtype, fresh.dtype)
        if self.still:
            found = old.astype(kind)
            found[self.gone] = fresh
            return found
        parts = [
            fresh[piece : piece + 1] if isinstance(piece, int) else old[piece[0] : piece[1]]
            for piece in self.pieces
        ]
        return np.concatenate([old[:0], *parts], dtype=kind)


def without(array: Array, places: Ints) -> Array:
    """Return an array without some places, which ascend. (`np.delete` looks at every place.)"""
    ends = [*places.tolist(), len(array)]
    starts = [0, *(place + 1 for place in places.tolist())]
    return np.concatenate([array[low:high] for low, high in zip(starts, ends, strict=True)])


def with_in(array: Array, at: Ints, values: Array) -> Array:
    """Return an array with values put in before some places, which ascend; as `np.insert`."""
    cuts = [0, *at.tolist(), len(array)]
    parts = [array[: cuts[1]]]
    for index, (low, high) in enumerate(pairwise(cuts[1:])):
        parts += [values[index : index + 1], array[low:high]]
    return np.concatenate(parts, dtype=array.dtype)


def _place(old: Columns, fresh: Columns, row: int) -> int:
    """Return the row of `old` before which a fresh one belongs, by bisection."""
    wanted = _key(fresh, row)
    low, high = (0, old.dated) if row < fresh.dated else (old.dated, old.n)
    while low < high:
        middle = (low + high) // 2
        if _key(old, middle) < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def _key(columns: Columns, row: int) -> tuple[int, int, int, int]:
    one = np.array([row])
    if row < columns.dated:
        end = int(columns.bound_at("end_max", one)[0])
        return int(columns.start_min[row]), end, int(columns.id[row]), 0
    source = int(columns.arrays["source"][row])
    told = int(columns.arrays["source_id"][source - 1]) if source else 0
    place = int(columns.arrays["paragraph"][row]), int(columns.arrays["offset"][row])
    return told, *place, int(columns.id[row])
