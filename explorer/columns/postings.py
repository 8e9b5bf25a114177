"""Who has which rows, and which rows have whom: pairs of ids to sorted lists."""

from __future__ import annotations

import numpy as np

from explorer.columns.values import Array, Ints
from explorer.values import dataclass

_SPARSE = 4  # ids that take more room than so many times their number are looked up by bisection


@dataclass(frozen=True, eq=False)
class Postings:
    """Pairs of a group and a row, both ways: `ptr` says where each one's members begin."""

    group_ptr: Ints
    group_rows: Array
    row_ptr: Ints
    row_groups: Array


def postings(group: Ints, row: Ints, groups: int, rows: int) -> Postings:
    """Return pairs of `group < groups` and `row < rows`, each once, members ascending."""
    by_group = distinct(group * rows + row)
    group_ptr = np.searchsorted(by_group, np.arange(groups + 1) * rows)
    sizes = np.diff(group_ptr)
    members = by_group - np.repeat(np.arange(groups) * rows, sizes)
    by_row = members * groups + np.repeat(np.arange(groups), sizes)
    by_row.sort()
    row_ptr = np.zeros(rows + 1, dtype=np.int64)
    np.cumsum(np.bincount(members, minlength=rows), out=row_ptr[1:])
    by_row -= np.repeat(np.arange(rows) * groups, np.diff(row_ptr))
    return Postings(group_ptr, members.astype(np.int32), row_ptr, by_row.astype(np.int32))


def distinct(values: Ints) -> Ints:
    """Return values in order, each once. (`np.unique` imports 40 ms of masked arrays.)"""
    ordered = np.sort(values)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def places(known: Ints, wanted: Ints) -> Ints:
    """Return the place of each wanted id among known ones, which ascend; -1 for one not there.

    Ids are numbered one after the other, with few gaps: a table of all numbers between the
    first and the last is ten times as fast as bisection, whose every step misses the cache.
    """
    if not len(known):
        return np.full(len(wanted), -1, dtype=np.int64)
    first, last = int(known[0]), int(known[-1])
    if last - first >= _SPARSE * len(known) + 1000:
        at = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        return np.where(known[at] == wanted, at, -1)
    inside = (wanted >= first) & (wanted <= last)
    offset = np.where(inside, wanted - first, 0)
    if last - first + 1 != len(known):
        table = np.full(last - first + 1, -1, dtype=np.int64)
        table[known - first] = np.arange(len(known))
        offset = table[offset]
    return np.where(inside, offset, -1)
