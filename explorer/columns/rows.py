"""Rows of a mask and rows of lists, with no more looked at than must be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.columns.together import together
from explorer.columns.values import Array, Bools, Columns, Ints, Rows
from explorer.values import dataclass

_STRETCH = 1 << 20  # of a mask, so that no row is held in eight bytes for long
_LOOKS = 10  # rows of a list that are written into a table in the time of one look by bisection
_LOT = 1 << 15  # rows that are looked up together: all that is made of them stays in the cache
_TABLE = 400_000  # rows that could be written while a table is made


@dataclass(frozen=True, eq=False)
class Parts:
    """Who takes part in some rows: an actor's index for each participation, and its row.

    `nobodys` is how many of the rows have nobody.
    """

    actors: Rows
    rows: Rows
    nobodys: int

    def of(self, actor: int) -> Rows:
        """Return the rows in which one actor takes part."""
        return self.rows.compress(self.actors == actor)


def parts_of(columns: Columns, rows: Rows) -> Parts:
    """Return the participations of some rows, row after row."""
    lots = [rows[at : at + _LOT] for at in range(0, max(len(rows), 1), _LOT)]
    found = together(lambda lot: _parts_of(columns, lot), lots)
    actors, own, nobodys = zip(*found, strict=True)
    return Parts(np.concatenate(actors), np.concatenate(own), sum(nobodys))


def _parts_of(columns: Columns, rows: Rows) -> tuple[Rows, Rows, int]:
    begins, sizes = _lists_of(columns, rows)
    actors = columns.arrays["part_actor"].take(spans(begins, sizes))
    return actors, np.repeat(rows, sizes), len(rows) - int(np.count_nonzero(sizes))


def held(columns: Columns, rows: Rows, actors: Ints) -> Ints:
    """Return how many of some actors, given by index, take part in each of some rows."""
    chosen = np.zeros(len(columns.arrays["actor_id"]), dtype=np.bool_)
    chosen[actors] = True
    begins, sizes = _lists_of(columns, rows)
    there = chosen.take(columns.arrays["part_actor"].take(spans(begins, sizes)))
    total, ends = np.concatenate([[0], np.cumsum(there)]), np.cumsum(sizes)
    return np.asarray(total[ends] - total[ends - sizes])


def _lists_of(columns: Columns, rows: Rows) -> tuple[Array, Array]:
    ptr = columns.arrays["part_ptr"]
    begins = ptr.take(rows)
    return begins, ptr.take(rows + 1) - begins


def rows_in(mask: Bools) -> Rows:
    """Return the ascending rows of a mask."""

    def some(at: int) -> Rows:
        rows = np.flatnonzero(mask[at : at + _STRETCH]).astype(np.int32)
        rows += np.int32(at)
        return rows

    return np.concatenate(together(some, range(0, max(len(mask), 1), _STRETCH)))


def stands_in(rows: Rows, others: Rows) -> Bools:
    """Return which of some rows stand among others, which ascend."""
    if not len(rows) or not len(others):
        return np.zeros(len(rows), dtype=np.bool_)
    if len(rows) * _LOOKS > len(others) + _TABLE:
        table = np.zeros(max(int(others[-1]), int(rows.max())) + 1, dtype=np.bool_)
        table[others] = True
        return table.take(rows)
    at = np.minimum(np.searchsorted(others, rows), len(others) - 1)
    return np.asarray(others[at] == rows)


def in_all(groups: Sequence[Rows | None]) -> Rows:
    """Return the rows that stand in every group; each ascends, and None is an empty one.

    The smallest comes first, so the work is that of looking its rows up in the others.
    """
    known = sorted((rows for rows in groups if rows is not None), key=len)
    if len(known) < len(groups) or not known:
        return np.zeros(0, dtype=np.int32)
    first, *others = known
    for rows in others:
        if not len(first):
            break
        first = first[stands_in(first, rows)]
    return first


def spans(begins: Array, lengths: Array) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    before = np.cumsum(lengths) - lengths
    found = np.repeat(begins - before, lengths)
    found += np.arange(len(found))
    return found
