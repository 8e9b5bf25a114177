"""Who is tied to whom by the events they share: the strongest actors, their pairs, their groups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import Bools, Columns, Ints
from explorer.index.communities import communities
from explorer.index.pairs import Pairs, pairs

_DRAWN = 2
_WOVEN = 5


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

    def strongest(self, most: int, also: Ints | None = None) -> SharedGraph:
        """Return the graph of at most `most` actors, those who share most first.

        `also` are actors, by index, that are in it in any case.
        """
        order = np.argsort(-self.degrees, kind="stable")[:most]
        chosen = order[self.degrees[order] > 0]
        if also is not None:
            chosen = np.concatenate([chosen, np.setdiff1d(also, chosen)])
        place = np.full(len(self.degrees), -1, dtype=np.int32)
        place[chosen] = np.arange(len(chosen))
        among = self.pairs.among(place >= 0)
        first, second = place[among.first], place[among.second]
        return SharedGraph(chosen, first, second, among.events, self.total)


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
    def woven(self) -> Ints:
        """The lines that layout and groups are made of: a few of each actor's heaviest."""
        return self.heaviest(_WOVEN)

    @cached_property
    def drawn(self) -> Ints:
        """The lines that keep the picture readable; the rest show when one points at an actor."""
        return self.heaviest(_DRAWN)

    @cached_property
    def group(self) -> Ints:
        """Each actor's community, the largest 0; shape (n,)."""
        kept = self.woven
        weight = self.events[kept].astype(np.float64)
        return communities(len(self.actors), self.first[kept], self.second[kept], weight)

    def heaviest(self, each: int) -> Ints:
        """Return the lines of which one end has none or few that are heavier.

        Each actor brings its `each` heaviest lines; all of them in order of weight. A line
        weighs what two share beside what each shares with everyone, so that not all lines
        lead to whoever is everywhere.
        """
        shared = np.bincount(self.first, self.events, len(self.actors))
        shared += np.bincount(self.second, self.events, len(self.actors))
        weight = self.events / np.sqrt(shared[self.first] * shared[self.second])
        order = np.argsort(-weight, kind="stable")
        ends = np.stack([self.first[order], self.second[order]], axis=1).ravel()
        # The how-manieth line of its end each is: places among equals, in order of weight.
        by_end = np.argsort(ends, kind="stable")
        begins = np.searchsorted(ends[by_end], np.arange(len(self.actors)))
        rank = np.empty(len(ends), dtype=np.int64)
        rank[by_end] = np.arange(len(ends)) - begins[ends[by_end]]
        return order[(rank.reshape(-1, 2) < each).any(axis=1)]

    def lines_of(self, actor: int) -> Ints:
        """Return the lines that end at an actor, by its place in `actors`."""
        return np.flatnonzero((self.first == actor) | (self.second == actor))


def together(
    columns: Columns, mask: Bools | None = None, check: Callable[[], None] = lambda: None
) -> Together:
    """Return who shares the events of a mask; all of them for None. `check` as in `pairs`."""
    arrays = columns.arrays
    found = pairs(arrays["part_ptr"], arrays["part_actor"], mask, check=check)
    return Together(found, found.degrees(len(arrays["actor_id"])))
