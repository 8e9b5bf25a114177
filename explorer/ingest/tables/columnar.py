"""Rows read by a mapping a column at a time: as `generic` reads them, several times as fast.

A row is odd, and left to `MappedReader.read`, where its title is empty, its date is wrong
or in several columns, or a name or an id is not as it should be.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import count
from operator import add
from typing import NamedTuple

from explorer.domain.kinds import Status
from explorer.domain.tables import Dated, RowBatch, RowPart, RowWords, TableActor
from explorer.ingest.tables.build import Cast
from explorer.ingest.tables.dates import BadDate, is_blank
from explorer.ingest.tables.generic import MOST_NAME_CHARS, SPLIT, Found, MappedReader
from explorer.ingest.tables.rows import Rows, trimmed

_MOST_CELLS = 100_000
_LONG_FOR_NOTHING = 8  # characters: longer than "unknown"
_Columns = Sequence[Sequence[str]]


class _Place(NamedTuple):
    """Where a column's cells stand in their rows, blanks included."""

    starts: Sequence[int]
    ends: Sequence[int]


class MappedColumns(MappedReader):
    """A `ColumnReader` of any table with a mapping."""

    def odd(self, columns: _Columns) -> Collection[int]:
        if len(self.title) != 1 or len(self.start) > 1 or len(self.end) > 1:
            return range(len(columns[0]))
        found = {row for row, cell in enumerate(columns[self.title[0]]) if _is_blank(cell)}
        found |= {row for row, date in enumerate(self._dates(columns)) if _is_bad(date)}
        if self.id >= 0:
            found |= {row for row, cell in enumerate(columns[self.id]) if _is_blank(cell)}
        for column, role, *_ in self.actors:
            cells = columns[column]
            found |= {row for row, cell in enumerate(cells) if len(cell) > MOST_NAME_CHARS}
            if role >= 0:  # several roles in a cell may be of as many actors, one each
                found |= {row for row, cell in enumerate(columns[role]) if SPLIT.search(cell)}
        return found

    def fill(self, batch: RowBatch, rows: Rows, columns: _Columns, cast: Cast) -> None:
        first, count = len(batch), len(rows.texts)
        where = _places(rows, columns, self._wanted())
        batch.texts += rows.texts
        batch.titles += [" ".join(cell.split()) for cell in columns[self.title[0]]]
        batch.keys += self._keys(columns, count)
        batch.kinds += self._kinds(columns, count)
        batch.statuses += self._statuses(columns, count)
        dates = self._dates(columns)
        batch.dates += dates  # type: ignore[arg-type]  # bad ones are odd
        for column in dict.fromkeys((*self.title, *self.also)):
            batch.words += _words(rows.texts, columns[column], where[column], first)
        dated = [date is not None for date in dates]
        for column in dict.fromkeys((*self.start, *self.end)):
            words = _words(rows.texts, columns[column], where[column], first)
            cells = columns[column]
            batch.date_words += [
                item
                for item in words
                if dated[item[0] - first] and not _says_nothing(cells[item[0] - first])
            ]
        self._parts(batch, columns, where, first, cast)

    def _wanted(self) -> set[int]:
        actors = (column for column, *_ in self.actors)
        return {*self.title, *self.also, *self.start, *self.end, *actors}

    def _dates(self, columns: _Columns) -> list[Dated | BadDate | None]:
        """Return each row's date; the same columns' again without reading them again."""
        if self.dates_of[0] is not columns:
            self.dates_of = (columns, self._read_dates(columns))
        return self.dates_of[1]

    def _read_dates(self, columns: _Columns) -> list[Dated | BadDate | None]:
        count = len(columns[0])
        starts = columns[self.start[0]] if self.start else ("",) * count
        ends = columns[self.end[0]] if self.end else ("",) * count
        read = self.read_span.cells
        return [read(start, end) for start, end in zip(starts, ends, strict=True)]

    def _keys(self, columns: _Columns, count: int) -> list[str | None]:
        if self.id < 0:
            return [None] * count
        return [f"row:{self.shape}:{cell.strip()}" for cell in columns[self.id]]

    def _kinds(self, columns: _Columns, count: int) -> list[str]:
        if self.kind < 0:
            return ["event"] * count
        words = {cell: cell.strip().casefold() or "event" for cell in set(columns[self.kind])}
        return [words[cell] for cell in columns[self.kind]]

    def _statuses(self, columns: _Columns, count: int) -> list[str]:
        if self.status < 0:
            return [Status.OCCURRED.value] * count
        words = {cell: self.status_of(cell) for cell in set(columns[self.status])}
        return [words[cell] for cell in columns[self.status]]

    def _parts(
        self, batch: RowBatch, columns: _Columns, where: dict[int, _Place], first: int, cast: Cast
    ) -> None:
        """Add who takes part: of one actor in one role in one row, the first words."""
        parts: list[RowPart] = []
        texts = batch.texts
        for column, role_column, role, kind in self.actors:
            place = where[column]
            said = columns[role_column] if role_column >= 0 else None
            does = role
            cells = columns[column]
            for row, cell, start in zip(count(first), cells, place.starts, strict=False):
                if not cell:
                    continue
                if said is not None:
                    does = " ".join(said[row - first].split()) or role
                found = self._in_cell(cell, kind, batch, cast)
                if texts[row].startswith(cell, start):
                    for actor, low, high in found:
                        parts.append((row, actor, does, start + low, start + high))
                    continue
                within = (start, place.ends[row - first])
                for actor, low, high in found:  # written with marks that the value has not
                    parts.append((row, actor, does, *_find(texts[row], cell[low:high], within)))
        if len(self.actors) > 1:
            once: dict[tuple[int, int, str], RowPart] = {}
            for part in parts:
                once.setdefault(part[:3], part)
            parts = list(once.values())
        batch.parts += parts

    def _in_cell(self, cell: str, kind: str | None, batch: RowBatch, cast: Cast) -> Found:
        """Return the actors that a cell names, and where in it; a cell met before is not cut."""
        known = (cell, kind)
        found = self.found.get(known)
        if found is None:
            if len(self.found) >= _MOST_CELLS:
                self.found.clear()
            places: dict[int, tuple[int, int]] = {}
            for name, low, high in self.names_in(cell):
                number = self.numbers.get((name, kind))
                if number is None:
                    actor = TableActor(name, self.kind_of(name, kind))
                    number = self.numbers[name, kind] = cast.number(actor, batch)
                places.setdefault(number, (low, high))
            found = tuple((number, *place) for number, place in places.items())
            self.found[known] = found
        return found


def _find(text: str, word: str, within: tuple[int, int]) -> tuple[int, int]:
    found = text.find(word, *within)
    return (found, found + len(word)) if found >= 0 else trimmed(text, within)


def _is_blank(cell: str) -> bool:
    return not cell or cell.isspace()


def _says_nothing(cell: str) -> bool:
    return len(cell) < _LONG_FOR_NOTHING and is_blank(cell)


def _is_bad(date: Dated | BadDate | None) -> bool:
    return date.__class__ is BadDate


def _places(rows: Rows, columns: _Columns, wanted: set[int]) -> dict[int, _Place]:
    """Return where the cells of the wanted columns stand in their rows."""
    found: dict[int, _Place] = {}
    starts = [0] * len(rows.texts)
    for column in range(max(wanted, default=-1) + 1):
        ends = list(map(add, starts, map(len, columns[column])))
        if column in wanted:
            found[column] = _Place(starts, ends)
        starts = [end + 1 for end in ends]
    quoted = [(row, places) for row, places in enumerate(rows.places) if places is not None]
    if quoted:
        for column, place in found.items():
            low, high = list(place.starts), list(place.ends)
            for row, places in quoted:
                low[row], high[row] = places[column]
            found[column] = _Place(low, high)
    return found


def _words(texts: Sequence[str], cells: Sequence[str], where: _Place, first: int) -> list[RowWords]:
    """Return the words of a column's cells that have any, without the blanks round them."""
    rows = range(first, first + len(cells))
    bare = [cell.strip() for cell in cells]
    if bare == list(cells):  # nearly always: `strip` returns the very string then
        if all(bare):
            return list(zip(rows, where.starts, where.ends, strict=True))
        triples = zip(rows, where.starts, where.ends, strict=True)
        return [triple for triple, cell in zip(triples, bare, strict=True) if cell]
    return [
        (row, *trimmed(text, (start, end)))
        for row, text, start, end, cell in zip(
            rows, texts, where.starts, where.ends, bare, strict=True
        )
        if cell
    ]
