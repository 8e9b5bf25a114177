"""Names beside marks: each event once, never over a mark, a name or the connector.

Selected first, then those with a place kept for them, matching before context, by date.
Right of the mark, else left, else no name but a tip.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from explorer.domain.ids import EventId
from explorer.viewmodel.forms import Tone
from explorer.viewmodel.timeline.rows import LABEL_OFFSET_PX, MARK_GAP_PX, ROW_PX, Side
from explorer.viewmodel.timeline.scene import LabelItem, LabelRank, MarkItem, Rect
from explorer.viewmodel.timeline.shelves import Shelf
from explorer.viewmodel.type import Measurer, TextStyle

NUMBER_GAP_PX = 6.0
_INSIDE_INDENT_PX = 15.0
_STYLES = {
    LabelRank.SELECTED: TextStyle.LABEL_SELECTED,
    LabelRank.MATCHING: TextStyle.LABEL_MATCH,
    LabelRank.CONTEXT: TextStyle.LABEL,
    LabelRank.MORE: TextStyle.LABEL_SELECTED,
}


def label_style(rank: LabelRank) -> TextStyle:
    """Return the text style of a label."""
    return _STYLES[rank]


class Standing(NamedTuple):
    """A mark in its row: `lane` counts from the top, `side` is where its name has its place."""

    item: MarkItem
    lane: int
    slot: int
    side: Side
    more: int = 0


class Labeller:
    """Places the labels of one frame.

    Parameters
    ----------
    titles
        Event to title.
    numbers
        Event to the number of its quote; printed before the name, and alone where the
        event is named in another lane.
    left_px, right_px
        The plot; no label leaves it.
    """

    def __init__(
        self,
        measurer: Measurer,
        titles: Mapping[EventId, str],
        numbers: Mapping[EventId, int],
        left_px: float,
        right_px: float,
    ) -> None:
        self._measurer = measurer
        self._titles = titles
        self._numbers = numbers
        self._left, self._right = left_px, right_px
        self._rows: dict[tuple[int, int], Shelf] = {}
        self._named: set[EventId] = set()
        self._labels: list[LabelItem] = []

    def block(self, lane: int, slot: int, low: float, high: float) -> None:
        """Keep labels out of a stretch of a row."""
        self._row(lane, slot).put(low, high)

    def run(self, standing: Sequence[Standing]) -> tuple[LabelItem, ...]:
        """Return the labels of marks, all of which block their rows first."""
        for stand in standing:
            rect = stand.item.rect
            self.block(stand.lane, stand.slot, rect.x, rect.right)
        ordered = sorted(standing, key=_order)
        for stand in ordered:
            if stand.item.selected:
                self._name(stand)
        self._mores(standing)
        for stand in ordered:
            self._name(stand)
        if self._numbers:
            self._bare_numbers(standing)
        return tuple(self._labels)

    def _mores(self, standing: Iterable[Standing]) -> None:
        for stand in standing:
            if stand.more:
                self._place(stand, f"+{stand.more}", LabelRank.MORE, "", (Side.RIGHT,))

    def _name(self, stand: Standing) -> None:
        event_id = stand.item.event_id
        title = self._titles.get(event_id, "")
        if not title or event_id in self._named:
            return
        rank = _rank(stand.item)
        number = self._number(event_id)
        if stand.item.tall:
            self._inside(stand, title, rank, number)
            return
        sides = (Side.LEFT, Side.RIGHT) if stand.side is Side.LEFT else (Side.RIGHT, Side.LEFT)
        if self._place(stand, title, rank, number, sides):
            self._named.add(event_id)

    def _bare_numbers(self, standing: Sequence[Standing]) -> None:
        done = {(label.event_id, label.rect.y) for label in self._labels}
        for stand in standing:
            place = (stand.item.event_id, stand.item.y - ROW_PX / 2)
            number = self._number(stand.item.event_id)
            if number and place not in done and not stand.item.tall:
                self._place(stand, "", _rank(stand.item), number, (Side.RIGHT, Side.LEFT))

    def _number(self, event_id: EventId) -> str:
        number = self._numbers.get(event_id)
        return "" if number is None else str(number)

    def _widths(self, text: str, rank: LabelRank, number: str) -> tuple[float, float]:
        """Return the width of the number with its gap, and of the whole."""
        style = label_style(rank)
        number_px = self._measurer.width_px(number, TextStyle.LABEL_MATCH) if number else 0.0
        if number and text:
            number_px += NUMBER_GAP_PX
        return number_px, number_px + (self._measurer.width_px(text, style) if text else 0.0)

    def _place(
        self, stand: Standing, text: str, rank: LabelRank, number: str, sides: Sequence[Side]
    ) -> bool:
        number_px, width = self._widths(text, rank, number)
        rect, shelf = stand.item.rect, self._row(stand.lane, stand.slot)
        for side in sides:
            right_of = side is not Side.LEFT
            low = rect.right + LABEL_OFFSET_PX if right_of else rect.x - LABEL_OFFSET_PX - width
            high = low + width
            near = (low, high + MARK_GAP_PX) if right_of else (low - MARK_GAP_PX, high)
            if low >= self._left and high <= self._right and shelf.fits(*near):
                shelf.put(*near)
                place = Rect(low, stand.item.y - ROW_PX / 2, width, ROW_PX)
                item = LabelItem(stand.item.event_id, text, rank, place, number, number_px)
                self._labels.append(item)
                return True
        return False

    def _inside(self, stand: Standing, title: str, rank: LabelRank, number: str) -> None:
        number_px, width = self._widths(title, rank, number)
        low = stand.item.low_x + _INSIDE_INDENT_PX
        place = Rect(low, stand.item.y - ROW_PX / 2, width, ROW_PX)
        self._labels.append(
            LabelItem(stand.item.event_id, title, rank, place, number, number_px, inside=True)
        )
        self._named.add(stand.item.event_id)

    def _row(self, lane: int, slot: int) -> Shelf:
        return self._rows.setdefault((lane, slot), Shelf())


def fits_inside(low_x: float, high_x: float, width_px: float) -> bool:
    """Return whether a hollow bar has room for its name and its inner mark."""
    return high_x - low_x >= width_px + _INSIDE_INDENT_PX + 8


def _rank(item: MarkItem) -> LabelRank:
    if item.selected:
        return LabelRank.SELECTED
    return LabelRank.MATCHING if item.tone is Tone.MATCHING else LabelRank.CONTEXT


def _order(stand: Standing) -> tuple[int, bool, int, float, int]:
    """Selected, then places kept, then matching, by lane and date."""
    item = stand.item
    context = item.tone is Tone.CONTEXT
    kept = stand.side is not Side.NONE
    return (
        0 if item.selected else 1,
        not kept and not item.selected,
        2 * stand.lane + context if kept else 1_000_000 + context,
        item.x,
        stand.lane,
    )
