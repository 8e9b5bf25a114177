"""Filter in, mask over a corpus's rows out."""

from __future__ import annotations

import numpy as np

from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import EventId
from explorer.index.corpus import OPEN_START, Bools, Corpus, Ints


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
    if wanted.actors:
        mask &= _actors(corpus, wanted)
    if wanted.kinds is not None:
        codes = [code for code, key in enumerate(corpus.kinds) if key in wanted.kinds]
        mask &= np.isin(corpus.kind, codes)
    if wanted.statuses is not None:
        mask &= corpus.status_mask(wanted.statuses)
    if wanted.sources is not None:
        mask &= _any_of(corpus, [corpus.rows_of_source.get(s) for s in wanted.sources])
    if wanted.period is not None:
        mask &= within(corpus, wanted.period)
    if word_hits is not None:
        mask &= _any_of(
            corpus,
            [np.array([corpus.row_of[e] for e in word_hits if e in corpus.row_of], dtype=np.int64)],
        )
    return mask


def within(corpus: Corpus, period: Period) -> Bools:
    """Return the mask of the dated events that can have touched the half-open period."""
    start = OPEN_START if period.start_s is None else np.int64(period.start_s)
    mask = corpus.dated & (corpus.end_max >= start)
    if period.end_s is not None:
        mask &= corpus.start_min < np.int64(period.end_s)
    return mask


def _review(corpus: Corpus, scope: ReviewScope) -> Bools:
    if scope is ReviewScope.ALL:
        return np.ones(corpus.n, dtype=np.bool_)
    return corpus.accepted.copy() if scope is ReviewScope.ACCEPTED else ~corpus.accepted


def _actors(corpus: Corpus, wanted: Filter) -> Bools:
    found = [corpus.rows_of_actor.get(actor_id) for actor_id in wanted.actors]
    if wanted.match is Match.ALL:
        counts = np.zeros(corpus.n, dtype=np.int64)
        for rows in found:
            if rows is not None:
                counts[rows] += 1
        return np.asarray(counts == len(found), dtype=np.bool_)
    any_of = _any_of(corpus, found)
    return any_of if wanted.match is Match.ANY else ~any_of


def _any_of(corpus: Corpus, groups: list[Ints | None]) -> Bools:
    mask = np.zeros(corpus.n, dtype=np.bool_)
    for rows in groups:
        if rows is not None:
            mask[rows] = True
    return mask
