"""What the window needs of files, by shape; `app` fits it over store and ingest."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from explorer.errors import InputProblem

if TYPE_CHECKING:
    from explorer.domain.operations import Operation
    from explorer.viewmodel.ports import ProjectPort
    from explorer.viewmodel.project.tables import Tables

PROJECT_SUFFIX = ".sourceline"


class Reading(NamedTuple):
    """A file made ready to be taken in; `notes` are what the person should hear of it.

    Where its draft turns out not to hold, `undrafted` brings the file in without.
    """

    operation: Operation
    notes: tuple[str, ...] = ()
    undrafted: Operation | None = None


class Pasted(NamedTuple):
    """Words from the clipboard, to be taken in as a document."""

    words: str


class Taken(NamedTuple):
    """What became of one of many files: it came in, or `problem` says why it did not."""

    path: Path
    notes: tuple[str, ...] = ()
    problem: InputProblem | None = None


class Gathered(NamedTuple):
    """The files that a person means: those named, and in place of each folder what is in it.

    `notes` say what of the folders was passed over; `problems` are folders without any. Tables
    of events stand in `tables`, the others in `paths`.
    """

    paths: tuple[Path, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[InputProblem, ...] = ()
    tables: tuple[Path, ...] = ()


class Files(Protocol):
    """Opens, makes and keeps projects, and reads the files that go into them.

    Every method raises InputProblem for what a person can mend. `gather`, `take_in`, `read`
    and `read_pasted` may be called on any thread.
    """

    @property
    def tables(self) -> Tables:
        """Reads tables of events."""

    def open(self, path: Path) -> ProjectPort: ...

    def untitled(self) -> ProjectPort:
        """Return a new project that lives among the program's own files."""

    def sample(self, afresh: bool) -> ProjectPort:
        """Return the working copy of the sample; `afresh` makes it as it was shipped."""

    def save_as(self, project: ProjectPort, path: Path) -> ProjectPort:
        """Write a project to a file of the person's choice and open that instead."""

    def close(self, project: ProjectPort) -> None:
        """Let a project go; an untitled one that nothing came into is removed."""

    def is_untitled(self, path: Path) -> bool: ...

    def read(self, path: Path, project: ProjectPort) -> Reading:
        """Read a document or a pack for a project; a document without marks is drafted."""

    def read_pasted(self, words: str, project: ProjectPort) -> Reading:
        """Read words from the clipboard as a document, as `read` does a file."""

    def gather(self, paths: Sequence[Path]) -> Gathered:
        """Return the files in folders, and in the folders in them, sorted by name."""

    def take_in(
        self, paths: Sequence[Path], project: ProjectPort
    ) -> Generator[tuple[Taken, ...], None, None]:
        """Take many documents in, prepared by other processes; yields those that are through.

        Several times a second there is an empty tuple, so that the caller can tell of
        progress, or stop by closing the iterator.
        """

    def is_document(self, path: Path) -> bool:
        """Whether `take_in` is for such a file, by its name; a pack, for one, is none."""

    def readable(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return what can be read, as `(name, suffixes)`."""
