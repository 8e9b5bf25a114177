"""Filter in, mask over a corpus's rows out; no record is read, and no SQL asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from explorer.columns.values import BOUNDS, Rows
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import EventId
from explorer.index.corpus import Bools, Corpus

# Rows looked at together: what is worked out for them stays in the processor's cache.
_STRETCH = 1 << 16


def select(corpus: Corpus, wanted: Filter, word_hits: frozenset[EventId] | None = None) -> Bools:
    """Return the mask of the events that pass.

    Parameters
    ----------
    word_hits
        Ids of the events that the store found for `wanted.words`; None where it has no words.

    Returns
    -------
    Bool array of shape (corpus.n,), in row order.
    """
    mask = _review(corpus, wanted.review)
    for other in _restrictions(corpus, wanted, word_hits):
        mask &= other
    return mask


def _restrictions(
    corpus: Corpus, wanted: Filter, word_hits: frozenset[EventId] | None
) -> Iterator[Bools]:
    if wanted.actors:
        yield _actors(corpus, wanted)
    if wanted.kinds is not None:
        yield corpus.kind_mask(wanted.kinds)
    if wanted.statuses is not None:
        yield corpus.status_mask(wanted.statuses)
    if wanted.sources is not None:
        yield _any_of(corpus, [corpus.rows_of_source.get(s) for s in wanted.sources])
    if wanted.period is not None:
        yield within(corpus, wanted.period)
    if word_hits is not None:
        rows = corpus.columns.rows_of(np.fromiter(word_hits, dtype=np.int64, count=len(word_hits)))
        yield _any_of(corpus, [rows[rows >= 0]])


def within(corpus: Corpus, period: Period) -> Bools:
    """Return the mask of the dated events that can have touched the half-open period.

    Rows ascend by earliest start: what begins at or after the period's end is one stretch,
    and what begins at or after its start needs no look at its end.
    """
    columns = corpus.columns
    starts = columns.start_min[: columns.dated]
    last = columns.dated
    if period.end_s is not None:
        last = int(np.searchsorted(starts, np.int64(period.end_s)))
    mask = np.zeros(corpus.n, dtype=np.bool_)
    mask[:last] = True
    if period.start_s is None:
        return mask
    start = np.int64(period.start_s)
    first = min(int(np.searchsorted(starts, start)), last)
    for low in range(0, first, _STRETCH):
        high = min(low + _STRETCH, first)
        offsets = columns.arrays["end_max"][low:high]
        # Open starts stand first and are far; what is far is settled below.
        mask[low:high] = starts[low:high] + offsets >= start
    far = columns.arrays["far_row"]
    far = far[: int(np.searchsorted(far, far.dtype.type(first)))]
    ends = columns.arrays["far_value"][: len(far), BOUNDS.index("end_max") - 1]
    mask[far] = ends >= start
    return mask


def _review(corpus: Corpus, scope: ReviewScope) -> Bools:
    if scope is ReviewScope.ALL:
        return np.ones(corpus.n, dtype=np.bool_)
    if corpus.columns.head.accepted == corpus.n:
        return np.full(corpus.n, scope is ReviewScope.ACCEPTED)
    return corpus.accepted.copy() if scope is ReviewScope.ACCEPTED else ~corpus.accepted


def _actors(corpus: Corpus, wanted: Filter) -> Bools:
    found = [corpus.rows_of_actor.get(actor_id) for actor_id in wanted.actors]
    if wanted.match is Match.ALL:
        return _any_of(corpus, [in_all(found)])
    any_of = _any_of(corpus, found)
    return any_of if wanted.match is Match.ANY else ~any_of


def in_all(groups: Sequence[Rows | None]) -> Rows:
    """Return the rows that stand in every group; each ascends, and None is an empty one.

    The smallest comes first, so the work is that of looking its rows up in the others.
    """
    known = sorted((rows for rows in groups if rows is not None), key=len)
    if len(known) < len(groups) or not known or not len(known[0]):
        return np.zeros(0, dtype=np.int32)
    found = known[0]
    for rows in known[1:]:
        at = np.minimum(np.searchsorted(rows, found), len(rows) - 1)
        found = found[rows[at] == found]
    return found


def _any_of(corpus: Corpus, groups: Sequence[Rows | None]) -> Bools:
    mask = np.zeros(corpus.n, dtype=np.bool_)
    for rows in groups:
        if rows is not None:
            mask[rows] = True
    return mask
