"""CSV, TSV and their like: records as they stand in the file, and where their cells are.

The csv module gives cells but neither the record's own text nor their places in it, and
both are evidence here; so records are cut here. A line without a quotation mark, which
nearly every line is, is cut by `str.split`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from explorer.domain.tables import Cell, Reject
from explorer.errors import InputProblem
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.rows import MOST_ROW_CHARS, TOO_LONG, Rows, shown
from explorer.values import dataclass, field

_BLOCK_CHARS = 1 << 20
# The first block is small: a table's first rows are asked for many times before all are read.
_FIRST_CHARS = 1 << 16
_MOST_LINES = 1_000
_QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Dialect:
    """How records are written: what parts cells, and whether quotation marks enclose them."""

    delimiter: str = ","
    quoted: bool = True


def lines_of(container: Container, encoding: str) -> Iterator[tuple[list[str], str]]:
    """Yield the file's lines in blocks, with what ends them; bytes of no letter as surrogates.

    Lines end with `\\n`, or, where the first block has none, with `\\r`; the `\\r` of `\\r\\n`
    stays at the line's end.
    """
    with container.opened() as file:
        text = io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")
        try:
            yield from _blocks(text)
        except UnicodeDecodeError as error:  # of UTF-16 alone: half a letter can stand for nothing
            raise InputProblem(
                f"it is not {encoding} to its end ({error.reason})",
                where=container.where,
                remedy="Get it again, or say with --encoding what it is written in",
            ) from error
        finally:
            text.detach()


def _blocks(text: io.TextIOWrapper) -> Iterator[tuple[list[str], str]]:
    block = text.read(_FIRST_CHARS)
    end = "\n" if "\n" in block or "\r" not in block else "\r"
    rest: list[str] = []
    while block:
        lines = block.split(end)
        if len(lines) == 1:
            rest.append(block)
        else:
            lines[0] = "".join((*rest, lines[0]))
            rest = [lines.pop()]
            yield lines, end
        block = text.read(_BLOCK_CHARS)
    last = "".join(rest)
    if last:
        yield [last], end


def read_rows(container: Container, encoding: str, dialect: Dialect) -> Iterator[Rows]:
    """Yield every record of the file, the line of names too; empty lines are none."""
    cutter = _Cutter(dialect)
    for lines, end in lines_of(container, encoding):
        yield cutter.cut(lines, end)
    yield cutter.last()


@dataclass(slots=True)
class _Found:
    """Records as they are cut, and those that cannot be."""

    lines: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    places: list[list[Cell] | None] = field(default_factory=list)
    broken: list[Reject] = field(default_factory=list)

    def add(self, line: int, text: str, cells: list[str], places: list[Cell] | None) -> None:
        if len(text) > MOST_ROW_CHARS:
            self.refuse(line, text, TOO_LONG)
            return
        self.lines.append(line)
        self.texts.append(text)
        self.cells.append(cells)
        self.places.append(places)

    def refuse(self, line: int, text: str, reason: str) -> None:
        self.broken.append(Reject(line, "", reason, shown(text)))

    def rows(self) -> Rows:
        return Rows(self.lines, self.texts, self.cells, self.places, self.broken)


class _Cutter:
    """Cuts lines into records; one that a quotation mark keeps open waits for the next lines."""

    def __init__(self, dialect: Dialect) -> None:
        self._delimiter = dialect.delimiter
        self._quoted = dialect.quoted
        self._end = "\n"
        self._next_line = 1
        self._open: list[str] = []
        self._open_chars = 0

    def cut(self, lines: list[str], end: str) -> Rows:
        first, self._end = self._next_line, end
        self._next_line += len(lines)
        quick = self._quickly(lines, first)
        if quick is not None:
            return quick
        found = _Found()
        self._slowly(list(enumerate(lines, first)), found)
        return found.rows()

    def last(self) -> Rows:
        """Return what is left when the file is at its end."""
        found = _Found()
        while self._open:
            self._slowly(self._give_up(self._next_line - len(self._open), found), found)
        return found.rows()

    def _quickly(self, lines: list[str], first: int) -> Rows | None:
        """Cut lines of which each is a record; None where some may not be."""
        if self._open or max(map(len, lines)) > MOST_ROW_CHARS:
            return None
        if any(line.endswith("\r") for line in lines):
            lines = [line[:-1] if line.endswith("\r") else line for line in lines]
        if not all(lines):
            return None
        delimiter = self._delimiter
        cells = [line.split(delimiter) for line in lines]
        places: list[list[Cell] | None] = [None] * len(lines)
        for at in [at for at, line in enumerate(lines) if _QUOTE in line] if self._quoted else ():
            cut = cut_quoted(lines[at], delimiter)
            if cut is None:  # the record goes on in the next line
                return None
            cells[at], places[at] = cut
        return Rows(range(first, self._next_line), lines, cells, places)

    def _slowly(self, lines: list[tuple[int, str]], found: _Found) -> None:
        queue = lines[::-1]
        delimiter, quoted = self._delimiter, self._quoted
        while queue:
            number, line = queue.pop()
            if self._open or (quoted and _QUOTE in line):
                # Lines that an open quotation mark took by mistake are looked at again.
                queue += reversed(self._take(number, line, found))
                continue
            text = line[:-1] if line.endswith("\r") else line
            if text:
                found.add(number, text, text.split(delimiter), None)

    def _take(self, number: int, line: str, found: _Found) -> list[tuple[int, str]]:
        """Take a line with a mark in it, or after one that is open; returns lines to take again."""
        self._open.append(line)
        self._open_chars += len(line) + 1
        if _QUOTE in line:
            text = self._end.join(self._open).removesuffix("\r")
            cut = cut_quoted(text, self._delimiter)
            if cut is not None:
                found.add(number + 1 - len(self._open), text, *cut)
                self._open, self._open_chars = [], 0
                return []
        if len(self._open) > _MOST_LINES or self._open_chars > MOST_ROW_CHARS:
            return self._give_up(number + 1 - len(self._open), found)
        return []

    def _give_up(self, start: int, found: _Found) -> list[tuple[int, str]]:
        """Refuse the line that opened a mark; returns those after it, to be taken again."""
        lines, self._open, self._open_chars = self._open, [], 0
        found.refuse(start, lines[0], "a quotation mark is opened in it and never closed")
        return list(enumerate(lines[1:], start + 1))


def cut_quoted(text: str, delimiter: str) -> tuple[list[str], list[Cell]] | None:
    """Return a record's cells and their places; None where a quotation mark is still open.

    A cell begins with a quotation mark or has none that counts; inside, two stand for one.
    The place of a quoted cell is what stands between its marks.
    """
    cells: list[str] = []
    places: list[Cell] = []
    at, size = 0, len(text)
    while True:
        if text.startswith(_QUOTE, at):
            close = _closing(text, at + 1)
            if close < 0:
                return None
            end = text.find(delimiter, close)
            end = size if end < 0 else end
            if text[close + 1 : end].strip(" "):
                # Words after the closing mark: it enclosed nothing, the cell is as it stands.
                cells.append(text[at:end])
                places.append((at, end))
            else:
                cells.append(text[at + 1 : close].replace('""', _QUOTE))
                places.append((at + 1, close))
        else:
            end = text.find(delimiter, at)
            end = size if end < 0 else end
            cells.append(text[at:end])
            places.append((at, end))
        if end >= size:
            return cells, places
        at = end + 1


def _closing(text: str, start: int) -> int:
    """Return where the mark stands that closes a quoted cell; -1 where none does."""
    while True:
        close = text.find(_QUOTE, start)
        if close < 0 or not text.startswith(_QUOTE, close + 1):
            return close
        start = close + 2
