"""All rows of a project file, to hold two files against each other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = (
    "source", "paragraph", "actor", "alias", "event", "date_claim", "participation",
    "relationship", "evidence", "history", "proposal",
)  # fmt: skip
_OF_THE_CLOCK = frozenset(("imported_at", "at", "made_at"))


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of marks, without the times at which it was written."""
    with closing(sqlite3.connect(path)) as raw:
        return {table: _rows(raw, table) for table in TABLES}


def _rows(raw: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    kept = ", ".join(f'"{name}"' for name in columns if name not in _OF_THE_CLOCK)
    return raw.execute(f"SELECT {kept} FROM {table} ORDER BY id").fetchall()
