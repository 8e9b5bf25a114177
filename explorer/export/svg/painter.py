"""A QPainter that writes SVG: the same painters as on the screen, a third of Qt's own bytes.

QSvgGenerator says every attribute of every shape; here a shape says its class and its
place. It knows the calls that `explorer.painting` makes, and no others: what Qt itself
paints through (widgets, styles) needs Qt's engine and goes by `explorer.export.svg.window`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from explorer.domain.ids import Mark
from explorer.export.svg.ink import OPAQUE, Classes, ink_css, number, pen_css
from explorer.painting.fonts import QtMeasurer, font
from explorer.painting.pen import colour
from explorer.painting.vector import VectorPainter
from explorer.viewmodel.type import Measurer, TextStyle

_ABOUT = "Made with Sourceline"
Ink = QPen | QBrush | QColor | Qt.PenStyle | Qt.BrushStyle


class Named(NamedTuple):
    """What a mark is called, and the address its words stand at ("#quote-3"), if any."""

    title: str
    href: str = ""


class _Place(NamedTuple):
    """What `save` keeps: where the painter stands, its ink, and how many groups are open."""

    dx: float
    dy: float
    scale: float
    pen: str
    brush: QBrush
    font: QFont
    groups: int


class _Run(NamedTuple):
    """Rectangles of one opaque colour, drawn one after the other: as one path."""

    rgba: int
    kind: str
    boxes: list[str]

    def __str__(self) -> str:
        return f'<path{self.kind} d="{"".join(self.boxes)}"/>'


class SvgPainter(VectorPainter):
    """Takes strokes and keeps them as SVG; `svg` returns the whole file.

    Parameters
    ----------
    width_px, height_px
        The size of the picture, in px.
    name
        What a mark is called; marks it has no name for are strokes and nothing more.
    measurer
        Knows how wide words are; the one that laid the picture out need not measure again.
    """

    def __init__(
        self,
        width_px: int,
        height_px: int,
        title: str = "",
        name: Callable[[Mark], Named | None] | None = None,
        measurer: Measurer | None = None,
    ) -> None:
        super().__init__()
        self._size = width_px, height_px
        self._title = title
        self._name = name or (lambda _: None)
        self._out: list[str | _Run] = []
        self._classes = Classes()
        self._clips: dict[str, str] = {}
        self._paths: dict[int, tuple[QPainterPath, str]] = {}
        self._saved: list[_Place] = []
        self._marks: list[str] = []
        self._anchor = ""
        self._stamps: dict[Hashable, str] = {}
        self._symbols: list[str] = []
        self._styles: dict[tuple[TextStyle, str], str] = {}
        self._measurer = measurer or QtMeasurer()
        self._at = _Place(0.0, 0.0, 1.0, "", QBrush(), QFont(), 0)

    # Where the painter stands

    def save(self) -> None:
        self._saved.append(self._at)

    def restore(self) -> None:
        before = self._saved.pop()
        self._out.append("</g>" * (self._at.groups - before.groups))
        self._at = before

    def translate(self, dx: float, dy: float) -> None:  # type: ignore[override]
        at = self._at
        self._at = at._replace(dx=at.dx + dx * at.scale, dy=at.dy + dy * at.scale)

    def scale(self, sx: float, sy: float) -> None:
        assert sx == sy, "only even scales are known"
        self._at = self._at._replace(scale=self._at.scale * sx)

    def setClipRect(self, rect: QRectF, *_: object) -> None:  # type: ignore[override]
        (x, y), (right, bottom) = (
            self._xy(rect.x(), rect.y()),
            self._xy(rect.right(), rect.bottom()),
        )
        body = f'<path d="M{x} {y}L{right} {y}L{right} {bottom}L{x} {bottom}Z"/>'
        name = self._clips.setdefault(body, f"k{len(self._clips)}")
        self._out.append(f'<g clip-path="url(#{name})">')
        self._at = self._at._replace(groups=self._at.groups + 1)

    def setRenderHint(self, *_: object) -> None:
        """SVG has smooth edges anyway."""

    setRenderHints = setRenderHint  # type: ignore[assignment]

    # Ink

    def setPen(self, pen: Ink) -> None:  # type: ignore[override]
        self._at = self._at._replace(pen=pen_css(QPen(pen)))

    def setBrush(self, brush: Ink) -> None:  # type: ignore[override]
        self._at = self._at._replace(brush=QBrush(brush))

    def setFont(self, font_: QFont) -> None:  # type: ignore[override]
        self._at = self._at._replace(font=font_)

    # Shapes

    def fillRect(self, rect: QRectF, ink: Ink) -> None:  # type: ignore[override]
        if isinstance(ink, QColor) and ink.alpha() == OPAQUE:
            self._fill_plain(rect, ink.rgba(), ink)
        else:
            self._out.append(f"<rect {self._rect(rect)}{self._class(self._fill(QBrush(ink)))}/>")

    def _fill_plain(self, rect: QRectF, rgba: int, ink: QColor) -> None:
        """Put rectangles of one opaque colour that follow one another into one path."""
        last = self._out[-1] if self._out else None
        if not isinstance(last, _Run) or last.rgba != rgba:
            last = _Run(rgba, self._class(ink_css(ink, "fill")), [])
            self._out.append(last)
        at = self._at
        width = number(rect.width() * at.scale)
        last.boxes.append(
            f"M{number(at.dx + rect.x() * at.scale)} {number(at.dy + rect.y() * at.scale)}"
            f"h{width}v{number(rect.height() * at.scale)}h-{width}z"
        )

    def drawRect(self, rect: QRectF) -> None:  # type: ignore[override]
        self._out.append(f"<rect {self._rect(rect)}{self._class(self._shape())}/>")

    def drawRoundedRect(self, rect: QRectF, rx: float, ry: float) -> None:  # type: ignore[override]
        scale = self._at.scale
        corners = f' rx="{number(rx * scale)}" ry="{number(ry * scale)}"'
        self._out.append(f"<rect {self._rect(rect)}{corners}{self._class(self._shape())}/>")

    def drawEllipse(self, centre: QPointF, rx: float, ry: float) -> None:  # type: ignore[override]
        x, y = self._xy(centre.x(), centre.y())
        scale = self._at.scale
        size = f'r="{number(rx * scale)}"'
        what = "circle"
        if rx != ry:
            what, size = "ellipse", f'rx="{number(rx * scale)}" ry="{number(ry * scale)}"'
        self._out.append(f'<{what} cx="{x}" cy="{y}" {size}{self._class(self._shape())}/>')

    def drawLine(self, *line: QLineF | QPointF) -> None:  # type: ignore[override]
        self.drawLines([line[0] if isinstance(line[0], QLineF) else QLineF(*line)])

    def drawLines(self, lines: Iterable[QLineF]) -> None:  # type: ignore[override]
        strokes = []
        for line in lines:
            x1, y1 = self._xy(line.x1(), line.y1())
            x2, y2 = self._xy(line.x2(), line.y2())
            strokes.append(f"M{x1} {y1}L{x2} {y2}")
        self._out.append(f'<path d="{"".join(strokes)}"{self._class(self._stroke())}/>')

    def drawPoints(self, points: Iterable[QPointF]) -> None:  # type: ignore[override]
        spots = ("M{} {}h0".format(*self._xy(at.x(), at.y())) for at in points)
        self._out.append(f'<path d="{"".join(spots)}"{self._class(self._stroke())}/>')

    def drawPolygon(self, points: QPolygonF | Sequence[QPointF]) -> None:  # type: ignore[override]
        self._out.append(f'<polygon points="{self._points(points)}"{self._class(self._shape())}/>')

    def drawPolyline(self, points: QPolygonF | Sequence[QPointF]) -> None:  # type: ignore[override]
        css = f"fill:none;{self._stroke()}"
        self._out.append(f'<polyline points="{self._points(points)}"{self._class(css)}/>')

    def drawPath(self, path: QPainterPath) -> None:
        if not path.elementCount():
            return
        at = self._at
        moved = (
            ""
            if at.scale == 1 and not at.dx and not at.dy
            else (
                f' transform="translate({number(at.dx)} {number(at.dy)})'
                + (f" scale({at.scale:.4g})" if at.scale != 1 else "")
                + '"'
            )
        )
        self._out.append(f'<path d="{self._drawn(path)}"{moved}{self._class(self._shape())}/>')

    def drawText(self, at: QPointF | QRectF, *rest: object) -> None:  # type: ignore[override]
        words, pen_font = str(rest[-1]), self._at.font
        if not words.strip():
            return
        width = QFontMetricsF(pen_font).horizontalAdvance(words)
        if isinstance(at, QRectF):  # centred, the one way it is asked for
            rise = pen_font.pixelSize() * 0.36
            at = QPointF(at.center().x() - width / 2, at.center().y() + rise)
        ink = self._at.pen.partition(";stroke-width")[0].replace("stroke", "fill")
        kind = self._classes.of(f"{self._classes.font(pen_font)};{ink}")
        self._text(at.x(), at.y(), words, width, kind)

    def write(self, x: float, baseline: float, text: str, style: TextStyle, hex_code: str) -> None:
        if not text.strip():
            return
        kind = self._styles.get((style, hex_code))
        if kind is None:
            css = self._classes.font(font(style))
            kind = self._classes.of(f"{css};{ink_css(colour(hex_code), 'fill')}")
            self._styles[style, hex_code] = kind
        self._text(x, baseline, text, self._measurer.width_px(text, style), kind)

    def _text(self, x: float, y: float, words: str, width_px: float, kind: str) -> None:
        at = self._at
        anchor, self._anchor = self._anchor, ""
        self._out.append(
            f'<text x="{number(at.dx + x * at.scale)}" y="{number(at.dy + y * at.scale)}"'
            f' class="{kind}"{f" id={quoteattr(anchor)}" if anchor else ""}'
            f' textLength="{width_px * at.scale:.1f}">{escape(words)}</text>'
        )

    def stamp(self, key: Hashable, x: float, y: float, draw: Callable[[QPainter], None]) -> None:
        name = self._stamps.get(key)
        if name is None:
            name = self._stamps[key] = f"s{len(self._stamps)}"
            out, self._out = self._out, []
            at, self._at = self._at, _Place(0.0, 0.0, 1.0, "", QBrush(), QFont(), 0)
            draw(self)
            self._symbols.append(f'<g id="{name}">{"".join(map(str, self._out))}</g>')
            self._out, self._at = out, at
        at = self._at
        sized = f" scale({at.scale:.4g})" if at.scale != 1 else ""
        if sized:
            move = f"{number(at.dx + x * at.scale)} {number(at.dy + y * at.scale)}"
            self._out.append(f'<use href="#{name}" transform="translate({move}){sized}"/>')
        else:
            self._out.append(
                f'<use href="#{name}" x="{number(at.dx + x)}" y="{number(at.dy + y)}"/>'
            )

    # What strokes stand for

    def begin_mark(self, mark: Mark) -> None:
        named = self._name(mark)
        if named is None:
            self._marks.append("")
            return
        link = f" href={quoteattr(named.href)}" if named.href else ""
        tag = "a" if link else "g"
        self._out.append(f"<{tag}{link}><title>{escape(named.title)}</title>")
        self._marks.append(f"</{tag}>")

    def begin_link(self, href: str) -> None:
        self._out.append(f"<a href={quoteattr(href)}>")
        self._marks.append("</a>")

    def end_mark(self) -> None:
        self._out.append(self._marks.pop())

    def place(self, anchor: str) -> None:
        self._anchor = anchor

    def svg(self) -> bytes:
        """Return the file."""
        width, height = self._size
        clips = "".join(
            f'<clipPath id="{name}">{body}</clipPath>' for body, name in self._clips.items()
        )
        head = (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f'<svg width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            'xmlns="http://www.w3.org/2000/svg" fill="none">\n'
            f"<title>{escape(self._title)}</title><desc>{_ABOUT}</desc>\n<defs><style>"
        )
        rest = (
            f"{self._classes.style()}</style>{self._classes.gradients()}{clips}"
            f"{''.join(self._symbols)}</defs>\n"
        )
        body = "\n".join(str(piece) for piece in self._out if piece)
        return b"".join(
            (head.encode(), self._classes.faces(), rest.encode(), body.encode(), b"\n</svg>\n")
        )

    def _xy(self, x: float, y: float) -> tuple[str, str]:
        at = self._at
        return number(at.dx + x * at.scale), number(at.dy + y * at.scale)

    def _rect(self, rect: QRectF) -> str:
        x, y = self._xy(rect.x(), rect.y())
        width, height = rect.width() * self._at.scale, rect.height() * self._at.scale
        return f'x="{x}" y="{y}" width="{number(width)}" height="{number(height)}"'

    def _points(self, points: QPolygonF | Sequence[QPointF]) -> str:
        listed = points.toList() if isinstance(points, QPolygonF) else points
        return " ".join(",".join(self._xy(point.x(), point.y())) for point in listed)

    def _drawn(self, path: QPainterPath) -> str:
        """Return a path as SVG has it; painters keep their icons, so each is read once."""
        known = self._paths.get(id(path))
        if known is None:
            known = path, _path_data(path)
            self._paths[id(path)] = known
        return known[1]

    def _fill(self, brush: QBrush) -> str:
        return self._classes.brush_css(brush, self._at.dx, self._at.dy, self._at.scale)

    def _stroke(self) -> str:
        return self._at.pen

    def _shape(self) -> str:
        return ";".join(filter(None, (self._fill(self._at.brush), self._stroke())))

    def _class(self, css: str) -> str:
        name = self._classes.of(css)
        return f' class="{name}"' if name else ""


def _path_data(path: QPainterPath) -> str:
    """Return the elements of a path; three of a curve belong together."""
    letters = {
        QPainterPath.ElementType.MoveToElement: "M",
        QPainterPath.ElementType.LineToElement: "L",
    }
    parts = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        letter = letters.get(
            element.type, "C" if element.type == QPainterPath.ElementType.CurveToElement else " "
        )
        parts.append(f"{letter}{number(element.x)} {number(element.y)}")
    return "".join(parts)
