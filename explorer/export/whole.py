"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from explorer.errors import InputProblem


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or as it was before."""
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name[:40]}.", delete=False
        ) as file:
            temporary = Path(file.name)
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
                temporary.chmod(0o644)
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise InputProblem(
            f"it could not be written ({error.strerror or error})",
            where=str(path),
            remedy="Check that the folder exists, may be written to, and has room.",
        ) from error
