"""Frames of the timeline with many events, beside the same program's with 1,000.

A frame is all of it: choosing what is shown, laying it out, painting it on 1,400 × 600 px,
with ruler, lanes, labels and soft ends. Every zoom is panned back and forth, by the very
commands that the mouse gives. Project: `--out FILE.sourceline`, else one made of `--events`.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.painting.theme import THEMES
from explorer.painting.timeline import paint_timeline
from explorer.store.project import Project
from explorer.viewmodel.session import Session
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.gestures import TimelineGestures
from tests.benchmarks.corpora import write_csv
from tests.benchmarks.make import import_csv
from tests.benchmarks.report import Measure, held_against

SIZE = (1400, 600)
_STEPS = 24
_ZOOMS = 14
_FACTOR = 4.0
_FEW = 1_000


class Timeline:
    """One project's timeline, drawn offscreen."""

    def __init__(self, path: Path) -> None:
        self.session = Session(Project.open(path))
        self.builder = TimelineBuilder(self.session, QtMeasurer())
        self.gestures = TimelineGestures(self.session, self.builder)
        self.gestures.width_px = float(SIZE[0])
        self._image = QImage(*SIZE, QImage.Format.Format_RGB32)

    def frame_ms(self) -> float:
        started = perf_counter()
        scene = self.builder.build(float(SIZE[0]), float(SIZE[1]))
        painter = QPainter(self._image)
        paint_timeline(painter, scene, THEMES["light"])
        painter.end()
        return (perf_counter() - started) * 1000

    def panned_ms(self) -> list[float]:
        """Return the frames of a pan there and back, names read in between as on the screen."""
        self.frame_ms()
        found = []
        for step in range(_STEPS):
            self.gestures.pan(17.0 if step < _STEPS / 2 else -17.0)
            found.append(self.frame_ms())
        self.builder.complete()
        self.frame_ms()
        return found


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Pan at every zoom from the whole to one minute."""
    del rounds
    load()
    with tempfile.TemporaryDirectory() as name:
        few = Timeline(_made(Path(name), _FEW))
        many = Timeline(out if out is not None else _made(Path(name), events or 100_000))
        count = many.session.corpus.n
        ours, theirs = _zooms(many), _zooms(few)
    flat = [each for frames in ours for each in frames]
    floor = [each for frames in theirs for each in frames]
    worst = max(median(frames) for frames in ours)
    return [
        held_against(f"frame, {count:,} events, whole span", "ms", ours[0],
                     f"{_FEW:,} events, whole span", theirs[0]),
        held_against(f"frame, {count:,} events, all zooms", "ms", flat,
                     f"{_FEW:,} events, all zooms", floor),
        held_against(f"frame, {count:,} events, the worst zoom's median", "ms", [worst],
                     f"{_FEW:,} events, all zooms", [median(floor)]),
    ]  # fmt: skip


_kept: list[QGuiApplication] = []


def load() -> None:
    """Start Qt offscreen, with the fonts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if QGuiApplication.instance() is None:
        _kept.append(QGuiApplication([]))  # it has to live until the last glyph is painted
    load_fonts()


def _zooms(timeline: Timeline) -> list[list[float]]:
    found = []
    for _ in range(_ZOOMS):
        found.append(timeline.panned_ms())
        timeline.gestures.zoom(_FACTOR)
    return found


def _made(folder: Path, events: int) -> Path:
    table, path = folder / f"events-{events}.csv", folder / f"events-{events}.sourceline"
    write_csv(table, events, 1)
    import_csv(table, path)
    return path
