"""Lines above the panes for what a person should hear; nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.painting.pen import colour
from explorer.views.look import Look
from explorer.views.parts import IconButton

_MOST = 6

Action = tuple[str, Callable[[], object]]


class BannerLine(QWidget):
    """One line with a coloured edge: danger for a problem, accent for a note."""

    def __init__(self, words: str, look: Look, problem: bool, action: Action | None = None) -> None:
        super().__init__()
        self._look, self._problem = look, problem
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 6, 4)
        self.label = QLabel(words)
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(self.label, 1)
        if action is not None:
            button = QPushButton(action[0])
            button.setFixedHeight(22)
            button.clicked.connect(action[1])
            # What was offered is done: the line has served.
            button.clicked.connect(self.deleteLater)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        close = IconButton("close", "Put away", look, flat=True)
        close.clicked.connect(self.deleteLater)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.panel))
        edge = theme.danger if self._problem else theme.accent
        painter.fillRect(0, 0, 4, self.height(), colour(edge))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(theme.strong_line))


class Banner(QWidget):
    """Holds at most a few lines; the oldest goes when one more comes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def tell(self, words: str, *, problem: bool = False, action: Action | None = None) -> None:
        """Add a line, with a button's name and deed; one that stands already is not added."""
        lines = self.lines()
        if any(line.label.text() == words for line in lines):
            return
        if len(lines) >= _MOST:
            lines[0].deleteLater()
        self._column.addWidget(BannerLine(words, self._look, problem, action))

    def texts(self) -> list[str]:
        """Return the words of the lines that stand."""
        return [line.label.text() for line in self.lines()]

    def lines(self) -> list[BannerLine]:
        return self.findChildren(BannerLine, options=Qt.FindChildOption.FindDirectChildrenOnly)

    def clear(self) -> None:
        for line in self.lines():
            line.deleteLater()
