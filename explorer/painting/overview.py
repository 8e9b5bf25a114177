"""Paints the overview strip: all events in columns, and the brush on them."""

from __future__ import annotations

from functools import partial
from math import floor

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from explorer.painting.kept import NOTHING, Kept
from explorer.painting.pen import colour, draw_rules, draw_text, fill_rects
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


def paint_overview(
    painter: QPainter, scene: OverviewScene, theme: Theme, kept: Kept = NOTHING
) -> None:
    """Paint the strip with its corner at the painter's origin.

    Who paints one scene after another gives what is `kept` of the last: but for the brush,
    and which columns it is on, the strip stays as it is while the stretch is moved.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0, 0, scene.width, scene.height)
    painter.fillRect(whole, colour(theme.header))
    _brush_ground(painter, scene, theme)
    low, high = _inside(scene)
    outside, inside = colour(theme.ghost), colour(theme.text, _INK)
    arrays = [each.tobytes() for each in (scene.edges_x, scene.total, scene.matching)]
    look = "overview", theme.name, scene.filtered, scene.ticks, *arrays
    for left, right, ink in ((0, low, outside), (low, high, inside), (high, scene.width, outside)):
        if right > left:
            part = QRectF(left, 0, right - left, scene.height)
            stroke = partial(_columns, scene=scene, ink=ink, theme=theme)
            kept.paint(painter, whole, (look, ink.rgba()), stroke, part)
    _brush_edge(painter, scene, theme)
    floor = QRectF(0, scene.height - 1, scene.width, 1)
    draw_rules(painter, [floor], colour(theme.hairline))
    painter.restore()


def _inside(scene: OverviewScene) -> tuple[float, float]:
    """Return between which px the columns lie whose middles are under the brush."""
    edges = np.clip(scene.edges_x, SIDE_PX, max(scene.width - SIDE_PX, SIDE_PX))
    middles = (edges[:-1] + edges[1:]) / 2
    first = int(np.searchsorted(middles, scene.brush[0]))
    last = max(int(np.searchsorted(middles, scene.brush[1], side="right")), first)
    return float(floor(edges[first])), float(floor(edges[last]))


def _columns(painter: QPainter, scene: OverviewScene, ink: QColor, theme: Theme) -> None:
    """Paint the columns in one ink, with the ticks below them."""
    _bars(painter, scene, scene.total, ink)
    if scene.filtered:
        _bars(painter, scene, scene.matching, colour(theme.accent))
    low = floor(scene.floor)
    rules = [QRectF(SIDE_PX, low, scene.width - 2 * SIDE_PX, 1)]
    rules += [QRectF(floor(t.x_px), low, 1, 5) for t in scene.ticks if t.x_px >= SIDE_PX]
    draw_rules(painter, rules, colour(theme.strong_line))
    for tick in scene.ticks:
        x = max(tick.label_x_px - 2, SIDE_PX + 1)
        draw_text(painter, x, scene.height - 2, tick.label, TextStyle.SMALL, theme.muted)


def _bars(painter: QPainter, scene: OverviewScene, counts: NDArray[np.int64], ink: QColor) -> None:
    room = scene.floor - _TOP_PX - _HEAD_ROOM_PX
    edges = scene.edges_x.tolist()
    bars = []
    for index, count in enumerate(counts.tolist()):
        x0, x1 = max(edges[index], SIDE_PX), min(edges[index + 1], scene.width - SIDE_PX)
        if count and x1 - x0 > _GAP_PX:
            height = max(room * count / scene.most, _LEAST_PX)
            bars.append(QRectF(x0, scene.floor - height, x1 - x0 - _GAP_PX, height))
    fill_rects(painter, bars, ink)


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
