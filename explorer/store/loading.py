"""A connection set up to take in rows by the hundred thousand.

Measured at 100,000 events (1.2 million rows): the tables' own checks cost a quarter of the
time, foreign keys a tenth; both rest here, for the loader makes what it writes
(`table_load`). The indexes stay: rows come in the order of all but one of them, so that
each insert is an append, and building them afterwards took as long.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from explorer.store.connection import Connection, connect
from explorer.store.faults import told

_CACHE_KIB = 400_000


@contextmanager
def loading(connection: Connection, *, alone: bool) -> Iterator[Connection]:
    """Yield a connection for one large transaction.

    Alone, nobody reads the project meanwhile: it is the same connection, and what is
    written goes straight into the file, once; should the process die, the journal beside it
    takes it back when the file is opened next. Else it is one of its own, so that others
    read what was there until all of it is.
    """
    if connection.path is None or alone:
        with _set_up(connection.raw), _without_log(connection):
            yield connection
        return
    with beside(connection) as own, _set_up(own.raw):
        yield own


@contextmanager
def beside(connection: Connection) -> Iterator[Connection]:
    """Yield a second connection to a project for what takes long; the first can read meanwhile."""
    if connection.path is None:
        yield connection
        return
    own = connect(connection.path)
    try:
        yield own
        own.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # or the log keeps its size
    finally:
        own.close()


@contextmanager
def _without_log(connection: Connection) -> Iterator[None]:
    """Write without a log for the block, unless another program has the file open."""
    if connection.path is None or connection.read_only:
        yield
        return
    with told(connection.where):
        try:
            connection.raw.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise
            yield
            return
        connection.is_alone = True
        try:
            yield
        finally:
            connection.is_alone = False
            connection.raw.execute("PRAGMA journal_mode = WAL")


@contextmanager
def _set_up(raw: sqlite3.Connection) -> Iterator[None]:
    (cache,) = raw.execute("PRAGMA cache_size").fetchone()
    raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("PRAGMA ignore_check_constraints = ON")
    try:
        yield
    finally:
        raw.execute("PRAGMA ignore_check_constraints = OFF")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA cache_size = {cache}")
