"""What of a pack belongs into a project: settled and checked before anything is written.

A mark stands only on words of a source that is here:

- an event or a relationship with none here is left out; with no anchor at all, refused
- a date with none here is left out, so that a source's events are dated by that source
- a participation comes with its event where it has no anchor of its own
- an actor comes with its words, or where something that comes needs it
- a relationship has one date and does not say which of its sources gave it: it is dated
  once all of them are here
"""

from __future__ import annotations

from explorer.domain import dates
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    EventMark,
    Pack,
    ParticipationMark,
    RelationshipMark,
)
from explorer.errors import InputProblem
from explorer.store.anchors import Places, Words
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class ActorPlan:
    mark: ActorMark
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class EventPlan:
    mark: EventMark
    words: tuple[Words, ...]
    dates: tuple[tuple[DateMark, tuple[Words, ...]], ...]
    participations: tuple[tuple[ParticipationMark, tuple[Words, ...]], ...]


@dataclass(frozen=True, slots=True)
class RelationshipPlan:
    mark: RelationshipMark
    words: tuple[Words, ...]
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """The part of a pack that has words here."""

    actors: tuple[ActorPlan, ...]
    events: tuple[EventPlan, ...]
    relationships: tuple[RelationshipPlan, ...]


def plan(pack: Pack, places: Places) -> Plan:
    """Settle what of a pack comes in; raises InputProblem that names the first bad mark."""
    _refuse_twice(pack)
    actors = {
        mark.key: ActorPlan(mark, places.words(mark.evidence, f"actor “{mark.key}”"))
        for mark in pack.actors
    }
    events = [_event(mark, places, actors) for mark in pack.events]
    links = [_relationship(mark, places, actors) for mark in pack.relationships]
    kept_events = tuple(event for event in events if event.words)
    kept_links = tuple(link for link in links if link.words)
    needed = {part.actor for event in kept_events for part, _ in event.participations}
    needed |= {key for link in kept_links for key in (link.mark.subject, link.mark.object)}
    return Plan(
        tuple(actor for key, actor in actors.items() if actor.words or key in needed),
        kept_events,
        kept_links,
    )


def _event(mark: EventMark, places: Places, actors: dict[str, ActorPlan]) -> EventPlan:
    where = f"event “{mark.key}”"
    _must_have_words(mark.evidence, where)
    for claim in mark.dates:
        _must_have_words(claim.evidence, f"{where}, date {claim.edtf}")
        _must_be_edtf(claim.edtf, where)
    for part in mark.participations:
        _must_know(part.actor, actors, where)
    claims = ((claim, places.words(claim.evidence, where)) for claim in mark.dates)
    parts = ((part, places.words(part.evidence, where)) for part in mark.participations)
    return EventPlan(
        mark,
        places.words(mark.evidence, where),
        tuple((claim, words) for claim, words in claims if words),
        tuple((part, words) for part, words in parts if words or not part.evidence),
    )


def _relationship(
    mark: RelationshipMark, places: Places, actors: dict[str, ActorPlan]
) -> RelationshipPlan:
    where = f"relationship “{mark.key}”"
    _must_have_words(mark.evidence, where)
    _must_know(mark.subject, actors, where)
    _must_know(mark.object, actors, where)
    if mark.edtf is not None:
        _must_be_edtf(mark.edtf, where)
    edtf = mark.edtf if places.all_here(mark.evidence) else None
    return RelationshipPlan(mark, places.words(mark.evidence, where), edtf)


def _must_have_words(anchors: tuple[Anchor, ...], where: str) -> None:
    if not anchors:
        raise InputProblem("has no words to stand on", where=where, remedy="Give it evidence")


def _must_be_edtf(edtf: str, where: str) -> None:
    try:
        dates.parse(edtf)
    except InputProblem as problem:
        raise InputProblem(problem.what, where=f"{where}, “{edtf}”") from problem


def _must_know(key: str, actors: dict[str, ActorPlan], where: str) -> None:
    if key not in actors:
        raise InputProblem(f"names the actor “{key}”, which the pack does not have", where=where)


def _refuse_twice(pack: Pack) -> None:
    for name, marks in (
        ("actor", pack.actors),
        ("event", pack.events),
        ("relationship", pack.relationships),
        ("source", pack.sources),
    ):
        seen: set[str] = set()
        for mark in marks:
            if mark.key in seen:
                raise InputProblem("stands twice in the pack", where=f"{name} “{mark.key}”")
            seen.add(mark.key)
