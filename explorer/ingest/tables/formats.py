"""How finely a workbook's cells show their dates.

Who types "May 2020" into a spreadsheet gets 1 May 2020, shown as a month: the day is the
program's, not the person's. A cell is read as finely as it is shown, unless its value is
not the first moment of what is shown, and so was known more finely.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from explorer.ingest.tables.book_parts import DAMAGE, BookParts, Place, place_in
from explorer.ingest.xml import local

if TYPE_CHECKING:
    from lxml import etree

_NO_CODE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_STYLE = re.compile(rb'\bs="(\d{1,6})"')


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

    def __init__(self, parts: BookParts) -> None:
        self._parts = parts
        self._styles: dict[int, Fineness] = {}
        if parts.is_archive:
            try:
                self._styles = _of_styles(parts.parsed("xl/styles.xml"))
            except DAMAGE:
                return

    def cells(self, sheet: str) -> Iterator[tuple[Place, Fineness]]:
        """Yield the cells of a sheet that show less of a date than a cell can."""
        if not self._styles:
            return
        try:
            for attributes in self._parts.elements(self._parts.of_sheet(sheet), _CELL):
                style, place = _STYLE.search(attributes), place_in(attributes)
                if style and place and (fine := self._styles.get(int(style[1]))):
                    yield place, fine
        except DAMAGE:
            return


def _of_styles(root: etree._Element) -> dict[int, Fineness]:
    codes: dict[int, Fineness | None] = dict(_BUILT_IN)
    for item in root.iter("{*}numFmt"):
        codes[int(item.get("numFmtId", "0"))] = fineness_of(item.get("formatCode", ""))
    cells = next((child for child in root if local(child) == "cellXfs"), ())
    formats = (codes.get(int(style.get("numFmtId", "0"))) for style in cells)
    return {number: fine for number, fine in enumerate(formats) if fine is not None}
