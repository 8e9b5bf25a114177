"""The sheet of keys and mouse gestures, made from the table of commands."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.commands import Command
from explorer.viewmodel.commands_table import COMMANDS, MOUSE
from explorer.viewmodel.type import TextStyle
from explorer.views.keys import shown
from explorer.views.look import Look
from explorer.views.parts_overlay import Overlay

_LINE_PX, _HEAD_PX, _COLUMNS = 20, 30, 3
_WIDTH_PX = 1020

Line = tuple[str, str]
Block = tuple[str, list[Line]]


def blocks() -> list[Block]:
    """Return titled lines of `(keys, what they do)`; nine alike keys stand in one line."""
    found: dict[str, list[Line]] = {}
    for command in COMMANDS:
        if command.keys:
            found.setdefault(" ▸ ".join(command.menu), []).append(_line(command))
    found["View ▸ Saved views"] = [
        ("Ctrl+1 … 9", "Recall a saved view"),
        ("Ctrl+Shift+1 … 9", "Save the view"),
    ]
    return [*found.items(), ("Mouse", list(MOUSE))]


def _line(command: Command) -> Line:
    return "  ".join(shown(keys) for keys in command.keys), command.title


class KeysSheet(Overlay):
    """Shows the blocks in three columns."""

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent, look, _WIDTH_PX, "Keys and mouse")
        self._canvas = KeysCanvas(look)
        shelf = QScrollArea()
        shelf.setFrameShape(QScrollArea.Shape.NoFrame)
        shelf.setWidget(self._canvas)
        shelf.setWidgetResizable(True)
        self.column.addWidget(shelf)

    def wanted_height_px(self) -> int:
        return self._canvas.minimumHeight() + 30


class KeysCanvas(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._columns = _dealt(blocks())
        self.setMinimumHeight(max(map(_tall, self._columns)))
        self.setAccessibleName("Keys and mouse")
        spoken = [f"{what}: {keys}" for _, lines in blocks() for keys, what in lines]
        self.setAccessibleDescription("; ".join(spoken))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.panel))
        wide = self.width() / _COLUMNS
        for index, column in enumerate(self._columns):
            y = 0.0
            for title, lines in column:
                y = self._block(painter, index * wide, y, wide - 24, title, lines)

    def _block(
        self, painter: QPainter, x: float, y: float, wide: float, title: str, lines: list[Line]
    ) -> float:
        theme = self._look.theme
        draw_text(painter, x, y + 20, title, TextStyle.PANE_TITLE, theme.text)
        y += _HEAD_PX
        mouse = title == "Mouse"
        for keys, what in lines:
            first, second = (keys, what) if mouse else (what, keys)
            draw_text(painter, x, y + 12, first, TextStyle.BODY, theme.text)
            width = metrics(TextStyle.BODY).horizontalAdvance(second)
            if mouse:
                y += _LINE_PX - 4
                draw_text(painter, x + 12, y + 12, second, TextStyle.BODY, theme.muted)
            else:
                draw_text(painter, x + wide - width, y + 12, second, TextStyle.BODY, theme.muted)
            y += _LINE_PX
        return y


def _tall(column: list[Block]) -> int:
    return sum(
        _HEAD_PX + len(lines) * (2 * _LINE_PX - 4 if title == "Mouse" else _LINE_PX)
        for title, lines in column
    )


def _dealt(every: list[Block]) -> list[list[Block]]:
    """Deal the blocks, in order, into columns of about one height."""
    share = sum(_tall([block]) for block in every) / _COLUMNS
    columns: list[list[Block]] = [[]]
    for block in every:
        if len(columns) < _COLUMNS and _tall([*columns[-1], block]) > share * 1.15 and columns[-1]:
            columns.append([])
        columns[-1].append(block)
    return columns
