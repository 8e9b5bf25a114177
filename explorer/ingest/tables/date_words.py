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
_ERA_AFTER = re.compile(rf"(\d{{1,4}})\s*{_ERA}\Z")
_ERA_BEFORE = re.compile(rf"{_ERA}\s*(\d{{1,4}})\Z")
_DECADE = re.compile(r"(?:the\s+)?(\d{3})0['’]?s\Z")
# As EDTF numbers the parts of a year.
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON = re.compile(rf"({'|'.join(_SEASONS)})(?:\s+of)?\s+(\d{{4}})\Z")
_QUARTER = re.compile(r"q([1-4])[\s/-]+(\d{4})\Z")
_ABOUT = re.compile(r"(?:c|ca|circa|about|around|approx|approximately|um|vers|hacia)\.?\s*(?=\d)")
_DAYS = re.compile(r"(\d{1,2})\.?\s*[-–—]\s*(\d{1,2}\.?(?=\s))\s+(\D+\s\d{4})\Z")
_DAYS_LAST = re.compile(r"(\D+?)\s+(\d{1,2})\s*[-–—]\s*(\d{1,2}),?\s+(\d{4})\Z")
_LAST_YEAR = re.compile(r"\d{4}\Z")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})\Z")
_FROM_TO = re.compile(
    r"(?:from\s+|von\s+|vom\s+|du\s+|del\s+)?(.+?)(?:\s+[-–—]\s+|\s*[–—]\s*|\s+(?:to|until|till|bis|au)\s+)(.+)\Z"
)


def by_words(text: str) -> str | None:
    """Return the EDTF of one date in words; None where it is none, or none of one meaning."""
    low = text.casefold()
    reads = (_with_month, _by_characters, _by_era, _by_decade, _by_part_of_year)
    return next(filter(None, (read(low) for read in reads)), None)


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
        year, era = found.groups()
    elif found := _ERA_BEFORE.match(text):
        era, year = found.groups()
    else:
        return None
    if not int(year):
        return None  # neither era has a year 0
    if era[0] != "b":
        return f"{int(year):04d}"
    return f"{1 - int(year):05d}" if int(year) > 1 else "0000"


def _by_decade(text: str) -> str | None:
    found = _DECADE.match(text)
    return f"{found[1]}X" if found else None


def _by_part_of_year(text: str) -> str | None:
    if found := _SEASON.match(text):
        return f"{found[2]}-{_SEASONS[found[1]]}"
    found = _QUARTER.match(text)
    return f"{found[2]}-{32 + int(found[1])}" if found else None


def _put(year: str, month: str | None, day: str | None) -> str:
    return "-".join((year, *(f"{int(part):02d}" for part in (month, day) if part)))
