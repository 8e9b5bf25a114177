"""A window on a screen, with a project in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pytestqt.qtbot import QtBot

from explorer.viewmodel.ports import ProjectPort
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from tests.support.files import FakeFiles
from tests.support.projects import FakeProject


@contextmanager
def shown(project: ProjectPort, qtbot: QtBot) -> Iterator[MainWindow]:
    """Show a light window on a project, and close it in the end."""
    files = FakeFiles(project if isinstance(project, FakeProject) else FakeProject())
    window = MainWindow(files, Look(), Settings(theme="light"))
    qtbot.addWidget(window)
    window.open_project(project)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
