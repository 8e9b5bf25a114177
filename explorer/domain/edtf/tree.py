"""The parts of an EDTF string, as written and not yet reckoned with."""

from __future__ import annotations

from enum import Enum

from explorer.values import dataclass


class Edge(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    UNKNOWN = ""


class Unit(Enum):
    """The components of a date, the coarsest first."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Qualifier:
    """`?`, `~` or `%` at a component.

    Right of it (`after`), it is said of that component and of all to its left;
    left of it, of that component alone.
    """

    mark: str
    unit: Unit
    after: bool

    @property
    def approximate(self) -> bool:
        return self.mark in "~%"

    @property
    def uncertain(self) -> bool:
        return self.mark in "?%"


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `offset_min` is minutes east of UTC, None where no zone is given."""

    second_of_day: int
    offset_min: int | None


@dataclass(frozen=True, slots=True)
class Term:
    """One date. `month` holds a season's number too; `X` stands for a digit not given.

    `year` is four digits with an optional minus, or more after a `Y`; it is to be
    multiplied by ten to the `exponent`. `significant` counts the digits that hold.
    """

    text: str
    year: str
    month: str | None = None
    day: str | None = None
    clock: Clock | None = None
    exponent: int = 0
    significant: int | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    is_long: bool = False

    @property
    def season(self) -> int | None:
        """The number of the season, quarter and so on, or None for a month or none."""
        if self.month is None or "X" in self.month:
            return None
        number = int(self.month)
        return number if number > 20 else None

    @property
    def has_year(self) -> bool:
        return "XXXX" not in self.year

    @property
    def is_plain(self) -> bool:
        """Whether every digit is given and nothing is qualified."""
        masked = "X" in self.year + (self.month or "") + (self.day or "")
        return not (masked or self.qualifiers or self.significant)


@dataclass(frozen=True, slots=True)
class Interval:
    start: Term | Edge
    end: Term | Edge


@dataclass(frozen=True, slots=True)
class Run:
    """A member of a set: one date (`low is high`) or all from low to high; None is open."""

    low: Term | None
    high: Term | None


@dataclass(frozen=True, slots=True)
class Members:
    """A set: one of its members (`[..]`), or every one (`{..}`)."""

    runs: tuple[Run, ...]
    every: bool


Expression = Term | Interval | Members


def terms_of(expression: Expression) -> tuple[Term, ...]:
    """Return the dates of an expression in the order they are written."""
    if isinstance(expression, Term):
        return (expression,)
    if isinstance(expression, Interval):
        ends = (expression.start, expression.end)
        return tuple(end for end in ends if isinstance(end, Term))
    ends_of_runs = (
        (run.low,) if run.low is run.high else (run.low, run.high) for run in expression.runs
    )
    return tuple(term for pair in ends_of_runs for term in pair if term is not None)
