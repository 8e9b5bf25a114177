"""The seconds that a date covers, at the least and with its padding.

A span is `(first, last)`, both whole seconds and both in it. The rules are told to the
reader in `explorer.domain.dates`.
"""

from __future__ import annotations

from explorer.domain.calendar import (
    DAY_S,
    add_months,
    civil_from_days,
    days_from_civil,
    days_in_month,
)
from explorer.domain.edtf.digits import (
    candidates,
    check,
    months,
    significant_range,
    unsure_years,
    year_range,
)
from explorer.domain.edtf.grammar import Malformed
from explorer.domain.edtf.tree import Qualifier, Term, Unit

Span = tuple[int, int]

FARTHEST_S = 2**63 - 1

# Level 1 "Seasons", level 2 "Sub-year groupings": the first month and how many follow on.
# The specification leaves the months of a season open. These are the meteorological ones;
# 21 to 24, "independent of location", are read as Northern. A season that begins in
# December runs into the next year, as the winter (or southern summer) of that name does.
_NORTHERN = ((3, 3), (6, 3), (9, 3), (12, 3))
_SOUTHERN = ((9, 3), (12, 3), (3, 3), (6, 3))
_QUARTERS = ((1, 3), (4, 3), (7, 3), (10, 3))
_THIRDS = ((1, 4), (5, 4), (9, 4))
_HALVES = ((1, 6), (7, 6))
SEASON_MONTHS = dict(
    enumerate((*_NORTHERN, *_NORTHERN, *_SOUTHERN, *_QUARTERS, *_THIRDS, *_HALVES), start=21)
)


def strict_span(term: Term) -> Span | None:
    """Return the span of a date as its digits say; None where no digit of its year is given.

    Raises Malformed for a date that is in no calendar or too far off.
    """
    if term.is_plain and term.day is not None:
        return _plain_day(term)
    check(term)
    if not term.has_year:
        return None
    first, end = _days(term, *year_range(term))
    return _checked(first * DAY_S, end * DAY_S - 1)


def wide_span(term: Term, strict: Span) -> Span:
    """Return a date's span with the years its significant digits leave open, and its padding."""
    if term.significant is not None:
        first, end = _days(term, *significant_range(term))
    else:
        first, end = strict[0] // DAY_S, strict[1] // DAY_S + 1
    for qualifier in term.qualifiers:
        unit, count = _padding(term, qualifier)
        first, end = _moved(first, unit, -count), _moved(end, unit, count)
    return _checked(first * DAY_S, end * DAY_S - 1)


def _plain_day(term: Term) -> Span:
    """The most frequent case: a day, or a time of day."""
    year, month, day = int(term.year), int(term.month or 0), int(term.day or 0)
    if not (0 < month < 13 and 0 < day <= days_in_month(year, month)):
        check(term)
    first = days_from_civil(year, month, day) * DAY_S
    if term.clock is None:
        return first, first + DAY_S - 1
    instant = first + term.clock.second_of_day - (term.clock.offset_min or 0) * 60
    return instant, instant


def _days(term: Term, low_year: int, high_year: int) -> Span:
    """Return the first day of a date and the day after its last one."""
    if term.day is not None:
        return next(candidates(term)), next(candidates(term, backwards=True)) + 1
    if term.month is None:
        return days_from_civil(low_year), days_from_civil(high_year + 1)
    if term.season is not None:
        low_month, length = SEASON_MONTHS[term.season]
        after = add_months(high_year, low_month, length)
    else:
        low_month, after = months(term)[0], add_months(high_year, months(term)[-1], 1)
    return days_from_civil(low_year, low_month), days_from_civil(*after)


def _padding(term: Term, qualifier: Qualifier) -> tuple[Unit, int]:
    """Return by how much one qualifier pads: one unit of the component it is written at.

    A component with unspecified digits counts as one step of its last given digit, so that
    `199X~` is padded by ten years. A season's unit is its length. `%` pads twice as far.
    """
    times = 2 if qualifier.mark == "%" else 1
    if qualifier.unit is Unit.DAY and "X" not in (term.day or ""):
        return Unit.DAY, times
    if qualifier.unit is Unit.YEAR:
        return Unit.MONTH, 12 * unsure_years(term) * times
    if qualifier.unit is Unit.MONTH and term.season is not None:
        return Unit.MONTH, SEASON_MONTHS[term.season][1] * times
    if qualifier.unit is Unit.MONTH and "X" in (term.month or ""):
        return Unit.MONTH, 12 * times
    return Unit.MONTH, times


def _moved(day: int, unit: Unit, count: int) -> int:
    """Return a day moved by days or months; one that its new month lacks goes outwards."""
    if unit is Unit.DAY:
        return day + count
    year, month, day_of_month = civil_from_days(day)
    year, month = add_months(year, month, count)
    length = days_in_month(year, month)
    if day_of_month > length:
        return days_from_civil(year, month, length) + (count > 0)
    return days_from_civil(year, month, day_of_month)


def _checked(first: int, last: int) -> Span:
    if not -FARTHEST_S <= first <= last <= FARTHEST_S:
        raise Malformed("a year too far off to count in 64-bit seconds")
    return first, last
