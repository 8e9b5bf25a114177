"""The frame's sizes follow the window by the table, until a person moves a line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget
from pytestqt.qtbot import QtBot

from explorer.views.frame import Frame, proportions


@pytest.mark.parametrize(
    ("width", "left", "right", "top"),
    [(1280, 204, 420, 0.62), (1440, 226, 478, 0.65), (1920, 256, 640, 0.66)],
)
def test_the_table_is_met(width: int, left: int, right: int, top: float) -> None:
    assert proportions(width) == pytest.approx((left, right, top))


def test_widths_never_shrink_as_the_window_grows() -> None:
    widths = [proportions(width) for width in range(800, 3000, 20)]
    for one, two in pairwise(widths):
        assert one[0] <= two[0]
        assert one[1] <= two[1]
        assert one[2] <= two[2]


@pytest.fixture
def frame(qtbot: QtBot) -> Frame:
    made = Frame(QWidget(), (QWidget(), QWidget()), (QWidget(), QWidget()))
    qtbot.addWidget(made)
    made.resize(1440, 842)
    made.show()
    return made


def rows(frame: Frame) -> list[QSplitter]:
    inner = [s for s in frame.findChildren(QSplitter) if s.orientation() == Qt.Orientation.Vertical]
    return inner[0].findChildren(QSplitter)


def test_both_rows_share_one_upright_line(frame: Frame, qtbot: QtBot) -> None:
    upper, lower = rows(frame)
    assert upper.sizes() == lower.sizes()
    assert upper.sizes()[1] == 478
    drag(qtbot, upper.handle(1), QPoint(60, 0))
    assert upper.sizes() == lower.sizes()
    assert upper.sizes()[1] != 478
    assert frame.sizes() != ([], [])


def test_sizes_that_a_person_made_are_kept_and_come_back(frame: Frame, qtbot: QtBot) -> None:
    assert frame.sizes() == ([], [])
    drag(qtbot, rows(frame)[0].handle(1), QPoint(-50, 0))
    columns, heights = frame.sizes()
    other = Frame(QWidget(), (QWidget(), QWidget()), (QWidget(), QWidget()))
    qtbot.addWidget(other)
    other.restore(columns, heights)
    other.resize(1440, 842)
    other.show()
    assert other.sizes()[0] == pytest.approx(columns, abs=2)
    other.reset()
    assert other.sizes() == ([], [])
    assert rows(other)[0].sizes()[1] == 478


def drag(qtbot: QtBot, handle: QSplitterHandle, by: QPoint) -> None:
    start = handle.rect().center()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(handle, start + by)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=start + by)
