"""Filter in, mask over a corpus's rows out; no record is read, and no SQL asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from explorer.columns.rows import held, in_all, rows_in, stands_in
from explorer.columns.together import together
from explorer.columns.values import ACCEPTED, BOUNDS, FAR, OPEN_START, STATUSES, Array, Rows
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.index.corpus import Bools, Corpus
from explorer.index.fetched import place_of
from explorer.values import dataclass

# Rows looked at together: what is worked out for them stays in the processor's cache.
_STRETCH = 1 << 16
_FEW = 24  # of so many events one: then the others are not looked at
_WRITTEN = 24  # rows of a list that are written while one row is looked up for who takes part
_PASSES = 8  # rows that are written while so many are passed over for those of a mask
_MANY = 100_000  # rows of lists: then two threads write them
_SOME = 16  # of so many rows of a stretch one: then they are looked at one by one
_NO_ROWS: Rows = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, eq=False)
class _List:
    """What passes one restriction, as ascending rows: in any of several `pieces`."""

    what: str
    pieces: Sequence[Rows]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


def select(corpus: Corpus, wanted: Filter, word_rows: Rows | Bools | None = None) -> Bools:
    """Return the mask of the events that pass.

    The restriction that leaves fewest is asked first; where it leaves few, the rest is looked
    up at their rows alone.

    Parameters
    ----------
    word_rows
        Ascending rows of the events that the store found for `wanted.words`, or a mask of
        them where they are many; None where it has no words.

    Returns
    -------
    Bool array of shape (corpus.n,), in row order.
    """
    few, many = _few_or_many(word_rows)
    lists = _lists(corpus, wanted, few)
    fewest = min(lists, key=lambda each: each.size, default=None)
    if fewest is not None and fewest.size * _FEW < corpus.n:
        rows = _by_columns_at(corpus, wanted, np.concatenate([_NO_ROWS, *fewest.pieces]))
        rows = rows if many is None else rows[many.take(rows)]
        rest = [each for each in lists if each is not fewest]
        return _mask_of(corpus, [_by_lists_at(corpus, wanted, rest, rows)])
    mask = _by_columns(corpus, wanted)
    if many is not None:
        mask &= many
    without = _postings(corpus, wanted) if wanted.match is Match.NONE else []
    if not lists and not without:
        return mask
    count = int(np.count_nonzero(mask))
    written = sum(each.size for each in lists) + sum(map(len, without))
    if count * _FEW < corpus.n and written > count * _WRITTEN + corpus.n // _PASSES:
        return _mask_of(corpus, [_by_lists_at(corpus, wanted, lists, rows_in(mask))])
    most = _begun_by(corpus, wanted.period)
    for each in lists:
        mask &= _mask_of(corpus, each.pieces, most)
    if without:
        mask &= ~_mask_of(corpus, without, most)
    return mask


def _few_or_many(found: Rows | Bools | None) -> tuple[Rows | None, Bools | None]:
    """Return rows, or the mask of many; at most one of them is there."""
    if found is None:
        return None, None
    if found.dtype == np.bool_:
        return None, cast("Bools", found)
    return cast("Rows", found), None


def _lists(corpus: Corpus, wanted: Filter, word_rows: Rows | None) -> list[_List]:
    found = []
    if wanted.actors and wanted.match is not Match.NONE:
        each = [corpus.rows_of_actor.get(actor_id) for actor_id in wanted.actors]
        together = [in_all(each)] if wanted.match is Match.ALL else _known(each)
        found.append(_List("actors", together))
    if wanted.sources is not None:
        told = [corpus.rows_of_source.get(source) for source in wanted.sources]
        found.append(_List("sources", _known(told)))
    if word_rows is not None:
        found.append(_List("words", [word_rows]))
    return found


def _postings(corpus: Corpus, wanted: Filter) -> list[Rows]:
    """Return the rows of each of the filter's actors."""
    return _known([corpus.rows_of_actor.get(actor_id) for actor_id in wanted.actors])


def _known(groups: Sequence[Rows | None]) -> list[Rows]:
    return [rows for rows in groups if rows is not None]


def _by_lists_at(corpus: Corpus, wanted: Filter, lists: Sequence[_List], rows: Rows) -> Rows:
    """Return those of a few rows that pass some lists, and have none of who must not take part."""
    for each in lists:
        if each.what == "actors" or not len(rows):
            continue
        if len(each.pieces) == 1:
            rows = rows[stands_in(rows, each.pieces[0])]
        else:
            rows = rows[_mask_of(corpus, each.pieces).take(rows)]
    if not len(rows):
        return rows
    if any(each.what == "actors" for each in lists) or wanted.match is Match.NONE:
        rows = rows[_with_actors(corpus, wanted, rows)]
    return rows


def _with_actors(corpus: Corpus, wanted: Filter, rows: Rows) -> Bools:
    """Return which of a few rows the filter's actors take part in as it wants."""
    if not wanted.actors:
        return np.ones(len(rows), dtype=np.bool_)
    if wanted.match is not Match.ALL:
        pieces = _postings(corpus, wanted)
        if sum(map(len, pieces)) < _WRITTEN * len(rows):
            has_any = _mask_of(corpus, pieces).take(rows)
            return has_any if wanted.match is Match.ANY else ~has_any
    ids = corpus.columns.arrays["actor_id"]
    places = [place_of(ids, actor_id) for actor_id in wanted.actors]
    known = np.array([place for place in places if place >= 0], dtype=np.int64)
    count = held(corpus.columns, rows, known)
    if wanted.match is Match.ALL:
        return np.asarray(count == len(wanted.actors))
    return np.asarray(count > 0 if wanted.match is Match.ANY else count == 0)


def _by_columns_at(corpus: Corpus, wanted: Filter, rows: Rows) -> Rows:
    """Return those of a few rows that pass what columns tell; none is gone through for it."""
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


def _by_columns(corpus: Corpus, wanted: Filter) -> Bools:
    """Return the mask of what passes all but the lists; the caller's own."""
    most = _begun_by(corpus, wanted.period)
    if wanted.period is None:
        mask = _review(corpus, wanted.review)
    else:
        mask = within(corpus, wanted.period)
        if wanted.review is ReviewScope.PENDING or corpus.columns.head.accepted < corpus.n:
            mask &= _review(corpus, wanted.review)
    if wanted.kinds is not None:
        mask[:most] &= corpus.kind_mask(wanted.kinds, most)
    if wanted.statuses is not None:
        mask[:most] &= corpus.status_mask(wanted.statuses, most)
    return mask


def _begun_by(corpus: Corpus, period: Period | None) -> int:
    """Return how many rows begin before a period's end."""
    columns = corpus.columns
    if period is None:
        return corpus.n
    if period.end_s is None:
        return columns.dated
    return int(np.searchsorted(columns.start_min[: columns.dated], np.int64(period.end_s)))


def within(corpus: Corpus, period: Period) -> Bools:
    """Return the mask of the dated events that can have touched the half-open period.

    Rows ascend by earliest start: what begins at or after the period's end is one stretch,
    and what begins at or after its start needs no look at its end.
    """
    columns, last = corpus.columns, _begun_by(corpus, period)
    starts = columns.start_min[: columns.dated]
    mask = np.zeros(corpus.n, dtype=np.bool_)
    if period.start_s is None:
        mask[:last] = True
        return mask
    start = np.int64(period.start_s)
    first = min(int(np.searchsorted(starts, start)), last)
    mask[first:last] = True
    # Open starts stand first and are far; what is far is settled below.
    known = min(int(np.searchsorted(starts, OPEN_START, side="right")), first)
    for low in range(known, first, _STRETCH):
        high = min(low + _STRETCH, first)
        mask[low:high] = _lasting(starts[low:high], columns.arrays["end_max"][low:high], start)
    far = columns.arrays["far_row"]
    far = far[: int(np.searchsorted(far, far.dtype.type(first)))]
    ends = columns.arrays["far_value"][: len(far), BOUNDS.index("end_max") - 1]
    mask[far] = ends >= start
    return mask


def _lasting(starts: Array, offsets: Array, moment: np.int64) -> Bools:
    """Return which of some events, whose starts ascend to before a moment, last up to it."""
    least = int(moment) - int(starts[-1])
    if least > int(FAR):
        return np.zeros(len(starts), dtype=np.bool_)
    found = offsets >= np.uint32(least)
    some = np.flatnonzero(found)
    if len(some) * _SOME > len(found):
        return np.asarray(starts + offsets >= moment)
    found[some] = starts[some] + offsets[some] >= moment
    return np.asarray(found)


def _review(corpus: Corpus, scope: ReviewScope) -> Bools:
    if scope is ReviewScope.ALL:
        return np.ones(corpus.n, dtype=np.bool_)
    if corpus.columns.head.accepted == corpus.n:
        return np.full(corpus.n, scope is ReviewScope.ACCEPTED)
    return corpus.accepted.copy() if scope is ReviewScope.ACCEPTED else ~corpus.accepted


def _mask_of(corpus: Corpus, pieces: Sequence[Rows], most: int | None = None) -> Bools:
    """Return the mask of what stands in any piece; two threads write into it.

    Of each piece only what is among the first `most` rows is written.
    """
    mask = np.zeros(corpus.n, dtype=np.bool_)
    if most is not None and most < corpus.n:
        pieces = [rows[: int(np.searchsorted(rows, rows.dtype.type(most)))] for rows in pieces]

    def write(rows: Rows) -> None:
        mask[rows] = True

    if sum(map(len, pieces)) < _MANY:
        for rows in pieces:
            write(rows)
    else:
        together(write, [half for rows in pieces for half in np.array_split(rows, 2)])
    return mask
