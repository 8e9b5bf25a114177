"""The details pane shows what is selected, and its lines lead on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.filters import Filter
from explorer.domain.ids import ActorId, Mark
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import DARK
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Window
from explorer.views.details.pane import DetailsPane
from explorer.views.details.parts import BarsView, GoLine
from explorer.views.look import Look
from tests.support.briefing import briefing_session
from tests.support.projects import ProjectBuilder

# Qt's offscreen plugin says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
Made = tuple[DetailsPane, Session]


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    load_fonts()
    session = briefing_session()
    pane = DetailsPane(session, Look())
    qtbot.addWidget(pane)
    pane.resize(478, 285)
    pane.show()
    qtbot.waitExposed(pane)
    return pane, session


def choose(made: Made, mark: Mark) -> DetailsPane:
    pane, session = made
    session.update("test", selection=(mark,), evidence=None)
    pane.refresh()
    return pane


def line(pane: DetailsPane, text: str) -> GoLine:
    found = [each for each in pane.findChildren(GoLine) if text in each.accessibleName()]
    return found[-1]


def content(pane: DetailsPane) -> QWidget:
    return pane.area.widget()


def test_it_follows_the_selection_once_a_turn(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    session.update("test", selection=(Mark.event(1),))
    qtbot.waitUntil(lambda: any("2+2" in x.text() for x in content(pane).findChildren(QLabel)))
    assert not pane._turn.isActive()


def test_an_actor_s_line_selects_it_and_hover_previews(made: Made, qtbot: QtBot) -> None:
    pane, session = choose(made, Mark.event(1)), made[1]
    wanted = line(pane, "Yoko Kamikawa")
    wanted.entered.emit(True)
    assert session.state.hover == Mark.actor(3)
    qtbot.mouseClick(wanted, LEFT)
    assert session.state.selection == (Mark.actor(3),)
    pane.refresh()
    assert session.state.hover is None


def test_arrows_step_through_the_quotes_and_keep_the_focus(made: Made, qtbot: QtBot) -> None:
    pane, session = choose(made, Mark.event(1)), made[1]
    step = content(pane).findChild(QAbstractButton, "Next quote")
    assert step is not None
    step.setFocus()
    qtbot.mouseClick(step, LEFT)
    assert session.state.evidence == session.corpus.evidence(Mark.event(1))[1].id
    pane.refresh()
    back = content(pane).findChild(QAbstractButton, "Previous quote")
    again = content(pane).findChild(QAbstractButton, "Next quote")
    assert back is not None
    assert again is not None
    assert back.isEnabled()
    assert not again.isEnabled()


def test_links_unfold_and_select(made: Made, qtbot: QtBot) -> None:
    pane, session = choose(made, Mark.event(1)), made[1]
    inner = line(pane, "ally of")
    assert not inner.isVisible()
    qtbot.mouseClick(line(pane, "relationships between"), LEFT)
    assert inner.isVisible()
    qtbot.mouseClick(inner, LEFT)
    assert session.state.selection == (Mark.relationship(3),)


def test_copy_citation(made: Made) -> None:
    pane = made[0]
    assert not pane.copy_button.isEnabled()
    choose(made, Mark.event(1))
    pane.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("“On 28 July 2024 the foreign")
    assert pane.copy_button.text() == "Copied"


def test_a_period_shows_bars_and_zooms(made: Made) -> None:
    pane, session = made
    window = Window(1_722_000_000, 1_723_000_000)
    session.update("test", selection=(Mark.event(1),))
    session.update("test", selected_period=window)
    pane.refresh()
    assert content(pane).findChild(BarsView) is not None
    pane.zoom_button.click()
    assert session.state.window == window
    session.update("test", selection=(Mark.event(2),))
    pane.refresh()
    assert content(pane).findChild(BarsView) is None


def test_a_path_shows_each_step(made: Made) -> None:
    pane, session = made
    session.update("test", path=(ActorId(10), ActorId(7)))
    pane.refresh()
    assert line(pane, "North Korea — threatens") is not None


def test_a_long_list_is_opened_under_the_timeline(qtbot: QtBot) -> None:
    load_fonts()
    builder = ProjectBuilder()
    for number in range(30):
        builder.event(f"Event {number}", "2024", actors=("Japan",))
    session = builder.session()
    session.update("test", selection=(Mark.actor(1),))
    pane = DetailsPane(session, Look())
    qtbot.addWidget(pane)
    line(pane, "List all 30 events").click()
    listing = session.state.listing
    assert listing is not None
    assert listing.wanted == Filter(actors=frozenset({ActorId(1)}))


def test_recent_projects_are_offered_where_there_is_nothing(qtbot: QtBot) -> None:
    load_fonts()
    opened: list[str] = []
    pane = DetailsPane(ProjectBuilder().session(), Look())
    qtbot.addWidget(pane)
    pane.set_recent([("Tokyo.sourceline", "125 events", lambda: opened.append("Tokyo"))])
    rows = [x for x in pane.area.findChildren(QAbstractButton) if "Tokyo" in x.accessibleName()]
    rows[-1].click()
    assert opened == ["Tokyo"]
    assert pane.header.accessibleName() == "Recent projects"


@pytest.mark.parametrize("width", [300, 478, 640])
def test_nothing_is_wider_than_the_pane(made: Made, qtbot: QtBot, width: int) -> None:
    pane, session = made
    marks = [Mark.event(n) for n in range(1, 8)] + [Mark.actor(7), Mark.relationship(1)]
    pane.resize(width, 285)
    for mark in marks:
        session.update("test", selection=(mark,), evidence=None)
        pane.refresh()
        QGuiApplication.processEvents()
        assert content(pane).minimumSizeHint().width() <= pane.area.viewport().width(), mark


def test_the_theme_changes_with_the_look(made: Made, qtbot: QtBot) -> None:
    pane, session = made
    session.update("test", selection=(Mark.event(1),))
    pane._look.use(DARK)
    pane.refresh()
    ground = content(pane).palette().window().color().name()
    assert ground == DARK.panel.lower()
