"""The closed word lists: kinds, statuses, origins, review states.

Kinds of event carry the PLOVER class they stand nearest to (PLOVER is the
successor of CAMEO); kinds of actor carry their FollowTheMoney schema.
"""

from __future__ import annotations

from enum import StrEnum

from explorer.values import dataclass


class Status(StrEnum):
    """How real the source says an event is."""

    OCCURRED = "occurred"
    ANNOUNCED = "announced"
    PLANNED = "planned"
    ONGOING = "ongoing"


class Origin(StrEnum):
    """Who made a mark."""

    CURATED = "curated"
    DRAFTED = "drafted"
    IMPORTED = "imported"


class Review(StrEnum):
    """Whether a person has agreed to a mark."""

    ACCEPTED = "accepted"
    PENDING = "pending"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: its key in the file, its name on screen, its PLOVER class."""

    key: str
    label: str
    plover: str


@dataclass(frozen=True, slots=True)
class ActorKind:
    """A kind of actor: its key in the file, its name on screen, its FollowTheMoney schema."""

    key: str
    label: str
    ftm: str


EVENT_KINDS = (
    EventKind("talks", "Talks", "CONSULT"),
    EventKind("agreement", "Agreement", "AGREE"),
    EventKind("change", "Change", "COOPERATE"),
    EventKind("exercise", "Exercise", "MOBILIZE"),
    EventKind("incident", "Incident", "ASSAULT"),
    EventKind("vote", "Vote, ruling", "CONCEDE"),
    EventKind("statement", "Statement", "SUPPORT"),
)

ACTOR_KINDS = (
    ActorKind("state", "State", "PublicBody"),
    ActorKind("person", "Person", "Person"),
    ActorKind("force", "Armed force", "Organization"),
    ActorKind("organisation", "Organisation", "Organization"),
    ActorKind("office", "Office", "PublicBody"),
    ActorKind("forum", "Forum", "Organization"),
    ActorKind("alliance", "Alliance", "Organization"),
    ActorKind("sector", "Sector", "Company"),
    ActorKind("group", "Group", "LegalEntity"),
)

STATUS_LABELS = {
    Status.OCCURRED: "happened",
    Status.ANNOUNCED: "announced",
    Status.PLANNED: "planned",
    Status.ONGOING: "goes on",
}


def event_kind_label(key: str) -> str:
    """Return the name on screen of a kind of event; an unknown key is its own name."""
    return next((kind.label for kind in EVENT_KINDS if kind.key == key), key.capitalize())
