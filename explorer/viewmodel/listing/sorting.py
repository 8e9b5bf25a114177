"""A list's rows in the order a person asked for."""

from __future__ import annotations

from collections.abc import Callable

from explorer.columns.values import STATUSES, Array, Rows
from explorer.domain.ids import ActorId, EventId
from explorer.domain.kinds import STATUS_LABELS, event_kind_label
from explorer.index import ranks
from explorer.index.corpus import Corpus
from explorer.index.listed import LatestFirst, Listed, Sorted, Whole
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.state import Listing, SortBy

_FEW = 20_000  # titles are read for these alone, rather than all that the project has
_READ = 2_000  # titles in one go
_LOT = 1 << 18  # rows in one go


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
        found = self._ranks(plain, listing.sort, check)
        check()
        places = ranks.in_order(found, descending=listing.descending)
        del found  # four bytes a row, as what comes next
        if not isinstance(plain, Whole):
            rows = plain.every()
            for at in range(0, len(places), _LOT):
                places[at : at + _LOT] = rows[places[at : at + _LOT]]
        return Sorted(places)

    def _ranks(self, plain: Listed, by: SortBy, check: Callable[[], None]) -> Array:
        if by is SortBy.TITLE:
            return self._by_title(plain, check)
        return ranks.of_lots(self._rank(by), plain, check)

    def _rank(self, by: SortBy) -> ranks.RankOf:
        columns = self._corpus.columns
        if by is SortBy.KIND:
            return ranks.by_kind(columns, [*map(event_kind_label, columns.head.kinds)])
        if by is SortBy.STATUS:
            return ranks.by_status(columns, [STATUS_LABELS[each] for each in STATUSES])
        if by is SortBy.SOURCE:
            ids = columns.arrays["source_id"].tolist()
            return ranks.by_source(columns, [self._corpus.sources[id].title for id in ids])
        return ranks.by_first_actor(columns, self._names())

    def _names(self) -> list[str]:
        ids = [ActorId(id) for id in self._corpus.columns.arrays["actor_id"].tolist()]
        if self._corpus.is_large:
            return list(self._project.actor_names(ids))
        return [self._corpus.actors[id].name for id in ids]

    def _by_title(self, plain: Listed, check: Callable[[], None]) -> Array:
        corpus = self._corpus
        if not corpus.is_large:
            return ranks.ranks_of([event.title for event in corpus.records(plain.every())])
        if self._titles is None and plain.count <= _FEW:
            return ranks.ranks_of(self._some_titles(plain.every(), check), check)
        if self._titles is None:
            self._titles = ranks.title_ranks(corpus.columns, self._project.all_titles(), check)
        titles = self._titles
        if isinstance(plain, Whole):
            return titles
        return ranks.of_lots(lambda rows: titles[rows], plain, check)

    def _some_titles(self, rows: Rows, check: Callable[[], None]) -> list[str]:
        found: list[str] = []
        for start in range(0, len(rows), _READ):
            check()
            ids = self._corpus.columns.id[rows[start : start + _READ]].tolist()
            found += self._project.titles([EventId(id) for id in ids])
        return found
