"""The strip of undated events: in the order of the text, with what has no room counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf

import numpy as np

from explorer.domain.ids import EventId
from explorer.domain.kinds import Status
from explorer.index.corpus import Bools, Corpus, Ints
from explorer.viewmodel.forms import Tone, form_of
from explorer.viewmodel.timeline.labels import NUMBER_GAP_PX
from explorer.viewmodel.timeline.scene import Rect, UndatedItem, UndatedStrip
from explorer.viewmodel.type import Measurer, TextStyle
from explorer.viewmodel.wording import elide

STRIP_PX = 34.0
_LINE_PX = 24.0
_INDENT_PX = 11.0
_MARK_PX = 12.0
_APART_PX = 18.0
_MORE_PX = 84.0


class _Pen:
    """Where the next item goes, from left to right and on to the next line."""

    def __init__(self, left: float, right: float, top: float) -> None:
        self.left, self.right = left, right
        self.x, self.y, self.line = left, top + STRIP_PX / 2, 0

    def take(self, width: float, wrap: bool, keep: float) -> bool:
        """Move to where `width` px fit; False where they do not, with `keep` px left over."""
        if self.x + width <= self.right - keep:
            return True
        if not wrap or self.x == self.left:
            return wrap
        self.x, self.y, self.line = self.left, self.y + _LINE_PX, self.line + 1
        return True


def undated_order(without_place: Bools, matches: Bools) -> Ints:
    """Return the corpus rows in the strip's order: matching first, each group as told."""
    rows = np.flatnonzero(without_place).astype(np.int64)
    return np.concatenate([rows[matches[rows]], rows[~matches[rows]]])


def undated_strip(
    corpus: Corpus,
    rows: Ints,
    matches: Bools,
    selected: Collection[EventId],
    measurer: Measurer,
    area: Rect,
    *,
    wrap: bool,
    numbers: Mapping[EventId, int],
    first: int = 0,
) -> UndatedStrip:
    """Return the strip; those that match come first, each group in the order of the text.

    Parameters
    ----------
    rows
        The corpus rows of the events without a place on the calendar, in the strip's order.
    area
        Where items may stand; its `x` is the plot's left. The strip itself begins at 0.
    wrap
        Whether it grows line by line to hold all, as a file does; else the rest is counted.
    first
        How many events are turned past: they come after the last.
    """
    first = first % max(len(rows), 1)
    pen = _Pen(area.x + _INDENT_PX, area.right, area.y)
    more_px = max(measurer.width_px(f"+{len(rows):,} more", TextStyle.LABEL_MATCH) + 16, _MORE_PX)
    items: list[UndatedItem] = []
    for position in range(len(rows)):
        row = int(rows[(first + position) % len(rows)])
        item = _item(corpus, row, bool(matches[row]), selected, measurer, numbers, pen)
        width = item.rect.width
        keep = 0.0 if position == len(rows) - 1 else more_px
        if not pen.take(width, wrap, keep) and items:
            break
        # A title that alone is too long is cut: the strip is never empty.
        room = area.right - pen.x if wrap else area.right - keep - pen.x
        item = _item(corpus, row, bool(matches[row]), selected, measurer, numbers, pen, room)
        items.append(item)
        pen.x += item.rect.width + _APART_PX
    height = max(STRIP_PX, STRIP_PX + pen.line * _LINE_PX)
    strip = Rect(0.0, area.y, area.right, height)
    more = Rect(pen.x - 4, area.y + 6, more_px, 22)
    return UndatedStrip(strip, tuple(items), len(rows), len(rows) - len(items), more, first)


def _item(
    corpus: Corpus,
    row: int,
    matching: bool,
    selected: Collection[EventId],
    measurer: Measurer,
    numbers: Mapping[EventId, int],
    pen: _Pen,
    room_px: float = inf,
) -> UndatedItem:
    event = corpus.events[row]
    chosen = event.id in selected
    goes_on = event.status is Status.ONGOING
    style = TextStyle.LABEL_SELECTED if chosen else TextStyle.LABEL_MATCH
    number = str(numbers[event.id]) if event.id in numbers else ""
    number_px = measurer.width_px(number, TextStyle.LABEL_MATCH) + NUMBER_GAP_PX if number else 0.0
    text_x = pen.x + _MARK_PX + 6 + (6 if goes_on else 0)
    title = elide(event.title, pen.x + room_px - text_x - number_px, style, measurer)
    right = text_x + number_px + measurer.width_px(title, style)
    return UndatedItem(
        event.id, corpus.kinds.index(event.kind), form_of(event.status, event.review),
        Tone.MATCHING if matching else Tone.CONTEXT, goes_on, chosen, pen.x + _MARK_PX / 2, pen.y,
        title, text_x, Rect(pen.x - 2, pen.y - 11, right - pen.x + 4, 22), number, number_px,
    )  # fmt: skip
