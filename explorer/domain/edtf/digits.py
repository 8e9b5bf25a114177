"""What the digits of a date can stand for: years, months and days behind an `X`.

Specification: level 1 "Unspecified digit(s) from the right" and level 2 "Unspecified
Digit": an X may stand in place of any digit of a year, a month or a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from explorer.domain.calendar import days_from_civil, days_in_month
from explorer.domain.edtf.grammar import Malformed
from explorer.domain.edtf.tree import Term

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@lru_cache(maxsize=1024)
def fitting(mask: str, first: int, last: int) -> tuple[int, ...]:
    """Return the numbers from `first` to `last` inclusive that a mask of two digits fits."""
    numbers = (f"{number:02}" for number in range(first, last + 1))
    return tuple(
        int(digits)
        for digits in numbers
        if all(mark in ("X", digit) for mark, digit in zip(mask, digits, strict=True))
    )


def months(term: Term) -> tuple[int, ...]:
    """Return the months 1 to 12 that a term's month can be; all of them if it names none."""
    return fitting(term.month or "XX", 1, 12)


def days(term: Term) -> tuple[int, ...]:
    """Return the days 1 to 31 that a term's day can be; all of them if it names none."""
    return fitting(term.day or "XX", 1, 31)


def year_range(term: Term) -> tuple[int, int]:
    """Return the first and the last year that a term's year can be, both inclusive.

    A term without any digit of its year must not be asked. `-000X` is -9 to -1, for
    there is no year -0.
    """
    digits = term.year.lstrip("-")
    low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
    if term.exponent:
        low = high = low * 10**term.exponent
    return (-high, -max(low, 1)) if term.year[0] == "-" else (low, high)


def significant_range(term: Term) -> tuple[int, int]:
    """Return the years that agree in their significant digits ("Significant digits").

    1950S2 is 1900 to 1999, and Y171010000S3 171000000 to 171999999. A year to which no
    digits are lost is itself.
    """
    low, high = year_range(term)
    if term.significant is None:
        return low, high
    step = unsure_years(term)
    first = abs(low) // step * step
    span = first, first + step - 1
    return span if low >= 0 else (-span[1], -span[0])


def unsure_years(term: Term) -> int:
    """Return how many years lie in one step of a year's last given digit, at least 1."""
    digits = term.year.lstrip("-")
    if term.significant is not None:
        length = len(digits) + term.exponent
        return int(10 ** max(0, length - term.significant))
    given = digits.rstrip("X")
    return int(10 ** (len(digits) - len(given) + term.exponent))


def check(term: Term) -> None:
    """Raise Malformed if no year has such a month, or no such month such a day."""
    if term.month is None:
        return
    season = term.season
    if season is not None:
        _check_season(term, season)
    elif not months(term):
        raise Malformed(f"there is no month {term.month}")
    elif term.day is not None and not days(term):
        raise Malformed(f"there is no day {term.day}")
    elif term.day is not None:
        _check_day(term)


def _check_season(term: Term, season: int) -> None:
    # Level 1 "Seasons" has 21 to 24, level 2 "Sub-year groupings" 21 to 41.
    if season > 41:
        raise Malformed(f"there is no month or season {season}")
    if term.day is not None:
        raise Malformed("a season has no days in EDTF")


def _check_day(term: Term) -> None:
    if next(candidates(term), None) is not None:
        return
    month = months(term)[0]
    name = MONTHS[month - 1]
    if term.is_plain:
        year = year_range(term)[0]
        raise Malformed(f"{name} {term.year} has {days_in_month(year, month)} days")
    raise Malformed("no such day is in any month and year that fit")


def candidates(term: Term, *, backwards: bool = False) -> Iterator[int]:
    """Yield the numbers of the days that a term with a day can be, in order of time.

    Where no digit of the year is given, those of one leap year stand for all.
    """
    low, high = year_range(term) if term.has_year else (2000, 2000)
    step = -1 if backwards else 1
    years = range(low, high + 1)[::step]
    masked = term.has_year and "X" in term.year
    for year, month, day in product(years, months(term)[::step], days(term)[::step]):
        if day <= days_in_month(year, month) and (not masked or _year_fits(term, year)):
            yield days_from_civil(year, month, day)


def _year_fits(term: Term, year: int) -> bool:
    digits = f"{abs(year):04}"
    mask = term.year.lstrip("-")
    return all(mark in ("X", digit) for mark, digit in zip(mask, digits, strict=True))
