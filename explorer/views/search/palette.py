"""The palette: type a few letters of a command, Enter runs it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.commands import Command, Desk
from explorer.viewmodel.commands_table import COMMANDS
from explorer.viewmodel.palette import ranked
from explorer.viewmodel.type import TextStyle
from explorer.views.keys import shown_keys
from explorer.views.look import Look
from explorer.views.parts import SearchField
from explorer.views.parts_overlay import Overlay

_COMMAND = Qt.ItemDataRole.UserRole
_ROW_PX, _SHOWN = 26, 14
Index = QModelIndex | QPersistentModelIndex


class CommandDelegate(QStyledItemDelegate):
    """One line: the menu in muted, the title, and the key at the right."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self._desk, self._look = desk, look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(_COMMAND)
        theme, rect = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.accent_tint))
        base = rect.top() + 17.5
        ink = theme.text if command.enabled(self._desk) else theme.muted
        menu = " ▸ ".join(command.menu) + " ▸ "
        draw_text(painter, rect.left() + 8, base, menu, TextStyle.BODY, theme.muted)
        x = rect.left() + 8 + metrics(TextStyle.BODY).horizontalAdvance(menu)
        keys = shown_keys(command)
        width = metrics(TextStyle.BODY).horizontalAdvance(keys)
        room = rect.right() - 24 - width - x
        cut = Qt.TextElideMode.ElideRight
        title = metrics(TextStyle.BODY).elidedText(command.title_now(self._desk), cut, room)
        draw_text(painter, x, base, title, TextStyle.BODY, ink)
        draw_text(painter, rect.right() - 8 - width, base, keys, TextStyle.BODY, theme.muted)


class PaletteOverlay(Overlay):
    """Lists every command; those that cannot run now are muted and stay."""

    def __init__(self, parent: QWidget, desk: Desk, look: Look) -> None:
        super().__init__(parent, look, 560, "All commands")
        self._desk = desk
        self.field = SearchField("Type what you want to do", look)
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName("Commands")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._delegate = CommandDelegate(desk, look)
        self.list.setItemDelegate(self._delegate)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._run(item))

    def open(self) -> None:
        self.field.clear()
        self._fill()
        super().open()

    def wanted_height_px(self) -> int:
        return _SHOWN * _ROW_PX + 64

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        row, count = self.list.currentRow(), self.list.count()
        if event.key() == Qt.Key.Key_Down:
            self.list.setCurrentRow(min(row + 1, count - 1))
        elif event.key() == Qt.Key.Key_Up:
            self.list.setCurrentRow(max(row - 1, 0))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_overlay()
        else:
            return False
        return True

    def _fill(self) -> None:
        self.list.clear()
        for command in ranked(self.field.text(), COMMANDS, lambda c: c.path):
            item = QListWidgetItem(command.path)
            item.setData(_COMMAND, command)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        command: Command = item.data(_COMMAND)
        self.close_overlay()
        if command.enabled(self._desk):
            command.run(self._desk)
