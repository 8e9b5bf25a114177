"""A painter for formats that know more than strokes: names, links, shapes drawn again."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from explorer.domain.ids import Mark
from explorer.painting.fonts import font
from explorer.viewmodel.type import TextStyle


class VectorPainter(QPainter):
    """Is told what strokes stand for; says nothing of it unless a format can."""

    def begin_mark(self, mark: Mark) -> None:
        """Strokes from here to `end_mark` are of a mark."""

    def begin_link(self, href: str) -> None:
        """Strokes from here to `end_mark` lead to an address."""

    def end_mark(self) -> None:
        """End what was begun last."""

    def place(self, anchor: str) -> None:
        """Let the next piece of text be what a link to `#anchor` leads to."""

    def stamp(self, key: Hashable, x: float, y: float, draw: Callable[[QPainter], None]) -> None:
        """Draw a shape with its own (0, 0) at (x, y); the same key is the same shape."""
        self.save()
        self.translate(x, y)
        draw(self)
        self.restore()

    def write(self, x: float, baseline: float, text: str, style: TextStyle, hex_code: str) -> None:
        """Draw one line of text from `x` on its baseline."""
        self.setFont(font(style))
        self.setPen(hex_code)
        self.drawText(QPointF(x, baseline), text)


def vector(painter: QPainter) -> VectorPainter | None:
    """Return the painter as one that is told more, or None."""
    return painter if isinstance(painter, VectorPainter) else None
