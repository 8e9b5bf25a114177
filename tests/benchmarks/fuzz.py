"""Damaged files of every kind through the real import, and damaged projects opened.

Each must come in whole, every quote exact, or be refused in one line that names the file and
the remedy, with the project as it was; nothing may hang, crash or end in a traceback. A case
is drawn from its seed, kind and number alone, so that a finding, which is kept, can be run
again: `python -m tests.benchmarks.fuzz 1:csv:27`. Needs Linux: each case runs in a process
forked off this one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from explorer.intake.prepare import warm_up
from explorer.store.project import Project
from tests.benchmarks.fuzzing.checks import Verdict, judged, misbehaved
from tests.benchmarks.fuzzing.forked import Ended, called
from tests.benchmarks.fuzzing.mutate import damaged, mutated
from tests.benchmarks.fuzzing.seeds import seeds
from tests.benchmarks.report import Measure
from tests.benchmarks.startup import ROOT

PROJECT = "project"
_LIMIT_S = 20.0
_PDF_S = 60.0  # the reader of PDFs ends itself after that
_CASES = 200
_BY_COMMAND = 20  # one of so many cases is a whole command line, from a start of its own


def run(rounds: int, events: int | None = None, seed: int = 1) -> list[Measure]:
    """Run `events` cases, default 200, shared out among the kinds."""
    kinds = [*seeds(), PROJECT]
    each = max(1, round((events or _CASES) / len(kinds)))
    with tempfile.TemporaryDirectory() as name:
        base = _prepared(Path(name))
        return [_of_kind(kind, each, seed, base) for kind in kinds]


def repeat(case: str) -> Verdict:
    """Run one case again, named as a finding names it."""
    seed, kind, number = case.split(":")
    with tempfile.TemporaryDirectory() as name:
        return _judged(kind, int(number), int(seed), _prepared(Path(name)))


def _prepared(folder: Path) -> Path:
    """Load what imports need, with settings of its own; returns a project with marks in it."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        os.environ[variable] = str(folder / "home")
    warm_up()
    base = folder / "base.sourceline"
    Project.create(base).close()
    for kind in ("txt", "csv"):
        file = folder / f"before.{kind}"
        file.write_bytes(b"\n" + seeds()[kind])
        ended = called(["import", str(base), str(file)], folder, _LIMIT_S)
        assert ended.code == 0, ended
    return base


def _of_kind(kind: str, cases: int, seed: int, base: Path) -> Measure:
    found: Counter[str] = Counter()
    for number in range(cases):
        verdict = _judged(kind, number, seed, base)
        found[verdict.outcome] += 1
        if verdict.outcome == "wrong":
            print(f"{seed}:{kind}:{number}: {verdict.why}", file=sys.stderr, flush=True)
    right = cases - found["wrong"]
    return Measure(
        f"{kind}: imported {found['imported']}, refused {found['refused']}, wrong {found['wrong']}",
        right, "cases right", "cases", cases, round(right / cases, 4), right, cases,
    )  # fmt: skip


def _judged(kind: str, number: int, seed: int, base: Path) -> Verdict:
    random = Random(f"{seed}:{kind}:{number}")
    place = base.parent / "case"
    shutil.rmtree(place, ignore_errors=True)
    (place / "project").mkdir(parents=True)
    project = place / "project" / "project.sourceline"
    whole = number % _BY_COMMAND == _BY_COMMAND // 2
    if kind == PROJECT:
        file = project
        file.write_bytes(damaged(random, base.read_bytes()))
        verdict = _opened(project, place)
    else:
        suffix, data = mutated(random, kind)
        file = place / f"damaged.{suffix}"
        file.write_bytes(data)
        shutil.copyfile(base, project)
        argv = ["import", str(project), str(file)]
        limit_s = _LIMIT_S * (1 + len(data) / 1e6) + (_PDF_S if b"%PDF-" in data[:2_000] else 0)
        ended = _commanded(argv) if whole else called(argv, place, limit_s)
        verdict = judged(ended, file.name, base, project)
    if verdict.outcome == "wrong":
        kept = Path(tempfile.gettempdir()) / "sourceline-fuzz"
        kept.mkdir(exist_ok=True)
        shutil.copyfile(file, kept / f"{seed}-{kind}-{number}-{file.name}")
    return verdict


def _opened(project: Path, place: Path) -> Verdict:
    """Ask a damaged project what it holds: it says so, or says that it is damaged."""
    refused = False
    for name, *more in (("verify",), ("events", "--json"), ("search", "Japan")):
        ended = called([name, str(project), *more], place, _LIMIT_S)
        if why := misbehaved(ended):
            return Verdict("wrong", f"{name}: {why}")
        if len(ended.err.splitlines()) > 1:
            return Verdict("wrong", f"{name}: not one line: {' | '.join(ended.err.splitlines())}")
        refused |= bool(ended.code)
    return Verdict("refused" if refused else "imported")


def _commanded(argv: list[str]) -> Ended:
    command = [sys.executable, "-m", "explorer", *argv]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=3 * _LIMIT_S)
    except subprocess.TimeoutExpired:
        return Ended(None, "", "", 3 * _LIMIT_S)
    words = [said.decode(errors="replace") for said in (done.stdout, done.stderr)]
    return Ended(done.returncode, words[0], words[1], 0.0)


if __name__ == "__main__":
    print(repeat(sys.argv[1]))
