"""`python -m tests.benchmarks.window.drive PROJECT`: a window that is panned and zoomed when told.

It answers each line it reads with one line of JSON: a `Leg`. On a display the mouse is X's own.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter

import numpy as np

from explorer.index.corpus import Corpus
from tests.benchmarks.window.clock import NotPainted, PaintClock
from tests.benchmarks.window.mouse import Mouse, PostedMouse, XMouse

SIZE = (1920, 1080)
_PAN_STEPS, _PAN_PX = 8, 17
_STILL_S = 0.12  # names come in, other panes follow
_UNCHANGED_S = 0.5
_BREATH_S = 0.004
_PICKS = 40
_HALF = 0.5
_MINUTE_S = 60.0


def least_span_s() -> float:
    """Return the span at which the path has come to its end."""
    return _MINUTE_S * 1.01


@dataclass
class Leg:
    """One zoom: frames of the wheel that led there and of a drag there and back, in ms.

    `paints` is how often the timeline was painted for each of them; `rest` is a move of the
    mouse with nothing held. `hit` and `click` are what finding the event under it took, in ms.
    """

    span_s: float = 0.0
    wheel: list[float] = field(default_factory=list)
    pan: list[float] = field(default_factory=list)
    paints: list[int] = field(default_factory=list)
    rest: list[float] = field(default_factory=list)
    hit: list[float] = field(default_factory=list)
    found: int = 0
    marks: int = 0
    labels: int = 0
    columns: int = 0


class Driver:
    """One window on one project."""

    def __init__(self, path: Path, home: Path) -> None:
        from explorer.app.files import DiskFiles
        from explorer.app.qt import application, make_window, wait_for
        from explorer.store.project import Project
        from explorer.views.settings import Settings

        self.app = application([])
        self.window = make_window(DiskFiles(home), Settings(theme="light"))
        self.window.open_project(Project.open(path))
        self.window.setGeometry(0, 0, *SIZE)
        self.window.show()
        wait_for(self.app, self.window)
        bench = self.window.bench
        assert bench is not None
        self.pane = bench.timeline
        self.canvas = self.pane.canvas
        self.clock = PaintClock(self.app, self.canvas.viewport(), self.pane.overview)
        self.clock.rest(2.0)  # what is read behind the first picture
        on_screen = bool(os.environ.get("DISPLAY"))
        self.mouse: Mouse = (XMouse if on_screen else PostedMouse)(self.canvas.viewport())
        self._span_s = self.canvas.drawn().scale.span
        self._height = int(self.canvas.drawn().plot_top + 200)
        self._moment = _middle_s(self.window.session.corpus)
        self._random = random.Random(5)

    def leg(self, deeper: bool) -> Leg:
        """Zoom to half the span (the first time stay), pan there and back, point at marks."""
        leg = Leg()
        self.mouse.move(self._x(), self._height)
        self.clock.rest(_STILL_S)
        if deeper:
            self._span_s *= _HALF
        while deeper and self.canvas.drawn().scale.span > max(self._span_s, _MINUTE_S) * 1.01:
            self._time(leg, leg.wheel, lambda: self.mouse.wheel(1))
        leg.span_s = self.canvas.drawn().scale.span
        self.clock.rest(_STILL_S)
        self._drag(leg)
        self.clock.rest(_STILL_S)
        self._point(leg)
        scene = self.canvas.drawn()
        leg.marks, leg.labels = len(scene.marks), len(scene.labels)
        leg.columns = sum(lane.columns is not None for lane in scene.lanes)
        return leg

    def _drag(self, leg: Leg) -> None:
        x = self._x()
        self.mouse.press()
        self.mouse.move(x + 5, self._height)
        self.clock.rest(_BREATH_S)
        for step in range(2 * _PAN_STEPS):
            x += _PAN_PX if step < _PAN_STEPS else -_PAN_PX
            self._time(leg, leg.pan, self._moving(x, self._height))
        self.mouse.move(self._x(), self._height)
        self.clock.rest(_BREATH_S)
        self.mouse.release()

    def _point(self, leg: Leg) -> None:
        """Move over marks and lanes, and time the search for what is under the pointer."""
        scene = self.canvas.drawn()
        places = [(mark.x, mark.y) for mark in scene.marks if scene.in_plot(mark.x, mark.y)]
        self._random.shuffle(places)
        right, bottom = scene.plot_right - 1, scene.plot_bottom - 1
        while len(places) < _PICKS:
            places.append((
                self._random.uniform(scene.plot_left, right),
                self._random.uniform(scene.plot_top, bottom),
            ))  # fmt: skip
        for x, y in places[:_PICKS]:
            started = perf_counter()
            found = self.canvas.drawn().hit(x, y)
            leg.hit.append((perf_counter() - started) * 1000)
            leg.found += found is not None
        view, at = self.canvas.viewport(), (self._x(), self._height)
        spots = dict.fromkeys((int(x), int(y)) for x, y in places[:8])
        spots.pop(at, None)  # a mouse that is there already tells of nothing
        for x, y in spots:
            with suppress(NotPainted):  # from one empty place to another nothing changes
                leg.rest.append(self.clock.ms(self._moving(x, y), view, limit_s=_UNCHANGED_S))
            self.clock.rest(_BREATH_S)

    def _moving(self, x: int, y: int) -> Callable[[], None]:
        return lambda: self.mouse.move(x, y)

    def _time(self, leg: Leg, into: list[float], act: Callable[[], None]) -> None:
        into.append(self.clock.ms(act))
        leg.paints.append(self.clock.paints)
        self.clock.rest(_BREATH_S)

    def _x(self) -> int:
        """Return where the middle event's moment stands: there is something at every zoom."""
        return round(self.canvas.drawn().scale.x_of(self._moment))


def _middle_s(corpus: Corpus) -> float:
    """Return when the middle one of the dated events begins."""
    starts = (
        corpus.start_min[: corpus.columns.dated]
        if corpus.is_large
        else corpus.start_min[corpus.dated]
    )
    middle = len(starts) // 2
    return float(starts[middle] if corpus.is_large else np.partition(starts, middle)[middle])


def main() -> None:
    gc.disable()
    with tempfile.TemporaryDirectory() as home:
        driver = Driver(Path(sys.argv[1]), Path(home))
        gc.freeze()
        gc.enable()
        print(driver.window.session.corpus.n, flush=True)
        for number, line in enumerate(sys.stdin):
            if line.strip() == "end":
                break
            print(json.dumps(asdict(driver.leg(number > 0))), flush=True)
        driver.window.close()


if __name__ == "__main__":
    main()
