"""PySide6 must not lose references to None: 6.12.0 does, and aborts Python 3.11 within seconds."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QImage, QPainter

CALLS = 2000


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: nothing to count"
)
def test_painting_loses_no_reference_to_none(qapp: object) -> None:
    image = QImage(8, 8, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        painter.drawLine(0, 0, 7, 7)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < CALLS / 100


def test_the_excluded_release_is_not_installed() -> None:
    import PySide6

    assert (6, 11, 3) <= tuple(map(int, PySide6.__version__.split(".")[:3])) < (6, 12)
