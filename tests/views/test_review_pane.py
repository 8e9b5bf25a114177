"""A review by keyboard alone, in the window: decide, move, take back, leave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import Mark
from explorer.domain.kinds import Review
from explorer.domain.operations import Decide
from explorer.viewmodel.review.queue import Item
from explorer.views.main_window import MainWindow
from explorer.views.workbench import Workbench
from tests.support.projects import FakeProject
from tests.viewmodel.test_reviewing import LEFT, MET, SPOKE, VOTED, drafted
from tests.views.shown import shown

KEYS = Qt.Key


@pytest.fixture
def project() -> FakeProject:
    made = drafted()
    made.path = Path("drafts.sourceline")
    return made


@pytest.fixture
def window(project: FakeProject, qtbot: QtBot) -> Iterator[MainWindow]:
    with shown(project, qtbot) as made:
        yield made


def bench_of(window: MainWindow) -> Workbench:
    assert window.bench is not None
    return window.bench


def press(window: MainWindow, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(window, key)


def begin(window: MainWindow, qtbot: QtBot) -> Workbench:
    qtbot.keyClick(window, KEYS.Key_R, Qt.KeyboardModifier.ControlModifier)
    return bench_of(window)


def test_the_status_line_offers_the_review(window: MainWindow, qtbot: QtBot) -> None:
    assert window.status.review.text() == "4 drafts wait"
    qtbot.mouseClick(window.status.review, Qt.MouseButton.LeftButton)
    bench = bench_of(window)
    assert bench.dock.currentWidget() is bench.review
    assert window.session.state.filter.review is ReviewScope.ALL
    assert not window.status.review.isVisible()


def test_a_whole_review_by_keyboard(window: MainWindow, project: FakeProject, qtbot: QtBot) -> None:
    bench = begin(window, qtbot)
    press(window, qtbot, KEYS.Key_A, KEYS.Key_R, KEYS.Key_J, KEYS.Key_K, KEYS.Key_A)
    assert project.applied == [
        Decide((MET,), Review.ACCEPTED),
        Decide((VOTED,), Review.REJECTED),
        Decide((SPOKE,), Review.ACCEPTED),
    ]
    qtbot.waitUntil(lambda: bench.review.progress.text == "4 of 4 · 2 accepted · 1 rejected")
    assert "Accepted: Bo spoke" in window.status.note
    press(window, qtbot, KEYS.Key_A)
    qtbot.waitUntil(lambda: bench.review.progress.text == "all done · 3 accepted · 1 rejected")
    assert not bench.review.buttons["review.accept"].isVisible()


def test_the_item_is_lit_in_its_paragraph(window: MainWindow, qtbot: QtBot) -> None:
    bench = begin(window, qtbot)
    press(window, qtbot, KEYS.Key_J, KEYS.Key_J, KEYS.Key_J)
    qtbot.waitUntil(lambda: bench.source.passage is not None)
    qtbot.waitUntil(
        lambda: bench.source.passage is not None and bench.source.passage.source.title == "Second"
    )
    scene = bench.source.canvas.scene
    assert scene is not None
    assert bench.source.canvas._lighting.leading == LEFT


def test_undo_brings_the_item_back(window: MainWindow, qtbot: QtBot) -> None:
    bench = begin(window, qtbot)
    press(window, qtbot, KEYS.Key_R, KEYS.Key_R)
    qtbot.keyClick(window, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.reviewing.current == Item(VOTED)
    qtbot.keyClick(window, KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bench.reviewing.current == Item(MET)
    qtbot.waitUntil(lambda: bench.review.progress.text == "1 of 4")


def test_all_of_an_actor_says_the_count_before(
    window: MainWindow, project: FakeProject, qtbot: QtBot
) -> None:
    bench = begin(window, qtbot)
    qtbot.waitUntil(lambda: bool(bench.review.links["actor"].text()))  # type: ignore[index]
    assert [link.text() for link in bench.review.links.values()] == [
        "Accept 2 of Ana", "2 of ¶1", "3 of First",
    ]  # fmt: skip
    qtbot.keyClick(window, KEYS.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert project.applied == [Decide((MET, VOTED), Review.ACCEPTED)]
    assert window.status.note.startswith("Accepted 2 of ¶1.")


def test_arrows_move_while_the_pane_has_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    bench = begin(window, qtbot)
    qtbot.keyClick(bench.review, KEYS.Key_Down)
    qtbot.keyClick(bench.review, KEYS.Key_Down)
    qtbot.keyClick(bench.review, KEYS.Key_Up)
    assert bench.reviewing.current == Item(VOTED)


def test_letters_in_a_field_decide_nothing(
    window: MainWindow, project: FakeProject, qtbot: QtBot
) -> None:
    bench = begin(window, qtbot)
    for field in (window.search, bench.actors.names):
        field.setFocus()
        qtbot.keyClicks(field, "arse")
        assert field.text() == "arse"
    assert project.applied == []


def test_what_is_chosen_elsewhere_shows_its_details(window: MainWindow, qtbot: QtBot) -> None:
    bench = begin(window, qtbot)
    window.session.update("timeline", selection=(Mark.event(4),))
    assert bench.dock.currentWidget() is bench.details
    qtbot.mouseClick(bench.details.tabs.titles[1], Qt.MouseButton.LeftButton)
    assert bench.dock.currentWidget() is bench.review
    assert bench.reviewing.current == Item(MET)
