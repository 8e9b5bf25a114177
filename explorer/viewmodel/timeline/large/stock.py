"""What stands in one lane of a large project, told without writing out what passes the filter."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns.digest import Digest
from explorer.columns.rows import rows_in
from explorer.columns.values import Array, Columns, Ints, Rows
from explorer.index.ends import Ends
from explorer.index.open_starts import OpenStarts
from explorer.index.tally import LAYERS, LEFT_OUT, Codes, Counts, Layers, Tally
from explorer.index.touching import Touching, rows_at
from explorer.values import dataclass

_ENDS_AT_ONCE = 4_000
_NO_ROWS: Rows = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Lot:
    """What a lane is made of: ascending rows, and which of them pass the filter.

    `rows` is None for all rows. `codes` tells of each its kind, or LEFT_OUT; None where all
    pass; `kind` is the only one that is wanted, where there is one. `counts` are made for
    several lanes together. `actor` is whose lane it is, by index, where the digest may tell of
    all its events; `left_out` are those few that the filter leaves out of these, None where
    they are not known.
    """

    rows: Callable[[], Rows] | None
    codes: Callable[[], Codes] | None = None
    kind: int | None = None
    counts: Callable[[], Counts] | None = None
    actor: int | None = None
    left_out: Rows | None = None


class LaneStock:
    """What stands in one lane, in ascending dated rows that pass the filter.

    Layers are the kinds that columns are stacked of, all others last. What is asked first can
    often be told from the digest, and what the filter leaves out of it, without the lane's rows.
    """

    def __init__(self, columns: Columns, layers: Layers, opens: OpenStarts, lot: Lot) -> None:
        self._columns, self._layers, self._opens = columns, layers, opens
        self._lot = lot
        self._digest = None if lot.actor is None else Digest.of(columns)
        # A page is laid out at several heights, each time with the same edges.
        self._counted: tuple[bytes, Ints] | None = None

    @cached_property
    def _every(self) -> Rows:
        """The lane's dated rows, those too that the filter leaves out."""
        assert self._lot.rows is not None
        return self._dated(self._lot.rows())

    def _dated(self, rows: Rows) -> Rows:
        return rows[: int(np.searchsorted(rows, rows.dtype.type(self._columns.dated)))]

    @cached_property
    def _codes(self) -> Codes:
        lot = self._lot
        if lot.codes is None:
            return self._layers.of(self._every)
        return lot.codes()[: self._columns.dated if lot.rows is None else len(self._every)]

    @cached_property
    def _tally(self) -> Counts:
        counts = self._lot.counts
        return Tally(self._codes, self._layers.words) if counts is None else counts()

    def prepare(self) -> None:
        """Work out what its columns need; apart, so that several lanes are at once."""
        if not self._tells_by_digest:
            _ = self._tally

    @property
    def _all_pass(self) -> bool:
        return self._lot.codes is None

    @property
    def rows(self) -> Rows:
        """Its rows; where the filter leaves some out they are picked anew at each use."""
        return self.between(0, self._columns.dated)

    def between(self, low: int, high: int) -> Rows:
        """Return those of its rows that lie in `[low, high)`."""
        first, last = self._places(np.array([low, high])).tolist()
        if self._all_pass:
            return self._every[first:last]
        codes, kind = self._codes[first:last], self._lot.kind
        inside = codes != LEFT_OUT if kind is None else codes == kind
        if self._lot.rows is not None:
            return self._every[first:last].compress(inside)
        return rows_in(inside) + np.int32(first)

    def count_before(self, rows: Ints) -> Ints:
        """Return how many of its rows come before each of some rows."""
        places = self._places(rows)
        return places if self._all_pass else self._tally.before(places).sum(axis=1)

    def _places(self, rows: Ints) -> Ints:
        if self._lot.rows is None:
            return np.minimum(rows, self._columns.dated)
        return np.searchsorted(self._every, rows.astype(self._every.dtype))

    @property
    def has_few(self) -> bool:
        """Whether its ends are put in order before anyone notices; reads no rows."""
        made = self.__dict__
        if self._lot.rows is None:
            every = np.array([self._columns.dated])
            return "_tally" in made and int(self.count_before(every)[0]) <= _ENDS_AT_ONCE
        return "_every" in made and len(self._every) <= _ENDS_AT_ONCE

    def ends(self) -> Ends:
        """Return the ends of all that have a start."""
        return Ends(self._columns, rows=self.between(self._opens.count, self._columns.dated))

    @property
    def nbytes(self) -> int:
        """What it holds in memory."""
        made = self.__dict__
        own = self._every.nbytes if "_every" in made and self._every.base is None else 0
        tally, touching = made.get("_tally"), made.get("touching")
        own += tally.nbytes if isinstance(tally, Tally) else 0
        return own + (0 if touching is None else touching.nbytes)

    @cached_property
    def touching(self) -> Touching:
        return Touching(self._columns, self.rows)

    def begins_at_least(self, start_s: float, end_s: float) -> int:
        """Return a number of its events that begin in a stretch; there may be more."""
        if not self._tells_by_digest or self._digest is None or self._lot.actor is None:
            return 0
        out = 0 if self._lot.left_out is None else len(self._lot.left_out)
        return self._digest.at_least(self._lot.actor, start_s, end_s) - out

    def counts(self, edges_s: NDArray[np.float64], edge_rows: Ints) -> Ints:
        """Return how many events stand between edges, by layer; shape (edges - 1, layers).

        They stand where they begin, or, without a start, where they end. `edge_rows` are the
        first rows that begin at or after each edge.
        """
        key = edge_rows.tobytes() + edges_s.tobytes() * bool(self._opens.count)
        if self._counted is None or self._counted[0] != key:
            found = self._of_digest(edge_rows)
            if found is None:
                found = np.diff(self._tally.before(self._places(edge_rows)), axis=0)
            if self._opens.count:
                found = found + self._open_between(np.ceil(edges_s))
            self._counted = key, found
        return self._counted[1]

    @property
    def _tells_by_digest(self) -> bool:
        known = self._all_pass or self._lot.left_out is not None
        return self._digest is not None and known and "_tally" not in self.__dict__

    def _of_digest(self, edge_rows: Ints) -> Ints | None:
        """Return the counts of all events less those left out, where that is known."""
        if not self._tells_by_digest or self._digest is None or self._lot.actor is None:
            return None
        by_kind = self._digest.counts(self._lot.actor, edge_rows)
        if by_kind is None:
            return None
        found = np.zeros((by_kind.shape[1], LAYERS), dtype=np.int64)
        np.add.at(found.T, self._layers.of_kind, by_kind)
        if self._lot.left_out is not None:
            out = self._dated(self._lot.left_out)
            places = np.searchsorted(out, edge_rows.astype(out.dtype))
            found -= Tally(self._layers.of(out), self._layers.words).before(places)
        return np.diff(found, axis=0)

    @cached_property
    def open_rows(self) -> Rows:
        """Its rows that have no start."""
        return self.between(0, self._opens.count) if self._opens.count else _NO_ROWS

    def open_between(self, start_s: float, end_s: float) -> Rows:
        """Return the ascending rows without a start that stand in a stretch."""
        if not len(self.open_rows):
            return self.open_rows
        ends = self._opens.ends.take(self.open_rows)
        return self.open_rows[(ends >= start_s) & (ends < end_s)]

    @cached_property
    def _open_ends(self) -> tuple[Ints, Tally]:
        """When those without a start end, ascending, and their layers in that order."""
        ends = self._opens.ends.take(self.open_rows)
        order = np.argsort(ends, kind="stable")
        codes = self._layers.of(self.open_rows.take(order))
        return ends.take(order), Tally(codes, self._layers.words)

    def _open_between(self, edges_s: Array) -> Ints:
        """Return how many of those without a start end between edges, by layer."""
        ends, tally = self._open_ends
        return np.diff(tally.before(np.searchsorted(ends, edges_s.astype(np.int64))), axis=0)

    def perhaps_later(self, start_s: float, end_s: float) -> int:
        """Return how many of those that begin in a stretch may have begun after it."""
        low, high = rows_at(self._columns, np.array([start_s, end_s])).tolist()
        rows = self.between(max(low, self._opens.count), high)
        return int(np.count_nonzero(self._columns.bound_at("start_max", rows) >= end_s))
