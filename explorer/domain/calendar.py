"""The proleptic Gregorian calendar in whole numbers, for any year.

Years are astronomical: year 0 exists and is 1 BCE, year -43 is 44 BCE. Days count from
1970-01-01 (day 0), seconds from its first second, both signed and unlimited, so that
nothing here stops at year 1 or 9999 as `datetime` does.

The two conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`
(chrono-compatible low-level date algorithms): an era is the 400 years after which the
calendar repeats, and a year begins in March so that the leap day is its last.
"""

from __future__ import annotations

MINUTE_S = 60
HOUR_S = 3600
DAY_S = 86_400

_DAYS_PER_ERA = 146_097
_EPOCH_SHIFT = 719_468  # days from 0000-03-01 to 1970-01-01
_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_THURSDAY = 3  # 1970-01-01, counted from Monday


def is_leap(year: int) -> bool:
    """Return whether a year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year: int, month: int) -> int:
    """Return 28 to 31; `month` is 1 to 12 (IndexError or a wrong month otherwise)."""
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def days_from_civil(year: int, month: int = 1, day: int = 1) -> int:
    """Return the day's number, 0 for 1970-01-01.

    `month` is 1 to 12; `day` may run past its month and then counts on into the next.
    """
    march_year = year - 1 if month <= 2 else year
    era, year_of_era = divmod(march_year, 400)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _DAYS_PER_ERA + day_of_era - _EPOCH_SHIFT


def civil_from_days(days: int) -> tuple[int, int, int]:
    """Return `(year, month, day)` of a day's number; the inverse of `days_from_civil`."""
    era, day_of_era = divmod(days + _EPOCH_SHIFT, _DAYS_PER_ERA)
    leaps = day_of_era // 1460 - day_of_era // 36_524 + day_of_era // 146_096
    year_of_era = (day_of_era - leaps) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    month_from_march = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * month_from_march + 2) // 5 + 1
    month = month_from_march + 3 if month_from_march < 10 else month_from_march - 9
    return year_of_era + era * 400 + (month <= 2), month, day


def seconds(
    year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0
) -> int:
    """Return seconds from 1970-01-01T00:00:00Z of a moment in UTC."""
    clock_s = hour * HOUR_S + minute * MINUTE_S + second
    return days_from_civil(year, month, day) * DAY_S + clock_s


def civil_from_seconds(instant_s: int) -> tuple[int, int, int, int, int, int]:
    """Return `(year, month, day, hour, minute, second)` in UTC; the inverse of `seconds`."""
    days, rest_s = divmod(instant_s, DAY_S)
    year, month, day = civil_from_days(days)
    return year, month, day, rest_s // HOUR_S, rest_s // MINUTE_S % 60, rest_s % 60


def weekday(days: int) -> int:
    """Return 0 for Monday to 6 for Sunday, of a day's number."""
    return (days + _THURSDAY) % 7


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """Return the `(year, month)` that lies `count` months later, or earlier if negative."""
    years, month_index = divmod(month - 1 + count, 12)
    return year + years, month_index + 1
