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
_LOT = 1 << 22  # pairs that are counted at once: a few dozen megabytes


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
    held_ptr
        Where in `held` each block of `_BLOCK` events begins; the last is its length.
    starts, crowd
        As in `pair_index`: they tell how many pairs each event of a block holds.
    """

    first: Ids
    second: Ids
    held: Ids
    held_ptr: Ints
    starts: Array
    crowd: int = CROWD

    def under(self, mask: Bools | None = None, check: Callable[[], None] = lambda: None) -> Pairs:
        """Return the pairs that share events of a mask, shape (n,); of all events for None."""
        counts = np.zeros(len(self.first), dtype=np.int32)
        for held in self._lots(mask):
            check()
            counts += np.bincount(held, minlength=len(counts)).astype(np.int32, copy=False)
        kept = np.flatnonzero(counts)
        if len(kept) == len(counts):
            return Pairs(self.first, self.second, counts)
        return Pairs(self.first[kept], self.second[kept], counts[kept])

    def _lots(self, mask: Bools | None) -> Iterator[Ids]:
        """Yield the pairs that the events of a mask hold, some millions at a time."""
        if mask is None or mask.all():
            yield from (self.held[at : at + _LOT] for at in range(0, len(self.held), _LOT))
            return
        pieces: list[Ids] = []
        for block, (low, high) in enumerate(pairwise(self.held_ptr.tolist())):
            within = mask[block * _BLOCK : (block + 1) * _BLOCK]
            rows = np.flatnonzero(within)
            if not len(rows) or low == high:
                continue
            sizes = _pairs_of(_sizes(self.starts, self.crowd, block * _BLOCK))
            if len(rows) > _MANY * len(within):
                pieces.append(self.held[low:high][np.repeat(within, sizes)])
            else:
                pieces.append(
                    self.held[_ranges((np.cumsum(sizes) - sizes + low)[rows], sizes[rows])]
                )
            if sum(map(len, pieces)) > _LOT:
                yield np.concatenate(pieces)
                pieces = []
        yield from pieces if len(pieces) == 1 else [np.concatenate([self.held[:0], *pieces])]


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
    order = np.argsort(-np.bincount(actors), kind="stable").astype(np.int32)
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
    low = distinct // spread
    one, other = order[low], order[distinct - low * spread]
    first, second = np.minimum(one, other), np.maximum(one, other)
    return PairIndex(first, second, held, held_ptr, starts, crowd)


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
    that one sort tells both: twenty times as fast as `np.unique` with its inverse.
    """
    bits = len(keys).bit_length()
    if spread * spread << bits > _MOST:  # past half a million actors with 17 million pairs
        distinct, each = np.unique(keys, return_inverse=True)
        return distinct, each.astype(np.int32)
    keys <<= bits
    keys |= np.arange(len(keys))
    keys.sort()
    place = np.empty(len(keys), dtype=np.int32)
    np.bitwise_and(keys, (1 << bits) - 1, out=place, casting="unsafe")
    keys >>= bits
    new = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=new[1:])
    held = np.empty(len(keys), dtype=np.int32)
    held[place] = np.cumsum(new, dtype=np.int32) - 1
    return keys[new], held


def _ranges(begins: Array, lengths: Ints) -> Ints:
    """Return begins[i], begins[i] + 1, … for lengths[i] places, one after the other."""
    before = np.cumsum(lengths) - lengths
    return np.repeat(begins - before, lengths) + np.arange(int(lengths.sum()))
