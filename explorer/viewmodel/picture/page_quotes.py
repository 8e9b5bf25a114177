"""Sets numbered quotes in columns, each with its place behind it."""

from __future__ import annotations

from functools import lru_cache
from math import inf

from explorer.values import dataclass
from explorer.viewmodel.passage.layout import break_lines
from explorer.viewmodel.picture.page_scene import PlacedText, Tone
from explorer.viewmodel.picture.quotes import NumberedQuote, anchor_of
from explorer.viewmodel.type import Measurer, TextStyle

_COLUMN_PX = 400
_NARROW_COLUMN_PX = 330  # enough where there are heads alone
_GUTTER_PX = 40
_NUMBER_PX = 34
_LINE_PX = TextStyle.EXPORT_QUOTE.value.line_px
_BETWEEN_PX = 4
_STRONG, _PLACE = TextStyle.BODY_STRONG, TextStyle.CAPTION


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Placed lines, from the block's upper left corner; `left_out` quotes had no room."""

    texts: tuple[PlacedText, ...]
    height_px: float
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    """A quote's lines from its own top, and those of its head, which go above them.

    A head that the quote before it has too is printed only at the top of a column.
    """

    head: tuple[PlacedText, ...]
    head_px: float
    texts: tuple[PlacedText, ...]
    height_px: float
    goes_on: bool


@dataclass(frozen=True, slots=True)
class _Put:
    item: _Item
    column: int
    y: float
    with_head: bool


Items = tuple[_Item, ...]


def lay_quotes(
    quotes: tuple[NumberedQuote, ...],
    width_px: float,
    measurer: Measurer,
    height_px: float | None = None,
    unquoted: int = 0,
) -> QuoteBlock:
    """Set quotes in as many columns as have room, filled evenly from the left.

    With a height, quotes beyond it are left out and a line says how many, with the
    `unquoted` that were not even asked for.
    """
    columns, column_px = _columns_in(quotes, width_px)
    items = _items(quotes, column_px, measurer, _budget(columns, height_px))
    tall = _even(items, columns)
    whole = len(items) == len(quotes) and (height_px is None or tall <= height_px)
    if whole and not unquoted:
        return QuoteBlock(_placed(_flow(items, tall, columns), column_px), tall)
    room = tall + _LINE_PX if height_px is None else height_px
    kept = _fitting(items, columns, room)
    flow = _flow(items[:kept], _even(items[:kept], columns), columns)
    missing = len(quotes) - kept + unquoted
    noun = "quote has" if missing == 1 else "quotes have"
    say = f"{missing:,} more {noun} no room at this size."
    line = PlacedText(0, max(room - 5, 12), say, TextStyle.CAPTION, Tone.MUTED)
    return QuoteBlock((*_placed(flow, column_px), line), max(room, _LINE_PX), missing)


def fitting(
    quotes: tuple[NumberedQuote, ...], width_px: float, measurer: Measurer, height_px: float
) -> int:
    """Return how many of the quotes, from the first on, `lay_quotes` sets in a height."""
    columns, column_px = _columns_in(quotes, width_px)
    items = _items(quotes, column_px, measurer, _budget(columns, height_px))
    whole = len(items) == len(quotes) and _even(items, columns) <= height_px
    return len(items) if whole else _fitting(items, columns, height_px)


def height_of(
    quotes: tuple[NumberedQuote, ...], width_px: float, measurer: Measurer, most_px: float
) -> float:
    """Return the height that all the quotes take, or `most_px` where they take more."""
    columns, column_px = _columns_in(quotes, width_px)
    items = _items(quotes, column_px, measurer, _budget(columns, most_px))
    return min(_even(items, columns), most_px) if len(items) == len(quotes) else most_px


def _columns_in(quotes: tuple[NumberedQuote, ...], width_px: float) -> tuple[int, float]:
    least = _COLUMN_PX if any(quote.quote for quote in quotes) else _NARROW_COLUMN_PX
    columns = max(1, int((width_px + _GUTTER_PX) // (least + _GUTTER_PX)))
    return columns, (width_px + _GUTTER_PX) / columns - _GUTTER_PX


def _fitting(items: Items, columns: int, height_px: float) -> int:
    """Return the most items that fit beside the line that says how many do not."""
    room, low, high = max(0.0, height_px - _LINE_PX), 0, len(items)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _even(items[:middle], columns) <= room else (low, middle - 1)
    return low


def _budget(columns: int, height_px: float | None) -> float:
    """Return how high the quotes can be together, one below the other; beyond, none fits."""
    return inf if height_px is None else columns * max(height_px, 0.0)


@lru_cache(maxsize=8)
def _items(
    quotes: tuple[NumberedQuote, ...], column_px: float, measurer: Measurer, budget_px: float
) -> Items:
    """Set the quotes one by one, as long as they may have room."""
    items: list[_Item] = []
    before, total = "", 0.0
    for quote in quotes:
        goes_on = bool(quote.head) and quote.head == before
        item = _item(quote, goes_on, column_px, measurer)
        before, total = quote.head, total + item.height_px
        if total > budget_px:
            break
        items.append(item)
    return tuple(items)


def _item(quote: NumberedQuote, goes_on: bool, column_px: float, measurer: Measurer) -> _Item:
    width, end_x = column_px - _NUMBER_PX, 0.0
    head: list[PlacedText] = []
    for shown in _lines(quote.head, width, TextStyle.BODY_STRONG, measurer):
        head.append(PlacedText(_NUMBER_PX, (len(head) + 1) * _LINE_PX - 4, shown, _STRONG))
        end_x = measurer.width_px(shown, _STRONG) + 8
    texts: list[PlacedText] = []
    words = f"“{' '.join(quote.quote.split())}”" if quote.quote else ""
    for shown in _lines(words, width, TextStyle.EXPORT_QUOTE, measurer):
        baseline = (len(texts) + 1) * _LINE_PX - 4
        texts.append(PlacedText(_NUMBER_PX, baseline, shown, TextStyle.EXPORT_QUOTE))
        end_x = measurer.width_px(shown, TextStyle.EXPORT_QUOTE) + 6
    height = len(texts) * _LINE_PX
    place_px = measurer.width_px(quote.place, TextStyle.CAPTION)
    if end_x + place_px > width or not (texts or head):
        height, end_x = height + _LINE_PX, 0.0
    texts.append(
        PlacedText(_NUMBER_PX + end_x, height - 4, quote.place, _PLACE, Tone.MUTED, link=quote.url)
    )
    number = str(quote.number)
    x = max(_NUMBER_PX - 12 - measurer.width_px(number, _STRONG), 0)
    # The number stands on the quote's own first line, or beside the head where that is all.
    own = _LINE_PX - 4 if words else (_LINE_PX - 4 - len(head) * _LINE_PX)
    texts.append(PlacedText(x, own, number, _STRONG, Tone.MUTED, anchor=anchor_of(quote.mark)))
    return _Item(
        tuple(head),
        len(head) * _LINE_PX,
        tuple(texts),
        height + _BETWEEN_PX,
        goes_on and bool(words),
    )


def _lines(text: str, width_px: float, style: TextStyle, measurer: Measurer) -> list[str]:
    if not text:
        return []
    laid = break_lines(text, width_px, style, measurer)
    return [text[line.start : line.end].rstrip() for line in laid]


def _even(items: Items, columns: int) -> float:
    """Return the least height at which the items fit the columns in order."""
    low = max((item.head_px + item.height_px for item in items), default=0.0)
    high = sum(item.head_px + item.height_px for item in items)
    while high - low > 1:
        middle = (low + high) / 2
        fits = all(put.column < columns for put in _flow(items, middle, None))
        low, high = (low, middle) if fits else (middle, high)
    return high


def _flow(items: Items, height_px: float, columns: int | None) -> list[_Put]:
    """Put the items one under the other, in new columns where they would pass the height."""
    flow: list[_Put] = []
    column, y = 0, 0.0
    for item in items:
        with_head = not item.goes_on or y == 0
        tall = item.height_px + (item.head_px if with_head else 0.0)
        if y and y + tall > height_px + 0.5 and (columns is None or column < columns - 1):
            column, y, with_head = column + 1, 0.0, True
            tall = item.height_px + item.head_px
        flow.append(_Put(item, column, y, with_head))
        y += tall
    return flow


def _placed(flow: list[_Put], column_px: float) -> tuple[PlacedText, ...]:
    placed: list[PlacedText] = []
    for put in flow:
        x, y = put.column * (column_px + _GUTTER_PX), put.y
        if put.with_head:
            placed += [text.moved(x, y) for text in put.item.head]
            y += put.item.head_px
        placed += [text.moved(x, y) for text in put.item.texts]
    return tuple(placed)
