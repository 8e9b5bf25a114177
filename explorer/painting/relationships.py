"""Strokes the relationship panel: links, discs, names, tips. Vectors and text only."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from explorer.domain.ids import Mark
from explorer.painting.fonts import font
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.painting.vector import vector
from explorer.viewmodel.graph.place import head_px
from explorer.viewmodel.graph.scene import Box, Curve, GraphScene, SceneLink, SceneNode, Tip
from explorer.viewmodel.type import TextStyle

_ICON_PX = 14.0
_LIT_WIDER_PX = 7.0
_PLANNED_DASH_PX = (5.0, 3.5)
_PENDING_DASH_PX = (2.4, 1.9)
_RIM_DASH_PX = (3.0, 2.4)


def paint_relationships(painter: QPainter, scene: GraphScene, theme: Theme) -> None:
    """Paint a scene at the painter's origin, in logical px; what lies outside is clipped."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pane = QRectF(0, 0, scene.width_px, scene.height_px)
    painter.setClipRect(pane, Qt.ClipOperation.IntersectClip)
    painter.fillRect(pane, colour(theme.panel))
    if scene.empty:
        _empty(painter, scene, theme)
    painter.translate(scene.dx_px, scene.dy_px)
    names = vector(painter)
    for link in sorted(scene.links, key=_depth):
        if names is not None:
            names.begin_mark(Mark.relationship(link.relationships[0]))
        _line(painter, link, theme)
        if names is not None:
            names.end_mark()
    for node in scene.nodes:
        if names is not None:
            names.begin_mark(Mark.actor(node.actor))
        _disc(painter, node, theme)
        if names is not None:
            names.end_mark()
    for link in sorted(scene.links, key=_depth):
        _tag(painter, link, theme)
    for node in scene.nodes:
        _name(painter, node, theme)
    for tip in scene.tips:
        _tip(painter, tip, theme)
    painter.restore()


def _depth(link: SceneLink) -> tuple[bool, bool]:
    """Ghosts lie lowest, the selected on top."""
    return link.selected or link.hovered, not link.ghost


def _empty(painter: QPainter, scene: GraphScene, theme: Theme) -> None:
    painter.setPen(colour(theme.muted))
    painter.setFont(font(TextStyle.BODY))
    for row, line in enumerate(scene.empty):
        top = scene.height_px / 2 - 19 * len(scene.empty) / 2 + 19 * row
        rect = QRectF(0, top, scene.width_px, 19)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, line)


def _ink(link: SceneLink, theme: Theme) -> str:
    if link.ghost:
        return theme.ghost
    return theme.muted if link.kind is None else theme.kind(link.kind).edge


def _line(painter: QPainter, link: SceneLink, theme: Theme) -> None:
    path = _path(link.curve)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if link.hovered:
        _stroke(painter, path, theme.text, link.width_px + 2.4)
        _stroke(painter, path, theme.panel, link.width_px + 0.8)
    if link.selected:
        _stroke(painter, path, theme.selection, link.width_px + _LIT_WIDER_PX)
    pen = QPen(colour(_ink(link, theme)), link.width_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    # That nobody has reviewed it says more than that it is planned; its open head says that.
    dash = _PENDING_DASH_PX if link.pending else _PLANNED_DASH_PX if link.planned else ()
    if dash:
        # Qt counts dashes in widths of the pen.
        pen.setDashPattern([length / link.width_px for length in dash])
    painter.setPen(pen)
    painter.drawPath(path)
    if link.head:
        _head(painter, link, theme)


def _stroke(painter: QPainter, path: QPainterPath, hex_code: str, width_px: float) -> None:
    pen = QPen(colour(hex_code), width_px)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawPath(path)


def _path(curve: Curve) -> QPainterPath:
    path = QPainterPath(_point(curve.start))
    if curve.bent:
        path.quadTo(_point(curve.control), _point(curve.end))
    else:
        path.lineTo(_point(curve.end))
    return path


def _point(place: complex) -> QPointF:
    return QPointF(place.real, place.imag)


def _head(painter: QPainter, link: SceneLink, theme: Theme) -> None:
    """A triangle at the line's end: filled, or open where it is only planned."""
    curve = link.curve
    from_ = curve.control if curve.bent else curve.start
    along = curve.tip - from_
    along /= max(abs(along), 1e-6)
    length = head_px(link.width_px)
    half = along * 1j * (2.6 + 0.55 * link.width_px)
    base = curve.tip - along * length
    triangle = QPolygonF([_point(curve.tip), _point(base + half), _point(base - half)])
    ink = _ink(link, theme)
    if link.planned:
        pen = QPen(colour(ink), 1.1)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.setBrush(colour(theme.panel))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ink))
    painter.drawPolygon(triangle)


def _disc(painter: QPainter, node: SceneNode, theme: Theme) -> None:
    middle, radius = QPointF(node.x, node.y), node.radius_px
    pen = QPen(colour(theme.selection_edge if node.lit else theme.strong_line), 1.2)
    if node.lit:
        pen.setWidthF(1.6)
    if node.planned or node.pending:
        pen.setColor(colour(theme.selection_edge if node.lit else theme.ghost))
        dash = _PENDING_DASH_PX if node.pending else _RIM_DASH_PX
        pen.setDashPattern([length / pen.widthF() for length in dash])
    painter.setPen(pen)
    painter.setBrush(colour(theme.selection if node.lit else theme.panel))
    painter.drawEllipse(middle, radius, radius)
    if node.hovered:
        painter.setPen(QPen(colour(theme.text), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius + 2.4, radius + 2.4)
    ink = theme.on_selection if node.lit else theme.ghost if node.ghost else theme.text
    size_px = _ICON_PX + (1.5 if radius >= 16 else 0.0)
    paint_icon(painter, node.icon, node.x, node.y, ink, size_px)
    if node.pinned:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.panel))
        corner = QPointF(node.x + 0.75 * radius, node.y - 0.75 * radius)
        painter.drawEllipse(corner, 5.5, 5.5)
        paint_icon(painter, "pin", corner.x(), corner.y(), theme.muted, 9)


def _name(painter: QPainter, node: SceneNode, theme: Theme) -> None:
    if node.name is None:
        return
    style = TextStyle.NODE_LIT if node.lit else TextStyle.NODE
    ink = theme.muted if node.ghost else theme.text
    _ground(painter, node.name.box, theme.panel)
    for line in node.name.lines:
        draw_text(painter, line.x, line.baseline, line.text, style, ink)


def _ground(painter: QPainter, box: Box, hex_code: str) -> None:
    rect = QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
    painter.fillRect(rect, colour(hex_code))


def _tag(painter: QPainter, link: SceneLink, theme: Theme) -> None:
    tag = link.tag
    if tag is None:
        return
    _ground(painter, tag.box, theme.selection if link.selected else theme.panel)
    ink = theme.on_selection if link.selected else theme.muted if link.ghost else theme.text
    draw_text(painter, tag.words.x, tag.words.baseline, tag.words.text, TextStyle.LINK, ink)
    if tag.note is not None:
        ink = theme.on_selection if link.selected else theme.muted
        draw_text(painter, tag.note.x, tag.note.baseline, tag.note.text, TextStyle.LINK_NOTE, ink)


def _tip(painter: QPainter, tip: Tip, theme: Theme) -> None:
    box = tip.box
    painter.setPen(QPen(colour(theme.text), 1))
    painter.setBrush(colour(theme.panel))
    painter.drawRect(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top))
    words = tip.words
    draw_text(painter, words.x, words.baseline, words.text, TextStyle.LABEL_SELECTED, theme.text)
    if tip.note is not None:
        note = tip.note
        draw_text(painter, note.x, note.baseline, note.text, TextStyle.LINK_NOTE, theme.muted)
