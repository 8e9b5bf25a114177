"""The painter puts on paper what the scene says, in the theme's colours."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from explorer.domain.ids import Mark
from explorer.domain.kinds import Status
from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.painting.relationships import paint_relationships
from explorer.painting.relationships_footer import FOOTER_PX, paint_relationships_footer
from explorer.painting.theme import DARK, LIGHT, Theme
from explorer.viewmodel.graph.relationships import GraphView, build_relationships
from explorer.viewmodel.graph.scene import GraphScene
from explorer.viewmodel.session import Session
from tests.support.projects import ProjectBuilder

WIDTH, HEIGHT = 400, 300


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    load_fonts()
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Board", quotes=6)
    builder.relationship("Board", "to become", "Council", status=Status.PLANNED, quotes=6)
    builder.relationship("Ann", "threatens", "Council", quotes=6)
    return builder.session()


def scene_of(session: Session, view: GraphView | None = None) -> GraphScene:
    return build_relationships(session, WIDTH, HEIGHT, QtMeasurer(), view)


def painted(scene: GraphScene, theme: Theme = LIGHT) -> QImage:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint_relationships(painter, scene, theme)
    painter.end()
    return image


def count(image: QImage, hex_code: str) -> int:
    wanted = QColor(hex_code).rgb()
    return sum(
        image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height())
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_yellow_is_only_for_the_selection(session: Session, theme: Theme) -> None:
    assert count(painted(scene_of(session), theme), theme.selection) == 0
    session.update("test", selection=(Mark.relationship(1),))
    assert count(painted(scene_of(session), theme), theme.selection) > 300


def test_lines_take_the_colour_of_their_kind(session: Session) -> None:
    image = painted(scene_of(session))
    for hex_code in (LIGHT.muted, LIGHT.kind(2).edge, LIGHT.kind(4).edge):
        assert count(image, hex_code) > 5


def test_panning_moves_the_picture_and_nothing_else(session: Session) -> None:
    still = painted(scene_of(session))
    moved = painted(scene_of(session, GraphView(dx_px=30, dy_px=0)))
    assert still.copy(60, 0, 200, HEIGHT) == moved.copy(90, 0, 200, HEIGHT)


def test_an_empty_pane_says_the_next_step(qtbot: QtBot) -> None:
    load_fonts()
    image = painted(scene_of(ProjectBuilder().session()))
    assert count(image, LIGHT.muted) > 20


def test_in_a_vector_picture_names_are_text(session: Session) -> None:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    svg = QSvgGenerator()
    svg.setOutputDevice(buffer)
    svg.setSize(QSize(WIDTH, HEIGHT))
    painter = QPainter(svg)
    paint_relationships(painter, scene_of(session), LIGHT)
    painter.end()
    text = bytes(buffer.data().data()).decode()
    for word in ("Ann", "Board", "Council", "leads"):
        assert word in text
    assert "<image" not in text


def test_the_footer_leaves_out_what_has_no_room(session: Session) -> None:
    def inked(width_px: int) -> int:
        image = QImage(WIDTH, FOOTER_PX, QImage.Format.Format_RGB32)
        image.fill(QColor(LIGHT.panel))
        painter = QPainter(image)
        paint_relationships_footer(painter, scene_of(session), LIGHT, width_px)
        painter.end()
        return WIDTH * FOOTER_PX - count(image, LIGHT.panel)

    assert inked(20) == 0
    assert 0 < inked(150) < inked(WIDTH)
