"""Paints a page: words, rules and key, and the view through its own painter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPen

from explorer.painting.glyphs import paint_diamond, paint_kind_dot
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.painting.vector import vector
from explorer.viewmodel.forms import Form
from explorer.viewmodel.forms import Tone as MarkTone
from explorer.viewmodel.picture.page_scene import KeyShape, Page, PlacedKey, Tone

S = TypeVar("S")
PaintView = Callable[[QPainter, S, Theme], None]

_DOTS = {
    KeyShape.KIND: Form.FILLED,
    KeyShape.HOLLOW: Form.HOLLOW,
    KeyShape.DASHED: Form.DASHED,
}


def paint_page(painter: QPainter, page: Page[S], theme: Theme, paint_view: PaintView[S]) -> None:
    """Paint the page in logical px from (0, 0), on the panel's colour."""
    painter.fillRect(QRectF(0, 0, page.width_px, page.height_px), colour(theme.panel))
    for rule in page.rules:
        painter.setPen(QPen(colour(theme.text if rule.strong else theme.hairline), 1))
        painter.drawLine(QLineF(rule.x0, rule.y, rule.x1, rule.y))
    tones = {Tone.TEXT: theme.text, Tone.MUTED: theme.muted, Tone.DANGER: theme.danger}
    names = vector(painter)
    for text in page.texts:
        if names is not None and text.link:
            names.begin_link(text.link)
        if names is not None and text.anchor:
            names.place(text.anchor)
        draw_text(painter, text.x, text.baseline, text.text, text.style, tones[text.tone])
        if names is not None and text.link:
            names.end_mark()
    for key in page.keys:
        _paint_key(painter, key, theme)
    view = page.view
    painter.save()
    painter.translate(view.x, view.y)
    painter.setClipRect(QRectF(0, 0, view.width_px, view.height_px))
    paint_view(painter, view.scene, theme)
    painter.restore()


def _paint_key(painter: QPainter, key: PlacedKey, theme: Theme) -> None:
    plain = key.kind is None
    kind = 0 if key.kind is None else key.kind
    if key.shape is KeyShape.DIAMOND:
        tone = MarkTone.CONTEXT if plain else MarkTone.MATCHING
        paint_diamond(painter, key.x, key.y, kind, theme, tone=tone, half=6.2)
    elif key.shape in _DOTS and not plain:
        paint_kind_dot(painter, key.x, key.y, kind, theme, form=_DOTS[key.shape])
    elif key.shape in _DOTS:
        _paint_plain_dot(painter, key, theme)
    else:
        _paint_sample(painter, key, theme)


def _paint_plain_dot(painter: QPainter, key: PlacedKey, theme: Theme) -> None:
    pen = QPen(colour(theme.text), 1.5)
    if key.shape is KeyShape.DASHED:
        pen.setDashPattern([1.6, 1.3])
    painter.setPen(pen)
    painter.setBrush(colour(theme.ghost if key.shape is KeyShape.KIND else theme.panel))
    painter.drawEllipse(QPointF(key.x, key.y), 5, 5)


_LINES: dict[KeyShape, list[float]] = {
    KeyShape.LINE: [],
    KeyShape.DASHED_LINE: [2.5, 1.75],
    KeyShape.DRAFT_LINE: [1.2, 0.95],
}


def _paint_sample(painter: QPainter, key: PlacedKey, theme: Theme) -> None:
    ink = theme.muted if key.kind is None else theme.kind(key.kind).edge
    fill = theme.ghost if key.kind is None else theme.kind(key.kind).fill
    left, right = key.x - 10, key.x + 10
    if key.shape in _LINES:
        pen = QPen(colour(ink), 2.0)
        if _LINES[key.shape]:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern(_LINES[key.shape])
        painter.setPen(pen)
        painter.drawLine(QLineF(left, key.y, right, key.y))
    elif key.shape is KeyShape.BAND:
        painter.fillRect(QRectF(left, key.y - 5, 20, 10), colour(fill, 0.5))
        painter.setPen(QPen(colour(ink), 1))
        painter.drawLines([QLineF(x, key.y - 5, x, key.y + 5) for x in (left, right)])
    elif key.shape is KeyShape.SOFT:
        fade = QLinearGradient(key.x - 2, 0, right, 0)
        fade.setColorAt(0, colour(fill))
        fade.setColorAt(1, colour(fill, 0.0))
        painter.fillRect(QRectF(left, key.y - 4, 20, 8), fade)
    elif key.shape is KeyShape.GHOSTS:
        _paint_ghosts(painter, key, ink)
    elif key.shape in (KeyShape.BAR, KeyShape.ARROW):
        tip = 5.0 if key.shape is KeyShape.ARROW else 0.0
        points = [(left, -4), (right - tip, -4), (right, 0), (right - tip, 4), (left, 4)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(fill))
        painter.drawPolygon([QPointF(x, key.y + dy) for x, dy in points])


def _paint_ghosts(painter: QPainter, key: PlacedKey, ink: str) -> None:
    dotted = QPen(colour(ink), 1.2)
    dotted.setDashPattern([2, 2])
    painter.setPen(dotted)
    painter.drawLine(QLineF(key.x - 6, key.y, key.x + 6, key.y))
    painter.setPen(QPen(colour(ink), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for x in (key.x - 11, key.x + 11):
        painter.drawEllipse(QPointF(x, key.y), 4, 4)
