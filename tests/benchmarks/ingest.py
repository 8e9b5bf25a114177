"""A table of events into a project, beside the same rows inserted plainly.

- *tuples to tables*: all rows of a corpus, ready as tuples, into the project's own tables
  without triggers and further indexes: `store.bulk` beside `executemany`, one transaction
  each, the same settings.
- *CSV to finished project*: the whole import, beside the rows alone as above.
- *sqlite-utils*: the same rows through its `insert_all`, as its documentation shows it: a file
  of its own with its own settings, beside ours as the loader writes into a file that nobody else
  has open: without a write-ahead log, but with the sync of a journal (`store.loading`).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from explorer.store import actors_of_table, table_load
from explorer.store.bulk import insert_rows
from explorer.store.project import Project
from tests.benchmarks.corpora import write_csv
from tests.benchmarks.make import import_csv
from tests.benchmarks.report import Measure, in_turn

_SQLITE_UTILS_SHARE = 2  # it gets half the events, or the run takes minutes

# Table, columns, and columns with the SQL of a value that all rows share.
Shape = tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]
Rows = dict[Shape, list[Sequence[Any]]]


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Measure with a corpus of so many events, 100,000 if not said."""
    count = events or 100_000
    rounds = min(rounds, 5) if count >= 100_000 else rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = _rows(folder, count)
        few = _rows(folder, max(100, count // _SQLITE_UTILS_SHARE))
        table = folder / f"{count}.csv"
        total = sum(map(len, rows.values()))
        what = f"{count:,} events, {total:,} rows"
        return [
            in_turn(
                f"tuples to tables ({what})", "s",
                lambda: _timed(folder, lambda raw: _bulk(raw, rows)),
                "executemany",
                lambda: _timed(folder, lambda raw: _plain(raw, rows)),
                rounds,
            ),
            in_turn(
                f"CSV to finished project ({what})", "s",
                lambda: _whole(folder, table),
                "the rows alone",
                lambda: _timed(folder, lambda raw: _bulk(raw, rows)),
                rounds,
            ),
            in_turn(
                f"sqlite-utils' insert_all ({count // _SQLITE_UTILS_SHARE:,} events)", "s",
                lambda: _by_sqlite_utils(folder, few),
                "our tuples to tables",
                lambda: _timed(folder, lambda raw: _bulk(raw, few), "DELETE"),
                min(rounds, 3),
            ),
        ]  # fmt: skip


def _rows(folder: Path, events: int) -> Rows:
    """Return what an import of a corpus writes, as it writes it; the CSV file stays."""
    table, path = folder / f"{events}.csv", folder / f"{events}.sourceline"
    write_csv(table, events, seed=1)
    found: Rows = {}

    def note(
        raw: sqlite3.Connection,
        table: str,
        columns: Sequence[str],
        rows: Sequence[Sequence[Any]],
        constants: Sequence[tuple[str, str]] = (),
    ) -> None:
        found.setdefault((table, tuple(columns), tuple(constants)), []).extend(rows)
        insert_rows(raw, table, columns, rows, constants)

    with (
        patch.object(table_load, "insert_rows", note),
        patch.object(actors_of_table, "insert_rows", note),
    ):
        import_csv(table, path)
    path.unlink()
    return found


@contextmanager
def _bare(folder: Path) -> Iterator[Path]:
    """A new project of which only the tables are left: no triggers, no further indexes."""
    path = folder / "bare.sourceline"
    Project.create(path).close()
    with closing(sqlite3.connect(path)) as raw:
        found = raw.execute(
            "SELECT type, name FROM sqlite_master"
            " WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
        ).fetchall()
        for kind, name in found:
            raw.execute(f"DROP {kind} {name}")
        raw.commit()
    yield path
    path.unlink()


def _timed(
    folder: Path, write: Callable[[sqlite3.Connection], None], journal: str = "WAL"
) -> float:
    with _bare(folder) as path:
        raw = sqlite3.connect(path, isolation_level=None)
        with closing(raw):
            raw.execute(f"PRAGMA journal_mode = {journal}")
            raw.execute("PRAGMA synchronous = NORMAL")
            # As the loader has it (`store.loading`).
            raw.execute("PRAGMA cache_size = -400000")
            raw.execute("PRAGMA ignore_check_constraints = ON")
            started = perf_counter()
            raw.execute("BEGIN")
            write(raw)
            raw.execute("COMMIT")
            return perf_counter() - started


def _bulk(raw: sqlite3.Connection, rows: Rows) -> None:
    for (table, columns, constants), values in rows.items():
        insert_rows(raw, table, columns, values, constants)


def _plain(raw: sqlite3.Connection, rows: Rows) -> None:
    for (table, columns, constants), values in rows.items():
        names = ", ".join(f'"{name}"' for name in (*columns, *(name for name, _ in constants)))
        marks = ", ".join((*("?" for _ in columns), *(value for _, value in constants)))
        raw.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)


def _whole(folder: Path, table: Path) -> float:
    path = folder / "whole.sourceline"
    started = perf_counter()
    import_csv(table, path)
    took_s = perf_counter() - started
    path.unlink()
    return took_s


def _by_sqlite_utils(folder: Path, rows: Rows) -> float:
    from sqlite_utils import Database

    path = folder / "peer.db"
    dicts = [
        (
            name,
            "id" if "id" in columns else None,
            [_dict(columns, constants, row) for row in values],
        )
        for (name, columns, constants), values in rows.items()
    ]
    started = perf_counter()
    database = Database(path)
    for name, pk, values in dicts:
        database.table(name).insert_all(values, pk=pk, alter=True)
    database.close()
    took_s = perf_counter() - started
    path.unlink()
    return took_s


def _dict(
    columns: Sequence[str], constants: Sequence[tuple[str, str]], row: Sequence[Any]
) -> dict[str, Any]:
    shared = {name: value.strip("'") for name, value in constants}
    return {**dict(zip(columns, row, strict=True)), **shared}
