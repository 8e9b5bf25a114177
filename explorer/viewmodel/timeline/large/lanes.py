"""The lanes of a large project: their order at once, what stands in one when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from explorer.columns.digest import Digest
from explorer.columns.values import Array, Bools, Columns, Ints, Rows
from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, Mark, SourceId
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Corpus
from explorer.index.ends import Ends
from explorer.index.open_starts import OpenStarts
from explorer.index.rows import Parts, in_all, parts_of, rows_in
from explorer.index.touching import Touching, rows_at, standing
from explorer.viewmodel.state import Lanes, State
from explorer.viewmodel.timeline.density import STACKED
from explorer.viewmodel.timeline.large.order import (
    NOBODY,
    LaneGround,
    LaneOrder,
    first_order,
    whole_order,
)

_FEW = 24  # of so many events one: then who takes part in them is looked up once, for all lanes
_KEPT_ROWS = 6_000_000  # over all lanes that were looked at
_KEPT_ENDS = 48  # lanes: four bytes an event
_ENDS_AT_ONCE = 4_000
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


class LaneStock:
    """What stands in one lane, in ascending dated rows that pass the filter.

    `layers` are the same rows by the kinds that columns are stacked of, all others last.
    `actor` is whose lane it is, by index: what is asked of it first can often be told from
    the digest, without its rows, or with those alone that the filter leaves out.
    """

    def __init__(
        self,
        columns: Columns,
        rows: Callable[[], Rows],
        mask: Bools | None,
        opens: OpenStarts,
        actor: int | None = None,
    ) -> None:
        self._columns = columns
        self._opens = opens
        self._read = rows
        self._mask = mask
        self._actor = actor
        self._digest = None if actor is None else Digest.of(columns)
        # A page is laid out at several heights, each time with the same edges.
        self._counted: tuple[bytes, Ints] | None = None
        self._begun: tuple[float, float, int] | None = None

    @cached_property
    def _every(self) -> Rows:
        """The lane's dated rows, those too that the filter leaves out."""
        rows = self._read()
        return rows[: int(np.searchsorted(rows, np.int32(self._columns.dated)))]

    @cached_property
    def _passing(self) -> Bools | None:
        return None if self._mask is None else self._mask.take(self._every)

    @cached_property
    def rows(self) -> Rows:
        return self._every if self._passing is None else self._every.compress(self._passing)

    @cached_property
    def _outside(self) -> Rows:
        """What the filter leaves out."""
        return self._every[:0] if self._passing is None else self._every.compress(~self._passing)

    @property
    def has_few(self) -> bool:
        """Whether its ends are put in order before anyone notices; reads no rows."""
        return "rows" in self.__dict__ and len(self.rows) <= _ENDS_AT_ONCE

    def ends(self) -> Ends:
        """Return the ends of all that have a start."""
        return Ends(self._columns, rows=self.rows[len(self.open_rows) :])

    @property
    def held(self) -> int:
        """How many rows it holds in memory."""
        made = self.__dict__
        return sum(len(made[name]) for name in ("rows", "_outside") if name in made)

    @cached_property
    def _layer_of_kind(self) -> NDArray[np.uint8]:
        kinds = self._columns.head.kinds
        return np.array(
            [STACKED.index(key) if key in STACKED else len(STACKED) for key in kinds],
            dtype=np.uint8,
        )

    @cached_property
    def layers(self) -> list[Rows]:
        return self._in_layers(self.rows)

    def _in_layers(self, rows: Rows) -> list[Rows]:
        layer = self._layer_of_kind.take(self._columns.arrays["kind"].take(rows))
        sizes = np.bincount(layer, minlength=len(STACKED) + 1)
        # Sorting bytes is one pass; a comparison for each layer would be many.
        return np.split(rows.take(np.argsort(layer, kind="stable")), np.cumsum(sizes)[:-1])

    @cached_property
    def touching(self) -> Touching:
        return Touching(self._columns, self.rows)

    def begins_at_least(self, start_s: float, end_s: float) -> int:
        """Return a number of its events that begin in a stretch; there may be more."""
        if self._digest is None or self._actor is None or not self._most_pass:
            return 0
        if self._begun is None or self._begun[:2] != (start_s, end_s):
            found = self._digest.at_least(self._actor, start_s, end_s)
            if found and self._passing is not None:
                found -= len(self._outside)
            self._begun = start_s, end_s, found
        return self._begun[2]

    @cached_property
    def _most_pass(self) -> bool:
        passing = self._passing
        return passing is None or 2 * int(np.count_nonzero(passing)) > len(passing)

    def counts(self, edges_s: NDArray[np.float64], edge_rows: Ints) -> Ints:
        """Return how many events stand between edges, by layer; shape (edges - 1, layers).

        They stand where they begin, or, without a start, where they end. `edge_rows` are the
        first rows that begin at or after each edge.
        """
        key = edge_rows.tobytes() + edges_s.tobytes() * bool(self._opens.count)
        if self._counted is None or self._counted[0] != key:
            found = self._count(edge_rows)
            if self._opens.count:
                found = found + _between(self._ends_of_open, np.ceil(edges_s))
            self._counted = key, found
        return self._counted[1]

    @cached_property
    def open_rows(self) -> Rows:
        """Its rows that have no start."""
        return self._opens.of(self.rows) if self._opens.count else np.zeros(0, dtype=np.int32)

    def open_between(self, start_s: float, end_s: float) -> Rows:
        """Return the ascending rows without a start that stand in a stretch."""
        if not len(self.open_rows):
            return self.open_rows
        ends = self._opens.ends.take(self.open_rows)
        return self.open_rows[(ends >= start_s) & (ends < end_s)]

    @cached_property
    def _ends_of_open(self) -> list[Ints]:
        """When those without a start end, ascending, by layer."""
        layer = self._layer_of_kind.take(self._opens.kinds.take(self.open_rows))
        ends = self._opens.ends.take(self.open_rows)
        return [np.sort(ends[layer == each]) for each in range(len(STACKED) + 1)]

    def perhaps_later(self, start_s: float, end_s: float) -> int:
        """Return how many of those that begin in a stretch may have begun after it."""
        columns = self._columns
        ends = rows_at(columns, np.array([start_s, end_s])).astype(self.rows.dtype)
        low, high = np.searchsorted(self.rows, ends).tolist()
        rows = self.rows[max(low, len(self.open_rows)) : high]
        return int(np.count_nonzero(columns.bound_at("start_max", rows) >= end_s))

    def _count(self, edge_rows: Ints) -> Ints:
        by_digest = self._of_digest(edge_rows)
        if by_digest is None:
            return _between(self.layers, edge_rows)
        if self._passing is None:
            return by_digest
        return by_digest - _between(self._in_layers(self._outside), edge_rows)

    def _of_digest(self, edge_rows: Ints) -> Ints | None:
        """Return the counts without the filter, where that is less work than with it."""
        if self._digest is None or self._actor is None or "layers" in self.__dict__:
            return None
        if not self._most_pass:
            return None
        by_kind = self._digest.counts(self._actor, edge_rows)
        if by_kind is None:
            return None
        found = np.zeros((len(STACKED) + 1, by_kind.shape[1]), dtype=np.int64)
        np.add.at(found, self._layer_of_kind, by_kind)
        return np.diff(found, axis=1).T


def _between(layers: Sequence[Array], edges: Array) -> Ints:
    """Return how many of the ascending numbers of each layer lie between edges."""
    at = np.array([np.searchsorted(layer, edges.astype(layer.dtype)) for layer in layers])
    return np.asarray((at[:, 1:] - at[:, :-1]).T)


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
        self._chosen = frozenset() if wanted.match is Match.NONE else wanted.actors
        self._pinned = state.pinned
        self._heads: dict[tuple[int, int], LaneHead] = {}
        self._kept: OrderedDict[int, LaneStock] = OrderedDict()
        self._ends: OrderedDict[int, Ends] = OrderedDict()
        # Lanes that were asked what lasts into them, and whose ends are not in order.
        self.unordered: dict[int, LaneStock] = {}
        self.order = first_order(
            self._ground, self._by, matches, self._chosen, self._pinned, self._parts
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
        rows = stock.rows
        low, high = np.searchsorted(rows, edges.astype(rows.dtype)).tolist()
        begun = low - len(stock.open_rows) - ends.before(ceil(until_s))
        if low == high:
            return int(begun)
        _, over = standing(self._columns, rows[low:high])
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

    def let_go(self, looked_at: int) -> None:
        """Keep no more rows than there may be; those of the lanes last looked at stay."""
        over = sum(stock.held for stock in self._kept.values()) - _KEPT_ROWS
        while over > 0 and len(self._kept) > looked_at:
            over -= self._kept.popitem(last=False)[1].held

    def _stocked(self, which: int) -> LaneStock:
        columns, opens = self._columns, self._ground.open_starts
        if self._by in _MASKED:
            return LaneStock(columns, lambda: self._rows(which), None, opens)
        if self._few is not None:
            return LaneStock(columns, lambda: self._few_rows(which), None, opens)
        own = self._by is Lanes.ACTOR and which != NOBODY
        mask = None if self._all else self._matches
        actor = which if own else None
        return LaneStock(columns, lambda: self._rows(which), mask, opens, actor)

    @cached_property
    def _few(self) -> Rows | None:
        """The rows that pass the filter, where they are so few that lanes are looked up in them."""
        count = int(np.count_nonzero(self._matches))
        return None if count * _FEW > len(self._matches) else rows_in(self._matches, count)

    @cached_property
    def _parts(self) -> Parts | None:
        """Who takes part in them, where lanes are actors."""
        if self._few is None or self._by is not Lanes.ACTOR:
            return None
        return parts_of(self._columns, self._few)

    def _few_rows(self, which: int) -> Rows:
        if self._parts is not None and which != NOBODY:
            own: Rows = self._parts.rows[self._parts.actors == which]
            return own
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
