"""How fast documents are drafted and taken in, and whether memory stays flat over many.

The corpus is made here (`tests.support.corpus`), seeded. The floor is a pass of NLTK's word
tokenizer (`NLTKWordTokenizer`, regular expressions, no model) over the same text, on one
core: the least that any reading of the words costs. `--events N` documents are drafted; fifty
times as many short ones go through two workers while the memory of each process is noted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

from explorer.intake.prepare import Wish
from explorer.intake.run import take_in
from explorer.store.project import Project
from tests.benchmarks.report import Measure, held_against
from tests.support.corpus import report, write_reports

_SOME = 400
_TIMES = 50
_SHORT = 6  # sentences of the reports that memory is watched over
_FLOOR = "NLTK's word tokenizer over the same text"
_WORKERS = 2


def run(rounds: int, events: int | None) -> list[Measure]:
    count = events or _SOME
    with TemporaryDirectory(prefix="sourceline-bench-") as home:
        folder = Path(home)
        files = write_reports(folder / "reports", count)
        return [
            *_one_core(count, min(rounds, 5)),
            *_taken_in(folder, files, min(rounds, 3)),
            *_memory(folder, count * _TIMES),
        ]


def _one_core(count: int, rounds: int) -> list[Measure]:
    """Draft and tokenize the same texts in turn, in this process."""
    from nltk.tokenize import NLTKWordTokenizer

    from explorer.draft.draft import draft_document
    from explorer.ingest.document import read_text

    texts = [report(seed) for seed in range(count)]
    documents = [read_text(text, f"report {at}") for at, text in enumerate(texts)]
    tokenizer = NLTKWordTokenizer()
    draft_document(documents[0])

    def draft() -> None:
        for document in documents:
            draft_document(document)

    def tokenize() -> None:
        for text in texts:
            tokenizer.tokenize(text)

    pairs = [(_seconds(draft), _seconds(tokenize)) for _ in range(rounds)]
    size = sum(len(text.encode()) for text in texts) / 1e6
    return [
        held_against(
            f"drafted on one core, {what}",
            unit,
            [amount / ours for ours, _ in pairs],
            _FLOOR,
            [amount / theirs for _, theirs in pairs],
        )
        for what, unit, amount in (
            ("documents", "documents/s", count),
            ("text", "MB/s", size),
        )
    ]


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _taken_in(folder: Path, files: list[Path], rounds: int) -> list[Measure]:
    """Take the files in by one process, by two and by a cluster, in turn; workers are warm."""
    from explorer.intake.cluster import Cluster
    from tests.support.cluster import local_cluster

    rates: dict[str, list[float]] = {"1 process": [], "2 processes": [], "a 2-worker cluster": []}
    with ExitStack() as stack:
        there = stack.enter_context(local_cluster(folder / "cluster", _WORKERS))
        there.wait_for(_WORKERS)
        cluster = stack.enter_context(Cluster(there.address))
        for number in range(rounds):
            for name, jobs, on in (
                ("1 process", 1, None),
                ("2 processes", 2, None),
                ("a 2-worker cluster", 1, cluster),
            ):
                path = folder / f"{jobs}-{number}-{on is not None}.sourceline"
                rates[name].append(_rate(path, files, jobs, on))
                path.unlink()
    one = rates["1 process"]
    return [
        held_against(f"taken in by {name}", "documents/s", found, "1 process", one)
        for name, found in rates.items()
    ]


def _rate(path: Path, files: list[Path], jobs: int, cluster: object) -> float:
    """Return documents a second, from the first that is on the disk to the last."""
    begun, first, done = 0.0, 0, 0
    with Project.create(path) as project:
        wishes = [Wish(file) for file in files]
        for outcomes in take_in(project, wishes, jobs=jobs, cluster=cluster):  # type: ignore[arg-type]
            done += len(outcomes)
            if outcomes and not first:
                begun, first = time.perf_counter(), done
    return (done - first) / (time.perf_counter() - begun)


def _memory(folder: Path, count: int) -> list[Measure]:
    """Watch the memory of the writer and of its workers while many documents come in."""
    marks = [count // 20, count // 4, count]
    seen: dict[int, tuple[float, float]] = {}
    files = write_reports(folder / "many", count, sentences=_SHORT)
    with Project.create(folder / "many.sourceline") as project:
        taking = take_in(project, [Wish(file) for file in files], jobs=_WORKERS)
        with closing(taking):
            for done in _counted(taking):
                # Workers end when the last document is drafted, before it is written.
                while marks and done >= 0.95 * marks[0]:
                    seen[marks.pop(0)] = _resident_mb()
    first = next(iter(seen.values()))
    return [
        held_against(
            f"memory of {who} after {at:,} documents",
            "MB",
            [now[index]],
            f"after {count // 20:,}",
            [first[index]],
        )
        for index, who in enumerate(("the writer", "its largest worker"))
        for at, now in seen.items()
    ]


def _counted(taking: Iterator[tuple[object, ...]]) -> Iterator[int]:
    done = 0
    for outcomes in taking:
        done += len(outcomes)
        yield done


def _resident_mb() -> tuple[float, float]:
    """Return the resident memory of this process, and of the largest of its children."""
    import psutil

    here = psutil.Process()
    children = [child.memory_info().rss for child in here.children()]
    return here.memory_info().rss / 1e6, max(children, default=0) / 1e6
