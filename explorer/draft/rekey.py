"""Give actors other keys throughout a draft; marks that come to bear one key become one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from explorer.domain.marks import (
    ActorMark,
    Draft,
    EventMark,
    ParticipationMark,
    RelationshipMark,
    Same,
)
from explorer.draft.cast import slug
from explorer.draft.known import KnownActor


def rekeyed(draft: Draft, keys: Mapping[str, str], settled: Mapping[str, KnownActor]) -> Draft:
    """Return the draft with `keys` (old to new) put through it.

    `settled` are the known actors by the new keys: a mark takes its name and kind from there,
    and its own name becomes an alias. Who takes part in an event twice keeps the first role;
    a relationship of an actor with itself falls away.
    """
    pack = replace(
        draft.pack,
        actors=tuple(_actors(draft.pack.actors, keys, settled)),
        events=tuple(_event(event, keys) for event in draft.pack.events),
        relationships=tuple(_relationships(draft.pack.relationships, keys)),
    )
    return replace(draft, pack=pack, same=tuple(_doubts(draft.same, keys)))


def _actors(
    marks: Iterable[ActorMark], keys: Mapping[str, str], settled: Mapping[str, KnownActor]
) -> Iterable[ActorMark]:
    found: dict[str, ActorMark] = {}
    for mark in marks:
        key = keys.get(mark.key, mark.key)
        known = settled.get(key)
        there = found.get(key)
        name = there.name if there else known.name if known else mark.name
        kind = there.kind if there else known.kind if known else mark.kind
        names = (*(there.aliases if there else ()), mark.name, *mark.aliases)
        evidence = (*(there.evidence if there else ()), *mark.evidence)
        found[key] = ActorMark(
            key,
            name,
            kind,
            tuple(other for other in dict.fromkeys(names) if other != name),
            tuple(dict.fromkeys(evidence)),
        )
    return found.values()


def _event(event: EventMark, keys: Mapping[str, str]) -> EventMark:
    found: dict[str, ParticipationMark] = {}
    for part in event.participations:
        actor = keys.get(part.actor, part.actor)
        there = found.get(actor)
        role = there.role if there else part.role
        evidence = (*(there.evidence if there else ()), *part.evidence)
        found[actor] = ParticipationMark(actor, role, tuple(dict.fromkeys(evidence)))
    return replace(event, participations=tuple(found.values()))


def _relationships(
    links: Iterable[RelationshipMark], keys: Mapping[str, str]
) -> Iterable[RelationshipMark]:
    found: dict[str, RelationshipMark] = {}
    for link in links:
        subject, object_ = keys.get(link.subject, link.subject), keys.get(link.object, link.object)
        if subject == object_:
            continue
        key = f"{subject}--{slug(link.predicate)}--{object_}"
        moved = replace(link, key=key, subject=subject, object=object_)
        there = found.get(key)
        if there is not None:
            edtf = there.edtf if there.edtf == moved.edtf else None
            evidence = tuple(dict.fromkeys((*there.evidence, *moved.evidence)))
            moved = replace(there, edtf=edtf, evidence=evidence)
        found[key] = moved
    return found.values()


def _doubts(same: Iterable[Same], keys: Mapping[str, str]) -> Iterator[Same]:
    for doubt in same:
        if doubt.kind != "actor":
            yield doubt
            continue
        keep, other = keys.get(doubt.keep, doubt.keep), keys.get(doubt.other, doubt.other)
        if keep != other:
            yield replace(doubt, keep=keep, other=other)
