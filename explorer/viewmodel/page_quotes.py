"""Sets numbered quotes in columns, each with its place behind it."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.viewmodel.page_scene import PlacedText, Tone
from explorer.viewmodel.passage_layout import break_lines
from explorer.viewmodel.quotes import NumberedQuote
from explorer.viewmodel.type import Measurer, TextStyle

_COLUMN_PX = 400
_GUTTER_PX = 40
_NUMBER_PX = 34
_LINE_PX = TextStyle.EXPORT_QUOTE.value.line_px
_BETWEEN_PX = 4


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Placed lines, from the block's upper left corner; `left_out` quotes had no room."""

    texts: tuple[PlacedText, ...]
    height_px: float
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    texts: tuple[PlacedText, ...]
    height_px: float


def lay_quotes(
    quotes: tuple[NumberedQuote, ...],
    width_px: float,
    measurer: Measurer,
    height_px: float | None = None,
) -> QuoteBlock:
    """Set quotes in as many columns as have room, filled evenly from the left.

    With a height, quotes beyond it are left out and a line says how many.
    """
    columns = max(1, int((width_px + _GUTTER_PX) // (_COLUMN_PX + _GUTTER_PX)))
    column_px = (width_px + _GUTTER_PX) / columns - _GUTTER_PX
    items = [_item(quote, column_px, measurer) for quote in quotes]
    tall = _even(items, columns)
    if height_px is None or tall <= height_px:
        return QuoteBlock(_fill(items, columns, column_px, tall), tall)
    kept = len(items)
    room = max(0.0, height_px - _LINE_PX)
    while kept and _even(items[:kept], columns) > room:
        kept -= 1
    texts = _fill(items[:kept], columns, column_px, _even(items[:kept], columns))
    missing = len(items) - kept
    noun = "quote has" if missing == 1 else "quotes have"
    say = f"{missing:,} more {noun} no room at this size."
    line = PlacedText(0, max(height_px - 5, 12), say, TextStyle.CAPTION, Tone.MUTED)
    return QuoteBlock((*texts, line), max(height_px, _LINE_PX), missing)


def _item(quote: NumberedQuote, column_px: float, measurer: Measurer) -> _Item:
    number = str(quote.number)
    style = TextStyle.BODY_STRONG
    x = _NUMBER_PX - 12 - measurer.width_px(number, style)
    texts = [PlacedText(max(x, 0), _LINE_PX - 4, number, style, Tone.MUTED)]
    width, y, end_x = column_px - _NUMBER_PX, 0.0, 0.0
    for line in break_lines(quote.head, width, TextStyle.BODY_STRONG, measurer):
        if quote.head:
            y += _LINE_PX
            shown = quote.head[line.start : line.end].rstrip()
            texts.append(PlacedText(_NUMBER_PX, y - 4, shown, TextStyle.BODY_STRONG))
            end_x = measurer.width_px(shown, TextStyle.BODY_STRONG) + 8
    if quote.quote:
        words = f"“{' '.join(quote.quote.split())}”"
        for line in break_lines(words, width, TextStyle.EXPORT_QUOTE, measurer):
            shown = words[line.start : line.end].rstrip()
            y += _LINE_PX
            texts.append(PlacedText(_NUMBER_PX, y - 4, shown, TextStyle.EXPORT_QUOTE))
            end_x = measurer.width_px(shown, TextStyle.EXPORT_QUOTE) + 6
    place_px = measurer.width_px(quote.place, TextStyle.CAPTION)
    if end_x + place_px > width or y == 0:
        y, end_x = y + _LINE_PX, 0.0
    place = PlacedText(_NUMBER_PX + end_x, y - 4, quote.place, TextStyle.CAPTION, Tone.MUTED)
    return _Item((*texts, place), y + _BETWEEN_PX)


def _even(items: list[_Item], columns: int) -> float:
    """Return the least height at which the items fit the columns in order."""
    low = max((item.height_px for item in items), default=0.0)
    high = sum(item.height_px for item in items)
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (low, middle) if _columns(items, middle) <= columns else (middle, high)
    return high


def _columns(items: list[_Item], height_px: float) -> int:
    used, y = 1, 0.0
    for item in items:
        if y and y + item.height_px > height_px:
            used, y = used + 1, 0.0
        y += item.height_px
    return used


def _fill(
    items: list[_Item], columns: int, column_px: float, height_px: float
) -> tuple[PlacedText, ...]:
    placed: list[PlacedText] = []
    column, y = 0, 0.0
    for item in items:
        if y and y + item.height_px > height_px + 0.5 and column < columns - 1:
            column, y = column + 1, 0.0
        x = column * (column_px + _GUTTER_PX)
        placed.extend(
            PlacedText(x + t.x, y + t.baseline, t.text, t.style, t.tone) for t in item.texts
        )
        y += item.height_px
    return tuple(placed)
