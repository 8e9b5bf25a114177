"""The ruler above the lanes: years in bold, months between, and the lines below them."""

from __future__ import annotations

from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.painting.pen import colour, draw_rules, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.timeline.scene import TimelineScene
from explorer.viewmodel.type import TextStyle

_RULER_PX = 24.0
_MINOR_PX = 8.0


def hairline(x: float) -> float:
    """Return where a 1 px line falls on whole pixels, so that it is not blurred."""
    return floor(x) + 0.5


def paint_grid(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    """Paint the ticks' lines through the plot."""
    top, height = scene.plot_top, scene.plot_bottom - scene.plot_top
    for major, ink in ((False, theme.grid), (True, theme.hairline)):
        rules = [
            QRectF(floor(tick.x_px), top, 1, height)
            for tick in scene.ticks
            if tick.major is major and tick.x_px >= scene.plot_left
        ]
        draw_rules(painter, rules, colour(ink))


def paint_ruler(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    """Paint the strip with the header word at its left and the ticks over the plot."""
    painter.fillRect(QRectF(0, 0, scene.width, scene.plot_top), colour(theme.header))
    top = scene.plot_top - _RULER_PX
    for span in scene.sources:
        draw_text(painter, span.x + 5, top - 3, span.title, TextStyle.SMALL, theme.muted)
    bottom = scene.plot_top
    rules = [QRectF(floor(span.x), 0, 1, bottom) for span in scene.sources]
    for tick in scene.ticks:
        if tick.x_px >= scene.plot_left:
            high = top if tick.major else bottom - _MINOR_PX
            rules.append(QRectF(floor(tick.x_px), high, 1, bottom - high))
    rules.append(QRectF(0, bottom - 1, scene.width, 1))
    draw_rules(painter, rules, colour(theme.strong_line))
    for tick in scene.ticks:
        if tick.label:
            style, ink = (
                (TextStyle.YEAR, theme.text) if tick.major else (TextStyle.SMALL, theme.muted)
            )
            draw_text(painter, tick.label_x_px, top + 16, tick.label, style, ink)
    draw_text(painter, 12, top + 16, scene.header, TextStyle.CAPTION, theme.muted)
