"""A project as the views ask for it: columns over its events, and records by id or row.

Few events are all here as records, and the columns are made of them. Of many only the
columns are: a record is read from the project when it is asked for (`index.fetched`).

Rows are events in order of time: by earliest start (open starts first), then latest
end, then id; undated events come last, in the order of the text. A row number is only
good for the corpus that gave it; ids last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import (
    ACCEPTED,
    OPEN_END,
    OPEN_START,
    PENDING,
    STATUSES,
    Array,
    Bools,
    Columns,
    Ints,
    Rows,
)
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId, SourceId
from explorer.domain.kinds import Review, Status
from explorer.domain.records import (
    Actor,
    Event,
    Evidence,
    Position,
    Proposal,
    Relationship,
    SavedView,
    Source,
)
from explorer.index.ends import Ends
from explorer.index.fetched import ByActor, BySource, Fetched, Port, RowOf
from explorer.index.of_records import columns_after, columns_of

__all__ = ["OPEN_END", "OPEN_START", "Bools", "Corpus", "Holdings", "Ints", "Rows", "corpus_of"]

_SORTED_AT_ONCE = 300_000  # events


class Holdings(Protocol):
    """What `Snapshot` has; over many events its sequences read records as they are gone through."""

    @property
    def sources(self) -> Sequence[Source]: ...
    @property
    def actors(self) -> Sequence[Actor]: ...
    @property
    def events(self) -> Sequence[Event]: ...
    @property
    def relationships(self) -> Sequence[Relationship]: ...
    @property
    def positions(self) -> Sequence[Position]: ...
    @property
    def saved_views(self) -> Sequence[SavedView]: ...
    @property
    def proposals(self) -> Sequence[Proposal]: ...


class Corpus:
    """Everything the views ask of a project, immutable; a change makes a new one.

    Columns (all of length `n`, one value a row): `start_min`, `start_max`, `end_min`,
    `end_max` int64 seconds inclusive with OPEN_START / OPEN_END for open ends;
    `dated` bool, whether the event has a place in time; `kind` unsigned, an index into
    `kinds`. Over many events `start_max`, `end_min` and `end_max` are worked out at each
    use: ask `columns.bound_at` for those of some rows.
    """

    def __init__(
        self, snapshot: Holdings, columns: Columns | None = None, before: Corpus | None = None
    ) -> None:
        self.snapshot = snapshot
        self._columns = columns
        # Only one whose columns are made, and let go of once these are: or the corpora of all
        # edits would hang on one another.
        made = before is not None and not before.is_large and "columns" in before.__dict__
        self._before = before if made else None

    @cached_property
    def columns(self) -> Columns:
        if self._columns is not None:
            return self._columns
        before, self._before = self._before, None
        if before is None:
            return columns_of(self.snapshot)
        return columns_after(before.columns, before.snapshot, self.snapshot)

    @property
    def is_large(self) -> bool:
        """Whether events are read as they are asked for: going through all takes long."""
        return self._columns is not None

    @cached_property
    def sources(self) -> dict[SourceId, Source]:
        return {source.id: source for source in self.snapshot.sources}

    @cached_property
    def actors(self) -> Mapping[ActorId, Actor]:
        if isinstance(self.snapshot, Fetched):
            return self.snapshot.actor_by_id
        return {actor.id: actor for actor in self.snapshot.actors}

    def some_actors(self, ids: Sequence[ActorId]) -> list[Actor]:
        """Return actors in the order asked for; over many events they are read at once."""
        if isinstance(self.snapshot, Fetched):
            return self.snapshot.actors.by_id(list(ids))
        return [self.actors[id] for id in ids]

    @cached_property
    def relationships(self) -> dict[RelationshipId, Relationship]:
        return {link.id: link for link in self.snapshot.relationships}

    @cached_property
    def events(self) -> Sequence[Event]:
        """Events in row order."""
        if isinstance(self.snapshot, Fetched):
            return self.snapshot.events
        found = {event.id: event for event in self.snapshot.events}
        return tuple(found[id] for id in self.columns.id.tolist())

    @cached_property
    def row_of(self) -> Mapping[EventId, int]:
        if self.is_large:
            return RowOf(self.columns)
        return {EventId(id): row for row, id in enumerate(self.columns.id.tolist())}

    @property
    def n(self) -> int:
        return len(self.snapshot.events) if self._columns is None else self._columns.n

    @cached_property
    def dated(self) -> Bools:
        found = np.zeros(self.n, dtype=np.bool_)
        found[: self.columns.dated] = True
        return found

    @property
    def start_min(self) -> Ints:
        return self.columns.start_min

    @property
    def start_max(self) -> Ints:
        return self._bound("start_max")

    @property
    def end_min(self) -> Ints:
        return self._bound("end_min")

    @property
    def end_max(self) -> Ints:
        return self._bound("end_max")

    @cached_property
    def _bounds(self) -> dict[str, Ints]:
        return {}

    def _bound(self, name: str) -> Ints:
        if self.is_large:
            return self.columns.bound(name)
        if name not in self._bounds:
            self._bounds[name] = self.columns.bound(name)
        return self._bounds[name]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The seven known kinds in their fixed order, then any other the project uses."""
        return self.columns.head.kinds

    @property
    def kind(self) -> Array:
        return self.columns.arrays["kind"]

    @cached_property
    def accepted(self) -> Bools:
        if self.columns.head.accepted == self.n:
            return np.ones(self.n, dtype=np.bool_)
        return np.asarray(self.columns.arrays["review"] == ACCEPTED, dtype=np.bool_)

    @cached_property
    def ends(self) -> Ends:
        """When the dated events end."""
        return Ends(self.columns)

    @property
    def ends_at_once(self) -> bool:
        """Whether `ends` is there, or made before anyone notices."""
        return "ends" in self.__dict__ or self.n <= _SORTED_AT_ONCE

    def read_all(self) -> None:
        """Have in memory what the first picture left in the file, and what is made of it."""
        if self.columns.read_all():
            _ = self.ends

    def status_mask(self, statuses: frozenset[Status], most: int) -> Bools:
        """Return which of the first `most` rows have one of some statuses."""
        chosen = [status in statuses for status in STATUSES]
        return _of_codes(self.columns.arrays["status"][:most], chosen)

    def kind_mask(self, kinds: frozenset[str], most: int) -> Bools:
        """Return which of the first `most` rows are of some kinds."""
        return _of_codes(self.kind[:most], [kind in kinds for kind in self.kinds])

    @cached_property
    def rows_of_actor(self) -> Mapping[ActorId, Rows]:
        """Ascending rows of the events each actor takes part in; every actor has an entry."""
        return ByActor(self.columns)

    @cached_property
    def rows_of_source(self) -> Mapping[SourceId, Rows]:
        """Ascending rows of the events each source has evidence for."""
        return BySource(self.columns)

    def event(self, event_id: EventId) -> Event:
        return self.events[self.row_of[event_id]]

    @property
    def cast(self) -> Sequence[Actor]:
        """The actors in order of id; of a large project without the words they stand on."""
        held = self.snapshot
        return held.cast if isinstance(held, Fetched) else held.actors

    def pending_events(self, most: int) -> Sequence[Event]:
        """Return the first events that wait for review, in order of rows; at most so many.

        Where all are accepted no column is read.
        """
        if self.columns.head.accepted == self.n:
            return ()
        return self.records(np.flatnonzero(self.columns.arrays["review"] == PENDING)[:most])

    @property
    def pending_actors(self) -> Sequence[Actor]:
        """The actors that wait for review."""
        held = self.snapshot
        if isinstance(held, Fetched):
            return held.pending_actors
        return [actor for actor in held.actors if actor.review is Review.PENDING]

    def records(self, rows: NDArray[np.signedinteger]) -> Sequence[Event]:
        """Return the events of some rows, in their order; read at once where they must be read."""
        if isinstance(self.snapshot, Fetched):
            return self.snapshot.events.at(rows)
        return [self.events[row] for row in rows.tolist()]

    def events_by_id(self, ids: Sequence[EventId]) -> Sequence[Event]:
        """Return some events by id, in their order; of a large project no column is read."""
        if isinstance(self.snapshot, Fetched):
            return self.snapshot.events.by_id([int(id) for id in ids])
        return [self.event(id) for id in ids]

    def evidence(self, mark: Mark) -> tuple[Evidence, ...]:
        """Return a mark's evidence in the order of the text."""
        if mark.kind is MarkKind.EVENT:
            found = self.event(EventId(mark.id)).evidence
        elif mark.kind is MarkKind.ACTOR:
            found = self.actors[ActorId(mark.id)].evidence
        else:
            found = self.relationships[RelationshipId(mark.id)].evidence
        return tuple(sorted(found, key=lambda e: (e.source_id, e.paragraph, e.start, e.end)))

    def have(self, marks: Sequence[Mark]) -> frozenset[Mark]:
        """Return which of some marks still stand here; events of many in one look."""
        events = [mark for mark in marks if mark.kind is MarkKind.EVENT]
        rows = self.columns.rows_of(np.array([mark.id for mark in events], dtype=np.int64))
        others = (mark for mark in marks if mark.kind is not MarkKind.EVENT and self.has(mark))
        here = (mark for mark, row in zip(events, rows.tolist(), strict=True) if row >= 0)
        return frozenset((*here, *others))

    def has(self, mark: Mark) -> bool:
        """Whether the mark still stands in this corpus."""
        table: dict[MarkKind, Mapping[int, object]] = {
            MarkKind.EVENT: self.row_of,  # type: ignore[dict-item]  # NewType keys are ints
            MarkKind.ACTOR: self.actors,  # type: ignore[dict-item]
            MarkKind.RELATIONSHIP: self.relationships,  # type: ignore[dict-item]
        }
        return mark.id in table[mark.kind]


def _of_codes(column: Array, chosen: list[bool]) -> Bools:
    """Return where a column has one of the chosen codes.

    A comparison takes a tenth of the time of looking each row's code up.
    """
    wanted = chosen.count(True) * 2 <= len(chosen)
    found = np.zeros(len(column), dtype=np.bool_)
    for code, is_chosen in enumerate(chosen):
        if is_chosen is wanted:
            found |= column == code
    return found if wanted else ~found


def corpus_of(project: Port, before: Corpus | None = None) -> Corpus:
    """Return a project's corpus as it is now; long work where its columns must be made again.

    `before` is the corpus before an edit: what that left alone is taken from it.
    """
    columns = project.columns()
    if columns is None:
        return Corpus(project.snapshot(), before=before)
    return Corpus(Fetched(project, columns), columns)
