"""From process start to the first painted window, beside a bare window of the same libraries.

All programs say `painted` once their window of 1440 × 900 px has been painted whole, and
end. On a display it is a window there; else they are offscreen, on a screen of 1920 × 1080.
With `--out PROJECT`, more than once if need be, other projects are opened in the same turns,
and a wheel is turned over them: see `answering` for when they answer and are ready.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from tests.benchmarks.report import Measure, held_against

ROOT = Path(__file__).resolve().parents[2]
OURS = [sys.executable, "-m", "explorer"]
TURNED = [sys.executable, "-m", "tests.benchmarks.answering"]
FLOOR = "bare QMainWindow with an empty PlotWidget"
SAMPLE = "first paint of the sample"
BARE = """
import os
os.environ["PYQTGRAPH_QT_LIB"] = "PySide6"
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph

def end():
    print("painted", flush=True)
    app.quit()

def paint_event(event):
    original(event)
    QTimer.singleShot(0, end)

app = QApplication([])
window = QMainWindow()
plot = pyqtgraph.PlotWidget()
window.setCentralWidget(plot)
window.resize(1440, 900)
original, plot.paintEvent = plot.paintEvent, paint_event
window.show()
app.exec()
"""
SCREEN = {
    "name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1080,
    "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1,
}  # fmt: skip


def times_ms(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return the time from the process's start until it has painted, and until it has ended."""
    started = perf_counter()
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        painted = perf_counter()
        _, errors = process.communicate()
    ended = perf_counter()
    if said.strip() != b"painted" or process.returncode:
        raise RuntimeError(f"no window was painted: {errors.decode(errors='replace')}")
    return (painted - started) * 1000, (ended - started) * 1000


def environment_of(folder: Path, home: Path) -> dict[str, str]:
    """Return the surroundings of both: a home of their own, and bytecode that is kept.

    Python keeps bytecode unless it is told not to, as on many build machines; a person's
    second start would then never come.
    """
    found = dict(os.environ, SOURCELINE_EXIT_AFTER_PAINT="1")
    found.pop("PYTHONDONTWRITEBYTECODE", None)
    found["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        found[name] = str(home)
    if not found.get("DISPLAY") and not found.get("WAYLAND_DISPLAY"):
        screen = folder / "screen.json"
        screen.write_text(json.dumps({"screens": [SCREEN]}), encoding="utf-8")
        found["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
    return found


def moments_ms(command: list[str], environment: dict[str, str]) -> dict[str, float]:
    """Return the time from the process's start to each line that it says."""
    found = {}
    started = perf_counter()
    with subprocess.Popen(
        command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            found[line.decode().strip()] = (perf_counter() - started) * 1000
        _, errors = process.communicate()
    if process.returncode:
        raise RuntimeError(f"no window answered: {errors.decode(errors='replace')}")
    return found


def run(rounds: int, events: int | None = None, projects: Sequence[Path] = ()) -> list[Measure]:
    """Time starts on the sample, with what was left last time and the very first; on projects."""
    del events
    bare, again, first, turned = [], [], [], []
    others: list[list[tuple[float, float]]] = [[] for _ in projects]
    answers: list[list[dict[str, float]]] = [[] for _ in projects]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        left = environment_of(folder, folder / "home")
        opened = [str(path.absolute()) for path in projects]
        homes = [environment_of(folder, folder / f"home of {n}") for n in range(len(projects))]
        times_ms(OURS, left), times_ms([sys.executable, "-c", BARE], left)
        for path, home in zip(opened, homes, strict=True):
            times_ms([*OURS, path], home)
        for turn in range(rounds):
            again.append(times_ms(OURS, left))
            bare.append(times_ms([sys.executable, "-c", BARE], left))
            for n, (path, home) in enumerate(zip(opened, homes, strict=True)):
                others[n].append(times_ms([*OURS, path], home))
                answers[n].append(moments_ms([*TURNED, path], home))
            first.append(times_ms(OURS, environment_of(folder, folder / f"home{turn}")))
            turned.append(moments_ms(TURNED, left))
    what, floor, sample = "process start to", (FLOOR, _painted(bare)), (SAMPLE, _painted(again))
    found = [
        held_against(f"{what} first paint", "ms", _painted(again), *floor),
        held_against(f"{what} first paint, first use", "ms", _painted(first), *floor),
        held_against(f"{what} end, first paint over", "ms", _ended(again), FLOOR, _ended(bare)),
        *_answered(f"{what}", turned, *floor),
    ]
    for path, times, answer in zip(projects, others, answers, strict=True):
        found.append(
            held_against(f"{what} first paint of {path.name}", "ms", _painted(times), *sample)
        )
        found += _answered(f"{what} {path.name}", answer, *sample)
    return found


def _answered(
    what: str, found: list[dict[str, float]], against: str, theirs: list[float]
) -> list[Measure]:
    return [
        held_against(f"{what}, {moment}", "ms", [each[moment] for each in found], against, theirs)
        for moment in ("painted", "answered", "ready")
    ]


def _painted(times: list[tuple[float, float]]) -> list[float]:
    return [painted for painted, _ in times]


def _ended(times: list[tuple[float, float]]) -> list[float]:
    return [ended for _, ended in times]
