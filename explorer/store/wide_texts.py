"""Which rows have letters of a script that puts no blanks between words.

No index knows the words of such a script: texts are looked through for them. In most projects
few have such letters, so these are looked for once, with the first word; for the next ones
only the few are looked through.
"""

from __future__ import annotations

import sqlite3

from explorer.store.search_hits import COLUMNS

# All letters of such scripts (`terms`), and others, in as few ranges as leave out “ ” and –.
_LETTERS = "*[\u0e00-\u1fff\u2e80-\U0010ffff]*"
_MOST = 20_000  # rows: of more, a word's first hits are soon found without


class WideTexts:
    """Remembers those rows until somebody writes into the file; over one connection."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, str | None]] = {}  # table -> version of the file, SQL

    def condition(self, raw: sqlite3.Connection, table: str) -> str | None:
        """Return SQL that holds for all rows with such letters alone; None where they are many."""
        (version,) = raw.execute("PRAGMA data_version").fetchone()
        known = self._known.get(table)
        if known is None or known[0] != version:
            known = self._known[table] = (version, _looked_for(raw, table))
        return known[1]


def _looked_for(raw: sqlite3.Connection, table: str) -> str | None:
    text = " || char(10) || ".join(COLUMNS[table])
    # Plain ASCII, which most texts are, is told by its length.
    sql = (
        f"SELECT id FROM {table} WHERE length({text}) < length(CAST({text} AS BLOB))"
        f" AND {text} GLOB ? LIMIT ?"
    )
    ids = [str(id) for (id,) in raw.execute(sql, (_LETTERS, _MOST + 1))]
    return None if len(ids) > _MOST else f"{table}.id IN ({','.join(ids)})"
