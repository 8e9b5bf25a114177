"""The column cache of a project file: loaded while it holds, patched after edits, rebuilt.

Whatever changes an event, a date, a participation or a quote, this program or another,
raises the file's generation and notes the event (`columns_schema`). So arrays that were
kept at an earlier generation are good but for the events noted since, and those are read
and patched in. Past `MOST_PATCHED` of them, or where what is kept is damaged or of another
version, the project is read whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np

from explorer.columns.build import build, joined
from explorer.columns.digest import digest
from explorer.columns.patch import patched
from explorer.columns.values import NAMES, Columns
from explorer.errors import ExplorerBug
from explorer.store import column_parts, column_scan
from explorer.store.column_parts import Damaged, StoredArrays
from explorer.store.columns_schema import COLUMN_TRIGGERS
from explorer.store.connection import Connection, connect

MOST_PATCHED = 20_000

Step = Callable[[str], None]


def nothing(words: str) -> None:
    """Be told of a step, and say nothing."""


def generation(connection: Connection) -> int:
    """Return the generation of what columns are made from."""
    with connection.reading() as raw:
        return _generation(raw)


def load(connection: Connection) -> Columns | None:
    """Return the kept columns, brought up to date; None where the project must be read whole.

    Arrays are read as they are asked for, over a connection of their own that holds the
    file as it is now.
    """
    if connection.path is None:
        with connection.reading() as raw:
            return _loaded(raw, owned=False)
    reader = _reader(connection)
    try:
        found = _loaded(reader.raw, owned=True)
    except BaseException:
        reader.close()
        raise
    if found is None:
        reader.close()
    return found


def hold(connection: Connection) -> bool:
    """Whether `load` would find columns; it reads no array."""
    with connection.reading() as raw:
        try:
            columns = _kept(raw, owned=False)
        except Damaged:
            return False
        return columns is not None and _changed(raw, columns) is not None


def let_go(columns: Columns) -> None:
    """Close the file that columns are read from; arrays that were not read are lost."""
    if isinstance(columns.arrays, StoredArrays):
        columns.arrays.close()


def refreshed(connection: Connection, columns: Columns) -> Columns | None:
    """Return columns as the project is now; None where it must be read whole."""
    with connection.reading() as raw:
        return _brought_up(raw, columns)


def rebuild(connection: Connection, step: Step = nothing, *, keep: bool = True) -> Columns:
    """Read the project whole; `keep` the columns in its file unless that is read-only.

    `step` is called with words for a person, and may raise to end it: nothing has changed
    then. The file is read over a connection of its own, so others are not held up.
    """
    if connection.path is None:
        with connection.reading() as raw:
            columns = scanned(raw, step)
    else:
        reader = _reader(connection)
        try:
            columns = scanned(reader.raw, step)
        finally:
            reader.close()
    if keep and not connection.read_only:
        step("Keeping what was read")
        with connection.writing() as raw:
            if _generation(raw) == columns.head.generation:
                column_parts.write(raw, columns)
    return columns


def scanned(raw: sqlite3.Connection, step: Step = nothing) -> Columns:
    """Return the columns of all that is in the file, read in the open transaction."""
    events = column_scan.read(raw, step)
    step("Putting events in order")
    made = build(
        joined([events], column_scan.known_kinds()),
        column_scan.ids(raw, "actor"),
        column_scan.ids(raw, "source"),
        _generation(raw),
    )
    return Columns(made.head, {**made.arrays, **digest(made)})


@contextmanager
def suspended(raw: sqlite3.Connection) -> Iterator[None]:
    """Note no changes for the length of the block, in an open transaction.

    For what loads rows by the hundred thousand. Kept columns are let go, and the generation
    is raised once.
    """
    column_parts.forget(raw)
    for name in COLUMN_TRIGGERS:
        raw.execute(f"DROP TRIGGER {name}")
    yield
    for statement in COLUMN_TRIGGERS.values():
        raw.execute(statement)
    raw.execute("UPDATE column_state SET generation = generation + 1")


def _generation(raw: sqlite3.Connection) -> int:
    return int(raw.execute("SELECT generation FROM column_state").fetchone()[0])


def _loaded(raw: sqlite3.Connection, *, owned: bool) -> Columns | None:
    """Return the kept columns as of now; `owned`: the connection is theirs to keep open."""
    try:
        columns = _kept(raw, owned)
        if columns is None:
            return None
        found = _brought_up(raw, columns)
        if found is not columns or not owned:
            for name in columns.arrays:
                columns.arrays[name]
        return found
    except Damaged:
        return None


def _kept(raw: sqlite3.Connection, owned: bool) -> Columns | None:
    base, text = raw.execute("SELECT base, head FROM column_state").fetchone()
    if base is None:
        return None
    head, shapes = column_parts.read_head(text)
    if not set(shapes) >= set(NAMES) or head.generation != base:
        raise Damaged("other arrays")
    parts = column_parts.check(raw, shapes)
    return Columns(head, StoredArrays(raw, shapes, parts, owned=owned))


def _changed(raw: sqlite3.Connection, columns: Columns) -> list[int] | None:
    """Return the events that changed since; None where too many have, or it was not noted."""
    now, base = raw.execute("SELECT generation, base FROM column_state").fetchone()
    if now == columns.head.generation:
        return []
    if base is None or base > columns.head.generation:
        return None
    rows = raw.execute(
        "SELECT id FROM column_change WHERE generation > ? LIMIT ?",
        (columns.head.generation, MOST_PATCHED + 1),
    )
    changed = [row[0] for row in rows]
    return changed if len(changed) <= MOST_PATCHED else None


def _brought_up(raw: sqlite3.Connection, columns: Columns) -> Columns | None:
    changed, now = _changed(raw, columns), _generation(raw)
    if changed is None or now == columns.head.generation:
        return None if changed is None else columns
    return patched(
        columns,
        np.array(changed, dtype=np.int64),
        joined([column_scan.read(raw, only=changed)], column_scan.known_kinds()),
        column_scan.ids(raw, "actor"),
        column_scan.ids(raw, "source"),
        column_scan.known_kinds(),
        now,
    )


def _reader(connection: Connection) -> Connection:
    """Return a connection that holds the file as it is now, for reading beside the others."""
    if connection.path is None:
        raise ExplorerBug("a project in memory has one connection")
    reader = connect(connection.path, read_only=True)
    try:
        reader.raw.execute("BEGIN")
    except BaseException:
        reader.close()
        raise
    return reader
