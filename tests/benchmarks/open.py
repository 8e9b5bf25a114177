"""What a window reads of a project's file, beside the same bytes, and the same rows by SQL.

The kept columns, whole; a project whose kept columns are stale, read whole again; one edit
put into columns that are in memory. The edit is made in a copy.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from time import perf_counter

from explorer.columns.values import Columns
from explorer.store import columns as store
from explorer.store.connection import Connection, connect
from tests.benchmarks.projects import project_of
from tests.benchmarks.report import Measure, in_turn

_ROWS = """SELECT event.id, event.kind, event.status, event.review, date_claim.edtf
    FROM event LEFT JOIN date_claim ON date_claim.event_id = event.id"""
_PARTS = "SELECT event_id, actor_id FROM participation"
_MOST_ROWS = 1_000_000  # of more events the rows are not read: that takes minutes and gigabytes
_EDIT = """UPDATE event
    SET status = CASE status WHEN 'occurred' THEN 'planned' ELSE 'occurred' END WHERE id = ?"""
_AT_ONCE = 10_000
_MOST_AT_ONCE = 0x7FFFF000  # bytes that Linux gives to one read


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Open `out`, else a project made of `events`, default 100,000; its columns are kept."""
    path = out or project_of(events or 100_000)
    with closing(connect(path, read_only=True)) as connection, tempfile.TemporaryFile() as file:
        with connection.reading() as raw:
            count = raw.execute("SELECT count(*) FROM event").fetchone()[0]
        what, size = f"{count:,} events", _copied(connection, file.fileno())
        read = _each(
            f"{what}, kept columns read ({size:,} bytes)",
            lambda: _read_columns(connection),
            "a plain file of the same bytes",
            lambda: _read_file(file.fileno(), size),
            rounds,
        )
        if count > _MOST_ROWS:
            return [read]
        rows = _each(
            f"{what}, kept columns read",
            lambda: _read_columns(connection),
            "rows of events and participations by SQL",
            lambda: _read_rows(connection),
            min(rounds, 3),
        )
        stale = _each(
            f"{what}, stale columns made again",
            lambda: store.rebuild(connection, keep=False),
            "rows of events and participations by SQL",
            lambda: _read_rows(connection),
            min(rounds, 3),
        )
    return [read, rows, stale, _edits(path, what, rounds)]


def _each(
    what: str, ours: Callable[[], object], against: str, theirs: Callable[[], object], rounds: int
) -> Measure:
    return in_turn(what, "ms", lambda: _ms(ours), against, lambda: _ms(theirs), rounds)


def _ms(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def _copied(connection: Connection, file: int) -> int:
    """Write all kept arrays into a plain file; returns their bytes."""
    columns = _loaded(connection)
    for name in columns.arrays:
        os.write(file, columns.arrays[name].tobytes())
    return os.fstat(file).st_size


def _loaded(connection: Connection) -> Columns:
    columns = store.load(connection)
    if columns is None:
        raise RuntimeError("the project's columns are not kept: open it in the window once")
    return columns


def _read_columns(connection: Connection) -> None:
    columns = _loaded(connection)
    columns.read_all()
    store.let_go(columns)


def _read_file(file: int, size: int) -> None:
    read = os.preadv(file, [bytearray(size)], 0)
    assert read == min(size, _MOST_AT_ONCE)


def _read_rows(connection: Connection) -> None:
    with connection.reading() as raw:
        for statement in (_ROWS, _PARTS):
            rows = raw.execute(statement)
            while rows.fetchmany(_AT_ONCE):
                pass


def _edits(path: Path, what: str, rounds: int) -> Measure:
    """Time one event's new status until the columns have it, beside reading them anew."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        shutil.copyfile(path, copy)
        with closing(connect(copy)) as connection:
            columns = _loaded(connection)
            columns.read_all()
            (some,) = connection.raw.execute("SELECT max(id) FROM event").fetchone()

            def edit() -> None:
                nonlocal columns
                with connection.writing() as raw:
                    raw.execute(_EDIT, (some,))
                found = store.refreshed(connection, columns)
                assert found is not None
                columns = found

            return _each(
                f"{what}, one edited", edit, "kept columns read", lambda: _read_columns(connection),
                rounds,
            )  # fmt: skip
