"""Writing pictures of a timeline, beside QPainter drawing as many plain shapes to the same file.

Ours is all of it: choosing what is shown, laying the page out, painting, encoding, writing.
The floor knows beforehand what to draw and where: for each shape of the picture a plain one,
for each piece of text the same words, in one pen and one font.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from random import Random
from time import perf_counter

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from explorer.export.picture import make_picture
from explorer.export.targets import Picture, render, svg_bytes, write_picture
from explorer.painting.fonts import font, load_fonts
from explorer.painting.glyphs import paint_kind_dot
from explorer.painting.pen import draw_text
from explorer.painting.theme import THEMES
from explorer.paths import shipped_data
from explorer.store.project import Project
from explorer.viewmodel.picture.wish import View, Wish
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from tests.benchmarks.report import Measure, in_turn
from tests.support.projects import ProjectBuilder

_TEXT = re.compile(r"<text [^>]*>([^<]*)</text>")
_SHAPE = re.compile(r"<(path|rect|polyline|line|polygon|ellipse|circle)\b")
_LINES = ("polyline", "line")
_INK = "#1B1C1E"


@dataclass(frozen=True)
class Case:
    """A picture to be written: the page in logical px, the suffix, and a PNG's scale."""

    view: View
    size_px: tuple[int, int]
    suffix: str
    scale: int = 1

    def name(self, counted: Plain) -> str:
        width, height = (side * self.scale for side in self.size_px)
        size = f"{width:,} × {height:,}" if self.suffix == ".png" else "1,600 × 1,000"
        what = f"{len(counted.texts):,} texts, {counted.shapes + counted.lines:,} shapes"
        return f"{self.view} to {self.suffix[1:].upper()}, {size} ({what})"


CASES = (
    Case(View.TIMELINE, (1600, 1000), ".png"),
    Case(View.TIMELINE, (1920, 1080), ".png", 2),
    Case(View.TIMELINE, (1600, 1000), ".svg"),
    Case(View.TIMELINE, (1600, 1000), ".pdf"),
    Case(View.RELATIONSHIPS, (1600, 1000), ".png"),
    Case(View.SOURCE, (1600, 1000), ".png"),
)


@dataclass(frozen=True)
class Plain:
    """As many plain shapes as a picture has, spread over its page."""

    size_px: tuple[int, int]
    texts: tuple[str, ...]
    shapes: int
    lines: int

    @classmethod
    def like(cls, picture: Picture) -> Plain:
        svg = svg_bytes(picture).decode("utf-8")
        shapes = [found.group(1) for found in _SHAPE.finditer(svg)]
        lines = sum(shape in _LINES for shape in shapes)
        texts = tuple(unescape(words) for words in _TEXT.findall(svg))
        size = int(picture.width_px), int(picture.height_px)
        return cls(size, texts, len(shapes) - lines, lines)

    def picture(self) -> Picture:
        return Picture(*self.size_px, "plain", self.paint)

    def paint(self, painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, *self.size_px), QColor("white"))
        painter.setFont(font(TextStyle.BODY))
        painter.setPen(QColor(_INK))
        for (x, y), words in zip(self._places(len(self.texts)), self.texts, strict=False):
            painter.drawText(QPointF(x, y), words)
        for x, y in self._places(self.lines):
            painter.drawLine(QLineF(x, y, x + 40, y))
        painter.setBrush(QColor("#0072B2"))
        for x, y in self._places(self.shapes):
            painter.drawEllipse(QPointF(x, y), 5, 5)

    def _places(self, count: int) -> Iterator[tuple[float, float]]:
        width, height = self.size_px
        for index in range(count):
            yield (index * 61.8) % (width - 60) + 10, (index * 38.2) % (height - 40) + 20


def run(rounds: int, events: int | None = None, project: Path | None = None) -> list[Measure]:
    """Take each picture of the sample, or of a project with so many events.

    Of a `project` from a file: its timeline as PNG of 3,840 × 2,160 pixels, all of it beside
    `QImage.save` of those very pixels at the same compression.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    load_fonts()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        session = stack.enter_context(_sample(folder)) if events is None else _made(events)
        measures = [_measure(session, case, folder, rounds) for case in CASES]
        if project is not None:
            measures += _png_beside_qt(project, folder, rounds)
    measures += _svg_beside_qt(rounds)
    del app  # it had to live until the last glyph was painted
    return measures


def _png_beside_qt(path: Path, folder: Path, rounds: int) -> list[Measure]:
    with Project.open(path) as project:
        session = Session(project)
        wish = Wish(View.TIMELINE, size_px=(1920, 1080))
        ours, theirs = folder / "ours.png", folder / "theirs.png"
        laid = make_picture(session, wish)
        image = render(laid, 2)
        what = f"timeline of {session.corpus.n:,} events to PNG, 3,840 × 2,160"
        qt = "QImage.save of the same pixels, quality 80"
        return [
            in_turn(f"{what}, laid out beforehand", "ms",
                    _timed(lambda: write_picture(laid, ours, 2)),
                    qt, _timed(lambda: _save(image, theirs)), rounds),
            in_turn(f"{what}, all of it", "ms",
                    _timed(lambda: write_picture(make_picture(session, wish), ours, 2)),
                    qt, _timed(lambda: _save(image, theirs)), rounds),
        ]  # fmt: skip


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path), "PNG", 80):
        raise OSError(f"{path} was not written")


def _svg_beside_qt(rounds: int) -> list[Measure]:
    """Write the same 10,000 marks and 500 labels by our SVG and by Qt's: time, and bytes."""
    picture = Picture(3840, 2160, "Marks", _many_marks)
    size = len(_without_faces(svg_bytes(picture))), len(_by_qt(picture))
    return [
        in_turn(
            "10,000 marks and 500 labels to SVG", "ms",
            _timed(lambda: svg_bytes(picture)), "QSvgGenerator, the same strokes",
            _timed(lambda: _by_qt(picture)), rounds,
        ),
        in_turn(
            "the same, without the fonts in it", "kB",
            lambda: size[0] / 1000, "QSvgGenerator, which has none", lambda: size[1] / 1000, 1,
        ),
    ]  # fmt: skip


def _many_marks(painter: QPainter) -> None:
    theme, random = THEMES["light"], Random(1)
    painter.fillRect(QRectF(0, 0, 3840, 2160), QColor(theme.panel))
    for index in range(10_000):
        x, y = random.random() * 3800 + 20, random.random() * 2120 + 20
        paint_kind_dot(painter, x, y, index % 7, theme, halo=True)
    for index in range(500):
        x, y = random.random() * 3600 + 20, random.random() * 2120 + 20
        draw_text(painter, x, y, f"Event {index} of many", TextStyle.LABEL, theme.text)


def _without_faces(svg: bytes) -> bytes:
    return re.sub(rb"@font-face\{[^}]*\}", b"", svg)


def _by_qt(picture: Picture) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(int(picture.width_px), int(picture.height_px)))
    generator.setViewBox(QRectF(0, 0, picture.width_px, picture.height_px))
    painter = QPainter(generator)
    picture.paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def _measure(session: Session, case: Case, folder: Path, rounds: int) -> Measure:
    size = float(case.size_px[0]), float(case.size_px[1])
    wish = Wish(case.view, size_px=size)
    counted = Plain.like(make_picture(session, wish))
    ours, theirs = folder / f"ours{case.suffix}", folder / f"theirs{case.suffix}"
    return in_turn(
        case.name(counted),
        "ms",
        _timed(lambda: write_picture(make_picture(session, wish), ours, case.scale)),
        "QPainter, as many plain shapes",
        _timed(lambda: write_picture(counted.picture(), theirs, case.scale)),
        rounds,
    )


def _timed(work: Callable[[], None]) -> Callable[[], float]:
    def once() -> float:
        started = perf_counter()
        work()
        return (perf_counter() - started) * 1000

    return once


@contextmanager
def _sample(folder: Path) -> Iterator[Session]:
    path = folder / "sample.sourceline"
    shutil.copyfile(shipped_data("sample.sourceline"), path)
    with Project.open(path) as project:
        yield Session(project)


def _made(events: int) -> Session:
    builder = ProjectBuilder()
    builder.source("Chronicle")
    for index in range(events):
        year, month = 1900 + index * 120 // events, index % 12 + 1
        actors = (f"Actor {index % 40}", f"Actor {index % 7}x")
        builder.event(f"Event {index}", f"{year}-{month:02}", actors=actors)
    builder.relationship("Actor 0", "leads", "Actor 1")
    return builder.session()
