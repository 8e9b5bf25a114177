"""SVG as we write it: the same pixels, text as text, marks that name themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtSvg import QSvgRenderer

from explorer.domain.ids import Mark
from explorer.export.picture import make_picture
from explorer.export.svg.painter import Named, SvgPainter
from explorer.export.targets import Picture, render, svg_bytes
from explorer.painting.fonts import load_fonts
from explorer.painting.glyphs import paint_diamond, paint_kind_dot
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import THEMES
from explorer.viewmodel.forms import Form
from explorer.viewmodel.picture.wish import View, Wish
from explorer.viewmodel.type import TextStyle
from tests.support.projects import ProjectBuilder

SPACE = "{http://www.w3.org/2000/svg}"
LIGHT = THEMES["light"]


def rectangles(painter: QPainter) -> None:
    for left in (10, 30, 50):
        painter.fillRect(QRectF(left, 10, 12, 20.5), colour("#D55E00"))
    painter.fillRect(QRectF(20, 20, 40, 20), colour("#0072B2", 0.5))
    painter.setPen(QPen(colour("#1B1C1E"), 2))
    painter.setBrush(colour("#FFE14D"))
    painter.drawRect(QRectF(80, 10, 20, 20))
    painter.drawRoundedRect(QRectF(110, 10, 20, 20), 4, 4)


def lines(painter: QPainter) -> None:
    pen = QPen(colour("#009E73"), 3)
    pen.setDashPattern([2, 1])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(5, 5, 120, 5))
    painter.drawLine(QPointF(5, 15), QPointF(120, 35))
    painter.setPen(QPen(colour("#CC79A7"), 1))
    painter.drawLines([QLineF(x, 20.5, x, 60.5) for x in (10, 20, 30)])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline([QPointF(40, 40), QPointF(60, 60), QPointF(80, 40)])


def shapes(painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("#56B4E9"))
    painter.drawEllipse(QPointF(20, 20), 10, 10)
    painter.drawEllipse(QPointF(50, 20), 12, 6)
    painter.drawPolygon(QPolygonF([QPointF(70, 10), QPointF(90, 30), QPointF(70, 30)]))
    path = QPainterPath(QPointF(100, 30))
    path.quadTo(QPointF(115, 0), QPointF(130, 30))
    painter.setPen(QPen(colour("#1B1C1E"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


def stamps(painter: QPainter) -> None:
    painter.translate(5, 5)
    for index in range(7):
        paint_kind_dot(painter, 15 + 18 * index, 15, index, LIGHT, halo=True)
        paint_diamond(painter, 15 + 18 * index, 40, index, LIGHT, form=Form.DASHED, goes_on=True)
    paint_kind_dot(painter, 33, 15, 1, LIGHT, selected=True)
    paint_icon(painter, "person", 15, 60, "#1B1C1E", 20)


def clipped(painter: QPainter) -> None:
    painter.save()
    painter.translate(10, 10)
    painter.setClipRect(QRectF(0, 0, 40, 40))
    painter.fillRect(QRectF(-10, -10, 30, 30), colour("#D55E00"))
    painter.restore()
    painter.fillRect(QRectF(100, 40, 20, 20), colour("#D55E00"))


def test_what_lies_outside_a_clip_is_in_a_group_that_cuts_it(qapp) -> None:
    painter = SvgPainter(150, 80)
    clipped(painter)
    root = ElementTree.fromstring(painter.svg())
    (clip,) = root.iter(f"{SPACE}clipPath")
    assert clip[0].get("d") == "M10 10L50 10L50 50L10 50Z"
    (group,) = root.findall(f"{SPACE}g")
    assert group.get("clip-path") == f"url(#{clip.get('id')})"
    assert [len(list(part.iter(f"{SPACE}path"))) for part in (group, root)] == [1, 3]


def fading(painter: QPainter) -> None:
    painter.translate(3, 0)
    gradient = QLinearGradient(10, 0, 110, 0)
    gradient.setColorAt(0, colour("#0072B2"))
    gradient.setColorAt(1, colour("#0072B2", 0.0))
    painter.fillRect(QRectF(10, 10, 100, 30), gradient)


@pytest.mark.parametrize("paint", [rectangles, lines, shapes, stamps, fading])
def test_a_reader_sees_the_pixels_of_the_screen(qapp, paint: Callable[[QPainter], None]) -> None:
    load_fonts()

    def on_white(painter: QPainter) -> None:
        painter.fillRect(QRectF(0, 0, 150, 80), colour("#FFFFFF"))
        paint(painter)

    picture = Picture(150, 80, "Strokes", on_white)
    seen = QImage(150, 80, QImage.Format.Format_RGB32)
    seen.fill(0xFFFFFFFF)
    painter = QPainter(seen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer = QSvgRenderer(svg_bytes(picture))
    assert renderer.isValid()
    renderer.render(painter, QRectF(0, 0, 150, 80))
    painter.end()
    apart = np.abs(pixels(seen).astype(int) - pixels(render(picture)).astype(int)).max(axis=2)
    assert (pixels(render(picture)) != 255).any()
    assert (apart > 48).mean() < 0.004


def pixels(image: QImage) -> np.ndarray:
    raw = np.frombuffer(image.constBits(), dtype=np.uint8)
    return raw.reshape(image.height(), image.width(), 4)[:, :, :3]


def test_strokes_of_a_mark_carry_its_name_and_lead_to_its_words(qapp) -> None:
    names = {Mark.event(1): Named("A & B\n“<words>”", "#event-1"), Mark.event(2): Named("Two")}
    painter = SvgPainter(50, 50, "T", names.get)
    for id in (1, 2, 3):
        painter.begin_mark(Mark.event(id))
        paint_kind_dot(painter, 10 * id, 10, 0, LIGHT)
        painter.end_mark()
    root = ElementTree.fromstring(painter.svg())
    (link,) = root.iter(f"{SPACE}a")
    assert link.get("href") == "#event-1"
    assert link.find(f"{SPACE}title").text == "A & B\n“<words>”"
    assert [each.text for each in root.iter(f"{SPACE}title")][-1] == "Two"
    assert len(list(root.iter(f"{SPACE}use"))) == 3


def test_a_shape_that_comes_again_is_written_once(qapp) -> None:
    painter = SvgPainter(500, 50)
    for x in range(40):
        paint_kind_dot(painter, 10 * x, 10, 1, LIGHT)
    svg = painter.svg().decode()
    assert svg.count("<use ") == 40
    assert svg.count("<circle") < 5


def test_words_that_look_like_markup_stay_words(qapp) -> None:
    load_fonts()
    painter = SvgPainter(50, 50, "<b>&")
    draw_text(painter, 1, 10, "<script>alert(1)</script> & 日本", TextStyle.BODY, "#1B1C1E")
    root = ElementTree.fromstring(painter.svg())
    assert [text.text for text in root.iter(f"{SPACE}text")] == ["<script>alert(1)</script> & 日本"]
    assert root.find(f"{SPACE}title").text == "<b>&"


@pytest.fixture
def session():
    builder = ProjectBuilder()
    builder.source("Chronicle", url="https://example.org/a?b=1&c=2")
    builder.event("Treaty signed", "1960-01-19", actors=("Japan",))
    builder.relationship("Japan", "ally of", "United States")
    return builder.session()


@pytest.mark.parametrize("view", [View.TIMELINE, View.RELATIONSHIPS])
def test_every_link_leads_to_a_quote_or_to_where_the_source_is_read(session, qapp, view) -> None:
    svg = svg_bytes(make_picture(session, Wish(view))).decode()
    links = re.findall(r'<a href="([^"]*)"', svg)
    ids = set(re.findall(r' id="([^"]*)"', svg))
    inside = [link[1:] for link in links if link.startswith("#")]
    assert inside
    assert set(inside) <= ids
    assert {link for link in links if not link.startswith("#")} <= {
        "https://example.org/a?b=1&amp;c=2"
    }


def test_a_mark_says_its_name_date_and_words(session, qapp) -> None:
    svg = svg_bytes(make_picture(session, Wish(View.TIMELINE))).decode()
    (said,) = re.findall(r"<title>(Treaty signed[^<]*)</title>", svg)
    assert "19 January 1960" in said
    assert "“" in said
