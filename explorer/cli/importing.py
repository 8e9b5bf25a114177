"""`import`: documents, folders of them and packs into a project."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.output import printable
from explorer.cli.reading import opened
from explorer.cli.tables import TableWishes, import_table, is_table
from explorer.errors import AlreadyThere, InputProblem
from explorer.values import dataclass, field

if TYPE_CHECKING:
    from explorer.cli.meter import Meter
    from explorer.domain.marks import Pack
    from explorer.domain.records import Document, Snapshot
    from explorer.intake.cluster import Cluster
    from explorer.intake.prepare import Wish
    from explorer.intake.writer import Outcome
    from explorer.store.project import Project

_FEW = 8  # so many are prepared in this process sooner than others have started


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for beside the files.

    `jobs` None leaves it to the number of documents and processors.
    """

    published: str | None = None
    format: str | None = None
    draft: bool = True
    jobs: int | None = None
    limit_s: float | None = None
    cluster: str | None = None
    tables: TableWishes = field(default_factory=TableWishes)


@dataclass(slots=True)
class _Run:
    """One call of `import`: what it was given, and how it went so far."""

    project: Project
    asked: Asked
    packs: list[tuple[Path, Pack]] = field(default_factory=list)
    used: list[Pack] = field(default_factory=list)
    refused: int = 0
    meter: Meter | None = None

    def say(self, words: str, *, err: bool = False) -> None:
        if self.meter is None:
            click.echo(words, err=err)
        else:
            self.meter.say(words, err=err)

    def refuse(self, problem: InputProblem) -> None:
        self.refused += 1
        self.say(f"refused: {printable(problem.line())}", err=True)


def import_files(path: Path, named: Sequence[Path], packs: Sequence[Path], asked: Asked) -> int:
    """Add documents, and the marks of packs that know them; returns the exit code.

    Each file is one operation: it comes in whole, or is refused with its reason while the
    others come in. Documents go first, so that a pack may stand before its text.
    """
    from explorer.ingest.pack import SUFFIX, is_pack_name
    from explorer.ingest.sniff import SUFFIXES
    from explorer.ingest.tables.container import TABLE_SUFFIXES
    from explorer.ingest.tables.open import holds_table
    from explorer.intake.folder import find

    found = find(named, SUFFIXES | {SUFFIX, *TABLE_SUFFIXES}, holds_table)
    plain = [file for file in found.paths if not is_pack_name(file)]
    tables = [file for file in plain if is_table(file, asked.format)]
    documents = [file for file in plain if not is_table(file, asked.format)]
    pack_files = [*packs, *(file for file in found.paths if is_pack_name(file))]
    with opened(path) as project:
        run = _Run(project, asked)
        for problem in found.problems:
            run.refuse(problem)
        _read_packs(run, pack_files)
        finished = _import_documents(run, documents)
        for file in tables if finished else ():
            run.refused += import_table(project, file, asked.format, asked.published, asked.tables)
        for file, pack in run.packs if finished else ():
            _apply_pack(run, file, pack)
    if left_out := found.left_out_words():
        click.echo(left_out, err=True)
    return 0 if finished and not run.refused else 1


def _read_packs(run: _Run, files: Sequence[Path]) -> None:
    from explorer.ingest.pack import read_pack

    for file in files:
        try:
            run.packs.append((file, read_pack(file)))
        except InputProblem as problem:
            run.refuse(problem)


def _import_documents(run: _Run, files: Sequence[Path]) -> bool:
    """Take documents in; returns whether all were come to, or the person stopped before."""
    from explorer.cli.meter import Meter
    from explorer.cli.stopping import stop_asked
    from explorer.intake.prepare import Wish

    asked = run.asked
    wishes = [Wish(file, asked.published, asked.format, asked.draft) for file in files]
    meter = run.meter = Meter(len(wishes), "documents")
    with meter, stop_asked() as stop, _taking(run, wishes) as taking:
        for outcomes in taking:
            for outcome in outcomes:
                _tell(run, outcome)
            meter.advance(len(outcomes))
            if stop.is_set() and meter.done < len(wishes):
                break
    run.meter = None
    if meter.done == len(wishes):
        return True
    click.echo(
        f"stopped after {meter.done:,} of {len(wishes):,} documents: what came in stays;"
        " the same command goes on with the others",
        err=True,
    )
    return False


@contextmanager
def _taking(run: _Run, wishes: Sequence[Wish]) -> Iterator[Iterator[tuple[Outcome, ...]]]:
    from explorer.intake.run import take_in

    asked = run.asked
    jobs = _jobs_for(len(wishes)) if asked.jobs is None else asked.jobs
    packs = [pack for _, pack in run.packs]
    with ExitStack() as stack:
        there = None
        if asked.cluster is not None:
            there = stack.enter_context(_joined(asked.cluster))
        taking = take_in(
            run.project, wishes, jobs=jobs, packs=packs, limit_s=asked.limit_s, cluster=there
        )
        yield stack.enter_context(closing(taking))


def _joined(address: str) -> Cluster:
    """Join a cluster, and say what goes there."""
    from explorer.intake.cluster import Cluster

    cluster = Cluster(address)
    count = cluster.workers
    words = f"{count:,} worker{'' if count == 1 else 's'} of {printable(address)}"
    click.echo(f"drafting on {words}: the documents' words are sent there", err=True)
    return cluster


def _jobs_for(count: int) -> int:
    return 0 if count < _FEW else max(1, (os.cpu_count() or 2) - 1)


def _tell(run: _Run, outcome: Outcome) -> None:
    if isinstance(outcome.problem, AlreadyThere):
        run.say(f"{printable(outcome.problem.line())}: nothing was added")
    elif outcome.problem is not None:
        run.refuse(outcome.problem)
    elif outcome.document is not None:
        run.used += outcome.packs
        run.say(_came_in(outcome.document, outcome))
        for note in outcome.notes:
            run.say(f"  {printable(note)}")


def _came_in(document: Document, outcome: Outcome) -> str:
    count = len(document.paragraphs)
    line = f"{printable(document.file_name)}: {count:,} paragraph{'s' if count != 1 else ''}"
    if not outcome.recognised and not outcome.drafted:
        return line
    added = [outcome.added.get(table, 0) for table in ("event", "actor", "relationship")]
    if outcome.drafted and not any(added):
        return f"{line}, nothing new to propose"
    said = _counted(*added, outcome.added.get("evidence", 0))
    return f"{line}, {said}" + (" drafted, pending" if outcome.drafted else "")


def _apply_pack(run: _Run, file: Path, pack: Pack) -> None:
    """Add a pack's marks to the sources that are here already."""
    from explorer.domain.operations import ApplyPack

    before = run.project.snapshot()
    try:
        run.project.apply(ApplyPack(pack))
    except AlreadyThere as there:
        if pack not in run.used:
            click.echo(f"{printable(file.name)}: {printable(there.what)}: nothing was added")
    except InputProblem as problem:
        where = ": ".join(part for part in (file.name, problem.where) if part)
        run.refuse(InputProblem(problem.what, where=where, remedy=problem.remedy))
    else:
        click.echo(f"{printable(file.name)}: {_added(before, run.project.snapshot())}")


def _added(before: Snapshot, after: Snapshot) -> str:
    events, actors, links = (
        len(getattr(after, name)) - len(getattr(before, name))
        for name in ("events", "actors", "relationships")
    )
    return _counted(events, actors, links, _quotes(after) - _quotes(before))


def _counted(*counts: int) -> str:
    nouns = ("event", "actor", "relationship", "quote")
    said = zip(counts, nouns, strict=True)
    return ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in said)


def _quotes(snapshot: Snapshot) -> int:
    """Return how many pieces of evidence there are: what a second source adds to old marks."""
    count = sum(len(actor.evidence) for actor in snapshot.actors)
    count += sum(len(link.evidence) for link in snapshot.relationships)
    for event in snapshot.events:
        count += len(event.evidence)
        count += sum(len(part.evidence) for part in event.participations)
        count += sum(len(claim.evidence) for claim in event.claims)
    return count
