"""Sorting lists of rows by what is said of them: words become ranks, ranks are sorted.

Words are put in order without regard to case; rows of equal words stay in order of time, and
a row without any (no actor, no source) comes last whichever way the list is sorted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from heapq import merge
from itertools import count

import numpy as np

from explorer.columns.values import Array, Columns, Ints, Rows

NOTHING = np.int32(np.iinfo(np.int32).max)
_RUN = 8_192  # words sorted in one go: no thread that waits for this one waits long


def ordered(rows: Rows, ranks: Array, *, descending: bool) -> Rows:
    """Return rows, which ascend, in the order of their ranks; `NOTHING` last both ways."""
    keys = ranks.astype(np.int64)
    if descending:
        keys = np.where(ranks == NOTHING, keys, -keys)
    keys <<= 32
    keys |= np.arange(len(rows))  # equal ranks stay as they are; and a plain sort is the fastest
    keys.sort()
    return np.asarray(rows[keys & 0xFFFF_FFFF])


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


def by_kind(columns: Columns, rows: Rows, labels: Sequence[str]) -> Array:
    """Return ranks of rows by their kind; `labels` are of `head.kinds`."""
    return ranks_of(labels)[columns.arrays["kind"][rows]]


def by_status(columns: Columns, rows: Rows, labels: Sequence[str]) -> Array:
    """Return ranks of rows by their status; `labels` are in the order of `STATUSES`."""
    return ranks_of(labels)[columns.arrays["status"][rows]]


def by_source(columns: Columns, rows: Rows, titles: Sequence[str]) -> Array:
    """Return ranks by the source of a row's first words; `titles` are of `source_id`."""
    ranks = np.append(NOTHING, ranks_of(titles)) if titles else np.array([NOTHING])
    return ranks[columns.arrays["source"][rows]]


def by_first_actor(columns: Columns, rows: Rows, names: Sequence[str]) -> Array:
    """Return ranks by the first in alphabet of a row's actors; `names` are of `actor_id`."""
    found = np.full(len(rows), NOTHING, dtype=np.int32)
    if not len(names):
        return found
    ranks = ranks_of(names)
    begins = columns.arrays["part_ptr"][rows]
    sizes = columns.arrays["part_ptr"][rows.astype(np.int64) + 1] - begins
    taken = columns.arrays["part_actor"]
    for turn in range(int(sizes.max(initial=0))):
        # The first participant of all rows, then the second of those that have one, and so on.
        has = np.flatnonzero(sizes > turn)
        found[has] = np.minimum(found[has], ranks[taken[begins[has] + turn]])
    return found


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
    return ranks[codes] if len(ranks) else codes
