"""A project's snapshot, kept up to date: after an operation only what it touched is read again.

A decision in the review of thousands of drafts touches a handful of records; to read all of
them again would take a second. What another program wrote, or a bulk load, is read whole.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar

from explorer.domain.records import Snapshot
from explorer.store import reader
from explorer.store.connection import Connection

if TYPE_CHECKING:
    from explorer.store.journal import Step

_MOST_PATCHED = 1_000  # beyond so many records a read of all is as quick


class _Record(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=_Record)


class Snapshots:
    """The last snapshot of a project, and how to make the next one of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kept: Snapshot | None = None
        self._version = -1

    def now(self) -> Snapshot:
        """Return everything but paragraph texts, as `reader.snapshot` reads it."""
        with self._connection.reading() as raw:
            (version,) = raw.execute("PRAGMA data_version").fetchone()
            steps = self._connection.take_steps()
            kept = self._kept
            if kept is None or steps is None or version != self._version:
                kept = reader.snapshot(self._connection)
            elif steps:
                kept = self._patched(raw, kept, steps)
            self._kept, self._version = kept, version
            return kept

    def _patched(self, raw: sqlite3.Connection, old: Snapshot, steps: list[Step]) -> Snapshot:
        from explorer.store.touched import touched

        connection, changed = self._connection, touched(raw, steps)
        if changed is None or len(changed) > _MOST_PATCHED:
            return reader.snapshot(connection)
        rest = reader.outline(connection)
        events = reader.visible_events(connection, sorted(changed.events))
        actors = reader.visible_actors(connection, sorted(changed.actors))
        links = reader.visible_relationships(connection, sorted(changed.relationships))
        return Snapshot(
            rest.sources,
            patched(old.actors, changed.actors, actors),
            patched(old.events, changed.events, events),
            patched(old.relationships, changed.relationships, links),
            rest.positions,
            rest.saved_views,
            rest.proposals,
        )


def patched(old: tuple[R, ...], gone: Collection[int], fresh: Mapping[int, R]) -> tuple[R, ...]:
    """Return records in order of id: the old ones but for those `gone`, and the `fresh` ones."""
    if not gone:
        return old
    records = list(old)
    for id in gone:
        place = bisect_left(records, id, key=_id)
        there = place < len(records) and records[place].id == id
        records[place : place + there] = [fresh[id]] if id in fresh else []
    return tuple(records)


def _id(record: _Record) -> int:
    return record.id
