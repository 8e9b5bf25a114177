"""Buttons that name their key, and links that say what they would do."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from explorer.domain.ids import Mark, MarkKind
from explorer.painting.fonts import font, metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.parts_style import box

_LEAST_KEY_PX = 16
_HEIGHT_PX = 24


class KeyButton(QAbstractButton):
    """A button with its word, and its key in a small box at the right."""

    def __init__(self, text: str, key: str, look: Look) -> None:
        super().__init__()
        self._key, self._look = key, look
        self.say(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, text: str) -> None:
        """Show another word."""
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(f"{text}, key {self._key}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._text_px() + self._key_px() + 22, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._text_px() + self._key_px() + 10, _HEIGHT_PX)

    def _key_px(self) -> int:
        return max(int(metrics(TextStyle.SMALL).horizontalAdvance(self._key)) + 8, _LEAST_KEY_PX)

    def _text_px(self) -> int:
        return int(metrics(TextStyle.BODY).horizontalAdvance(self.text()))

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        on = self.isEnabled()
        pressed = on and self.isDown()
        fill = theme.accent_tint if pressed else theme.header if not on else theme.button
        edge = theme.strong_line if on else theme.hairline
        if on and self.underMouse() and not pressed:
            fill = theme.header
        rect = QRectF(self.rect())
        box(painter, rect, fill, edge)
        ink = theme.text if on else theme.muted
        whole = self._text_px() + 6 + self._key_px()
        left = (self.width() - whole) / 2
        draw_text(painter, left, self.height() / 2 + 4.3, self.text(), TextStyle.BODY, ink)
        key = QRectF(left + self._text_px() + 6, (self.height() - 15) / 2, self._key_px(), 15)
        box(painter, key, theme.panel if on else theme.header, theme.hairline)
        painter.setFont(font(TextStyle.SMALL))
        painter.setPen(colour(theme.muted))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, self._key)
        if self.hasFocus():
            _ring(painter, rect, theme.accent)


DEEDS = (
    ("review.accept", "Accept", "A"),
    ("review.edit", "Edit", "E"),
    ("review.reject", "Reject", "R"),
    ("review.split", "Split", "S"),
    ("review.merge", "Merge", "M"),
)
_ASKED = {"review.accept": "Yes, one", "review.reject": "No, two"}
_NOT_FOR_LINKS = ("review.split", "review.merge")


class DeedRow(QWidget):
    """What can be done with a draft; `wished` gives the id of the command."""

    wished = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.buttons = {name: KeyButton(text, key, look) for name, text, key in DEEDS}
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 7)
        row.setSpacing(6)
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, n=name: self.wished.emit(n))
            row.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colour(self._look.theme.panel))

    def show_for(self, mark: Mark, *, asked: bool = False) -> None:
        """Offer what can be done with a mark, or with the doubt (`asked`) whether it is another."""
        link = mark.kind is MarkKind.RELATIONSHIP
        for name, text, _key in DEEDS:
            self.buttons[name].say(_ASKED.get(name, text) if asked else text)
            possible = name in _ASKED if asked else not (link and name in _NOT_FOR_LINKS)
            self.buttons[name].setEnabled(possible)


class LinkButton(QAbstractButton):
    """Words to click in accent, a note in muted after them; cut to `least_px` if need be."""

    def __init__(self, look: Look, least_px: int = 1000) -> None:
        super().__init__()
        self._look, self._note = look, ""
        self._least_px = least_px
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def say(self, text: str, note: str = "") -> None:
        """Show a text and a note; nothing where there is no text."""
        self._note = note
        self.setText(text)
        self.setVisible(bool(text))
        self.setAccessibleName(f"{text} {note}".strip())
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def _widths(self) -> tuple[float, float]:
        text = metrics(TextStyle.BODY).horizontalAdvance(self.text())
        note = metrics(TextStyle.CAPTION).horizontalAdvance(self._note)
        return text, note + 6 if self._note else 0.0

    def sizeHint(self) -> QSize:
        return QSize(int(sum(self._widths())) + 4, 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self._least_px), 22)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _, note_px = self._widths()
        room = self.width() - note_px - 2
        shown = metrics(TextStyle.BODY).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        wide = metrics(TextStyle.BODY).horizontalAdvance(shown)
        draw_text(painter, 0, 15, shown, TextStyle.BODY, theme.accent)
        draw_text(painter, wide + 6, 15, self._note, TextStyle.CAPTION, theme.muted)
        if self.underMouse():
            painter.setPen(QPen(colour(theme.accent), 1))
            painter.drawLine(QPointF(0, 17.5), QPointF(wide, 17.5))
        if self.hasFocus():
            _ring(painter, QRectF(self.rect()), theme.accent)


def _ring(painter: QPainter, rect: QRectF, accent: str) -> None:
    painter.setPen(QPen(colour(accent), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 3, 3)
