"""Rows of an undone import of many, kept in the file until it is redone or superseded.

They are moved table by table inside SQLite, `event` to `undone_event`; such a table is
there only while rows wait in it. Full text follows in one statement, not row by row.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from explorer.store.bulk import at_rest
from explorer.store.schema import FULL_TEXT

_MANY = 5_000
_MOVED = ("paragraph", "event", "date_claim", "participation", "evidence", "telling")

# Ranges of ids, both ends inclusive.
Spans = Sequence[Sequence[int]]


def is_many(table: str, spans: Spans) -> bool:
    """Whether rows are moved out, rather than written into the journal."""
    return table in _MOVED and sum(last - first + 1 for first, last in spans) > _MANY


def move_out(raw: sqlite3.Connection, table: str, spans: Spans) -> None:
    """Move rows from a table to where they wait."""
    columns = _columns(raw, table)
    waiting = _waiting(table)
    typed = ", ".join(f'"{name}"' for name in columns if name != "id")
    raw.execute(f"CREATE TABLE IF NOT EXISTS {waiting} (id INTEGER PRIMARY KEY, {typed})")
    names = _quoted(columns)
    with _unnoted(raw, table):
        for first, last in spans:
            span = (first, last)
            raw.execute(
                f"INSERT INTO {waiting} ({names}) SELECT {names} FROM {table}"
                " WHERE id BETWEEN ? AND ? ORDER BY id",
                span,
            )
            _unindex(raw, table, span)
            raw.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", span)


def move_in(raw: sqlite3.Connection, table: str, spans: Spans) -> None:
    """Move rows back to their table."""
    waiting = _waiting(table)
    names = _quoted(_columns(raw, waiting))
    with _unnoted(raw, table):
        for first, last in spans:
            raw.execute(
                f"INSERT INTO {table} ({names}) SELECT {names} FROM {waiting}"
                " WHERE id BETWEEN ? AND ? ORDER BY id",
                (first, last),
            )
            index(raw, table, (first, last))
    forget(raw, table, spans)


def forget(raw: sqlite3.Connection, table: str, spans: Spans) -> None:
    """Drop rows that wait."""
    waiting = _waiting(table)
    for first, last in spans:
        raw.execute(f"DELETE FROM {waiting} WHERE id BETWEEN ? AND ?", (first, last))
    if raw.execute(f"SELECT 1 FROM {waiting} LIMIT 1").fetchone() is None:
        raw.execute(f"DROP TABLE {waiting}")


@contextmanager
def _unnoted(raw: sqlite3.Connection, table: str) -> Iterator[None]:
    """Let triggers rest, and the columns of events go: they are read whole the next time."""
    from explorer.store.columns import suspended

    with suspended(raw), at_rest(raw, (table,)):
        yield


def index(raw: sqlite3.Connection, table: str, span: tuple[int, int]) -> None:
    """Put rows into their table's full text; the cells of tables are found by their row."""
    if table not in FULL_TEXT:
        return
    columns = ", ".join(FULL_TEXT[table])
    own = ""
    if table == "evidence":
        own = (
            " AND paragraph_id IN (SELECT paragraph.id FROM paragraph"
            " JOIN source ON source.id = source_id WHERE source.text <> '')"
        )
    raw.execute(
        f"INSERT INTO {table}_fts (rowid, {columns}) SELECT id, {columns} FROM {table}"
        f" WHERE id BETWEEN ? AND ?{own}",
        span,
    )


def _unindex(raw: sqlite3.Connection, table: str, span: tuple[int, int]) -> None:
    if table not in FULL_TEXT:
        return
    columns = ", ".join(FULL_TEXT[table])
    raw.execute(
        f"INSERT INTO {table}_fts ({table}_fts, rowid, {columns})"
        f" SELECT 'delete', id, {columns} FROM {table} WHERE id BETWEEN ? AND ?"
        f" AND id IN (SELECT id FROM {table}_fts_docsize)",
        span,
    )


def _waiting(table: str) -> str:
    return f"undone_{table}"


def _columns(raw: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
