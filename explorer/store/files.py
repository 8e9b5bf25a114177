"""Whole project files: made, brought up to date, and copied, never half."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from explorer.errors import InputProblem
from explorer.store.connection import Connection, connect
from explorer.store.faults import told
from explorer.store.history import now
from explorer.store.migrations import VERSION, migrate


def create(path: Path, title: str) -> None:
    """Make an empty project; raises InputProblem where something is there already."""

    def fill(raw: sqlite3.Connection) -> None:
        fill_empty(raw, title)

    _make(path, fill, overwrite=False)


def fill_empty(raw: sqlite3.Connection, title: str) -> None:
    """Bring an empty database to the current version and name the project."""
    migrate(raw)
    raw.executemany(
        "INSERT INTO project (key, value) VALUES (?, ?)",
        [("title", title), ("created", now())],
    )


def copy(connection: Connection, path: Path, *, overwrite: bool) -> None:
    """Write all that a project holds to another file, whole or not at all."""
    if connection.path is not None and path.exists() and path.samefile(connection.path):
        raise InputProblem(
            "is this very project; every change is in it already",
            where=str(path),
            remedy="Choose another name",
        )

    def fill(raw: sqlite3.Connection) -> None:
        with connection.reading() as source, told(f"copying {connection.where} to {path}"):
            source.backup(raw)

    _make(path, fill, overwrite=overwrite)


def open_current(path: Path, *, read_only: bool = False) -> Connection:
    """Open a project at the version this program knows.

    An older one is brought up to date, after a backup beside it
    (`name.sourceline.bak-v1`). Raises InputProblem for a newer one.
    """
    connection = connect(path, read_only=read_only)
    try:
        version = connection.version()
        if version > VERSION:
            raise InputProblem(
                f"is of version {version}, but this program reads versions up to {VERSION}",
                where=str(path),
                remedy="Update Sourceline",
            )
        if version < VERSION:
            _bring_up(connection, path, version)
    except BaseException:
        connection.close()
        raise
    return connection


def _bring_up(connection: Connection, path: Path, version: int) -> None:
    if connection.read_only:
        raise InputProblem(
            f"is of version {version} and must be brought to {VERSION}, but is read-only here",
            where=str(path),
            remedy="Copy it to a folder you may write to",
        )
    _make(_free_name(path, version), connection.raw.backup, overwrite=False)
    with told(str(path)):
        migrate(connection.raw)


def _free_name(path: Path, version: int) -> Path:
    first = path.with_name(f"{path.name}.bak-v{version}")
    name, number = first, 2
    while name.exists():
        name, number = first.with_name(f"{first.name}-{number}"), number + 1
    return name


def _make(path: Path, fill: Callable[[sqlite3.Connection], None], *, overwrite: bool) -> None:
    """Fill a new database beside `path`, put it on the disk, then give it the name."""
    try:
        _refuse_in_use(path, overwrite)
    except OSError as error:
        raise InputProblem(f"cannot be made ({error.strerror})", where=str(path)) from error
    from secrets import token_hex

    temporary = path.with_name(f".{token_hex(6)}.sourceline-tmp")
    try:
        with told(str(path)):
            _fill(temporary, fill)
        _give_name(temporary, path, overwrite)
    finally:
        temporary.unlink(missing_ok=True)


def _fill(temporary: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    raw = sqlite3.connect(temporary, isolation_level=None)
    try:
        fill(raw)
        # Kept in the file; the log itself is gone once this connection is closed.
        raw.execute("PRAGMA journal_mode = WAL")
    finally:
        raw.close()
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())


def _give_name(temporary: Path, path: Path, overwrite: bool) -> None:
    try:
        if overwrite:
            temporary.replace(path)
        else:
            _rename_to_new(temporary, path)
        _sync_folder(path.parent)
    except FileExistsError as error:
        raise _there(path) from error
    except OSError as error:
        raise InputProblem(f"cannot be made ({error.strerror})", where=str(path)) from error


def _rename_to_new(temporary: Path, path: Path) -> None:
    """Rename without ever replacing what another program made in the meantime."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise _there(path) from None
        temporary.replace(path)


def _sync_folder(folder: Path) -> None:
    """Put the new name itself on the disk, where the system has a way to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refuse_in_use(path: Path, overwrite: bool) -> None:
    if not path.parent.is_dir():
        raise InputProblem(
            "its folder is not there", where=str(path), remedy="Make the folder, or choose another"
        )
    if path.is_dir():
        raise InputProblem("is a folder", where=str(path), remedy="Choose a file name")
    if path.exists() and not overwrite:
        raise _there(path)
    # SQLite would play another file's log back into the new one.
    for suffix in ("-wal", "-journal"):
        log = path.with_name(path.name + suffix)
        if log.exists():
            raise InputProblem(
                f"{log.name} is beside it, so it is open in another program, or was not closed",
                where=str(path),
                remedy="Close it there, or choose another name",
            )


def _there(path: Path) -> InputProblem:
    return InputProblem("is there already", where=str(path), remedy="Choose another name")
