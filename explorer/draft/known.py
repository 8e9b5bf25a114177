"""The actors a project knows already, as a value that drafts are folded into."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.domain.records import Actor, Event
from explorer.draft.cast import slug
from explorer.draft.twins import KnownEvent, known_events
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of a project. `keyless` where the project has given it no key yet."""

    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    keyless: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """The actors and events of a project, in the order it knows them; no two of one key."""

    actors: tuple[KnownActor, ...] = ()
    events: tuple[KnownEvent, ...] = ()


def known_of(actors: Iterable[Actor], events: Iterable[Event] = ()) -> Known:
    """Return a project's actors and events as a value.

    One without a key, as a person makes them, is known by the key that its name makes: a
    mark that bears its very name and kind is it, wherever packs and drafts are written.
    """
    given = tuple(actors)
    taken = {actor.key for actor in given if actor.key is not None}
    found = []
    for actor in given:
        key = actor.key if actor.key is not None else free_key(slug(actor.name), actor.kind, taken)
        taken.add(key)
        keyless = actor.key is None
        found.append(KnownActor(key, actor.name, actor.kind, tuple(actor.aliases), keyless))
    return Known(tuple(found), known_events(events, given))


def free_key(key: str, kind: str, taken: Iterable[str]) -> str:
    """Return a key that is not taken: the key, else with its kind, else with a number."""
    held = taken if isinstance(taken, set | dict) else set(taken)
    if key not in held:
        return key
    made, count = f"{key}-{kind}", 2
    while made in held:
        made = f"{key}-{kind}-{count}"
        count += 1
    return made
