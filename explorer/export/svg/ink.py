"""Pens, brushes and fonts as CSS classes, each written once however often it is used."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QFont, QLinearGradient, QPen

from explorer.export.svg.faces import embedded, leading, names

_CAPS = {Qt.PenCapStyle.RoundCap: "round", Qt.PenCapStyle.SquareCap: "square"}
_JOINS = {Qt.PenJoinStyle.RoundJoin: "round", Qt.PenJoinStyle.BevelJoin: "bevel"}
OPAQUE = 255


def number(value: float) -> str:
    """Return a coordinate to a hundredth of a pixel, as short as it can be written."""
    text = f"{value:.2f}"
    return text[:-3] if text.endswith(".00") else text


def ink_css(colour: QColor, what: str, property: str = "") -> str:
    """Return CSS that fills or strokes (`what`) with a colour."""
    css = f"{property or what}:{colour.name()}"
    alpha = colour.alpha()
    return css if alpha == OPAQUE else f"{css};{what}-opacity:{alpha / OPAQUE:.3g}"


def pen_css(pen: QPen) -> str:
    """Return a pen as CSS; dashes in px, where Qt counts them in widths of the pen."""
    if pen.style() == Qt.PenStyle.NoPen:
        return ""
    width = pen.widthF() or 1.0
    css = f"{ink_css(pen.color(), 'stroke')};stroke-width:{number(width)}"
    cap, join = _CAPS.get(pen.capStyle()), _JOINS.get(pen.joinStyle())
    css += f";stroke-linecap:{cap}" if cap else ""
    css += f";stroke-linejoin:{join}" if join else ""
    if pen.style() != Qt.PenStyle.SolidLine:
        dashes = " ".join(number(length * width) for length in pen.dashPattern())
        css += f";stroke-dasharray:{dashes}"
    return css


def text_css(font: QFont) -> str:
    """Return a font as CSS."""
    weight = font.weight()
    bold = f";font-weight:{int(weight)}" if weight != QFont.Weight.Normal else ""
    return f"font:{font.pixelSize()}px {names(font.families())}{bold}"


class Classes:
    """The classes of one picture, the gradients they use and the faces that are to be embedded."""

    def __init__(self) -> None:
        self._of: dict[str, str] = {}
        self._gradients: dict[str, str] = {}
        self._faces: set[tuple[str, int]] = set()

    def of(self, css: str) -> str:
        """Return the class that says this CSS; "" for none."""
        if not css:
            return ""
        return self._of.setdefault(css, f"c{len(self._of)}")

    def brush_css(self, brush: QBrush, dx: float, dy: float, scale: float) -> str:
        """Return a brush as CSS; a gradient is put where the painter stands."""
        if brush.style() == Qt.BrushStyle.NoBrush:
            return "fill:none"
        gradient = brush.gradient()
        if isinstance(gradient, QLinearGradient):
            return f"fill:url(#{self._gradient(gradient, dx, dy, scale)})"
        return ink_css(brush.color(), "fill")

    def _gradient(self, gradient: QLinearGradient, dx: float, dy: float, scale: float) -> str:
        ends = gradient.start(), gradient.finalStop()
        (x1, y1), (x2, y2) = ((dx + p.x() * scale, dy + p.y() * scale) for p in ends)
        stops = "".join(
            f'<stop offset="{number(at)}" style="{ink_css(colour, "stop", "stop-color")}"/>'
            for at, colour in gradient.stops()
        )
        body = (
            f'gradientUnits="userSpaceOnUse" x1="{number(x1)}" y1="{number(y1)}" '
            f'x2="{number(x2)}" y2="{number(y2)}">{stops}'
        )
        return self._gradients.setdefault(body, f"g{len(self._gradients)}")

    def font(self, font: QFont) -> str:
        """Return the CSS of a font, which is embedded from now on."""
        self._faces.add((leading(font.families()), int(font.weight())))
        return text_css(font)

    def style(self) -> str:
        """Return the style sheet, all but the faces."""
        return "".join(f".{name}{{{css}}}" for css, name in self._of.items())

    def faces(self) -> bytes:
        """Return the part of the style sheet that holds the faces used."""
        return embedded(frozenset(self._faces)) if self._faces else b""

    def gradients(self) -> str:
        return "".join(
            f'<linearGradient id="{name}" {body}</linearGradient>'
            for body, name in self._gradients.items()
        )
