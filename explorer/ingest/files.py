"""The bytes of a file that a person named, or one line on why there are none."""

from __future__ import annotations

import stat
from pathlib import Path

from explorer.errors import InputProblem

MOST_BYTES = 50_000_000


def read_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return a regular file's bytes.

    Raises
    ------
    InputProblem
        The file is missing, not a regular file, unreadable, empty or bigger than `most`.
    """
    where = path.name or str(path)
    try:
        found = path.stat()
        _refuse(found.st_mode, found.st_size, where, most)
        with path.open("rb") as file:
            data = file.read(most + 1)
    except FileNotFoundError as error:
        raise InputProblem("no such file", where=str(path), remedy="Check the name") from error
    except PermissionError as error:
        raise InputProblem(
            "it may not be read", where=where, remedy="Ask for the right to read it"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise InputProblem(f"it cannot be read ({reason})", where=where) from error
    if len(data) > most:
        raise _too_big(where, most)
    if not data:
        raise InputProblem(
            "the file is empty: there is no text in it", where=where, remedy="Choose another"
        )
    return data


def _refuse(mode: int, size: int, where: str, most: int) -> None:
    if stat.S_ISDIR(mode):
        raise InputProblem("this is a folder", where=where, remedy="Name the files in it")
    if not stat.S_ISREG(mode):
        raise InputProblem("this is not a file", where=where, remedy="Name a file")
    if size > most:
        raise _too_big(where, most)


def _too_big(where: str, most: int) -> InputProblem:
    return InputProblem(
        f"bigger than {most // 1_000_000} MB", where=where, remedy="Split it and import the parts"
    )
