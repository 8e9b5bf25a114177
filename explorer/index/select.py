"""Filter in, mask over a corpus's rows out; no record is read, and no SQL asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from explorer.columns.values import ACCEPTED, BOUNDS, STATUSES, Array, Rows
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.index.corpus import Bools, Corpus

# Rows looked at together: what is worked out for them stays in the processor's cache.
_STRETCH = 1 << 16
_FEW = 16  # of so many events one: then the others are not looked at


def select(corpus: Corpus, wanted: Filter, word_rows: Rows | None = None) -> Bools:
    """Return the mask of the events that pass.

    Parameters
    ----------
    word_rows
        Rows of the events that the store found for `wanted.words`, as `rows_of_hits` returns
        them; None where it has no words.

    Returns
    -------
    Bool array of shape (corpus.n,), in row order.
    """
    lists = list(_lists(corpus, wanted, word_rows))
    fewest = min(lists, key=len, default=None)
    if fewest is not None and len(fewest) * _FEW < corpus.n:
        return _mask_of(corpus, _passing(corpus, wanted, lists, fewest))
    mask = _review(corpus, wanted.review)
    for other in _masks(corpus, wanted, lists):
        mask &= other
    return mask


def rows_of_hits(corpus: Corpus, ids: Array) -> Rows:
    """Return the rows of events that the store found; those that the corpus has."""
    rows = corpus.columns.rows_of(ids)
    return rows[rows >= 0]


def _lists(corpus: Corpus, wanted: Filter, word_rows: Rows | None) -> Iterator[Rows]:
    """Yield what passes one restriction, as rows: a row may come twice, none must be missing."""
    if wanted.actors and wanted.match is not Match.NONE:
        found = [corpus.rows_of_actor.get(actor_id) for actor_id in wanted.actors]
        yield in_all(found) if wanted.match is Match.ALL else _together(found)
    if wanted.sources is not None:
        yield _together([corpus.rows_of_source.get(source) for source in wanted.sources])
    if word_rows is not None:
        yield word_rows


def _masks(corpus: Corpus, wanted: Filter, lists: Sequence[Rows]) -> Iterator[Bools]:
    yield from (_mask_of(corpus, rows) for rows in lists)
    if wanted.actors and wanted.match is Match.NONE:
        yield ~_mask_of(corpus, _together([corpus.rows_of_actor.get(a) for a in wanted.actors]))
    if wanted.kinds is not None:
        yield corpus.kind_mask(wanted.kinds)
    if wanted.statuses is not None:
        yield corpus.status_mask(wanted.statuses)
    if wanted.period is not None:
        yield within(corpus, wanted.period)


def _passing(corpus: Corpus, wanted: Filter, lists: Sequence[Rows], rows: Rows) -> Rows:
    """Return those of a few rows that pass all; no column is gone through for it."""
    for other in lists:
        if other is not rows:
            rows = rows[_mask_of(corpus, other).take(rows)]
    if wanted.actors and wanted.match is Match.NONE:
        held = _together([corpus.rows_of_actor.get(a) for a in wanted.actors])
        rows = rows[~_mask_of(corpus, held).take(rows)]
    arrays = corpus.columns.arrays
    if wanted.review is not ReviewScope.ALL and corpus.columns.head.accepted < corpus.n:
        accepted = arrays["review"].take(rows) == ACCEPTED
        rows = rows[accepted if wanted.review is ReviewScope.ACCEPTED else ~accepted]
    elif wanted.review is ReviewScope.PENDING:
        rows = rows[:0]
    if wanted.kinds is not None:
        rows = rows[_are(arrays["kind"].take(rows), [k in wanted.kinds for k in corpus.kinds])]
    if wanted.statuses is not None:
        rows = rows[_are(arrays["status"].take(rows), [s in wanted.statuses for s in STATUSES])]
    return rows if wanted.period is None else rows[_touching(corpus, wanted.period, rows)]


def _are(codes: Array, chosen: Sequence[bool]) -> Bools:
    return np.array([*chosen, False], dtype=np.bool_).take(codes)


def _touching(corpus: Corpus, period: Period, rows: Rows) -> Bools:
    columns = corpus.columns
    found = rows < columns.dated
    if period.end_s is not None:
        found &= columns.bound_at("start_min", rows) < np.int64(period.end_s)
    if period.start_s is not None:
        found &= columns.bound_at("end_max", rows) >= np.int64(period.start_s)
    return np.asarray(found)


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


def _together(groups: Sequence[Rows | None]) -> Rows:
    """Return the rows that stand in any group; one that stands in several may come as often."""
    known = [rows for rows in groups if rows is not None]
    if len(known) == 1:
        return known[0]
    return np.concatenate([np.zeros(0, dtype=np.int32), *known])


def _mask_of(corpus: Corpus, rows: Rows) -> Bools:
    mask = np.zeros(corpus.n, dtype=np.bool_)
    mask[rows] = True
    return mask
