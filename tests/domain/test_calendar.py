"""Calendar arithmetic against `datetime` within its range, and beyond it."""

from __future__ import annotations

import calendar as stdlib_calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain import calendar

YEARS = st.integers(-20_000, 20_000)
MONTHS = st.integers(1, 12)
EPOCH = dt.date(1970, 1, 1)


@given(st.dates())
def test_days_agree_with_datetime(day: dt.date) -> None:
    number = calendar.days_from_civil(day.year, day.month, day.day)
    assert number == (day - EPOCH).days
    assert calendar.civil_from_days(number) == (day.year, day.month, day.day)
    assert calendar.weekday(number) == day.weekday()


@given(st.datetimes())
def test_seconds_agree_with_datetime(moment: dt.datetime) -> None:
    parts = tuple(moment.timetuple()[:6])
    expected = (moment.replace(microsecond=0) - dt.datetime(1970, 1, 1)) // dt.timedelta(seconds=1)
    assert calendar.seconds(*parts) == expected
    assert calendar.civil_from_seconds(expected) == parts


@given(YEARS, MONTHS, st.integers(1, 31))
def test_days_round_trip_far_beyond_datetime(year: int, month: int, day: int) -> None:
    day = min(day, calendar.days_in_month(year, month))
    number = calendar.days_from_civil(year, month, day)
    assert calendar.civil_from_days(number) == (year, month, day)


@given(st.integers(-(10**16), 10**16))
def test_every_second_has_one_name(instant_s: int) -> None:
    assert calendar.seconds(*calendar.civil_from_seconds(instant_s)) == instant_s


@given(YEARS)
def test_years_follow_on(year: int) -> None:
    length = calendar.days_from_civil(year + 1) - calendar.days_from_civil(year)
    assert length == 365 + calendar.is_leap(year)
    assert length == sum(calendar.days_in_month(year, month) for month in range(1, 13))


@given(st.integers(1, 9999), MONTHS)
def test_months_are_as_long_as_in_the_standard_library(year: int, month: int) -> None:
    assert calendar.days_in_month(year, month) == stdlib_calendar.monthrange(year, month)[1]


@given(YEARS, MONTHS, st.integers(-500_000, 500_000))
def test_months_are_added_and_taken_away(year: int, month: int, count: int) -> None:
    later = calendar.add_months(year, month, count)
    assert later[0] * 12 + later[1] == year * 12 + month + count
    assert calendar.add_months(*later, -count) == (year, month)


@pytest.mark.parametrize(
    ("parts", "days"),
    [
        ((1970, 1, 1), 0),
        ((2000, 3, 1), 11_017),
        ((0, 1, 1), -719_528),
        ((0, 2, 29), -719_469),
        ((-1, 12, 31), -719_529),
        ((-4713, 11, 24), -2_440_588),  # the Julian day count's own day 0
    ],
)
def test_known_days(parts: tuple[int, int, int], days: int) -> None:
    assert calendar.days_from_civil(*parts) == days
    assert calendar.civil_from_days(days) == parts
