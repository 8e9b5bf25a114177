"""The icons, as paths: a 14 px box, a 1.25 px line, round joins, ink only.

Each drawing is a short text in its own units, the centre at 0 0 and the box from -7 to 7:
`M x y` move, `L x y` line, `C` a cubic curve, `Z` close, `O x y r` a ring, `D x y r` a disc.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from explorer.painting.pen import colour
from explorer.painting.vector import VectorPainter

BOX_PX = 14.0
_LINE = 1.25

_HOUSE = "M -5 5 L -5 -1.2 L 0 -5.4 L 5 -1.2 L 5 5 Z M -1.7 5 L -1.7 1.4 L 1.7 1.4 L 1.7 5"
_RINGS = "O -2 0 3.5 O 2 0 3.5"

_DRAWINGS = {
    # Kinds of actor.
    "state": "M -4 6 L -4 -5 L 5 -5 L 3.1 -2 L 5 1 L -4 1",
    "person": "O 0 -3 2.5 M -4.4 5.6 C -4.4 2.2 -2.6 1 0 1 C 2.6 1 4.4 2.2 4.4 5.6",
    "force": "M -5 -0.6 L 0 -4.8 L 5 -0.6 M -5 4.8 L 0 0.6 L 5 4.8",
    "organisation": _HOUSE,
    "office": _HOUSE,
    "forum": _RINGS,
    "alliance": _RINGS,
    "sector": "M -5.5 5 L -5.5 0.6 L -1.8 -1.8 L -1.8 0.6 L 1.9 -1.8 L 1.9 -5 L 5.5 -5 L 5.5 5 Z",
    "group": "D 0 -3.2 1.8 D -3.4 2.8 1.8 D 3.4 2.8 1.8",
    # What a person can do.
    "check": "M -4.6 0.4 L -1.6 3.6 L 4.8 -3.6",
    "close": "M -3.6 -3.6 L 3.6 3.6 M 3.6 -3.6 L -3.6 3.6",
    "plus": "M -4.5 0 L 4.5 0 M 0 -4.5 L 0 4.5",
    "minus": "M -4.5 0 L 4.5 0",
    "fit": ("M -5 -2 L -5 -5 L -2 -5 M 2 -5 L 5 -5 L 5 -2 M 5 2 L 5 5 L 2 5 M -2 5 L -5 5 L -5 2"),
    "left": "M 1.9 -4.2 L -2.3 0 L 1.9 4.2",
    "right": "M -1.9 -4.2 L 2.3 0 L -1.9 4.2",
    "up": "M -4.2 2 L 0 -2.2 L 4.2 2",
    "down": "M -4.2 -2 L 0 2.2 L 4.2 -2",
    "pin": (
        "M -3 -5.6 L 3 -5.6 M -2 -5.6 L -2 -1.4 L -4 1.4 L 4 1.4 L 2 -1.4 L 2 -5.6 M 0 1.4 L 0 6"
    ),
    "document": "M -4 -6 L 1.2 -6 L 4 -3.2 L 4 6 L -4 6 Z M 1.2 -6 L 1.2 -3.2 L 4 -3.2",
    "search": "O -1 -1 4.2 M 2.1 2.1 L 5.8 5.8",
    "open": "M -6 4.8 L -6 -4.6 L -1.8 -4.6 L -0.4 -2.8 L 6 -2.8 L 6 4.8 Z",
    "download": "M 0 -5.8 L 0 2.2 M -3.4 -1 L 0 2.4 L 3.4 -1 M -5.2 5.6 L 5.2 5.6",
    "path": "O -4.2 3.6 1.9 O 4.2 -3.6 1.9 M -2.7 2.3 L 2.7 -2.3",
}

NAMES = frozenset(_DRAWINGS)


def paint_icon(
    painter: QPainter, name: str, x: float, y: float, hex_code: str, size_px: float = BOX_PX
) -> None:
    """Draw an icon with its centre at (x, y), its box `size_px` wide, in logical px.

    A name with no drawing (a kind of actor that a project made up) is drawn as "group".
    The line is 1.25 px wide at any size.
    """
    if isinstance(painter, VectorPainter):
        key = "icon", name, hex_code, size_px
        painter.stamp(key, x, y, lambda brush: _icon_at(brush, name, 0.0, 0.0, hex_code, size_px))
    else:
        _icon_at(painter, name, x, y, hex_code, size_px)


def _icon_at(
    painter: QPainter, name: str, x: float, y: float, hex_code: str, size_px: float
) -> None:
    lines, discs = _paths(name if name in _DRAWINGS else "group")
    scale = size_px / BOX_PX
    painter.save()
    painter.translate(x, y)
    painter.scale(scale, scale)
    ink = colour(hex_code)
    pen = QPen(ink, _LINE / scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(lines)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPath(discs)
    painter.restore()


@lru_cache(maxsize=64)
def _paths(name: str) -> tuple[QPainterPath, QPainterPath]:
    """Return a drawing's lines and its filled discs."""
    lines, discs = QPainterPath(), QPainterPath()
    words = iter(_DRAWINGS[name].split())
    for command in words:
        if command == "M":
            lines.moveTo(_point(words))
        elif command == "L":
            lines.lineTo(_point(words))
        elif command == "C":
            lines.cubicTo(_point(words), _point(words), _point(words))
        elif command == "Z":
            lines.closeSubpath()
        else:
            centre, radius = _point(words), float(next(words))
            (lines if command == "O" else discs).addEllipse(centre, radius, radius)
    return lines, discs


def _point(words: Iterator[str]) -> QPointF:
    return QPointF(float(next(words)), float(next(words)))
