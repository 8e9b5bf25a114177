"""From the groups of a match to the point on the calendar that they name."""

from __future__ import annotations

from explorer.draft.dates.grammar import Hit
from explorer.draft.dates.numbers import ordinal
from explorer.draft.dates.sense import Base, Found, Point, Sense, Shift
from explorer.draft.dates.words import MONTHS, PARTS_OF_DAY, SEASONS, UNITS, WEEKDAYS

_MODS = {
    "early": "START",
    "beginning": "START",
    "start": "START",
    "outset": "START",
    "onset": "START",
    "first": "START",
    "late": "END",
    "end": "END",
    "close": "END",
    "latter": "END",
    "last": "END",
    "rest": "END",
    "mid": "MID",
    "middle": "MID",
}
# Which way each word points, and from where: the day of publication or the last date told.
_DIRECTIONS: dict[str, tuple[int, Base]] = {
    "last": (-1, "now"),
    "past": (-1, "now"),
    "next": (1, "now"),
    "coming": (1, "now"),
    "upcoming": (1, "now"),
    "this": (0, "now"),
    "current": (0, "now"),
    "latest": (0, "now"),
    "previous": (-1, "then"),
    "preceding": (-1, "then"),
    "prior": (-1, "then"),
    "following": (1, "then"),
    "subsequent": (1, "then"),
    "ensuing": (1, "then"),
    "same": (0, "then"),
    "that": (0, "then"),
    "the": (0, "now"),
}


def unit_of(word: str) -> str:
    """Return the TIMEX letter of a unit in lower case, singular or plural; empty if none."""
    return UNITS.get(word) or UNITS.get(word.removesuffix("s"), "")


def direction(words: list[str]) -> tuple[int, Base]:
    """Return the step and the base of words like "the same" or "next"."""
    known = [word for word in words if word in _DIRECTIONS]
    if not known:
        return 0, "now"
    step, base = _DIRECTIONS[known[-1]]
    if "the" in known[:-1] and known[-1] == "next":
        return step, "then"
    if known[-1] in {"past", "coming", "last"} and "this" in known[:-1]:
        return step, "now"
    return step, base


def shift_of(hit: Hit) -> Shift | None:
    """Return the step that "last year" or "the same month" names, if it is there."""
    if not hit.has("rel"):
        return None
    step, base = direction(hit.words("rel"))
    return Shift(unit_of(hit.word("rel_unit")) or "Y", step, base)


def year_of(hit: Hit) -> int | None:
    """Return the astronomical year that is written in a match."""
    if not hit.has("year"):
        return None
    number = int(hit.word("year"))
    return 1 - number if hit.word("era").startswith("b") else number


def clock_of(hit: Hit) -> str:
    """Return what stands after a TIMEX value's T."""
    if hit.has("clock"):
        return _o_clock(hit.word("clock"), hit.word("ampm"))
    if hit.has("hour"):
        return _o_clock(hit.word("hour"), hit.word("hour_ampm"))
    if hit.has("oclock"):
        return ""
    return PARTS_OF_DAY.get(hit.word("pod").removesuffix("s"), "")


def _o_clock(text: str, half: str) -> str:
    parts = [int(part) for part in text.split(":")] + [0]
    hour, minute = parts[0], parts[1]
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour < 25 and minute < 60 else ""


def mod_of(hit: Hit) -> str:
    """Return TimeML's modifier of a point."""
    word = hit.word("mod") or hit.word("part")
    return _MODS.get(word, "")


def point_of(hit: Hit) -> Point:
    """Return the point that all groups of a match together name."""
    season = hit.word("season")
    season = SEASONS.get(season.removesuffix("time"), "") if season else ""
    return Point(
        year=year_of(hit),
        month=MONTHS[hit.word("month")[:3]] if hit.has("month") else None,
        day=ordinal(hit.words("day")) or None if hit.has("day") else None,
        season=season,
        weekday=WEEKDAYS[hit.word("weekday")[:3]] if hit.has("weekday") else None,
        half=_half(hit),
        clock=clock_of(hit),
        shift=shift_of(hit),
        mod=mod_of(hit),
        two_digits=int(hit.word("short")) if hit.has("short") else None,
    )


def _half(hit: Hit) -> int | None:
    part = hit.words("part")
    if not part or part[-1] != "half":
        return None
    return 1 if part[0] in {"first", "early"} else 2


def whole(hit: Hit, sense: Sense) -> list[Found]:
    """Return one find over all of a match."""
    return [Found(hit.first, hit.last, sense)]
