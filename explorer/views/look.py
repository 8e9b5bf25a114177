"""The theme in force, shared by every pane; says so when it changes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from explorer.painting.theme import LIGHT, Theme


class Look(QObject):
    """Holds the theme; panes repaint on `changed`."""

    changed = Signal()

    def __init__(self, theme: Theme = LIGHT) -> None:
        super().__init__()
        self._theme = theme

    @property
    def theme(self) -> Theme:
        return self._theme

    def use(self, theme: Theme) -> None:
        """Change the theme; nothing happens where it is in force already."""
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()
