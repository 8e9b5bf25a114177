"""The legend below the relationships: samples of what is in the picture, or what is not."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.graph.scene import GraphScene, Legend, Sample
from explorer.viewmodel.graph.web_scene import WebScene
from explorer.viewmodel.type import TextStyle

FOOTER_PX = 26
_LEFT_PX = 12.0
_SAMPLE_PX = 22.0
_GAP_PX = 12.0
_CHANGE = 2  # planned lines are drawn as changes to come


def paint_relationships_footer(
    painter: QPainter, scene: GraphScene | WebScene, theme: Theme, width_px: float
) -> None:
    """Paint the footer, 26 px high; a sample that has no room is left out.

    `width_px` is the room up to the first button; words that are wider end in "…".
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, width_px, FOOTER_PX), colour(theme.panel))
    x = _LEFT_PX
    if scene.footer:
        room = int(width_px - x - 4)
        said = metrics(TextStyle.CAPTION).elidedText(
            scene.footer, Qt.TextElideMode.ElideRight, room
        )
        x = _words(painter, x, said if room > 30 else "", theme) + _GAP_PX
    for item in scene.legend:
        if x + _width(item) > width_px - 4:
            continue
        x = _item(painter, x, item, theme) + _GAP_PX
    painter.restore()


def _width(item: Legend) -> float:
    return _SAMPLE_PX + 6 + metrics(TextStyle.CAPTION).horizontalAdvance(item.label)


def _words(painter: QPainter, x: float, text: str, theme: Theme) -> float:
    draw_text(painter, x, 17, text, TextStyle.CAPTION, theme.muted)
    return x + metrics(TextStyle.CAPTION).horizontalAdvance(text)


def _item(painter: QPainter, x: float, item: Legend, theme: Theme) -> float:
    middle = FOOTER_PX / 2
    if item.sample is Sample.WIDTHS:
        thin, thick = item.widths_px
        _line(painter, x, middle - 3.5, QPen(colour(theme.muted), thin))
        _line(painter, x, middle + 2.5, QPen(colour(theme.muted), thick))
    elif item.sample is Sample.PLANNED:
        pen = QPen(colour(theme.kind(_CHANGE).edge), 1.5)
        pen.setDashPattern([5 / 1.5, 3.5 / 1.5])
        _line(painter, x, middle, pen)
    elif item.sample is Sample.PENDING:
        pen = QPen(colour(theme.muted), 1.5)
        pen.setDashPattern([2.4 / 1.5, 1.9 / 1.5])
        _line(painter, x, middle, pen)
    elif item.sample is Sample.OUTSIDE:
        _line(painter, x, middle, QPen(colour(theme.ghost), 1.5))
    else:
        painter.setPen(QPen(colour(theme.selection_edge), 1.6))
        painter.setBrush(colour(theme.selection))
        painter.drawEllipse(QPointF(x + _SAMPLE_PX - 7, middle), 5.5, 5.5)
    return _words(painter, x + _SAMPLE_PX + 6, item.label, theme)


def _line(painter: QPainter, x: float, y: float, pen: QPen) -> None:
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QPointF(x, y), QPointF(x + _SAMPLE_PX, y))
