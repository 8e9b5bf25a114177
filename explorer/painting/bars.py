"""The marks that reach along the axis: bands, bars, arrows and contested dates.

Softness is drawn from the certain bound to the last possible one, and never beyond.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPen, QPolygonF

from explorer.painting.glyphs import paint_inner_mark, paint_kind_dot
from explorer.painting.pen import colour
from explorer.painting.theme import Theme
from explorer.values import dataclass, replace
from explorer.viewmodel.forms import Form, Tone
from explorer.viewmodel.timeline.extents import Glyph
from explorer.viewmodel.timeline.scene import TALL_PX, MarkItem

_HEAD_PX = 5.0
_INNER_INDENT_PX = 6.0
_INNER_LEAST_PX = 14.0
_DASH = (4.0, 2.5)
_HEIGHTS = {
    (Glyph.BAND, Tone.MATCHING): 10.0,
    (Glyph.BAND, Tone.CONTEXT): 6.0,
    (Glyph.BAR, Tone.MATCHING): 8.0,
    (Glyph.BAR, Tone.CONTEXT): 5.0,
}


@dataclass(frozen=True, slots=True)
class _Ink:
    """The colours of one mark: of its body, its edge and its inner mark."""

    fill: QColor
    edge: QColor
    inner: str


def paint_long(painter: QPainter, item: MarkItem, theme: Theme) -> None:
    """Paint a mark that is not a dot or a diamond."""
    if item.glyph is Glyph.CONTESTED:
        _contested(painter, item, theme)
        return
    if item.selected:
        _highlight(painter, item, theme)
    ink = _ink(item, theme)
    if item.glyph is Glyph.BAND:
        _band(painter, item, ink, theme)
    else:
        _bar(painter, item, ink, theme)


def _ink(item: MarkItem, theme: Theme) -> _Ink:
    kind = theme.kind(item.kind_index)
    if item.tone is Tone.CONTEXT:
        return _Ink(colour(theme.ghost), colour(theme.ghost), theme.ghost)
    inner = kind.ink if item.form is Form.FILLED and item.glyph is not Glyph.BAND else kind.edge
    return _Ink(colour(kind.fill), colour(kind.edge), inner)


def _height(item: MarkItem) -> float:
    if item.tall:
        return TALL_PX
    glyph = Glyph.BAND if item.glyph is Glyph.BAND else Glyph.BAR
    return _HEIGHTS[glyph, item.tone]


def _highlight(painter: QPainter, item: MarkItem, theme: Theme) -> None:
    half = _height(item) / 2 + 3.2
    painter.setPen(QPen(colour(theme.selection_edge), 1.6))
    painter.setBrush(colour(theme.selection))
    low, high = item.soft_low_x - 3.2, item.soft_high_x + 3.2
    painter.drawRect(QRectF(low, item.y - half, high - low, 2 * half))


def _band(painter: QPainter, item: MarkItem, ink: _Ink, theme: Theme) -> None:
    height = _height(item)
    top = item.y - height / 2
    body = QRectF(item.low_x, top, item.high_x - item.low_x, height)
    if item.form is Form.FILLED:
        ground = theme.selection if item.selected else theme.panel
        painter.fillRect(body, colour(ground))
        half = QColor(ink.fill)
        half.setAlphaF(0.5)
        painter.fillRect(body, half)
        _fades(painter, item, half, top, height)
    else:
        painter.setPen(_outline_pen(ink.edge, item.form, 1.0))
        painter.setBrush(colour(theme.selection if item.selected else theme.panel))
        painter.drawRect(body)
    painter.setPen(QPen(ink.edge, 1.6 if item.form is Form.HOLLOW else 1.0))
    for x, soft, cut in _bounds(item):
        if abs(x - soft) < 0.5 and not cut:
            painter.drawLine(QLineF(x, top, x, top + height))
    if item.tone is Tone.MATCHING and body.width() >= _INNER_LEAST_PX:
        middle = (item.low_x + item.high_x) / 2
        paint_inner_mark(painter, middle, item.y, item.kind_index, ink.inner, scale=0.9)


def _bounds(item: MarkItem) -> tuple[tuple[float, float, bool], tuple[float, float, bool]]:
    return (
        (item.low_x, item.soft_low_x, item.cut_low),
        (item.high_x, item.soft_high_x, item.cut_high),
    )


def _bar(painter: QPainter, item: MarkItem, ink: _Ink, theme: Theme) -> None:
    height = _height(item)
    top = item.y - height / 2
    body = _body(item, height)
    if item.form is Form.FILLED:
        bare = item.tone is Tone.CONTEXT
        painter.setPen(QPen(Qt.PenStyle.NoPen) if bare else QPen(ink.edge, 1.0))
        painter.setBrush(ink.fill)
        painter.drawPolygon(body)
        _fades(painter, item, ink.fill, top, height)
    else:
        ground = colour(theme.selection if item.selected else theme.panel)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawPolygon(body)
        _hollow_edges(painter, item, ink, height)
    if item.tone is Tone.MATCHING and item.high_x - item.low_x >= _INNER_LEAST_PX:
        x = item.low_x + _INNER_INDENT_PX + (1 if item.tall else 0)
        paint_inner_mark(painter, x, item.y, item.kind_index, ink.inner, scale=0.9)


def _body(item: MarkItem, height: float) -> QPolygonF:
    """Return the certain part, with the head of an arrow."""
    low, high, half = item.low_x, item.high_x, height / 2
    points = [QPointF(low, item.y - half)]
    if item.glyph is Glyph.ARROW and not item.cut_high:
        points += [QPointF(high - _HEAD_PX, item.y - half), QPointF(high, item.y)]
        points += [QPointF(high - _HEAD_PX, item.y + half)]
    else:
        points += [QPointF(high, item.y - half), QPointF(high, item.y + half)]
    points.append(QPointF(low, item.y + half))
    if item.glyph is Glyph.UNTIL and not item.cut_low:
        points[0] = QPointF(low + _HEAD_PX, item.y - half)
        points[-1] = QPointF(low + _HEAD_PX, item.y + half)
        points.append(QPointF(low, item.y))
    return QPolygonF(points)


def _fades(painter: QPainter, item: MarkItem, fill: QColor, top: float, height: float) -> None:
    """Fill what is possible but not certain, from the fill's own strength to nothing."""
    for certain, possible in (
        (item.low_x, item.soft_low_x),
        (item.high_x, item.soft_high_x),
    ):
        if abs(certain - possible) >= 0.5:
            brush = _fading(fill, certain, possible)
            left = min(certain, possible)
            painter.fillRect(QRectF(left, top, abs(certain - possible), height), brush)


def _fading(fill: QColor, certain: float, possible: float) -> QBrush:
    gradient = QLinearGradient(QPointF(certain, 0), QPointF(possible, 0))
    nothing = QColor(fill)
    nothing.setAlphaF(0.0)
    gradient.setColorAt(0, fill)
    gradient.setColorAt(1, nothing)
    return QBrush(gradient)


def _outline_pen(edge: QColor, form: Form, width: float) -> QPen:
    pen = QPen(edge, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if form is Form.DASHED:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / width for length in _DASH])
    return pen


def _hollow_edges(painter: QPainter, item: MarkItem, ink: _Ink, height: float) -> None:
    """Draw the outline; along a soft part both long edges fade, and no end is drawn."""
    width = 1.6 if item.form is Form.HOLLOW else 1.5
    inset = _body(_inset(item, width / 2), height - width)
    painter.setPen(_outline_pen(ink.edge, item.form, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    soft_low = item.low_x - item.soft_low_x >= 0.5 or item.cut_low
    soft_high = item.soft_high_x - item.high_x >= 0.5 or item.cut_high
    if not soft_low and not soft_high:
        painter.drawPolygon(inset)
    else:
        top, bottom = item.y - (height - width) / 2, item.y + (height - width) / 2
        painter.drawLine(QLineF(item.low_x, top, item.high_x, top))
        painter.drawLine(QLineF(item.low_x, bottom, item.high_x, bottom))
        half = width / 2
        for x, soft in ((item.low_x + half, soft_low), (item.high_x - half, soft_high)):
            if not soft:
                painter.drawLine(QLineF(x, top - half, x, bottom + half))
    for y in (item.y - height / 2, item.y + height / 2 - width):
        _fades(painter, item, ink.edge, y, width)


def _inset(item: MarkItem, by: float) -> MarkItem:
    return replace(item, low_x=item.low_x + by, high_x=item.high_x - by)


def _contested(painter: QPainter, item: MarkItem, theme: Theme) -> None:
    """Hollow marks at the dates that sources claim, joined by dots; or one with a ≠."""
    edge = theme.ghost if item.tone is Tone.CONTEXT else theme.kind(item.kind_index).edge
    xs = item.claim_xs or (item.x,)
    if len(xs) > 1 or item.cut_low or item.cut_high:
        pen = QPen(colour(edge), 1.2)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([2 / 1.2, 2 / 1.2])
        painter.setPen(pen)
        painter.drawLine(QLineF(item.low_x, item.y, item.high_x, item.y))
    for x in item.claim_xs:
        paint_kind_dot(
            painter, x, item.y, item.kind_index, theme, form=Form.HOLLOW, tone=item.tone,
            selected=item.selected, halo=True,
        )  # fmt: skip
    if len(item.claim_xs) == 1 and not item.cut_low and not item.cut_high:
        _unequal(painter, xs[0] + 7, item.y - 5, edge)


def _unequal(painter: QPainter, x: float, y: float, edge: str) -> None:
    painter.setPen(QPen(colour(edge), 1.1))
    for dy in (-1.2, 1.2):
        painter.drawLine(QLineF(x - 2.6, y + dy, x + 2.6, y + dy))
    painter.drawLine(QLineF(x - 1.5, y + 3, x + 1.5, y - 3))
