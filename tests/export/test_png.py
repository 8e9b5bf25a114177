"""Our PNG: the same pixels back, one sound stream of bands, and what is said of the picture."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QGradient, QImage, QPainter

from explorer.export import png
from explorer.export.png import png_bytes


def _image(width: int, height: int) -> QImage:
    """Colours of every kind, and nothing alike in two rows."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.fillRect(image.rect(), QGradient(QGradient.Preset.RipeMalinka))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor("#0072B2"))
    painter.drawLine(QLineF(0, 0, width, height))
    painter.end()
    return image


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        (size,) = struct.unpack_from(">I", data, at)
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (641, 1), (641, 403)])
@pytest.mark.parametrize("band_bytes", [1, 5000, 1 << 21])
def test_the_pixels_come_back(
    qapp: object, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], band_bytes: int
) -> None:
    monkeypatch.setattr(png, "_BAND_BYTES", band_bytes)
    image = _image(*size)
    found = QImage.fromData(png_bytes(image), "PNG")
    assert found.convertToFormat(QImage.Format.Format_RGB32) == image


def test_the_bands_are_one_sound_stream(qapp: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "_BAND_BYTES", 10_000)
    data = b"".join(data for name, data in _chunks(png_bytes(_image(300, 200))) if name == b"IDAT")
    # zlib refuses a stream whose check is not that of its bytes, or that has no end.
    assert len(zlib.decompress(data)) == 200 * (1 + 3 * 300)


def test_it_says_what_it_is_and_how_large(qapp: object) -> None:
    image = _image(20, 10)
    image.setDotsPerMeterX(7559)
    image.setDotsPerMeterY(7559)
    found = QImage.fromData(png_bytes(image, "Gespräche, 2024年"), "PNG")
    assert found.text("Title") == "Gespräche, 2024年"
    assert found.text("Software") == "Sourceline"
    assert (found.dotsPerMeterX(), found.dotsPerMeterY()) == (7559, 7559)


def test_without_a_title_none_is_said(qapp: object) -> None:
    texts = [data for name, data in _chunks(png_bytes(_image(2, 2))) if name == b"iTXt"]
    assert [data.partition(b"\0")[0] for data in texts] == [b"Software"]
