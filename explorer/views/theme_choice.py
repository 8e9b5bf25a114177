"""Which theme is meant by a person's choice of light, dark or the system's."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from explorer.painting.theme import DARK, LIGHT, THEMES, Theme


def theme_of(choice: str) -> Theme:
    """Return the theme; where the system says nothing of light or dark, light."""
    if choice in THEMES:
        return THEMES[choice]
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
