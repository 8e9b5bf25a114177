"""A project whose columns must be made again is shown when they are; nothing waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.errors import InputProblem
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.opening import open_when_ready
from explorer.views.settings import Settings
from tests.support.files import FakeFiles
from tests.support.projects import FakeProject, ProjectBuilder


class SlowProject(FakeProject):
    """A project that is read as soon as the test says so."""

    def __init__(self, problem: InputProblem | None = None) -> None:
        builder = ProjectBuilder()
        builder.event("Only talks", "2001-01-01")
        made = builder.project()
        super().__init__(made.now, made.texts)
        self.path = Path("slow.sourceline")
        self.go_on = threading.Event()
        self.problem = problem
        self.read_by: threading.Thread | None = None

    def columns_hold(self) -> bool:
        return False

    def make_columns(self, step: Callable[[str], None]) -> None:
        self.read_by = threading.current_thread()
        step("Reading events: 0")
        assert self.go_on.wait(20)
        step("Reading events: 1,000")
        if self.problem is not None:
            raise self.problem


@pytest.fixture
def files() -> FakeFiles:
    return FakeFiles(FakeProject())


@pytest.fixture
def window(files: FakeFiles, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(files, Look(), Settings(theme="light"))
    qtbot.addWidget(made)
    yield made
    made.close()


def test_it_is_read_on_the_worker_and_then_shown(window: MainWindow, qtbot: QtBot) -> None:
    slow = SlowProject()
    open_when_ready(window, slow)
    assert window.bench is not None
    assert window.session.project is not slow
    slow.go_on.set()
    qtbot.waitUntil(lambda: window.session.project is slow)
    assert slow.read_by is not threading.main_thread()


def test_a_cancel_leaves_what_was_open(window: MainWindow, files: FakeFiles, qtbot: QtBot) -> None:
    slow = SlowProject()
    open_when_ready(window, slow)
    before = window.session
    window.worker.cancel()
    slow.go_on.set()
    qtbot.waitUntil(lambda: slow.path in files.closed)
    qtbot.waitUntil(lambda: not window.worker.is_busy)
    assert window.session is before


def test_a_fault_in_it_is_told(window: MainWindow, files: FakeFiles, qtbot: QtBot) -> None:
    slow = SlowProject(InputProblem("no date: “last week”", where="date_claim 5"))
    open_when_ready(window, slow)
    slow.go_on.set()
    qtbot.waitUntil(lambda: any("date_claim 5" in text for text in window.banner.texts()))
    assert slow.path in files.closed
