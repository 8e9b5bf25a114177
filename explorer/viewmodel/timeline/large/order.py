"""In which order the lanes of a large project stand: the first of them at once, then all.

Pinned actors first, as they were pinned, then chosen ones, then by number of matching events,
then by index; one without any is left out unless it is pinned, and who has no actor or source
stands last.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

import numpy as np

from explorer.columns.digest import Digest
from explorer.columns.values import Bools, Columns, Ints, Rows
from explorer.domain.ids import ActorId
from explorer.index.counts import actor_counts, busiest, kind_counts, source_counts
from explorer.index.fetched import place_of
from explorer.index.open_starts import OpenStarts
from explorer.index.tally import Layers
from explorer.values import dataclass
from explorer.viewmodel.state import Lanes
from explorer.viewmodel.timeline.density import STACKED

NOBODY = -1
_FIRST = 24  # lanes that are told at once: more than a screen has


@dataclass(frozen=True, eq=False)
class LaneOrder:
    """Lanes by index, and how many matching events each has; `whole` says that none is missing."""

    which: Ints
    counts: Ints
    whole: bool = True


@dataclass(frozen=True, eq=False)
class Counted:
    """How many matching events each actor has, and how many have nobody."""

    of_actor: Ints
    nobodys: int


class LaneGround:
    """What of a corpus's lanes depends on no filter."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns

    @cached_property
    def ranked(self) -> Ints:
        """The actors by number of all their events."""
        return np.argsort(-np.diff(self.columns.arrays["actor_ptr"]), kind="stable")

    @cached_property
    def nobodys(self) -> Rows:
        """The events no actor takes part in."""
        ptr = self.columns.arrays["part_ptr"]
        return np.flatnonzero(ptr[1:] == ptr[:-1]).astype(np.int32)

    @cached_property
    def layers(self) -> Layers:
        """The layer of each kind: those that columns are stacked of, all others last."""
        kinds, other = self.columns.head.kinds, len(STACKED)
        at = [STACKED.index(key) if key in STACKED else other for key in kinds]
        return Layers(self.columns, np.array(at, dtype=np.uint8))

    @cached_property
    def open_starts(self) -> OpenStarts:
        """The events without a start."""
        return OpenStarts(self.columns)

    @property
    def nobodys_count(self) -> int:
        digest = Digest.of(self.columns)
        return len(self.nobodys) if digest is None else digest.nobody


def first_order(
    ground: LaneGround,
    by: Lanes,
    matches: Bools,
    chosen: frozenset[ActorId],
    pinned: Sequence[ActorId],
    count: Callable[[Sequence[int]], Ints],
    without: frozenset[ActorId] = frozenset(),
) -> LaneOrder:
    """Return the order of all lanes, but of actors only that of those who come first.

    `count` tells how many matching events each of some actors has. Those `without` any need
    not be asked about.
    """
    columns = ground.columns
    if by is not Lanes.ACTOR or matches.all():
        return whole_order(ground, by, matches, chosen, pinned)
    ranks = _ranks(columns.arrays["actor_id"], chosen, pinned)
    ahead = np.flatnonzero(ranks <= len(pinned))
    first = _ranked(count(ahead.tolist()), ranks[ahead], len(pinned), 0)
    which, counts = ahead[first.which], first.counts
    if len(which) < _FIRST:
        ids = columns.arrays["actor_id"]
        ranks[[place for actor in without if (place := place_of(ids, actor)) >= 0]] = 0
        others = ground.ranked[ranks[ground.ranked] > len(pinned)]
        found, theirs = busiest(columns, count, others, _FIRST - len(which))
        which, counts = np.append(which, found), np.append(counts, theirs)
    return LaneOrder(which, counts, whole=False)


def whole_order(
    ground: LaneGround,
    by: Lanes,
    matches: Bools,
    chosen: frozenset[ActorId],
    pinned: Sequence[ActorId] = (),
    counted: Counted | None = None,
) -> LaneOrder:
    """Return the order of all lanes; `counted` are the actors' events, where that is known."""
    columns = ground.columns
    if by is Lanes.ACTOR:
        if counted is None:
            counted = Counted(actor_counts(columns, matches), _unnamed(ground, matches))
        ranks = _ranks(columns.arrays["actor_id"], chosen, pinned)
        return _ranked(counted.of_actor, ranks, len(pinned), counted.nobodys)
    if by is Lanes.KIND:
        counts = kind_counts(columns, matches)
        order = np.flatnonzero(counts)
        return LaneOrder(order, counts[order])
    if by is Lanes.SOURCE:
        counts = source_counts(columns, matches)
        return _ranked(counts, np.zeros(len(counts), dtype=np.int64), 0, 0)
    return LaneOrder(np.zeros(1, dtype=np.int64), np.array([np.count_nonzero(matches)]))


def _ranks(ids: Ints, chosen: frozenset[ActorId], pinned: Sequence[ActorId]) -> Ints:
    """Return what comes first: the pinned actors one by one, the chosen ones, the others."""
    ranks = np.full(len(ids), len(pinned) + 1)
    for rank, actor in (*((len(pinned), actor) for actor in chosen), *enumerate(pinned)):
        place = place_of(ids, actor)
        if place >= 0:
            ranks[place] = rank
    return ranks


def _ranked(counts: Ints, ranks: Ints, pinned: int, unnamed: int) -> LaneOrder:
    """Return lanes in their order; those of a rank below `pinned` stay without an event."""
    there = np.flatnonzero((counts > 0) | (ranks < pinned))
    order = there[np.lexsort((-counts[there], ranks[there]))]
    counts = counts[order]
    if unnamed:
        order, counts = np.append(order, NOBODY), np.append(counts, unnamed)
    return LaneOrder(order, counts)


def _unnamed(ground: LaneGround, matches: Bools) -> int:
    if matches.all():
        return ground.nobodys_count
    return int(np.count_nonzero(matches.take(ground.nobodys)))
