"""Rows of cells as batches of events; what no event can be made of is rejected, with reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from explorer.domain.tables import Cell, Dated, Reject, RowBatch, TableActor
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
    """What a row says: `cells` are the words for the event itself, at least one.

    `date` is None for an undated event; `date_cells` are the words that give it.
    """

    title: str
    kind: str
    cells: tuple[Cell, ...]
    date: Dated | None
    date_cells: tuple[Cell, ...]
    named: Sequence[Named]
    key: str | None = None
    status: str = "occurred"


class Reader(Protocol):
    """Reads the rows of one shape of table."""

    def read(self, row: Row) -> Happening:
        """Return what a row says; raises BadRow."""


@runtime_checkable
class ColumnReader(Reader, Protocol):
    """A reader that takes whole columns where it can, several times as fast as row by row."""

    def odd(self, columns: Sequence[Sequence[str]]) -> Collection[int]:
        """Return the rows that `read` must look at: they are no event, or no plain one."""

    def fill(
        self, batch: RowBatch, rows: Rows, columns: Sequence[Sequence[str]], cast: Cast
    ) -> None:
        """Add rows none of which is odd to a batch."""


class Cast:
    """Numbers the actors of a table, in the order first met."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, actor: TableActor, batch: RowBatch) -> int:
        """Return an actor's number; one that is new goes into the batch."""
        known = (actor.key, "") if actor.key else (actor.name, actor.kind)
        number = self._numbers.get(known)
        if number is None:
            number = self._numbers[known] = len(self._numbers)
            batch.actors.append(actor)
        return number


class Builder:
    """Turns a table's rows into batches; `rows` counts those that were met with anything in."""

    def __init__(self, table: Table, reader: Reader, refuse: Refuse) -> None:
        self._table = table
        self._reader = reader
        self._refuse = refuse
        self._cast = Cast()
        self._bad: list[Reject] = []
        self.rows = 0

    def batches(self) -> Iterator[RowBatch]:
        """Yield the events of all rows, in order."""
        for rows in self._table.chunks():
            yield self.batch(rows)

    def batch(self, rows: Rows) -> RowBatch:
        """Return the events of some rows; rejects go to whoever wants them, in their order."""
        found = RowBatch()
        self._bad = list(rows.broken)
        self.rows += len(rows.texts) + len(rows.broken)
        width = len(self._table.columns)
        by_row = not isinstance(self._reader, ColumnReader) or _has_broken_letters(rows)
        if by_row or any(len(cells) != width for cells in rows.cells):
            self._by_row(found, rows)
        else:
            self._by_column(found, rows)
        for reject in sorted(self._bad, key=lambda bad: bad.line):
            if rows.sheet:
                reject = reject._replace(reason=f"{reject.reason} (sheet “{rows.sheet}”)")
            self._refuse(reject)
        return found

    def _by_column(self, batch: RowBatch, rows: Rows) -> None:
        """Add rows of the right width: odd ones one by one, those between them at a time."""
        if not rows.texts:
            return
        assert isinstance(self._reader, ColumnReader)
        columns = list(zip(*rows.cells, strict=True))
        last = 0
        for odd in (*sorted(self._reader.odd(columns)), len(rows.texts)):
            if odd > last:
                run = slice(last, odd)
                some = rows if odd - last == len(rows.texts) else _part(rows, run)
                cut = columns if some is rows else [column[run] for column in columns]
                self._reader.fill(batch, some, cut, self._cast)
            if odd < len(rows.texts):
                self._by_row(batch, _part(rows, slice(odd, odd + 1)))
            last = odd + 1

    def _by_row(self, batch: RowBatch, rows: Rows) -> None:
        width = len(self._table.columns)
        for line, text, cells, places in zip(
            rows.lines, rows.texts, rows.cells, rows.places, strict=True
        ):
            try:
                if len(cells) != width:
                    cells = _fitted(cells, width)
                if not text.isascii() or "\0" in text:
                    _check_letters(text)
                self._add(batch, text, self._reader.read(Row(text, cells, places)))
            except BadRow as bad:
                if any(map(str.strip, cells)):
                    self._bad.append(Reject(line, bad.column, str(bad), shown(text)))
                else:  # ";;;;", as spreadsheets write an empty line
                    self.rows -= 1

    def _add(self, batch: RowBatch, text: str, said: Happening) -> None:
        row = len(batch.texts)
        batch.texts.append(text)
        batch.keys.append(said.key)
        batch.titles.append(said.title)
        batch.kinds.append(said.kind)
        batch.statuses.append(said.status)
        batch.dates.append(said.date)
        batch.words += [(row, start, end) for start, end in said.cells]
        batch.date_words += [(row, start, end) for start, end in said.date_cells]
        for actor, role, (start, end) in said.named:
            batch.parts.append((row, self._cast.number(actor, batch), role, start, end))


def _part(rows: Rows, which: slice) -> Rows:
    lines, texts, cells, places, *_ = rows
    return Rows(lines[which], texts[which], cells[which], places[which])


def _has_broken_letters(rows: Rows) -> bool:
    """Whether some row holds what is no letter: a NUL, or bytes of no encoding."""
    text = "\n".join(rows.texts)
    if not text.isascii():
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
