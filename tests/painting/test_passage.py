"""The painter puts the scene's words and strokes where the scene says, on every device."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator
from pytestqt.qtbot import QtBot

from explorer.domain.ids import Mark, SourceId
from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.painting.passage import paint_passage, tone_colour
from explorer.painting.theme import DARK, LIGHT, Theme
from explorer.viewmodel.passage.picture import passage_whole
from explorer.viewmodel.passage.scene import PassageScene
from tests.support.briefing import briefing_session


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[PassageScene]:
    load_fonts()
    session = briefing_session()
    session.update("test", selection=(Mark.event(1),))
    return passage_whole(session, SourceId(1), 736, QtMeasurer())


def painted(scene: PassageScene, theme: Theme) -> QImage:
    image = QImage(int(scene.width_px), int(scene.height_px), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_passage(painter, scene, theme)
    painter.end()
    return image


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_lights_and_underlines_have_their_colours(scene: PassageScene, theme: Theme) -> None:
    image = painted(scene, theme)
    box = scene.lights[0]
    corner = image.pixelColor(int(box.x_px) + 1, int(box.y_px) + 1)
    assert corner == QColor(theme.selection)
    line = next(u for u in scene.underlines if u.thick_px == 2.0)
    middle = image.pixelColor(int((line.x0_px + line.x1_px) / 2), int(line.y_px))
    wanted = QColor(tone_colour(theme, line.tone))
    assert abs(middle.blue() - wanted.blue()) < 60
    assert image.pixelColor(2, 2) == QColor(theme.panel)


def test_words_stay_text_in_svg(scene: PassageScene) -> None:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    painter = QPainter(generator)
    paint_passage(painter, scene, LIGHT)
    painter.end()
    svg = bytes(data.data()).decode()
    assert "A joint headquarters for U.S. Forces Japan" in svg
    assert "統合作戦司令部" in svg


def test_the_light_ends_where_the_words_end(scene: PassageScene) -> None:
    """With real fonts: the lit words, measured, are as wide as the light under them."""
    measurer = QtMeasurer()
    for box in scene.lights:
        inside = [
            w for w in scene.words
            if box.x_px - 0.5 <= w.x_px < box.x_px + box.width_px and w.style.value.serif
            and box.y_px <= w.baseline_px <= box.y_px + box.height_px
        ]  # fmt: skip
        right_px = max(w.x_px + measurer.width_px(w.text, w.style) for w in inside)
        assert right_px == pytest.approx(box.x_px + box.width_px, abs=0.6)
