"""The lanes of a large project: their order at once, what stands in one when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import ceil

import numpy as np

from explorer.columns.rows import Parts, in_all, parts_of, rows_in
from explorer.columns.together import together
from explorer.columns.values import Bools, Ints, Rows
from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, Mark, SourceId
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Corpus
from explorer.index.ends import Ends
from explorer.index.tally import LEFT_OUT, ByKind, Codes, Kinds
from explorer.index.touching import standing
from explorer.values import dataclass
from explorer.viewmodel.state import Lanes, State
from explorer.viewmodel.timeline.large.order import (
    NOBODY,
    Counted,
    LaneGround,
    LaneOrder,
    first_order,
    whole_order,
)
from explorer.viewmodel.timeline.large.stock import LaneStock, Lot

_FEW = 24  # of so many events one: then who takes part in them is looked up once, for all lanes
_KEPT_BYTES = 24_000_000  # over all lanes that were looked at
_KEPT_ENDS = 48  # lanes: four bytes an event
_MASKED = (Lanes.KIND, Lanes.NONE)  # their rows are worked out of the mask


@dataclass(frozen=True, slots=True)
class LaneHead:
    """What the gutter says of a lane; the fields of `lanes.Lane` without its rows."""

    key: str
    name: str
    matching: int
    icon: str | None = None
    kind_index: int | None = None
    chosen: bool = False
    quiet: bool = False
    mark: Mark | None = None
    pinned: bool = False


class LargeLanes:
    """The lanes of a corpus under a filter, in their order.

    Pinned actors first, then chosen ones, then by number of matching events; one without any is
    left out unless it is pinned.
    """

    def __init__(
        self,
        corpus: Corpus,
        state: State,
        matches: Bools,
        ground: LaneGround | None = None,
    ) -> None:
        self._corpus = corpus
        self._columns = corpus.columns
        self._ground = ground or LaneGround(corpus.columns)
        self._by = state.lanes
        self._matches = matches
        self._all = bool(matches.all())
        wanted = state.filter
        self._without = wanted.actors if wanted.match is Match.NONE else frozenset()
        self._chosen = wanted.actors - self._without
        self._pinned = state.pinned
        self._heads: dict[tuple[int, int], LaneHead] = {}
        self._kept: OrderedDict[int, LaneStock] = OrderedDict()
        self._ends: OrderedDict[int, Ends] = OrderedDict()
        # Lanes that were asked what lasts into them, and whose ends are not in order.
        self.unordered: dict[int, LaneStock] = {}
        # What was gathered of actors to count them, until their lanes are looked at.
        self._gathered: dict[int, Codes] = {}
        self.order = self._first_order()
        self._gathered = {
            which: codes
            for which in self.order.which.tolist()
            if (codes := self._gathered.get(which)) is not None
        }

    def _first_order(self) -> LaneOrder:
        ground, by, counted = self._ground, self._by, self._counted
        if by is Lanes.KIND and ground.layers.kinds_fit:
            counts = self._by_kind.total
            which = np.flatnonzero(counts)
            return LaneOrder(which, counts[which])
        if counted is not None:
            return whole_order(ground, by, self._matches, self._chosen, self._pinned, counted)
        return first_order(
            ground, by, self._matches, self._chosen, self._pinned, self._count, self._without
        )

    @property
    def _counted(self) -> Counted | None:
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

    def _count(self, actors: Sequence[int]) -> Ints:
        """Return how many matching events some actors have; what was gathered for it is kept."""
        passing = self._passing

        def gather(actor: int) -> int:
            codes = self._gathered[actor] = passing.take(self._columns.rows_of_actor(actor))
            return int(np.count_nonzero(codes != LEFT_OUT))

        return np.array(together(gather, actors), dtype=np.int64)

    @property
    def count(self) -> int:
        return len(self.order.which)

    def lasting(self, place: int, edges: Ints, until_s: float) -> int | None:
        """Return how many of a lane began before the first of two rows and last to a moment.

        The second row begins at that moment. None before that can be told: the lane's ends are
        put in order beside the window.
        """
        opens = self._ground.open_starts.count
        if edges[0] <= opens:
            return 0
        which, stock = int(self.order.which[place]), self.stock(place)
        ends = self._ends.get(which)
        if ends is None:
            if not stock.has_few:
                self.unordered[which] = stock
                return None
            ends = self._ends[which] = stock.ends()
        self._ends.move_to_end(which)
        without, low, high = stock.count_before(np.array([opens, *edges.tolist()])).tolist()
        begun = low - without - ends.before(ceil(until_s))
        if low == high:
            return int(begun)
        _, over = standing(self._columns, stock.between(*edges.tolist()))
        return int(begun + np.count_nonzero(over < until_s))

    def put_ends(self, found: Mapping[int, Ends]) -> None:
        """Keep the ends of lanes in order; the last ones asked for stay."""
        self._ends.update(found)
        while len(self._ends) > max(_KEPT_ENDS, len(found)):
            self._ends.popitem(last=False)

    def whole(self) -> LaneOrder:
        """Return the order of all lanes; work for a thread that can wait."""
        return whole_order(self._ground, self._by, self._matches, self._chosen, self._pinned)

    def head(self, place: int) -> LaneHead:
        """Return what is said of the lane at a place."""
        key = int(self.order.which[place]), int(self.order.counts[place])
        if key not in self._heads:
            self._heads[key] = self._head(*key)
        return self._heads[key]

    def _head(self, which: int, matching: int) -> LaneHead:
        corpus = self._corpus
        if self._by is Lanes.ACTOR and which != NOBODY:
            actor_id = ActorId(int(self._columns.arrays["actor_id"][which]))
            actor = corpus.actors[actor_id]
            chosen = actor_id in self._chosen
            return LaneHead(
                f"actor {actor_id}", actor.name, matching, actor.kind, chosen=chosen,
                mark=Mark.actor(actor_id), pinned=actor_id in self._pinned,
            )  # fmt: skip
        if self._by is Lanes.KIND:
            key = corpus.kinds[which]
            return LaneHead(f"kind {key}", event_kind_label(key), matching, kind_index=which)
        if self._by is Lanes.SOURCE and which != NOBODY:
            source_id = SourceId(int(self._columns.arrays["source_id"][which]))
            return LaneHead(f"source {source_id}", corpus.sources[source_id].title, matching)
        if self._by is Lanes.NONE:
            return LaneHead("all", "All events", matching, quiet=True)
        nobody = "No actor named" if self._by is Lanes.ACTOR else "No source named"
        return LaneHead("none", nobody, matching, icon="group", quiet=True)

    def stock_of(self, key: str) -> LaneStock | None:
        """Return what stands in a lane that was looked at, by its key."""
        for (which, _), head in self._heads.items():
            if head.key == key:
                return self._kept.get(which)
        return None

    def stock(self, place: int) -> LaneStock:
        """Return what stands in the lane at a place; it is kept until it is `let_go`."""
        which = int(self.order.which[place])
        if which not in self._kept:
            self._kept[which] = self._stocked(which)
        self._kept.move_to_end(which)
        return self._kept[which]

    def prepare(self, places: Sequence[int]) -> None:
        """Work out what the columns of some lanes need, of several at once."""
        together(LaneStock.prepare, [self.stock(place) for place in places])

    def let_go(self, looked_at: int) -> None:
        """Keep no more in memory than there may be; the lanes last looked at stay."""
        over = sum(stock.nbytes for stock in self._kept.values()) - _KEPT_BYTES
        while over > 0 and len(self._kept) > looked_at:
            over -= self._kept.popitem(last=False)[1].nbytes

    def _stocked(self, which: int) -> LaneStock:
        ground = self._ground
        return LaneStock(self._columns, ground.layers, ground.open_starts, self._lot(which))

    def _lot(self, which: int) -> Lot:
        ground = self._ground
        if self._by in _MASKED:
            if not ground.layers.kinds_fit:
                return Lot(lambda: self._rows(which))
            kinds = range(len(self._corpus.kinds)) if self._by is Lanes.NONE else [which]
            only = None if self._by is Lanes.NONE else which
            return Lot(None, lambda: self._passing, only, lambda: Kinds(self._by_kind, kinds))
        if self._few is not None:
            return Lot(lambda: self._few_rows(which))
        actor = which if self._by is Lanes.ACTOR and which != NOBODY else None
        if self._all:
            return Lot(lambda: self._rows(which), actor=actor)
        left_out = None
        if actor is not None and self._left_out is not None:
            left_out = self._left_out.of(actor)
        return Lot(
            lambda: self._rows(which), lambda: self._codes(which), actor=actor, left_out=left_out
        )

    @cached_property
    def _passing(self) -> Codes:
        """The code of each row, or LEFT_OUT."""
        layers = self._ground.layers
        if self._all and layers.kinds_fit:
            return self._columns.arrays["kind"]
        return layers.passing(self._matches)

    @cached_property
    def _by_kind(self) -> ByKind:
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

    def places_of(self, row: int) -> list[int]:
        """Return the places of the lanes in which an event stands."""
        if self._by is Lanes.NONE:
            return [0]
        if self._by is Lanes.KIND:
            wanted = [int(self._columns.arrays["kind"][row])]
        elif self._by is Lanes.ACTOR:
            ptr = self._columns.arrays["part_ptr"]
            wanted = self._columns.arrays["part_actor"][ptr[row] : ptr[row + 1]].tolist()
        else:
            wanted = [int(self._columns.arrays["source"][row]) - 1]
        return np.flatnonzero(np.isin(self.order.which, wanted or [NOBODY])).tolist()

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
