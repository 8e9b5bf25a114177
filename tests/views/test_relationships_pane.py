"""Gestures on the relationship panel change the state, and the panel follows the state."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.domain.ids import Mark
from explorer.domain.operations import PinActors
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import DARK
from explorer.viewmodel.graph.scene import SceneLink, SceneNode
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.state import GraphScope
from explorer.views.look import Look
from explorer.views.relationships.pane import RelationshipsPane
from tests.support.projects import FakeProject, ProjectBuilder

# Qt's offscreen plugin says so of every window that has a smallest size.
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
Made = tuple[RelationshipsPane, Session]


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Board", quotes=3)
    builder.relationship("Board", "part of", "Company")
    builder.relationship("Company", "talks with", "Dan", "1998")
    builder.relationship("Company", "talks with", "Dan", "2004")
    session = builder.session()
    return shown(qtbot, session), session


def shown(qtbot: QtBot, session: Session) -> RelationshipsPane:
    load_fonts()
    pane = RelationshipsPane(session, Look())
    qtbot.addWidget(pane)
    pane.resize(478, 527)
    pane.show()
    qtbot.waitExposed(pane)
    pane.refresh()
    return pane


def node(pane: RelationshipsPane, title: str) -> SceneNode:
    return next(each for each in pane.scene.nodes if each.title == title)


def link(pane: RelationshipsPane, title: str) -> SceneLink:
    return next(each for each in pane.scene.links if title in each.title)


def point(pane: RelationshipsPane, title: str) -> QPoint:
    found = node(pane, title)
    return QPoint(round(found.x + pane.view.dx_px), round(found.y + pane.view.dy_px))


def click(
    qtbot: QtBot, pane: RelationshipsPane, where: QPoint, key: Qt.KeyboardModifier | None = None
) -> None:
    keys = Qt.KeyboardModifier.NoModifier if key is None else key
    qtbot.mouseClick(pane.canvas.viewport(), LEFT, keys, where)
    pane.refresh()


def drag(
    qtbot: QtBot, pane: RelationshipsPane, start: QPoint, end: QPoint, *, drop: bool = True
) -> None:
    viewport = pane.canvas.viewport()
    qtbot.mousePress(viewport, LEFT, pos=start)
    qtbot.mouseMove(viewport, (start + end) / 2)
    qtbot.mouseMove(viewport, end)
    if drop:
        qtbot.mouseRelease(viewport, LEFT, pos=end)
    pane.refresh()


def test_click_on_an_actor_selects_it_and_lights_it(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    click(qtbot, pane, point(pane, "Board"))
    assert session.state.selection == (Mark.actor(node(pane, "Board").actor),)
    assert node(pane, "Board").lit


def test_click_near_a_line_selects_all_it_stands_for_the_first_leading(
    qtbot: QtBot, made: Made
) -> None:
    pane, session = made
    middle = link(pane, "talks with").curve.at(0.3)
    click(qtbot, pane, QPoint(round(middle.real), round(middle.imag)))
    assert session.state.selection == (Mark.relationship(4), Mark.relationship(3))
    assert session.state.leading == Mark.relationship(3)
    assert link(pane, "talks with").selected


def test_ctrl_click_toggles_and_two_actors_can_be_connected(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    assert not pane.footer.connect_two.isVisible()
    click(qtbot, pane, point(pane, "Ann"))
    click(qtbot, pane, point(pane, "Dan"), CONTROL)
    assert len(session.state.selection) == 2
    assert pane.footer.connect_two.isVisible()
    qtbot.mouseClick(pane.footer.connect_two, LEFT)
    pane.refresh()
    assert session.state.path == (node(pane, "Ann").actor, node(pane, "Dan").actor)
    assert all(each.selected for each in pane.scene.links)
    click(qtbot, pane, point(pane, "Dan"), CONTROL)
    assert session.state.selection == (Mark.actor(node(pane, "Ann").actor),)


def test_drag_pins_and_what_was_not_dragged_stays(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    others = {each.title: (each.x, each.y) for each in pane.scene.nodes if each.title != "Ann"}
    drag(qtbot, pane, point(pane, "Ann"), QPoint(60, 420))
    project = session.project
    assert isinstance(project, FakeProject)
    (pinned,) = project.applied
    assert isinstance(pinned, PinActors)
    assert [each.actor_id for each in pinned.positions] == [node(pane, "Ann").actor]
    assert (node(pane, "Ann").x, node(pane, "Ann").y) == pytest.approx((60, 420), abs=1)
    assert node(pane, "Ann").pinned
    now = {each.title: (each.x, each.y) for each in pane.scene.nodes if each.title != "Ann"}
    assert now == others
    assert session.state.selection == ()


def test_while_dragging_the_actor_goes_along_and_nothing_is_written(
    qtbot: QtBot, made: Made
) -> None:
    pane, session = made
    drag(qtbot, pane, point(pane, "Ann"), QPoint(60, 420), drop=False)
    assert node(pane, "Ann").x == pytest.approx(60, abs=1)
    assert isinstance(session.project, FakeProject)
    assert session.project.applied == []


def test_drag_on_empty_ground_pans_and_fit_takes_it_back(qtbot: QtBot, made: Made) -> None:
    pane, _ = made
    empty = next(
        QPoint(x, y) for x in range(8, 470, 20) for y in range(8, 460, 20)
        if pane.scene.hit(x, y) is None
    )  # fmt: skip
    drag(qtbot, pane, empty, empty + QPoint(40, 10))
    assert (pane.scene.dx_px, pane.scene.dy_px) == (40, 10)
    qtbot.mouseClick(pane.fit_button, LEFT)
    pane.refresh()
    assert (pane.scene.dx_px, pane.scene.zoom) == (0, 1)


def wheel(pane: RelationshipsPane, where: QPoint, notches: int) -> None:
    event = QWheelEvent(
        QPointF(where), QPointF(where), QPoint(), QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(pane.canvas.viewport(), event)
    pane.refresh()


def test_wheel_zooms_at_the_pointer(made: Made) -> None:
    pane, _ = made
    where = point(pane, "Board")
    wheel(pane, where, 3)
    assert pane.scene.zoom > 1.5
    now = node(pane, "Board")
    moved = complex(now.x + pane.scene.dx_px - where.x(), now.y + pane.scene.dy_px - where.y())
    assert abs(moved) < 1.5
    wheel(pane, where, -9)
    assert pane.scene.zoom == 1


def test_double_click_shows_what_is_around(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    qtbot.mouseDClick(pane.canvas.viewport(), LEFT, pos=point(pane, "Ann"))
    pane.refresh()
    assert session.state.graph is GraphScope.AROUND
    assert {each.title for each in pane.scene.nodes} == {"Ann", "Board"}


def test_clicking_about_in_a_neighbourhood_does_not_change_it(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    session.update("test", selection=(Mark.actor(node(pane, "Board").actor),))
    session.update("test", graph=GraphScope.AROUND)
    pane.refresh()
    before = {(each.title, each.x, each.y) for each in pane.scene.nodes}
    click(qtbot, pane, point(pane, "Ann"))
    assert {(each.title, each.x, each.y) for each in pane.scene.nodes} == before
    session.update("elsewhere", selection=(Mark.relationship(1),))
    pane.refresh()
    assert {each.title for each in pane.scene.nodes} == {"Ann", "Board", "Company"}
    session.update("elsewhere", selection=(Mark.relationship(4),))
    pane.refresh()
    assert {each.title for each in pane.scene.nodes} == {"Board", "Company", "Dan"}


def test_hover_tells_and_forgets(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    qtbot.mouseMove(pane.canvas.viewport(), point(pane, "Dan"))
    assert session.state.hover == Mark.actor(node(pane, "Dan").actor)
    pane.canvas.hovered.emit(None)
    assert session.state.hover is None


def test_header_scope_and_menu(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    assert pane.header.accessibleName() == "Relationships 4 actors · 3 links"
    pane.scope.chosen.emit(GraphScope.AROUND)
    assert session.state.graph is GraphScope.AROUND
    menu = pane.menu_for(node(pane, "Ann"))
    titles = [action.text() for action in menu.actions() if action.text()]
    assert titles == ["Show only what is around Ann", "Filter by Ann", "Show the whole picture"]
    menu.actions()[1].trigger()
    assert session.state.filter.actors == {node(pane, "Ann").actor}


def test_show_more_draws_more_and_moves_nobody(qtbot: QtBot) -> None:
    builder = ProjectBuilder()
    for at in range(1, 70):
        builder.relationship(f"Actor {at}", "leads", f"Actor {at // 3}", quotes=1 + at % 5)
    pane = shown(qtbot, builder.session())
    assert len(pane.scene.links) == 24
    before = {each.actor_id: each for each in pane.view.known}
    qtbot.mouseClick(pane.footer.more, LEFT)
    pane.refresh()
    assert len(pane.scene.links) == 40
    after = {each.actor_id: each for each in pane.view.known}
    assert before
    assert {actor: after[actor] for actor in before} == before


def test_one_rebuild_however_many_changes(
    qtbot: QtBot, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane, session = made
    built = []
    shows = pane.canvas.show_scene
    monkeypatch.setattr(pane.canvas, "show_scene", lambda scene: (built.append(1), shows(scene)))
    for number in (1, 2, 3):
        session.update("test", selection=(Mark.relationship(number),))
    qtbot.waitUntil(lambda: bool(built))
    QApplication.processEvents()
    assert len(built) == 1


def test_a_click_says_so_once(qtbot: QtBot, made: Made) -> None:
    pane, session = made
    heard: list[Change] = []
    session.changed.connect(heard.append)
    qtbot.mouseClick(pane.canvas.viewport(), LEFT, pos=point(pane, "Ann"))
    assert [change.what for change in heard if change.touches("selection")] == [
        frozenset({"selection"})
    ]


def test_dark_theme_repaints(qtbot: QtBot) -> None:
    load_fonts()
    look = Look()
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Board")
    pane = RelationshipsPane(builder.session(), look)
    qtbot.addWidget(pane)
    pane.resize(300, 300)
    pane.refresh()
    look.use(DARK)
    image = pane.grab().toImage()
    assert image.pixelColor(3, 200).name() == DARK.panel.lower()
