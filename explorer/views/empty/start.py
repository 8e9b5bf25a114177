"""The empty project: where a document is dropped, and what else one can do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from explorer.painting.fonts import font, metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour
from explorer.viewmodel.type import TextStyle
from explorer.views.empty.legend import Legend
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip
from explorer.views.parts_style import box


class BigButton(QAbstractButton):
    """A button of 30 px with its key beneath; the first thing to do is filled with accent."""

    def __init__(self, text: str, note: str, look: Look, *, first: bool = False) -> None:
        super().__init__()
        self._look, self._note, self._first = look, note, first
        self.setText(text)
        self.setAccessibleDescription(note)
        width = metrics(TextStyle.BODY_STRONG).horizontalAdvance(text)
        self.setFixedSize(int(width) + 40, 54)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        rect = QRectF(4, 4, self.width() - 8, 30)
        fill = theme.accent if self._first else theme.button
        box(painter, rect, fill, theme.accent if self._first else theme.strong_line)
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 4, 4)
        painter.setFont(font(TextStyle.BODY_STRONG if self._first else TextStyle.BODY))
        painter.setPen(colour(theme.on_accent if self._first else theme.text))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(font(TextStyle.CAPTION))
        painter.setPen(colour(theme.muted))
        below = QRectF(0, 38, self.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._note)


class DropZone(QWidget):
    """A dashed frame with what it takes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(222)
        self.choose = BigButton("Choose files…", "Ctrl+O", look, first=True)
        self.sample = BigButton("Open the sample", "1951 to 2025", look)
        self.new = BigButton("New project", "Ctrl+N", look)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 130, 12, 36)
        row.setSpacing(4)
        row.addStretch(1)
        for button in (self.choose, self.sample, self.new):
            row.addWidget(button)
        row.addStretch(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        dashed = QPen(colour(theme.strong_line), 1.5)
        dashed.setDashPattern([4, 3])
        painter.setPen(dashed)
        painter.setBrush(colour(theme.header))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        paint_icon(painter, "download", self.width() / 2, 40, theme.muted, 30)
        self._line(painter, 68, "Drop documents here", TextStyle.TITLE, theme.text)
        kinds = "PDF, Word, web page, mail, EPUB, Markdown, text; a table of events; a folder"
        self._line(painter, 96, kinds, TextStyle.BODY, theme.muted)
        stay = "Files stay on this computer. Documents are read, never changed."
        self._line(painter, 190, stay, TextStyle.CAPTION, theme.muted)

    def _line(self, painter: QPainter, y: float, words: str, style: TextStyle, ink: str) -> None:
        painter.setFont(font(style))
        painter.setPen(colour(ink))
        painter.drawText(QRectF(0, y, self.width(), 22), Qt.AlignmentFlag.AlignCenter, words)


class EmptyStart(QWidget):
    """Stands in the timeline's place while a project has no source."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.zone = DropZone(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(HeaderStrip("Timeline", look))
        inside = QVBoxLayout()
        inside.setContentsMargins(44, 34, 44, 12)
        inside.setSpacing(22)
        inside.addWidget(self.zone)
        inside.addWidget(Legend(look))
        column.addLayout(inside)
        column.addStretch(1)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(self._look.theme.panel))
