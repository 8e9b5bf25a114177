"""The window's answer to files held over it: a frame, and what letting go would do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.painting.fonts import font, metrics
from explorer.painting.pen import colour
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look


class DropFrame(QWidget):
    """Lies over the panes; the mouse goes through it."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look, self._words = look, ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())
        self._words = words
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour(theme.accent, 0.08))
        painter.setPen(QPen(colour(theme.accent), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5))
        width = metrics(TextStyle.TITLE).horizontalAdvance(self._words) + 40
        sign = QRectF(0, 0, width, 44)
        sign.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(colour(theme.text), 1))
        painter.setBrush(colour(theme.panel))
        painter.drawRect(sign)
        painter.setFont(font(TextStyle.TITLE))
        painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, self._words)
