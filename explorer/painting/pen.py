"""Small shared strokes: colours by hex, text by style."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.painting.fonts import font
from explorer.painting.vector import VectorPainter
from explorer.viewmodel.type import TextStyle


@lru_cache(maxsize=256)
def colour(hex_code: str, alpha: float = 1.0) -> QColor:
    """Return a colour of the theme, with an alpha of 0 to 1; treat it as read-only."""
    made = QColor(hex_code)
    made.setAlphaF(alpha)
    return made


def fill_rects(painter: QPainter, rects: Sequence[QRectF], ink: QColor) -> None:
    """Fill many rectangles with one ink, as one stroke where the painter has one for it."""
    if isinstance(painter, VectorPainter):
        for rect in rects:
            painter.fillRect(rect, ink)
    elif rects:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawRects(rects)


def draw_rules(painter: QPainter, rules: Sequence[QRectF], ink: QColor) -> None:
    """Draw straight lines, each given as the px it covers: filled, a twentieth of a stroke."""
    if not isinstance(painter, VectorPainter):
        fill_rects(painter, rules, ink)
        return
    painter.setPen(QPen(ink, 1))
    for rule in rules:
        middle = rule.center()
        if rule.width() > rule.height():
            painter.drawLine(QLineF(rule.left(), middle.y(), rule.right(), middle.y()))
        else:
            painter.drawLine(QLineF(middle.x(), rule.top(), middle.x(), rule.bottom()))


def draw_text(
    painter: QPainter, x: float, baseline: float, text: str, style: TextStyle, hex_code: str
) -> None:
    """Draw one line of text from `x` on its baseline, in logical px."""
    if isinstance(painter, VectorPainter):
        painter.write(x, baseline, text, style, hex_code)
        return
    painter.setFont(font(style))
    painter.setPen(colour(hex_code))
    painter.drawText(QPointF(x, baseline), text)
