"""What is wrong with a project after something was done to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from explorer.store.project import Project


def faults_of(path: Path, is_possible: Callable[[Project], bool]) -> list[str]:
    """Return what is wrong with a project that is alone in its folder; nothing if it is sound.

    SQLite finds no fault in it, every quote is exact, what it holds is possible, and nothing
    lies beside it.
    """
    with Project.open(path) as project:
        (fault,) = project._connection.raw.execute("PRAGMA integrity_check").fetchone()
        faults = [] if fault == "ok" else [fault]
        report = project.verify()
        if not report.is_sound:
            faults += [*report.problems[:3], f"{report.total} quotes, not all exact"]
        if not is_possible(project):
            faults.append(f"{count(project, 'event')} events")
    beside = [each.name for each in path.parent.iterdir() if each != path]
    return [*faults, f"beside it {beside}"] if beside else faults


def count(project: Project, table: str) -> int:
    """Return how many rows a table has."""
    (found,) = project._connection.raw.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(found)
