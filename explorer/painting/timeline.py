"""Paints a timeline's scene from its corner; the same strokes for screen and file."""

from __future__ import annotations

from math import ceil, floor

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.domain.ids import Mark
from explorer.painting.bars import paint_long
from explorer.painting.fonts import metrics
from explorer.painting.glyphs import paint_diamond, paint_kind_dot
from explorer.painting.kept import NOTHING, Kept
from explorer.painting.pen import colour, draw_rules, draw_text, fill_rects
from explorer.painting.ruler import hairline, paint_grid, paint_ruler
from explorer.painting.theme import Theme
from explorer.painting.timeline_columns import paint_all_columns
from explorer.painting.timeline_gutter import paint_gutter
from explorer.painting.timeline_undated import paint_undated
from explorer.painting.vector import vector
from explorer.viewmodel.forms import Tone
from explorer.viewmodel.timeline.extents import Glyph
from explorer.viewmodel.timeline.labels import label_style
from explorer.viewmodel.timeline.scene import (
    LabelItem,
    LabelRank,
    MarkItem,
    TimelineScene,
)
from explorer.viewmodel.type import TextStyle

_TINT = 0.55
_TINT_PX = 16.0
_BASELINE_PX = 12.2
_STEPS = 8  # places of a name within a pixel


def paint_timeline(
    painter: QPainter,
    scene: TimelineScene,
    theme: Theme,
    *,
    hover: Mark | None = None,
    kept: Kept = NOTHING,
) -> None:
    """Paint the scene with its corner at the painter's origin, in logical px.

    `hover` gets a thin ring round its marks. Nothing is painted left of 0 or above it. Who
    paints one scene after another gives what is `kept` of the last.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), colour(theme.panel))
    _grounds(painter, scene, theme)
    _lines(painter, scene, theme)
    paint_all_columns(painter, scene, theme)
    _label_grounds(painter, scene, theme)
    _connectors(painter, scene, theme)
    _floor_ticks(painter, scene, theme)
    names = vector(painter)
    for item in scene.marks:
        if names is not None:
            names.begin_mark(item.mark)
        _mark(painter, item, theme)
        if names is not None:
            names.end_mark()
    for label in scene.labels:
        _label(painter, label, theme, kept)
    if hover is not None:
        _hover(painter, scene, hover, theme)
    if scene.empty_note:
        _note(painter, scene, theme)
    paint_gutter(painter, scene, theme, kept)
    paint_ruler(painter, scene, theme)
    _period_on_ruler(painter, scene, theme)
    if scene.undated is not None:
        paint_undated(painter, scene, theme, hover, kept)
    painter.restore()


def _note(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    """Paint why the plot is empty, in its middle."""
    width = metrics(TextStyle.BODY).horizontalAdvance(scene.empty_note)
    x = (scene.plot_left + scene.plot_right - width) / 2
    y = (scene.plot_top + scene.plot_bottom) / 2
    draw_text(painter, x, y, scene.empty_note, TextStyle.BODY, theme.muted)


def _grounds(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    top, height = scene.plot_top, scene.plot_bottom - scene.plot_top
    for low, high in scene.zebra:
        painter.fillRect(QRectF(low, top, high - low, height), colour(theme.zebra))
    paint_grid(painter, scene, theme)
    for x in scene.tints:
        tint = QRectF(x - _TINT_PX / 2, top, _TINT_PX, height)
        painter.fillRect(tint, colour(theme.selection, _TINT))
    if scene.period_x is not None:
        low, high = scene.period_x
        painter.fillRect(QRectF(low, top, high - low, height), colour(theme.selection, _TINT))
        painter.setPen(QPen(colour(theme.selection_edge), 1))
        for x in scene.period_x:
            painter.drawLine(QLineF(hairline(x), top, hairline(x), scene.plot_bottom))


def _period_on_ruler(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    if scene.period_x is not None:
        low, high = scene.period_x
        painter.setPen(QPen(colour(theme.selection_edge), 2))
        painter.drawLine(QLineF(low, scene.plot_top - 1, high, scene.plot_top - 1))


def _lines(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    """Paint the line below each lane."""
    rules = [QRectF(0, floor(lane.y + lane.height - 1), scene.width, 1) for lane in scene.lanes]
    draw_rules(painter, rules, colour(theme.hairline))


def _label_grounds(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    for label in scene.labels:
        rect, selected = label.rect, label.rank is LabelRank.SELECTED
        if label.inside:
            continue
        if selected:
            ground = QRectF(rect.x - 3, rect.y - 0.5, rect.width + 6, rect.height + 1)
            painter.fillRect(ground, colour(theme.selection))
        elif not scene.zebra:
            ground = QRectF(rect.x - 1, rect.y + 1, rect.width + 2, rect.height - 2)
            painter.fillRect(ground, colour(theme.panel))


def _connectors(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    painter.setPen(QPen(colour(theme.selection_edge), 1.4))
    for line in scene.connectors:
        painter.drawLine(QLineF(line.x, line.top, line.x, line.bottom))


def _floor_ticks(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    """Paint them an ink at a time, in the order of their first; they hide no other ink."""
    inks: dict[int | None, list[QRectF]] = {}
    for _, kind, tone, x, y in scene.floor:
        inked = inks.setdefault(kind if tone is Tone.MATCHING else None, [])
        inked.append(QRectF(x - 2, y, 4, 3))
    for inked_kind, rects in inks.items():
        ink = theme.ghost if inked_kind is None else theme.kind(inked_kind).edge
        fill_rects(painter, rects, colour(ink))


def _mark(painter: QPainter, item: MarkItem, theme: Theme) -> None:
    if item.glyph is Glyph.DOT:
        paint_kind_dot(
            painter, item.x, item.y, item.kind_index, theme, form=item.form, tone=item.tone,
            selected=item.selected, halo=True, goes_on=item.goes_on,
        )  # fmt: skip
    elif item.glyph is Glyph.DIAMOND:
        paint_diamond(
            painter, item.x, item.y, item.kind_index, theme, form=item.form, tone=item.tone,
            selected=item.selected, goes_on=item.goes_on,
        )  # fmt: skip
    else:
        paint_long(painter, item, theme)


def _label(painter: QPainter, label: LabelItem, theme: Theme, kept: Kept) -> None:
    """Paint a name as it was painted before, at the eighth of a pixel next to its place."""
    rect = label.rect
    x, y = round(rect.x * _STEPS) / _STEPS, round(rect.y * _STEPS) / _STEPS
    area = QRectF(floor(x) - 1, floor(y) - 1, ceil(rect.width) + 4, ceil(rect.height) + 4)
    style, ink = label_style(label.rank), _ink(label, theme)
    look = "name", label.number, label.text, style, ink, theme.muted, x - floor(x), y - floor(y)

    def stroke(on: QPainter) -> None:
        low = y + _BASELINE_PX
        if label.number:
            draw_text(on, x, low, label.number, TextStyle.LABEL_MATCH, theme.muted)
        if label.text:
            draw_text(on, x + label.number_px, low, label.text, style, ink)

    kept.paint(painter, area, look, stroke)


def _ink(label: LabelItem, theme: Theme) -> str:
    if label.rank is LabelRank.SELECTED and not label.inside:
        return theme.on_selection
    return theme.muted if label.rank is LabelRank.CONTEXT else theme.text


def _hover(painter: QPainter, scene: TimelineScene, hover: Mark, theme: Theme) -> None:
    painter.setPen(QPen(colour(theme.text), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for item in scene.marks:
        if item.mark == hover:
            rect = item.rect
            if item.glyph in (Glyph.DOT, Glyph.DIAMOND):
                radius = rect.height / 2 + 2
                painter.drawEllipse(QPointF(item.x, item.y), radius, radius)
            else:
                grown = (rect.x - 2, rect.y - 2, rect.width + 4, rect.height + 4)
                painter.drawRect(QRectF(*grown))
