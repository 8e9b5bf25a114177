"""Which records the steps of a journal change: what a snapshot must read again after them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from explorer.domain.kinds import Review
from explorer.store.evidence import OWNERS
from explorer.store.journal import Step
from explorer.values import dataclass, field

MOST_ROWS = 20_000

# Of these a record is made; a change of any other table changes none.
_TABLES = ("event", "date_claim", "participation", "actor", "alias", "relationship", "evidence")
_ELSEWHERE = frozenset(
    ("source", "paragraph", "position", "saved_view", "proposal", "telling", "project")
)
_COLUMNS = {
    "event": ("id",),
    "date_claim": ("event_id",),
    "participation": ("event_id",),
    "actor": ("id", "review"),
    "alias": ("actor_id",),
    "relationship": ("id",),
    "evidence": OWNERS,
}


@dataclass(slots=True)
class Touched:
    """Ids of the records that are other ones now, or gone, or new."""

    events: set[int] = field(default_factory=set)
    actors: set[int] = field(default_factory=set)
    relationships: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.events) + len(self.actors) + len(self.relationships)


def touched(raw: sqlite3.Connection, steps: Iterable[Step]) -> Touched | None:
    """Return what steps that were made have changed; None where that cannot be told quickly.

    The rows are looked up as they are now, after all of the steps.
    """
    found, rows = Touched(), 0
    look = _Look(raw, found)
    for kind, table, *rest in steps:
        if table in _ELSEWHERE:
            continue
        if table not in _TABLES:
            return None
        rows += _rows(kind, rest)
        if rows > MOST_ROWS:
            return None
        if kind == "insert":
            look.rows(table, rest[0])
        elif kind == "update":
            look.rows(table, [(rest[0], rest[0])])
            look.was(table, {**rest[1], "id": rest[0]})
        elif kind == "delete":
            for row in rest[0]:
                look.was(table, row)
        else:
            return None
    look.unseen()
    return found


def _rows(kind: str, rest: Sequence[Any]) -> int:
    """Return how many rows a step is about."""
    if kind == "insert":
        return sum(last - first + 1 for first, last in rest[0])
    return len(rest[0]) if kind == "delete" else 1


class _Look:
    def __init__(self, raw: sqlite3.Connection, found: Touched) -> None:
        self.raw = raw
        self.found = found
        self.decided: set[int] = set()  # actors that were rejected, or put back

    def rows(self, table: str, spans: Sequence[Sequence[int]]) -> None:
        columns = _COLUMNS[table]
        sql = f"SELECT {', '.join(columns)} FROM {table} WHERE id BETWEEN ? AND ?"
        for span in spans:
            for row in self.raw.execute(sql, tuple(span)).fetchall():
                self.was(table, dict(zip(columns, row, strict=True)))

    def was(self, table: str, row: Mapping[str, Any]) -> None:
        """Note whose a row is, or was; `row` may lack columns that did not change."""
        if table == "actor":
            self.found.actors.add(row["id"])
            if row.get("review") == Review.REJECTED:
                self.decided.add(row["id"])
        elif table == "relationship":
            self.found.relationships.add(row["id"])
        elif table == "event":
            self.found.events.add(row["id"])
        elif table in ("date_claim", "participation"):
            self._note(self.found.events, row.get("event_id"))
        elif table == "alias":
            self._note(self.found.actors, row.get("actor_id"))
        elif table == "evidence":
            self._evidence(row)

    def _evidence(self, row: Mapping[str, Any]) -> None:
        self._note(self.found.events, row.get("event_id"))
        self._note(self.found.actors, row.get("actor_id"))
        self._note(self.found.relationships, row.get("relationship_id"))
        for part in ("participation", "date_claim"):
            id = row.get(f"{part}_id")
            if id is not None:
                self.rows(part, [(id, id)])

    def unseen(self) -> None:
        """Note what goes out of sight, or comes back, with an actor."""
        for id in self.decided:
            for (event_id,) in self.raw.execute(
                "SELECT event_id FROM participation WHERE actor_id = ?", (id,)
            ):
                self.found.events.add(event_id)
            for (link_id,) in self.raw.execute(
                "SELECT id FROM relationship WHERE subject_id = ? OR object_id = ?", (id, id)
            ):
                self.found.relationships.add(link_id)

    @staticmethod
    def _note(ids: set[int], id: int | None) -> None:
        if id is not None:
            ids.add(id)
