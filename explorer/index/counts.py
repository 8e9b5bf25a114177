"""How many events of a mask each actor, source, kind and status has."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from explorer.columns.digest import Digest
from explorer.columns.rows import parts_of, rows_in
from explorer.columns.values import STATUSES, Bools, Columns, Ints, Rows
from explorer.domain.kinds import Status

_MOST_COMPARED = 24
_FEW = 24  # of so many rows one: then their participations are looked up one by one
_STRETCH = 1 << 18  # participations counted at once: they stay in the processor's cache


def actor_counts(columns: Columns, mask: Bools) -> Ints:
    """Return the number of events in a mask for each actor of `actor_id`, shape (actors,).

    The work grows with the participations of the events that are in the mask, or of those
    that are not, whichever are fewer; and not beyond one look at every participation.
    """
    every = np.diff(columns.arrays["actor_ptr"])
    count = int(np.count_nonzero(mask))
    if count == columns.n:
        return every
    if min(count, columns.n - count) * _FEW > columns.n:
        return _looked_up(columns, mask)
    if 2 * count <= columns.n:
        return _counted(columns, rows_in(mask), len(every))
    return np.asarray(every - _counted(columns, rows_in(~mask), len(every)))


def busiest(
    columns: Columns, count: Callable[[Sequence[int]], Ints], ranked: Ints, most: int
) -> tuple[Ints, Ints]:
    """Return the actors with the most events in a mask, at least `most` of them, and how many.

    They are all who can come before anyone left out: by count, then by index. `ranked` are the
    actors to choose from, by the number of all their events; `count` tells how many of these
    some have in the mask. Nobody has more there than at all, so the counting ends where the
    next one has fewer than the last who is wanted.
    """
    ptr = columns.arrays["actor_ptr"]
    counts = np.zeros(0, dtype=np.int64)
    while len(counts) < len(ranked):
        counts = np.append(counts, count(ranked[len(counts) :][:most].tolist()))
        known = np.sort(counts)[-most:]
        if len(counts) < len(ranked):
            at = int(ranked[len(counts)])
            if int(ptr[at + 1] - ptr[at]) < known[0]:
                break
    found = np.sort(ranked[: len(counts)])
    own = counts[np.argsort(ranked[: len(counts)], kind="stable")]
    order = np.argsort(-own, kind="stable")
    order = order[own[order] > 0]
    whole = len(counts) >= len(ranked)
    order = order if whole else order[:most]
    return found[order], own[order]


def _looked_up(columns: Columns, mask: Bools) -> Ints:
    """Count by a look at every participation."""
    ptr, rows = columns.arrays["actor_ptr"], columns.arrays["actor_rows"]
    found = np.zeros(len(ptr) - 1, dtype=np.int64)
    inside = np.empty(_STRETCH, dtype=np.bool_)
    for low in range(0, len(rows), _STRETCH):
        high = min(low + _STRETCH, len(rows))
        np.take(mask, rows[low:high], out=inside[: high - low], mode="clip")
        # The actors with a row in this stretch; each begins at or after `low` but the first.
        first = int(np.searchsorted(ptr, low, side="right")) - 1
        last = int(np.searchsorted(ptr, high))
        begins = np.maximum(ptr[first:last], low) - low
        there = np.flatnonzero(np.diff(begins, append=high - low))
        counted = np.add.reduceat(
            inside[: high - low].view(np.uint8), begins[there], dtype=np.int32
        )
        found[first + there] += counted
    return found


def _counted(columns: Columns, rows: Rows, actors: int) -> Ints:
    taken = parts_of(columns, rows).actors
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
