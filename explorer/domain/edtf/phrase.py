"""The words for one date of an expression, and for several that share a month or a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.domain.calendar import days_in_month
from explorer.domain.edtf.digits import (
    MONTHS,
    days,
    months,
    significant_range,
    year_range,
)
from explorer.domain.edtf.tree import Qualifier, Term, Unit

_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_UNITS = tuple(Unit)


def term_phrase(term: Term) -> str:
    """Return one date in words, with what is not sure about it."""
    words = _moment(term)
    if term.significant is not None:
        low, high = significant_range(term)
        words = f"about {words}"
        if low != high:
            words += f" (between {_years(low, high)})"
    return _qualified(term, words)


def inside(words: str) -> str:
    """Return words as they stand after another: "the 1960s", but "1966"."""
    return f"the {words}" if words[0].isdigit() and words.split(" ")[0].endswith("0s") else words


def listed(words: Sequence[str], conjunction: str) -> str:
    """Return "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def trimmed(terms: Sequence[Term]) -> list[str]:
    """Return dates in words, without the year and month that the next one says again.

    "27", "29 June 2024" for two days of one month; only plain dates of one precision are
    shortened, for else the year could be taken to belong to one alone.
    """
    last = terms[-1]
    alike = all(
        term.is_plain
        and term.clock is None
        and term.season is None
        and (term.month is None, term.day is None) == (last.month is None, last.day is None)
        for term in terms
    )
    if not alike:
        return [term_phrase(term) for term in terms]
    pairs = zip(terms, [*terms[1:], None], strict=True)
    return [term_phrase(term) if after is None else _short(term, last) for term, after in pairs]


def _short(term: Term, last: Term) -> str:
    if term.month is None:
        words = term_phrase(term)
        return words.removesuffix(" BCE") if term_phrase(last).endswith(" BCE") else words
    if term.year != last.year:
        return term_phrase(term)
    name = MONTHS[int(term.month) - 1]
    if term.day is None:
        return name
    return str(int(term.day)) if term.month == last.month else f"{int(term.day)} {name}"


def said_year(year: int, *, era: bool = True) -> str:
    """Return an astronomical year: "1966", "42 CE", "44 BCE" (of -43), "170,000,002 CE"."""
    size = year if year > 0 else 1 - year
    digits = f"{size:,}" if size > 9999 else str(size)
    if not era or 1000 <= year <= 9999:
        return digits
    return f"{digits} CE" if year > 0 else f"{digits} BCE"


def _years(low: int, high: int) -> str:
    """Return "1900 and 1999", the era once where both are of the same."""
    same_era = (low > 0) == (high > 0) and (high < 1000) == (low < 1000)
    return f"{said_year(low, era=not same_era)} and {said_year(high)}"


def _moment(term: Term) -> str:
    clock = term.clock
    if clock is None:
        return _calendar_words(term)
    minutes, second = divmod(clock.second_of_day, 60)
    words = f"{_calendar_words(term)}, {minutes // 60:02}:{minutes % 60:02}:{second:02}"
    if clock.offset_min is None:
        return words
    if clock.offset_min == 0:
        return f"{words} UTC"
    hours, rest = divmod(abs(clock.offset_min), 60)
    return f"{words} (UTC{'+' if clock.offset_min > 0 else '−'}{hours:02}:{rest:02})"


def _calendar_words(term: Term) -> str:
    year = _year_words(term)
    if term.season is not None:
        return _season_words(term.season, year, masked="X" in term.year)
    part = _part_of_year(term)
    if not part:
        return year
    if not term.has_year:
        return f"{part}, {year}"
    if "X" in term.year:
        return f"{part} {year}" if year.startswith("between") else f"{part} in the {year}"
    if part.endswith(("some day", "some month")):
        return f"{part} in {year}"
    # "January of 1 BCE", lest "January 1" be read.
    return f"{part} of {year}" if term.day is None and year.endswith("CE") else f"{part} {year}"


def _year_words(term: Term) -> str:
    if not term.has_year:
        return "year unknown"
    low, high = year_range(term)
    if low == high:
        return said_year(low)
    decade = low >= 1000 and high - low == 9 and low % 100
    century = low >= 1000 and high - low == 99 and low % 1000
    if (decade or century) and low // 10 * 10 == low:
        return f"{low}s"
    return f"between {_years(low, high)}"


def _season_words(season: int, year: str, *, masked: bool) -> str:
    if masked and year == "year unknown":
        year = f", {year}"
    elif masked:
        year = f" {year}" if year.startswith("between") else f" in the {year}"
    if season < 33:
        side = "" if season < 25 else " (Northern)" if season < 29 else " (Southern)"
        return f"{_SEASONS[(season - 21) % 4]}{year if masked else ' ' + year}{side}"
    if season < 37:
        name = f"{_ORDINALS[season - 33]} quarter"
    elif season < 40:
        name = f"{('first', 'middle', 'last')[season - 37]} four months"
    else:
        name = f"{_ORDINALS[season - 40]} half"
    return f"{name}{year if masked else ' of ' + year}"


def _part_of_year(term: Term) -> str:
    """Return the day and month: "25 December", "some day in December", "some month"."""
    if term.month is None:
        return ""
    if term.day is None:
        return (
            "some month" if term.month == "XX" else _options([MONTHS[m - 1] for m in months(term)])
        )
    if term.month == "XX":
        if term.day == "XX":
            return "some day"
        return f"day {_options([str(day) for day in days(term)])} of some month"
    month = _options([MONTHS[m - 1] for m in months(term)])
    if term.day == "XX":
        return f"some day in {month}"
    day = _options([str(day) for day in days(term) if day <= _longest(term)])
    if len(months(term)) == 1:
        return f"{day} {month}"
    return f"day {day} of {'a month ' if month.startswith('between') else ''}{month}"


def _longest(term: Term) -> int:
    """Return the days of the longest month that a term can be in."""
    low, high = year_range(term) if term.has_year else (2000, 2000)
    year = low if low == high else 2000
    return max(days_in_month(year, month) for month in months(term))


def _options(words: list[str]) -> str:
    """Return what one of several values can be, in full; there are at most 31."""
    if len(words) > 4:
        return f"between {words[0]} and {words[-1]}"
    return listed(words, "or")


def _qualified(term: Term, words: str) -> str:
    if not term.qualifiers:
        return words
    said = [_doubts(term.qualifiers, unit) for unit in _UNITS if _has(term, unit)]
    if len(set(said)) == 1:
        return _whole(words, *said[0])
    named: dict[tuple[bool, bool], list[str]] = {}
    for unit, doubts in reversed(list(zip(_UNITS, said, strict=False))):
        if any(doubts):
            named.setdefault(doubts, []).append(unit.value)
    notes = [f"{listed(units, 'and')} {_adjectives(*doubts)}" for doubts, units in named.items()]
    return f"{words} ({', '.join(notes)})"


def _has(term: Term, unit: Unit) -> bool:
    return unit is Unit.YEAR or (term.month if unit is Unit.MONTH else term.day) is not None


def _doubts(qualifiers: Iterable[Qualifier], unit: Unit) -> tuple[bool, bool]:
    """Return whether a component is approximate and whether it is uncertain."""
    reach = _UNITS.index(unit)
    mine = [
        mark
        for mark in qualifiers
        if mark.unit is unit or (mark.after and _UNITS.index(mark.unit) > reach)
    ]
    return any(mark.approximate for mark in mine), any(mark.uncertain for mark in mine)


def _whole(words: str, approximate: bool, uncertain: bool) -> str:
    if approximate and words.startswith("between"):
        about = f"roughly {words}"
    else:
        about = f"about {inside(words)}" if approximate else words
    return f"{about} (uncertain)" if uncertain else about


def _adjectives(approximate: bool, uncertain: bool) -> str:
    words = [("approximate", approximate), ("uncertain", uncertain)]
    return " and ".join(word for word, holds in words if holds)
