"""The gutter left of the lanes: who or what each lane stands for, and how many."""

from __future__ import annotations

from functools import partial
from math import floor

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.painting.fonts import metrics
from explorer.painting.glyphs import paint_kind_dot
from explorer.painting.icons import paint_icon
from explorer.painting.kept import Kept
from explorer.painting.pen import colour, draw_rules, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.facets import short_count
from explorer.viewmodel.timeline.scene import LaneItem, TimelineScene
from explorer.viewmodel.type import TextStyle

_ICON_X = 17.5
_NAME_X = 31.0
_COUNT_RIGHT_PX = 10.0
_PIN_GAP_PX = 4.0
_PIN_PX = 10.0
_COUNTS_APART_PX = 5.0


def paint_gutter(painter: QPainter, scene: TimelineScene, theme: Theme, kept: Kept) -> None:
    """Paint names and counts on their own ground, so that no mark runs under them."""
    top, height, right = scene.plot_top, scene.plot_bottom - scene.plot_top, scene.plot_left
    painter.fillRect(QRectF(0, top, right, height), colour(theme.panel))
    rules = [QRectF(0, floor(lane.y + lane.height - 1), right, 1) for lane in scene.lanes]
    draw_rules(painter, rules, colour(theme.hairline))
    border = QRectF(floor(right - 1), top, 1, height)
    draw_rules(painter, [border], colour(theme.strong_line))
    for lane in scene.lanes:
        # Neither its columns nor its neighbours are in the gutter: a drag changes nothing of it.
        look = (
            "lane", theme.name, lane.name, lane.count, lane.floor_count, lane.icon, lane.kind_index,
            lane.chosen, lane.quiet, lane.selected, lane.pinned, lane.count_below,
            lane.through and lane.through.number,
        )  # fmt: skip
        area = QRectF(0, lane.y, floor(right - 1), lane.height)
        kept.paint(painter, area, look, partial(_lane, lane=lane, right=right, theme=theme))


def _lane(painter: QPainter, lane: LaneItem, right: float, theme: Theme) -> None:
    style = TextStyle.BODY_STRONG if lane.chosen else TextStyle.BODY
    ink = theme.muted if lane.quiet else theme.text
    below = lane.count_below
    baseline = lane.y + (12.5 if below else 15.5)
    if lane.selected:
        ground = QRectF(0, lane.y, right - 1, min(lane.height - 1, 36 if below else 22))
        painter.fillRect(ground, colour(theme.selection))
        ink = theme.on_selection
    if lane.icon is not None:
        paint_icon(painter, lane.icon, _ICON_X, baseline - 4, theme.text)
    elif lane.kind_index is not None:
        paint_kind_dot(painter, _ICON_X, baseline - 4, lane.kind_index, theme)
    x = 12.0 if lane.icon is None and lane.kind_index is None else _NAME_X
    draw_text(painter, x, baseline, lane.name, style, ink)
    edge = right - _COUNT_RIGHT_PX
    count, on_floor, through = counts_said(lane, edge - x)
    width = 0.0 if below else metrics(style).horizontalAdvance(count) + _PIN_GAP_PX
    if lane.pinned:
        paint_icon(painter, "pin", edge - width - _PIN_PX / 2, baseline - 4, ink, _PIN_PX)
    if below:
        draw_text(painter, x, baseline + 12, count, TextStyle.SMALL, theme.muted)
    else:
        _right(painter, edge, baseline, count, style, ink)
    low = baseline + 12 if below else lane.y + lane.height - 5
    if lane.through is not None and low - baseline >= 11:  # to be clicked
        _right(painter, edge, low, through, TextStyle.SMALL, theme.accent)
        edge -= metrics(TextStyle.SMALL).horizontalAdvance(through) + _COUNTS_APART_PX
    if lane.floor_count and low - baseline >= 11:
        _right(painter, edge, low, on_floor, TextStyle.SMALL, theme.muted)


def counts_said(lane: LaneItem, room_px: float) -> tuple[str, str, str]:
    """Return a lane's count, the "+7" of its floor and of what lasts into it, "" for none.

    Where the three have no room in one line, numbers are shortened: the lane's own first.
    """
    count, floor = lane.count, lane.floor_count
    through = lane.through.number if lane.through is not None else 0
    said = f"{count:,}", _more(f"{floor:,}", floor), _more(f"{through:,}", through)
    if not lane.count_below or _line_px(said) <= room_px:
        return said
    said = short_count(count), *said[1:]
    if _line_px(said) <= room_px:
        return said
    return said[0], _more(short_count(floor), floor), _more(short_count(through), through)


def _more(number: str, count: int) -> str:
    return f"+{number}" if count else ""


def _line_px(said: tuple[str, ...]) -> float:
    widths = [metrics(TextStyle.SMALL).horizontalAdvance(text) for text in said if text]
    return sum(widths) + _COUNTS_APART_PX * (len(widths) - 1)


def _right(
    painter: QPainter, right: float, baseline: float, text: str, style: TextStyle, ink: str
) -> None:
    width = metrics(style).horizontalAdvance(text)
    draw_text(painter, right - width, baseline, text, style, ink)
