"""The tip beside what the pointer is over, with a line that leads to it."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter, QPen

from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.type import TextStyle

_PAD_PX = 6.0
_LINE_PX = 15.0
_AWAY = (22.0, 18.0)


def paint_tip(
    painter: QPainter,
    theme: Theme,
    area: QRectF,
    x: float,
    y: float,
    title: str,
    note: str,
) -> None:
    """Paint a tip for what stands at `(x, y)`, within `area`, above it where there is room."""
    width = metrics(TextStyle.LABEL_SELECTED).horizontalAdvance(title)
    if note:
        width = max(width, metrics(TextStyle.CAPTION).horizontalAdvance(note))
    height = 2 * _PAD_PX - 2 + _LINE_PX * (2 if note else 1)
    width += 2 * _PAD_PX
    left = x + _AWAY[0] if x + _AWAY[0] + width <= area.right() else x - _AWAY[0] - width
    left = min(max(left, area.left() + 2), max(area.right() - width - 2, area.left() + 2))
    top = y - _AWAY[1] - height
    if top < area.top() + 2:
        top = min(y + _AWAY[1], area.bottom() - height - 2)
    box = QRectF(left, top, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(theme.text), 1))
    near_x = min(max(x, box.left()), box.right())
    near_y = box.bottom() if box.bottom() < y else box.top()
    painter.drawLine(QLineF(x, y, near_x, near_y))
    painter.setBrush(colour(theme.panel))
    painter.drawRoundedRect(box, 3, 3)
    base = top + _PAD_PX + 10
    draw_text(painter, left + _PAD_PX, base, title, TextStyle.LABEL_SELECTED, theme.text)
    if note:
        below = base + _LINE_PX
        draw_text(painter, left + _PAD_PX, below, note, TextStyle.CAPTION, theme.muted)
    painter.restore()
