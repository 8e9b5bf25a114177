"""Imports by the command line, killed at a random moment: what is in the project after that.

A table is taken in whole or not at all; of a folder, whole documents. A project is sound if
it opens, SQLite finds no fault in it, every quote is exact, it holds a number of events that
an import can leave, and nothing lies beside it.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from explorer.store.project import Project
from tests.benchmarks.corpora import write_csv
from tests.benchmarks.make import import_csv
from tests.benchmarks.report import Measure
from tests.benchmarks.soundness import count, faults_of
from tests.benchmarks.startup import ROOT

_BEFORE = 100
_DOCUMENTS = 20


@dataclass(frozen=True)
class Case:
    """A project, what is imported into it, and what may be in it after that."""

    what: str
    project: Path
    imported: Path
    is_possible: Callable[[Project], bool]


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Kill as many imports of a table of `events`, default 20,000, and of a folder."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = events or 20_000
        return [_killed(case, rounds, folder) for case in (_table(folder, rows), _folder(folder))]


def _table(folder: Path, rows: int) -> Case:
    base, before, table = folder / "base.sourceline", folder / "before.csv", folder / "table.csv"
    write_csv(before, _BEFORE, seed=1)
    write_csv(table, rows, seed=2)
    import_csv(before, base)
    return Case(
        f"imports of {rows:,} rows killed", base, table,
        lambda project: count(project, "event") in (_BEFORE, _BEFORE + rows),
    )  # fmt: skip


def _folder(folder: Path) -> Case:
    base, letters = folder / "empty.sourceline", folder / "letters"
    letters.mkdir()
    with (folder / "before.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lots = [rows[at::_DOCUMENTS] for at in range(_DOCUMENTS)]
    for number, lot in enumerate(lots):
        text = "\n\n".join(
            f"{row['title']} on {row['start']}, said {row['actors']}." for row in lot
        )
        (letters / f"letter {number}.txt").write_text(text, encoding="utf-8")
    Project.create(base).close()
    return Case(
        f"imports of {_DOCUMENTS} documents killed", base, letters,
        lambda project: all(
            source.paragraph_count == len(lots[int(source.file_name.split()[-1][:-4])])
            for source in project.snapshot().sources
        ),
    )  # fmt: skip


def _killed(case: Case, rounds: int, folder: Path) -> Measure:
    random, sound = Random(1), 0
    whole_s = _imported_s(case, folder, None)
    for _ in range(rounds):
        _imported_s(case, folder, random.uniform(0, whole_s))
        sound += _is_sound(case, folder / "killed")
    return Measure(
        f"{case.what}, sound after", sound, "projects", "killed", rounds,
        round(sound / rounds, 3), sound, rounds,
    )  # fmt: skip


def _imported_s(case: Case, folder: Path, kill_after_s: float | None) -> float:
    """Import into a copy, killed after so long; returns how long it ran."""
    place = folder / "killed"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    copy = shutil.copyfile(case.project, place / "project.sourceline")
    command = [sys.executable, "-m", "explorer", "import", str(copy), str(case.imported)]
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(kill_after_s)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.perf_counter() - started


def _is_sound(case: Case, place: Path) -> bool:
    faults = faults_of(place / "project.sourceline", case.is_possible)
    if faults:
        print(f"{case.what}: {', '.join(faults)}", file=sys.stderr)
    return not faults
