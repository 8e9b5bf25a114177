"""Bugs reach the log and a box that waits for nobody; problems reach the banner."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMainWindow, QMessageBox
from pytestqt.qtbot import QtBot

from explorer.errors import ExplorerBug, InputProblem
from explorer.views.faults import catch_bugs


class Ear(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def tell_problem(self, problem: InputProblem) -> None:
        self.told.append(problem.line())


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    made = Ear()
    qtbot.addWidget(made)
    catch_bugs(made)  # type: ignore[arg-type]  # it can hear of problems, which is all that counts
    made.show()
    return made


def throw(error: BaseException) -> None:
    try:
        raise error
    except type(error) as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


@pytest.mark.expects_log
def test_a_bug_is_logged_with_its_traceback_and_said_once(
    window: Ear, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "explorer"):
        throw(ExplorerBug("a promise was broken"))
        throw(ExplorerBug("and again"))
    assert "throw" in caplog.text
    assert "a promise was broken" in caplog.text
    boxes = window.findChildren(QMessageBox)
    assert len(boxes) == 1
    assert not boxes[0].isModal()
    assert "ExplorerBug" in boxes[0].text()
    boxes[0].close()


def test_a_problem_that_nobody_took_reaches_the_banner(window: Ear) -> None:
    throw(InputProblem("the disk is full", where="a.sourceline"))
    assert window.told == ["a.sourceline: the disk is full"]
    assert window.findChildren(QMessageBox) == []
