"""A `Files` over projects in memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from explorer.errors import InputProblem
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.project.files import Gathered, Reading
from tests.support.projects import FakeProject


class NoTables:
    """Knows no table."""

    meanings = ()

    def is_table(self, path: Path) -> bool:
        return False


class FakeFiles:
    """Opens the projects it was given by their path, and notes what it is asked."""

    def __init__(self, *projects: FakeProject, readings: dict[str, Reading] | None = None) -> None:
        self.projects = {project.path: project for project in projects}
        self.readings = readings or {}
        self.closed: list[Path] = []
        self.made = 0
        self.tables = NoTables()

    def open(self, path: Path) -> ProjectPort:
        if path not in self.projects:
            raise InputProblem("no such file", where=path.name)
        return self.projects[path]

    def untitled(self) -> ProjectPort:
        self.made += 1
        made = FakeProject()
        made.path = Path(f"untitled/{self.made}/project.sourceline")
        self.projects[made.path] = made
        return made

    def sample(self, afresh: bool) -> ProjectPort:
        return next(iter(self.projects.values()))

    def save_as(self, project: ProjectPort, path: Path) -> ProjectPort:
        kept = self.projects[project.path]
        copy = FakeProject(kept.now, kept.texts)
        copy.path = path
        self.projects[path] = copy
        return copy

    def close(self, project: ProjectPort) -> None:
        self.closed.append(project.path)

    def is_untitled(self, path: Path) -> bool:
        return path.parts[0] == "untitled"

    def read(self, path: Path, project: object) -> Reading:
        if path.name not in self.readings:
            raise InputProblem("it is empty", where=path.name, remedy="Choose another")
        return self.readings[path.name]

    def read_pasted(self, words: str, project: object) -> Reading:
        return self.readings[words]

    def is_document(self, path: Path) -> bool:
        return path.suffix == ".txt"

    def gather(self, paths: Sequence[Path]) -> Gathered:
        return Gathered(tuple(paths))

    def readable(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (("Documents", (".txt",)),)
