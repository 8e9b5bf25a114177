"""A window that a benchmark drives: a notch of the wheel, and whether it is at rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from explorer.views.main_window import MainWindow
from explorer.views.worker import Worker

_SOON_MS = 1_000  # what is later only takes words away


class Turn(QObject):
    """Turns the wheel over the timeline of a window, and watches what comes of it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        assert window.bench is not None
        self._window, self._canvas = window, window.bench.timeline.canvas
        self._before = self._canvas.drawn().window
        self._answered = False
        view = self._canvas.viewport()
        view.installEventFilter(self)
        middle = QPointF(view.rect().center())
        notch = QWheelEvent(
            middle, view.mapToGlobal(middle), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.postEvent(view, notch)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        new = self._canvas.drawn().window != self._before
        if event.type() == QEvent.Type.Paint and new and not self._answered:
            self._answered = True
            QTimer.singleShot(0, self._tell)
        return False

    def _tell(self) -> None:
        print("answered", flush=True)
        self._wait()

    def _wait(self) -> None:
        if is_busy(self._window):
            QTimer.singleShot(1, self._wait)
            return
        print("ready", flush=True)
        self._window.close()


def is_busy(window: MainWindow) -> bool:
    """Whether anything is still to come, in a pane or beside the window."""
    coming = (
        timer.isActive() and timer.isSingleShot() and timer.interval() <= _SOON_MS
        for timer in window.findChildren(QTimer)
    )  # fmt: skip
    return any(worker.is_busy for worker in window.findChildren(Worker)) or any(coming)
