"""A connection to a project file: how it is opened, and its two kinds of transaction.

One connection serves one project. Any thread may use it, one at a time: a lock is held
for the length of each transaction. The window gives it to its one worker.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.store.faults import told
from explorer.store.schema import APPLICATION_ID

if TYPE_CHECKING:
    from explorer.store.journal import Step

_MAGIC = b"SQLite format 3\0"
_BUSY_TIMEOUT_S = 5.0
_MOST_STEPS = 100_000


class Connection:
    """An open project file; `path` is None for one that lives in memory."""

    def __init__(self, raw: sqlite3.Connection, path: Path | None, read_only: bool) -> None:
        self.raw = raw
        self.path = path
        self.read_only = read_only
        # Whether nobody reads while this one writes, so that it need not keep a log (`loading`).
        self.is_alone = False
        self._lock = threading.RLock()
        self.closed = False
        self._noted: list[Step] | None = None  # by the transaction that is open
        self._steps: list[Step] | None = None  # since they were taken; None where not known

    @property
    def where(self) -> str:
        return str(self.path) if self.path else "the unsaved project"

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold one consistent state of the file for the length of the block; may be nested."""
        with self._lock, told(self.where):
            if self.raw.in_transaction:
                yield self.raw
            else:
                with _transaction(self.raw, "BEGIN"):
                    yield self.raw

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Make the block's changes one transaction, on disk when the block is left.

        Any exception takes all of them back. Raises InputProblem where the file is
        read-only, or another program keeps it locked for longer than 5 seconds.
        """
        if self.read_only:
            raise InputProblem(
                "the project is read-only here",
                where=self.where,
                remedy="Save a copy in a folder you may write to",
            )
        with self._lock, told(self.where):
            # Others can read while this one writes. Projects are made so; only the shipped
            # sample is not. Set here: to open one, or to fail to, changes no byte of it.
            if not self.is_alone:
                self.raw.execute("PRAGMA journal_mode = WAL")
            self._noted = None
            with _transaction(self.raw, "BEGIN IMMEDIATE"):
                yield self.raw
            self._add_steps()

    def note(self, steps: list[Step]) -> None:
        """Tell which rows the open transaction changed: all of them, if it tells at all."""
        self._noted = steps

    def take_steps(self) -> list[Step] | None:
        """Return what was noted since the last call, in order; None where all may be changed.

        For one taker; call it inside `reading`, so that what is read then goes with it.
        """
        with self._lock:
            steps, self._steps = self._steps, []
            return steps

    def _add_steps(self) -> None:
        known = self._noted is not None and self._steps is not None
        steps = [*(self._steps or ()), *(self._noted or ())]
        self._steps = steps if known and len(steps) <= _MOST_STEPS else None

    def version(self) -> int:
        """Return the file's schema version; raises InputProblem where it is not a project."""
        with self._lock, told(self.where):
            application = self.raw.execute("PRAGMA application_id").fetchone()[0]
            version = int(self.raw.execute("PRAGMA user_version").fetchone()[0])
        if application != APPLICATION_ID or version < 1:
            raise not_a_project(self.where)
        return version

    def close(self) -> None:
        """Fold the log into the file, so that the project is one file, and let it go."""
        self.closed = True
        with self._lock, told(self.where):
            self.raw.close()


def not_a_project(where: str) -> InputProblem:
    return InputProblem("not a Sourceline project", where=where, remedy="Choose a .sourceline file")


def in_memory() -> Connection:
    """Return a connection to a new, empty database that lives in memory."""
    raw = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA foreign_keys = ON")
    return Connection(raw, None, read_only=False)


def connect(path: Path, *, read_only: bool = False) -> Connection:
    """Open a file that is there.

    A file or folder that may not be written to is opened read-only. Raises InputProblem
    for what is missing, a folder, or no SQLite file.
    """
    _check_is_sqlite(path)
    writable = os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)
    read_only = read_only or not writable
    # A connection that may write tidies its log away on closing, even if it only reads.
    options = "mode=rw" if writable else _unwritable(path)
    with told(str(path)):
        raw = sqlite3.connect(
            f"{path.absolute().as_uri()}?{options}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=_BUSY_TIMEOUT_S,
        )
        try:
            _set_up(raw, read_only)
            if not read_only:
                _tidy(raw, path)
        except BaseException:
            raw.close()
            raise
    return Connection(raw, path, read_only)


def _set_up(raw: sqlite3.Connection, read_only: bool) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    if read_only:
        raw.execute("PRAGMA query_only = ON")
        return
    # FULL: a commit is on the disk when it returns, so a power cut loses nothing either.
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA fullfsync = ON")


def _tidy(raw: sqlite3.Connection, path: Path) -> None:
    """Remove the journal of a program that was killed before a page depended on it.

    SQLite rolls back a journal that counts, and lets one without a head lie for ever. While
    this connection alone may write, nobody has one in use.
    """
    journal = Path(f"{os.path.realpath(path)}-journal")
    if not journal.exists():
        return
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        with _transaction(raw, "BEGIN IMMEDIATE"):
            journal.unlink(missing_ok=True)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_BUSY":  # else it is someone's who is writing
            raise
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(_BUSY_TIMEOUT_S * 1000)}")


def _unwritable(path: Path) -> str:
    """Return the options for a file that may not be written, or whose folder may not."""
    journal = path.with_name(path.name + "-journal")
    log = path.with_name(path.name + "-wal")
    if not log.exists() and not journal.exists():
        return "mode=ro&immutable=1"
    if not journal.exists() and os.access(path.parent, os.W_OK):
        return "mode=ro"
    beside = journal if journal.exists() else log
    raise InputProblem(
        f"{beside.name} beside it tells of changes that only a writable copy can settle",
        where=str(path),
        remedy="Copy both files to a folder you may write to",
    )


def _check_is_sqlite(path: Path) -> None:
    where = str(path)
    try:
        if path.is_dir():
            raise InputProblem("a folder, not a project", where=where, remedy="Choose a file in it")
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            raise not_a_project(where)
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError as error:
        raise InputProblem("no such file", where=where, remedy="Check the name") from error
    except (OSError, ValueError) as error:
        what = f"cannot be read ({_reason(error)})"
        raise InputProblem(what, where=where, remedy="Check its permissions") from error
    if head != _MAGIC:
        raise not_a_project(where)


def _reason(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error)


@contextmanager
def _transaction(raw: sqlite3.Connection, begin: str) -> Iterator[None]:
    raw.execute(begin)
    try:
        yield
        raw.execute("COMMIT")
    except BaseException:
        if raw.in_transaction:
            raw.execute("ROLLBACK")
        raise
