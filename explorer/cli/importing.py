"""`import`: documents and packs into a project, one transaction each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.output import printable
from explorer.cli.reading import opened
from explorer.errors import AlreadyThere, InputProblem

if TYPE_CHECKING:
    from explorer.domain.marks import Pack
    from explorer.domain.records import Document, Snapshot
    from explorer.store.project import Project


@dataclass(slots=True)
class _Run:
    """One call of `import`: what it was given, and how it went so far."""

    project: Project
    published: str | None
    format: str | None
    packs: list[tuple[Path, Pack]] = field(default_factory=list)
    used: set[Path] = field(default_factory=set)
    refused: int = 0

    def refuse(self, problem: InputProblem) -> None:
        self.refused += 1
        click.echo(f"refused: {printable(problem.line())}", err=True)


def import_files(
    path: Path,
    files: Sequence[Path],
    packs: Sequence[Path],
    published: str | None,
    format: str | None,
) -> int:
    """Add documents, and the marks of packs that know them; returns the exit code.

    Each file is one operation: it comes in whole, or is refused with its reason while the
    others come in. Documents go first, so that a pack may stand before its text.
    """
    from explorer.ingest.pack import is_pack_name

    documents = [file for file in files if not is_pack_name(file)]
    pack_files = [*packs, *(file for file in files if is_pack_name(file))]
    with opened(path) as project:
        run = _Run(project, published, format)
        _read_packs(run, pack_files)
        for file in documents:
            _import_document(run, file)
        for file, pack in run.packs:
            _apply_pack(run, file, pack)
    return 1 if run.refused else 0


def _read_packs(run: _Run, files: Sequence[Path]) -> None:
    from explorer.ingest.pack import read_pack

    for file in files:
        try:
            run.packs.append((file, read_pack(file)))
        except InputProblem as problem:
            run.refuse(problem)


def _import_document(run: _Run, file: Path) -> None:
    from explorer.domain.operations import ImportDocument
    from explorer.ingest.document import read_document
    from explorer.ingest.known import packs_for

    try:
        document = read_document(file, published=run.published, format=run.format)
        given = [(name, pack) for name, pack in run.packs if _knows(pack, document)]
        packs = (*(pack for _, pack in given), *packs_for(document))
        before = run.project.snapshot() if packs else None
        run.project.apply(ImportDocument(document, packs))
    except AlreadyThere as there:
        click.echo(f"{printable(there.line())}: nothing was added")
    except InputProblem as problem:
        run.refuse(problem)
    else:
        run.used.update(name for name, _ in given)
        click.echo(_came_in(document, before, run.project))
        for note in _notes(document, recognised=bool(packs)):
            click.echo(f"  {printable(note)}")


def _knows(pack: Pack, document: Document) -> bool:
    return any(source.text_sha256 == document.text_sha256 for source in pack.sources)


def _notes(document: Document, *, recognised: bool) -> Sequence[str]:
    from explorer.ingest.known import near_miss

    miss = None if recognised else near_miss(document)
    return document.notes if miss is None else (*document.notes, miss)


def _came_in(document: Document, before: Snapshot | None, project: Project) -> str:
    count = len(document.paragraphs)
    line = f"{printable(document.file_name)}: {count:,} paragraph{'s' if count != 1 else ''}"
    return line if before is None else f"{line}, {_added(before, project.snapshot())}"


def _added(before: Snapshot, after: Snapshot) -> str:
    counts = [
        f"{len(getattr(after, name)) - len(getattr(before, name)):,} {name}"
        for name in ("events", "actors", "relationships")
    ]
    return ", ".join((*counts, f"{_quotes(after) - _quotes(before):,} quotes"))


def _quotes(snapshot: Snapshot) -> int:
    """Return how many pieces of evidence there are: what a second source adds to old marks."""
    count = sum(len(actor.evidence) for actor in snapshot.actors)
    count += sum(len(link.evidence) for link in snapshot.relationships)
    for event in snapshot.events:
        count += len(event.evidence)
        count += sum(len(part.evidence) for part in event.participations)
        count += sum(len(claim.evidence) for claim in event.claims)
    return count


def _apply_pack(run: _Run, file: Path, pack: Pack) -> None:
    """Add a pack's marks to the sources that are here already."""
    from explorer.domain.operations import ApplyPack

    before = run.project.snapshot()
    try:
        run.project.apply(ApplyPack(pack))
    except AlreadyThere as there:
        if file not in run.used:
            click.echo(f"{printable(file.name)}: {printable(there.what)}: nothing was added")
    except InputProblem as problem:
        where = ": ".join(part for part in (file.name, problem.where) if part)
        run.refuse(InputProblem(problem.what, where=where, remedy=problem.remedy))
    else:
        click.echo(f"{printable(file.name)}: {_added(before, run.project.snapshot())}")
