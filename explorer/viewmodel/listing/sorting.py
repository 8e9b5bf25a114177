"""A list's rows in the order a person asked for."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.columns.values import STATUSES, Array, Rows
from explorer.domain.ids import ActorId, EventId
from explorer.domain.kinds import STATUS_LABELS, event_kind_label
from explorer.index import ranks
from explorer.index.corpus import Corpus
from explorer.index.listed import LatestFirst, Listed, Sorted
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.state import Listing, SortBy

_FEW = 20_000  # titles are read for these alone, rather than all that the project has
_LOT = 2_000


class Sorter:
    """Sorts lists of one corpus; keeps the ranks of all titles once they were needed."""

    def __init__(self, project: ProjectPort, corpus: Corpus) -> None:
        self._project, self._corpus = project, corpus
        self._titles: Array | None = None

    def by_time(self, plain: Listed, listing: Listing) -> Listed:
        """Return a list in order of time, or turned round; at once, at any length."""
        return LatestFirst(plain, self._corpus.columns.dated) if listing.descending else plain

    def sort(self, plain: Listed, listing: Listing, check: Callable[[], None]) -> Listed:
        """Return a list sorted as asked; `check` may raise to stop."""
        if listing.sort is SortBy.WHEN:
            return self.by_time(plain, listing)
        rows = plain.every()
        found = self._ranks(rows, listing.sort, check)
        check()
        return Sorted(ranks.ordered(rows, found, descending=listing.descending))

    def _ranks(self, rows: Rows, by: SortBy, check: Callable[[], None]) -> Array:
        columns = self._corpus.columns
        if by is SortBy.KIND:
            return ranks.by_kind(columns, rows, [*map(event_kind_label, columns.head.kinds)])
        if by is SortBy.STATUS:
            return ranks.by_status(columns, rows, [STATUS_LABELS[each] for each in STATUSES])
        if by is SortBy.SOURCE:
            ids = columns.arrays["source_id"].tolist()
            titles = [self._corpus.sources[id].title for id in ids]
            return ranks.by_source(columns, rows, titles)
        if by is SortBy.ACTORS:
            return ranks.by_first_actor(columns, rows, self._names())
        return self._by_title(rows, check)

    def _names(self) -> list[str]:
        ids = [ActorId(id) for id in self._corpus.columns.arrays["actor_id"].tolist()]
        if self._corpus.is_large:
            return list(self._project.actor_names(ids))
        return [self._corpus.actors[id].name for id in ids]

    def _by_title(self, rows: Rows, check: Callable[[], None]) -> Array:
        corpus = self._corpus
        if not corpus.is_large:
            return ranks.ranks_of([event.title for event in corpus.records(rows)])
        if self._titles is not None:
            return np.asarray(self._titles[rows])
        if len(rows) <= _FEW:
            return ranks.ranks_of(self._some_titles(rows, check), check)
        self._titles = ranks.title_ranks(corpus.columns, self._project.all_titles(), check)
        return np.asarray(self._titles[rows])

    def _some_titles(self, rows: Rows, check: Callable[[], None]) -> list[str]:
        found: list[str] = []
        for start in range(0, len(rows), _LOT):
            check()
            ids = self._corpus.columns.id[rows[start : start + _LOT]].tolist()
            found += self._project.titles([EventId(id) for id in ids])
        return found
