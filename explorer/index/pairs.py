"""Who takes part in the same events: weighted pairs of actors, from participations alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Ids = NDArray[np.int32]
Bools = NDArray[np.bool_]

# A summit of two hundred would make 20,000 pairs by itself and link everyone to everyone;
# who shares such an event is told by its list, not by lines.
CROWD = 30


@dataclass(frozen=True)
class Pairs:
    """Pairs of actors by index, `first < second`, with the number of events they share.

    Three arrays of one length, in order of (first, second): int32, int32, int64.
    """

    first: Ids
    second: Ids
    events: Ints

    def __len__(self) -> int:
        return len(self.first)

    def strongest(self, count: int) -> Pairs:
        """Return at most `count` pairs, most events first; ties in order of (first, second)."""
        if 0 < count < len(self):
            floor = np.partition(self.events, len(self) - count)[len(self) - count]
            kept = np.flatnonzero(self.events >= floor)
        else:
            kept = np.arange(len(self))
        order = kept[np.argsort(-self.events[kept], kind="stable")][:count]
        return Pairs(self.first[order], self.second[order], self.events[order])

    def among(self, chosen: Bools) -> Pairs:
        """Return the pairs both of whose actors are chosen; `chosen` has one bool an actor."""
        kept = chosen[self.first] & chosen[self.second]
        return Pairs(self.first[kept], self.second[kept], self.events[kept])

    def degrees(self, actors: int) -> Ints:
        """Return the events shared, summed over each actor's pairs; shape (actors,)."""
        found = np.bincount(self.first, self.events, actors)
        found += np.bincount(self.second, self.events, actors)
        return found.astype(np.int64)


def pairs(
    starts: Ints,
    actors: Ids,
    mask: Bools | None = None,
    crowd: int = CROWD,
    check: Callable[[], None] = lambda: None,
) -> Pairs:
    """Count the events that each two actors share.

    Parameters
    ----------
    starts
        Where each event's actors begin in `actors`, shape (n + 1,); the last is its length.
    actors
        Indices of actors, event after event; an actor stands once in an event.
    mask
        The events that count, shape (n,); None for all.
    crowd
        Events with more actors than this are passed over.
    check
        Called between steps; may raise to end it.

    Each participation is compared with the one d places below it, for d = 1, 2 … as long
    as any event has so many; the pairs are then sorted, and runs of one pair counted.
    """
    sizes = np.diff(starts)
    counted = (sizes > 1) & (sizes <= crowd)
    if mask is not None:
        counted &= mask
    spread = int(actors.max(initial=-1)) + 1
    keys = []
    for distance in _distances(sizes, counted):
        check()
        keys.append(_at_distance(starts, actors, counted, sizes, distance, spread))
    check()
    every = np.concatenate(keys) if keys else np.empty(0, dtype=np.int64)
    every.sort()
    if not len(every):
        return Pairs(np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64))
    first_of_run = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1])))
    found = every[first_of_run]
    low = found // spread
    high = found - low * spread
    events = np.diff(np.append(first_of_run, len(every)))
    return Pairs(low.astype(np.int32), high.astype(np.int32), events)


def _distances(sizes: Ints, counted: Bools) -> range:
    return range(1, int(sizes[counted].max(initial=1)))


def _at_distance(
    starts: Ints, actors: Ids, counted: Bools, sizes: Ints, distance: int, spread: int
) -> Ints:
    """Return the key of each pair that stands `distance` apart in one event's list."""
    owners = np.flatnonzero(counted & (sizes > distance))
    reach = sizes[owners] - distance
    at = _ranges(starts[owners], reach)
    one, other = actors[at], actors[at + distance]
    low = np.minimum(one, other).astype(np.int64)
    low *= spread
    low += np.maximum(one, other)
    return low


def _ranges(begins: Ints, lengths: Ints) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    total = int(lengths.sum())
    if total == len(lengths):
        return begins
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(total)
