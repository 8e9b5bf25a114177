"""Workbooks: rows that have no text of their own, written out as one.

How a row is written, of a Parquet file as well, so that its words can be pointed at: its cells
in order with a tab between, tabs and line ends inside a cell as one blank; days as 2024-07-28,
times as 2024-07-28T10:30:00, whole numbers without a point, truth as TRUE and FALSE, nothing
as nothing, a cell over several rows in each of them, a date of a workbook as finely as its
cell shows it, and last the address that a cell leads to. The same file is always written the
same way.
"""

from __future__ import annotations

import datetime
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from explorer.domain.tables import Reject
from explorer.errors import InputProblem
from explorer.ingest.tables.book_links import links
from explorer.ingest.tables.book_parts import DAMAGE, BookParts
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.formats import Formats
from explorer.ingest.tables.formats import shown as shown_date
from explorer.ingest.tables.json_cells import called
from explorer.ingest.tables.rows import CHUNK_ROWS, MOST_ROW_CHARS, TOO_LONG, Rows, shown

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_TIMES = 200
_FREE_BYTES = 100_000_000
_MOST_BYTES = 4_000_000_000
_SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx or .csv"


def written(value: Any) -> str:
    """Return a cell's value as it is written in a row."""
    if isinstance(value, str):
        return _one_line(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple):
        return _one_line("; ".join(map(_member, value)))
    if isinstance(value, dict):
        return _one_line(json.dumps(value, ensure_ascii=False, default=written))
    return _one_line(str(value))


def _member(value: Any) -> str:
    return written(called(value) or value) if isinstance(value, dict) else written(value)


def _one_line(text: str) -> str:
    if text.isprintable():
        return text
    return text.replace("\r\n", " ").translate(_BLANKED)


_BLANKED = dict.fromkeys((*b"\t\n\r\x0b\x0c", 133, 8232, 8233), " ")


def chunked(rows: Iterable[Sequence[Any]], first_line: int) -> Iterator[Rows]:
    """Yield rows of values as rows of text; rows without any value are left out."""
    lines: list[int] = []
    texts: list[str] = []
    cells: list[list[str]] = []
    broken: list[Reject] = []
    for line, row in enumerate(rows, first_line):
        found = [written(value) for value in row]
        text = "\t".join(found)
        if not text.strip("\t"):
            continue
        if len(text) > MOST_ROW_CHARS:
            broken.append(Reject(line, "", TOO_LONG, shown(text)))
            continue
        lines.append(line)
        texts.append(text)
        cells.append(found)
        if len(lines) >= CHUNK_ROWS:
            yield Rows(lines, texts, cells, [None] * len(lines), broken)
            lines, texts, cells, broken = [], [], [], []
    yield Rows(lines, texts, cells, [None] * len(lines), broken)


class Workbook:
    """The sheets of a workbook, opened once; raises InputProblem where it is none, or a trap."""

    def __init__(self, container: Container) -> None:
        from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

        _refuse_bomb(container)
        try:
            self._book = CalamineWorkbook.from_path(str(container.path))
            self.sheets = tuple(self._book.sheet_names)
            self.hidden = frozenset(
                sheet.name
                for sheet in self._book.sheets_metadata
                if sheet.visible is not SheetVisibleEnum.Visible
            )
        except (CalamineError, OSError, ValueError) as error:
            raise InputProblem(
                f"cannot be read as a workbook ({error})",
                where=container.where,
                remedy=_SAVE_AGAIN,
            ) from error
        self._where = container.where
        self._parts = BookParts(container)
        self._formats = Formats(self._parts)
        self.day_zero = _day_zero(self._parts)

    def filled(self) -> tuple[str, ...]:
        """Return the names of the sheets with anything in them; raises InputProblem for none."""
        found = tuple(name for name in self.sheets if self._sheet(name).height)
        if not found:
            raise InputProblem(
                "every sheet is empty", where=self._where, remedy="Choose a table with rows"
            )
        return found

    def rows(self, name: str) -> Iterator[Rows]:
        sheet = self._sheet(name)
        top, left = sheet.start or (0, 0)
        rows = sheet.to_python(skip_empty_area=True)
        for (row, column), fineness in self._formats.cells(name):
            if top <= row < top + len(rows) and left <= column < left + len(rows[0]):
                value = rows[row - top][column - left]
                if isinstance(value, datetime.date):
                    rows[row - top][column - left] = shown_date(value, fineness) or value
        for (first, column), (last, _) in sheet.merged_cell_ranges or ():
            # A cell that spans rows says the same of each; one that spans columns is a title.
            for row in range(first + 1 - top, min(last + 1 - top, len(rows))):
                rows[row][column - left] = rows[first - top][column - left]
        self._add_links(name, rows, top, left)
        yield from chunked(rows, top + 1)

    def _add_links(self, name: str, rows: list[list[Any]], top: int, left: int) -> None:
        """Add a column without a name of where a row's cells lead, if they do not say it."""
        added: dict[int, str] = {}
        for (row, column), address in sorted(links(self._parts, name).items()):
            if top <= row < top + len(rows) and left <= column < left + len(rows[0]):
                said = str(rows[row - top][column - left]).strip()
                if said and said.rstrip("/") != address.rstrip("/"):
                    added.setdefault(row - top, address)
        for row, cells in enumerate(rows if added else ()):
            cells.append(added.get(row, ""))

    def _sheet(self, name: str) -> CalamineSheet:
        from python_calamine import CalamineError

        try:
            return self._book.get_sheet_by_name(name)
        except (CalamineError, ValueError) as error:
            raise InputProblem(
                f"its sheet “{name}” cannot be read ({error})",
                where=self._where,
                remedy=_SAVE_AGAIN,
            ) from error


def _day_zero(parts: BookParts) -> datetime.date | None:
    """Return the day from which a workbook counts its days; None where it does not say."""
    if not parts.is_archive:
        return None
    try:
        found = next(parts.parsed("xl/workbook.xml").iter("{*}workbookPr"), None)
    except DAMAGE:
        return None
    if found is not None and found.get("date1904") in ("1", "true"):
        return datetime.date(1904, 1, 1)
    # Its day 60 is 29 February 1900, which never was: days are right from 61 on.
    return datetime.date(1899, 12, 30)


def _refuse_bomb(container: Container) -> None:
    """Raise where a workbook's parts unpack to far more than a workbook's do."""
    try:
        with zipfile.ZipFile(container.path) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError):
        return  # an old .xls, or no workbook: the reader says so
    packed = container.path.stat().st_size
    if size > min(_MOST_BYTES, max(_FREE_BYTES, packed * _MOST_TIMES)):
        raise InputProblem(
            f"unpacks to {size // 1_000_000:,} MB, more than a workbook of its size does",
            where=container.where,
            remedy="Save it as .csv if you trust it, and import that",
        )
