"""Painters' surfaces that are files: PNG, SVG and PDF, written whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from explorer.domain.ids import Mark
from explorer.errors import InputProblem
from explorer.export.png import png_bytes
from explorer.export.svg.painter import Named, SvgPainter
from explorer.export.svg.window import portable
from explorer.export.whole import write_whole
from explorer.values import dataclass
from explorer.viewmodel.type import Measurer

Paint = Callable[[QPainter], None]

SCALES = (1, 2, 4)
SUFFIXES = (".png", ".svg", ".pdf")
MOST_PIXELS = 225_000_000  # 900 MB as a QImage
MOST_SIDE_PX = 32_000  # beyond it QPainter's raster engine stops drawing
_PDF_DPI = 1200


@dataclass(frozen=True, slots=True)
class Picture:
    """Something to paint: its size in logical px, its title, and who paints it.

    `name` tells what a mark on it is called, for a format that can say so; `measurer` laid
    it out. `by_widgets` is one that only Qt itself can paint, through widgets.
    """

    width_px: float
    height_px: float
    title: str
    paint: Paint
    name: Callable[[Mark], Named | None] | None = None
    measurer: Measurer | None = None
    by_widgets: bool = False


def write_picture(picture: Picture, path: Path, scale: float = 1.0) -> None:
    """Write a picture; the format follows the suffix.

    `scale` multiplies the pixels of a PNG; SVG and PDF have none. Raises InputProblem
    where it cannot be written, and leaves what was there before.
    """
    write_whole(path, picture_bytes(picture, check_path(path), scale))


def picture_bytes(picture: Picture, suffix: str, scale: float = 1.0) -> bytes:
    """Return a picture as one of the `SUFFIXES` has it; `scale` as for `write_picture`."""
    if suffix == ".png":
        return png_bytes(render(picture, scale), picture.title)
    return svg_bytes(picture) if suffix == ".svg" else pdf_bytes(picture)


def check_path(path: Path) -> str:
    """Return the suffix, in small letters; raises InputProblem for one that is no picture's."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputProblem(
            "not a picture's file name",
            where=str(path),
            remedy="End it in .png, .svg or .pdf.",
        )
    return suffix


def render(picture: Picture, scale: float = 1.0) -> QImage:
    """Return the picture as pixels, on no transparency."""
    width, height = ceil(picture.width_px * scale), ceil(picture.height_px * scale)
    if width * height > MOST_PIXELS or max(width, height) > MOST_SIDE_PX:
        raise InputProblem(
            f"a picture of {width:,} × {height:,} pixels is too large to paint",
            remedy="Take a smaller scale, or write SVG or PDF, which have no pixels.",
        )
    image = QImage(width, height, QImage.Format.Format_RGB32)
    if image.isNull():
        raise InputProblem(
            f"there is no memory for {width:,} × {height:,} pixels",
            remedy="Take a smaller scale.",
        )
    image.fill(0xFFFFFFFF)
    dots_per_metre = round(96 * scale / 0.0254)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    _paint(picture, image, scale)
    return image


def svg_bytes(picture: Picture) -> bytes:
    """Return a picture as SVG; its text stays text, its marks say what they are."""
    if picture.by_widgets:
        return _svg_by_qt(picture)
    size = ceil(picture.width_px), ceil(picture.height_px)
    painter = SvgPainter(*size, picture.title, picture.name, picture.measurer)
    picture.paint(painter)
    return painter.svg()


def _svg_by_qt(picture: Picture) -> bytes:
    buffer = _buffer()
    # SVG Tiny, the other version that Qt writes, knows no clipping.
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    size = QSize(ceil(picture.width_px), ceil(picture.height_px))
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(96)
    generator.setTitle(picture.title)
    generator.setDescription("Made with Sourceline")
    _paint(picture, generator, 1.0)
    return portable(bytes(buffer.data().data()).decode("utf-8")).encode("utf-8")


def pdf_bytes(picture: Picture) -> bytes:
    """Return a picture as a PDF of one page just its size, 96 px an inch."""
    buffer = _buffer()
    writer = QPdfWriter(buffer)
    points = QSizeF(picture.width_px * 0.75, picture.height_px * 0.75)
    writer.setPageSize(
        QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    )
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_PDF_DPI)
    writer.setTitle(picture.title)
    writer.setCreator("Sourceline")
    _paint(picture, writer, _PDF_DPI / 96)
    return bytes(buffer.data().data())


def _buffer() -> QBuffer:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer


def _paint(picture: Picture, device: QImage | QSvgGenerator | QPdfWriter, scale: float) -> None:
    painter = QPainter()
    if not painter.begin(device):
        raise InputProblem("the picture could not be painted at this size")
    try:
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        painter.scale(scale, scale)
        picture.paint(painter)
    finally:
        painter.end()
