"""What the first picture of many events needs, small enough to be read at once.

The busiest actors' events are counted by kind, up to each edge of a calendar: the finest of
minute, hour, day, month, year and longer that cuts the whole span into few enough, at most
`MOST_EDGES`.
Every coarser unit's edges are among these, so a count between two of them is exact.

It is kept beside the columns it was made of, and is not patched: after an edit the columns
are in memory anyway, and tell the same.

====================  ====================  =============================================
`digest_edge`         int64 (e)             the edges in seconds, ascending
`digest_row`          int32 (e)             the first dated row that begins at or after each
`digest_actor`        int32 (l)             the busiest actors' indices, busiest first
`digest_count`        int32 (l, kinds, e)   events of each that begin before each edge
`digest_nobody`       int64 (1)             how many events no actor takes part in
`digest_tally`        int64 (kinds, s, r)   events by kind, status and state of review
====================  ====================  =============================================
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from explorer.columns.values import REVIEWS, STATUSES, Array, Columns, Ints
from explorer.domain import calendar

MOST_EDGES = 1 << 15
_FEW_EDGES = 1 << 12  # and at most one for 256 events: four bytes an event
LANES = 32
_MOST_KINDS = 16
_CLOCK_S = (60, 3600, 86_400)
_MONTH_S = 2_629_746  # on average
_MONTHS = (1, 12, 120, 1200, 12_000, 120_000)
_FURTHEST_S = 1 << 61  # sums of edges stay within 64 bits

NAMES = ("edge", "row", "actor", "count", "nobody", "tally")


def digest(columns: Columns) -> dict[str, Array]:
    """Return the digest's arrays; none where nothing is dated or there are very many kinds."""
    head = columns.head
    if head.low_s is None or head.high_s is None or len(head.kinds) > _MOST_KINDS:
        return {}
    edges = _edges(head.low_s, head.high_s, min(MOST_EDGES, max(_FEW_EDGES, head.n // 256)))
    if edges is None:
        return {}
    arrays = columns.arrays
    rows = np.searchsorted(columns.start_min[: columns.dated], edges).astype(np.int32)
    busy = np.argsort(-np.diff(arrays["actor_ptr"]), kind="stable")[:LANES]
    counts = np.zeros((len(busy), len(head.kinds), len(edges)), dtype=np.int32)
    for lane, actor in enumerate(busy.tolist()):
        own = columns.rows_of_actor(actor)
        kinds = arrays["kind"][own]
        for kind in range(len(head.kinds)):
            counts[lane, kind] = np.searchsorted(own[kinds == kind], rows)
    ptr = arrays["part_ptr"]
    nobody = np.array([np.count_nonzero(ptr[1:] == ptr[:-1])], dtype=np.int64)
    found: tuple[Array, ...] = (
        *(edges, rows, busy.astype(np.int32), counts, nobody, _tally(columns)),
    )
    return {f"digest_{name}": array for name, array in zip(NAMES, found, strict=True)}


def _tally(columns: Columns) -> Ints:
    shape = (len(columns.head.kinds), len(STATUSES), len(REVIEWS))
    codes = (columns.arrays[name].astype(np.int64) for name in ("kind", "status", "review"))
    kind, status, review = codes
    flat = (kind * shape[1] + status) * shape[2] + review
    return np.bincount(flat, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)


def _edges(low: int, high: int, most: int) -> Ints | None:
    """Return the finest unit's edges, at most so many, from before low to after high."""
    if max(-low, high) > _FURTHEST_S:
        return None
    for step in _CLOCK_S:
        if (high - low) // step + 3 <= most:
            first = low // step * step
            return np.arange(first, high + step + 1, step, dtype=np.int64)
    for months in _MONTHS:
        if (high - low) // (months * _MONTH_S) + 3 <= most:
            return np.array(list(_month_edges(low, high, months)), dtype=np.int64)
    return None


def _month_edges(low_s: int, high_s: int, every: int) -> Iterator[int]:
    year, month, *_ = calendar.civil_from_seconds(low_s)
    index = (year * 12 + month - 1) // every * every
    while True:
        at = calendar.seconds(index // 12, index % 12 + 1)
        yield at
        if at > high_s:
            return
        index += every


class Digest:
    """Answers from the digest of columns, or None where it does not have the answer."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._arrays = columns.arrays

    @classmethod
    def of(cls, columns: Columns) -> Digest | None:
        """Return the digest that is kept with columns, if there is one."""
        return cls(columns) if "digest_edge" in columns.arrays else None

    @property
    def nobody(self) -> int:
        """How many events no actor takes part in."""
        return int(self._arrays["digest_nobody"][0])

    @property
    def first_row(self) -> int:
        """The first row that begins at all: no edge is after it."""
        return int(self._arrays["digest_row"][0])

    @property
    def tally(self) -> Ints:
        return self._arrays["digest_tally"]

    @cached_property
    def _lane_of(self) -> dict[int, int]:
        found = self._arrays["digest_actor"].tolist()
        return {actor: lane for lane, actor in enumerate(found)}

    def rows_at(self, places_s: Array) -> Ints | None:
        """Return the first dated row at or after each place; None where one is between edges."""
        at = self._edges_at(places_s)
        return None if at is None else np.asarray(self._arrays["digest_row"][at], dtype=np.int64)

    def between(self, low_s: float, high_s: float) -> tuple[int, int]:
        """Return rows between which all stand that begin in `[low_s, high_s)`, perhaps others."""
        edges, rows = self._arrays["digest_edge"], self._arrays["digest_row"]
        keys = np.clip([np.floor(low_s), np.ceil(high_s)], int(edges[0]), int(edges[-1]))
        first = int(np.searchsorted(edges, np.int64(keys[0]), side="right")) - 1
        last = int(np.searchsorted(edges, np.int64(keys[1])))
        return int(rows[first]) if low_s >= edges[0] else 0, int(rows[last])

    def counts(self, actor: int, edge_rows: Ints, *, once: bool = False) -> Ints | None:
        """Return how many of an actor's events begin before rows that `rows_at` gave, by kind.

        Shape (kinds, rows); None for an actor or a row that is not here. Who asks but `once`
        for an actor does not have all that is known of it kept.
        """
        lane = self._lane_of.get(actor)
        if lane is None:
            return None
        known = self._arrays["digest_row"]
        at = np.minimum(np.searchsorted(known, edge_rows.astype(known.dtype)), len(known) - 1)
        if not np.array_equal(known[at], edge_rows):
            return None
        return np.asarray(self._counts_of(lane, once=once)[:, at], dtype=np.int64)

    def at_least(self, actor: int, start_s: float, end_s: float) -> int:
        """Return a number of an actor's events that begin in a stretch, perhaps fewer than all."""
        lane, edges = self._lane_of.get(actor), self._arrays["digest_edge"]
        if lane is None:
            return 0
        low = int(np.searchsorted(edges, np.int64(np.ceil(max(start_s, edges[0])))))
        high = (
            int(np.searchsorted(edges, np.int64(np.floor(min(end_s, edges[-1]))), side="right")) - 1
        )
        if low >= high:
            return 0
        counts = self._counts_of(lane)
        return int((counts[:, high] - counts[:, low]).sum())

    def _counts_of(self, lane: int, *, once: bool = False) -> Array:
        """Return a lane's counts, read alone: of 32 lanes a screen shows eight."""
        return self._columns.piece("digest_count", lane, once=once)

    def snapped(self, places_s: Array, within_s: float) -> Array | None:
        """Return the edges next to places; None where one is further off than `within_s`.

        A place beyond all edges stays: there is nothing between.
        """
        edges = self._arrays["digest_edge"]
        after = np.clip(np.searchsorted(edges, places_s.astype(np.int64)), 1, len(edges) - 1)
        before = after - (places_s - edges[after - 1] < edges[after] - places_s)
        inside = (places_s > edges[0]) & (places_s < edges[-1])
        found = np.where(inside, edges[before], places_s)
        return found if bool((np.abs(found - places_s) <= within_s).all()) else None

    def _edges_at(self, places_s: Array) -> Ints | None:
        edges = self._arrays["digest_edge"]
        low, high = int(edges[0]), int(edges[-1])
        # Before the first edge nothing begins but what has no start, after the last one nothing.
        keys = np.clip(np.ceil(places_s), low, high).astype(np.int64)
        at = np.searchsorted(edges, keys)
        return np.asarray(at) if np.array_equal(edges[at], keys) else None
