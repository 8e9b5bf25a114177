"""Small controls above the timeline: a filter's chip, a word to click, words to read."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from explorer.painting.fonts import metrics
from explorer.painting.glyphs import paint_kind_dot
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.timeline.words import Chip
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look

CHIP_PX = 22


class ChipButton(QAbstractButton):
    """One restriction of the filter; a click lifts it."""

    def __init__(self, chip: Chip, look: Look) -> None:
        super().__init__()
        self.chip, self._look = chip, look
        self.setAccessibleName(f"Lift the filter {chip.text}")
        self.setToolTip(f"Lift “{chip.text}”")
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    @property
    def _indent(self) -> int:
        return 26 if self.chip.icon or self.chip.kind_index is not None else 10

    def sizeHint(self) -> QSize:
        width = metrics(TextStyle.BODY_STRONG).horizontalAdvance(self.chip.text)
        return QSize(int(width) + self._indent + 25, CHIP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.hasFocus()
        painter.setPen(QPen(colour(theme.accent), 2 if self.hasFocus() else 1))
        painter.setBrush(colour(theme.accent_tint))
        inset = 1.0 if self.hasFocus() else 0.5
        rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(rect, 11, 11)
        if self.chip.icon:
            paint_icon(painter, self.chip.icon, 16, CHIP_PX / 2, theme.text)
        elif self.chip.kind_index is not None:
            paint_kind_dot(painter, 16, CHIP_PX / 2, self.chip.kind_index, theme)
        style = TextStyle.BODY_STRONG
        draw_text(painter, self._indent, 15.2, self.chip.text, style, theme.text)
        ink = theme.text if lit else theme.muted
        paint_icon(painter, "close", self.width() - 14, CHIP_PX / 2, ink, 10)


class LinkButton(QAbstractButton):
    """A word in the accent that does something."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setText(text)
        self.setAccessibleName(text)
        self.setFixedSize(self.sizeHint())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(int(metrics(TextStyle.BODY).horizontalAdvance(self.text())) + 10, CHIP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_text(painter, 5, 15.2, self.text(), TextStyle.BODY, theme.accent)
        if self.underMouse():
            painter.fillRect(5, 18, self.width() - 10, 1, colour(theme.accent))
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class Words(QWidget):
    """One line: a strong part and a muted one, cut by nothing but its own width."""

    def __init__(self, look: Look, *, right: bool = False) -> None:
        super().__init__()
        self._look, self._right = look, right
        self._strong = self._muted = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, strong: str, muted: str = "") -> None:
        """Show these words; the width follows."""
        if (strong, muted) != (self._strong, self._muted):
            self._strong, self._muted = strong, muted
            self.setAccessibleName(f"{strong} {muted}".strip())
            self.setFixedSize(self.sizeHint())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        gap = 7 if self._strong and self._muted else 0
        strong = metrics(TextStyle.BODY_STRONG).horizontalAdvance(self._strong)
        muted = metrics(TextStyle.BODY).horizontalAdvance(self._muted)
        return QSize(int(strong + gap + muted) + 2, CHIP_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        draw_text(painter, 0, 15.2, self._strong, TextStyle.BODY_STRONG, theme.text)
        x = metrics(TextStyle.BODY_STRONG).horizontalAdvance(self._strong)
        x += 7 if self._strong else 0
        draw_text(painter, x, 15.2, self._muted, TextStyle.BODY, theme.muted)
