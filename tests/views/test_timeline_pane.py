"""The timeline's pane: gestures change the state, and the picture follows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.domain.calendar import seconds
from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, Mark
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import DARK
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.state import Axis, Lanes, Window
from explorer.views.look import Look
from explorer.views.timeline.pane import TimelinePane
from explorer.views.timeline.parts import ChipButton, LinkButton
from tests.support.projects import ProjectBuilder

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    for year in range(2000, 2012):
        builder.event(f"In {year}", f"{year}-06-01", actors=("Ana", f"Actor {year}"))
    builder.event("Undated", actors=("Ana",))
    return builder.session()


@pytest.fixture
def pane(session: Session, qtbot: QtBot) -> TimelinePane:
    load_fonts()
    made = TimelinePane(session, Look())
    qtbot.addWidget(made)
    made.resize(736, 400)
    made.show()
    settle()
    return made


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def wheel(
    pane: TimelinePane, x: float, y: float, angle: tuple[int, int] = (0, 0),
    pixels: tuple[int, int] = (0, 0), keys: Qt.KeyboardModifier = NONE,
) -> None:  # fmt: skip
    at = QPointF(x, y)
    viewport = pane.canvas.viewport()
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(*pixels), QPoint(*angle), Qt.MouseButton.NoButton,
        keys, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    settle()


def drag(
    pane: TimelinePane, start: tuple[float, float], end: tuple[float, float],
    keys: Qt.KeyboardModifier = NONE,
) -> None:  # fmt: skip
    viewport = pane.canvas.viewport()
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    for kind, place, buttons in (
        (QEvent.Type.MouseButtonPress, start, LEFT),
        (QEvent.Type.MouseMove, middle, LEFT),
        (QEvent.Type.MouseMove, end, LEFT),
        (QEvent.Type.MouseButtonRelease, end, Qt.MouseButton.NoButton),
    ):
        at = QPointF(*place)
        button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else LEFT
        event = QMouseEvent(kind, at, viewport.mapToGlobal(at), button, buttons, keys)
        QApplication.sendEvent(viewport, event)
    settle()


def spot(pane: TimelinePane, event_id: int) -> QPoint:
    mark = next(mark for mark in pane.scene().marks if mark.event_id == event_id)
    return QPoint(round(mark.x), round(mark.y))


def test_the_wheel_zooms_at_the_pointer(pane: TimelinePane, session: Session) -> None:
    place = pane.scene().scale.place_at(400)
    for keys in (NONE, CTRL):
        before = pane.scene().scale.span
        wheel(pane, 400, 100, (0, 120), keys=keys)
        assert pane.scene().scale.span == pytest.approx(before / 1.2)
    assert abs(pane.scene().scale.x_of(place) - 400) < 1


@pytest.mark.parametrize(
    ("angle", "pixels", "keys"),
    [((0, 120), (0, 0), SHIFT), ((120, 0), (0, 0), NONE), ((0, 0), (60, 10), NONE)],
)
def test_shift_and_sideways_pan_and_never_zoom(
    pane: TimelinePane,
    angle: tuple[int, int],
    pixels: tuple[int, int],
    keys: Qt.KeyboardModifier,
) -> None:
    before = pane.scene().scale
    wheel(pane, 400, 100, angle, pixels, keys)
    after = pane.scene().scale
    assert after.span == pytest.approx(before.span)
    assert before.window.start - after.window.start == pytest.approx(60 / before.px_per_unit)


@pytest.mark.parametrize(("x", "keys", "angle"), [(40, NONE, (0, -120)), (400, ALT, (-120, 0))])
def test_over_the_names_and_with_alt_the_lanes_scroll(
    pane: TimelinePane, session: Session, x: int, keys: Qt.KeyboardModifier, angle: tuple[int, int]
) -> None:
    wheel(pane, x, 100, angle, keys=keys)
    assert pane.scroll_px == 46
    assert session.state.window is None


def test_dragging_moves_both_ways(pane: TimelinePane) -> None:
    before = pane.scene()
    drag(pane, (400, 120), (430, 100))
    after = pane.scene()
    shift = before.scale.window.start - after.scale.window.start
    assert shift == pytest.approx(30 / before.scale.px_per_unit)
    assert pane.scroll_px == 20


@pytest.mark.parametrize(("y", "keys"), [(10, NONE), (120, SHIFT)])
def test_a_drag_on_the_ruler_or_with_shift_selects_a_period(
    pane: TimelinePane, session: Session, y: int, keys: Qt.KeyboardModifier
) -> None:
    scale = pane.scene().scale
    drag(pane, (500, y), (300, y), keys)
    period = session.state.selected_period
    assert period is not None
    assert scale.x_of(period.start) == pytest.approx(300)
    assert scale.x_of(period.end) == pytest.approx(500)
    use = next(b for b in pane.findChildren(LinkButton) if b.text().startswith("Filter"))
    assert use.isVisible()
    use.click()
    settle()
    assert session.state.filter.period is not None
    assert [chip.chip.text for chip in pane.findChildren(ChipButton)]


def test_click_selects_ctrl_toggles_and_empty_clears(
    pane: TimelinePane, session: Session, qtbot: QtBot
) -> None:
    viewport = pane.canvas.viewport()
    qtbot.mouseClick(viewport, LEFT, NONE, spot(pane, 3))
    assert session.state.selection == (Mark.event(3),)
    qtbot.mouseClick(viewport, LEFT, CTRL, spot(pane, 5))
    assert session.state.selection == (Mark.event(3), Mark.event(5))
    qtbot.mouseClick(viewport, LEFT, NONE, QPoint(20, 40))
    assert session.state.selection == (Mark.actor(ActorId(1)),)
    qtbot.mouseClick(viewport, LEFT, NONE, QPoint(720, 30))
    assert session.state.selection == ()


def test_a_double_click_centres(pane: TimelinePane, session: Session, qtbot: QtBot) -> None:
    wheel(pane, 200, 100, (0, 480))
    last = [mark.event_id for mark in pane.scene().marks][-1]
    qtbot.mouseDClick(pane.canvas.viewport(), LEFT, NONE, spot(pane, last))
    settle()
    scale = pane.scene().scale
    assert spot(pane, last).x() == pytest.approx(scale.left_px + scale.width_px / 2, abs=1)


def test_the_pointer_previews(pane: TimelinePane, session: Session, qtbot: QtBot) -> None:
    qtbot.mouseMove(pane.canvas.viewport(), spot(pane, 4))
    assert session.state.hover == Mark.event(4)
    qtbot.mouseMove(pane.canvas.viewport(), QPoint(500, 10))
    assert session.state.hover is None


def test_keys_step_zoom_and_fit(pane: TimelinePane, session: Session) -> None:
    for _ in range(3):
        QTest.keyClick(pane.canvas, Qt.Key.Key_Right)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Left)
    assert session.state.selection == (Mark.event(2),)
    QTest.keyClick(pane.canvas, Qt.Key.Key_Plus)
    assert session.state.window is not None
    QTest.keyClick(pane.canvas, Qt.Key.Key_Home)
    assert session.state.window is None
    QTest.keyClick(pane.canvas, Qt.Key.Key_PageDown)
    assert pane.scroll_px > 0


def test_a_selection_made_elsewhere_is_brought_into_view(
    pane: TimelinePane, session: Session
) -> None:
    session.update("test", window=Window(seconds(2000), seconds(2001)))
    settle()
    session.update("source", selection=(Mark.event(12),))
    settle()
    assert any(mark.selected for mark in pane.scene().marks)


def test_a_scrolled_away_lane_comes_into_view(pane: TimelinePane, session: Session) -> None:
    session.update("test", lanes=Lanes.ACTOR)
    settle()
    pane.canvas._scroll_to(1e9)
    session.update("source", selection=(Mark.event(1),))
    settle()
    scene = pane.scene()
    assert any(scene.plot_top <= y <= scene.plot_bottom for y in scene.selected_ys)


def test_the_undated_are_turned_through_and_found(
    pane: TimelinePane, session: Session, qtbot: QtBot
) -> None:
    builder = ProjectBuilder()
    for number in range(30):
        builder.event(f"Undated and quite long {number}")
    session.project.now = builder.snapshot()  # type: ignore[attr-defined]
    session.reload("test")
    settle()
    strip = pane.scene().undated
    assert strip is not None
    at = strip.more_rect
    place = QPoint(int(at.x + 10), int(at.y + 10))
    qtbot.mouseClick(pane.canvas.viewport(), LEFT, NONE, place)
    turned = pane.scene().undated
    assert turned is not None
    assert turned.items[0].event_id == strip.items[-1].event_id + 1
    session.update("source", selection=(Mark.event(25),))
    settle()
    found = pane.scene().undated
    assert found is not None
    assert any(item.selected for item in found.items)


def test_a_text_without_dates_begins_as_told(qtbot: QtBot) -> None:
    load_fonts()
    builder = ProjectBuilder()
    builder.event("No date")
    session = builder.session()
    qtbot.addWidget(TimelinePane(session, Look()))
    assert session.state.axis is Axis.TOLD


def test_all_changes_of_one_turn_make_one_scene(pane: TimelinePane, session: Session) -> None:
    made: list[int] = []
    pane.canvas.rebuilt.connect(lambda: made.append(1))
    heard: list[Change] = []
    session.changed.connect(heard.append)
    session.update("test", window=Window(seconds(2001), seconds(2009)))
    session.update("test", lanes=Lanes.KIND)
    session.update("test", filter=Filter(actors=frozenset({ActorId(1)}), match=Match.ALL))
    settle()
    assert len(made) == 1
    assert len(heard) == 3


def test_chips_lift_and_clear_restores(pane: TimelinePane, session: Session) -> None:
    chosen = frozenset({ActorId(1), ActorId(2)})
    session.update("test", filter=Filter(actors=chosen, match=Match.ALL))
    settle()
    chips = [b for b in pane.findChildren(ChipButton) if b.isVisible()]
    assert [chip.chip.text for chip in chips] == ["Actor 2000", "Ana"]
    chips[0].click()
    settle()
    assert session.state.filter.actors == {ActorId(1)}
    next(b for b in pane.findChildren(LinkButton) if b.text() == "Clear").click()
    assert session.state.filter == Filter(match=Match.ALL)


def test_the_overview_moves_the_window(pane: TimelinePane, session: Session, qtbot: QtBot) -> None:
    strip = pane.overview
    scale = strip.drawn().scale
    session.update("test", window=Window(seconds(2004), seconds(2006)))
    settle()
    start = round(scale.x_of(float(seconds(2005))))
    qtbot.mousePress(strip, LEFT, NONE, QPoint(start, 20))
    qtbot.mouseMove(strip, QPoint(start + 50, 20))
    qtbot.mouseRelease(strip, LEFT, NONE, QPoint(start + 50, 20))
    window = session.state.window
    assert window is not None
    assert window.start - seconds(2004) == pytest.approx(50 / scale.px_per_unit, rel=0.03)
    qtbot.mouseDClick(strip, LEFT, NONE, QPoint(start, 20))
    assert session.state.window is None


def test_the_view_box_mirrors_the_window(pane: TimelinePane, session: Session) -> None:
    session.update("test", window=Window(seconds(2004), seconds(2006)))
    settle()
    (low, high), _ = pane.canvas.box.viewRange()
    assert (low, high) == pytest.approx((seconds(2004), seconds(2006)))


def test_a_turn_of_the_wheel_builds_one_scene_and_paints_it_once(
    pane: TimelinePane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.wait(50)
    built: list[object] = []
    painted: list[object] = []
    build, paint = pane.canvas.builder.build, pane.canvas.paint_on
    monkeypatch.setattr(pane.canvas.builder, "build", lambda *a: (built.append(a), build(*a))[1])
    monkeypatch.setattr(pane.canvas, "paint_on", lambda p: (painted.append(p), paint(p)))
    wheel(pane, 400, 100, (0, 120))
    qtbot.waitUntil(lambda: bool(painted))
    qtbot.wait(50)
    assert (len(built), len(painted)) == (1, 1)


def test_the_theme_changes_at_once(pane: TimelinePane, qtbot: QtBot) -> None:
    look = pane.canvas._look
    look.use(DARK)
    settle()
    image = pane.grab().toImage()
    assert image.pixelColor(690, 395 - 60).lightness() < 80
