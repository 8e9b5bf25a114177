"""What a line of a list says of its event, in the words of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from explorer.columns.values import REVIEWS, STATUSES, Array, Rows
from explorer.domain.dates import parse, say
from explorer.domain.ids import ActorId, EventId
from explorer.domain.kinds import STATUS_LABELS, Status, event_kind_label
from explorer.domain.records import Brief
from explorer.index.corpus import Corpus
from explorer.viewmodel.details.blocks import Glyph
from explorer.viewmodel.forms import form_of
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.state import SortBy

UNDATED = "undated"


class Line(NamedTuple):
    """One event; `brief` is False until its title, date and actors have been read.

    `edtf` is the date as the project keeps it, "" for none; `actors` are in order of names.
    """

    id: EventId
    glyph: Glyph
    kind: str
    status: str
    source: str
    brief: bool = False
    title: str = ""
    edtf: str = ""
    actors: tuple[str, ...] = ()

    @property
    def when(self) -> str:
        """The date as a reader says it."""
        if not self.brief:
            return ""
        return _said(self.edtf) if self.edtf else UNDATED

    def cell(self, column: SortBy) -> str:
        """Return what stands in a column."""
        if column is SortBy.ACTORS:
            return ", ".join(self.actors)
        return str(getattr(self, column.value))


@lru_cache(maxsize=4096)
def _said(edtf: str) -> str:
    return say(parse(edtf))


class Reader:
    """Makes lines of a corpus's rows; any one thread at a time may `read`.

    Of many events it reads just what a line says: whole records take a hundred times as long.
    """

    def __init__(self, project: ProjectPort, corpus: Corpus) -> None:
        self._project, self._corpus = project, corpus
        self._names: dict[int, str] = {}

    def ids(self, rows: Rows) -> Array:
        """Return the ids of the events of rows."""
        return self._corpus.columns.arrays["id"][rows]

    def outlines(self, rows: Rows) -> list[Line]:
        """Return lines with what the columns tell; nothing is read."""
        columns, sources = self._corpus.columns, self._corpus.sources
        arrays = columns.arrays
        values = (arrays[name][rows].tolist() for name in ("id", "kind", "status", "review"))
        told = arrays["source"][rows].tolist()
        source_ids = arrays["source_id"].tolist()
        found = []
        for row, id, kind, status, review, source in zip(rows.tolist(), *values, told, strict=True):
            state = STATUSES[status]
            form = form_of(state, REVIEWS[review])
            glyph = Glyph(kind, form, row < columns.dated, state is Status.ONGOING)
            label = event_kind_label(columns.head.kinds[kind])
            title = sources[source_ids[source - 1]].title if source else ""
            found.append(Line(EventId(id), glyph, label, STATUS_LABELS[state], title))
        return found

    def read(self, rows: Rows) -> list[Line]:
        """Return whole lines; an event that is gone meanwhile keeps what the columns told."""
        lines = self.outlines(rows)
        briefs = self._briefs(rows, [line.id for line in lines])
        return [
            line
            if brief is None
            else line._replace(
                brief=True, title=brief.title, edtf=brief.edtf or "", actors=tuple(names)
            )
            for line, brief, names in zip(lines, briefs, self._actors(rows), strict=True)
        ]

    def _briefs(self, rows: Rows, ids: list[EventId]) -> Sequence[Brief | None]:
        if self._corpus.is_large:
            return self._project.briefs(ids)
        records = self._corpus.records(rows)
        return [Brief(e.title, None if e.date is None else e.date.text) for e in records]

    def _actors(self, rows: Rows) -> Iterator[list[str]]:
        """Yield the names of those who take part in each row, in order of names."""
        arrays = self._corpus.columns.arrays
        ptr, taken, ids = arrays["part_ptr"], arrays["part_actor"], arrays["actor_id"]
        cast = [ids[taken[ptr[row] : ptr[row + 1]]].tolist() for row in rows.tolist()]
        missing = list({id for own in cast for id in own} - self._names.keys())
        self._names.update(zip(missing, self._read_names(missing), strict=True))
        for own in cast:
            yield sorted((self._names[id] for id in own), key=lambda name: (name.casefold(), name))

    def _read_names(self, ids: list[int]) -> Sequence[str]:
        wanted = [ActorId(id) for id in ids]
        if self._corpus.is_large:
            return self._project.actor_names(wanted) if wanted else ()
        return [self._corpus.actors[id].name for id in wanted]
