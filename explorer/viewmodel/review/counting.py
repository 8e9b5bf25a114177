"""Counts hold reviewed marks only, unless drafts are asked for; what is left out is said."""

from __future__ import annotations

import numpy as np

from explorer.domain.filters import ReviewScope
from explorer.domain.kinds import Review
from explorer.index.corpus import Corpus


def in_scope(review: Review, scope: ReviewScope) -> bool:
    """Whether a mark in this state of review is counted."""
    return scope is ReviewScope.ALL or review.value == scope.value


def events_in_scope(corpus: Corpus, scope: ReviewScope) -> int:
    """Return how many events a review scope has."""
    if scope is ReviewScope.ALL:
        return corpus.n
    accepted = corpus.columns.head.accepted
    return accepted if scope is ReviewScope.ACCEPTED else corpus.n - accepted


def drafts_left_out(corpus: Corpus, scope: ReviewScope) -> int:
    """Return how many drafted events are not counted."""
    return corpus.n - events_in_scope(corpus, scope) if scope is ReviewScope.ACCEPTED else 0


def new_drafts(before: Corpus, after: Corpus) -> int:
    """Return how many drafted events came in between."""
    drafts = after.columns.id[~after.accepted]
    return int(np.count_nonzero(~np.isin(drafts, before.columns.id)))
