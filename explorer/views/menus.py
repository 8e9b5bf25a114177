"""The menu bar, made from the table of commands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QSizePolicy, QWidget

from explorer.painting.fonts import font, metrics
from explorer.painting.pen import colour
from explorer.viewmodel.commands import Command, Desk
from explorer.viewmodel.commands_table import COMMANDS
from explorer.viewmodel.type import TextStyle
from explorer.views.keys import sequences
from explorer.views.look import Look

MENU_PX = 34
_SEARCH_PX = 340


class Menus:
    """Fills a menu bar; a menu shows titles, ticks and what can run when it opens.

    Between openings every action is enabled, so that its key always reaches the command,
    which then sees for itself whether it can run.
    """

    def __init__(
        self, bar: QMenuBar, desk: Desk, recent: Callable[[], list[str]],
        open_recent: Callable[[Path], None],
    ) -> None:  # fmt: skip
        self._bar, self._desk = bar, desk
        self._recent, self._open_recent = recent, open_recent
        self._menus: dict[tuple[str, ...], QMenu] = {}
        self.actions: dict[str, QAction] = {}
        for command in COMMANDS:
            self._add(command)
            if command.id == "file.open":
                self._add_recent()

    def _menu(self, path: tuple[str, ...]) -> QMenu:
        if path not in self._menus:
            parent = self._menu(path[:-1]) if len(path) > 1 else self._bar
            menu = parent.addMenu(path[-1] if len(path) > 1 else f"&{path[-1]}")
            menu.aboutToShow.connect(lambda: self._freshen(path))
            menu.aboutToHide.connect(lambda: self._enable(path))
            self._menus[path] = menu
        return self._menus[path]

    def _add(self, command: Command) -> None:
        menu = self._menu(command.menu)
        if command.rule:
            menu.addSeparator()
        action = menu.addAction(command.title)
        action.setShortcuts(sequences(command))
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda _checked=False: self._run(command))
        self.actions[command.id] = action

    def _add_recent(self) -> None:
        menu = self._menu(("File",)).addMenu("Open recent")
        menu.aboutToShow.connect(lambda: self._fill_recent(menu))

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for text in self._recent():
            path = Path(text)
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(text)
            action.triggered.connect(lambda _checked=False, p=path: self._open_recent(p))
        if menu.isEmpty():
            menu.addAction("None yet").setEnabled(False)

    def _of(self, path: tuple[str, ...]) -> list[Command]:
        return [command for command in COMMANDS if command.menu == path]

    def _freshen(self, path: tuple[str, ...]) -> None:
        for command in self._of(path):
            action = self.actions[command.id]
            action.setText(command.title_now(self._desk).replace("&", "&&"))
            action.setEnabled(command.enabled(self._desk))
            if command.checked is not None:
                action.setChecked(command.checked(self._desk))

    def _enable(self, path: tuple[str, ...]) -> None:
        for command in self._of(path):
            self.actions[command.id].setEnabled(True)

    def run(self, command_id: str) -> None:
        """Run a command by its id, where it can run."""
        self._run(next(command for command in COMMANDS if command.id == command_id))

    def _run(self, command: Command) -> None:
        if command.enabled(self._desk):
            command.run(self._desk)


class MenuRow(QWidget):
    """The window's first row: menus, the project's name in the middle, search at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._title = look, ""
        self.setFixedHeight(MENU_PX)
        self.bar = QMenuBar()
        self.bar.setNativeMenuBar(False)
        self.bar.setFont(font(TextStyle.MENU))
        self.bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 8, 1)
        self._row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(1)
        look.changed.connect(self.update)

    def add_search(self, field: QWidget) -> None:
        field.setFixedWidth(_SEARCH_PX)
        self._row.addWidget(field)

    def set_title(self, title: str) -> None:
        self._title = title
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.window))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(theme.strong_line))
        painter.setFont(font(TextStyle.MENU))
        painter.setPen(colour(theme.muted))
        left = self.bar.geometry().right() + 16
        room = QRect(left, 0, self.width() - left - _SEARCH_PX - 32, self.height())
        words = metrics(TextStyle.MENU).elidedText(
            self._title, Qt.TextElideMode.ElideMiddle, room.width()
        )
        wide = metrics(TextStyle.MENU).horizontalAdvance(words)
        # In the middle of the window, unless menus or search stand there.
        x = min(max((self.width() - wide) / 2, room.left()), room.right() - wide)
        painter.drawText(
            QRect(int(x), 0, int(wide) + 4, self.height()), Qt.AlignmentFlag.AlignVCenter, words
        )
