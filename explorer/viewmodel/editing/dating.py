"""How a typed date is understood: EDTF as it stands, or what people type, put into EDTF."""

from __future__ import annotations

import re
from collections.abc import Callable

from explorer.domain.dates import parse, precision, say
from explorer.errors import InputProblem
from explorer.values import dataclass
from explorer.viewmodel.editing.reader import WordReader

UNDATED = "undated: the source gives no date"
_HOW = "Write it like 2024-07-28, July 2024, about 1984 or 2011/2015"
_ISO_LIKE = re.compile(r"(\d{4})[-./ ](\d{1,2})(?:[-./ ](\d{1,2}))?")
_MONTH_FIRST = re.compile(r"(\d{1,2})[./-](\d{4})")
_FIGURES = re.compile(r"[\d./\-: ]+")
_DAY_FIRST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMES = re.compile(rf"\b(?:{'|'.join((*_MONTHS, *_DAYS))})\b", re.IGNORECASE)
_SINCE = re.compile(r"since\s+(?P<date>.+)", re.IGNORECASE)
_UNTIL = re.compile(r"(?:until|till|by)\s+(?P<date>.+)", re.IGNORECASE)
_SPAN = re.compile(r"(?:from\s+)?(?P<one>.+?)\s*(?:\bto\b|–|—|\bthrough\b)\s*(?P<two>.+)", re.I)
_ALL = re.compile(r"(?P<date>.+)")
_ABOUT = re.compile(r"(?:about|around|circa|ca?\.?|approximately)\s+(?P<date>.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a date field means: `edtf`, None for undated; `words` say so.

    With a `problem` it means nothing yet; the problem is one line, remedy included.
    `said` and `anchor` are those of a relative one.
    """

    edtf: str | None = None
    words: str = UNDATED
    problem: str = ""
    said: str | None = None
    anchor: str | None = None


def understood(text: str, reader: WordReader, published: str | None = None) -> Understood:
    """Return what a typed date means; never a finer date than was typed."""
    typed = _NAMES.sub(lambda found: found[0].capitalize(), " ".join(text.split()))
    if not typed:
        return Understood()
    problem: InputProblem | None = None
    try:
        return _meant(typed)
    except InputProblem as refused:
        problem = refused
    if doubt := _two_ways(typed):
        return Understood(problem=doubt, words="")
    for attempt in (_in_figures, _in_words(reader, published)):
        found = attempt(typed)
        if found is not None:
            return found
    return Understood(problem=_refusal(typed, reader, published, problem), words="")


def _meant(edtf: str, said: str | None = None, anchor: str | None = None) -> Understood:
    """Return the meaning of an EDTF string; raises InputProblem where it is none."""
    date = parse(edtf)
    return Understood(edtf, f"{say(date)}, {precision(date)}", said=said, anchor=anchor)


def _checked(edtf: str) -> Understood | None:
    try:
        return _meant(edtf)
    except InputProblem:
        return None


def _two_ways(typed: str) -> str:
    """Return the question that figures put where day and month cannot be told apart."""
    found = _DAY_FIRST.fullmatch(typed)
    if found is None:
        return ""
    one, two, year = int(found[1]), int(found[2]), found[3]
    if "." in typed or one == two or not (1 <= one <= 12 and 1 <= two <= 12):
        return ""
    first, second = f"{one} {_MONTHS[two - 1]}", f"{two} {_MONTHS[one - 1]}"
    ways = f"{year}-{two:02}-{one:02} or {year}-{one:02}-{two:02}"
    return f"{first} or {second}? Write {ways}."


def _in_figures(typed: str) -> Understood | None:
    """Read figures in the order of a calendar: 2024-7-28, 2024/07/28, 28.7.2024, 7/28/2024."""
    if found := _ISO_LIKE.fullmatch(typed):
        parts = [found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)]
        return _checked("-".join(parts))
    if found := _MONTH_FIRST.fullmatch(typed):
        return _checked(f"{found[2]}-{int(found[1]):02}")
    if found := _DAY_FIRST.fullmatch(typed):
        day, month = int(found[1]), int(found[2])
        if month > 12:
            day, month = month, day
        return _checked(f"{found[3]}-{month:02}-{day:02}")
    return None


def _in_words(reader: WordReader, published: str | None) -> Callable[[str], Understood | None]:
    """Return what reads dates in words, and spans of them."""

    def one(typed: str) -> Understood | None:
        if direct := _checked(typed) or _in_figures(typed):
            return direct
        for found in reader.dates(typed, published):
            if not (typed[: found.start] + typed[found.end :]).strip(" .,"):
                return _meant(found.edtf, found.said, found.anchor)
        return None

    def plain(match: re.Match[str] | None, name: str) -> str | None:
        known = one(match[name]) if match else None
        return known.edtf if known is not None and known.said is None else None

    def any_of(typed: str) -> Understood | None:
        if whole := one(typed):
            return whole
        if date := plain(_SINCE.fullmatch(typed), "date"):
            return _checked(f"{date}/..")
        if date := plain(_UNTIL.fullmatch(typed), "date"):
            return _checked(f"../{date}")
        if date := plain(_ABOUT.fullmatch(typed), "date"):
            return _checked(f"{date}~")
        if typed.endswith("?") and (date := plain(_ALL.fullmatch(typed[:-1]), "date")):
            return _checked(f"{date}?")
        span = _SPAN.fullmatch(typed)
        first, last = plain(span, "one"), plain(span, "two")
        return _checked(f"{first}/{last}") if first and last else None

    return any_of


def _refusal(
    typed: str, reader: WordReader, published: str | None, problem: InputProblem | None
) -> str:
    """Return why a text is no date, and what part of it would be understood."""
    part = next(iter(reader.dates(typed, published)), None)
    if part is not None and not _FIGURES.fullmatch(typed):
        words = typed[part.start : part.end]
        return f"Of this only “{words}” is a date: {part.edtf}. Leave out the rest."
    figures = any(letter.isdigit() for letter in typed)
    why = (
        f"{problem.what[:1].upper()}{problem.what[1:]}"
        if problem and figures
        else "This is no date"
    )
    return f"{why}. {_HOW}; empty is undated."
