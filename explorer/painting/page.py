"""Paints a page: words, rules and key, and the view through its own painter."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from explorer.painting.glyphs import outline, paint_diamond, paint_inner_mark, paint_kind_dot
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.forms import Form
from explorer.viewmodel.forms import Tone as MarkTone
from explorer.viewmodel.page_scene import KeyShape, Page, PlacedKey, Tone

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
    for text in page.texts:
        draw_text(painter, text.x, text.baseline, text.text, text.style, tones[text.tone])
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


def _paint_sample(painter: QPainter, key: PlacedKey, theme: Theme) -> None:
    if key.kind is None:
        half = 5.0 if key.shape is KeyShape.BAND else 4.0
        painter.fillRect(QRectF(key.x - 10, key.y - half, 20, 2 * half), colour(theme.ghost, 0.5))
        if key.shape is KeyShape.BAND:
            painter.setPen(QPen(colour(theme.muted), 1))
            for x in (key.x - 10, key.x + 10):
                painter.drawLine(QLineF(x, key.y - half, x, key.y + half))
        return
    pen, brush = outline(key.kind, theme, Form.FILLED, MarkTone.MATCHING)
    painter.setPen(pen)
    painter.setBrush(brush)
    painter.drawRect(QRectF(key.x - 10, key.y - 4, 20, 8))
    paint_inner_mark(painter, key.x, key.y, key.kind, theme.kind(key.kind).ink)
