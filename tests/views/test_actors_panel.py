"""The left panel: box filters, name selects, keys do both, and it follows the state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, Mark
from explorer.viewmodel.actors import ActorRow
from explorer.viewmodel.session import Change, Session
from explorer.views.actors.model import ROW_ROLE
from explorer.views.actors.panel import ActorsPanel
from explorer.views.look import Look
from tests.support.projects import ProjectBuilder

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.event("A", "2000-01-01", actors=("Ana", "Bo"))
    builder.event("B", "2010-01-01", kind="vote", actors=("Ana",))
    builder.actor("Cy")
    return builder.session()


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> ActorsPanel:
    made = ActorsPanel(session, Look())
    qtbot.addWidget(made)
    made.resize(226, 800)
    made.show()
    return made


def rows(panel: ActorsPanel) -> list[ActorRow]:
    return list(panel.list.rows.actors.rows)


def spot(panel: ActorsPanel, row: int, x: int) -> QPoint:
    index: QModelIndex = panel.list.rows.index(row)
    return QPoint(x, panel.list.visualRect(index).center().y())


def test_the_most_told_of_stand_first(panel: ActorsPanel) -> None:
    assert [(row.name, row.count) for row in rows(panel)] == [("Ana", 2), ("Bo", 1), ("Cy", 0)]
    assert panel.header.accessibleName() == "Actors 2 of 3"


def test_a_click_on_the_box_filters(panel: ActorsPanel, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=spot(panel, 1, 16))
    assert session.state.filter.actors == {ActorId(2)}
    assert rows(panel)[0].name == "Bo"
    assert session.state.selection == ()
    qtbot.mouseClick(panel.list.viewport(), LEFT, pos=spot(panel, 0, 16))
    assert session.state.filter == Filter()


def test_a_click_on_the_name_selects(panel: ActorsPanel, session: Session, qtbot: QtBot) -> None:
    view = panel.list.viewport()
    qtbot.mouseClick(view, LEFT, pos=spot(panel, 0, 80))
    assert session.state.selection == (Mark.actor(1),)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(view, LEFT, control, pos=spot(panel, 1, 80))
    assert session.state.selection == (Mark.actor(1), Mark.actor(2))
    qtbot.mouseClick(view, LEFT, control, pos=spot(panel, 0, 80))
    assert session.state.selection == (Mark.actor(2),)
    assert session.state.filter == Filter()


def test_space_filters_and_enter_selects(
    panel: ActorsPanel, session: Session, qtbot: QtBot
) -> None:
    panel.list.setCurrentIndex(panel.list.rows.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert session.state.selection == (Mark.actor(2),)
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert session.state.filter.actors == {ActorId(2)}


def test_the_row_under_the_keyboard_stays_when_counts_change(
    panel: ActorsPanel, session: Session
) -> None:
    panel.list.setCurrentIndex(panel.list.rows.index(0))
    session.update("test", filter=Filter(actors=frozenset({ActorId(2)})))
    current: ActorRow = panel.list.currentIndex().data(ROW_ROLE)
    assert current.name == "Ana"


def test_match_mode_goes_both_ways(panel: ActorsPanel, session: Session) -> None:
    panel.match.chosen.emit("all")
    assert session.state.filter.match is Match.ALL
    session.update("test", filter=Filter(match=Match.NONE))
    assert panel.match.choice() == "none"


def test_names_are_filtered_as_one_types(panel: ActorsPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.names, "bo")
    assert [row.name for row in rows(panel)] == ["Bo"]


def test_hover_is_shared_and_ends(panel: ActorsPanel, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseMove(panel.list.viewport(), spot(panel, 0, 80))
    qtbot.waitUntil(lambda: session.state.hover == Mark.actor(1))


def test_a_kind_is_held_back_and_shown_alone(
    panel: ActorsPanel, session: Session, qtbot: QtBot
) -> None:
    vote = next(b for b in panel.kinds.buttons if b.row.key == "vote")
    qtbot.mouseClick(vote, LEFT)
    assert session.state.filter.kinds is not None
    assert "vote" not in session.state.filter.kinds
    qtbot.mouseClick(vote, LEFT)
    assert session.state.filter.kinds is None
    qtbot.mouseClick(vote, LEFT, Qt.KeyboardModifier.ControlModifier)
    assert session.state.filter.kinds == {"vote"}
    assert "1 events" in vote.accessibleName()


def test_following_the_state_says_nothing_back(panel: ActorsPanel, session: Session) -> None:
    said: list[Change] = []
    session.changed.connect(said.append)
    session.update(
        "test", filter=Filter(actors=frozenset({ActorId(1)})), selection=(Mark.actor(1),)
    )
    assert [change.origin for change in said] == ["test"]


def test_ten_thousand_actors_are_counted_and_shown(qtbot: QtBot) -> None:
    builder = ProjectBuilder()
    for number in range(10_000):
        builder.actor(f"Actor {number}")
    builder.event("A", "2000", actors=("Actor 9999",))
    panel = ActorsPanel(builder.session(), Look())
    qtbot.addWidget(panel)
    panel.resize(226, 800)
    panel.show()
    assert rows(panel)[0].name == "Actor 9999"
    assert len(rows(panel)) == 10_000
