"""The list of projects that were open lately."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from explorer.painting.fonts import metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.values import dataclass
from explorer.viewmodel.type import TextStyle

_ROW_PX = 44
_LEFT_PX = 26


@dataclass(frozen=True)
class Recent:
    """A project: its name, what is in it, and what opens it."""

    name: str
    note: str
    open: Callable[[], None]


class RecentList(QWidget):
    """Each project on two lines, to click."""

    def __init__(self, recent: tuple[Recent, ...], theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(0)
        for each in recent:
            row = _Row(each, theme)
            row.clicked.connect(each.open)
            column.addWidget(row)


class _Row(QAbstractButton):
    def __init__(self, recent: Recent, theme: Theme) -> None:
        super().__init__()
        self._recent, self._theme = recent, theme
        self.setFixedHeight(_ROW_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Open {recent.name}, {recent.note}")
        self.setToolTip(recent.name)

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW_PX)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, "document", 7, 15, theme.text, 14)
        cut, room_px = Qt.TextElideMode.ElideMiddle, self.width() - _LEFT_PX - 2
        name = metrics(TextStyle.BODY_STRONG).elidedText(self._recent.name, cut, room_px)
        draw_text(painter, _LEFT_PX, 17, name, TextStyle.BODY_STRONG, theme.accent)
        note = metrics(TextStyle.BODY).elidedText(self._recent.note, cut, room_px)
        draw_text(painter, _LEFT_PX, 34, note, TextStyle.BODY, theme.muted)
        if self.underMouse():
            wide_px = metrics(TextStyle.BODY_STRONG).horizontalAdvance(name)
            painter.setPen(QPen(colour(theme.accent), 1))
            painter.drawLine(QPointF(_LEFT_PX, 19), QPointF(_LEFT_PX + wide_px, 19))
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
