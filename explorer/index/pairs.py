"""Who takes part in the same events: weighted pairs of actors, from participations alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import Array
from explorer.values import dataclass

Ints = NDArray[np.int64]
Ids = NDArray[np.int32]
Bools = NDArray[np.bool_]

# A summit of two hundred would make 20,000 pairs by itself and link everyone to everyone;
# who shares such an event is told by its list, not by lines.
CROWD = 30
_MOST = np.iinfo(np.int64).max
_MANY = 0.25  # of a block's events: from then on it is gone through as a whole
_BLOCK = 1 << 17  # events that are gone through between two checks
_LOT = 1 << 20  # pairs looked at together: what is made of them stays small
_ONE = np.int32(1)  # of the type that is counted in, or adding takes fifteen times as long


@dataclass(frozen=True)
class Lines:
    """Some pairs of actors by index, `first < second`, and how many events they share."""

    first: Ids
    second: Ids
    events: Ids


@dataclass(frozen=True)
class Pairs:
    """Pairs of actors, with the number of events they share; of some it may be none.

    Attributes
    ----------
    ranked
        The actors by index, the busiest first.
    ptr
        Where in `other` those begin who are paired with each of `ranked` and are less busy;
        the last is its length.
    other
        Who they are, by index; int32.
    events
        How many events each pair shares; int32.
    """

    ranked: Ids
    ptr: Ints
    other: Ids
    events: Ids

    def among(self, chosen: Bools) -> Lines:
        """Return the pairs both of whose actors are chosen; `chosen` has one bool an actor."""
        both = chosen.take(self.other)
        both &= np.repeat(chosen.take(self.ranked), np.diff(self.ptr))
        both &= self.events > 0
        kept = np.flatnonzero(both)
        one = np.repeat(self.ranked, np.diff(np.searchsorted(kept, self.ptr)))
        other = self.other[kept]
        return Lines(np.minimum(one, other), np.maximum(one, other), self.events[kept])

    def degrees(self, actors: int) -> Ints:
        """Return the events shared, summed over each actor's pairs; shape (actors,)."""
        found = np.zeros(actors, dtype=np.int64)
        for at in range(0, len(self.other), _LOT):
            some = slice(at, at + _LOT)
            found += np.bincount(self.other[some], self.events[some], actors).astype(np.int64)
        having = np.flatnonzero(np.diff(self.ptr))
        if len(having):
            sums = np.add.reduceat(self.events, self.ptr[having], dtype=np.int64)
            found[self.ranked[having]] += sums
        return found


@dataclass(frozen=True)
class PairIndex:
    """Which pairs each event holds: found once, so that a filter only has to count.

    Attributes
    ----------
    ranked, ptr, other
        The distinct pairs, as in `Pairs`.
    held
        The pairs of each event, as places in `other`, event after event; int32.
    held_ptr
        Where in `held` each block of `_BLOCK` events begins; the last is its length.
    starts, crowd
        As in `pair_index`: they tell how many pairs each event of a block holds.
    """

    ranked: Ids
    ptr: Ints
    other: Ids
    held: Ids
    held_ptr: Ints
    starts: Array
    crowd: int = CROWD

    def under(self, mask: Bools | None = None, check: Callable[[], None] = lambda: None) -> Pairs:
        """Return the pairs that share events of a mask, shape (n,); of all events for None."""
        counts = np.zeros(len(self.other), dtype=np.int32)
        for held in self._lots(mask):
            check()
            np.add.at(counts, held, _ONE)
        kept = np.flatnonzero(counts)
        if 2 * len(kept) > len(counts):
            return Pairs(self.ranked, self.ptr, self.other, counts)
        return Pairs(self.ranked, np.searchsorted(kept, self.ptr), self.other[kept], counts[kept])

    def _lots(self, mask: Bools | None) -> Iterator[Ids]:
        """Yield the pairs that the events of a mask hold, some at a time."""
        if mask is None or mask.all():
            yield from (self.held[at : at + _LOT] for at in range(0, len(self.held), _LOT))
            return
        for block, (low, high) in enumerate(pairwise(self.held_ptr.tolist())):
            within = mask[block * _BLOCK : (block + 1) * _BLOCK]
            rows = np.flatnonzero(within)
            if not len(rows) or low == high:
                continue
            sizes = _pairs_of(_sizes(self.starts, self.crowd, block * _BLOCK))
            if len(rows) > _MANY * len(within):
                yield self.held[low:high][np.repeat(within, sizes)]
            else:
                yield self.held[_ranges((np.cumsum(sizes) - sizes + low)[rows], sizes[rows])]


def pair_index(
    starts: Array, actors: Ids, crowd: int = CROWD, check: Callable[[], None] = lambda: None
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
    busy = np.zeros(int(actors.max(initial=-1)) + 1, dtype=np.int32)
    np.add.at(busy, actors, _ONE)
    order = np.argsort(-busy, kind="stable").astype(np.int32)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    events, spread = len(starts) - 1, max(len(order), 1)
    begins = range(0, events, _BLOCK)
    held_ptr = np.zeros(len(begins) + 1, dtype=np.int64)
    for block, begin in enumerate(begins):
        held_ptr[block + 1] = _pairs_of(_sizes(starts, crowd, begin)).sum()
    np.cumsum(held_ptr, out=held_ptr)
    keys = np.empty(int(held_ptr[-1]), dtype=np.int64)
    for block, begin in enumerate(begins):
        check()
        some = _sizes(starts, crowd, begin)
        who = rank[actors[_ranges(starts[begin : begin + len(some)], some)]]
        keys[held_ptr[block] : held_ptr[block + 1]] = _keys(who, some, spread)
    check()
    distinct, held = _numbered(keys, spread)
    ptr = np.searchsorted(distinct, np.arange(len(order) + 1) * spread)
    other = np.empty(len(distinct), dtype=np.int32)
    for at in range(0, len(distinct), _LOT):
        other[at : at + _LOT] = order[distinct[at : at + _LOT] % spread]
    return PairIndex(order, ptr, other, held, held_ptr, starts, crowd)


def _sizes(starts: Array, crowd: int, begin: int) -> Ints:
    """Return how many actors each event of a block has; none for a crowd."""
    sizes = np.diff(starts[begin : begin + _BLOCK + 1]).astype(np.int64, copy=False)
    sizes[sizes > crowd] = 0
    return sizes


def _pairs_of(sizes: Ints) -> Ints:
    return sizes * (sizes - 1) // 2


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
    that one sort tells both: twenty times as fast as `np.unique` with its inverse. Nothing
    else is made of them all but the answer: the distinct keys are written over the others.
    """
    bits = len(keys).bit_length()
    if spread * spread << bits > _MOST:  # past half a million actors with 17 million pairs
        distinct, each = np.unique(keys, return_inverse=True)
        return distinct, each.astype(np.int32)
    for at in range(0, len(keys), _LOT):
        some = keys[at : at + _LOT]
        some <<= bits
        some |= np.arange(at, at + len(some))
    keys.sort()
    held = np.empty(len(keys), dtype=np.int32)
    count, last = 0, -1
    for at in range(0, len(keys), _LOT):
        places = keys[at : at + _LOT] & ((1 << bits) - 1)
        some = keys[at : at + _LOT] >> bits
        new = np.diff(some, prepend=last) > 0
        held[places] = np.cumsum(new) + (count - 1)
        found = some[new]
        keys[count : count + len(found)] = found
        count, last = count + len(found), int(some[-1])
    return keys[:count], held


def _ranges(begins: Array, lengths: Ints) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))
