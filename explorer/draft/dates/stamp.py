"""A placed point: its TIMEX value and its EDTF date."""

from __future__ import annotations

from explorer.domain.calendar import civil_from_days, days_from_civil, weekday
from explorer.values import dataclass

_EDTF_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24}
_FIRST_QUARTER = 33  # EDTF level 2 "Sub-year groupings"
_FIRST_HALF = 40


@dataclass(frozen=True, slots=True)
class Stamp:
    """Fields as in `Point`; None is not named. `week_day` is any day of the week meant.

    A week has no EDTF date of its own: it is one of its days.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: str = ""
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    before_christ: bool = False
    week_day: int | None = None
    is_weekend: bool = False
    clock: str = ""
    is_about: bool = False

    def value(self) -> str:
        """Return the value of TIMEX3."""
        if self.century is not None:
            return ("BC" if self.before_christ else "") + f"{self.century:02}"
        if self.decade is not None:
            return ("BC" if self.before_christ else "") + f"{self.decade:03}"
        if self.week_day is not None:
            year, week = iso_week(self.week_day)
            return f"{year:04}-W{week:02}" + ("-WE" if self.is_weekend else "")
        text = _timex_year(self.year) + self._within_year()
        return f"{text}T{self.clock}" if self.clock else text

    def _within_year(self) -> str:
        if self.season:
            return f"-{self.season}"
        if self.quarter:
            return f"-Q{self.quarter}"
        if self.half:
            return f"-H{self.half}"
        if self.month is None:
            return "-XX-XX" if self.clock else ""
        if self.day is None:
            return f"-{self.month:02}" + ("-XX" if self.clock else "")
        return f"-{self.month:02}-{self.day:02}"

    def edtf(self) -> str | None:
        """Return the EDTF date; None when the year is not known."""
        text = self._edtf()
        return f"{text}~" if text and self.is_about and text[0] != "[" else text

    def _edtf(self) -> str | None:
        if self.century is not None:
            return _century(self.century, self.before_christ)
        if self.decade is not None:
            return _decade(self.decade, self.before_christ)
        if self.week_day is not None:
            return self._week()
        if self.year is None:
            return None
        year = edtf_year(self.year)
        if self.season:
            return f"{year}-{_EDTF_SEASONS[self.season]}"
        if self.quarter:
            return f"{year}-{_FIRST_QUARTER + self.quarter - 1}"
        if self.half:
            return f"{year}-{_FIRST_HALF + self.half - 1}"
        if self.month is None:
            return year
        return f"{year}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def _week(self) -> str:
        monday = (self.week_day or 0) - weekday(self.week_day or 0)
        first = monday + 5 if self.is_weekend else monday
        return f"[{edtf_day(first)}..{edtf_day(monday + 6)}]"


def edtf_day(days: int) -> str:
    """Return the EDTF date of a day's number."""
    year, month, day = civil_from_days(days)
    return f"{edtf_year(year)}-{month:02}-{day:02}"


def edtf_year(year: int) -> str:
    """Return a year as EDTF writes it, with four digits at least."""
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def iso_week(days: int) -> tuple[int, int]:
    """Return the ISO 8601 year and week of a day's number."""
    thursday = days - weekday(days) + 3
    year = civil_from_days(thursday)[0]
    return year, (thursday - days_from_civil(year)) // 7 + 1


def _timex_year(year: int | None) -> str:
    if year is None:
        return "XXXX"
    return f"BC{1 - year:04}" if year <= 0 else f"{year:04}"


def _decade(decade: int, before_christ: bool) -> str:
    if not before_christ:
        return f"{decade:03}X"
    # The 480s BC are 489 to 480 BC: astronomical -488 to -479.
    last = 1 - 10 * decade
    return f"[{edtf_year(last - 9)}..{edtf_year(last)}]"


def _century(century: int, before_christ: bool) -> str:
    if not before_christ:
        return f"{century:02}XX"
    # The 5th century BC is 500 to 401 BC: astronomical -499 to -400.
    first = -100 * (century + 1) + 1
    return f"[{edtf_year(first)}..{edtf_year(first + 99)}]"
