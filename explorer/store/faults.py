"""The one place where SQLite's errors become a person's problem or a bug of ours."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from explorer.errors import ExplorerBug, ExplorerError, InputProblem

_DAMAGED = ("the file is damaged", "Go back to a copy of it, or recover it with sqlite3's .recover")
_BUSY = ("another program is writing to this project", "Close it there, then try again")

# Every statement of ours is tested against a whole file: what one lacks was taken from it.
_LACKING = re.compile(r"no such (table|column): (?:main\.)?(\S+)")

# SQLite's primary result codes (https://sqlite.org/rescode.html): what, remedy.
_MENDABLE = {
    3: ("the file may not be opened", "Check its permissions"),  # PERM
    5: _BUSY,  # BUSY
    6: _BUSY,  # LOCKED
    8: ("the project cannot be written to", "Save a copy in a folder you may write to"),  # READONLY
    10: ("the disk reports a failure", "Check the disk, then try again"),  # IOERR
    11: _DAMAGED,  # CORRUPT
    13: ("the disk is full", "Free some space; the project is as it was"),  # FULL
    14: ("the file cannot be opened", "Check its folder's permissions"),  # CANTOPEN
    18: ("a value is too large for the project file", "Import a smaller document"),  # TOOBIG
    23: ("the file may not be opened", "Check its permissions"),  # AUTH
    26: ("not a Sourceline project", "Choose a .sourceline file"),  # NOTADB
}


def translated(error: sqlite3.Error, where: str) -> ExplorerError:
    """Return what an SQLite error means: an InputProblem if it can be mended, else a bug."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The Python module's own complaints carry no code; this one is of undecodable text.
        if isinstance(error, sqlite3.OperationalError):
            return InputProblem(_DAMAGED[0], where=where, remedy=_DAMAGED[1])
        return ExplorerBug(f"{where}: {error}")
    if code & 0xFF in _MENDABLE:
        what, remedy = _MENDABLE[code & 0xFF]
        return InputProblem(what, where=where, remedy=remedy)
    lacking = _LACKING.match(str(error))
    if lacking is not None:
        what = f"the file lacks its {lacking[1]} “{lacking[2]}”"
        return InputProblem(what, where=where, remedy=_DAMAGED[1])
    return ExplorerBug(f"{where}: {error} (SQLite code {code})")


@contextmanager
def told(where: str) -> Iterator[None]:
    """Raise SQLite's errors from the block as InputProblem or ExplorerBug, naming `where`."""
    try:
        yield
    except sqlite3.Error as error:
        raise translated(error, where) from error
    except UnicodeDecodeError as error:  # an SQLite message that quotes bytes of a damaged file
        raise InputProblem(_DAMAGED[0], where=where, remedy=_DAMAGED[1]) from error
