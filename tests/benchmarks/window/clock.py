"""From an event to the picture that follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

_LIMIT_S = 20.0
_TURNS = 4


class NotPainted(RuntimeError):
    """An event changed nothing that is on the screen."""


class PaintClock(QObject):
    """Times until some widgets are painted and what was painted has gone to the screen.

    `paints` counts how often the first of them was painted, the last time.
    """

    def __init__(self, app: QApplication, *watched: QWidget) -> None:
        super().__init__()
        self._app = app
        self._watched: Sequence[QWidget] = watched
        self._waiting: set[QObject] = set()
        self._ended = 0.0
        self.paints = 0
        for widget in watched:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._waiting.discard(watched)
            self.paints += watched is self._watched[0]
            # Qt paints a window, and hands it to the screen, within one turn of its loop.
            QTimer.singleShot(0, self._note)
        return False

    def _note(self) -> None:
        self._ended = perf_counter()

    def ms(self, act: Callable[[], None], *widgets: QWidget, limit_s: float = _LIMIT_S) -> float:
        """Do something and return how long it took until these, or all, are painted for good."""
        self._waiting, self.paints = set(widgets or self._watched), 0
        began = perf_counter()
        act()
        while self._waiting:
            self._app.processEvents()
            if perf_counter() - began > limit_s:
                raise NotPainted("nothing was painted after an event")
        for _ in range(_TURNS):  # where one event brings two pictures, the second is the end
            self._app.processEvents()
        return (self._ended - began) * 1000

    def rest(self, seconds: float) -> None:
        """Let the window do what it does by itself."""
        until = perf_counter() + seconds
        while perf_counter() < until:
            self._app.processEvents()
