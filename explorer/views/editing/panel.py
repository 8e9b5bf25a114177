"""The panel over the right column that holds a form; Esc leaves it, Enter saves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from explorer.painting.pen import colour
from explorer.views.editing.body import FormBody
from explorer.views.editing.fields import Note
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip
from explorer.views.review.controls import KeyButton


class _Header(HeaderStrip):
    def set_title(self, title: str) -> None:
        self._title = title
        self.setAccessibleName(title)
        self.update()


class FormPanel(QWidget):
    """Lies over its place without moving what is under it.

    `wished` says that a person wants to save, `left` that the panel was put away.
    """

    wished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self.body: FormBody | None = None
        self.header = _Header("", look)
        self.leave = KeyButton("Leave", "Esc", look)
        self.leave.clicked.connect(lambda: self.close_form())
        self.save = KeyButton("Save", "Enter", look)
        self.save.clicked.connect(lambda: self.wished.emit())
        for button in (self.leave, self.save):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self.header.row.addWidget(button)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.problem = Note(look)
        self.problem.setContentsMargins(14, 6, 14, 8)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.area, 1)
        column.addWidget(self.problem)
        look.changed.connect(self._colour)
        self.hide()

    @property
    def is_open(self) -> bool:
        return self.body is not None

    def show_form(self, body: FormBody) -> None:
        """Show a form in place of what was shown, and give it the keyboard."""
        self.body = body
        body.left.connect(self.close_form)
        self.header.set_title(body.heading)
        self.save.say(body.save_word)
        self.problem.hide()
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(body)
        self.area.setWidget(holder)
        self._colour()
        self.show()
        self.raise_()
        body.begin()

    def tell(self, line: str, where: str) -> None:
        """Show what is to be mended in one line, and go to its field."""
        self.problem.say(line, bad=True)
        self.problem.show()
        if self.body is not None:
            self.body.focus_on(where)

    def close_form(self) -> None:
        """Put the form away; nothing of it is kept."""
        if self.body is not None:
            self.body = None
            self.hide()
            self.area.takeWidget().deleteLater()
            self.left.emit()

    def _colour(self) -> None:
        palette = self.area.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._look.theme.panel))
        self.area.setPalette(palette)
        self.update()

    def event(self, event: QEvent) -> bool:
        # The window's keys without Ctrl, and its Esc, wait while the keyboard is in here.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if not held:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_form()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wished.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(self._look.theme.panel))
