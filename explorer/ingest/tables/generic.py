"""Rows of any table, read by a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.domain.kinds import Status
from explorer.domain.tables import Cell, Dated, TableActor
from explorer.ingest.tables import dates
from explorer.ingest.tables.build import BadRow, Happening, Named, Row
from explorer.ingest.tables.dates import BadDate, DateStyle, is_blank
from explorer.ingest.tables.mapping import Mapping, fingerprint
from explorer.ingest.tables.places import is_country
from explorer.ingest.tables.rows import Table

_SPLIT = re.compile(r"\s*[;|\n]\s*")
_TITLE_CHARS = 120
_MOST_NAME_CHARS = 300
_NOBODY = frozenset(("", "-", "n/a", "na", "nan", "none", "null"))
_STATUSES = {
    **{status.value: status for status in Status},
    **dict.fromkeys(("happened", "done", "completed", "confirmed", "past"), Status.OCCURRED),
    **dict.fromkeys(("announcement", "proposed"), Status.ANNOUNCED),
    **dict.fromkeys(("scheduled", "future", "upcoming", "expected", "tentative"), Status.PLANNED),
    **dict.fromkeys(("active", "goes on", "in progress", "open", "current"), Status.ONGOING),
}
_KIND_HINTS = (
    (re.compile(r"person|people|speaker|author|who\b", re.IGNORECASE), "person"),
    (re.compile(r"countr|state|nation", re.IGNORECASE), "state"),
    (re.compile(r"compan|firm|business|organi[sz]ation", re.IGNORECASE), "organisation"),
    (re.compile(r"army|force|unit\b", re.IGNORECASE), "force"),
)


class MappedReader:
    """Reads rows by a mapping; `style` is what the columns of dates tell as a whole."""

    def __init__(self, table: Table, mapping: Mapping, style: DateStyle) -> None:
        at = {name: index for index, name in enumerate(table.columns)}
        self._names = table.columns
        self._title = [at[name] for name in mapping.title]
        self._start = [at[name] for name in mapping.start]
        self._end = [at[name] for name in mapping.end]
        self._kind = self._status = self._text = self._id = -1
        for name in ("kind", "status", "text", "id"):
            column = getattr(mapping, name)
            setattr(self, f"_{name}", at[column] if column else -1)
        self._also = [at[name] for name in (mapping.text, mapping.link, mapping.place) if name]
        self._actors = [
            (at[name], _role_column(mapping, number, at), _role_of(name, len(mapping.actors)),
             _kind_hint(name))
            for number, name in enumerate(mapping.actors)
        ]  # fmt: skip
        self._shape = fingerprint(table.columns)
        self._read_date = dates.Reader(lambda cell: dates.to_edtf(cell, style))
        self._read_span = dates.Reader(lambda pair: dates.span(*pair.split("\0")))
        self._read_parts = dates.Reader(_joined)

    def read(self, row: Row) -> Happening:
        named = self._named(row)
        kind = row.cells[self._kind].strip() if self._kind >= 0 else ""
        title = self._titled(row, kind, named)
        return Happening(
            title,
            kind.casefold() or "event",
            self._words(row),
            self._date(row),
            named,
            self._key(row),
            self._status_of(row),
        )

    def _titled(self, row: Row, kind: str, named: Sequence[Named]) -> str:
        said = (" ".join(row.cells[column].split()) for column in self._title)
        title = " · ".join(word for word in said if word)
        if title:
            return title
        if self._title and self._text < 0:
            raise BadRow(self._names[self._title[0]], "is empty: nothing says what happened")
        text = " ".join(row.cells[self._text].split()) if self._text >= 0 else ""
        if text:
            return _cut(text)
        who = ", ".join(item.actor.name for item in named)
        title = ": ".join(word for word in (kind, who) if word)
        if not title:
            raise BadRow("", "nothing says what happened: title, text, kind and actors are empty")
        return title

    def _words(self, row: Row) -> tuple[Cell, ...]:
        wanted = dict.fromkeys((*self._title, *self._also))
        cells = tuple(row.place(column) for column in wanted if row.cells[column].strip())
        if cells:
            return cells
        others = (self._kind, *(column for column, *_ in self._actors))
        for column in others:
            if column >= 0 and row.cells[column].strip():
                return (row.place(column),)
        return ((0, len(row.text)),)

    def _date(self, row: Row) -> Dated | None:
        first, cells = self._moment(row, self._start)
        last, more = self._moment(row, self._end)
        if first is None and last is None:
            return None
        column = self._names[(self._end or self._start)[0]]
        try:
            if last is None and first is not None:
                edtf, bounds = first, self._read_date(first)[1]
            else:
                pair = f"{first or ''}\0{last}"
                edtf, bounds = self._read_span(pair)
        except BadDate as bad:
            raise BadRow(column, str(bad)) from bad
        return Dated(edtf, bounds, tuple(dict.fromkeys((*cells, *more))))  # type: ignore[arg-type]

    def _moment(self, row: Row, columns: list[int]) -> tuple[str | None, tuple[Cell, ...]]:
        """Return the date that one column gives, or three, and the cells that do."""
        if not columns:
            return None, ()
        given = [column for column in columns if not is_blank(row.cells[column])]
        if not given:
            return None, ()
        try:
            if len(columns) == 1:
                edtf = self._read_date(row.cells[columns[0]])[0]
            else:
                edtf = self._read_parts("\0".join(row.cells[column] for column in columns))[0]
        except BadDate as bad:
            raise BadRow(self._names[columns[0]], str(bad)) from bad
        return edtf, tuple(row.place(column) for column in given)

    def _named(self, row: Row) -> list[Named]:
        found: dict[tuple[str, str], Named] = {}
        for column, role_column, role, kind in self._actors:
            cell = row.cells[column]
            if not cell or cell.isspace():
                continue
            if role_column >= 0:
                role = " ".join(row.cells[role_column].split()) or role
            for word in _SPLIT.split(cell) if _SPLIT.search(cell) else (cell,):
                name = " ".join(word.split())
                if name.casefold() in _NOBODY:
                    continue
                if len(name) > _MOST_NAME_CHARS:
                    raise BadRow(self._names[column], f"a name of {len(name):,} characters")
                actor = TableActor(name, kind or ("state" if is_country(name) else ""))
                found.setdefault((name, role), Named(actor, role, row.within(column, word.strip())))
        return list(found.values())

    def _key(self, row: Row) -> str | None:
        if self._id < 0:
            return None
        own = row.cells[self._id].strip()
        if not own:
            raise BadRow(self._names[self._id], "is empty: the row has no id of its own")
        return f"row:{self._shape}:{own}"

    def _status_of(self, row: Row) -> str:
        if self._status < 0:
            return Status.OCCURRED.value
        word = " ".join(row.cells[self._status].split()).casefold()
        return _STATUSES.get(word, Status.OCCURRED).value


def _joined(cells: str) -> str:
    parts = (*cells.split("\0"), "", "")
    found = dates.joined(*parts[:3])
    if found is None:
        raise BadDate("a month or a day of no year")
    return found


def _role_column(mapping: Mapping, number: int, at: dict[str, int]) -> int:
    if not mapping.roles:
        return -1
    return at[mapping.roles[number if len(mapping.roles) > 1 else 0]]


def _role_of(column: str, count: int) -> str:
    """Return the role that a column's name says: "side a" of `side_a_name`."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", column)
    words = re.sub(r"[^\w]+|_+", " ", words).strip().casefold()
    words = re.sub(r" names?\b", "", words)
    if count == 1 and words in ("actor", "actors", "participants", "parties", "who", "names"):
        return "party"
    return words or "party"


def _kind_hint(column: str) -> str | None:
    return next((kind for pattern, kind in _KIND_HINTS if pattern.search(column)), None)


def _cut(text: str) -> str:
    """Return the first sentence of a text, or its first words with … after them."""
    sentence = re.split(r"(?<=[.!?。])\s", text, maxsplit=1)[0]
    if len(sentence) <= _TITLE_CHARS:
        return sentence
    return sentence[: sentence.rfind(" ", 0, _TITLE_CHARS) or _TITLE_CHARS].rstrip() + "…"
