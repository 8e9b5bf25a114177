"""Which rows a list holds, in order of time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from explorer.columns.rows import in_all
from explorer.columns.values import OPEN_END, OPEN_START, Bools, Rows
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, SourceId
from explorer.index.corpus import Corpus
from explorer.index.listed import Among, Ascending, Listed, Whole
from explorer.index.open_starts import OpenStarts
from explorer.index.select import select
from explorer.index.touching import row_at, rows_at
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import LaneOf, Lanes, Lasting, Listing, SortBy
from explorer.viewmodel.timeline.extents import calendar_extents


def unsorted(listing: Listing) -> Listing:
    """Return the list as it is before it is sorted: what its rows hang on."""
    return replace(listing, sort=SortBy.WHEN, descending=False)


def rows_at_once(session: Session, listing: Listing) -> Listed | None:
    """Return the rows where that takes no work to speak of, else None: `rows_of` takes long."""
    corpus, wanted = session.corpus, listing.wanted
    if wanted is None or wanted == session.state.filter:
        return _narrowed(corpus, session.matches, listing)
    if not corpus.is_large:
        return rows_of(corpus, listing, session.word_rows(wanted.words))
    if _is_of_no_lane(listing) and _is_one_actor(corpus, wanted):
        (actor,) = wanted.actors
        return Ascending(corpus.rows_of_actor[actor])
    return None


def rows_of(corpus: Corpus, listing: Listing, hits: Rows | Bools | None) -> Listed:
    """Return the rows of a list with a filter of its own; `hits` are those with its words."""
    wanted = listing.wanted or Filter()
    whole = corpus.columns.head.accepted == corpus.n and wanted.review is not ReviewScope.PENDING
    plain = replace(wanted, actors=frozenset(), match=Match.ANY, review=ReviewScope.ACCEPTED)
    of_all = bool(wanted.actors) and wanted.match is Match.ALL
    if whole and plain == Filter() and of_all and _is_of_no_lane(listing):
        return Ascending(in_all([corpus.rows_of_actor.get(actor) for actor in wanted.actors]))
    return _narrowed(corpus, select(corpus, wanted, hits), listing)


def _is_of_no_lane(listing: Listing) -> bool:
    """Whether all that the filter lets through is listed."""
    return listing.begins is None and listing.lasting is None


def _is_one_actor(corpus: Corpus, wanted: Filter) -> bool:
    """Whether an actor's rows are the answer as they stand in the columns."""
    if len(wanted.actors) != 1 or corpus.columns.head.accepted != corpus.n:
        return False
    if wanted.match is Match.NONE or wanted.review is ReviewScope.PENDING:
        return False
    if next(iter(wanted.actors)) not in corpus.rows_of_actor:
        return False
    return replace(wanted, match=Match.ANY, review=ReviewScope.ACCEPTED) == Filter(
        actors=wanted.actors
    )


def _narrowed(corpus: Corpus, mask: Bools, listing: Listing) -> Listed:
    if listing.begins is not None:
        rows = _beginning(corpus, listing.begins)
    elif listing.lasting is not None:
        rows = np.arange(row_at(corpus.columns, listing.lasting.before_s), dtype=np.int32)
    else:
        return Whole(len(mask)) if mask.all() else Among(mask)
    rows = rows[mask[rows]] if len(rows) else rows
    rows = rows if listing.lane is None else _in_lane(corpus, rows, listing.lane)
    return Ascending(rows if listing.lasting is None else _not_over(corpus, rows, listing.lasting))


def _not_over(corpus: Corpus, rows: Rows, lasting: Lasting) -> Rows:
    """Return those that last; what has but one end stands there alone."""
    columns = corpus.columns
    starts, ends = columns.bound_at("start_min", rows), columns.bound_at("end_max", rows)
    both = (starts != OPEN_START) & (ends != OPEN_END)
    return np.asarray(rows[both & (ends >= lasting.until_s)])


def _beginning(corpus: Corpus, stretch: Period) -> Rows:
    """Return the rows that a column counts; it has both ends."""
    start_s, end_s = stretch.start_s or 0, stretch.end_s or 0
    if corpus.is_large:
        ends = np.array([start_s, end_s], dtype=np.float64)
        low, high = rows_at(corpus.columns, ends).tolist()
        without = OpenStarts(corpus.columns).between(start_s, end_s)
        return np.concatenate([without, np.arange(low, high, dtype=np.int32)])
    begins = calendar_extents(corpus).standing
    return np.flatnonzero((begins >= start_s) & (begins < end_s)).astype(np.int32)


def _in_lane(corpus: Corpus, rows: Rows, lane: LaneOf) -> Rows:
    columns, whose = corpus.columns, lane.whose
    if lane.by is Lanes.KIND and whose in corpus.kinds:
        return rows[np.flatnonzero(corpus.kind[rows] == corpus.kinds.index(str(whose)))]
    if lane.by is Lanes.ACTOR and whose is not None:
        return in_all([rows, corpus.rows_of_actor.get(ActorId(int(whose)))])
    if lane.by is Lanes.SOURCE and whose is not None:
        return in_all([rows, corpus.rows_of_source.get(SourceId(int(whose)))])
    if lane.by is Lanes.ACTOR:
        ptr = columns.arrays["part_ptr"]
        return rows[np.flatnonzero(ptr[rows.astype(np.int64) + 1] == ptr[rows])]
    if lane.by is Lanes.SOURCE:
        return rows[np.flatnonzero(columns.arrays["source"][rows] == 0)]
    return rows
