"""The whole window as something to paint."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPicture, QRegion
from PySide6.QtWidgets import QWidget

from explorer.export.targets import Picture

_ALL = QWidget.RenderFlag.DrawChildren | QWidget.RenderFlag.DrawWindowBackground


def window_picture(window: QWidget, without: QWidget | None = None) -> Picture:
    """Return a picture of a widget and all in it, as it is painted on the screen.

    `without` is a child that is left out, with what it covers shown.
    """

    def paint(painter: QPainter) -> None:
        engine = painter.paintEngine()
        if engine is None or engine.type() is not QPaintEngine.Type.SVG:
            _paint(window, without, painter)
            return
        # Qt's SVG mistakes where widgets clip, unless they are played back from a record.
        record = QPicture()
        recorder = QPainter(record)
        recorder.setRenderHints(painter.renderHints())
        _paint(window, without, recorder)
        recorder.end()
        painter.drawPicture(0, 0, record)

    return Picture(window.width(), window.height(), window.windowTitle(), paint, by_widgets=True)


def _paint(window: QWidget, without: QWidget | None, painter: QPainter) -> None:
    if without is None or not without.isVisible():
        window.render(painter, QPoint(), QRegion(), _ALL)
        return
    painter.fillRect(window.rect(), window.palette().window())
    for child in window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child is not without and child.isVisible() and not child.isWindow():
            painter.save()
            painter.translate(child.pos())
            child.render(painter, QPoint(), QRegion(), _ALL)
            painter.restore()
