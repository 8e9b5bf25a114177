"""A panel over the window's panes; Esc, or a click beside it, puts it away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from explorer.painting.pen import colour
from explorer.views.look import Look


class Overlay(QWidget):
    """Covers its parent, invisible but for `panel` in the middle; holds the keyboard."""

    def __init__(self, parent: QWidget, look: Look, width_px: int, name: str) -> None:
        super().__init__(parent)
        self._look, self._width_px = look, width_px
        self.panel = Panel(self, look)
        self.panel.setAccessibleName(name)
        self.column = QVBoxLayout(self.panel)
        self.column.setContentsMargins(16, 12, 16, 14)
        self._before: QWidget | None = None
        parent.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the panel and give it the keyboard."""
        self._before = QApplication.focusWidget()
        self._fit()
        self.show()
        self.raise_()
        (self.focusProxy() or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_overlay(self) -> None:
        """Put the panel away; the keyboard goes back to where it was."""
        before, parent = self._before, self.parentWidget()
        goes_to = before if before is not None and before.isVisible() else parent
        if goes_to is not None:
            goes_to.setFocus(Qt.FocusReason.PopupFocusReason)
        self.hide()

    def wanted_height_px(self) -> int:
        """Return the panel's height; its layout's own unless a subclass knows better."""
        return self.panel.sizeHint().height()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def event(self, event: QEvent) -> bool:
        # The window's own Esc, and its keys without Ctrl, wait while a panel is open.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if not held:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_overlay()

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.rect() if parent is not None else QRect()
        self.setGeometry(room)
        width = min(self._width_px, room.width() - 32)
        height = min(self.wanted_height_px(), room.height() - 64)
        self.panel.setGeometry((room.width() - width) // 2, 48, width, height)


class Panel(QWidget):
    """A plain ground with one line round it."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setPen(QPen(colour(theme.text), 1))
        painter.setBrush(colour(theme.panel))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
