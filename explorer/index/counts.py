"""How many events of a mask each actor, source, kind and status has."""

from __future__ import annotations

import numpy as np

from explorer.columns.digest import Digest
from explorer.columns.values import STATUSES, Array, Bools, Columns, Ints
from explorer.domain.kinds import Status

_MOST_COMPARED = 24
_FEW = 8  # of so many rows one: then their participations are looked up one by one


def actor_counts(columns: Columns, mask: Bools) -> Ints:
    """Return the number of events in a mask for each actor of `actor_id`, shape (actors,).

    The work grows with the participations of the events that are in the mask, or of those
    that are not, whichever are fewer; and not beyond one look at every participation.
    """
    ptr = columns.arrays["actor_ptr"]
    every = np.diff(ptr)
    count = int(np.count_nonzero(mask))
    if count == columns.n:
        return every
    if min(count, columns.n - count) * _FEW > columns.n:
        inside = mask[columns.arrays["actor_rows"]]
        sums = np.concatenate([[0], np.cumsum(inside, dtype=np.int64)])
        return np.asarray(sums[ptr[1:]] - sums[ptr[:-1]])
    if 2 * count <= columns.n:
        return _counted(columns, np.flatnonzero(mask), len(every))
    return np.asarray(every - _counted(columns, np.flatnonzero(~mask), len(every)))


def _counted(columns: Columns, rows: Array, actors: int) -> Ints:
    ptr = columns.arrays["part_ptr"]
    taken = columns.arrays["part_actor"][spans(ptr[rows], ptr[rows + 1] - ptr[rows])]
    return np.bincount(taken, minlength=actors).astype(np.int64, copy=False)


def source_counts(columns: Columns, mask: Bools) -> Ints:
    """Return the number of events in a mask for each source of `source_id`, shape (sources,)."""
    return np.array(
        [
            np.count_nonzero(mask[columns.rows_of_source(at)])
            for at in range(len(columns.arrays["source_id"]))
        ],
        dtype=np.int64,
    )


def kind_counts(columns: Columns, mask: Bools) -> Ints:
    """Return the number of events in a mask of each kind in `head.kinds`."""
    return _code_counts(columns, "kind", len(columns.head.kinds), mask)


def status_counts(columns: Columns, mask: Bools) -> dict[Status, int]:
    """Return the number of events in a mask of each status."""
    found = _code_counts(columns, "status", len(STATUSES), mask)
    return dict(zip(STATUSES, found.tolist(), strict=True))


def _code_counts(columns: Columns, name: str, count: int, mask: Bools) -> Ints:
    """Count each code of a column: by comparisons, which are a tenth of `bincount`'s time."""
    digest, whole = Digest.of(columns), bool(mask.all())
    if whole and digest is not None:
        return np.asarray(digest.tally.sum(axis=(1, 2) if name == "kind" else (0, 2)))
    column = columns.arrays[name]
    if count > _MOST_COMPARED:
        return np.bincount(column[mask], minlength=count).astype(np.int64, copy=False)
    found = [np.count_nonzero((column == code) & mask) for code in range(count)]
    return np.array(found, dtype=np.int64)


def spans(begins: Array, lengths: Array) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    before = np.cumsum(lengths) - lengths
    found = np.repeat(begins - before, lengths)
    found += np.arange(len(found))
    return found
