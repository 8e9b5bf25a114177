"""How many events of a mask each actor, source, kind and status has."""

from __future__ import annotations

import numpy as np

from explorer.columns.values import STATUSES, Array, Bools, Columns, Ints
from explorer.domain.kinds import Status


def actor_counts(columns: Columns, mask: Bools) -> Ints:
    """Return the number of events in a mask for each actor of `actor_id`, shape (actors,).

    The work grows with the participations of the events that are in the mask, or of those
    that are not, whichever are fewer.
    """
    every = np.diff(columns.arrays["actor_ptr"])
    rows = np.flatnonzero(mask)
    if 2 * len(rows) <= columns.n:
        return _counted(columns, rows, len(every))
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
    found = np.bincount(columns.arrays["kind"][mask], minlength=len(columns.head.kinds))
    return found.astype(np.int64, copy=False)


def status_counts(columns: Columns, mask: Bools) -> dict[Status, int]:
    """Return the number of events in a mask of each status."""
    found = np.bincount(columns.arrays["status"][mask], minlength=len(STATUSES))
    return dict(zip(STATUSES, found.tolist(), strict=True))


def spans(begins: Array, lengths: Array) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    before = np.cumsum(lengths) - lengths
    found = np.repeat(begins - before, lengths)
    found += np.arange(len(found))
    return found
