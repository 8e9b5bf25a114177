"""Paints a passage: the same strokes on the screen, in a PNG, an SVG and a PDF."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.passage import scene as scenes
from explorer.viewmodel.passage.scene import Box, MarginScene, PassageScene, Tick, Underline

_TICK_PX = (9.0, 2.0)
_LIT_TICK_PX = (13.0, 3.0)
_TICK_LIGHT_PX = 9.0
_THUMB_PX = 16.0
_DASH = (2.4, 1.9)


def paint_passage(painter: QPainter, scene: PassageScene, theme: Theme) -> None:
    """Paint a scene from the painter's origin on; the ground is the panel's colour."""
    painter.save()
    painter.setClipRect(QRectF(0, 0, scene.width_px, scene.height_px))
    painter.fillRect(QRectF(0, 0, scene.width_px, scene.height_px), colour(theme.panel))
    for box in scene.lights:
        painter.fillRect(_rect(box), colour(theme.selection))
    for box in scene.chosen:
        painter.fillRect(_rect(box), colour(theme.accent, 0.25))
    _paint_rings(painter, scene.rings, theme)
    for underline in scene.underlines:
        _paint_underline(painter, underline, theme)
    for words in scene.words:
        ink = tone_colour(theme, words.tone)
        draw_text(painter, words.x_px, words.baseline_px, words.text, words.style, ink)
    if scene.margin is not None:
        _paint_margin(painter, scene.margin, scene.height_px, theme)
    painter.restore()


def tone_colour(theme: Theme, tone: int) -> str:
    """Return the colour of a scene's tone: a kind's edge, or ink by its role."""
    roles = {
        scenes.TEXT: theme.text,
        scenes.MUTED: theme.muted,
        scenes.DANGER: theme.danger,
        scenes.ON_SELECTION: theme.on_selection,
        scenes.SELECTION_EDGE: theme.selection_edge,
    }
    return roles[tone] if tone < 0 else theme.kind(tone).edge


def _rect(box: Box) -> QRectF:
    return QRectF(box.x_px, box.y_px, box.width_px, box.height_px)


def _paint_rings(painter: QPainter, rings: tuple[Box, ...], theme: Theme) -> None:
    painter.setPen(QPen(colour(theme.text), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in rings:
        painter.drawRect(_rect(ring).adjusted(-1, 0.5, 1, 0.5))


def _paint_underline(painter: QPainter, underline: Underline, theme: Theme) -> None:
    pen = QPen(colour(tone_colour(theme, underline.tone)), underline.thick_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if underline.dashed:
        # A pen counts its dashes in its own widths.
        pen.setDashPattern([length / underline.thick_px for length in _DASH])
    painter.setPen(pen)
    y_px = underline.y_px
    painter.drawLine(QPointF(underline.x0_px, y_px), QPointF(underline.x1_px, y_px))


def _paint_margin(painter: QPainter, margin: MarginScene, height_px: float, theme: Theme) -> None:
    strip = QRectF(margin.x_px, 0, margin.width_px, height_px)
    painter.fillRect(strip, colour(theme.header))
    painter.fillRect(QRectF(margin.x_px, 0, 1, height_px), colour(theme.hairline))
    thumb = _thumb(margin, height_px)
    if thumb is not None:
        painter.fillRect(thumb, colour(theme.hairline, 0.45))
    for tick in margin.ticks:
        _paint_tick(painter, tick, strip, theme)
    if thumb is not None:
        # Its edge lies over the ticks: among many it would not be seen otherwise.
        painter.setPen(QPen(colour(theme.ghost), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(thumb)


def _thumb(margin: MarginScene, height_px: float) -> QRectF | None:
    """Return the frame round what is seen of the text, at least 16 px high."""
    if margin.thumb_px is None:
        return None
    top_px, bottom_px = margin.thumb_px
    bottom_px = min(max(bottom_px, top_px + _THUMB_PX), height_px)
    top_px = max(min(top_px, bottom_px - _THUMB_PX), 0.0)
    left_px, wide_px = margin.x_px + 1.5, margin.width_px - 2
    return QRectF(left_px, top_px + 0.5, wide_px, bottom_px - top_px - 1)


def _paint_tick(painter: QPainter, tick: Tick, strip: QRectF, theme: Theme) -> None:
    centre_px = strip.center().x() + 0.5
    wide_px, high_px = _LIT_TICK_PX if tick.lit else _TICK_PX
    if tick.lit:
        light = QRectF(
            strip.x() + 1, tick.y_px - _TICK_LIGHT_PX / 2, strip.width() - 1, _TICK_LIGHT_PX
        )
        painter.fillRect(light, colour(theme.selection))
    bar = QRectF(centre_px - wide_px / 2, tick.y_px - high_px / 2, wide_px, high_px)
    painter.fillRect(bar, colour(tone_colour(theme, tick.tone)))
