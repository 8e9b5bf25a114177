"""Qt's application and the window, made once."""

from __future__ import annotations

import logging
import os
import sys
from time import monotonic

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from explorer.app.reader import DraftingReader
from explorer.heap import share_one
from explorer.painting.fonts import load_fonts
from explorer.viewmodel.project.files import Files
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.parts_style import dress
from explorer.views.settings import Settings
from explorer.views.theme_choice import theme_of

_log = logging.getLogger(__name__)
_PATIENCE_S = 120.0
_CALM_TURNS = 5
_OFFSCREEN_SAYS = "This plugin does not support"  # whenever a window is shown: no fault


def application(arguments: list[str]) -> QApplication:
    """Return Qt's application with the shipped fonts; its messages go to the log."""
    share_one()
    qInstallMessageHandler(_note)
    # Qt would wait 5 ms with every picture for more to come; the panes gather what comes in
    # one turn of the event loop themselves.
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "0")
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("sourceline")
    app.setApplicationDisplayName("Sourceline")
    app.setDesktopFileName("sourceline")
    load_fonts()
    return app


def make_window(files: Files, settings: Settings) -> MainWindow:
    """Return the window, dressed in the chosen theme."""
    look = Look(theme_of(settings.theme))
    app = QApplication.instance()
    if isinstance(app, QApplication):
        dress(app, look)
    return MainWindow(files, look, settings, DraftingReader())


def wait_for(app: QApplication, window: MainWindow) -> None:
    """Let events run until every job is done, everyone has a place, and everything is painted."""
    until = monotonic() + _PATIENCE_S

    def is_busy() -> bool:
        bench = window.bench
        return window.worker.is_busy or (bench is not None and bench.relationships.is_settling)

    calm = 0  # turns in which nothing was going on: one may begin what the next goes on with
    while calm < _CALM_TURNS and monotonic() < until:
        app.processEvents()
        calm = 0 if is_busy() else calm + 1


def _note(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    if message.startswith(_OFFSCREEN_SAYS):
        return
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    _log.log(level, "Qt: %s", message)
