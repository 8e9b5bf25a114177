"""The timeline's painter: the scene in the theme's colours, and no yellow but the selection."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from explorer.domain.calendar import seconds
from explorer.domain.ids import Mark
from explorer.domain.kinds import Status
from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.painting.glyphs import Form, paint_diamond, paint_kind_dot
from explorer.painting.overview import paint_overview
from explorer.painting.theme import DARK, LIGHT, Theme
from explorer.painting.timeline import paint_timeline
from explorer.painting.timeline_gutter import counts_said
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Lasting, Window
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.scene import LaneItem, Through, TimelineScene
from tests.support.projects import ProjectBuilder

WIDTH, HEIGHT = 600, 300


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    load_fonts()
    builder = ProjectBuilder()
    builder.event("Tokyo", "2024-07-28", actors=("Japan", "Lloyd Austin"))
    builder.event("Plan", "2024-07-28/2025~", kind="change", status=Status.PLANNED)
    builder.event("Some time", "2023", kind="agreement")
    builder.event("On and on", "2022-02/..", kind="incident")
    builder.event("Disputed", "2022-03-02", kind="vote", also=("2022-09-11",))
    builder.event("No date", kind="statement", status=Status.ONGOING)
    return builder.session()


def scene_of(session: Session) -> TimelineScene:
    return TimelineBuilder(session, QtMeasurer()).build(WIDTH, HEIGHT)


def painted(scene: TimelineScene, theme: Theme, hover: Mark | None = None) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_timeline(painter, scene, theme, hover=hover)
    painter.end()
    return image


def count(image: QImage, hex_code: str) -> int:
    wanted = QColor(hex_code).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(WIDTH) for y in range(HEIGHT))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_nothing_is_highlighted_but_what_is_selected(session: Session, theme: Theme) -> None:
    assert count(painted(scene_of(session), theme), theme.selection) == 0
    session.update("test", selection=(Mark.event(1),))
    assert count(painted(scene_of(session), theme), theme.selection) > 200


def test_a_dot_has_its_kinds_colour_at_its_place(session: Session) -> None:
    scene = scene_of(session)
    dot = next(mark for mark in scene.marks if mark.event_id == 1)
    image = painted(scene, LIGHT)
    assert image.pixelColor(int(dot.x), int(dot.y)) == QColor(LIGHT.kind(0).fill)


def test_the_pointer_leaves_a_ring_and_nothing_else(session: Session) -> None:
    scene = scene_of(session)
    plain, hovered = painted(scene, LIGHT), painted(scene, LIGHT, Mark.event(1))
    changed = [
        (x, y)
        for x in range(WIDTH)
        for y in range(HEIGHT)
        if plain.pixel(x, y) != hovered.pixel(x, y)
    ]
    spots = [(mark.x, mark.y) for mark in scene.marks if mark.event_id == 1]
    assert changed
    assert all(min(abs(x - a) + abs(y - b) for a, b in spots) < 18 for x, y in changed)


def test_kinds_differ_without_their_colour(qtbot: QtBot) -> None:
    def grey(kind: int) -> bytes:
        image = QImage(16, 16, QImage.Format.Format_ARGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_kind_dot(painter, 8, 8, kind, LIGHT, form=Form.HOLLOW)
        painter.end()
        shape = image.convertToFormat(QImage.Format.Format_Grayscale8)
        return bytes(
            1 if shape.pixelColor(x, y).red() < 170 else 0 for x in range(16) for y in range(16)
        )

    shapes = [grey(kind) for kind in range(7)]
    for one, other in combinations(shapes, 2):
        assert sum(a != b for a, b in zip(one, other, strict=True)) >= 4


def test_forms_and_chevrons_are_told_apart(qtbot: QtBot) -> None:
    def drawn(form: Form, goes_on: bool) -> bytes:
        image = QImage(28, 20, QImage.Format.Format_RGB32)
        image.fill(QColor("#FFFFFF"))
        painter = QPainter(image)
        paint_diamond(painter, 10, 10, 1, LIGHT, form=form, goes_on=goes_on)
        painter.end()
        return bytes(image.constBits())

    made = {drawn(form, goes_on) for form in Form for goes_on in (False, True)}
    assert len(made) == 6


def test_an_svg_keeps_subpixels_at_four_digit_years_and_text_as_text(session: Session) -> None:
    session.update("test", window=Window(seconds(2024, 7, 1), seconds(2024, 8, 30)))
    scene = scene_of(session)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(WIDTH, HEIGHT))
    painter = QPainter(generator)
    paint_timeline(painter, scene, LIGHT)
    painter.end()
    svg = bytes(buffer.data().data()).decode()
    dot = next(mark for mark in scene.marks if mark.event_id == 1)
    drawn = [float(x) for x in re.findall(r'<circle cx="([-\d.]+)"', svg)]
    assert min(abs(x - dot.x) for x in drawn) < 0.01
    assert ">Tokyo<" in svg


@pytest.mark.parametrize("axis", list(Axis))
def test_the_overview_is_painted_in_accent_over_all(session: Session, axis: Axis) -> None:
    session.update("test", axis=axis)
    scene = TimelineBuilder(session, QtMeasurer()).overview(WIDTH, WIDTH)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor(LIGHT.panel))
    painter = QPainter(image)
    paint_overview(painter, scene, LIGHT)
    painter.end()
    assert count(image, LIGHT.accent) > 100


def test_the_counts_of_a_lane_stand_in_one_line_without_touching(session: Session) -> None:
    room_px = 120.0

    def said(count: int, on_floor: int, number: int) -> tuple[str, str, str]:
        through = Through(number, Lasting(0, 0, "")) if number else None
        lane = LaneItem("all", "", 0, 38, count, on_floor, count_below=True, through=through)
        return counts_said(lane, room_px)

    assert said(935_301, 46, 9_436) == ("935,301", "+46", "+9,436")
    assert said(1_840_906, 56, 18_790) == ("1.84 M", "+56", "+18,790")
    assert said(1_840_906, 0, 18_790) == ("1,840,906", "", "+18,790")
    assert said(21_840_906, 12_056, 2_118_790) == ("21.8 M", "+12 k", "+2.12 M")
