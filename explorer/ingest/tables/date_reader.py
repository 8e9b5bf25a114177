"""Cells of dates read many at a time: what was read is remembered, plain forms go quickly.

Of ten million rows most have one of some ten thousand days; a time of day or a pair of
days is put together from the bounds of its days. What is anything else is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from explorer.domain import dates as edtf_dates
from explorer.domain.tables import Dated
from explorer.ingest.tables.date_words import is_still
from explorer.ingest.tables.dates import BadDate, DateStyle, is_blank, span, to_edtf

_MOST = 200_000
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(Z?)\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


class Remembered:
    """Reads texts by a function that raises BadDate, each text once; so many are remembered."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read
        self.known: dict[str, Dated | BadDate] = {}

    def __call__(self, text: str) -> Dated:
        """Return a text's date; raises BadDate."""
        found = self.get(text)
        if isinstance(found, BadDate):
            raise found
        return found

    def get(self, text: str) -> Dated | BadDate:
        """Return a text's date, or what is wrong with it."""
        found = self.known.get(text)
        if found is None:
            if len(self.known) >= _MOST:
                self.known.clear()
            found = self.known[text] = self._fresh(text)
        return found

    def _fresh(self, text: str) -> Dated | BadDate:
        try:
            return dated(self._read(text))
        except BadDate as bad:
            return bad


def dated(edtf: str) -> Dated:
    """Return an EDTF string that is known to be one, with its bounds."""
    bounds = edtf_dates.parse(edtf).bounds
    return Dated(edtf, (bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max))


class CellReader(Remembered):
    """Reads the cells of one column by what the column tells as a whole."""

    def __init__(self, style: DateStyle) -> None:
        super().__init__(lambda cell: to_edtf(cell, style))
        self._midnights_are_days = style.midnights_are_days

    def _fresh(self, text: str) -> Dated | BadDate:
        found = _TIME.match(text)
        if found is None:
            return super()._fresh(text)
        day, hour, minute, second, zone = found.groups()
        if self._midnights_are_days and hour == minute == second == "00":
            return super()._fresh(text)
        of_day = self.get(day)
        if isinstance(of_day, BadDate) or of_day.bounds[0] is None:
            return super()._fresh(text)
        moment = of_day.bounds[0] + int(hour) * 3600 + int(minute) * 60 + int(second)
        return Dated(f"{day}T{hour}:{minute}:{second}{zone}", (moment,) * 4)


class SpanReader:
    """Reads a start and an end, as cells or as dates that were read."""

    def __init__(self, read: CellReader) -> None:
        self._read = read
        self._spans = Remembered(lambda pair: span(*pair.split("\0")))

    def cells(self, start: str, end: str) -> Dated | BadDate | None:
        """Return the date of two cells of which one or both may be blank; None for both."""
        known = self._read.known
        first = known.get(start) or (None if is_blank(start) else self._read.get(start))
        if not end:
            return first
        last = known.get(end)
        if (last is None or isinstance(last, BadDate)) and is_still(end):
            return first if first is None or isinstance(first, BadDate) else self.still(first)
        last = last or (None if is_blank(end) else self._read.get(end))
        if isinstance(first, BadDate) or last is None:
            return first
        return last if isinstance(last, BadDate) else self.joined(first, last)

    def still(self, first: Dated) -> Dated | BadDate:
        """Return what began so and goes on."""
        return self._spans.get(f"{first.edtf}\0..")

    def joined(self, first: Dated | None, last: Dated) -> Dated | BadDate:
        """Return what goes from `first`, unknown where None, to `last`."""
        if first is None:
            return self._spans.get(f"\0{last.edtf.split('T')[0]}")
        start, end = first.edtf[:10], last.edtf[:10]
        if start == end or not (_is_plain(first.edtf) and _is_plain(last.edtf)):
            return self._spans.get(f"{first.edtf}\0{last.edtf}")
        low = self._read(start).bounds if "T" in first.edtf else first.bounds
        high = self._read(end).bounds if "T" in last.edtf else last.bounds
        if low[0] is None or high[3] is None or high[3] < low[0]:
            return self._spans.get(f"{first.edtf}\0{last.edtf}")
        return Dated(f"{start}/{end}", (low[0], low[1], high[2], high[3]))


def _is_plain(edtf: str) -> bool:
    """Whether a date is a day, or a time of one without a shift of its zone."""
    return bool(_DAY.match(edtf) or _TIME.match(edtf))
