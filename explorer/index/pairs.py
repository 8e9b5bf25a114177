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
_MOST = np.iinfo(np.int64).max
_MANY = 0.25  # of the events: from then on a mask is gone through as a whole
_BLOCK = 1 << 17  # events that are gone through between two checks


@dataclass(frozen=True)
class Pairs:
    """Pairs of actors by index, `first < second`, with the number of events they share.

    Three arrays of one length, int32; the pairs of who is busiest come first.
    """

    first: Ids
    second: Ids
    events: Ids

    def __len__(self) -> int:
        return len(self.first)

    def among(self, chosen: Bools) -> Pairs:
        """Return the pairs both of whose actors are chosen; `chosen` has one bool an actor."""
        kept = chosen[self.first] & chosen[self.second]
        return Pairs(self.first[kept], self.second[kept], self.events[kept])

    def degrees(self, actors: int) -> Ints:
        """Return the events shared, summed over each actor's pairs; shape (actors,)."""
        found = np.bincount(self.first, self.events, actors)
        found += np.bincount(self.second, self.events, actors)
        return found.astype(np.int64)


@dataclass(frozen=True)
class PairIndex:
    """Which pairs each event holds: found once, so that a filter only has to count.

    Attributes
    ----------
    first, second
        The distinct pairs, `first < second`, those of who is busiest first; int32.
    held
        The pairs of each event, as places in `first`, event after event; int32.
    per_event
        How many pairs each event holds, shape (n,).
    """

    first: Ids
    second: Ids
    held: Ids
    per_event: NDArray[np.uint16]

    def under(self, mask: Bools | None = None) -> Pairs:
        """Return the pairs that share events of a mask, shape (n,); of all events for None."""
        held = self.held
        if mask is not None and not mask.all():
            sizes = self.per_event.astype(np.int64)
            rows = np.flatnonzero(mask)
            if len(rows) > _MANY * len(mask):
                held = held[np.repeat(mask, sizes)]
            else:
                held = held[_ranges((np.cumsum(sizes) - sizes)[rows], sizes[rows])]
        counts = np.bincount(held, minlength=len(self.first)).astype(np.int32)
        kept = np.flatnonzero(counts)
        if len(kept) == len(counts):
            return Pairs(self.first, self.second, counts)
        return Pairs(self.first[kept], self.second[kept], counts[kept])


def pair_index(
    starts: Ints, actors: Ids, crowd: int = CROWD, check: Callable[[], None] = lambda: None
) -> PairIndex:
    """Find the pairs of each event.

    Parameters
    ----------
    starts
        Where each event's actors begin in `actors`, shape (n + 1,); the last is its length.
    actors
        Indices of actors, event after event; an actor stands once in an event.
    crowd
        Events with more actors than this are passed over.
    check
        Called between steps; may raise to end it.
    """
    order = np.argsort(-np.bincount(actors), kind="stable").astype(np.int32)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    sizes = np.diff(starts)
    sizes[sizes > crowd] = 0
    found = [np.empty(0, dtype=np.int64)]
    for begin in range(0, len(sizes), _BLOCK):
        check()
        some = sizes[begin : begin + _BLOCK]
        who = rank[actors[_ranges(starts[begin : begin + len(some)], some)]]
        found.append(_keys(who, some, len(order)))
    check()
    keys = np.concatenate(found)
    found.clear()
    distinct, held = _numbered(keys, max(len(order), 1))
    low = distinct // max(len(order), 1)
    one, other = order[low], order[distinct - low * len(order)]
    per_event = (sizes * (sizes - 1) // 2).astype(np.uint16)
    return PairIndex(np.minimum(one, other), np.maximum(one, other), held, per_event)


def _keys(who: Ids, sizes: Ints, spread: int) -> Ints:
    """Return a key for each pair of each event, event after event.

    `who` are numbers of actors, `sizes` how many each event has. A key is the smaller number
    times `spread`, and the larger. Those who stand 1 apart are paired, then 2, ….
    """
    after = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(who)) - 1
    place = np.cumsum(after) - after
    keys = np.empty(int(after.sum()), dtype=np.int64)
    at = np.flatnonzero(after)
    distance = 1
    while len(at):
        one, other = who[at], who[at + distance]
        key = np.minimum(one, other).astype(np.int64)
        key *= spread
        key += np.maximum(one, other)
        keys[place[at] + (distance - 1)] = key
        at = at[after[at] > distance]
        distance += 1
    return keys


def _numbered(keys: Ints, spread: int) -> tuple[Ints, Ids]:
    """Return the distinct keys, ascending, and where among them each key is; uses `keys` up.

    A key is below the square of `spread`, and is sorted with its place in its lower bits, so
    that one sort tells both: twenty times as fast as `np.unique` with its inverse.
    """
    bits = len(keys).bit_length()
    if spread * spread << bits > _MOST:  # past half a million actors with 17 million pairs
        distinct, each = np.unique(keys, return_inverse=True)
        return distinct, each.astype(np.int32)
    keys <<= bits
    keys |= np.arange(len(keys))
    keys.sort()
    place = (keys & ((1 << bits) - 1)).astype(np.int32)
    keys >>= bits
    new = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    held = np.empty(len(keys), dtype=np.int32)
    held[place] = np.cumsum(new, dtype=np.int32) - 1
    return keys[new], held


def _ranges(begins: Ints, lengths: Ints) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))
