"""The strip below the lanes: events without a date, or, as told, the key of the marks."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from explorer.domain.ids import Mark
from explorer.painting.fonts import metrics
from explorer.painting.glyphs import Form, paint_diamond, paint_kind_dot
from explorer.painting.kept import Kept
from explorer.painting.pen import colour, draw_rules, draw_text
from explorer.painting.theme import Theme
from explorer.painting.vector import vector
from explorer.viewmodel.forms import Tone
from explorer.viewmodel.timeline.scene import TimelineScene, UndatedItem, UndatedStrip
from explorer.viewmodel.type import TextStyle

_STATEMENT, _CHANGE, _TALKS = 6, 2, 0


def paint_undated(
    painter: QPainter, scene: TimelineScene, theme: Theme, hover: Mark | None, kept: Kept
) -> None:
    """Paint the strip on its own ground."""
    strip = scene.undated
    if strip is not None:
        area = QRectF(0, strip.rect.y, scene.width, strip.rect.height)
        lit = hover if hover in [Mark.event(item.event_id) for item in strip.items] else None
        look = ("undated", theme.name, strip, lit)
        stroke = partial(_strip, strip=strip, theme=theme, hover=lit, width=scene.width)
        kept.paint(painter, area, look, stroke)


def _strip(
    painter: QPainter, strip: UndatedStrip, theme: Theme, hover: Mark | None, width: float
) -> None:
    rect = strip.rect
    painter.fillRect(QRectF(0, rect.y, width, rect.height), colour(theme.header))
    draw_rules(painter, [QRectF(0, rect.y, width, 1)], colour(theme.strong_line))
    if strip.legend:
        _legend(painter, strip, theme)
        return
    draw_text(painter, 12, rect.y + 15, "Undated", TextStyle.BODY_STRONG, theme.text)
    note = "source gives no date"
    draw_text(painter, 12, rect.y + 28, note, TextStyle.SMALL, theme.muted)
    names = vector(painter)
    for item in strip.items:
        if names is not None:
            names.begin_mark(Mark.event(item.event_id))
        _item(painter, item, theme, hover)
        if names is not None:
            names.end_mark()
    if strip.more:
        more = f"+{strip.more:,} more"
        place = strip.more_rect
        draw_text(painter, place.x + 4, place.y + 15, more, TextStyle.LABEL_MATCH, theme.accent)


def _item(painter: QPainter, item: UndatedItem, theme: Theme, hover: Mark | None) -> None:
    style = TextStyle.LABEL_SELECTED if item.selected else TextStyle.LABEL_MATCH
    if item.selected:
        rect = item.rect
        ground = QRectF(rect.x + 18, rect.y + 3, rect.width - 16, rect.height - 6)
        painter.fillRect(ground, colour(theme.selection))
    paint_diamond(
        painter, item.x, item.y, item.kind_index, theme, form=item.form, tone=item.tone,
        selected=item.selected, goes_on=item.goes_on,
    )  # fmt: skip
    if hover == Mark.event(item.event_id):
        painter.setPen(QPen(colour(theme.text), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(item.x, item.y), 9.5, 9.5)
    context = item.tone is Tone.CONTEXT
    ink = theme.on_selection if item.selected else theme.muted if context else theme.text
    if item.number:
        draw_text(painter, item.text_x, item.y + 4, item.number, style, theme.muted)
    draw_text(painter, item.text_x + item.number_px, item.y + 4, item.text, style, ink)


def _legend(painter: QPainter, strip: UndatedStrip, theme: Theme) -> None:
    """Paint what the marks as told mean: dots are dated, diamonds are not."""
    middle = strip.rect.y + strip.rect.height / 2
    draw_text(painter, 12, middle + 4, "As told:", TextStyle.BODY_STRONG, theme.text)
    x = 82.0
    paint_diamond(painter, x, middle, _TALKS, theme)
    x = _word(painter, x + 13, middle, "happened", theme)
    paint_diamond(painter, x, middle, _CHANGE, theme, form=Form.HOLLOW)
    x = _word(painter, x + 13, middle, "planned", theme)
    paint_diamond(painter, x, middle, _STATEMENT, theme, goes_on=True)
    x = _word(painter, x + 18, middle, "goes on", theme)
    paint_kind_dot(painter, x, middle, _TALKS, theme)
    _word(painter, x + 12, middle, "dated", theme)


def _word(painter: QPainter, x: float, middle: float, text: str, theme: Theme) -> float:
    draw_text(painter, x, middle + 4, text, TextStyle.CAPTION, theme.muted)
    return x + metrics(TextStyle.CAPTION).horizontalAdvance(text) + 26
