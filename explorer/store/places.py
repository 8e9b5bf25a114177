"""Where the layout put actors, kept with the project: a convenience, and no part of its history."""

from __future__ import annotations

import json
from math import isfinite

from explorer.domain.ids import ActorId
from explorer.domain.records import Position
from explorer.store.connection import Connection

_KEY = "web layout"


def places(connection: Connection) -> tuple[Position, ...]:
    """Return the kept places; none where nothing is kept, or nothing that can be read."""
    with connection.reading() as raw:
        found = raw.execute("SELECT value FROM project WHERE key = ?", (_KEY,)).fetchone()
    try:
        rows = json.loads(found[0]) if found else []
        kept = [Position(ActorId(int(id)), float(x), float(y)) for id, x, y in rows]
    except (ValueError, TypeError):
        return ()
    return tuple(each for each in kept if isfinite(each.x) and isfinite(each.y))


def keep_places(connection: Connection, kept: tuple[Position, ...]) -> None:
    """Keep places instead of those kept before; one that is only read, or closed, keeps none."""
    if connection.read_only or connection.closed:
        return
    # Thousands of them, written as numbers: `json` and `round` would take five times as long.
    rows = ",".join(f"[{each.actor_id},{each.x:.5f},{each.y:.5f}]" for each in kept)
    with connection.writing() as raw:
        connection.note([])  # nothing that anyone has read changes
        raw.execute(
            "INSERT INTO project (key, value) VALUES (?, ?)"
            " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (_KEY, f"[{rows}]"),
        )
        connection.note([])
