"""Frames of the timeline drawn by themselves: no window, no events, ruler and lanes alone."""

from __future__ import annotations

import os
from pathlib import Path
from time import perf_counter

from PySide6.QtGui import QGuiApplication, QImage, QPainter

from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.painting.theme import THEMES
from explorer.painting.timeline import paint_timeline
from explorer.store.project import Project
from explorer.viewmodel.session import Session
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.gestures import TimelineGestures

SIZE = (1400, 600)
_STEPS = 24


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


_kept: list[QGuiApplication] = []


def load() -> None:
    """Start Qt offscreen, with the fonts."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if QGuiApplication.instance() is None:
        _kept.append(QGuiApplication([]))  # it has to live until the last glyph is painted
    load_fonts()
