"""Who is tied to whom by the events they share: the strongest actors, their pairs, their groups."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import Bools, Columns, Ints
from explorer.index.communities import communities
from explorer.index.pairs import PairIndex, Pairs, pair_index
from explorer.values import dataclass

_WOVEN = 5
_OF_BOTH = 3
_OF_GROUP = 2
_BESIDE = 0.75  # 0.5: those who are everywhere attract; 1: chance does


@dataclass(frozen=True)
class Together:
    """The pairs of actors that share events of a mask; `total` actors share any.

    `of` are indices into the columns' `actor_id`.
    """

    pairs: Pairs
    degrees: Ints

    @property
    def total(self) -> int:
        return int(np.count_nonzero(self.degrees))

    def strongest(self, most: int, also: Ints | None = None) -> Ints:
        """Return at most `most` actors, those who share most first, and `also` in any case."""
        order = np.argsort(-self.degrees, kind="stable")[:most]
        chosen = order[self.degrees[order] > 0]
        return chosen if also is None else np.concatenate([chosen, np.setdiff1d(also, chosen)])

    def graph(self, chosen: Ints) -> SharedGraph:
        """Return the graph of some actors."""
        place = np.full(len(self.degrees), -1, dtype=np.int32)
        place[chosen] = np.arange(len(chosen))
        among = self.pairs.among(place >= 0)
        first, second = place[among.first], place[among.second]
        return SharedGraph(chosen, first, second, among.events.astype(np.int64), self.total)


@dataclass(frozen=True)
class SharedGraph:
    """Actors and the events that each two of them share.

    Attributes
    ----------
    actors
        Indices into the columns' `actor_id`, the one who shares most first; shape (n,).
    first, second
        Indices into `actors` of the ends of each line, int32 of shape (m,).
    events
        How many events each line stands for, shape (m,).
    total_actors
        How many actors share any event, drawn or not.
    """

    actors: Ints
    first: NDArray[np.int32]
    second: NDArray[np.int32]
    events: Ints
    total_actors: int

    @cached_property
    def weight(self) -> NDArray[np.float64]:
        """What two share beside what each shares with everyone; shape (m,).

        By the events alone, all lines would lead to whoever is everywhere.
        """
        expected = self.shared[self.first] * self.shared[self.second]
        return np.asarray(self.events / expected**_BESIDE)

    @cached_property
    def shared(self) -> NDArray[np.float64]:
        """The events that each actor shares with the others here, summed; shape (n,)."""
        found = np.bincount(self.first, self.events, len(self.actors))
        found += np.bincount(self.second, self.events, len(self.actors))
        return np.asarray(found, dtype=np.float64)

    @cached_property
    def woven(self) -> Ints:
        """The lines that layout and groups are made of: a few of each actor's heaviest."""
        order = np.argsort(-self.weight, kind="stable")
        return order[(_ranks(self._ends[order], len(self.actors)) < _WOVEN).any(axis=1)]

    @cached_property
    def group(self) -> Ints:
        """Each actor's community, the largest 0; shape (n,)."""
        kept = self.woven
        weight = self.weight[kept]
        return communities(len(self.actors), self.first[kept], self.second[kept], weight)

    @cached_property
    def drawn(self) -> Ints:
        """The lines that keep the picture readable; the rest show when one points at an actor.

        Within a group each actor's heaviest, and those that are among the heaviest of both
        their ends; between groups each group's heaviest. In order of weight.
        """
        lines, group = self.woven, self.group
        groups = group[self._ends[lines]]
        inside = groups[:, 0] == groups[:, 1]
        ranks = _ranks(self._ends[lines[inside]], len(self.actors))
        kept = np.empty(len(lines), dtype=np.bool_)
        kept[inside] = (ranks == 0).any(axis=1) | (ranks < _OF_BOTH).all(axis=1)
        kept[~inside] = (_ranks(groups[~inside], len(self.actors)) < _OF_GROUP).any(axis=1)
        return lines[kept]

    def worked_out(self) -> SharedGraph:
        """Return it with all that takes long done: for the thread that may take long."""
        _ = self.drawn, self.shared
        return self

    @property
    def _ends(self) -> NDArray[np.int32]:
        return np.stack([self.first, self.second], axis=1)

    def lines_of(self, actor: int) -> Ints:
        """Return the lines that end at an actor, by its place in `actors`."""
        return np.flatnonzero((self.first == actor) | (self.second == actor))


def together(
    index: PairIndex,
    actors: int,
    mask: Bools | None = None,
    check: Callable[[], None] = lambda: None,
) -> Together:
    """Return who shares the events of a mask; all of them for None. `actors` is how many.

    `check` is called between steps; it may raise.
    """
    found = index.under(mask, check)
    return Together(found, found.degrees(actors))


def pairs_of(columns: Columns, check: Callable[[], None] = lambda: None) -> PairIndex:
    """Return which pairs each event holds. `check` is called between steps; it may raise."""
    return pair_index(columns.arrays["part_ptr"], columns.arrays["part_actor"], check=check)


def _ranks(ends: NDArray[np.integer], count: int) -> Ints:
    """Return the how-manieth line of its two ends each is; shape (m, 2), as `ends`.

    Ends are below `count`.
    """
    flat = ends.ravel()
    # Two bytes are sorted in a tenth of the time.
    small = flat.astype(np.uint16 if count <= 1 << 16 else np.int32)
    by_end = np.argsort(small, kind="stable")
    begins = np.searchsorted(small[by_end], np.arange(count, dtype=small.dtype))
    rank = np.empty(len(flat), dtype=np.int64)
    rank[by_end] = np.arange(len(flat)) - begins[flat[by_end]]
    return rank.reshape(-1, 2)
