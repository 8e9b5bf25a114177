"""The lanes of a large project: their order at once, what stands in one when it is looked at."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns.digest import Digest
from explorer.columns.values import Bools, Columns, Ints, Rows
from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, Mark, SourceId
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Corpus
from explorer.index.counts import actor_counts, kind_counts, source_counts
from explorer.index.touching import Touching
from explorer.viewmodel.state import Lanes, State
from explorer.viewmodel.timeline.density import STACKED

_KEPT_ROWS = 6_000_000  # over all lanes that were looked at
_NOBODY = -1


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


class LaneStock:
    """What stands in one lane, in ascending dated rows that pass the filter.

    `layers` are the same rows by the kinds that columns are stacked of, all others last.
    `actor` is whose lane it is, by index, where all of that actor's events are in it: what is
    asked of it first can be told without its rows then.
    """

    def __init__(
        self, columns: Columns, rows: Callable[[], Rows], actor: int | None = None
    ) -> None:
        self._columns = columns
        self._read = rows
        self._actor = actor
        self._digest = None if actor is None else Digest.of(columns)

    @cached_property
    def rows(self) -> Rows:
        rows = self._read()
        return rows[: int(np.searchsorted(rows, np.int32(self._columns.dated)))]

    @property
    def held(self) -> int:
        """How many rows it holds in memory."""
        return len(self.rows) if "rows" in self.__dict__ else 0

    @cached_property
    def _layer_of_kind(self) -> NDArray[np.uint8]:
        kinds = self._columns.head.kinds
        return np.array(
            [STACKED.index(key) if key in STACKED else len(STACKED) for key in kinds],
            dtype=np.uint8,
        )

    @cached_property
    def layers(self) -> list[Rows]:
        layer = self._layer_of_kind[self._columns.arrays["kind"][self.rows]]
        return [self.rows[layer == place] for place in range(len(STACKED) + 1)]

    @cached_property
    def touching(self) -> Touching:
        return Touching(self._columns, self.rows)

    def begins_at_least(self, start_s: float, end_s: float) -> int:
        """Return a number of its events that begin in a stretch; there may be more."""
        if self._digest is None or self._actor is None:
            return 0
        return self._digest.at_least(self._actor, start_s, end_s)

    def counts(self, edge_rows: Ints) -> Ints:
        """Return how many events begin between edges, by layer; shape (edges - 1, layers)."""
        if self._digest is not None and self._actor is not None and "layers" not in self.__dict__:
            by_kind = self._digest.counts(self._actor, edge_rows)
            if by_kind is not None:
                found = np.zeros((len(STACKED) + 1, by_kind.shape[1]), dtype=np.int64)
                np.add.at(found, self._layer_of_kind, by_kind)
                return np.diff(found, axis=1).T
        return np.stack(
            [
                np.diff(np.searchsorted(layer, edge_rows.astype(layer.dtype)))
                for layer in self.layers
            ],
            axis=1,
        )


class LargeLanes:
    """The lanes of a corpus under a filter, in their order.

    Chosen actors first, then by number of matching events; one without any is left out.
    """

    def __init__(self, corpus: Corpus, state: State, matches: Bools) -> None:
        self._corpus = corpus
        self._columns = corpus.columns
        self._by = state.lanes
        self._matches = matches
        self._all = bool(matches.all())
        wanted = state.filter
        self._chosen = frozenset() if wanted.match is Match.NONE else wanted.actors
        self._heads: dict[int, LaneHead] = {}
        self._kept: OrderedDict[int, LaneStock] = OrderedDict()
        self._order, self._counts = self._ordered()

    @property
    def count(self) -> int:
        return len(self._order)

    def head(self, place: int) -> LaneHead:
        """Return what is said of the lane at a place."""
        if place not in self._heads:
            self._heads[place] = self._head(place)
        return self._heads[place]

    def _head(self, place: int) -> LaneHead:
        which, matching = int(self._order[place]), int(self._counts[place])
        corpus = self._corpus
        if self._by is Lanes.ACTOR and which != _NOBODY:
            actor_id = ActorId(int(self._columns.arrays["actor_id"][which]))
            actor = corpus.actors[actor_id]
            chosen = actor_id in self._chosen
            return LaneHead(
                f"actor {actor_id}", actor.name, matching, actor.kind, chosen=chosen,
                mark=Mark.actor(actor_id),
            )  # fmt: skip
        if self._by is Lanes.KIND:
            key = corpus.kinds[which]
            return LaneHead(f"kind {key}", event_kind_label(key), matching, kind_index=which)
        if self._by is Lanes.SOURCE and which != _NOBODY:
            source_id = SourceId(int(self._columns.arrays["source_id"][which]))
            return LaneHead(f"source {source_id}", corpus.sources[source_id].title, matching)
        if self._by is Lanes.NONE:
            return LaneHead("all", "All events", matching, quiet=True)
        nobody = "No actor named" if self._by is Lanes.ACTOR else "No source named"
        return LaneHead("none", nobody, matching, icon="group", quiet=True)

    def stock(self, place: int) -> LaneStock:
        """Return what stands in the lane at a place; the last ones looked at are kept."""
        which = int(self._order[place])
        if which not in self._kept:
            own = self._by is Lanes.ACTOR and which != _NOBODY and self._all
            self._kept[which] = LaneStock(
                self._columns, lambda: self._rows(which), which if own else None
            )
        self._kept.move_to_end(which)
        while len(self._kept) > 1 and sum(s.held for s in self._kept.values()) > _KEPT_ROWS:
            self._kept.popitem(last=False)
        return self._kept[which]

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
        return np.flatnonzero(np.isin(self._order, wanted or [_NOBODY])).tolist()

    def _ordered(self) -> tuple[Ints, Ints]:
        columns, matches = self._columns, self._matches
        if self._by is Lanes.ACTOR:
            every = np.diff(columns.arrays["actor_ptr"])
            counts = every if self._all else actor_counts(columns, matches)
            chosen = np.isin(columns.arrays["actor_id"], list(self._chosen))
            return self._ranked(counts, chosen, self._unnamed())
        if self._by is Lanes.KIND:
            counts = kind_counts(columns, matches)
            order = np.flatnonzero(counts)
            return order, counts[order]
        if self._by is Lanes.SOURCE:
            counts = source_counts(columns, matches)
            return self._ranked(counts, np.zeros(len(counts), dtype=np.bool_), 0)
        return np.zeros(1, dtype=np.int64), np.array([np.count_nonzero(matches)])

    def _ranked(self, counts: Ints, chosen: Bools, unnamed: int) -> tuple[Ints, Ints]:
        order = np.lexsort((-counts, ~chosen))
        order = order[counts[order] > 0]
        counts = counts[order]
        if unnamed:
            order, counts = np.append(order, _NOBODY), np.append(counts, unnamed)
        return order, counts

    def _unnamed(self) -> int:
        digest = Digest.of(self._columns)
        if self._all and digest is not None:
            return digest.nobody
        rows = self._nobodys
        return len(rows) if self._all else int(np.count_nonzero(self._matches[rows]))

    @cached_property
    def _nobodys(self) -> Rows:
        ptr = self._columns.arrays["part_ptr"]
        return np.flatnonzero(ptr[1:] == ptr[:-1]).astype(np.int32)

    def _rows(self, which: int) -> Rows:
        columns = self._columns
        if self._by is Lanes.NONE:
            return np.flatnonzero(self._matches).astype(np.int32)
        if self._by is Lanes.KIND:
            mask = columns.arrays["kind"] == which
            return np.flatnonzero(mask & self._matches).astype(np.int32)
        if which == _NOBODY:
            rows = self._nobodys
        elif self._by is Lanes.ACTOR:
            rows = columns.rows_of_actor(which)
        else:
            rows = columns.rows_of_source(which)
        return rows if self._all else rows[self._matches[rows]]
