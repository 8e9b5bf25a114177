"""The actor list: who, how many events under the filter, and when."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from explorer.columns.digest import Digest
from explorer.domain.filters import Match
from explorer.domain.ids import ActorId
from explorer.domain.records import Actor
from explorer.index.corpus import Bools, Corpus, Ints, Rows
from explorer.index.counts import actor_counts
from explorer.index.fetched import place_of
from explorer.index.touching import rows_at
from explorer.values import dataclass, replace
from explorer.viewmodel.facets import mask_without
from explorer.viewmodel.review.counting import in_scope
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis

Floats = NDArray[np.float64]

_LOT = 32


@dataclass(frozen=True, slots=True)
class ActorRow:
    """`count` is of the events it has, or in *any* would bring, under the filter in force."""

    id: ActorId
    name: str
    kind: str
    chosen: bool
    count: int


class ActorList(NamedTuple):
    """`rows` fit the name filter; `with_events` and `total` are of all in the review scope.

    `most` is the highest count among the rows.
    """

    rows: Sequence[ActorRow]
    with_events: int
    total: int
    most: int = 0

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
        """Return the list: chosen first, then by count, then by name (of many, then by id)."""
        if self.corpus.is_large:
            return self._many(session, needle)
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
        most = max((row.count for row in rows), default=0)
        return ActorList(rows, sum(1 for actor in actors if counts[actor.id]), len(actors), most)

    def _many(self, session: Session, needle: str) -> ActorList:
        columns, chosen = self.corpus.columns, session.state.filter.actors
        ids = columns.arrays["actor_id"]
        counts = actor_counts(columns, _counting_mask(session))
        named = np.ones(len(ids), dtype=np.bool_)
        if needle.strip():
            found = [actor.id for actor in self.corpus.cast if _named(actor, needle)]
            named = np.isin(ids, np.array(found, dtype=ids.dtype))
        order = np.lexsort((-counts, ~np.isin(ids, list(chosen))))
        order = order[named[order]]
        rows = ManyRows(self.corpus, order, counts, chosen)
        total = int(np.count_nonzero(counts))
        return ActorList(rows, total, len(ids), int(counts[order].max(initial=0)))


class ManyRows(Sequence[ActorRow]):
    """The rows of so many actors that each is made when it is looked at, a lot at a time."""

    def __init__(
        self, corpus: Corpus, order: Ints, counts: Ints, chosen: frozenset[ActorId]
    ) -> None:
        self._corpus, self._order, self._counts = corpus, order, counts
        self._chosen = chosen
        self._made: dict[int, ActorRow] = {}

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> ActorRow: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[ActorRow]: ...
    def __getitem__(self, place: int | slice) -> ActorRow | Sequence[ActorRow]:
        if isinstance(place, slice):
            return [self[at] for at in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        at = place % len(self)
        if at not in self._made:
            self._make(at // _LOT * _LOT)
        return self._made[at]

    def first_ids(self, count: int) -> list[ActorId]:
        """Return whose the first rows are, without making them."""
        ids = self._corpus.columns.arrays["actor_id"][self._order[:count]]
        return [ActorId(id) for id in ids.tolist()]

    def place_of(self, actor: ActorId) -> int:
        """Return the place of an actor's row, or -1."""
        ids = self._corpus.columns.arrays["actor_id"][self._order]
        found = np.flatnonzero(ids == actor)
        return int(found[0]) if len(found) else -1

    def _make(self, first: int) -> None:
        places = self._order[first : first + _LOT]
        ids = self._corpus.columns.arrays["actor_id"][places].tolist()
        counts = self._counts[places].tolist()
        for at, (id, count) in enumerate(zip(ids, counts, strict=True), first):
            actor = self._corpus.actors[ActorId(id)]
            chosen = actor.id in self._chosen
            self._made[at] = ActorRow(actor.id, actor.name, actor.kind, chosen, count)


class Sparklines:
    """Columns over time for one actor at a time, over the visible stretch.

    As told, or where nothing has a date, they run over the order of the text instead.
    """

    def __init__(self, session: Session, columns: int = 14) -> None:
        self._corpus, self._state = session.corpus, session.state
        self._columns = columns
        self._large = session.corpus.is_large
        self._digest = Digest.of(session.corpus.columns) if self._large else None
        self._place = np.zeros(0, dtype=np.int64) if self._large else self._places()
        self._edges = self._edge_rows() if self._large else np.zeros(0, dtype=np.int64)
        self._matches = session.matches
        self._made: dict[ActorId, tuple[Floats, Floats]] = {}

    def of(self, actor: ActorId) -> tuple[Floats, Floats]:
        """Return heights of all and of matching events, each of shape (columns,), 0 to 1."""
        if actor not in self._made:
            whole = self._large and self._state.filter.is_empty
            every = self._of_digest(actor)
            if every is None:
                every = self._heights(self._corpus.rows_of_actor[actor])
            matching = every if whole else self._matching(self._corpus.rows_of_actor[actor])
            tallest = max(1.0, float(every.max(initial=0.0)))
            self._made[actor] = every / tallest, matching / tallest
        return self._made[actor]

    def prepare(self, actors: ActorList) -> None:
        """Work out those that a list shows first; for another thread than the one that draws."""
        rows = actors.rows
        if isinstance(rows, ManyRows):
            for actor in rows.first_ids(_LOT):
                self.of(actor)

    def _matching(self, rows: Rows) -> Floats:
        """Return the heights of those among ascending rows that pass the filter."""
        if not self._large:
            return self._heights(rows[self._matches[rows]])
        at = np.searchsorted(rows, self._edges.astype(rows.dtype))
        inside = self._matches.take(rows[at[0] : at[-1]])
        pairs = pairwise((at - at[0]).tolist())
        return np.array([np.count_nonzero(inside[low:high]) for low, high in pairs], dtype=float)

    def _edge_rows(self) -> Ints:
        """Return the rows at which the columns begin and end; events count where they begin."""
        head, window = self._corpus.columns.head, self._state.window
        low, high = float(head.low_s or 0), float(head.high_s or 0) + 1
        if window is not None:
            low, high = window.start, window.end
        edges = np.linspace(low, high, self._columns + 1)
        if self._digest is not None:
            # Two pixels a column: where it ends within a sixteenth of one does not show.
            snapped = self._digest.snapped(edges, (high - low) / self._columns / 16)
            edges = edges if snapped is None else snapped
        return rows_at(self._corpus.columns, edges)

    def _of_digest(self, actor: ActorId) -> Floats | None:
        """Return the heights of one of the busiest actors, whose rows need not be read."""
        if self._digest is None:
            return None
        place = place_of(self._corpus.columns.arrays["actor_id"], actor)
        counts = self._digest.counts(place, self._edges, once=True)
        return None if counts is None else np.diff(counts.sum(axis=0)).astype(np.float64)

    def _heights(self, rows: Rows) -> Floats:
        if self._large:
            at = np.searchsorted(rows, self._edges.astype(rows.dtype))
            return np.diff(at).astype(np.float64)
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
