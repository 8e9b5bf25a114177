"""The pictures that the window exports, made without one on the screen."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from explorer.domain.filters import Filter
from explorer.viewmodel.opening import opening_state
from explorer.viewmodel.picture.wish import View, Wish
from explorer.viewmodel.session import Session

if TYPE_CHECKING:
    from explorer.store.project import Project

WINDOW_PX = (1400.0, 900.0)


def write(project: Project, wanted: Filter, wish: Wish, target: Path, scale: float) -> None:
    """Write a picture of an open project under a filter; the format follows the suffix.

    Needs no display: Qt draws offscreen. Raises InputProblem where it cannot be written.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from explorer.export.targets import check_path

    check_path(target)
    if wish.view is View.WINDOW:
        _write_window(project, wanted, wish, target, scale)
    else:
        _write_view(project, wanted, wish, target, scale)


def _write_view(project: Project, wanted: Filter, wish: Wish, target: Path, scale: float) -> None:
    from PySide6.QtGui import QGuiApplication

    from explorer.export.picture import make_picture
    from explorer.export.targets import write_picture

    app = QGuiApplication.instance() or QGuiApplication(["sourceline"])
    session = Session(project)
    only = next(iter(wanted.sources)) if wanted.sources and len(wanted.sources) == 1 else None
    axis = opening_state(session.corpus).axis
    session.update("image", filter=wanted, axis=axis, source=only)
    write_picture(make_picture(session, wish), target, scale)
    del app  # it had to live until the last glyph was painted


def _write_window(project: Project, wanted: Filter, wish: Wish, target: Path, scale: float) -> None:
    from PySide6.QtWidgets import QApplication

    from explorer.app.files import DiskFiles
    from explorer.app.qt import application, make_window, wait_for
    from explorer.export.targets import write_picture
    from explorer.views.export.window import window_picture
    from explorer.views.settings import Settings

    width, height = wish.size_px or WINDOW_PX
    app = QApplication.instance() or application([])
    with TemporaryDirectory(prefix="sourceline-") as home:
        window = make_window(DiskFiles(Path(home)), Settings(theme=wish.theme))
        window.open_project(project)
        window.session.update("image", filter=wanted)
        window.resize(round(width), round(height))
        window.show()
        if isinstance(app, QApplication):
            wait_for(app, window)
        write_picture(window_picture(window), target, scale)
        window.close()
