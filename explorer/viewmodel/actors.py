"""The actor list: who, how many events under the filter, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from explorer.domain.filters import Match
from explorer.domain.ids import ActorId
from explorer.domain.records import Actor
from explorer.index.corpus import Bools, Corpus, Rows
from explorer.index.counts import actor_counts
from explorer.viewmodel.facets import mask_without
from explorer.viewmodel.review.counting import in_scope
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """`count` is of the events it has, or in *any* would bring, under the filter in force."""

    id: ActorId
    name: str
    kind: str
    chosen: bool
    count: int


class ActorList(NamedTuple):
    """`rows` fit the name filter; `with_events` and `total` are of all in the review scope."""

    rows: tuple[ActorRow, ...]
    with_events: int
    total: int

    @property
    def caption(self) -> str:
        """Return "14 of 107", or "107" where every actor has events."""
        if self.with_events == self.total:
            return f"{self.total:,}"
        return f"{self.with_events:,} of {self.total:,}"


class ActorCounter:
    """Counts events per actor for one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def counts(self, mask: Bools) -> dict[ActorId, int]:
        """Return the number of each actor's events in the mask."""
        found = actor_counts(self.corpus.columns, mask).tolist()
        return dict(zip(self.corpus.rows_of_actor, found, strict=True))

    def rows(self, session: Session, needle: str = "") -> ActorList:
        """Return the list: chosen first, then by count, then by name."""
        wanted = session.state.filter
        counts = self.counts(_counting_mask(session))
        actors = [
            actor
            for actor in self.corpus.snapshot.actors
            if in_scope(actor.review, wanted.review) or actor.id in wanted.actors
        ]
        shown = [actor for actor in actors if _named(actor, needle)]
        shown.sort(key=lambda a: (a.id not in wanted.actors, -counts[a.id], a.name.casefold()))
        rows = tuple(
            ActorRow(a.id, a.name, a.kind, a.id in wanted.actors, counts[a.id]) for a in shown
        )
        return ActorList(rows, sum(1 for actor in actors if counts[actor.id]), len(actors))


class Sparklines:
    """Columns over time for one actor at a time, over the visible stretch.

    As told, or where nothing has a date, they run over the order of the text instead.
    """

    def __init__(self, session: Session, columns: int = 14) -> None:
        self._corpus, self._state = session.corpus, session.state
        self._columns = columns
        self._place = self._places()
        self._matches = session.matches
        self._made: dict[ActorId, tuple[Floats, Floats]] = {}

    def of(self, actor: ActorId) -> tuple[Floats, Floats]:
        """Return heights of all and of matching events, each of shape (columns,), 0 to 1."""
        if actor not in self._made:
            rows = self._corpus.rows_of_actor[actor]
            every = self._heights(rows)
            matching = self._heights(rows[self._matches[rows]])
            tallest = max(1.0, float(every.max(initial=0.0)))
            self._made[actor] = every / tallest, matching / tallest
        return self._made[actor]

    def _heights(self, rows: Rows) -> Floats:
        places = self._place[rows]
        inside = places[(places >= 0) & (places < self._columns)]
        return np.bincount(inside, minlength=self._columns).astype(np.float64)

    def _places(self) -> NDArray[np.int64]:
        """Return each row's column, or -1 outside the stretch."""
        corpus, state = self._corpus, self._state
        if state.axis is Axis.TOLD or not corpus.dated.any():
            return _spread(_told_ranks(corpus), None, self._columns)
        middles = corpus.start_max / 2 + corpus.end_min / 2
        known = corpus.dated & (np.abs(middles) < 4e18)
        stretch = None if state.window is None else (state.window.start, state.window.end)
        return _spread(np.where(known, middles, np.nan), stretch, self._columns)


def _spread(values: Floats, stretch: tuple[float, float] | None, columns: int) -> NDArray[np.int64]:
    known = np.isfinite(values)
    if not known.any():
        return np.full(len(values), -1, dtype=np.int64)
    low, high = stretch or (float(values[known].min()), float(values[known].max()))
    share = (values - low) / max(high - low, 1.0)
    if stretch is None:
        share = np.minimum(share, 1 - 1e-9)
    inside = known & (share >= 0) & (share < 1)
    return np.where(inside, np.nan_to_num(share) * columns, -1).astype(np.int64)


def _told_ranks(corpus: Corpus) -> Floats:
    arrays = corpus.columns.arrays
    order = np.lexsort((arrays["offset"], arrays["paragraph"], arrays["source"]))
    ranks = np.zeros(corpus.n)
    ranks[order] = np.arange(corpus.n)
    return ranks


def _counting_mask(session: Session) -> Bools:
    """In *all* and *none* what an actor has of what is shown; in *any* what it would bring."""
    wanted = session.state.filter
    if wanted.match is Match.ANY:
        return mask_without(session, replace(wanted, actors=frozenset()))
    return session.matches


def _named(actor: Actor, needle: str) -> bool:
    wanted = needle.casefold().strip()
    return not wanted or any(wanted in name.casefold() for name in (actor.name, *actor.aliases))
