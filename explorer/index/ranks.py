"""Sorting lists of rows by what is said of them: words become ranks, ranks are sorted.

Words are put in order without regard to case; rows of equal words stay in order of time, and
a row without any (no actor, no source) comes last whichever way the list is sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import merge
from itertools import count, pairwise

import numpy as np

from explorer.columns.together import together
from explorer.columns.values import Array, Columns, Ints, Rows
from explorer.index.listed import Listed

RankOf = Callable[[Rows], Array]

NOTHING = np.int32(np.iinfo(np.int32).max)
_LOT = 1 << 20  # rows that are sorted together
_RANKED = 1 << 17  # rows that are ranked together: what is made of them stays in the cache
_SAMPLED = 512  # of each lot, to tell where to part it from the next
_RUN = 8_192  # words sorted in one go: no thread that waits for this one waits long


def in_order(ranks: Array, *, descending: bool) -> Rows:
    """Return the places of ranks in their order, equal ones as they stand; `NOTHING` last.

    They are sorted a lot of ranks at a time, by two threads: nothing is made of them all but
    the answer, and small lots are sorted faster.
    """
    found = np.empty(len(ranks), dtype=np.int32)
    pieces = [ranks[at : at + _LOT] for at in range(0, len(ranks), _LOT)]
    known = sum(int(np.count_nonzero(piece != NOTHING)) for piece in pieces)

    def sort(low: int, high: int) -> None:
        begin = sum(int(np.count_nonzero(piece < low)) for piece in pieces)
        if descending:
            begin = known - sum(int(np.count_nonzero(piece < high)) for piece in pieces)
        keys = []
        for number, piece in enumerate(pieces):
            some = np.flatnonzero((piece >= low) & (piece < high))
            if high - low > 1:
                own = piece.take(some).astype(np.int64)
                keys.append(((-own if descending else own) << 32) | (some + number * _LOT))
            else:  # of one rank all stand in order
                found[begin : begin + len(some)] = some + number * _LOT
                begin += len(some)
        if keys:
            every = np.concatenate(keys)
            every.sort()  # equal ranks stay as they are; and a plain sort is the fastest
            found[begin : begin + len(every)] = every & 0xFFFF_FFFF

    together(lambda bounds: sort(*bounds), list(pairwise([0, *_cuts(ranks), int(NOTHING)])))
    found[known:] = np.flatnonzero(ranks == NOTHING)
    return found


def _cuts(ranks: Array) -> list[int]:
    """Return ascending ranks that part them into lots, by a sample; what has many is one alone."""
    lots = len(ranks) // _LOT
    if lots < 2:
        return []
    some = np.sort(ranks[:: max(len(ranks) // (_SAMPLED * lots), 1)])
    cuts, times = np.unique(some[np.arange(1, lots) * len(some) // lots], return_counts=True)
    both = np.unique([*cuts.tolist(), *(cuts[(times > 1) & (cuts < NOTHING)] + 1).tolist()])
    return [cut for cut in both.tolist() if 0 < cut < NOTHING]


def ranks_of(words: Sequence[str], check: Callable[[], None] = lambda: None) -> Ints:
    """Return the rank of each word, equal for words that differ in case alone."""
    folded = [word.casefold() for word in words]
    distinct = list(dict.fromkeys(folded))
    runs: list[list[str]] = []
    for start in range(0, len(distinct), _RUN):
        check()
        runs.append(sorted(distinct[start : start + _RUN]))
    rank: dict[str, int] = {}
    for word in merge(*runs):
        if len(rank) % _RUN == 0:
            check()
        rank[word] = len(rank)
    return np.array([rank[word] for word in folded], dtype=np.int32)


def of_lots(rank: RankOf, rows: Listed, check: Callable[[], None]) -> Array:
    """Return the rank of each row of a list, looked up a lot at a time, by two threads."""
    found = np.empty(rows.count, dtype=np.int32)

    def some(at: int) -> None:
        check()
        found[at : at + _RANKED] = rank(rows.at(at, at + _RANKED))

    together(some, range(0, rows.count, _RANKED))
    return found


def by_kind(columns: Columns, labels: Sequence[str]) -> RankOf:
    """Return what ranks rows by their kind; `labels` are of `head.kinds`."""
    ranks, kinds = ranks_of(labels), columns.arrays["kind"]
    return lambda rows: ranks[kinds[rows]]


def by_status(columns: Columns, labels: Sequence[str]) -> RankOf:
    """Return what ranks rows by their status; `labels` are in the order of `STATUSES`."""
    ranks, statuses = ranks_of(labels), columns.arrays["status"]
    return lambda rows: ranks[statuses[rows]]


def by_source(columns: Columns, titles: Sequence[str]) -> RankOf:
    """Return what ranks rows by the source of their first words; `titles` are of `source_id`."""
    ranks = np.append(NOTHING, ranks_of(titles)) if titles else np.array([NOTHING])
    sources = columns.arrays["source"]
    return lambda rows: ranks[sources[rows]]


def by_first_actor(columns: Columns, names: Sequence[str]) -> RankOf:
    """Return what ranks rows by the first in alphabet of their actors; `names` of `actor_id`."""
    ranks = ranks_of(names)
    ptr, taken = columns.arrays["part_ptr"], columns.arrays["part_actor"]

    def rank(rows: Rows) -> Array:
        begins = ptr[rows]
        sizes = ptr[rows + 1] - begins
        found = np.full(len(rows), NOTHING, dtype=np.int32)
        for turn in range(int(sizes.max(initial=0))):
            # The first participant of all, then the second of those that have one, and so on.
            has = np.flatnonzero(sizes > turn)
            found[has] = np.minimum(found[has], ranks[taken[begins[has] + turn]])
        return found

    return rank


def title_ranks(
    columns: Columns, lots: Iterable[tuple[Ints, Sequence[str]]], check: Callable[[], None]
) -> Array:
    """Return the rank of each row's title, shape (n,), from lots of ids and their titles.

    Titles recur: each is kept once, so what is sorted is a fraction of them.
    """
    code: defaultdict[str, int] = defaultdict(count().__next__)
    codes = np.zeros(columns.n, dtype=np.int32)
    for ids, titles in lots:
        check()
        rows = columns.rows_of(ids)
        own = np.fromiter(map(code.__getitem__, titles), dtype=np.int32, count=len(titles))
        codes[rows[rows >= 0]] = own[rows >= 0]
    ranks = ranks_of(list(code), check)
    for at in range(0, len(codes) if len(ranks) else 0, _LOT):
        codes[at : at + _LOT] = ranks[codes[at : at + _LOT]]
    return codes
