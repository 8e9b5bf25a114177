"""What each lane of a large project is made of, under one filter.

It knows none of the lanes that are made of it: were it to hold one, both would stay in memory,
some bytes an event, until the interpreter looks for rings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

import numpy as np

from explorer.columns.rows import Parts, in_all, parts_of, rows_in
from explorer.columns.together import together
from explorer.columns.values import Bools, Ints, Rows
from explorer.index.tally import LEFT_OUT, ByKind, Codes, Kinds
from explorer.viewmodel.state import Lanes
from explorer.viewmodel.timeline.large.order import NOBODY, Counted, LaneGround
from explorer.viewmodel.timeline.large.stock import Lot

_FEW = 24  # of so many events one: then who takes part in them is looked up once, for all lanes
_MASKED = (Lanes.KIND, Lanes.NONE)  # their rows are worked out of the mask


class Lots:
    """Lots of lanes by index; what several of them share is made once."""

    def __init__(self, ground: LaneGround, by: Lanes, matches: Bools) -> None:
        self._ground, self._columns = ground, ground.columns
        self._by, self._matches = by, matches
        self._all = bool(matches.all())
        # What was gathered of actors to count them, until their lanes are looked at.
        self._gathered: dict[int, Codes] = {}

    @property
    def counted(self) -> Counted | None:
        """How many events each actor has, where few pass the filter or few do not."""
        if self._parts is not None:
            return Counted(self._by_actor(self._parts), self._parts.nobodys)
        if self._left_out is not None:
            every = np.diff(self._columns.arrays["actor_ptr"])
            nobodys = self._ground.nobodys_count - self._left_out.nobodys
            return Counted(every - self._by_actor(self._left_out), nobodys)
        return None

    def _by_actor(self, parts: Parts) -> Ints:
        return np.bincount(parts.actors, minlength=len(self._columns.arrays["actor_id"]))

    def count(self, actors: Sequence[int]) -> Ints:
        """Return how many matching events some actors have; what was gathered for it is kept."""
        passing = self._passing

        def gather(actor: int) -> int:
            codes = self._gathered[actor] = passing.take(self._columns.rows_of_actor(actor))
            return int(np.count_nonzero(codes != LEFT_OUT))

        return np.array(together(gather, actors), dtype=np.int64)

    def keep_alone(self, actors: Iterable[int]) -> None:
        """Let go of what was gathered of other actors."""
        gathered = self._gathered
        self._gathered = {actor: gathered[actor] for actor in actors if actor in gathered}

    def of(self, which: int) -> Lot:
        """Return what a lane is made of."""
        ground = self._ground
        if self._by in _MASKED:
            if not ground.layers.kinds_fit:
                return Lot(self._rows_of(which))
            kinds = range(len(self._columns.head.kinds)) if self._by is Lanes.NONE else [which]
            only = None if self._by is Lanes.NONE else which
            return Lot(None, lambda: self._passing, only, lambda: Kinds(self.by_kind, kinds))
        if self._few is not None:
            return Lot(lambda: self._few_rows(which))
        actor = which if self._by is Lanes.ACTOR and which != NOBODY else None
        if self._all:
            return Lot(self._rows_of(which), actor=actor)
        left_out = None
        if actor is not None and self._left_out is not None:
            left_out = self._left_out.of(actor)
        return Lot(self._rows_of(which), lambda: self._codes(which), actor=actor, left_out=left_out)

    @cached_property
    def _passing(self) -> Codes:
        """The code of each row, or LEFT_OUT."""
        layers = self._ground.layers
        if self._all and layers.kinds_fit:
            return self._columns.arrays["kind"]
        return layers.passing(self._matches)

    @cached_property
    def by_kind(self) -> ByKind:
        """How many of each kind pass the filter, up to any row."""
        return ByKind(self._passing, self._ground.layers)

    def _codes(self, which: int) -> Codes:
        """Return the codes of a lane's rows."""
        gathered = self._gathered.pop(which, None)
        return self._passing.take(self._rows(which)) if gathered is None else gathered

    @cached_property
    def _matching(self) -> int:
        return int(np.count_nonzero(self._matches))

    @cached_property
    def _few(self) -> Rows | None:
        """The rows that pass the filter, where they are so few that lanes are looked up in them."""
        few = self._matching * _FEW <= len(self._matches)
        return rows_in(self._matches) if few else None

    @cached_property
    def _parts(self) -> Parts | None:
        """Who takes part in them, where lanes are actors."""
        if self._few is None or self._by is not Lanes.ACTOR:
            return None
        return parts_of(self._columns, self._few)

    @cached_property
    def _left_out(self) -> Parts | None:
        """Who takes part in what the filter leaves out, where that is little."""
        out = len(self._matches) - self._matching
        if not 0 < out * _FEW <= len(self._matches) or self._by is not Lanes.ACTOR:
            return None
        return parts_of(self._columns, rows_in(~self._matches))

    def _few_rows(self, which: int) -> Rows:
        if self._parts is not None and which != NOBODY:
            return self._parts.of(which)
        return in_all([self._few, self._rows(which)])

    def _rows_of(self, which: int) -> Callable[[], Rows]:
        return lambda: self._rows(which)

    def _rows(self, which: int) -> Rows:
        """Return a lane's rows; of those that are `_MASKED` the ones that pass the filter."""
        columns = self._columns
        if self._by is Lanes.NONE:
            return np.flatnonzero(self._matches).astype(np.int32)
        if self._by is Lanes.KIND:
            mask = columns.arrays["kind"] == which
            return np.flatnonzero(mask & self._matches).astype(np.int32)
        if which == NOBODY:
            return self._ground.nobodys
        if self._by is Lanes.ACTOR:
            return columns.rows_of_actor(which)
        return columns.rows_of_source(which)
