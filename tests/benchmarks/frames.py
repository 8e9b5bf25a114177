"""Frames of the window with many events, beside the same program's with 1,000, in turn.

A frame is from an event of the mouse until all that follows is painted and on the screen:
the timeline with ruler, lanes, labels and soft ends, the overview, and the other panes. The
path goes from the whole to one minute by the wheel, half the span at a time; at each zoom the
timeline is dragged there and back. All of it once offscreen, with events posted by Qt, and once
on a screen of its own (Xvfb), with X's own mouse. Project: `--out FILE.sourceline`, else one
made of `--events`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from pathlib import Path
from shutil import which
from statistics import median, quantiles

from tests.benchmarks.corpora import write_csv
from tests.benchmarks.make import import_csv
from tests.benchmarks.report import Measure
from tests.benchmarks.window.drive import SIZE, Leg, least_span_s
from tests.benchmarks.window.mouse import has_test_extension

ROOT = Path(__file__).resolve().parents[2]
_FEW = 1_000
_NEEDS = "Xvfb and libXtst (Debian: apt-get install xvfb libxtst6)"


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Measure offscreen, and on a screen where there can be one."""
    del rounds
    with tempfile.TemporaryDirectory() as name:
        few = _made(Path(name), _FEW)
        many = out if out is not None else _made(Path(name), events or 100_000)
        found = _measured(many, few, "offscreen", {"QT_QPA_PLATFORM": "offscreen"}, {})
        if which("Xvfb") is None or not has_test_extension():
            print(f"frames on a screen need {_NEEDS}", file=sys.stderr)
            return found
        with _screen() as one, _screen() as two:
            found += _measured(many, few, "Xvfb", {"DISPLAY": one}, {"DISPLAY": two})
    return found


class Window:
    """A window in a process of its own, driven line by line."""

    def __init__(self, project: Path, around: dict[str, str]) -> None:
        environment = {k: v for k, v in os.environ.items() if k not in _OF_SCREENS} | around
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.benchmarks.window.drive", str(project)],
            env=environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        self.events = int(self._read())

    def leg(self) -> Leg:
        self._write("on")
        return Leg(**json.loads(self._read()))

    def end(self) -> None:
        if self._process.poll() is None:
            self._write("end")
        self._process.communicate()

    def _write(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(word + "\n")
        self._process.stdin.flush()

    def _read(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the window ended")
        return line


_OF_SCREENS = frozenset(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


@contextmanager
def _screen() -> Iterator[str]:
    """Start a screen that nobody sees; yields its name."""
    wide, tall = SIZE
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{wide}x{tall}x24"]
    with subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=(write,), stderr=subprocess.DEVNULL
    ) as server:
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def _measured(
    many: Path, few: Path, where: str, around: dict[str, str], around_few: dict[str, str]
) -> list[Measure]:
    """Take the path in both windows, one zoom at a time in turn."""
    with ExitStack() as stack:
        windows = Window(many, around), Window(few, around | around_few)
        for window in windows:
            stack.callback(window.end)
        legs: tuple[list[Leg], list[Leg]] = ([], [])
        while not legs[0] or min(legs[0][-1].span_s, legs[1][-1].span_s) > least_span_s():
            for window, own in zip(windows, legs, strict=True):
                own.append(window.leg())
        count = f"{windows[0].events:,} events, {where}"
    return list(_measures(count, where, *legs))


def _measures(count: str, where: str, ours: list[Leg], theirs: list[Leg]) -> Iterator[Measure]:
    few = f"{_FEW:,} events"

    def against(what: str, pick: Callable[[Leg], list[float]]) -> Measure:
        return _held(f"{what}, {count}", _all(ours, pick), few, _all(theirs, pick))

    for leg, other in zip(ours, theirs, strict=False):
        frames, floor = leg.wheel + leg.pan, other.wheel + other.pan
        marks = f"{leg.marks} marks, {leg.columns} lanes of columns"
        name = f"frame, {count}, {_span(leg.span_s)} ({marks})"
        yield _held(name, frames, f"{few} ({other.marks} marks)", floor)
    yield against("frame, all zooms", lambda leg: leg.wheel + leg.pan)
    yield against("frame of a drag, all zooms", lambda leg: leg.pan)
    yield against("frame of the wheel, all zooms", lambda leg: leg.wheel)
    yield against("pointer moved, nothing held, to painted", lambda leg: leg.rest)
    yield against("what is under the pointer", lambda leg: leg.hit)


def _all(legs: list[Leg], pick: Callable[[Leg], list[float]]) -> list[float]:
    return list(chain.from_iterable(map(pick, legs)))


def _held(name: str, ours: list[float], against: str, theirs: list[float]) -> Measure:
    value, other = median(ours), median(theirs)
    return Measure(
        name, round(value, 3), "ms", f"{against} (p95 {_p95(theirs):.3g})", round(other, 3),
        round(value / other, 2), round(_p95(ours), 3), len(ours),
    )  # fmt: skip


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1]


def _span(seconds: float) -> str:
    for unit, name in ((31_556_952, "years"), (86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:,.0f} {name}"
    return f"{seconds:.0f} seconds"


def _made(folder: Path, events: int) -> Path:
    table, path = folder / f"events-{events}.csv", folder / f"events-{events}.sourceline"
    write_csv(table, events, 1)
    import_csv(table, path)
    return path
