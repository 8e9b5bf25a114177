"""How to read the marks: every shape with what it says."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from explorer.painting.glyphs import Form, paint_diamond, paint_inner_mark, paint_kind_dot
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.parts_overlay import Overlay

_TALKS, _AGREEMENT, _CHANGE, _EXERCISE, _INCIDENT, _STATEMENT = 0, 1, 2, 3, 4, 6
_LINE_PX = 25
_BAR_X = 46.0

Paint = Callable[[QPainter, float, float, Theme], None]


def _bar(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    kind = theme.kind(_EXERCISE)
    painter.setPen(QPen(colour(kind.edge), 1))
    painter.setBrush(colour(kind.fill))
    painter.drawRect(QRectF(x, y - 4, _BAR_X, 8))
    paint_inner_mark(painter, x + 8, y, _EXERCISE, kind.ink)


def _fade(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    kind = theme.kind(_CHANGE)
    shade = QLinearGradient(x + 24, y, x + _BAR_X, y)
    shade.setColorAt(0, colour(kind.fill))
    shade.setColorAt(1, colour(kind.fill, 0.0))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade)
    painter.drawRect(QRectF(x, y - 4, _BAR_X, 8))
    paint_inner_mark(painter, x + 8, y, _CHANGE, kind.ink)


def _band(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    kind = theme.kind(_AGREEMENT)
    painter.fillRect(QRectF(x + 9, y - 5, 28, 10), colour(kind.fill, 0.5))
    painter.setPen(QPen(colour(kind.edge), 1))
    for edge in (x + 9, x + 37):
        painter.drawLine(QLineF(edge, y - 5, edge, y + 5))
    paint_inner_mark(painter, x + 23, y, _AGREEMENT, kind.edge)


def _arrow(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    kind = theme.kind(_AGREEMENT)
    points = ((0, -4), (41, -4), (46, 0), (41, 4), (0, 4))
    painter.setPen(QPen(colour(kind.edge), 1))
    painter.setBrush(colour(kind.fill))
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in points]))
    paint_inner_mark(painter, x + 8, y, _AGREEMENT, kind.ink)


def _ghosts(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    kind = theme.kind(_INCIDENT)
    dotted = QPen(colour(kind.edge), 1.2)
    dotted.setDashPattern([2 / 1.2, 2 / 1.2])
    painter.setPen(dotted)
    painter.drawLine(QLineF(x + 14, y, x + 33, y))
    for place in (x + 8, x + 38):
        paint_kind_dot(painter, place, y, _INCIDENT, theme, form=Form.HOLLOW)


def _dot(kind: int, form: Form = Form.FILLED, selected: bool = False) -> Paint:
    def paint(painter: QPainter, x: float, y: float, theme: Theme) -> None:
        paint_kind_dot(painter, x + 23, y, kind, theme, form=form, selected=selected)

    return paint


def _diamond(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    paint_diamond(painter, x + 23, y, _STATEMENT, theme)


LEGEND: tuple[tuple[Paint, str], ...] = (
    (_dot(_TALKS), "A day or an instant"),
    (_bar, "A period, first day to last"),
    (_fade, "About then: the fade spans what is possible"),
    (_band, "Some time within these bounds"),
    (_arrow, "Goes on, no end given"),
    (_dot(_CHANGE, Form.HOLLOW), "Planned"),
    (_dot(_TALKS, Form.DASHED), "Drafted by a program, not reviewed"),
    (_ghosts, "Sources disagree on the date"),
    (_diamond, "Undated: the source gives no date"),
    (_dot(_TALKS, selected=True), "Selected, lit in every pane"),
)


class Legend(QWidget):
    """The shapes in two columns under a title."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(34 + _LINE_PX * ((len(LEGEND) + 1) // 2))
        self.setMinimumWidth(420)
        self.setAccessibleName("How to read the marks")
        self.setAccessibleDescription("; ".join(words for _, words in LEGEND))
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_text(painter, 0, 16, "How to read the marks", TextStyle.PANE_TITLE, theme.text)
        second = max(330.0, self.width() * 0.51)
        for index, (paint, words) in enumerate(LEGEND):
            x = second if index % 2 else 0.0
            y = 47.0 + _LINE_PX * (index // 2)
            paint(painter, x, y, theme)
            draw_text(painter, x + 60, y + 4.3, words, TextStyle.BODY, theme.text)


class LegendOverlay(Overlay):
    """The legend over the window, from the Help menu."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, 680, "How to read the marks")
        self.column.addWidget(Legend(look))
        self.column.addStretch(1)
