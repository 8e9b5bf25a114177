"""How finely a workbook's cells show their dates.

Who types "May 2020" into a spreadsheet gets 1 May 2020, shown as a month: the day is the
program's, not the person's. A cell is read as finely as it is shown, unless its value is
not the first moment of what is shown, and so was known more finely.
"""

from __future__ import annotations

import datetime
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import IO, TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.ingest.tables.container import Container
from explorer.ingest.xml import local, parse_part

if TYPE_CHECKING:
    from lxml import etree

_BLOCK = 1 << 20
_MOST_PART_BYTES = 50_000_000
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_NO_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')

_DAMAGE = (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, InputProblem)

# Row and column of a cell, from 0.
Place = tuple[int, int]


class Fineness(StrEnum):
    """What a format shows of a date, where that is not all of it."""

    YEAR = "%Y"
    MONTH = "%Y-%m"
    MINUTE = "%Y-%m-%dT%H:%M"


# Of the formats that need no code: 17 is mmm-yy, 22 m/d/yy h:mm.
_BUILT_IN = {17: Fineness.MONTH, 22: Fineness.MINUTE}


def fineness_of(code: str) -> Fineness | None:
    """Return what a number format shows; None for a day, a second, or no date at all."""
    plain = _NO_CODE.sub("", code.split(";")[0]).casefold()
    if "y" not in plain or "general" in plain:
        return None
    if "h" in plain:
        return Fineness.MINUTE if "s" not in plain and "d" in plain else None
    if "d" in plain:
        return None
    return Fineness.MONTH if "m" in plain else Fineness.YEAR


def shown(value: datetime.date, fineness: Fineness) -> str | None:
    """Return a date as its cell shows it; None where it is known more finely than that."""
    moment = value if isinstance(value, datetime.datetime) else _midnight(value)
    if fineness is Fineness.MINUTE:
        first = moment.replace(second=0, microsecond=0)
    else:
        month = 1 if fineness is Fineness.YEAR else moment.month
        first = datetime.datetime(moment.year, month, 1)
    if moment != first:
        return None
    return f"{moment.year:04d}{moment.strftime(fineness.removeprefix('%Y'))}"


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day)


class Formats:
    """The cells of a workbook that show less than a day, or no seconds; of old kinds none."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._styles: dict[int, Fineness] = {}
        if container.suffix in (".xlsx", ".xlsm"):
            try:
                with zipfile.ZipFile(container.path) as archive:
                    self._styles = self._of_styles(archive)
            except _DAMAGE:
                return  # what reads the cells says what is wrong

    def cells(self, sheet: str) -> Iterator[tuple[Place, Fineness]]:
        """Yield the cells of a sheet that show less of a date than a cell can."""
        if not self._styles:
            return
        try:
            with (
                zipfile.ZipFile(self._container.path) as archive,
                archive.open(self._part_of(archive, sheet)) as file,
            ):
                yield from _in_part(file, self._styles)
        except _DAMAGE:
            return

    def _of_styles(self, archive: zipfile.ZipFile) -> dict[int, Fineness]:
        root = self._parsed(archive, "xl/styles.xml")
        codes: dict[int, Fineness | None] = dict(_BUILT_IN)
        for item in root.iter("{*}numFmt"):
            codes[int(item.get("numFmtId", "0"))] = fineness_of(item.get("formatCode", ""))
        cells = next((child for child in root if local(child) == "cellXfs"), ())
        formats = (codes.get(int(style.get("numFmtId", "0"))) for style in cells)
        return {number: fine for number, fine in enumerate(formats) if fine is not None}

    def _part_of(self, archive: zipfile.ZipFile, sheet: str) -> str:
        """Return the name of a sheet's part; raises KeyError where there is none."""
        book = self._parsed(archive, "xl/workbook.xml")
        links = self._parsed(archive, "xl/_rels/workbook.xml.rels")
        names = {item.get("name"): item.get(_ID) for item in book.iter("{*}sheet")}
        targets = {item.get("Id"): item.get("Target", "") for item in links}
        return posixpath.normpath(posixpath.join("/xl", targets[names[sheet]])).lstrip("/")

    def _parsed(self, archive: zipfile.ZipFile, part: str) -> etree._Element:
        if archive.getinfo(part).file_size > _MOST_PART_BYTES:
            raise KeyError(part)
        return parse_part(archive.read(part), part, self._container.where)


def _in_part(file: IO[bytes], styles: dict[int, Fineness]) -> Iterator[tuple[Place, Fineness]]:
    rest = b""
    while block := file.read(_BLOCK):
        block = rest + block
        end = block.rfind(b"<")
        for found in _CELL.finditer(block, 0, end):
            style, place = _STYLE.search(found[1]), _PLACE.search(found[1])
            if style and place and (fine := styles.get(int(style[1]))):
                yield (int(place[2]) - 1, _column(place[1])), fine
        rest = block[end:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
