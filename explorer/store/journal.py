"""Row changes that write down how to take themselves back.

A journal is a list of steps, in the order they were made:

- `["insert", table, [[first, last], ...]]`: ids, inclusive; no values, so that a large
  import does not stand in the file twice
- `["update", table, id, {column: value before}]`
- `["delete", table, [{column: value}, ...]]`
- `["move", table, [[first, last], ...]]`: rows that wait in the table `undone_<table>`, for
  taking back an import of a million rows must not write them all into one value

`take_back` undoes a journal from its end with the same three changes, and so returns the
journal of the way forward again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from explorer.errors import InputProblem
from explorer.store import undone

Row = Mapping[str, Any]
Step = list[Any]


class Recorder:
    """Changes rows inside an open transaction, and keeps the journal of it."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self.raw = raw
        self.steps: list[Step] = []
        self._free: dict[str, int] = {}  # the next id of each table that was added to

    def insert(self, table: str, **values: Any) -> int:
        """Add one row; returns its id."""
        return self.insert_many(table, list(values), [tuple(values.values())])

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Add rows with consecutive ids; returns the first one's id."""
        first = self.next_id(table)
        marks = ", ".join("?" * (len(columns) + 1))
        sql = f"INSERT INTO {table} ({_names(['id', *columns])}) VALUES ({marks})"
        numbered = [(first + index, *row) for index, row in enumerate(rows)]
        self.raw.executemany(sql, numbered)
        if numbered:
            self.note(table, first, first + len(numbered) - 1)
        return first

    def update(self, table: str, id: int, **values: Any) -> None:
        """Change columns of one row that is there."""
        before = self.raw.execute(
            f"SELECT {_names(values)} FROM {table} WHERE id = ?", (id,)
        ).fetchone()
        if before is None:
            raise InputProblem("is no longer there", where=f"{table} {id}")
        settings = ", ".join(f'"{column}" = ?' for column in values)
        self.raw.execute(f"UPDATE {table} SET {settings} WHERE id = ?", (*values.values(), id))
        self.steps.append(["update", table, id, dict(zip(values, before, strict=True))])

    def delete(self, table: str, ids: Sequence[tuple[int, int]]) -> None:
        """Delete the rows in ranges of ids, each `(first, last)` inclusive."""
        self._free.pop(table, None)
        rows: list[Row] = []
        for span in ids:
            found = self.raw.execute(
                f"SELECT * FROM {table} WHERE id BETWEEN ? AND ? ORDER BY id", span
            )
            columns = [column[0] for column in found.description]
            rows += [dict(zip(columns, row, strict=True)) for row in found]
            self.raw.execute(f"DELETE FROM {table} WHERE id BETWEEN ? AND ?", span)
        self.steps.append(["delete", table, rows])

    def added(self) -> dict[str, int]:
        """Return how many rows were inserted into each table."""
        counts: dict[str, int] = {}
        for kind, table, *rest in self.steps:
            if kind == "insert":
                rows = sum(last - first + 1 for first, last in rest[0])
                counts[table] = counts.get(table, 0) + rows
        return counts

    def take_back(self, steps: Sequence[Step]) -> None:
        """Undo a journal, last step first; this recorder's `steps` then lead forward again."""
        for kind, table, *rest in reversed(steps):
            if kind == "insert" and undone.is_many(table, rest[0]):
                undone.move_out(self.raw, table, rest[0])
                self.steps.append(["move", table, rest[0]])
            elif kind == "insert":
                self.delete(table, [(first, last) for first, last in rest[0]])
            elif kind == "move":
                undone.move_in(self.raw, table, rest[0])
                for first, last in rest[0]:
                    self.note(table, first, last)
            elif kind == "update":
                self.update(table, rest[0], **rest[1])
            else:
                self._put_back(table, rest[0])

    def _put_back(self, table: str, rows: Sequence[Row]) -> None:
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self.raw.executemany(
                f"INSERT INTO {table} ({_names(rows[0])}) VALUES ({marks})",
                [tuple(row.values()) for row in rows],
            )
        for row in rows:
            self.note(table, row["id"], row["id"])
        self._free.pop(table, None)  # what is put back need not be last

    def next_id(self, table: str) -> int:
        """Return the id that the next row of a table gets."""
        free = self._free.get(table)
        if free is None:
            sql = f"SELECT coalesce(max(id), 0) + 1 FROM {table}"
            free = int(self.raw.execute(sql).fetchone()[0])
        return free

    def note(self, table: str, first: int, last: int) -> None:
        """Write down inserted ids, growing the last step where they follow on."""
        self._free[table] = last + 1
        if self.steps and self.steps[-1][:2] == ["insert", table]:
            spans = self.steps[-1][2]
            if spans[-1][1] + 1 == first:
                spans[-1][1] = last
            else:
                spans.append([first, last])
        else:
            self.steps.append(["insert", table, [[first, last]]])


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
