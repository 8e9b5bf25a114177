"""A window that is waited for has come to rest."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.app.qt import wait_for
from explorer.viewmodel.graph.web_scene import WebScene
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.relationships import pane
from explorer.views.settings import Settings
from tests.support.files import FakeFiles
from tests.support.projects import ProjectBuilder


def test_everyone_has_found_a_place_and_names_are_there(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pane, "_LAYOUT_S", 0.0005)  # many frames, on a machine however fast
    builder, random = ProjectBuilder(), Random(1)
    for number in range(600):
        pair = random.sample(range(150), 2)
        actors = tuple(f"Actor {at}" for at in pair)
        builder.event(f"Meeting {number}", f"20{number % 24:02}", actors=actors)
    project = builder.project()
    window = MainWindow(FakeFiles(project), Look(), Settings(theme="light"))
    qtbot.addWidget(window)
    window.open_project(project)
    window.resize(1200, 800)
    window.show()
    wait_for(qapp, window)
    assert window.bench is not None
    panel = window.bench.relationships
    assert not panel.is_settling
    assert isinstance(panel.scene, WebScene)
    assert panel.scene.labels
    window.close()
