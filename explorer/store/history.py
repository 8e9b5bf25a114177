"""The one door for changes: each operation one transaction, one row of `history`.

A row is `done` or `undone`; a new operation after an undo makes the undone ones
`superseded`: they stay as a record, but can no longer be done again and drop what they
would have needed for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from explorer.domain.history import HistoryEntry, Step
from explorer.domain.ids import HistoryId
from explorer.errors import InputProblem
from explorer.store import undone
from explorer.store.bulk import stopping
from explorer.store.connection import Connection
from explorer.store.journal import Recorder

# Makes an operation's changes and returns its name for the Edit menu.
Change = Callable[[Recorder], str]

_LAST_DONE = "SELECT id, name, changes FROM history WHERE state = 'done' ORDER BY id DESC LIMIT 1"
_NEXT_UNDONE = "SELECT id, name, changes FROM history WHERE state = 'undone' ORDER BY id LIMIT 1"


def record(connection: Connection, operation: str, change: Change, who: str) -> str:
    """Make a change and its row of history in one transaction; returns its name.

    A change that changes nothing leaves no row, and what was undone can still be redone.
    """
    with connection.writing() as raw:
        recorder = Recorder(raw)
        name = change(recorder)
        write_down(recorder, name, operation, who)
        connection.note(recorder.steps)
    return name


def write_down(recorder: Recorder, name: str, operation: str, who: str) -> None:
    """Add the row of history for what was recorded, if anything was."""
    if not recorder.steps:
        return
    _supersede(recorder.raw)
    recorder.raw.execute(
        "INSERT INTO history (name, operation, who, at, state, changes)"
        " VALUES (?, ?, ?, ?, 'done', ?)",
        (name, operation, who, now(), _written(recorder)),
    )


def undo(connection: Connection) -> str | None:
    """Take back the last operation that stands; returns its name, or None."""
    return _turn(connection, _LAST_DONE, Step.UNDONE)


def redo(connection: Connection) -> str | None:
    """Do again what was undone last; returns its name, or None."""
    return _turn(connection, _NEXT_UNDONE, Step.DONE)


def size(connection: Connection, *, undo: bool) -> int:
    """Return how many rows the next undo, or redo, moves by ranges of ids; 0 for what is small."""
    with connection.reading() as raw:
        found = raw.execute(_LAST_DONE if undo else _NEXT_UNDONE).fetchone()
    steps = json.loads(found[2]) if found is not None else []
    spans = (span for kind, _, *rest in steps if kind in ("insert", "move") for span in rest[0])
    return sum(last - first + 1 for first, last in spans)


def turn_beside(connection: Connection, *, undo: bool, check: Callable[[], None]) -> str | None:
    """Undo or redo what takes long over a connection of its own: others read meanwhile.

    `check` is called all along and may raise; the project is as it was then.
    """
    from explorer.store.loading import beside

    which, state = (_LAST_DONE, Step.UNDONE) if undo else (_NEXT_UNDONE, Step.DONE)
    with beside(connection) as own:
        return _turn(own, which, state, check)


def undo_name(connection: Connection) -> str | None:
    return _name(connection, _LAST_DONE)


def redo_name(connection: Connection) -> str | None:
    return _name(connection, _NEXT_UNDONE)


def entries(connection: Connection) -> tuple[HistoryEntry, ...]:
    """Return the whole history, oldest first."""
    with connection.reading() as raw:
        rows = raw.execute("SELECT id, name, operation, who, at, state FROM history ORDER BY id")
        return tuple(
            HistoryEntry(HistoryId(id), name, operation, who, at, Step(state))
            for id, name, operation, who, at, state in rows
        )


def now() -> str:
    """Return the time as UTC in ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def login() -> str:
    """Return the login name of whoever runs this."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, or a system without accounts
        return "unknown"


def _supersede(raw: sqlite3.Connection) -> None:
    """Let go of what was undone: it can no longer be done again."""
    for (changes,) in raw.execute("SELECT changes FROM history WHERE state = 'undone'").fetchall():
        for kind, table, *rest in json.loads(changes):
            if kind == "move":
                undone.forget(raw, table, rest[0])
    raw.execute("UPDATE history SET state = 'superseded', changes = '[]' WHERE state = 'undone'")


def _turn(
    connection: Connection, which: str, state: Step, check: Callable[[], None] = lambda: None
) -> str | None:
    with connection.writing() as raw:
        found = raw.execute(which).fetchone()
        if found is None:
            connection.note([])
            return None
        id, name, changes = found
        recorder = Recorder(raw)
        try:
            with stopping(raw, check):
                recorder.take_back(json.loads(changes))
        except (sqlite3.IntegrityError, InputProblem, ValueError) as error:
            raise InputProblem(
                f"“{name}” can no longer be undone or redone: what it touched was changed since",
                where=connection.where,
                remedy="Another program has written to this file",
            ) from error
        raw.execute(
            "UPDATE history SET state = ?, changes = ? WHERE id = ?",
            (state, _written(recorder), id),
        )
        connection.note(recorder.steps)
    return str(name)


def _name(connection: Connection, which: str) -> str | None:
    with connection.reading() as raw:
        found: Any = raw.execute(which).fetchone()
    return None if found is None else str(found[1])


def _written(recorder: Recorder) -> str:
    return json.dumps(recorder.steps, ensure_ascii=False, separators=(",", ":"))
