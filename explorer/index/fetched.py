"""Records of a project with many events: read as they are asked for, the last ones kept.

They look like the tuples and dictionaries of a small project, so what goes through all of
them works, a lot of records at a time; what must be quick asks the columns.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Generic, Protocol, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import Array, Columns, Rows
from explorer.domain.ids import ActorId, EventId, SourceId
from explorer.domain.records import (
    Actor,
    Event,
    Outline,
    Position,
    Proposal,
    Relationship,
    SavedView,
    Snapshot,
    Source,
)

R = TypeVar("R")

_KEPT = 8_192  # records
_LOT = 1_024  # read at once by who goes through all


class Port(Protocol):
    """What of a project's port records are read through."""

    def snapshot(self) -> Snapshot: ...
    def columns(self) -> Columns | None: ...
    def outline(self) -> Outline: ...
    def events(self, ids: Sequence[EventId]) -> tuple[Event, ...]: ...
    def actors(self, ids: Sequence[ActorId]) -> tuple[Actor, ...]: ...
    def relationships(self) -> tuple[Relationship, ...]: ...
    def cast(self) -> tuple[Actor, ...]: ...
    def pending_actors(self) -> tuple[ActorId, ...]: ...


class Shelf(Sequence[R], Generic[R]):
    """Records by place: `n` of them, where `ids` gives the ids at some places, or at all."""

    def __init__(
        self,
        n: int,
        ids: Callable[[Sequence[int] | None], Array],
        read: Callable[[list[int]], Sequence[R]],
    ) -> None:
        self._n = n
        self._ids = ids
        self._read = read
        self._kept: OrderedDict[int, R] = OrderedDict()
        self._id_at = lru_cache(_KEPT)(lambda place: int(ids([place])[0]))

    def __len__(self) -> int:
        return self._n

    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...
    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return self.at(np.arange(*place.indices(len(self))))
        return self.by_id([self._id_at(range(self._n)[place])])[0]

    def __iter__(self) -> Iterator[R]:
        ids = self._ids(None)
        for start in range(0, len(self), _LOT):
            yield from self._read(ids[start : start + _LOT].tolist())

    def at(self, places: NDArray[np.signedinteger]) -> list[R]:
        """Return the records of some places, in their order."""
        return self.by_id(self._ids(places.tolist()).tolist())

    def by_id(self, ids: list[int]) -> list[R]:
        """Return records by id; those that are not kept are read at once."""
        kept = self._kept
        missing = [id for id in dict.fromkeys(ids) if id not in kept]
        fresh = dict(zip(missing, self._read(missing), strict=True)) if missing else {}
        found = [fresh[id] if id in fresh else kept[id] for id in ids]
        kept.update(fresh)
        for id in ids:
            kept.move_to_end(id)
        while len(kept) > _KEPT:
            kept.popitem(last=False)
        return found


class Fetched:
    """A project with many events, with the attributes of a `Snapshot`."""

    def __init__(self, project: Port, columns: Columns) -> None:
        self._project = project
        self._columns = columns

    @cached_property
    def _outline(self) -> Outline:
        return self._project.outline()

    @property
    def sources(self) -> tuple[Source, ...]:
        return self._outline.sources

    @property
    def positions(self) -> tuple[Position, ...]:
        return self._outline.positions

    @property
    def saved_views(self) -> tuple[SavedView, ...]:
        return self._outline.saved_views

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return self._outline.proposals

    @cached_property
    def events(self) -> Shelf[Event]:
        """Events in order of rows."""
        project, columns = self._project, self._columns
        return Shelf(
            columns.n,
            lambda places: columns.id if places is None else columns.some("id", places),
            lambda ids: project.events([EventId(id) for id in ids]),
        )

    @cached_property
    def actors(self) -> Shelf[Actor]:
        project = self._project
        ids = self._columns.arrays["actor_id"]
        return Shelf(
            len(ids),
            lambda places: ids if places is None else ids[list(places)],
            lambda wanted: project.actors([ActorId(id) for id in wanted]),
        )

    @cached_property
    def actor_by_id(self) -> Mapping[ActorId, Actor]:
        return _ActorById(self._columns.arrays["actor_id"], self.actors)

    @cached_property
    def cast(self) -> tuple[Actor, ...]:
        """All actors, without the words they stand on."""
        return self._project.cast()

    @cached_property
    def pending_actors(self) -> list[Actor]:
        return self.actors.by_id([int(id) for id in self._project.pending_actors()])

    @cached_property
    def relationships(self) -> tuple[Relationship, ...]:
        return self._project.relationships()


class _ActorById(Mapping[ActorId, Actor]):
    def __init__(self, ids: Array, actors: Shelf[Actor]) -> None:
        self._ids = ids
        self._actors = actors

    def __getitem__(self, actor_id: ActorId) -> Actor:
        if place_of(self._ids, actor_id) < 0:
            raise KeyError(actor_id)
        return self._actors.by_id([actor_id])[0]

    def __contains__(self, actor_id: object) -> bool:
        return isinstance(actor_id, int) and place_of(self._ids, actor_id) >= 0

    def __iter__(self) -> Iterator[ActorId]:
        return map(ActorId, self._ids.tolist())

    def __len__(self) -> int:
        return len(self._ids)


class RowOf(Mapping[EventId, int]):
    """The row of each event, by id."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns

    def __getitem__(self, event_id: EventId) -> int:
        row = int(self._columns.rows_of(np.array([event_id]))[0])
        if row < 0:
            raise KeyError(event_id)
        return row

    def __iter__(self) -> Iterator[EventId]:
        return map(EventId, self._columns.id.tolist())

    def __len__(self) -> int:
        return self._columns.n


class ByActor(Mapping[ActorId, Rows]):
    """The ascending rows of each actor's events, by the actor's id."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._ids = columns.arrays["actor_id"]

    def __getitem__(self, actor_id: ActorId) -> Rows:
        place = place_of(self._ids, actor_id)
        if place < 0:
            raise KeyError(actor_id)
        return self._columns.rows_of_actor(place)

    def __iter__(self) -> Iterator[ActorId]:
        return map(ActorId, self._ids.tolist())

    def __len__(self) -> int:
        return len(self._ids)


class BySource(Mapping[SourceId, Rows]):
    """The ascending rows of the events each source has words for, by the source's id."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._ids = columns.arrays["source_id"]

    def __getitem__(self, source_id: SourceId) -> Rows:
        place = place_of(self._ids, source_id)
        if place < 0:
            raise KeyError(source_id)
        return self._columns.rows_of_source(place)

    def __iter__(self) -> Iterator[SourceId]:
        return map(SourceId, self._ids.tolist())

    def __len__(self) -> int:
        return len(self._ids)


def place_of(ids: Array, id: int) -> int:
    """Return the place of an id among ascending ones, -1 where it is not there."""
    at = int(np.searchsorted(ids, ids.dtype.type(id)))
    return at if at < len(ids) and ids[at] == id else -1
