"""Bugs: to the log with their traceback, and to the person with where that is."""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox

from explorer.errors import InputProblem
from explorer.log import log_file

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow

_log = logging.getLogger(__name__)


def catch_bugs(window: MainWindow) -> None:
    """Take every exception that nothing else took, on the GUI thread."""
    shown: list[QMessageBox] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, InputProblem):
            window.tell_problem(error)
            return
        _log.error("a bug", exc_info=(kind, error, trace))
        if not any(box.isVisible() for box in shown):
            shown[:] = [_box(window, error)]

    sys.excepthook = hook


def _box(window: MainWindow, error: BaseException) -> QMessageBox:
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Something went wrong")
    box.setText(f"This is a fault of the program: {type(error).__name__}. Your project is safe.")
    box.setInformativeText(f"What happened stands in {log_file()}.")
    look_at = box.addButton("Open the log", QMessageBox.ButtonRole.ActionRole)
    look_at.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file()))))
    box.addButton(QMessageBox.StandardButton.Close)
    box.setModal(False)
    box.show()
    return box
