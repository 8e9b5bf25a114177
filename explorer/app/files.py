"""Projects and files as the window asks for them, over the store and the readers."""

from __future__ import annotations

import logging
import os
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.paths import shipped_data, user_data
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.project.files import PROJECT_SUFFIX, Gathered, Reading, Taken

if TYPE_CHECKING:
    from explorer.app.tables import DiskTables
    from explorer.domain.marks import Draft
    from explorer.intake.prepare import Ready
    from explorer.store.project import Project

_log = logging.getLogger("explorer.app")

_SAMPLE = f"sample{PROJECT_SUFFIX}"
_UNTITLED = "untitled"
_PACK = ".pack.json"
# Documents in one transaction: the window waits for it when it reads or edits meanwhile.
_AT_ONCE = 8


class DiskFiles:
    """The `Files` of a person: working copies lie among the program's own files."""

    def __init__(self, home: Path | None = None) -> None:
        self._home = home or user_data()
        self._tables_home = home
        self._open: dict[int, Project] = {}

    @cached_property
    def tables(self) -> DiskTables:
        from explorer.app.tables import DiskTables

        return DiskTables(self._held, self._tables_home)

    def open(self, path: Path) -> ProjectPort:
        from explorer.store.project import Project

        return self._noted(Project.open(path))

    def untitled(self) -> ProjectPort:
        from explorer.store.project import Project

        folder = _next_folder(self._home / _UNTITLED)
        return self._noted(Project.create(folder / f"project{PROJECT_SUFFIX}", "Untitled project"))

    def sample(self, afresh: bool) -> ProjectPort:
        """Return the working copy of the sample; a newer sample has a copy of its own."""
        copies = self._home / "sample" / _version(shipped_data(_SAMPLE))
        latest = max((int(p.name) for p in copies.glob("*") if p.name.isdigit()), default=0)
        path = copies / str(latest) / _SAMPLE
        if afresh or not path.exists():
            path = _next_folder(copies) / _SAMPLE
            _copy(shipped_data(_SAMPLE), path)
        return self.open(path)

    def save_as(self, project: ProjectPort, path: Path) -> ProjectPort:
        held = self._held(project)
        if held.path == path:
            return held
        held.save_as(path, overwrite=True)
        return self.open(path)

    def close(self, project: ProjectPort) -> None:
        held = self._open.pop(id(project), None)
        if held is None:
            return
        empty = self.is_untitled(held.path) and not held.history()
        held.close()
        if empty:
            held.path.unlink(missing_ok=True)
            held.path.parent.rmdir()

    def is_untitled(self, path: Path) -> bool:
        return (self._home / _UNTITLED) in path.parents

    def read(self, path: Path, project: ProjectPort) -> Reading:
        from explorer.domain.operations import ApplyPack

        if path.name.endswith(_PACK):
            from explorer.ingest.pack import read_pack

            return Reading(ApplyPack(read_pack(path)))
        from explorer.intake.prepare import FAULT, Wish, drafted, read_file

        try:
            ready = read_file(Wish(path))
        except InputProblem:
            raise
        except Exception as error:  # our bug in one file must not stop the others
            _log.exception("%s: not read", path)
            remedy = "The log has the details; the other files come in"
            raise InputProblem(FAULT, where=path.name, remedy=remedy) from error
        return self._reading(drafted(ready), str(path), project)

    def read_pasted(self, words: str, project: ProjectPort) -> Reading:
        from explorer.ingest.document import read_text
        from explorer.intake.prepare import drafted, recognised

        return self._reading(drafted(recognised(read_text(words))), "the clipboard", project)

    def _reading(self, ready: Ready, where: str, project: ProjectPort) -> Reading:
        from explorer.domain.operations import ImportDocument

        if ready.trace:
            _log.error("%s: not drafted\n%s", where, ready.trace)
        document, packs = ready.document, ready.packs
        if ready.draft is None:
            return Reading(ImportDocument(document, packs), ready.notes)
        draft = self._folded(ready.draft, project)
        undrafted = ImportDocument(document, packs)
        return Reading(ImportDocument(document, packs, draft), ready.notes, undrafted)

    def _folded(self, draft: Draft, project: ProjectPort) -> Draft:
        """Return a draft held against the project's actors and events: what is one, or may be."""
        from explorer.draft.across import fold_into
        from explorer.draft.known import known_of
        from explorer.draft.twins import MOST_KNOWN

        held = self._held(project)
        return fold_into(draft, known_of(held.cast(), held.plot(MOST_KNOWN)))

    def take_in(
        self, paths: Sequence[Path], project: ProjectPort
    ) -> Generator[tuple[Taken, ...], None, None]:
        from explorer.intake.prepare import Wish
        from explorer.intake.run import take_in

        taking = take_in(
            self._held(project),
            [Wish(path) for path in paths],
            jobs=max(1, (os.cpu_count() or 2) - 1),
            at_once=_AT_ONCE,
        )
        with closing(taking):
            for outcomes in taking:
                yield tuple(Taken(one.path, one.notes, one.problem) for one in outcomes)

    def is_document(self, path: Path) -> bool:
        from explorer.ingest.sniff import SUFFIXES

        return path.suffix.casefold() in SUFFIXES

    def gather(self, paths: Sequence[Path]) -> Gathered:
        from explorer.ingest.sniff import SUFFIXES
        from explorer.ingest.tables.container import TABLE_SUFFIXES
        from explorer.ingest.tables.open import holds_table
        from explorer.intake.folder import find

        found = find(paths, SUFFIXES | {_PACK, *TABLE_SUFFIXES}, holds_table)
        notes = (found.left_out_words(),) if found.left_out_words() else ()
        tables = tuple(path for path in found.paths if self.tables.is_table(path))
        others = tuple(path for path in found.paths if path not in frozenset(tables))
        return Gathered(others, notes, found.problems, tables)

    def readable(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        from explorer.ingest.sniff import READABLE
        from explorer.ingest.tables.container import TABLE_SUFFIXES
        from explorer.ingest.tables.open import PACKED_SUFFIXES

        tables = ("Tables of events", (*TABLE_SUFFIXES, *PACKED_SUFFIXES))
        return (*READABLE, tables, ("Packs", (_PACK,)))

    def _noted(self, project: Project) -> Project:
        self._open[id(project)] = project
        return project

    def _held(self, project: ProjectPort) -> Project:
        return self._open[id(project)]


def _version(path: Path) -> str:
    from zlib import crc32

    try:
        return f"{crc32(path.read_bytes()):08x}"
    except OSError as error:
        raise InputProblem(
            "the bundled sample is missing", where=str(path), remedy="Install Sourceline again"
        ) from error


def _next_folder(parent: Path) -> Path:
    """Make and return a folder with the next free number for its name."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
        number = max((int(p.name) for p in parent.iterdir() if p.name.isdigit()), default=0)
        made = parent / str(number + 1)
        made.mkdir()
    except OSError as error:
        raise InputProblem(
            f"no folder could be made ({error.strerror})", where=str(parent),
            remedy="Check the disk and its permissions",
        ) from error  # fmt: skip
    return made


def _copy(origin: Path, target: Path) -> None:
    from shutil import copyfile

    try:
        copyfile(origin, target)
    except OSError as error:
        raise InputProblem(
            f"the sample could not be copied ({error.strerror})", where=str(target),
            remedy="Check the disk and its permissions",
        ) from error  # fmt: skip
