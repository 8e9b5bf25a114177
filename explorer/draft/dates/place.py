"""Placing points: what the words leave out, taken from the publication or the narrative.

A point with a year of its own is placed by itself. Any other needs an anchor, and the
anchor must be as fine as what is asked of it: "three days later" after "In 1951" has no
day to count from and stays words. Nothing is placed by guessing a missing anchor.
"""

from __future__ import annotations

from explorer.domain.calendar import (
    add_months,
    civil_from_days,
    days_from_civil,
    days_in_month,
    weekday,
)
from explorer.draft.dates.sense import Point, Shift
from explorer.draft.dates.stamp import Stamp
from explorer.values import dataclass, replace

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_FORTNIGHT_WEEKS = 2
_FARTHEST = 5000  # steps: EDTF years of four digits are not left
# How much nearer a date must be that the tense speaks against. "Will" is sure; a past tense
# may be that of another verb ("he said the vote is on 20 November").
_AGAINST_FUTURE, _AGAINST_PAST = 100, 3


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date to count from: the publication's, or the last one told."""

    year: int
    month: int | None = None
    day: int | None = None

    def days(self) -> int | None:
        if self.month is None or self.day is None:
            return None
        return days_from_civil(self.year, self.month, self.day)

    def edtf(self) -> str:
        return Stamp(self.year, self.month, self.day).edtf() or ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stamp, and the anchor it was counted from, if any."""

    stamp: Stamp
    anchor: Anchor | None = None


def absolute(point: Point) -> Stamp | None:
    """Return the stamp of a point that needs no anchor; None when it needs one."""
    if point.century is not None or point.decade is not None:
        return _stamp(point, point.year)
    if point.year is None or not _fits(point.year, point.month, point.day):
        return None
    return _stamp(point, point.year)


def unplaced(point: Point) -> str | None:
    """Return the TIMEX value of a point without an anchor, its unknown digits as X."""
    stamp = replace(_stamp(point, None), year=None)
    if point.year is not None:
        return None  # a day that is in no calendar
    if point.shift is not None and point.shift.unit:
        if point.month:
            return stamp.value()
        tail = f"T{point.clock}" if point.clock else ""
        return _UNPLACED.get(point.shift.unit, "XXXX") + tail
    if point.weekday is not None and point.day is None:
        return f"XXXX-WXX-{point.weekday}" + (f"T{point.clock}" if point.clock else "")
    if point.day is not None and point.month is None:
        return f"XXXX-XX-{point.day:02}"
    return stamp.value()


_UNPLACED = {
    "D": "XXXX-XX-XX",
    "M": "XXXX-XX",
    "W": "XXXX-WXX",
    "WE": "XXXX-WXX-WE",
    "Q": "XXXX-QX",
    "DE": "XXX",
    "CE": "XX",
    "TH": "XXXX-XX-XXTXX",
    "TM": "XXXX-XX-XXTXX",
}


def shifted(point: Point, shift: Shift, anchor: Anchor) -> Stamp | None:
    """Return where a step from an anchor leads; None when the anchor is too coarse."""
    step = _STEPS.get(shift.unit)
    if step is None or abs(shift.count) > _FARTHEST:
        return None
    stamp = step(anchor, shift.count)
    if stamp is None:
        return None
    if point.month and shift.unit == "Y":
        stamp = replace(stamp, month=point.month, day=point.day)
        if not _fits(stamp.year, stamp.month, stamp.day):
            return None
    elif point.season or point.quarter or point.half:
        stamp = replace(stamp, season=point.season, quarter=point.quarter, half=point.half)
    return replace(stamp, clock=point.clock)


def _by_days(anchor: Anchor, count: int) -> Stamp | None:
    start = anchor.days()
    return None if start is None else Stamp(*civil_from_days(start + count))


def _by_weeks(anchor: Anchor, count: int) -> Stamp | None:
    start = anchor.days()
    return None if start is None else Stamp(week_day=start + 7 * count)


def _by_weekends(anchor: Anchor, count: int) -> Stamp | None:
    start = anchor.days()
    return None if start is None else Stamp(week_day=start + 7 * count, is_weekend=True)


def _by_fortnights(anchor: Anchor, count: int) -> Stamp | None:
    return _by_weeks(anchor, _FORTNIGHT_WEEKS * count)


def _by_months(anchor: Anchor, count: int) -> Stamp | None:
    if anchor.month is None:
        return None
    return Stamp(*add_months(anchor.year, anchor.month, count))


def _by_quarters(anchor: Anchor, count: int) -> Stamp | None:
    if anchor.month is None:
        return None
    years, quarter = divmod((anchor.month - 1) // 3 + count, 4)
    return Stamp(anchor.year + years, quarter=quarter + 1)


def _by_years(anchor: Anchor, count: int) -> Stamp | None:
    return Stamp(anchor.year + count)


def _by_decades(anchor: Anchor, count: int) -> Stamp | None:
    before = anchor.year <= 0
    decade = (1 - anchor.year) // 10 - count if before else anchor.year // 10 + count
    return Stamp(decade=decade, before_christ=before) if decade > 0 else None


def _by_centuries(anchor: Anchor, count: int) -> Stamp | None:
    before = anchor.year <= 0
    century = -anchor.year // 100 - count if before else anchor.year // 100 + count
    return Stamp(century=century, before_christ=before) if century >= 0 else None


_STEPS = {
    "D": _by_days,
    "W": _by_weeks,
    "WE": _by_weekends,
    "FN": _by_fortnights,
    "M": _by_months,
    "Q": _by_quarters,
    "Y": _by_years,
    "DE": _by_decades,
    "CE": _by_centuries,
}


def toward(point: Point, step: int, anchor: Anchor) -> Stamp | None:
    """Return the last (-1), this (0) or next (1) such month, season or weekday."""
    if point.weekday is not None and point.month is None:
        return _toward_weekday(point, step, anchor)
    month = point.month or SEASON_MONTHS.get(point.season)
    if month is None or anchor.month is None:
        return None
    year = anchor.year
    if step < 0 and month >= anchor.month:
        year -= 1
    if step > 0 and month <= anchor.month:
        year += 1
    return _stamp(point, year) if _fits(year, point.month, point.day) else None


def _toward_weekday(point: Point, step: int, anchor: Anchor) -> Stamp | None:
    start = anchor.days()
    if start is None or point.weekday is None:
        return None
    ahead = (point.weekday - 1 - weekday(start)) % 7
    if step < 0:
        ahead = ahead - 7
    elif step > 0:
        ahead = ahead or 7
    return Stamp(*civil_from_days(start + ahead), clock=point.clock)


def nearest(point: Point, tense: int, anchor: Anchor) -> Stamp | None:
    """Return the nearest such day, month or season, before the anchor or after it.

    `tense` is -1 when the sentence tells of the past, 1 of the future, 0 when it does not
    say. A weekday is the last one, today's included, unless the tense is future.
    """
    if point.weekday is not None and point.month is None and point.day is None:
        return _nearest_weekday(point, tense, anchor)
    month = point.month or SEASON_MONTHS.get(point.season)
    if point.quarter:
        month = 3 * point.quarter - 2
    if month is None or anchor.month is None:
        return None
    here = days_from_civil(anchor.year, anchor.month, (anchor.day or 1) if point.day else 1)

    def distance(year: int) -> float:
        ahead = days_from_civil(year, month, point.day or 1) - here
        if ahead < 0 < tense:
            return abs(ahead) * _AGAINST_FUTURE
        return ahead * _AGAINST_PAST if tense < 0 < ahead else abs(ahead)

    years = [anchor.year + step for step in (0, -1, 1)]
    fitting = [year for year in years if _fits(year, point.month, point.day)]
    return _stamp(point, min(fitting, key=distance)) if fitting else None


def _nearest_weekday(point: Point, tense: int, anchor: Anchor) -> Stamp | None:
    start = anchor.days()
    if start is None or point.weekday is None:
        return None
    ahead = (point.weekday - 1 - weekday(start)) % 7
    if tense <= 0 and ahead:
        ahead -= 7
    return Stamp(*civil_from_days(start + ahead), clock=point.clock)


def within(point: Point, year: int, month: int | None) -> Stamp | None:
    """Return a point in a year and month that are told elsewhere."""
    month = point.month or (month if point.day else None)
    if point.day is not None and month is None:
        return None
    if not _fits(year, month, point.day):
        return None
    return replace(_stamp(point, year), month=month)


def _fits(year: int | None, month: int | None, day: int | None) -> bool:
    if year is None or month is None:
        return True
    if not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= days_in_month(year, month)


def _stamp(point: Point, year: int | None) -> Stamp:
    return Stamp(
        year=year,
        month=point.month,
        day=point.day,
        season=point.season,
        quarter=point.quarter,
        half=point.half,
        decade=point.decade,
        century=point.century,
        before_christ=point.before_christ,
        clock=point.clock,
        is_about=point.is_about or point.is_fiscal,
    )
