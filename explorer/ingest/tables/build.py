"""Rows of cells as batches of events; what no event can be made of is rejected, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol

from explorer.domain.tables import Cell, Dated, Part, Reject, RowBatch, TableActor
from explorer.ingest.tables.rows import Rows, Table, place_of, shown, trimmed

# What is done with a rejected row.
Refuse = Callable[[Reject], None]
_NO_LETTER = range(0xD800, 0xE000)


class BadRow(ValueError):
    """A row that is no event: the column at fault ("" for the whole row), and the reason."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


class Row(NamedTuple):
    """One row on its way to an event."""

    text: str
    cells: list[str]
    places: Sequence[Cell] | None

    def place(self, column: int) -> Cell:
        """Return where a cell's words stand in the row's text, without blanks round them."""
        return trimmed(self.text, place_of(self.cells, self.places, column))

    def within(self, column: int, word: str) -> Cell:
        """Return where a word of a cell stands; the whole cell where it is written otherwise."""
        start, end = place_of(self.cells, self.places, column)
        at = self.text.find(word, start, end)
        return (at, at + len(word)) if at >= 0 else trimmed(self.text, (start, end))


class Named(NamedTuple):
    """An actor of a row, what it does there, and the words that name it."""

    actor: TableActor
    role: str
    cell: Cell


class Happening(NamedTuple):
    """What a row says: `cells` are the words for the event itself, at least one."""

    title: str
    kind: str
    cells: tuple[Cell, ...]
    date: Dated | None
    named: Sequence[Named]
    key: str | None = None
    status: str = "occurred"


class Reader(Protocol):
    """Reads the rows of one shape of table."""

    def read(self, row: Row) -> Happening:
        """Return what a row says; raises BadRow."""


class Builder:
    """Turns a table's rows into batches, and numbers its actors in the order first met."""

    def __init__(self, table: Table, reader: Reader, refuse: Refuse) -> None:
        self._table = table
        self._reader = reader
        self._refuse = refuse
        self._numbers: dict[tuple[str, str], int] = {}
        self.rows = 0

    def batches(self) -> Iterator[RowBatch]:
        """Yield the events of all rows, in order."""
        for rows in self._table.chunks():
            yield self.batch(rows)

    def batch(self, rows: Rows) -> RowBatch:
        """Return the events of some rows; rejects go to whoever wants them, in order of lines."""
        found = RowBatch()
        width = len(self._table.columns)
        broken = self._broken(rows)
        self.rows += len(rows.texts) + len(rows.broken)
        for line, text, cells, places in zip(
            rows.lines, rows.texts, rows.cells, rows.places, strict=True
        ):
            try:
                if len(cells) != width:
                    cells = _fitted(cells, width)
                if broken:
                    _check_letters(text)
                self._add(found, text, self._reader.read(Row(text, cells, places)))
            except BadRow as bad:
                self._refuse(Reject(line, bad.column, str(bad), shown(text)))
        for reject in rows.broken:
            self._refuse(reject)
        return found

    def _add(self, batch: RowBatch, text: str, said: Happening) -> None:
        batch.texts.append(text)
        batch.keys.append(said.key)
        batch.titles.append(said.title)
        batch.kinds.append(said.kind)
        batch.statuses.append(said.status)
        batch.cells.append(said.cells)
        batch.dates.append(said.date)
        parts = [Part(self._number(named.actor, batch), *named[1:]) for named in said.named]
        batch.parts.append(parts)

    def _number(self, actor: TableActor, batch: RowBatch) -> int:
        known = (actor.key, "") if actor.key else (actor.name, actor.kind)
        number = self._numbers.get(known)
        if number is None:
            number = self._numbers[known] = len(self._numbers)
            batch.actors.append(actor)
        return number

    @staticmethod
    def _broken(rows: Rows) -> bool:
        """Whether some row holds what is no letter: a NUL, or bytes of no encoding."""
        text = "\n".join(rows.texts)
        if text.isascii():
            return "\0" in text
        try:
            text.encode()
        except UnicodeEncodeError:
            return True
        return "\0" in text


def _fitted(cells: list[str], width: int) -> list[str]:
    """Return a row without empty cells past the last column; raises BadRow for any other width."""
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return cells[:width]
    more = f"{len(cells)} cell{'s' if len(cells) != 1 else ''}, but the table has {width} columns"
    raise BadRow("", more)


def _check_letters(text: str) -> None:
    if "\0" in text:
        raise BadRow("", "holds a NUL character")
    if any(ord(character) in _NO_LETTER for character in text):
        raise BadRow("", "holds bytes that are no letters in the file's encoding")
