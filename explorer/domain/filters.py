"""A filter is a value: what to show, never a list of hits."""

from __future__ import annotations

from enum import StrEnum

from explorer.domain.ids import ActorId, SourceId
from explorer.domain.kinds import Status
from explorer.values import dataclass


class Match(StrEnum):
    """How several chosen actors are combined."""

    ANY = "any"
    ALL = "all"
    NONE = "none"


class ReviewScope(StrEnum):
    """Which review states are shown; rejected marks never are."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """Half-open `[start_s, end_s)` in seconds from 1970-01-01T00:00:00Z; None is open.

    `label` is how the person gave it ("2022/2025"), for captions.
    """

    start_s: int | None
    end_s: int | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. None, an empty set or empty words mean: no restriction.

    An event matches a period when it can have touched it: its earliest start lies before
    the period's end and its latest end at or after the period's start. An undated event
    matches no period.
    """

    actors: frozenset[ActorId] = frozenset()
    match: Match = Match.ANY
    kinds: frozenset[str] | None = None
    statuses: frozenset[Status] | None = None
    sources: frozenset[SourceId] | None = None
    period: Period | None = None
    words: str = ""
    review: ReviewScope = ReviewScope.ACCEPTED

    @property
    def is_empty(self) -> bool:
        """Whether nothing is held back but what the review scope leaves out."""
        return self == Filter(match=self.match, review=self.review)
