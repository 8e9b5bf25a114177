"""Files that pictures are written to: whole, vector where they can be, or not at all."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from explorer.errors import InputProblem
from explorer.export.targets import Picture, pdf_bytes, render, svg_bytes, write_picture
from explorer.painting.fonts import load_fonts
from explorer.painting.pen import draw_text
from explorer.viewmodel.type import TextStyle

RED = 0xFFFF0000


def paint(painter: QPainter) -> None:
    painter.fillRect(QRectF(10, 10, 20, 10), QColor("#FF0000"))
    painter.drawLine(QLineF(2024.125, 1, 2024.375, 30))
    draw_text(painter, 40, 30, "日米 talks", TextStyle.BODY, "#1B1C1E")


@pytest.fixture
def picture(qapp: object) -> Picture:
    load_fonts()
    return Picture(2100, 50, "Title of it", paint)


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_png_has_the_pixels_of_its_scale(picture: Picture, tmp_path: Path, scale: int) -> None:
    path = tmp_path / "a.png"
    write_picture(picture, path, scale)
    image = QImage(str(path))
    assert (image.width(), image.height()) == (2100 * scale, 50 * scale)
    assert image.pixel(15 * scale, 15 * scale) == RED
    assert image.pixel(5 * scale, 5 * scale) == 0xFFFFFFFF
    assert image.text("Title") == "Title of it"
    assert not image.hasAlphaChannel()


def test_svg_keeps_text_as_text_and_parts_of_pixels(picture: Picture) -> None:
    svg = svg_bytes(picture)
    text = svg.decode("utf-8")
    assert "日米" in text
    assert ">日米 talks<" in text
    assert "font:12px Inter,'BIZ UDPGothic',sans-serif" in text
    assert '@font-face{font-family:"Inter";font-weight:400' in text
    widths = [float(width) for width in re.findall(r'textLength="([\d.]+)"', text)]
    assert len(widths) == 1
    assert 50 < widths[0] < 60
    assert "<image" not in text
    assert {2024.125, 2024.375} <= {
        exact
        for exact in (2024.125, 2024.375)
        for drawn in re.findall(r"2024\.\d+", text)
        if abs(float(drawn) - exact) <= 0.0051
    }
    renderer = QSvgRenderer(svg)
    assert renderer.isValid()
    assert renderer.viewBoxF().width() == 2100


def test_pdf_is_one_page_of_the_pictures_size(picture: Picture) -> None:
    data = pdf_bytes(picture)
    assert data.startswith(b"%PDF")
    assert b"/MediaBox [0 0 1575" in data
    assert b"/Subtype /Image" not in data


def test_what_is_no_picture_is_refused(picture: Picture, tmp_path: Path) -> None:
    with pytest.raises(InputProblem, match=r"End it in \.png"):
        write_picture(picture, tmp_path / "a.bmp")


def test_a_missing_folder_is_named(picture: Picture, tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.svg"
    with pytest.raises(InputProblem, match=r"none/a\.svg.*Check that the folder exists"):
        write_picture(picture, path)


def test_a_failed_write_leaves_what_was_there(
    picture: Picture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"before")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InputProblem, match="No space left"):
        write_picture(picture, path)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_picture_too_large_is_refused(qapp: object) -> None:
    with pytest.raises(InputProblem, match="too large to paint"):
        render(Picture(20_000, 20_000, "", paint), 2)
