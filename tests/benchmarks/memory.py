"""Bytes an event, with everything in memory that the window ever makes of a project.

A process of its own opens the project, reads all of its columns, scrolls, zooms to a minute
at ten places, filters, lists all events sorted in every way, searches, counts who shares
events, and says what it holds then (PSS, where Linux tells it) and what it held at most. The
same is done to an empty project: the difference, over the number of events, is what one takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.projects import project_of
from tests.benchmarks.report import Measure
from tests.benchmarks.startup import ROOT, environment_of

AIM = 100.0  # bytes


def run(rounds: int, events: int | None = None, projects: Sequence[Path] = ()) -> list[Measure]:
    """Measure each project, else one made of `events`, default 1,000,000; once is enough."""
    del rounds
    found = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        empty = folder / "empty.sourceline"
        _held(empty, folder)
        floor = _held(empty, folder)
        for path in projects or [project_of(events or 1_000_000)]:
            held = _held(path, folder)
            for what in ("held", "held at most"):
                each = (held[what] - floor[what]) / max(held["events"], 1)
                own = held["columns"] / max(held["events"], 1)
                found += [
                    Measure(
                        f"{what} an event, of {held['events']:,}", round(each, 1), "bytes",
                        against, round(beside, 1), round(each / beside, 3), round(each, 1), 1,
                    )
                    for against, beside in (("the aim", AIM), ("its columns alone", own))
                ]  # fmt: skip
    return found


def _held(path: Path, folder: Path) -> dict[str, int]:
    environment = environment_of(folder, folder / "home")
    environment.pop("SOURCELINE_EXIT_AFTER_PAINT")
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.using", str(path.absolute())],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(done.stderr)
    print(done.stderr, file=sys.stderr, end="")
    found: dict[str, int] = json.loads(done.stdout)
    return found


def resident() -> int:
    """Return what this process holds, in bytes; pages shared with others count in part."""
    about = Path("/proc/self/smaps_rollup")
    if about.exists():
        lines = about.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def most_resident() -> int:
    """Return what it held at most."""
    if os.name == "nt":
        return resident()
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
