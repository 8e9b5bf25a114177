"""The lanes of a large project: their order at once, what stands in one when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from math import ceil

import numpy as np

from explorer.columns.together import together
from explorer.columns.values import Bools, Ints
from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, Mark, SourceId
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Corpus
from explorer.index.ends import Ends
from explorer.index.touching import standing
from explorer.values import dataclass
from explorer.viewmodel.state import Lanes, State
from explorer.viewmodel.timeline.large.lots import Lots
from explorer.viewmodel.timeline.large.order import (
    NOBODY,
    LaneGround,
    LaneOrder,
    first_order,
    whole_order,
)
from explorer.viewmodel.timeline.large.stock import LaneStock

_KEPT_BYTES = 24_000_000  # over all lanes that were looked at
_KEPT_ENDS = 48  # lanes: four bytes an event


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
        self._lots = Lots(self._ground, state.lanes, matches)
        wanted = state.filter
        self._without = wanted.actors if wanted.match is Match.NONE else frozenset()
        self._chosen = wanted.actors - self._without
        self._pinned = state.pinned
        self._heads: dict[tuple[int, int], LaneHead] = {}
        self._kept: OrderedDict[int, LaneStock] = OrderedDict()
        self._ends: OrderedDict[int, Ends] = OrderedDict()
        # Lanes that were asked what lasts into them, and whose ends are not in order.
        self.unordered: dict[int, LaneStock] = {}
        self.order = self._first_order()
        self._lots.keep_alone(self.order.which.tolist())

    def _first_order(self) -> LaneOrder:
        ground, by, counted = self._ground, self._by, self._lots.counted
        if by is Lanes.KIND and ground.layers.kinds_fit:
            counts = self._lots.by_kind.total
            which = np.flatnonzero(counts)
            return LaneOrder(which, counts[which])
        if counted is not None:
            return whole_order(ground, by, self._matches, self._chosen, self._pinned, counted)
        return first_order(
            ground, by, self._matches, self._chosen, self._pinned, self._lots.count, self._without
        )

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
            opens = self._ground.open_starts
            self._kept[which] = LaneStock(
                self._columns, self._ground.layers, opens, self._lots.of(which)
            )
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
