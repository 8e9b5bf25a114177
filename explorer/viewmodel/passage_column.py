"""A column of paragraphs of which only the visible ones are laid out.

A place is kept as a paragraph and the px below its top, not as px from the top of the
text: what lies above need not be laid out, and nothing on screen shifts when it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.viewmodel.passage import Passage, stacked
from explorer.viewmodel.passage_layout import Line, break_lines
from explorer.viewmodel.type import Measurer, TextStyle

NUMBER_RIGHT_PX = 38.0
TEXT_LEFT_PX = 51.0
TEXT_RIGHT_PAD_PX = 24.0
MARGIN_PX = 14.0
TOP_PX = 6.0
GAP_PX = 7.0
LINE_PX = 22.0
LEVEL_PX = 3.2
# Underlines that have room above the next line; each further one heightens the lines.
_FREE_LEVELS = 2
_LONGEST_LINE = 92
_USUAL_LETTERS = "the foreign and defense ministers of both countries met in Tokyo"
_KEPT_LAYOUTS = 600


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph laid out: its lines, and how high each is, in px."""

    index: int
    lines: tuple[Line, ...]
    line_px: float

    @property
    def height_px(self) -> float:
        """Height without the gap that follows."""
        return len(self.lines) * self.line_px

    def line_at(self, y_px: float) -> int:
        """Return the index of the line at `y_px` below the block's top, clamped."""
        return min(max(int(y_px // self.line_px), 0), len(self.lines) - 1)

    def line_of(self, offset: int) -> int:
        """Return the index of the line that holds a character, clamped."""
        for number, line in enumerate(self.lines):
            if offset < line.end:
                return number
        return len(self.lines) - 1


@dataclass(frozen=True, slots=True)
class Anchor:
    """The top of the view: `below_px` under the top of paragraph `index`.

    Negative only above the first paragraph, by at most TOP_PX.
    """

    index: int = 0
    below_px: float = -TOP_PX


class PassageColumn:
    """A passage at one width; lays paragraphs out when they are first asked for."""

    def __init__(self, passage: Passage, width_px: float, measurer: Measurer) -> None:
        self.passage = passage
        self.width_px = width_px
        self.measurer = measurer
        self.text_px = text_width_px(width_px, measurer)
        self._blocks: dict[int, Block] = {}
        self._ends: dict[float, Anchor] = {}

    @property
    def count(self) -> int:
        return len(self.passage.paragraphs)

    def block(self, index: int) -> Block:
        """Return a paragraph's layout, kept while it is among the last few hundred used."""
        found = self._blocks.pop(index, None)
        if found is None:
            found = self._laid_out(index)
        self._blocks[index] = found
        if len(self._blocks) > _KEPT_LAYOUTS:
            del self._blocks[next(iter(self._blocks))]
        return found

    def _laid_out(self, index: int) -> Block:
        paragraph = self.passage.paragraphs[index]
        style = TextStyle.SOURCE_HEADING if paragraph.heading else TextStyle.SOURCE
        notes = self.passage.notes(index)
        lines = break_lines(paragraph.text, self.text_px, style, self.measurer, notes)
        levels = 1 + max((level for _, level in stacked(self.passage.quotes[index])), default=0)
        return Block(index, lines, LINE_PX + LEVEL_PX * max(0, levels - _FREE_LEVELS))

    def moved(self, anchor: Anchor, by_px: float, view_px: float) -> Anchor:
        """Return the anchor `by_px` further down (up if negative), kept within the text."""
        return self._bounded(Anchor(anchor.index, anchor.below_px + by_px), view_px)

    def anchored(self, index: int, part: float, above_px: float, view_px: float) -> Anchor:
        """Return the anchor that puts `part` (0 to 1) of a paragraph `above_px` under the top."""
        below_px = part * (self.block(index).height_px + GAP_PX)
        return self._bounded(Anchor(index, below_px - above_px), view_px)

    def _bounded(self, anchor: Anchor, view_px: float) -> Anchor:
        if not self.count:
            return Anchor()
        tidy = self._tidy(anchor)
        if tidy.index == 0 and tidy.below_px < -TOP_PX:
            return Anchor()
        end = self._end(view_px)
        return min(tidy, end, key=lambda a: (a.index, a.below_px))

    def _tidy(self, anchor: Anchor) -> Anchor:
        """Move an anchor to the paragraph that it really lies in."""
        index, below_px = min(max(anchor.index, 0), self.count - 1), anchor.below_px
        while below_px < 0 and index > 0:
            index -= 1
            below_px += self.block(index).height_px + GAP_PX
        while index < self.count - 1:
            height_px = self.block(index).height_px + GAP_PX
            if below_px < height_px:
                break
            below_px -= height_px
            index += 1
        return Anchor(index, below_px)

    def _end(self, view_px: float) -> Anchor:
        """Return the last anchor: the end of the text at the bottom of the view."""
        if view_px not in self._ends:
            last = self.count - 1
            below_px = self.block(last).height_px + TOP_PX - view_px
            end = self._tidy(Anchor(last, below_px))
            self._ends = {view_px: end if end.below_px >= 0 else Anchor()}
        return self._ends[view_px]

    def visible(self, anchor: Anchor, view_px: float) -> Iterator[tuple[float, Block]]:
        """Yield each block that can be seen, and where its top is in the view, in px."""
        top_px, index = -anchor.below_px, anchor.index
        while index < self.count and top_px < view_px:
            block = self.block(index)
            yield top_px, block
            top_px += block.height_px + GAP_PX
            index += 1

    def shows(self, anchor: Anchor, index: int, offset: int, view_px: float) -> bool:
        """Whether the line that holds a character can be seen whole."""
        for top_px, block in self.visible(anchor, view_px):
            if block.index == index:
                line_px = top_px + block.line_of(offset) * block.line_px
                return line_px >= 0 and line_px + block.line_px <= view_px
        return False

    def anchor_for(self, index: int, offset: int, above_px: float, view_px: float) -> Anchor:
        """Return the anchor that puts the line of a character `above_px` under the top."""
        block = self.block(index)
        line_px = block.line_of(offset) * block.line_px
        return self._bounded(Anchor(index, line_px - above_px), view_px)

    def height_px(self) -> float:
        """Return the height of the whole text; lays all of it out, so only for pictures."""
        blocks = sum(self.block(i).height_px + GAP_PX for i in range(self.count))
        return TOP_PX + blocks

    def span_seen(self, anchor: Anchor, view_px: float) -> tuple[float, float]:
        """Return what part of the whole text is seen, as two fractions."""
        if not self.count:
            return 0.0, 1.0
        first = last = None
        for top_px, block in self.visible(anchor, view_px):
            height_px = block.height_px + GAP_PX
            first = first or (block.index, min(max(-top_px / height_px, 0.0), 1.0))
            last = (block.index, min((view_px - top_px) / height_px, 1.0))
        if first is None or last is None:
            return 0.0, 1.0
        return self.passage.fraction(*first), self.passage.fraction(*last)


def text_width_px(width_px: float, measurer: Measurer) -> float:
    """Return the width of the text in a pane: what is free, at most about 92 letters."""
    letter_px = measurer.width_px(_USUAL_LETTERS, TextStyle.SOURCE) / len(_USUAL_LETTERS)
    free_px = width_px - TEXT_LEFT_PX - TEXT_RIGHT_PAD_PX - MARGIN_PX
    return max(min(free_px, letter_px * _LONGEST_LINE), 40.0)
