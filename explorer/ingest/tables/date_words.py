"""Dates written in words: months in a dozen languages, eras, decades, seasons, "about", from … to.

Only what has one meaning is read: "early 2024" or "19th century" is no more precise than its
words, and nobody agrees on its bounds.
"""

from __future__ import annotations

import re

_MONTHS = """
january jan januar januari janvier enero gennaio janeiro januari styczeń stycznia
  января январь
february feb februar februari février févr febrero febbraio fevereiro luty lutego февраля февраль
march mar märz mrz maart mars marzo março marzec marca марта март
april apr avril avr abril aprile kwiecień kwietnia апреля апрель
may mai mei mayo maggio maio maj maja мая май
june jun juni juin junio giugno junho czerwiec czerwca июня июнь
july jul juli juillet juil julio luglio julho lipiec lipca июля июль
august aug augustus août aout agosto sierpień sierpnia augusti августа август
september sep sept septembre septiembre settembre setembro wrzesień września сентября сентябрь
october oct oktober okt octobre octubre ottobre outubro październik października октября октябрь
november nov novembre noviembre novembro ноября ноябрь
december dec dezember dez décembre déc diciembre dic dicembre dezembro grudzień grudnia
  декабря декабрь
"""
MONTH_OF = {
    name: number
    for number, line in enumerate(_MONTHS.strip().replace("\n  ", " ").splitlines(), 1)
    for name in line.split()
}

_OF = r"(?:\s+(?:de|del|di|do|of))?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}}),?[ -]([^\W\d_]+)\.?(?:[ -]{_DAY})?\Z")
_WORDS = re.compile(
    rf"(?:[^\W\d_]+\.?,\s*)?{_DAY}{_OF}[ -]([^\W\d_]+)\.?,?{_OF}[ -](\d{{4}})(?: г\.?| года)?\Z"
)
_MONTH_FIRST = re.compile(
    rf"(?:[^\W\d_]+,\s*)?([^\W\d_]+)\.?\s+(?:{_DAY},?\s+)?(\d{{4}})(?: г\.?| года)?\Z"
)
_MONTH_OF_YEAR = re.compile(r"([^\W\d_]+)\s+(?:de|del|di|of)\s+(\d{4})\Z")
_CHARACTERS = re.compile(
    r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号])?)?\Z"
)
_ERA = r"(b\.?\s?c\.?(?:\s?e\.?)?|a\.?\s?d\.?|c\.?\s?e\.?)"
_ERA_YEAR = r"(\d{1,3}(?:,\d{3})+|\d{1,9})"
_ERA_AFTER = re.compile(rf"(.*\s)?{_ERA_YEAR}\s*{_ERA}\Z")
_ERA_BEFORE = re.compile(rf"(.*\s)?{_ERA}\s*{_ERA_YEAR}\Z")
_BEFORE_CHRIST = re.compile(r"\d(\s*b\.?\s?c\.?(?:\s?e\.?)?)\Z", re.IGNORECASE)
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0['’]?s\Z")
# As EDTF numbers the parts of a year.
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = re.compile(rf"({'|'.join(_SEASONS)})(?:\s+of)?\s+(\d{{4}})\Z")
_QUARTER = re.compile(r"q([1-4])[\s/-]+(\d{4})\Z")
_QUARTER_LAST = re.compile(r"(\d{4})[\s/-]*q([1-4])\Z")
_ABOUT = re.compile(
    r"(?:circa|ca|c|about|around|approximately|approx|um|vers|hacia)(?:\.\s*|\s+|(?=\d))(?=\w)"
)
_BOUND = re.compile(r"(since|from|seit|desde|depuis|until|till|bis|before|after)\s+(?=\w)")
_BETWEEN = re.compile(r"(between\s+.+?)\s+and\s+(.+)\Z")
_BOUNDS = {
    **dict.fromkeys(("since", "from", "seit", "desde", "depuis"), "{}/.."),
    **dict.fromkeys(("until", "till", "bis"), "../{}"),
    "before": "[..{}]",
    "after": "[{}..]",
}
_CLOCK = re.compile(
    r",?\s+(?:at\s+|um\s+)?(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?"
    r"\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?\Z",
    re.IGNORECASE,
)
_STILL = frozenset(
    (
        *("present", "the present", "now", "today", "ongoing", "current", "to date", "date"),
        *("continuing", "still", "..", "heute", "laufend", "presente", "actualidad", "aujourd'hui"),
    )
)
_DAYS = re.compile(r"(\d{1,2})\.?\s*[-–—]\s*(\d{1,2}\.?(?=\s))\s+(\D+\s\d{4})\Z")
_DAYS_LAST = re.compile(r"(\D+?)\s+(\d{1,2})\s*[-–—]\s*(\d{1,2}),?\s+(\d{4})\Z")
_LAST_YEAR = re.compile(r"\d{4}\Z")
_YEARS = re.compile(r"((?:(?:c|ca|circa)\.?\s*)?\d{4})\s*[-–—]\s*(\d{4})\Z", re.IGNORECASE)
_FROM_TO = re.compile(
    r"(?:from\s+|von\s+|vom\s+|du\s+|del\s+)?(.+?)(?:\s+[-–—]\s+|\s*(?:[–—→]|--|->)\s*|\s+(?:to|until|till|bis|au)\s+)(.+)\Z"
)


def by_words(text: str) -> str | None:
    """Return the EDTF of one date in words; None where it is none, or none of one meaning."""
    low = text.casefold()
    reads = (_with_month, _by_characters, _by_era, _by_decade, _by_part_of_year)
    return next(filter(None, (read(low) for read in reads)), None)


def is_still(text: str) -> bool:
    """Whether a text says of an end that there is none yet."""
    return text.strip().casefold() in _STILL


def with_clock(text: str) -> tuple[str, tuple[str | None, ...]] | None:
    """Return what stands before a time of day: its hour, minute, second, half of the day, zone."""
    found = _CLOCK.search(text)
    if found is None or not found.start():
        return None
    return text[: found.start()], found.groups()


def bound(text: str) -> tuple[str, str] | None:
    """Return the EDTF with a hole, and the date for it, of "since 2001"; None for no such words.

    Both sides of "before" and "after" include the date, as drafts have it.
    """
    found = _BOUND.match(text.casefold())
    return (_BOUNDS[found[1]], text[found.end() :]) if found else None


def between(text: str) -> tuple[str, str] | None:
    """Return the two dates of "between 1990 and 1995"."""
    found = _BETWEEN.match(text.casefold())
    return (found[1].removeprefix("between").strip(), found[2]) if found else None


def without_about(text: str) -> str | None:
    """Return what stands after "c." or "about" before a number; None where nothing of it does."""
    found = _ABOUT.match(text.casefold())
    return text[found.end() :] if found else None


def from_to(text: str) -> tuple[str, str] | None:
    """Return the two dates of "28 June – 2 July 2020" or "1939-1945", each whole; else None."""
    found = _YEARS.match(text)
    if found:
        return found[1], found[2]
    if found := _DAYS.match(text):
        first, last, rest = found.groups()
        return f"{first} {rest}", f"{last} {rest}"
    if found := _DAYS_LAST.match(text):
        month, first, last, year = found.groups()
        return f"{month} {first}, {year}", f"{month} {last}, {year}"
    if found := _FROM_TO.match(text):
        first, last = found[1].rstrip(), found[2].strip()
        if first.isdigit() and (era := _BEFORE_CHRIST.search(last)):
            return first + era[1], last
        year = _LAST_YEAR.search(last)
        shared = year is not None and not _LAST_YEAR.search(first) and first[0].isalnum()
        has_month = any(word in MONTH_OF for word in re.findall(r"[^\W\d_]+", first.casefold()))
        return (f"{first} {year[0]}" if year and shared and has_month else first), last
    return None


def _with_month(text: str) -> str | None:
    found = _WORDS.match(text)
    if found:
        day, name, year = found.groups()
    elif found := _MONTH_FIRST.match(text):
        name, day, year = found.groups()
    elif found := _YEAR_FIRST.match(text):
        year, name, day = found.groups()
    elif found := _MONTH_OF_YEAR.match(text):
        name, day, year = found[1], None, found[2]
    else:
        return None
    month = MONTH_OF.get(name)
    return None if month is None else _put(year, str(month), day)


def _by_characters(text: str) -> str | None:
    found = _CHARACTERS.match(text)
    return _put(*found.groups()) if found else None


def _by_era(text: str) -> str | None:
    if found := _ERA_AFTER.match(text):
        before, said, era = found.groups()
    elif found := _ERA_BEFORE.match(text):
        before, era, said = found.groups()
    else:
        return None
    number = int(said.replace(",", ""))
    if not number:
        return None  # neither era has a year 0
    year = _written(1 - number if era[0] == "b" else number)
    if before is None:
        return year
    part = _with_month(f"{before.strip(' ,')} 2000")  # any year, to read the day and month
    return None if part is None else year + part[4:]


def _written(year: int) -> str:
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _by_decade(text: str) -> str | None:
    found = _DECADE.match(text)
    if found is None:
        return None
    # The 1900s are a century, as drafts have it; the 2000s are more often a decade.
    return f"{found[1][:2]}XX" if found[1][2] == "0" and found[1] < "200" else f"{found[1]}X"


def _by_part_of_year(text: str) -> str | None:
    if found := _SEASON.match(text):
        return f"{found[2]}-{_SEASONS[found[1]]}"
    if found := _QUARTER.match(text):
        number, year = found.groups()
    elif found := _QUARTER_LAST.match(text):
        year, number = found.groups()
    else:
        return None
    return f"{year}-{32 + int(number)}"


def _put(year: str, month: str | None, day: str | None) -> str:
    return "-".join((year, *(f"{int(part):02d}" for part in (month, day) if part)))
