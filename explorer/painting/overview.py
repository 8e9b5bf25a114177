"""Paints the overview strip: all events in columns, and the brush on them."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.painting.pen import colour, draw_text, fill_rects
from explorer.painting.ruler import hairline
from explorer.painting.theme import Theme
from explorer.viewmodel.timeline.overview import SIDE_PX, OverviewScene
from explorer.viewmodel.type import TextStyle

_TOP_PX = 4.0
_HEAD_ROOM_PX = 5.0
_GAP_PX = 0.8
_LEAST_PX = 1.6
_INK = 0.75
_BRUSH = 0.12
_HANDLE = (5.0, 14.0)


def paint_overview(painter: QPainter, scene: OverviewScene, theme: Theme) -> None:
    """Paint the strip with its corner at the painter's origin."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, scene.width, scene.height), colour(theme.header))
    _brush_ground(painter, scene, theme)
    _columns(painter, scene, theme)
    painter.setPen(QPen(colour(theme.strong_line), 1))
    floor = hairline(scene.floor)
    painter.drawLine(QLineF(SIDE_PX, floor, scene.width - SIDE_PX, floor))
    for tick in scene.ticks:
        if tick.x_px >= SIDE_PX:
            x = hairline(tick.x_px)
            painter.drawLine(QLineF(x, floor, x, floor + 4))
        x = max(tick.label_x_px - 2, SIDE_PX + 1)
        draw_text(painter, x, scene.height - 2, tick.label, TextStyle.SMALL, theme.muted)
        painter.setPen(QPen(colour(theme.strong_line), 1))
    _brush_edge(painter, scene, theme)
    painter.setPen(QPen(colour(theme.hairline), 1))
    bottom = scene.height - 0.5
    painter.drawLine(QLineF(0, bottom, scene.width, bottom))
    painter.restore()


def _columns(painter: QPainter, scene: OverviewScene, theme: Theme) -> None:
    if scene.most == 0:
        return
    room = scene.floor - _TOP_PX - _HEAD_ROOM_PX
    inside, outside, accent = colour(theme.text, _INK), colour(theme.ghost), colour(theme.accent)
    low, high = scene.brush
    edges = scene.edges_x.tolist()
    counts = zip(scene.total.tolist(), scene.matching.tolist(), strict=True)
    inks: tuple[list[QRectF], ...] = ([], [], [])
    for index, (total, matching) in enumerate(counts):
        x0, x1 = max(edges[index], SIDE_PX), min(edges[index + 1], scene.width - SIDE_PX)
        if not total or x1 - x0 <= _GAP_PX:
            continue
        ink = 0 if low <= (x0 + x1) / 2 <= high else 1
        for count, place in ((total, ink), (matching if scene.filtered else 0, 2)):
            if count:
                height = max(room * count / scene.most, _LEAST_PX)
                inks[place].append(QRectF(x0, scene.floor - height, x1 - x0 - _GAP_PX, height))
    for brush, bars in zip((inside, outside, accent), inks, strict=True):
        fill_rects(painter, bars, brush)


def _brush_rect(scene: OverviewScene) -> QRectF:
    low, high = scene.brush
    return QRectF(low, _TOP_PX - 1.5, max(high - low, 1.0), scene.floor - _TOP_PX + 1.5)


def _brush_ground(painter: QPainter, scene: OverviewScene, theme: Theme) -> None:
    painter.fillRect(_brush_rect(scene), colour(theme.accent, _BRUSH))


def _brush_edge(painter: QPainter, scene: OverviewScene, theme: Theme) -> None:
    rect = _brush_rect(scene)
    painter.setPen(QPen(colour(theme.accent), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    width, height = _HANDLE
    painter.setBrush(colour(theme.panel))
    for x in (rect.left(), rect.right()):
        handle = QRectF(x - width / 2, rect.center().y() - height / 2, width, height)
        painter.drawRoundedRect(handle, 2, 2)
