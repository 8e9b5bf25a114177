"""Documents into a project: prepared side by side, written one after the other.

The rows are the same for any number of workers: each document is drafted by itself, and
the writer takes the drafts in the order of the files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import AlreadyThere, InputProblem
from explorer.intake.hand import Task
from explorer.intake.pool import Settled, spread
from explorer.intake.prepare import Answer, Lost, Refused, Wish, prepare, warm_up
from explorer.intake.writer import Outcome, Writer
from explorer.paths import shown_name

if TYPE_CHECKING:
    from explorer.domain.marks import Pack
    from explorer.intake.cluster import Cluster
    from explorer.store.project import Project

_LIMIT_S = 60.0
_PDF_S = 960.0
Answers = Generator[tuple[Answer, ...], None, None]
_LIMIT_S_PER_MB = 20.0  # a large text is drafted at 0.2 MB a second, on a slow machine at less


def take_in(
    project: Project,
    wishes: Sequence[Wish],
    *,
    jobs: int,
    packs: Sequence[Pack] = (),
    limit_s: float | None = None,
    cluster: Cluster | None = None,
    at_once: int = 64,
) -> Generator[tuple[Outcome, ...], None, None]:
    """Take files into a project, and yield what became of each, in the order of the wishes.

    Outcomes come as batches that are on the disk. Several times a second there is an empty
    one, for the caller to show that it waits. Closing the iterator stops the work: what was
    told of stays, and taking in the same files again goes on from there.

    Parameters
    ----------
    jobs
        How many worker processes; 0 prepares the documents in this one, which then neither
        survives a crash nor ends what hangs.
    packs
        The person's own; each goes with the documents that it knows.
    limit_s
        How long a worker may take over a document. None gives it a minute, for each MB 20
        seconds more, and the time that reading a PDF may take, which has limits of its own.
    cluster
        Where to draft instead; the files are still read here, by `jobs` processes.
    at_once
        How many documents at most are written in one transaction.

    Raises
    ------
    InputProblem
        The project cannot be written to, or the cluster is gone. What is wrong with a file
        is its outcome.
    """
    writer = Writer(project, packs)
    here = wishes if cluster is None else [replace(wish, draft=False) for wish in wishes]
    tasks = _tasks(here, project.source_digests(), limit_s)
    answers = spread(tasks, prepare, _lost, jobs, warm_up) if jobs else _alone(tasks)
    if cluster is not None:
        from explorer.intake.parcels import Far

        answers = Far(cluster, limit_s).drafted(answers)
    paths = iter([wish.path for wish in wishes])
    try:
        for batch in answers:
            for first in range(0, max(len(batch), 1), at_once):
                some = batch[first : first + at_once]
                yield writer.write(list(zip(islice(paths, len(some)), some, strict=True)))
    finally:
        answers.close()


def _alone(tasks: Iterable[Task[Wish] | Settled[Answer]]) -> Answers:
    for task in tasks:
        yield (task.answer if isinstance(task, Settled) else prepare(task.value),)


def _tasks(
    wishes: Iterable[Wish], known: dict[str, str], limit_s: float | None
) -> Iterator[Task[Wish] | Settled[Answer]]:
    """Yield what there is to do; a file whose very bytes are known is not even read."""
    for wish in wishes:
        try:
            title = known.get(_digest(wish.path)) if known else None
        except InputProblem as problem:
            yield Settled(Refused(problem))
            continue
        if title is None:
            size = _size(wish.path)
            yield Task(wish, limit_s or _limit_s(wish.path, size), size)
        else:
            yield Settled(Refused(_there(wish.path, title)))


def _limit_s(path: Path, size_bytes: int) -> float:
    reading_s = _PDF_S if path.suffix.casefold() == ".pdf" else 0.0
    return round(_LIMIT_S + reading_s + _LIMIT_S_PER_MB * size_bytes / 1e6, 1)


def _digest(path: Path) -> str:
    from explorer.ingest.files import read_bytes

    return hashlib.sha256(read_bytes(path)).hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):  # whoever reads it says why
        return 0


def _there(path: Path, title: str) -> InputProblem:
    what = f"the same file is already in the project, as “{title}”"
    return AlreadyThere(what, where=shown_name(path))


def _lost(task: Task[Wish], why: str) -> Answer:
    return Lost(why)
