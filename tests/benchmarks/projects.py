"""Projects of made-up events that several benchmarks share: made once, then found again.

They lie in `SOURCELINE_BENCHMARKS`, or in a folder of the system's for what may be thrown
away; ten million events take 13 GB and half an hour.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.make import make

SEED = 1


def made_once(name: str, make_at: Callable[[Path], object]) -> Path:
    """Return a project by its name; makes it where it is not there, whole or not at all."""
    default = Path(tempfile.gettempdir()) / "sourceline-benchmarks"
    folder = Path(os.environ.get("SOURCELINE_BENCHMARKS", default))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.sourceline"
    if not path.exists():
        print(f"making {path}", file=sys.stderr)
        half = path.with_name(f"half-{path.name}")
        half.unlink(missing_ok=True)
        make_at(half)
        half.rename(path)
    return path


def project_of(events: int) -> Path:
    """Return a project of so many events, its columns kept; makes it where it is not there."""
    from explorer.store.project import Project

    path = made_once(f"events-{events}", lambda half: make(events, half, SEED))
    with Project.open(path) as project:
        if not project.columns_hold():
            project.make_columns(lambda words: None)
    return path
