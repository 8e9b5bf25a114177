"""The parts of a workbook's archive that its reader does not give: styles, and where cells lead.

What is damaged here is not told of: the reader of the cells says what is wrong with them.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.ingest.tables.container import Container
from explorer.ingest.xml import parse_part

if TYPE_CHECKING:
    from lxml import etree

_BLOCK = 1 << 20
_MOST_PART_BYTES = 50_000_000
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(rb'\b(?:r|ref)="([A-Z]{1,3})(\d{1,7})\b')
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),  # of the archive
    *(KeyError, ValueError, InputProblem),  # of what is in it
)

# Row and column of a cell, from 0.
Place = tuple[int, int]


class BookParts:
    """A workbook's archive; every call opens it, and raises one of DAMAGE."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self.is_archive = container.suffix in (".xlsx", ".xlsm")

    def parsed(self, part: str) -> etree._Element:
        """Return the root of a part."""
        with zipfile.ZipFile(self._container.path) as archive:
            if archive.getinfo(part).file_size > _MOST_PART_BYTES:
                raise KeyError(part)
            return parse_part(archive.read(part), part, self._container.where)

    def has(self, part: str) -> bool:
        with zipfile.ZipFile(self._container.path) as archive:
            return part in archive.namelist()

    def of_sheet(self, sheet: str) -> str:
        """Return the name of a sheet's part."""
        names = {
            item.get("name"): item.get(_ID)
            for item in self.parsed("xl/workbook.xml").iter("{*}sheet")
        }
        links = self.parsed("xl/_rels/workbook.xml.rels")
        targets = {item.get("Id"): item.get("Target", "") for item in links}
        return posixpath.normpath(posixpath.join("/xl", targets[names[sheet]])).lstrip("/")

    def elements(self, part: str, pattern: re.Pattern[bytes]) -> Iterator[bytes]:
        """Yield the attributes of elements whose whole beginning a pattern matches."""
        with (
            zipfile.ZipFile(self._container.path) as archive,
            archive.open(part) as file,
        ):
            rest = b""
            while block := file.read(_BLOCK):
                block = rest + block
                end = block.rfind(b"<")
                for found in pattern.finditer(block, 0, end):
                    yield found[1]
                rest = block[end:]


def place_in(attributes: bytes) -> Place | None:
    """Return the cell that attributes name, the first where they name several."""
    found = _PLACE.search(attributes)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + letter - ord("A") + 1
    return int(found[2]) - 1, column - 1
