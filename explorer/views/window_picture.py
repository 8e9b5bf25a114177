"""The whole window as something to paint."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from explorer.export.targets import Picture


def window_picture(window: QWidget) -> Picture:
    """Return a picture of a widget and all in it, as it is painted on the screen."""

    def paint(painter: QPainter) -> None:
        window.render(
            painter,
            QPoint(),
            QRegion(),
            QWidget.RenderFlag.DrawChildren | QWidget.RenderFlag.DrawWindowBackground,
        )

    return Picture(window.width(), window.height(), window.windowTitle(), paint)
