"""Ids of rows in the project file, and references to marks.

Each id is a distinct type, so that an actor's cannot be passed for an event's.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

from explorer.values import dataclass

SourceId = NewType("SourceId", int)
ParagraphId = NewType("ParagraphId", int)
ActorId = NewType("ActorId", int)
EventId = NewType("EventId", int)
ParticipationId = NewType("ParticipationId", int)
RelationshipId = NewType("RelationshipId", int)
EvidenceId = NewType("EvidenceId", int)
DateClaimId = NewType("DateClaimId", int)
ProposalId = NewType("ProposalId", int)
HistoryId = NewType("HistoryId", int)


class MarkKind(StrEnum):
    """What a mark on the screen stands for."""

    EVENT = "event"
    ACTOR = "actor"
    RELATIONSHIP = "relationship"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A reference to one event, actor or relationship; resolved late."""

    kind: MarkKind
    id: int

    def __hash__(self) -> int:
        # A tenth of the time of hashing the kind, too; marks fill sets by the thousand.
        return self.id

    @classmethod
    def event(cls, id: int) -> Mark:
        return cls(MarkKind.EVENT, id)

    @classmethod
    def actor(cls, id: int) -> Mark:
        return cls(MarkKind.ACTOR, id)

    @classmethod
    def relationship(cls, id: int) -> Mark:
        return cls(MarkKind.RELATIONSHIP, id)
