"""The source pane follows the state, and clicks on its words change it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from explorer.domain.ids import Mark, SourceId
from explorer.painting.fonts import load_fonts
from explorer.viewmodel.passage.column import Anchor
from explorer.viewmodel.session import Change, Session
from explorer.views.look import Look
from explorer.views.source.pane import SourcePane
from tests.support.briefing import briefing_session
from tests.support.projects import ProjectBuilder

# Qt's offscreen plugin says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
Made = tuple[SourcePane, Session]


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    load_fonts()
    session = briefing_session()
    return shown(qtbot, session), session


def shown(qtbot: QtBot, session: Session) -> SourcePane:
    pane = SourcePane(session, Look())
    qtbot.addWidget(pane)
    pane.resize(736, 285)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def point_of(pane: SourcePane, text: str, letters: float = 3) -> QPoint:
    """Return a point on words that are on the screen."""
    scene = pane.canvas.scene
    assert scene is not None
    for words in scene.words:
        at = words.text.find(text)
        if at >= 0:
            per_letter = 7.2
            return QPoint(int(words.x_px + (at + letters) * per_letter), int(words.baseline_px - 4))
    raise AssertionError(f"{text!r} is not on the screen")


def settle(pane: SourcePane) -> None:
    pane.refresh()


def test_it_says_how_long_and_whether_exact(made: Made) -> None:
    pane, _ = made
    assert pane.header.combo.currentText() == "Briefing, July 2024"
    assert pane.header.about.text == "8 paragraphs · no publication date"
    assert pane.header.state.text == "All 11 quotes exact"


def test_a_click_on_words_selects_their_mark_and_beside_them_clears(
    made: Made, qtbot: QtBot
) -> None:
    pane, session = made
    qtbot.mouseClick(pane.canvas, LEFT, pos=point_of(pane, "On 28 July"))
    assert session.state.selection == (Mark.event(1),)
    assert session.state.evidence == session.corpus.evidence(Mark.event(1))[0].id
    settle(pane)
    qtbot.mouseClick(pane.canvas, LEFT, pos=QPoint(15, 20))
    assert session.state.selection == ()


def test_control_click_adds_and_takes_away(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(pane.canvas, LEFT, pos=point_of(pane, "On 28 July"))
    settle(pane)
    qtbot.mouseClick(pane.canvas, LEFT, control, pos=point_of(pane, "A joint headquarters"))
    assert session.state.selection == (Mark.event(1), Mark.event(2))
    settle(pane)
    qtbot.mouseClick(pane.canvas, LEFT, control, pos=point_of(pane, "A joint headquarters"))
    assert session.state.selection == (Mark.event(1),)


def test_hover_lights_and_leaving_puts_it_out(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    qtbot.mouseMove(pane.canvas, pos=point_of(pane, "A joint headquarters"))
    qtbot.waitUntil(lambda: session.state.hover == Mark.event(2))
    settle(pane)
    scene = pane.canvas.scene
    assert scene is not None
    assert scene.rings
    pane.canvas.hovered.emit(None)
    assert session.state.hover is None


def test_a_double_click_selects_the_actor_named_there(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    point = point_of(pane, "There Antony Blinken and Lloyd Austin", 8)
    qtbot.mouseDClick(pane.canvas, LEFT, pos=point)
    assert session.state.selection == (Mark.actor(1),)


def test_dragging_picks_words_and_copies_them_with_their_place(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    begin = point_of(pane, "Washington said", 0)
    qtbot.mousePress(pane.canvas, LEFT, pos=begin)
    qtbot.mouseMove(pane.canvas, pos=begin + QPoint(40, 1))
    end = begin + QPoint(120, 1)
    move(pane, end)
    qtbot.mouseRelease(pane.canvas, LEFT, pos=end)
    assert pane.chosen_words
    assert session.state.selection == ()
    assert pane.copy()
    assert QGuiApplication.clipboard().text().startswith("“Washington")
    assert "¶1" in QGuiApplication.clipboard().text()


def move(pane: SourcePane, point: QPoint) -> None:
    """Move the pressed pointer; QTest leaves the buttons out of a move."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), pane.canvas.mapToGlobal(QPointF(point)),
        Qt.MouseButton.NoButton, LEFT, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    pane.canvas.mouseMoveEvent(event)


def test_it_turns_to_the_source_of_the_lit_quote(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    second = session.corpus.evidence(Mark.event(1))[1]
    session.update("test", selection=(Mark.event(1),), evidence=second.id)
    qtbot.waitUntil(lambda: pane.passage is not None and pane.passage.source.id == 2)
    assert session.state.source == SourceId(2)
    assert pane.header.combo.currentText() == "Chronicle 1951–2025"
    scene = pane.canvas.scene
    assert scene is not None
    assert scene.lights, "the lit words are in view"


def test_the_list_of_sources_turns_to_another(made: Made) -> None:
    pane, session = made
    pane.header.combo.activated.emit(1)
    assert session.state.source == SourceId(2)
    settle(pane)
    assert pane.header.about.text.endswith("published 31 December 2025")


def test_one_rebuild_for_many_changes_and_no_loop(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    heard: list[Change] = []
    session.changed.connect(heard.append)
    session.update("test", selection=(Mark.event(2),))
    session.update("test", hover=Mark.event(3))
    qtbot.wait(20)
    assert len(heard) == 2
    assert not pane._turn.isActive()


def test_a_hit_is_scrolled_to_and_flashed(made: Made) -> None:
    pane, _ = made
    pane.show_words(SourceId(2), 30, 3, 9)
    scene = pane.canvas.scene
    assert pane.passage is not None
    assert pane.passage.source.id == 2
    assert scene is not None
    assert len(scene.chosen) == 1


@pytest.mark.parametrize(
    ("key", "moved"),
    [
        (Qt.Key.Key_PageDown, lambda a: a != Anchor()),
        (Qt.Key.Key_Down, lambda a: a != Anchor()),
        (Qt.Key.Key_End, lambda a: a.index > 0),
        (Qt.Key.Key_Home, lambda a: a == Anchor()),
    ],
)
def test_keys_scroll(
    made: Made, qtbot: QtBot, key: Qt.Key, moved: Callable[[Anchor], bool]
) -> None:
    pane, _ = made
    qtbot.keyClick(pane.canvas, key)
    assert moved(pane.canvas.anchor)


def test_control_and_arrows_step_through_the_quotes(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Down, control)
    assert session.state.selection == (Mark.event(2),)
    settle(pane)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Down, control)
    assert session.state.selection == (Mark.event(1),)


def test_the_margin_scrolls(made: Made, qtbot: QtBot) -> None:
    pane, _ = made
    canvas = pane.canvas
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(canvas.width() - 5, canvas.height() - 4))
    assert canvas.anchor.index > 0


def test_an_empty_project_says_the_next_step(qtbot: QtBot) -> None:
    load_fonts()
    pane = shown(qtbot, ProjectBuilder().session())
    assert pane.canvas.scene is None
    assert pane.passage is None
    assert not pane.copy()
    pane.grab()


def test_a_narrower_pane_keeps_its_place(made: Made, qtbot: QtBot) -> None:
    pane, _ = made
    pane.show_words(SourceId(2), 30, 3, 9)
    before = pane.canvas.anchor.index
    pane.resize(400, 285)
    assert abs(pane.canvas.anchor.index - before) <= 1
