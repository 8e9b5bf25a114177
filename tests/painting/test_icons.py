"""Every icon is drawn, in its ink, inside its box."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from explorer.domain.kinds import ACTOR_KINDS
from explorer.painting.icons import NAMES, paint_icon


def _drawn(name: str, size_px: float = 14) -> QImage:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_icon(painter, name, 20, 20, "#1B1C1E", size_px)
    painter.end()
    return image


def _inked(image: QImage) -> set[tuple[int, int]]:
    return {(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 40}


@pytest.mark.parametrize("name", sorted(NAMES))
def test_drawn_inside_its_box(qtbot: QtBot, name: str) -> None:
    inked = _inked(_drawn(name))
    assert len(inked) > 8
    assert all(12 <= x < 28 and 12 <= y < 28 for x, y in inked)


def test_every_kind_of_actor_has_an_icon() -> None:
    assert {kind.key for kind in ACTOR_KINDS} <= NAMES


def test_unknown_name_is_drawn_as_group(qtbot: QtBot) -> None:
    assert _drawn("militia") == _drawn("group")


def test_size_scales_the_drawing(qtbot: QtBot) -> None:
    def width(inked: set[tuple[int, int]]) -> int:
        return max(x for x, _ in inked) - min(x for x, _ in inked)

    assert width(_inked(_drawn("fit", 28))) > 1.7 * width(_inked(_drawn("fit", 14)))
