"""Rows of a mask and rows of lists, with no more looked at than must be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from explorer.columns.values import Array, Bools, Columns, Ints, Rows

_WORD = 8  # bytes of a mask that are looked at together
_SPARSE = 16  # of so many rows one: then most words are empty
_LOOKS = 10  # rows of a list that are written into a table in the time of one look by bisection
_TABLE = 400_000  # rows that could be written while a table is made


@dataclass(frozen=True, eq=False)
class Parts:
    """Who takes part in some rows: an actor's index for each participation, and its row."""

    actors: Rows
    rows: Rows


def parts_of(columns: Columns, rows: Rows) -> Parts:
    """Return the participations of some rows, row after row."""
    begins, sizes = _lists_of(columns, rows)
    return Parts(columns.arrays["part_actor"].take(spans(begins, sizes)), np.repeat(rows, sizes))


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


def rows_in(mask: Bools, count: int | None = None) -> Rows:
    """Return the ascending rows of a mask; `count` is how many they are, where that is known."""
    if count is None:
        count = int(np.count_nonzero(mask))
    whole = len(mask) // _WORD * _WORD
    if count * _SPARSE > len(mask) or not mask.flags.c_contiguous:
        return np.flatnonzero(mask).astype(np.int32)
    words = np.flatnonzero(mask[:whole].view(np.uint64))
    word, byte = np.nonzero(mask[:whole].reshape(-1, _WORD)[words])
    rest = np.flatnonzero(mask[whole:]) + whole
    return np.concatenate([words[word] * _WORD + byte, rest]).astype(np.int32)


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
