"""Cells of a date column as EDTF, with the precision that the cell has.

What is read: EDTF itself; years, `201910` and `20191024`; ISO dates with `-`, `/` or `.`;
timestamps; dates in words (`date_words`); days by numbers (03/04/2020), once it is known
whether the day or the month comes first: with full stops (03.04.2020) the day does. A time
of day is kept where it has seconds; where it has none only the day is, for EDTF has no
minutes and seconds must not be made up. A whole column of midnights is a column of days.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from enum import StrEnum

from explorer.domain import dates
from explorer.errors import InputProblem
from explorer.ingest.tables.date_words import (
    MONTH_OF,
    between,
    bound,
    by_words,
    from_to,
    is_still,
    with_clock,
    without_about,
)
from explorer.values import dataclass


class DayOrder(StrEnum):
    """Which of two numbers of a date is the day; UNKNOWN where no cell tells."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    UNKNOWN = ""


class BadDate(ValueError):
    """A cell that is no date; the text is the reason."""


@dataclass(frozen=True, slots=True)
class DateStyle:
    """What a whole column tells of its cells.

    `day_zero` is the day from which a workbook's numbers count days: a cell with no format of
    dates holds such a number. Its fraction is a time of day, of which nobody saw seconds.
    `century` is the one that a person says years of two digits to be in, "19" or "20".
    """

    order: DayOrder = DayOrder.UNKNOWN
    midnights_are_days: bool = False
    day_zero: datetime.date | None = None
    century: str = ""


_UNKNOWN = DateStyle()
_BLANK = frozenset(
    (
        *("", "-", "--", "–", "n/a", "na", "nan", "nat", "none", "null", "unknown", "?"),
        *("tbd", "tba", "n.d.", "s.d.", "o.d.", "undated"),
    )
)
_FLOAT_TAIL = re.compile(r"(\d{4,8})\.0+\Z")
_YEAR = re.compile(r"\d{4}[?~%]?\Z", re.ASCII)
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)?\Z")
_STAMP_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)\Z")
_ISO = re.compile(r"(-?\d{4})([-/.])(\d{1,2})(?:\2(\d{1,2}))?\Z")
_STAMP = re.compile(
    r"(-?\d{4})([-/.])(\d{1,2})\2(\d{1,2})[T ]\s*"
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?\Z"
)
# As programs write moments: Tue Jan 05 10:00:00 +0000 2021.
_YEAR_LAST = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}\s+\d{1,2})(\s\d\d:\d\d:\d\d(?: \S+)?) (\d{4})\Z")
_CLOCK_ALONE = re.compile(r"\d{1,2}:\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?\Z")
_NAMED_ZONE = re.compile(r"(.*\d:\d\d(?::\d\d)?)\s+([A-Z]{2,5})\Z")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})\Z")
_NUMBERS = re.compile(
    r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})"
    r"(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([AaPp]\.?[Mm]\.?)?)?\Z"
)
_IN_ORDER = re.compile(r"(?<![\d/.-])(\d{1,2})([-/])(\d{1,2})\2(?:\d{4}|\d{2})(?![\d/])")
_SHORT_YEAR = re.compile(r"\d{1,2}([-/. ])(?:\d{1,2}|[^\W\d_]{3,9})\1\d{2}(?:\s.*)?\Z")
_TWO_DIGITS = re.compile(r"(\d{1,2}([-/. ])(?:\d{1,2}|[^\W\d_]{3,9})\2)(\d{2})(?!\d)")
_OF_CENTURY = re.compile(
    r"(?<![\w/.-])(\d{1,2}(?:([/.])\d{1,2}\2|[-/. ][^\W\d_]{3,9}[-/. ]))(\d{2})(?![\w:/-])"
)
_DAY_NUMBER = re.compile(r"[2-6]\d{4}(?:\.\d+)?\Z")
_LONGEST_RANGE = 80
_EDTF_SIGNS = re.compile(r"[\d\-/.~?%XYESTZ:+,\[\]{} ]+\Z")
_MIDNIGHT = re.compile(r"[T ]\s*0?0:00(?::00(?:[.,]0+)?)?\s*(?:Z|UTC|GMT|[+-]00:?00)?\Z")
_TIMED = re.compile(r"\d[T ]\s*\d{1,2}:\d\d")


def is_blank(cell: str) -> bool:
    """Whether a cell says that there is no date."""
    return cell.strip().casefold() in _BLANK


def to_edtf(cell: str, style: DateStyle = _UNKNOWN) -> str:
    """Return a cell's date as EDTF; raises BadDate, with the reason, where it is none."""
    text = in_century(cell.strip(), style.century)
    found = _single(text, style)
    if found is not None:
        return found
    if _SHORT_YEAR.match(text):
        why = "has a year of two digits: the century is not known (--map century=20)"
        raise BadDate(f"“{text}” {why}")
    if _DAY_NUMBER.match(text):
        if style.day_zero is not None:
            return (style.day_zero + datetime.timedelta(int(float(text)))).isoformat()
        raise BadDate(f"“{text}” is a day as spreadsheets count them: have the cells show dates")
    found = _range(text, style) if len(text) <= _LONGEST_RANGE else None
    if found is not None:
        return found
    if _EDTF_SIGNS.match(text):
        return _checked(text, text)
    raise BadDate(f"“{_shown(text)}” is not a date")


def _range(text: str, style: DateStyle) -> str | None:
    """Return what "from … to", "since" or "between" make of the dates after them."""
    said = from_to(text)
    if said is not None:
        first, last = (_single(part.strip(), style) for part in said)
        if first is not None and last is None and _CLOCK_ALONE.match(said[1].strip()):
            return first.split("T")[0]  # from one time of a day to another
        if first is not None and (last is not None or is_still(said[1])):
            return span(first, last or "..")
    if (said := between(text)) is not None:
        first, last = (_single(part.strip(), style) for part in said)
        return None if first is None or last is None else _checked(f"[{first}..{last}]", text)
    if (said := bound(text)) is not None:
        day = _single(said[1], style)
        return None if day is None else _checked(said[0].format(day.split("T")[0]), text)
    return None


def _single(text: str, style: DateStyle) -> str | None:
    """Return one date, perhaps with "about" before it; None where it has none of our forms."""
    for read in (_by_digits, _by_iso, _by_stamp, _by_numbers, _by_month, _by_words):
        found = read(text, style)
        if found is not None:
            return _checked(found, text)
    if _YEAR.match(text):
        return _checked(text, text)
    rest = without_about(text)
    about = None if rest is None else _single(rest, style)
    return None if about is None else _checked(f"{about}~", text)


def column_style(cells: Iterable[str], order: DayOrder = DayOrder.UNKNOWN) -> DateStyle:
    """Return what cells of one column tell; an order that a person gave stands.

    Raises BadDate where the column holds both 13/02 and 02/13: no order fits it.
    """
    day_first = month_first = timed = midnights = 0
    for cell in cells:
        text = cell.strip()
        for found in _IN_ORDER.finditer(text):
            day_first += int(found[1]) > 12
            month_first += int(found[3]) > 12
        if _TIMED.search(text):
            timed += 1
            midnights += bool(_MIDNIGHT.search(text))
    if order is DayOrder.UNKNOWN and day_first and month_first:
        raise BadDate("some dates have the day first and some the month")
    if order is DayOrder.UNKNOWN:
        order = DayOrder.DAY_FIRST if day_first else order
        order = DayOrder.MONTH_FIRST if month_first else order
    return DateStyle(order, midnights_are_days=0 < timed == midnights)


def is_ambiguous(cell: str) -> bool:
    """Whether a cell needs to be told which number is the day: 03/04/2020, but not 03/03/2020."""
    return any(
        found[1] != found[3] and int(found[1]) <= 12 and int(found[3]) <= 12
        for found in _IN_ORDER.finditer(cell)
        if found.end() - found.end(3) == 5  # a year of four digits: no other can be read
    )


def joined(year: str, month: str, day: str) -> str | None:
    """Return the date of three cells; a month or day that is empty or 0 is not known.

    None where there is no year. Raises BadDate.
    """
    parts = [_number(cell) for cell in (year, month, day)]
    if parts[0] is None:
        return None
    text = f"{parts[0]:05d}" if parts[0] < 0 else f"{parts[0]:04d}"
    if parts[1]:
        text += f"-{parts[1]:02d}"
        if parts[2]:
            text += f"-{parts[2]:02d}"
    elif parts[2]:
        raise BadDate(f"day {day.strip()} of no month")
    return _checked(text, " ".join(part for part in (year, month, day) if part.strip()))


def span(start: str, end: str) -> str:
    """Return the EDTF of what begins and ends so; a range within one day is that day.

    EDTF has no time of day in intervals, so that a range of several days drops it. Raises
    BadDate where the end is before the start, or either is no single date.
    """
    if start == end:
        return start
    if end == "..":
        return _checked(f"{start.split('T')[0]}/..", "")
    if not start:  # a beginning that the table does not know
        return _checked(f"/{end.split('T')[0]}", "")
    first, last = dates.parse(start), dates.parse(end)
    begins, ends = first.strict.start_min, last.strict.end_max
    if begins is not None and ends is not None and ends < begins:
        raise BadDate(f"the end {end} is before the start {start}")
    start_day, end_day = start.split("T")[0], end.split("T")[0]
    return start_day if start_day == end_day else _checked(f"{start_day}/{end_day}", "")


def in_century(cell: str, century: str) -> str:
    """Return a cell with its years of two digits in full; 20-03-14 may have the year first."""
    return _OF_CENTURY.sub(rf"\g<1>{century}\g<3>", cell) if century else cell


def in_year(cell: str, year: str) -> str:
    """Return a cell with its year in full, where it ends with the last two digits of `year`."""
    found = _TWO_DIGITS.match(cell)
    if found is None or len(year) != 4 or not year.isdecimal() or found[3] != year[2:]:
        return cell
    return f"{found[1]}{year}{cell[found.end() :]}"


def _number(cell: str) -> int | None:
    text = cell.strip().removesuffix(".0")
    if is_blank(text):
        return None
    if text.casefold() in MONTH_OF:
        return MONTH_OF[text.casefold()]
    if not re.fullmatch(r"-?[0-9]{1,4}", text):
        raise BadDate(f"“{_shown(text)}” is not a year, month or day")
    return int(text)


def _by_digits(text: str, style: DateStyle) -> str | None:
    cut = _FLOAT_TAIL.match(text)
    text = cut[1] if cut else text
    found = _DIGITS.match(text)
    if found:
        return "-".join(part for part in found.groups() if part)
    found = _STAMP_DIGITS.match(text)
    if found:
        year, month, day, *clock = found.groups()
        return f"{year}-{month}-{day}T{':'.join(clock)}"
    return text if cut and len(text) == 4 else None


def _by_iso(text: str, style: DateStyle) -> str | None:
    found = _ISO.match(text)
    if not found:
        return None
    year, sign, month, day = found.groups()
    if day is None:
        # 2004-33 is a quarter: EDTF has the last word on what stands so.
        return None if sign == "-" and len(month) == 2 else f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _by_stamp(text: str, style: DateStyle) -> str | None:
    named = _NAMED_ZONE.match(text)
    found = _STAMP.match(text)
    if named and not found and (found := _STAMP.match(named[1])) and found[7] is not None:
        raise BadDate(f"“{named[2]}” is the name of several time zones: write it like -05:00")
    if not found:
        return None
    year, _, month, day, hour, minute, second, half, zone = found.groups()
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    return _with_clock(date, _hour(hour, half), minute, second, _zone(zone), style)


def _zone(zone: str | None) -> str:
    if zone is None or zone.upper() in ("UTC", "GMT"):
        return "Z" if zone else ""
    return zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"


def _with_clock(
    date: str, hour: str, minute: str, second: str | None, zone: str, style: DateStyle
) -> str:
    midnight = int(hour) == 0 and int(minute) == 0 and int(second or 0) == 0
    if second is None or (midnight and style.midnights_are_days):
        if int(hour) > 24 or int(minute) > 59:
            raise BadDate(f"there is no time {hour}:{minute}")
        return date
    return f"{date}T{int(hour):02d}:{minute}:{second}{zone}"


def _by_numbers(text: str, style: DateStyle) -> str | None:
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, sign, second, year, hour, minute, seconds, half = found.groups()
    if style.order is DayOrder.UNKNOWN and is_ambiguous(text):
        raise BadDate(f"“{text}”: the day or the month may come first")
    month_first = style.order is DayOrder.MONTH_FIRST and sign != "."
    if style.order is DayOrder.UNKNOWN and sign != ".":
        month_first = int(second) > 12
    month, day = (first, second) if month_first else (second, first)
    date = f"{year}-{int(month):02d}-{int(day):02d}"
    if hour is None:
        return date
    return _with_clock(date, _hour(hour, half), minute, seconds, "", style)


def _hour(hour: str, half: str | None) -> str:
    if half is None:
        return hour
    if not 1 <= int(hour) <= 12:
        raise BadDate(f"there is no hour {hour} {half}")
    return str(int(hour) % 12 + (12 if half[0] in "pP" else 0))


def _by_month(text: str, style: DateStyle) -> str | None:
    found = _MONTH_YEAR.match(text)
    return f"{found[2]}-{int(found[1]):02d}" if found else None


def _by_words(text: str, style: DateStyle) -> str | None:
    year_last = _YEAR_LAST.match(text)
    if year_last:
        text = f"{year_last[1]} {year_last[3]}{year_last[2]}"
    found = by_words(text)
    timed = with_clock(text) if found is None else None
    day = None if timed is None else by_words(timed[0])
    if timed is None or day is None or len(day.lstrip("-")) != len("2020-01-01"):
        return found
    hour, minute, second, half, zone = timed[1]
    return _with_clock(day, _hour(hour or "", half), minute or "", second, _zone(zone), style)


def _checked(edtf: str, said: str) -> str:
    try:
        return dates.parse(edtf).text
    except InputProblem as problem:
        words = f"“{_shown(said)}”: " if said else ""
        raise BadDate(f"{words}{problem.what}") from problem


def _shown(text: str) -> str:
    return text if len(text) <= 40 else text[:40] + "…"
