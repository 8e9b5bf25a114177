"""What a check of a project's quotes and of its file found."""

from __future__ import annotations

from enum import StrEnum

from explorer.domain.records import Evidence
from explorer.values import dataclass


class Standing(StrEnum):
    """Where a quote stands now."""

    EXACT = "exact"  # in its place, letter for letter
    MOVED = "moved"  # elsewhere in the same source
    MISSING = "missing"  # nowhere in its source


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: half-open code-point offsets in paragraph `paragraph`."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """One quote, checked. `mark` says what it stands for, as in "event 3".

    `found` are all its places in the source where it has moved, else empty.
    """

    evidence: Evidence
    mark: str
    standing: Standing
    found: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole check.

    Attributes
    ----------
    checks
        Every quote, in the order of the sources' text; of a large table only those that are
        not exact.
    problems
        What else is wrong, one line each: a source's text against its SHA-256, a paragraph
        against its source's text, a date against its bounds, an event, date or relationship
        without any words, the file itself.
    unsupported
        Actors and participations without words of their own, as in "actor 3 (Japan)". Not
        wrong: an actor may be here for an event's sake, and a participation rests on its
        event's words.
    counted
        How many quotes of large tables are exact, which are not listed.
    """

    checks: tuple[QuoteCheck, ...]
    problems: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    counted: int = 0

    @property
    def total(self) -> int:
        """How many quotes were checked."""
        return len(self.checks) + self.counted

    def count(self, standing: Standing) -> int:
        """Return how many quotes stand so."""
        listed = sum(check.standing is standing for check in self.checks)
        return listed + (self.counted if standing is Standing.EXACT else 0)

    @property
    def is_sound(self) -> bool:
        """Whether every quote is exact and nothing else is wrong."""
        return not self.problems and self.count(Standing.EXACT) == self.total
