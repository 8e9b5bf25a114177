"""The marks that stand for events: dots and diamonds with the inner mark of their kind.

The same strokes on the timeline, in lists, in legends and in files. Colour is never
alone: every kind but the first has an inner mark. `kind_index` counts in `Corpus.kinds`.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF

from explorer.painting.pen import colour
from explorer.painting.theme import Theme
from explorer.painting.vector import VectorPainter
from explorer.viewmodel.forms import Form, Tone

__all__ = [
    "CONTEXT_RADIUS",
    "DIAMOND_HALF",
    "DOT_RADIUS",
    "Form",
    "Tone",
    "outline",
    "paint_chevron",
    "paint_diamond",
    "paint_inner_mark",
    "paint_kind_dot",
]

DOT_RADIUS = 5.0
CONTEXT_RADIUS = 3.6
DIAMOND_HALF = 6.2
_HALO = 1.4
_SELECTED_BEYOND = 3.2
_DASH = (2.4, 1.9)  # px


def paint_kind_dot(
    painter: QPainter,
    x: float,
    y: float,
    kind_index: int,
    theme: Theme,
    *,
    radius: float = DOT_RADIUS,
    form: Form = Form.FILLED,
    tone: Tone = Tone.MATCHING,
    selected: bool = False,
    halo: bool = False,
    goes_on: bool = False,
) -> None:
    """Paint the dot of an event with its middle at `(x, y)`, in logical px.

    `halo` is the ring of panel colour that sets it off from a line behind it; a selected
    dot lies on the highlighter. A context dot is smaller and has no inner mark. `goes_on`
    adds the chevron.
    """
    look = kind_index, theme, radius, form, tone, selected, halo, goes_on
    if isinstance(painter, VectorPainter):
        painter.stamp(("dot", *look), x, y, lambda brush: _dot_at(brush, 0.0, 0.0, *look))
    else:
        _dot_at(painter, x, y, *look)


def _dot_at(
    painter: QPainter,
    x: float,
    y: float,
    kind_index: int,
    theme: Theme,
    radius: float,
    form: Form,
    tone: Tone,
    selected: bool,
    halo: bool,
    goes_on: bool,
) -> None:
    middle, size = QPointF(x, y), radius if tone is Tone.MATCHING else radius * 0.72
    if selected:
        painter.setPen(QPen(colour(theme.selection_edge), 1.6))
        painter.setBrush(colour(theme.selection))
        painter.drawEllipse(middle, size + _SELECTED_BEYOND, size + _SELECTED_BEYOND)
    elif halo:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.panel))
        painter.drawEllipse(middle, size + _HALO, size + _HALO)
    pen, brush = outline(kind_index, theme, form, tone, selected)
    painter.setPen(pen)
    painter.setBrush(brush)
    inset = pen.widthF() / 2
    painter.drawEllipse(middle, size - inset, size - inset)
    if tone is Tone.MATCHING:
        ink = _ink(kind_index, theme, form)
        paint_inner_mark(painter, x, y, kind_index, ink, scale=radius / DOT_RADIUS)
    if goes_on:
        edge = theme.ghost if tone is Tone.CONTEXT else theme.kind(kind_index).edge
        paint_chevron(painter, x + size + (3.2 if selected else 0), y, edge)


def paint_diamond(
    painter: QPainter,
    x: float,
    y: float,
    kind_index: int,
    theme: Theme,
    *,
    half: float = DIAMOND_HALF,
    form: Form = Form.FILLED,
    tone: Tone = Tone.MATCHING,
    selected: bool = False,
    goes_on: bool = False,
) -> None:
    """Paint the diamond of an undated event; `goes_on` adds the chevron to its right."""
    look = kind_index, theme, half, form, tone, selected, goes_on
    if isinstance(painter, VectorPainter):
        painter.stamp(("diamond", *look), x, y, lambda brush: _diamond_at(brush, 0.0, 0.0, *look))
    else:
        _diamond_at(painter, x, y, *look)


def _diamond_at(
    painter: QPainter,
    x: float,
    y: float,
    kind_index: int,
    theme: Theme,
    half: float,
    form: Form,
    tone: Tone,
    selected: bool,
    goes_on: bool,
) -> None:
    size = half if tone is Tone.MATCHING else half * 0.72
    if selected:
        painter.setPen(QPen(colour(theme.selection_edge), 1.6))
        painter.setBrush(colour(theme.selection))
        painter.drawPolygon(_diamond(x, y, size + _SELECTED_BEYOND + 1))
    pen, brush = outline(kind_index, theme, form, tone, selected)
    painter.setBrush(brush)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawPolygon(_diamond(x, y, size - pen.widthF() * 0.7))
    if tone is Tone.MATCHING:
        ink = _ink(kind_index, theme, form)
        paint_inner_mark(painter, x, y, kind_index, ink, scale=0.86 * half / DIAMOND_HALF)
    if goes_on:
        edge = theme.ghost if tone is Tone.CONTEXT else theme.kind(kind_index).edge
        paint_chevron(painter, x + size + (4.2 if selected else 0), y, edge)


def paint_chevron(painter: QPainter, x: float, y: float, hex_code: str) -> None:
    """Paint the small ">" of what goes on, its left end at `x` + 2."""
    painter.setPen(QPen(colour(hex_code), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = [QPointF(x + 2, y - 3.4), QPointF(x + 5.4, y), QPointF(x + 2, y + 3.4)]
    painter.drawPolyline(points)


def outline(
    kind_index: int, theme: Theme, form: Form, tone: Tone, selected: bool = False
) -> tuple[QPen, QBrush]:
    """Return the pen and the brush of a mark's body.

    What is hollow or dashed has the panel's colour within, or the highlighter's.
    """
    kind = theme.kind(kind_index)
    context = tone is Tone.CONTEXT
    edge = theme.ghost if context else kind.edge
    if form is Form.FILLED:
        fill = QBrush(colour(theme.ghost if context else kind.fill))
        return (QPen(Qt.PenStyle.NoPen) if context else QPen(colour(edge), 1.0)), fill
    pen = QPen(colour(edge), 1.6 if form is Form.HOLLOW else 1.5)
    if form is Form.DASHED:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / pen.widthF() for length in _DASH])
    return pen, QBrush(colour(theme.selection if selected else theme.panel))


def paint_inner_mark(
    painter: QPainter, x: float, y: float, kind_index: int, ink: str, *, scale: float = 1.0
) -> None:
    """Paint a kind's inner mark; kinds beyond the seventh have marks of their own."""
    _INNER[kind_index % len(_INNER)](painter, x, y, ink, scale)


def _ink(kind_index: int, theme: Theme, form: Form) -> str:
    kind = theme.kind(kind_index)
    return kind.ink if form is Form.FILLED else kind.edge


def _diamond(x: float, y: float, half: float) -> QPolygonF:
    return QPolygonF(
        [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    )


def _none(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    """Talks: the plain dot."""


def _dots(painter: QPainter, ink: str, radius: float, *places: tuple[float, float]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(ink))
    for x, y in places:
        painter.drawEllipse(QPointF(x, y), radius, radius)


def _lines(painter: QPainter, ink: str, width: float, *lines: tuple[float, ...]) -> None:
    painter.setPen(QPen(colour(ink), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines([QLineF(*line) for line in lines])


def _dot(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    _dots(painter, ink, 1.9 * scale, (x, y))


def _dash(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    _lines(painter, ink, 1.6 * scale, (x - 2.8 * scale, y, x + 2.8 * scale, y))


def _bar(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    _lines(painter, ink, 1.6 * scale, (x, y - 2.8 * scale, x, y + 2.8 * scale))


def _cross(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    d = 2.1 * scale
    _lines(painter, ink, 1.5 * scale, (x - d, y - d, x + d, y + d), (x - d, y + d, x + d, y - d))


def _tick(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    pen = QPen(colour(ink), 1.4 * scale)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = ((-2.4, 0.1), (-0.6, 2.0), (2.5, -1.9))
    painter.drawPolyline([QPointF(x + dx * scale, y + dy * scale) for dx, dy in points])


def _pair(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    _dots(painter, ink, 1.15 * scale, (x - 1.9 * scale, y), (x + 1.9 * scale, y))


def _plus(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    d = 2.6 * scale
    _lines(painter, ink, 1.4 * scale, (x - d, y, x + d, y), (x, y - d, x, y + d))


def _steps(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    d = 1.3 * scale
    for dy in (-d, d):
        _lines(painter, ink, 1.2 * scale, (x - 2.6 * scale, y + dy, x + 2.6 * scale, y + dy))


def _column(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    _dots(painter, ink, 1.15 * scale, (x, y - 1.9 * scale), (x, y + 1.9 * scale))


def _three(painter: QPainter, x: float, y: float, ink: str, scale: float) -> None:
    d = 1.7 * scale
    _dots(painter, ink, 0.95 * scale, (x, y - d), (x - d, y + d * 0.8), (x + d, y + d * 0.8))


# The seven kinds in their order, then what further kinds get with a colour used again.
_INNER = (
    _none, _dot, _dash, _bar, _cross, _tick, _pair,
    _plus, _steps, _column, _three, _bar, _dot, _dash,
)  # fmt: skip
