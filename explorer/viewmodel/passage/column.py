"""A column of paragraphs of which only the visible ones are laid out.

A place is kept as a paragraph and the px below its top, not as px from the top of the
text: what lies above need not be laid out, and nothing on screen shifts when it is. A very
long paragraph is laid out section by section.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import inf

from explorer.values import dataclass
from explorer.viewmodel.passage.build import Passage, stacked
from explorer.viewmodel.passage.layout import Line, Note, break_lines, moved_on
from explorer.viewmodel.passage.sections import Section, sections_of
from explorer.viewmodel.type import Measurer, TextStyle

TEXT_LEFT_PX = 51.0  # at least: numbers of six digits need more
NUMBER_GAP_PX = 13.0
_NUMBER_LEFT_PX = 6.0
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
_NO_END = float("inf")


@dataclass(frozen=True, slots=True)
class Block:
    """One section of a paragraph laid out: its lines, and how high each is, in px."""

    section: Section
    lines: tuple[Line, ...]
    line_px: float

    @property
    def index(self) -> int:
        """The paragraph's index."""
        return self.section.paragraph

    @property
    def height_px(self) -> float:
        """Height without the gap that follows."""
        return len(self.lines) * self.line_px

    @property
    def whole_px(self) -> float:
        """Height with the gap that follows a paragraph; within one there is none."""
        return self.height_px + (GAP_PX if self.section.last else 0.0)

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
    """The top of the view: `below_px` under the top of section `index`.

    Short paragraphs are one section each. Negative only above the first, by at most TOP_PX.
    """

    index: int = 0
    below_px: float = -TOP_PX


class PassageColumn:
    """A passage at one width; lays paragraphs out when they are first asked for."""

    def __init__(self, passage: Passage, width_px: float, measurer: Measurer) -> None:
        self.passage = passage
        self.width_px = width_px
        self.measurer = measurer
        self.left_px = text_left_px(passage, measurer)
        self.text_px = text_width_px(width_px, measurer, self.left_px)
        self.sections = sections_of(passage)
        self._blocks: dict[int, Block] = {}
        self._ends: dict[float, Anchor] = {}

    @property
    def count(self) -> int:
        """How many sections there are."""
        return len(self.sections)

    def section_of(self, paragraph: int, offset: int) -> int:
        """Return the index of the section that holds a character of the paragraph at an index."""
        return max(0, bisect_right(self.sections, (paragraph, offset, _NO_END, True)) - 1)

    def block(self, index: int) -> Block:
        """Return a section's layout, kept while it is among the last few hundred used."""
        found = self._blocks.pop(index, None)
        if found is None:
            found = self._laid_out(index)
        self._blocks[index] = found
        if len(self._blocks) > _KEPT_LAYOUTS:
            del self._blocks[next(iter(self._blocks))]
        return found

    def _laid_out(self, index: int) -> Block:
        section = self.sections[index]
        paragraph = self.passage.paragraphs[section.paragraph]
        style = TextStyle.SOURCE_HEADING if paragraph.heading else TextStyle.SOURCE
        text = paragraph.text[section.start : section.end]
        lines = break_lines(text, self.text_px, style, self.measurer, self._notes(section))
        quotes = self.passage.quotes[section.paragraph]
        here = [span for span in quotes if section.meets(span.start, span.end)]
        levels = 1 + max((level for _, level in stacked(here)), default=0)
        line_px = LINE_PX + LEVEL_PX * max(0, levels - _FREE_LEVELS)
        return Block(section, moved_on(lines, section.start), line_px)

    def _notes(self, section: Section) -> tuple[Note, ...]:
        """Return the numbers of a section, counted from its start."""
        return tuple(
            Note(note.at - section.start, note.text)
            for note in self.passage.notes(section.paragraph)
            if section.start < note.at <= section.end or note.at == 0 == section.start
        )

    def moved(self, anchor: Anchor, by_px: float, view_px: float) -> Anchor:
        """Return the anchor `by_px` further down (up if negative), kept within the text."""
        return self._bounded(Anchor(anchor.index, anchor.below_px + by_px), view_px)

    def anchored(self, index: int, part: float, above_px: float, view_px: float) -> Anchor:
        """Return the anchor that puts `part` (0 to 1) of a section `above_px` under the top."""
        below_px = part * self.block(index).whole_px
        return self._bounded(Anchor(index, below_px - above_px), view_px)

    def at_fraction(self, fraction: float, above_px: float, view_px: float) -> Anchor:
        """Return the anchor that puts what lies there in the text, 0 to 1, under the top."""
        paragraph, part = self.passage.place(fraction)
        offset = part * len(self.passage.paragraphs[paragraph].text)
        index = self.section_of(paragraph, int(offset))
        section = self.sections[index]
        length = max(section.end - section.start, 1)
        inner = part if section.last and not section.start else (offset - section.start) / length
        return self.anchored(index, inner, above_px, view_px)

    def _bounded(self, anchor: Anchor, view_px: float) -> Anchor:
        if not self.count:
            return Anchor()
        tidy = self._tidy(anchor)
        if tidy.index == 0 and tidy.below_px < -TOP_PX:
            return Anchor()
        end = self._end(view_px)
        return min(tidy, end, key=lambda a: (a.index, a.below_px))

    def _tidy(self, anchor: Anchor) -> Anchor:
        """Move an anchor to the section that it really lies in."""
        index, below_px = min(max(anchor.index, 0), self.count - 1), anchor.below_px
        while below_px < 0 and index > 0:
            index -= 1
            below_px += self.block(index).whole_px
        while index < self.count - 1:
            height_px = self.block(index).whole_px
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
            top_px += block.whole_px
            index += 1

    def shows(self, anchor: Anchor, index: int, offset: int, view_px: float) -> bool:
        """Whether the line that holds a character can be seen whole."""
        for top_px, block in self.visible(anchor, view_px):
            if block.index == index and block.section.holds(offset):
                line_px = top_px + block.line_of(offset) * block.line_px
                return line_px >= 0 and line_px + block.line_px <= view_px
        return False

    def anchor_for(self, index: int, offset: int, above_px: float, view_px: float) -> Anchor:
        """Return the anchor that puts the line of a character `above_px` under the top.

        `index` is the paragraph's, `offset` the character's in it.
        """
        there = self.section_of(index, offset)
        block = self.block(there)
        line_px = block.line_of(offset) * block.line_px
        return self._bounded(Anchor(there, line_px - above_px), view_px)

    def height_px(self, most_px: float = inf) -> float:
        """Return the height of the whole text, or of so much of it that it is past `most_px`.

        It lays all of that out, so only for pictures.
        """
        found = TOP_PX
        for index in range(self.count):
            if found > most_px:
                break
            found += self.block(index).whole_px
        return found

    def span_seen(self, anchor: Anchor, view_px: float) -> tuple[float, float]:
        """Return what part of the whole text is seen, as two fractions."""
        if not self.count:
            return 0.0, 1.0
        first = last = None
        for top_px, block in self.visible(anchor, view_px):
            height_px = block.whole_px
            first = first or self._part(block, min(max(-top_px / height_px, 0.0), 1.0))
            last = self._part(block, min((view_px - top_px) / height_px, 1.0))
        if first is None or last is None:
            return 0.0, 1.0
        return self.passage.fraction(*first), self.passage.fraction(*last)

    def _part(self, block: Block, part: float) -> tuple[int, float]:
        """Return the paragraph's index and the part of it at `part` (0 to 1) of a block."""
        section, length = block.section, len(self.passage.paragraphs[block.index].text)
        if section.last and not section.start:
            return block.index, part
        return block.index, (section.start + part * (section.end - section.start)) / length


def text_left_px(passage: Passage, measurer: Measurer) -> float:
    """Return where the text begins: what the widest paragraph number leaves."""
    last = str(passage.paragraphs[-1].number) if passage.paragraphs else ""
    widest_px = measurer.width_px(last, TextStyle.PARAGRAPH_NUMBER_LIT)
    return max(TEXT_LEFT_PX, _NUMBER_LEFT_PX + widest_px + NUMBER_GAP_PX)


def text_width_px(width_px: float, measurer: Measurer, left_px: float = TEXT_LEFT_PX) -> float:
    """Return the width of the text in a pane: what is free, at most about 92 letters."""
    letter_px = measurer.width_px(_USUAL_LETTERS, TextStyle.SOURCE) / len(_USUAL_LETTERS)
    free_px = width_px - left_px - TEXT_RIGHT_PAD_PX - MARGIN_PX
    return max(min(free_px, letter_px * _LONGEST_LINE), 40.0)
