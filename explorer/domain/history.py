"""What was done to a project, by whom and when."""

from __future__ import annotations

from enum import StrEnum

from explorer.domain.ids import HistoryId
from explorer.values import dataclass


class Step(StrEnum):
    """Where an entry of the history stands."""

    DONE = "done"
    UNDONE = "undone"  # can be done again
    SUPERSEDED = "superseded"  # undone, and then something else was done


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One operation. `name` is as the Edit menu shows it; `at` is UTC in ISO 8601."""

    id: HistoryId
    name: str
    operation: str
    who: str
    at: str
    state: Step
