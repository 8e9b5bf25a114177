"""The titles of the two panes that share a dock; a click brings the other forward."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.parts import HEADER_PX

_PAD_PX = 8


class TabTitle(QAbstractButton):
    """A pane's title: bold with a line under it where the pane is in front, else muted."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._look, self.count = look, ""
        look.changed.connect(self.update)

    def say(self, text: str, count: str = "") -> None:
        """Show another title, and a count after it."""
        if (text, count) != (self.text(), self.count):
            self.setText(text)
            self.count = count
            self.setAccessibleName(f"{text} {count}".strip())
            self.updateGeometry()
            self.update()

    def _widths(self) -> tuple[float, float]:
        title = metrics(TextStyle.PANE_TITLE).horizontalAdvance(self.text())
        count = metrics(TextStyle.BODY).horizontalAdvance(self.count)
        return title, count + 5 if self.count else 0.0

    def sizeHint(self) -> QSize:
        return QSize(int(sum(self._widths())) + 2 * _PAD_PX, HEADER_PX - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        front = self.isChecked()
        ink = theme.text if front or self.underMouse() else theme.muted
        draw_text(painter, _PAD_PX, 21, self.text(), TextStyle.PANE_TITLE, ink)
        title_px, _ = self._widths()
        draw_text(painter, _PAD_PX + title_px + 5, 21, self.count, TextStyle.BODY, theme.muted)
        if front:
            line = QRectF(_PAD_PX, self.height() - 2, self.width() - 2 * _PAD_PX, 2)
            painter.fillRect(line, colour(theme.text))
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 3, -1, -3), 3, 3)


class DockTabs(QWidget):
    """ "Details" and "Review"; `chosen` gives the place of the one that was clicked."""

    chosen = Signal(int)

    def __init__(self, look: Look, front: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 1)
        row.setSpacing(0)
        self.titles = [TabTitle("Details", look), TabTitle("Review", look)]
        for place, title in enumerate(self.titles):
            title.setChecked(place == front)
            title.clicked.connect(lambda _on=False, at=place: self._click(at, front))
            row.addWidget(title)

    def _click(self, place: int, front: int) -> None:
        self.titles[place].setChecked(place == front)
        if place != front:
            self.chosen.emit(place)
