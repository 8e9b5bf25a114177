"""Rows of any table, read by a mapping of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.domain.kinds import Status
from explorer.domain.tables import Cell, Dated, TableActor
from explorer.ingest.tables import dates
from explorer.ingest.tables.build import BadRow, Happening, Named, Row
from explorer.ingest.tables.date_reader import CellReader, Remembered, SpanReader
from explorer.ingest.tables.date_words import is_still
from explorer.ingest.tables.dates import BadDate, DateStyle, is_blank
from explorer.ingest.tables.mapping import Mapping, fingerprint
from explorer.ingest.tables.places import is_country
from explorer.ingest.tables.rows import Table

SPLIT = re.compile(r"(?<!&amp)(?<!&quot)(?<!&#39)[;|\n]")
# "Ann, Bo" where a person says that commas part names; "Acme, Inc." is one all the same.
_SPLIT_COMMAS = re.compile(
    SPLIT.pattern + r"|,(?!\s*(?:jr|sr|inc|ltd|llc|llp|plc|corp|co|ph\.?d|m\.?d|esq|ii|iii|iv)\b)",
    re.IGNORECASE,
)
_PATH_TAIL = re.compile(r"(?:\.(?:names?|label))?\Z", re.IGNORECASE)
# The actors that one cell names: each one's number, and where its words stand in the cell.
Found = tuple[tuple[int, int, int], ...]
_TITLE_CHARS = 120
MOST_NAME_CHARS = 300
_NOBODY = frozenset(
    (
        *("", "-", "--", "–", "—", "?", "n/a", "n.a.", "na", "nan", "none", "null", "nobody"),
        *("unknown", "unidentified", "unbekannt", "inconnu", "desconocido", "tbd", "tba"),
    )
)
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
        self.title = [at[name] for name in mapping.title]
        self.start = [at[name] for name in mapping.start]
        self.end = [at[name] for name in mapping.end]
        self.kind = self.status = self.text = self.id = -1
        for name in ("kind", "status", "text", "id"):
            column = getattr(mapping, name)
            setattr(self, name, at[column] if column else -1)
        self.also = [at[name] for name in (mapping.text, mapping.link, mapping.place) if name]
        self.actors = [
            (at[name], _role_column(mapping, number, at), _role_of(name, len(mapping.actors)),
             _kind_hint(name))
            for number, name in enumerate(mapping.actors)
        ]  # fmt: skip
        self._split = _SPLIT_COMMAS if mapping.split else SPLIT
        self.shape = fingerprint(table.columns)
        self.dates_of: tuple[object, list[Dated | BadDate | None]] = (None, [])
        self.found: dict[tuple[str, str | None], Found] = {}
        self.numbers: dict[tuple[str, str | None], int] = {}
        self._read_date = CellReader(style)
        self.read_span = SpanReader(self._read_date)
        self._read_parts = Remembered(_joined)

    def read(self, row: Row) -> Happening:
        named = self._named(row)
        kind = row.cells[self.kind].strip() if self.kind >= 0 else ""
        title = self._titled(row, kind, named)
        return Happening(
            title,
            kind.casefold() or "event",
            self._words(row),
            *self._date(row),
            named,
            self._key(row),
            self.status_of(row.cells[self.status]) if self.status >= 0 else Status.OCCURRED.value,
        )

    def _titled(self, row: Row, kind: str, named: Sequence[Named]) -> str:
        said = (" ".join(row.cells[column].split()) for column in self.title)
        title = " · ".join(word for word in said if word)
        if title:
            return title
        if self.title and self.text < 0:
            raise BadRow(self._names[self.title[0]], "is empty: nothing says what happened")
        text = " ".join(row.cells[self.text].split()) if self.text >= 0 else ""
        if text:
            return _cut(text)
        who = ", ".join(item.actor.name for item in named)
        title = ": ".join(word for word in (kind, who) if word)
        if not title:
            raise BadRow("", "nothing says what happened: title, text, kind and actors are empty")
        return title

    def _words(self, row: Row) -> tuple[Cell, ...]:
        wanted = dict.fromkeys((*self.title, *self.also))
        cells = tuple(row.place(column) for column in wanted if row.cells[column].strip())
        if cells:
            return cells
        others = (self.kind, *(column for column, *_ in self.actors))
        for column in others:
            if column >= 0 and row.cells[column].strip():
                return (row.place(column),)
        return ((0, len(row.text)),)

    def _date(self, row: Row) -> tuple[Dated | None, tuple[Cell, ...]]:
        first, cells = self._moment(row, self.start)
        if len(self.end) == 1 and is_still(row.cells[self.end[0]]):
            found = None if first is None else self.read_span.still(first)
            more: tuple[Cell, ...] = () if first is None else (row.place(self.end[0]),)
        else:
            last, more = self._moment(row, self.end)
            found = first if last is None else self.read_span.joined(first, last)
        if isinstance(found, BadDate):
            raise BadRow(self._names[self.end[0]], str(found)) from found
        return found, tuple(dict.fromkeys((*cells, *more)))

    def _moment(self, row: Row, columns: list[int]) -> tuple[Dated | None, tuple[Cell, ...]]:
        """Return the date that one column gives, or three, and the cells that do."""
        given = [column for column in columns if not is_blank(row.cells[column])]
        if not given:
            return None, ()
        try:
            if len(columns) == 1:
                date = self._read_date(row.cells[columns[0]])
            else:
                date = self._read_parts("\0".join(row.cells[column] for column in columns))
        except BadDate as bad:
            raise BadRow(self._names[columns[0]], str(bad)) from bad
        return date, tuple(row.place(column) for column in given)

    def _named(self, row: Row) -> list[Named]:
        found: dict[tuple[TableActor, str], Named] = {}
        for column, role_column, default, kind in self.actors:
            cell = row.cells[column]
            names = self.names_in(cell)
            said = row.cells[role_column] if role_column >= 0 else ""
            for (name, low, high), role in zip(
                names, roles_in(said, len(names), default), strict=True
            ):
                if len(name) > MOST_NAME_CHARS:
                    raise BadRow(self._names[column], f"a name of {len(name):,} characters")
                actor = TableActor(name, self.kind_of(name, kind))
                found.setdefault(
                    (actor, role), Named(actor, role, row.within(column, cell[low:high]))
                )
        return list(found.values())

    def names_in(self, cell: str) -> list[tuple[str, int, int]]:
        """Return the names in a cell, and where the words of each stand in it."""
        return names_in(cell, self._split)

    @staticmethod
    def kind_of(name: str, hint: str | None) -> str:
        """Return an actor's kind: a country's, or its column's; "" where neither says."""
        return "state" if is_country(name) else hint or ""

    def _key(self, row: Row) -> str | None:
        if self.id < 0:
            return None
        own = row.cells[self.id].strip()
        if not own:
            raise BadRow(self._names[self.id], "is empty: the row has no id of its own")
        return f"row:{self.shape}:{own}"

    @staticmethod
    def status_of(cell: str) -> str:
        """Return the status that a cell says; an unknown word says that it happened."""
        return _STATUSES.get(" ".join(cell.split()).casefold(), Status.OCCURRED).value


def names_in(cell: str, split: re.Pattern[str] = SPLIT) -> list[tuple[str, int, int]]:
    """Return the names in a cell, and where the words of each stand in it."""
    found, start = [], 0
    plain = split is SPLIT and "|" not in cell and "\n" not in cell and "&" not in cell
    for word in cell.split(";") if plain else split.split(cell):
        bare = word.strip()
        name = bare if bare.isalpha() else " ".join(bare.split())
        if name.casefold() not in _NOBODY:
            start = cell.find(bare, start)
            found.append((name, start, start + len(bare)))
            start += len(bare)
    return found


def roles_in(cell: str, count: int, default: str) -> list[str]:
    """Return the roles of so many actors: one each where the cell parts as many, else its words."""
    parts = [" ".join(part.split()) for part in SPLIT.split(cell)] if count > 1 else []
    if len(parts) == count:
        return [part or default for part in parts]
    return [" ".join(cell.split()) or default] * count


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
    """Return the role that a column's name says: "side a" of `side_a_name` or `x.side_a.name`."""
    column = _PATH_TAIL.sub("", column, count=1).strip(".").rpartition(".")[2]
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
