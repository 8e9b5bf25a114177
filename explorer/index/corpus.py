"""The project in memory: records by id, and numpy columns over its events.

Rows are events in order of time: by earliest start (open starts first), then latest
end, then id; undated events come last, in the order of the text. A row number is only
good for the corpus that gave it; ids last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId, SourceId
from explorer.domain.kinds import EVENT_KINDS, Review, Status
from explorer.domain.records import Actor, Event, Evidence, Relationship, Snapshot, Source

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

OPEN_START = np.int64(np.iinfo(np.int64).min)
OPEN_END = np.int64(np.iinfo(np.int64).max)


@dataclass(frozen=True)
class Corpus:
    """Everything the views ask of a project, immutable; a change makes a new one.

    Columns (all of length `n`, one value a row): `start_min`, `start_max`, `end_min`,
    `end_max` int64 seconds inclusive with OPEN_START / OPEN_END for open ends;
    `dated` bool, whether the event has a place in time; `kind` int16, an index into `kinds`.
    """

    snapshot: Snapshot

    @cached_property
    def sources(self) -> dict[SourceId, Source]:
        return {source.id: source for source in self.snapshot.sources}

    @cached_property
    def actors(self) -> dict[ActorId, Actor]:
        return {actor.id: actor for actor in self.snapshot.actors}

    @cached_property
    def relationships(self) -> dict[RelationshipId, Relationship]:
        return {link.id: link for link in self.snapshot.relationships}

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events in row order."""
        return tuple(sorted(self.snapshot.events, key=_time_order))

    @cached_property
    def row_of(self) -> dict[EventId, int]:
        return {event.id: row for row, event in enumerate(self.events)}

    @property
    def n(self) -> int:
        return len(self.snapshot.events)

    @cached_property
    def dated(self) -> Bools:
        return np.array([_placed(event) for event in self.events], dtype=np.bool_)

    @cached_property
    def start_min(self) -> Ints:
        return self._column("start_min", OPEN_START)

    @cached_property
    def start_max(self) -> Ints:
        return self._column("start_max", OPEN_START)

    @cached_property
    def end_min(self) -> Ints:
        return self._column("end_min", OPEN_END)

    @cached_property
    def end_max(self) -> Ints:
        return self._column("end_max", OPEN_END)

    def _column(self, name: str, open_value: np.int64) -> Ints:
        values = [
            open_value
            if event.date is None or getattr(event.date.bounds, name) is None
            else getattr(event.date.bounds, name)
            for event in self.events
        ]
        return np.array(values, dtype=np.int64)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The seven known kinds in their fixed order, then any other the project uses."""
        known = [kind.key for kind in EVENT_KINDS]
        return (*known, *sorted({event.kind for event in self.events} - set(known)))

    @cached_property
    def kind(self) -> NDArray[np.int16]:
        code = {key: index for index, key in enumerate(self.kinds)}
        return np.array([code[event.kind] for event in self.events], dtype=np.int16)

    @cached_property
    def accepted(self) -> Bools:
        return np.array([e.review is Review.ACCEPTED for e in self.events], dtype=np.bool_)

    def status_mask(self, statuses: frozenset[Status]) -> Bools:
        return np.array([event.status in statuses for event in self.events], dtype=np.bool_)

    @cached_property
    def rows_of_actor(self) -> dict[ActorId, Ints]:
        """Ascending rows of the events each actor takes part in; every actor has an entry."""
        rows: dict[ActorId, list[int]] = {actor.id: [] for actor in self.snapshot.actors}
        for row, event in enumerate(self.events):
            for actor_id in dict.fromkeys(part.actor_id for part in event.participations):
                rows[actor_id].append(row)
        return {actor_id: np.array(found, dtype=np.int64) for actor_id, found in rows.items()}

    @cached_property
    def rows_of_source(self) -> dict[SourceId, Ints]:
        """Ascending rows of the events each source has evidence for."""
        rows: dict[SourceId, list[int]] = {source.id: [] for source in self.snapshot.sources}
        for row, event in enumerate(self.events):
            for source_id in dict.fromkeys(item.source_id for item in event.evidence):
                rows[source_id].append(row)
        return {source_id: np.array(found, dtype=np.int64) for source_id, found in rows.items()}

    def event(self, event_id: EventId) -> Event:
        return self.events[self.row_of[event_id]]

    def evidence(self, mark: Mark) -> tuple[Evidence, ...]:
        """Return a mark's evidence in the order of the text."""
        if mark.kind is MarkKind.EVENT:
            found = self.event(EventId(mark.id)).evidence
        elif mark.kind is MarkKind.ACTOR:
            found = self.actors[ActorId(mark.id)].evidence
        else:
            found = self.relationships[RelationshipId(mark.id)].evidence
        return tuple(sorted(found, key=lambda e: (e.source_id, e.paragraph, e.start, e.end)))

    def has(self, mark: Mark) -> bool:
        """Whether the mark still stands in this corpus."""
        table: dict[MarkKind, dict[int, object]] = {
            MarkKind.EVENT: self.row_of,  # type: ignore[dict-item]  # NewType keys are ints
            MarkKind.ACTOR: self.actors,  # type: ignore[dict-item]
            MarkKind.RELATIONSHIP: self.relationships,  # type: ignore[dict-item]
        }
        return mark.id in table[mark.kind]


def _placed(event: Event) -> bool:
    return event.date is not None and event.date.is_placed


def _time_order(event: Event) -> tuple[bool, int, int, tuple[int, int, int], int]:
    told = min(
        ((item.source_id, item.paragraph, item.start) for item in event.evidence),
        default=(0, 0, 0),
    )
    if event.date is None or not event.date.is_placed:
        return True, 0, 0, told, event.id
    bounds = event.date.bounds
    start = int(OPEN_START) if bounds.start_min is None else bounds.start_min
    end = int(OPEN_END) if bounds.end_max is None else bounds.end_max
    return False, start, end, (0, 0, 0), event.id
