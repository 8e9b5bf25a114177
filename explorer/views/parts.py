"""Small controls that several panes share: header strip, segments, search field, icon button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from explorer.painting.fonts import font, metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.parts_style import box

HEADER_PX = 32


class HeaderStrip(QWidget):
    """A pane's header: its title, a note in muted, and controls at the right."""

    def __init__(self, title: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._note, self._look = title, "", look
        self.setFixedHeight(HEADER_PX)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 12, 0)
        self.row.setSpacing(8)
        self.row.addStretch(1)
        look.changed.connect(self.update)

    def set_note(self, note: str) -> None:
        """Show a count or a remark beside the title."""
        if note != self._note:
            self._note = note
            self.setAccessibleName(f"{self._title} {note}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.header))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(theme.hairline))
        draw_text(painter, 12, 21, self._title, TextStyle.PANE_TITLE, theme.text)
        after = 12 + metrics(TextStyle.PANE_TITLE).horizontalAdvance(self._title) + 8
        draw_text(painter, after, 21, self._note, TextStyle.BODY, theme.muted)


class Segment(QAbstractButton):
    """One choice of a `Segmented`."""

    def __init__(self, text: str, look: Look, first: bool, last: bool) -> None:
        super().__init__()
        self.setText(text)
        self.setCheckable(True)
        self._look, self._first, self._last = look, first, last
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = metrics(TextStyle.BODY_STRONG).horizontalAdvance(self.text())
        return QSize(int(width) + 22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        on = self.isChecked()
        # Neighbours share a line: each but the last reaches one pixel beyond its right side.
        rect = QRectF(self.rect()).adjusted(0, 0, 0 if self._last else 1, 0)
        fill, edge = (theme.accent_tint, theme.accent) if on else (theme.button, theme.strong_line)
        if not self.isEnabled():
            fill, edge = theme.header, theme.hairline
        box(painter, rect, fill, edge)
        painter.setFont(font(TextStyle.BODY_STRONG if on else TextStyle.BODY))
        lit = self.isEnabled() and (on or self.underMouse())
        painter.setPen(colour(theme.text if lit else theme.muted))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class Segmented(QWidget):
    """Exclusive choices in one row; `chosen` says which a person took."""

    chosen = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        look: Look,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        for index, (key, label) in enumerate(choices):
            segment = Segment(label, look, index == 0, index == len(choices) - 1)
            segment.setAccessibleName(f"{name}: {label}")
            segment.clicked.connect(self._teller(key))
            group.addButton(segment)
            row.addWidget(segment)
            self._segments[key] = segment
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_choice(self, key: str) -> None:
        """Mark a choice as the one in force, without saying so."""
        self._segments[key].setChecked(True)

    def choice(self) -> str | None:
        """Return the key of the choice in force."""
        return next((key for key, each in self._segments.items() if each.isChecked()), None)

    def allow(self, key: str, allowed: bool) -> None:
        """Let a choice be taken, or not."""
        self._segments[key].setEnabled(allowed)

    def _teller(self, key: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(key)


class SearchField(QLineEdit):
    """A field with the magnifier at its left, and a key's name at its right while empty."""

    left_px = 24
    left = Signal()  # Esc in the empty field

    def __init__(self, placeholder: str, look: Look, key: str = "") -> None:
        super().__init__()
        self._look, self._key = look, key
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setFixedHeight(24)
        self.setTextMargins(self.left_px - 4, 0, 0, 0)
        self.setClearButtonEnabled(False)
        self.textChanged.connect(self.update)
        look.changed.connect(self.update)

    def event(self, event: QEvent) -> bool:
        # Esc is this field's own as long as it has something to put away.
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.text():
            self.clear()
        else:
            self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.TabFocusReason):
            self.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._look.theme
        painter = QPainter(self)
        paint_icon(painter, "search", 14, self.height() / 2, theme.muted, 12)
        if not self._key or self.text():
            return
        width = metrics(TextStyle.SMALL).horizontalAdvance(self._key) + 10
        rect = QRectF(self.width() - width - 4, 4, width, self.height() - 8)
        box(painter, rect, theme.header, theme.hairline)
        painter.setFont(font(TextStyle.SMALL))
        painter.setPen(colour(theme.muted))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._key)


class IconButton(QAbstractButton):
    """A button of 24 × 22 with an icon; its name is its tip."""

    def __init__(self, icon: str, name: str, look: Look, *, flat: bool = False) -> None:
        super().__init__()
        self._icon, self._look, self._flat = icon, look, flat
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setFixedSize(24, 22)
        look.changed.connect(self.update)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        if not self._flat or self.underMouse() or self.hasFocus():
            edge = theme.accent if self.hasFocus() else theme.strong_line
            box(painter, QRectF(self.rect()), theme.button, edge, 2.0 if self.hasFocus() else 1.0)
        ink = theme.text if self.isEnabled() else theme.ghost
        paint_icon(painter, self._icon, self.width() / 2, self.height() / 2, ink, 12)
