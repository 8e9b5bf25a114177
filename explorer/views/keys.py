"""Keys as the screen says them, and as Qt takes them."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence

from explorer.viewmodel.commands import Command


def sequences(command: Command) -> list[QKeySequence]:
    """Return the command's key sequences for an action."""
    return [QKeySequence(keys) for keys in command.keys]


def shown_keys(command: Command) -> str:
    """Return the first of the command's keys as this system writes it, or nothing."""
    return shown(command.keys[0]) if command.keys else ""


def shown(keys: str) -> str:
    return (
        QKeySequence(keys)
        .toString(QKeySequence.SequenceFormat.NativeText)
        .replace("Left", "←")
        .replace("Right", "→")
    )
