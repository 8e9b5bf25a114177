"""What an expression says by itself, before any other date is looked at."""

from __future__ import annotations

from typing import Literal

from explorer.values import dataclass

Base = Literal["now", "then"]  # the day of publication, or the last date of the narrative


@dataclass(frozen=True, slots=True)
class Shift:
    """A step of `count` units from a base; 0 is "this"."""

    unit: str
    count: int
    base: Base


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar, as far as the words name it.

    Years are astronomical. `century` 19 is the 1900s, `decade` 197 the 1970s; both count
    back from 0 with `before_christ`. `toward` is -1 in "last June" and 1 in "next June".
    `clock` is what stands after the T of a TIMEX value. `mod` is TimeML's.
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
    weekday: int | None = None
    clock: str = ""
    shift: Shift | None = None
    toward: int | None = None
    mod: str = ""
    length: str = ""
    two_digits: int | None = None
    is_fiscal: bool = False
    is_about: bool = False


@dataclass(frozen=True, slots=True)
class Fixed:
    """A value that no other date changes: a duration, a set, a reference, or None."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str | None
    mod: str = ""


Sense = Point | Fixed


@dataclass(frozen=True, slots=True)
class Found:
    """A sense and the tokens `first:last` (half-open) that carry it.

    `pair` is 1 for the beginning of a range ("6" in "6-7 January"), -1 for its end, else 0.
    `rule` names the rule of the grammar.
    """

    first: int
    last: int
    sense: Sense
    pair: int = 0
    rule: str = ""
