"""Strokes a web of actors: outlines, lines, discs, names. Lines go out in batches by width."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from shiboken6 import wrapInstance

from explorer.domain.ids import Mark
from explorer.painting.fonts import font
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.painting.vector import vector
from explorer.viewmodel.graph.web_scene import Ends, Points, WebScene
from explorer.viewmodel.type import TextStyle

HEAVIEST = 10_000  # lines that are drawn while the picture moves
_STEP_PX = 0.5  # widths are rounded to it, so that few pens draw all lines
_FINE = 2_000  # more discs than this are points of a few sizes


def paint_web(painter: QPainter, scene: WebScene, theme: Theme, *, quick: bool = False) -> None:
    """Paint a scene at the painter's origin, in logical px; what lies outside is clipped.

    `quick` leaves out smooth edges and all but the heaviest lines: for a picture that moves.
    """
    painter.save()
    pane = QRectF(0, 0, scene.width_px, scene.height_px)
    painter.setClipRect(pane, Qt.ClipOperation.IntersectClip)
    painter.fillRect(pane, colour(theme.panel))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not quick)
    if scene.empty:
        _empty(painter, scene, theme)
    painter.translate(scene.dx_px, scene.dy_px)
    _groups(painter, scene, theme)
    most = HEAVIEST if quick else len(scene.ends)
    ends, widths, across = scene.ends[:most], scene.widths_px[:most], scene.across[:most]
    if quick:
        widths = np.ones(len(ends))
    inside = theme.hairline if len(scene.pointed) else theme.strong_line
    _lines(painter, scene, ends[across], widths[across], theme.hairline)
    _lines(painter, scene, ends[~across], widths[~across], inside)
    _lines(painter, scene, scene.pointed, np.full(len(scene.pointed), 1.3), theme.muted)
    _captions(painter, scene, theme)
    _discs(painter, scene, theme, quick)
    for label in scene.labels:
        box = label.box
        ground = QRectF(box.left, box.top + 1, box.right - box.left, box.bottom - box.top - 1)
        painter.fillRect(ground, colour(theme.panel, 0.8))
        style = TextStyle.NODE_LIT if label.lit else TextStyle.NODE
        draw_text(painter, label.words.x, label.words.baseline, label.words.text, style, theme.text)
    painter.restore()


def _empty(painter: QPainter, scene: WebScene, theme: Theme) -> None:
    painter.setPen(colour(theme.muted))
    painter.setFont(font(TextStyle.BODY))
    for row, line in enumerate(scene.empty):
        top = scene.height_px / 2 - 19 * len(scene.empty) / 2 + 19 * row
        rect = QRectF(0, top, scene.width_px, 19)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, line)


def _groups(painter: QPainter, scene: WebScene, theme: Theme) -> None:
    for group in scene.groups:
        pen = QPen(colour(theme.hairline), 1)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(colour(theme.zebra))
        painter.drawPolygon(QPolygonF([QPointF(at.real, at.imag) for at in group.outline]))


def _captions(painter: QPainter, scene: WebScene, theme: Theme) -> None:
    for group in scene.groups:
        words, box = group.words, group.box
        ground = QRectF(box.left - 2, box.top, box.right - box.left + 4, box.bottom - box.top)
        painter.fillRect(ground, colour(theme.panel, 0.8))
        draw_text(painter, words.x, words.baseline, words.text, TextStyle.CAPTION, theme.muted)


def _lines(
    painter: QPainter, scene: WebScene, ends: Ends, widths_px: np.ndarray, hex_code: str
) -> None:
    steps = np.rint(widths_px / _STEP_PX).astype(np.int64)
    for step in sorted(set(steps.tolist())):
        chosen = ends[steps == step]
        painter.setPen(QPen(colour(hex_code), max(step * _STEP_PX, 0.6)))
        _draw(painter, QLineF, scene.spots[chosen])


def _draw(painter: QPainter, kind: type[QLineF] | type[QPointF], places: Points) -> None:
    """Draw an array of places as many of a kind at once, from where it lies in memory.

    A list of thousands of objects would take longer to make than to paint; a picture of
    vectors wants to have one.
    """
    rows = np.ascontiguousarray(places)
    if not len(rows):
        return
    draw: Callable[..., None] = painter.drawLines if kind is QLineF else painter.drawPoints
    if vector(painter) is None:
        draw(wrapInstance(rows.ctypes.data, kind), len(rows))
    else:
        numbers = rows.view(np.float64).reshape(len(rows), -1).tolist()
        draw([kind(*own) for own in numbers])


def _discs(painter: QPainter, scene: WebScene, theme: Theme, quick: bool) -> None:
    if len(scene.actors) > _FINE:
        _points(painter, scene, theme, quick)
        shown = np.flatnonzero(scene.lit | scene.near)
    else:
        shown = np.arange(len(scene.actors))[::-1]  # who shares most lies on top
    names = vector(painter)
    for at in shown.tolist():
        if names is not None:
            names.begin_mark(Mark.actor(int(scene.actors[at])))
        _disc(painter, scene, at, theme)
        if names is not None:
            names.end_mark()


def _disc(painter: QPainter, scene: WebScene, at: int, theme: Theme) -> None:
    lit, near = bool(scene.lit[at]), bool(scene.near[at])
    quiet = bool(scene.near.any()) and not near and not lit
    edge = theme.selection_edge if lit else theme.text if near else theme.ghost
    painter.setPen(QPen(colour(edge), 1.6 if lit else 1.0))
    fill = theme.selection if lit else theme.panel if quiet else theme.hairline
    painter.setBrush(colour(fill))
    radius = float(scene.radius[at])
    painter.drawEllipse(QPointF(scene.spots[at].real, scene.spots[at].imag), radius, radius)


def _points(painter: QPainter, scene: WebScene, theme: Theme, quick: bool) -> None:
    """Draw thousands of discs as round points, a batch a size; `quick` ones are square."""
    sizes = np.rint(scene.radius * 2).astype(np.int64)
    caps = Qt.PenCapStyle
    for size in sorted(set(sizes.tolist())):
        pen = QPen(colour(theme.ghost), max(size, 2))
        pen.setCapStyle(caps.SquareCap if quick else caps.RoundCap)
        painter.setPen(pen)
        _draw(painter, QPointF, scene.spots[sizes == size])
