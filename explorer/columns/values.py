"""What the columns hold: their names, types and codes, and the value that carries them.

Rows are events in order of time: by earliest start (open starts first), then latest end,
then id; undated events come last, in the order of the text. A row number is only good for
the columns that gave it.

The arrays, by name (n rows, a actors, s sources, p participations, d = dated rows):

====================  =================  ==================================================
`id`                  int32 or int64 (n)  the event's id
`by_id`               int32 (n)           the rows in order of id
`start_min`           int64 (n)           earliest start in seconds, OPEN_START for none
`start_max`           uint32 (n)          latest start, in seconds after `start_min`
`end_min`, `end_max`  uint32 (n)          earliest and latest end, likewise
`far_row`             int32 (k)           ascending rows where one of the three is no such offset
`far_value`           int64 (k, 3)        those rows' three bounds in full
`kind`                uint8 or 16 (n)     index into `Head.kinds`
`status`, `review`,   uint8 (n)           place in the enumeration's order
`origin`
`shape`               uint8 (n)           0 for no date, else 1 + the place in `Shape`; see bits
`source`              uint (n)            1 + the index of the source of its first words, 0: none
`paragraph`,          uint (n)            where in it those words begin
`offset`
`actor_id`            int64 (a)           actors in order of id
`actor_ptr`           int64 (a + 1)       where each actor's rows begin in `actor_rows`
`actor_rows`          int32 (p)           ascending rows of each actor's events
`part_ptr`            int32 or 64 (n + 1) where each row's actors begin in `part_actor`
`part_actor`          int32 (p)           ascending indices into `actor_id`
`source_id`           int64 (s)           sources in order of id
`source_ptr`,         as of actors        ascending rows of the events each has words for
`source_rows`
====================  =================  ==================================================

An unsigned type is the smallest that holds its column, so the same events always give the
same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from explorer.domain.dates import Shape
from explorer.domain.kinds import Origin, Review, Status
from explorer.values import dataclass

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
Bools = NDArray[np.bool_]
Array = NDArray[Any]

OPEN_START = np.int64(np.iinfo(np.int64).min)
OPEN_END = np.int64(np.iinfo(np.int64).max)
FAR = np.uint32(np.iinfo(np.uint32).max)

STATUSES = tuple(Status)
REVIEWS = tuple(Review)
ORIGINS = tuple(Origin)
SHAPES = tuple(Shape)
ACCEPTED = REVIEWS.index(Review.ACCEPTED)
PENDING = REVIEWS.index(Review.PENDING)
# `shape`: its low bits are the shape; bounds wider than the source's own words; several dates.
SHAPE_BITS, WIDENED, CONTESTED = 7, 8, 16

BOUNDS = ("start_min", "start_max", "end_min", "end_max")
PER_ROW = (
    *("id", "by_id", *BOUNDS, "kind", "status", "review", "origin", "shape"),
    *("source", "paragraph", "offset"),
)
POSTINGS = (
    *("actor_id", "actor_ptr", "actor_rows", "part_ptr", "part_actor"),
    *("source_id", "source_ptr", "source_rows"),
)
_FEW = 40  # what a screen shows of ids; reading one takes as long as 100 kB

NAMES = (*PER_ROW, "far_row", "far_value", *POSTINGS)


@dataclass(frozen=True, slots=True)
class Head:
    """What is known without any array: `n` rows, of which the first `dated` have a place in time.

    `accepted` of all rows are accepted. `low_s` to `high_s` are the earliest and the latest
    bound that is known, inclusive; None without any. `generation` is the file's when the
    columns were read.
    """

    n: int = 0
    dated: int = 0
    accepted: int = 0
    kinds: tuple[str, ...] = ()
    low_s: int | None = None
    high_s: int | None = None
    generation: int = 0


@runtime_checkable
class Stored(Protocol):
    """Arrays that lie in a file, where a stretch of one costs less than the whole."""

    def stretch(self, name: str, low: int, high: int) -> Array:
        """Return `[low, high)` of an array's first axis."""
        ...


class ArraysClosed(Exception):
    """An array was asked for that had not been read when its file was closed."""


class Columns:
    """The columns of a project, never changed; an edit makes new ones.

    `arrays` may read each array from its file on first use. Arrays are not to be written to.
    """

    def __init__(self, head: Head, arrays: Mapping[str, Array]) -> None:
        self.head = head
        self.arrays = arrays
        # Asked once: to see whether an object keeps a protocol takes 0.1 ms, each time.
        self._stored = arrays if isinstance(arrays, Stored) else None
        self._pieces: dict[tuple[str, int], Array] = {}

    def read_all(self) -> bool:
        """Have all arrays in memory; False where their file is closed meanwhile."""
        for name in list(self.arrays):
            try:
                self.arrays[name]
            except ArraysClosed:
                return False
        self._pieces = {}  # they are parts of whole arrays from now on
        return True

    @property
    def n(self) -> int:
        return self.head.n

    @property
    def dated(self) -> int:
        """How many rows, from the first on, have a place in time."""
        return self.head.dated

    def stretch(self, name: str, low: int, high: int) -> Array:
        """Return `[low, high)` of an array; of one that is not in memory nothing else is read."""
        if self._stored is not None:
            return self._stored.stretch(name, low, high)
        return self.arrays[name][low:high]

    def piece(self, name: str, place: int, *, once: bool = False) -> Array:
        """Return what stands at a place of an array's first axis: read alone, and but once.

        What is wanted `once` is not kept: fresh memory costs as much as reading into it.
        """
        found = self._pieces.get((name, place))
        if found is None:
            found = self.stretch(name, place, place + 1)[0]
            if not once:
                self._pieces[name, place] = found
        return found

    def some(self, name: str, places: Sequence[int]) -> Array:
        """Return what stands at places of an array: few are read one by one."""
        if len(places) > _FEW or not places:
            return self.arrays[name][list(places)]
        return np.concatenate([self.stretch(name, place, place + 1) for place in places])

    @property
    def id(self) -> Array:
        return self.arrays["id"]

    @property
    def start_min(self) -> Ints:
        return self.arrays["start_min"]

    def bound(self, name: str) -> Ints:
        """Return one of the four bounds in full, shape (n,); open and undated ones as OPEN_*.

        It is worked out at each call: 20 ms at 10,000,000 rows.
        """
        if name == "start_min":
            return self.start_min
        found = self.start_min + self.arrays[name].astype(np.int64)
        found[self.dated :] = OPEN_START if name == "start_max" else OPEN_END
        rows = self.arrays["far_row"]
        found[rows] = self.arrays["far_value"][:, BOUNDS.index(name) - 1]
        return found

    def bound_at(self, name: str, rows: Array) -> Ints:
        """Return one of the four bounds of some rows, in their order."""
        starts = self.start_min[rows]
        if name == "start_min":
            return starts
        offsets = self.arrays[name][rows]
        found = starts + offsets.astype(np.int64)
        far_row = self.arrays["far_row"]
        if len(far_row):
            at = np.searchsorted(far_row, rows.astype(far_row.dtype))
            at[at == len(far_row)] = 0
            is_far = far_row[at] == rows
            far = self.arrays["far_value"][:, BOUNDS.index(name) - 1]
            found = np.where(is_far, far[at], found)
        undated = OPEN_START if name == "start_max" else OPEN_END
        return np.where(np.asarray(rows) >= self.dated, undated, found)

    def rows_of_actor(self, index: int) -> Rows:
        """Return the ascending rows of an actor's events; `index` is its place in `actor_id`."""
        return self._slice("actor", index)

    def rows_of_source(self, index: int) -> Rows:
        """Return the ascending rows of the events a source has words for."""
        return self._slice("source", index)

    def _slice(self, group: str, index: int) -> Rows:
        ptr = self.arrays[f"{group}_ptr"]
        return self.stretch(f"{group}_rows", int(ptr[index]), int(ptr[index + 1]))

    def rows_of(self, ids: Array) -> Rows:
        """Return the rows of event ids, -1 for an id that is not here; shape of `ids`.

        Ids that lack `gaps` numbers between the first and the last can stand at most so
        many places before where they would without: bisection goes over these alone.
        """
        wanted, by_id = np.asarray(ids).astype(np.int64), self.arrays["by_id"]
        if not self.n:
            return np.full(wanted.shape, -1, dtype=np.int32)
        first, last = int(self.id[by_id[0]]), int(self.id[by_id[-1]])
        gaps = last - first + 1 - self.n
        low = np.clip(wanted - first - gaps, 0, self.n - 1)
        high = np.clip(wanted - first, 0, self.n - 1)
        for _ in range(min(gaps, self.n).bit_length()):
            middle = (low + high) // 2
            before = self.id[by_id[middle]] < wanted
            low = np.where(before, np.minimum(middle + 1, high), low)
            high = np.where(before, high, middle)
        rows = by_id[low]
        return np.where(self.id[rows] == wanted, rows, np.int32(-1))

    @property
    def nbytes(self) -> int:
        """What the arrays take; reads all of them."""
        return sum(self.arrays[name].nbytes for name in self.arrays)


def smallest(values: Array) -> Array:
    """Return non-negative values as the smallest unsigned type that holds them."""
    most = int(values.max(initial=0))
    for kind in (np.uint8, np.uint16, np.uint32):
        if most <= np.iinfo(kind).max:
            return values.astype(kind, copy=False)
    return values.astype(np.int64, copy=False)


def ids_of(values: Array) -> Array:
    """Return ids as int32 where all of them fit, else as int64."""
    wide = int(values.max(initial=0)) > np.iinfo(np.int32).max
    wide = wide or int(values.min(initial=0)) < np.iinfo(np.int32).min
    return values.astype(np.int64 if wide else np.int32, copy=False)
