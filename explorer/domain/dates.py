"""EDTF dates (ISO 8601-2:2019, levels 0 to 2) and their bounds in seconds.

PROVISIONAL: only plain days, months, years and intervals of them parse as yet.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from explorer.errors import InputProblem


@dataclass(frozen=True, slots=True)
class Bounds:
    """Earliest and latest start, earliest and latest end, in seconds.

    Signed 64-bit seconds from 1970-01-01T00:00:00Z, proleptic Gregorian, astronomical
    years. Each names a whole second and is inclusive: a day ends at its second 23:59:59.
    None is an open or unknown end, never a far date.
    """

    start_min: int | None
    start_max: int | None
    end_min: int | None
    end_max: int | None


class Shape(StrEnum):
    """What a date says of its event's extent, and so how its mark is drawn."""

    INSTANT = "instant"  # a day or finer: a dot
    BAND = "band"  # one instant somewhere within the bounds ("1966"): a band
    PERIOD = "period"  # an interval: a bar
    ONGOING = "ongoing"  # an interval whose end is open or unknown: an arrow
    UNTIL = "until"  # an interval whose start is open or unknown


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """An EDTF string with what follows from it.

    `text` is letter for letter what was parsed. `bounds` include the padding of an
    approximate or uncertain date; `strict` leaves it out. Equal for all others.
    """

    text: str
    level: int
    shape: Shape
    bounds: Bounds
    strict: Bounds
    approximate: bool = False
    uncertain: bool = False


def parse(text: str) -> EdtfDate:
    """Parse an EDTF string; raises InputProblem for anything else."""
    return _parse(text)


@lru_cache(maxsize=65536)
def _parse(text: str) -> EdtfDate:
    try:
        ends = [_span(part) for part in text.split("/")]
    except ValueError as error:
        raise InputProblem("not an EDTF date", where=repr(text)) from error
    (low, high), (low2, high2) = ends[0], ends[-1]
    bounds = Bounds(low, high, low2, high2)
    if len(ends) == 2:
        shape = Shape.PERIOD
    else:
        shape = Shape.INSTANT if text.count("-") == 2 else Shape.BAND
    return EdtfDate(text, 0, shape, bounds, bounds)


def _span(part: str) -> tuple[int, int]:
    numbers = [int(piece) for piece in part.split("-")]
    year, month, day = [*numbers, 0, 0][:3]
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    low = calendar.timegm((year, month or 1, day or 1, 0, 0, 0))
    return low, calendar.timegm((year, last_month, last_day, 23, 59, 59))


def say(date: EdtfDate) -> str:
    """Return the date as a reader says it ("28 July 2024"), never finer than the source."""
    return date.text
