"""What the source pane shows, as one frozen value in px: words, underlines, light, margin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from explorer.domain.ids import EvidenceId, Mark, MarkKind
from explorer.values import dataclass, field, replace
from explorer.viewmodel.passage.build import Passage, Span, stacked
from explorer.viewmodel.passage.column import (
    LEVEL_PX,
    MARGIN_PX,
    NUMBER_GAP_PX,
    Anchor,
    Block,
    PassageColumn,
)
from explorer.viewmodel.passage.layout import Line
from explorer.viewmodel.type import TextStyle

BASELINE_PX = 16.0
UNDERLINE_BELOW_PX = 3.5
# A page's number stands under the number of the first paragraph on it.
_PAGE_BELOW_PX = 11.0
_THIN_PX, _LIT_PX, _MENTION_PX = 1.6, 2.0, 1.2
_RAISED_PX = 4.5
# The highlighter covers the letters from above their tops to the underline.
_LIGHT_ABOVE_PX, _LIGHT_BELOW_PX = 16.0, 4.0

# A tone is the index of a kind, whose edge colour it is, or one of these.
TEXT, MUTED, DANGER, ON_SELECTION, SELECTION_EDGE = -1, -2, -3, -4, -5


class Box(NamedTuple):
    """`[x_px, x_px + width_px)` by `[y_px, y_px + height_px)`, from the pane's top left."""

    x_px: float
    y_px: float
    width_px: float
    height_px: float


class Words(NamedTuple):
    """One piece of a line, drawn from `x_px` on `baseline_px`."""

    x_px: float
    baseline_px: float
    text: str
    style: TextStyle
    tone: int


class Underline(NamedTuple):
    """A level stroke from `x0_px` to `x1_px`, its middle at `y_px`."""

    x0_px: float
    x1_px: float
    y_px: float
    thick_px: float
    tone: int
    dashed: bool = False


class Tick(NamedTuple):
    """A mark in the margin; `y_px` is its middle."""

    y_px: float
    tone: int
    lit: bool = False


@dataclass(frozen=True, slots=True)
class MarginScene:
    """The margin for the whole text: its ticks, and the part of it that is seen."""

    x_px: float
    width_px: float
    ticks: tuple[Tick, ...]
    thumb_px: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PassageScene:
    """Painted in this order: lights, chosen words, rings, underlines, words, margin."""

    width_px: float
    height_px: float
    lights: tuple[Box, ...] = ()
    chosen: tuple[Box, ...] = ()
    rings: tuple[Box, ...] = ()
    underlines: tuple[Underline, ...] = ()
    words: tuple[Words, ...] = ()
    margin: MarginScene | None = None


@dataclass(frozen=True, slots=True)
class Lighting:
    """What is lit: the selected marks, the quote in front, the mark under the pointer.

    `leading` is the mark chosen last. `chosen` are words picked by dragging, `flash` a
    search hit: `(paragraph index, start, end)` each, half-open, in order.
    """

    selected: frozenset[Mark] = frozenset()
    leading: Mark | None = None
    evidence: EvidenceId | None = None
    hover: Mark | None = None
    chosen: tuple[tuple[int, int, int], ...] = ()
    flash: tuple[tuple[int, int, int], ...] = ()


@dataclass
class _Sheet:
    lights: list[Box] = field(default_factory=list)
    chosen: list[Box] = field(default_factory=list)
    rings: list[Box] = field(default_factory=list)
    underlines: list[Underline] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


def build_scene(
    column: PassageColumn,
    anchor: Anchor,
    height_px: float,
    lighting: Lighting,
    *,
    margin: bool = True,
) -> PassageScene:
    """Return the scene of what can be seen from `anchor` on, `height_px` high."""
    sheet = _Sheet()
    for top_px, block in column.visible(anchor, height_px):
        _block(sheet, column, block, top_px, height_px, lighting)
    return PassageScene(
        column.width_px,
        height_px,
        tuple(sheet.lights),
        tuple(sheet.chosen),
        tuple(sheet.rings),
        tuple(sheet.underlines),
        tuple(sheet.words),
        build_margin(column, anchor, height_px, lighting) if margin else None,
    )


def _block(
    sheet: _Sheet,
    column: PassageColumn,
    block: Block,
    top_px: float,
    height_px: float,
    lighting: Lighting,
) -> None:
    drawn = _drawn(column.passage, block.index, lighting)
    spans = tuple(span for span in drawn if block.section.meets(span.start, span.end))
    lit = any(span.mark in lighting.selected for span in spans)
    if not block.section.start:
        _number(sheet, column, block, top_px, lit)
    for row, line in enumerate(block.lines):
        y_px = top_px + row * block.line_px
        if -block.line_px < y_px < height_px:
            _Setting(sheet, column, line, y_px, lighting).put(block.index, spans)


def _drawn(passage: Passage, index: int, lighting: Lighting) -> Iterator[Span]:
    """Every quote, and the mentions of the actors that are selected or under the pointer."""
    yield from passage.quotes[index]
    shown = lighting.selected | ({lighting.hover} if lighting.hover else set())
    yield from (span for span in passage.mentions[index] if span.mark in shown)


def _number(sheet: _Sheet, column: PassageColumn, block: Block, top_px: float, lit: bool) -> None:
    style = TextStyle.PARAGRAPH_NUMBER_LIT if lit else TextStyle.PARAGRAPH_NUMBER
    text = str(column.passage.paragraphs[block.index].number)
    x_px = column.left_px - NUMBER_GAP_PX - column.measurer.width_px(text, style)
    sheet.words.append(Words(x_px, top_px + BASELINE_PX, text, style, TEXT if lit else MUTED))
    page = column.passage.page_begun(block.index)
    if page is not None:
        text, style = f"p. {page}", TextStyle.SMALL
        x_px = column.left_px - NUMBER_GAP_PX - column.measurer.width_px(text, style)
        baseline_px = top_px + BASELINE_PX + _PAGE_BELOW_PX
        sheet.words.append(Words(x_px, baseline_px, text, style, MUTED))


class _Setting:
    """Puts one line on the sheet."""

    def __init__(
        self, sheet: _Sheet, column: PassageColumn, line: Line, y_px: float, lighting: Lighting
    ) -> None:
        self._sheet = sheet
        self._measurer = column.measurer
        self._text_px = column.left_px
        self._line = line
        self._y_px = y_px
        self._lighting = lighting

    def put(self, index: int, spans: tuple[Span, ...]) -> None:
        here = [s for s in spans if s.start < self._line.end and s.end > self._line.start]
        lit = [span for span in here if span.mark in self._lighting.selected]
        self._sheet.lights += (self._light(span.start, span.end) for span in lit)
        for place, start, end in (*self._lighting.chosen, *self._lighting.flash):
            if place == index and start < self._line.end and end > self._line.start:
                self._sheet.chosen.append(self._light(start, end))
        self._sheet.rings += (
            self._light(span.start, span.end)
            for span in here
            if span.mark == self._lighting.hover and span not in lit
        )
        quotes = [span for span in here if span.mark.kind is not MarkKind.ACTOR]
        mentions = [(span, 0) for span in here if span.mark.kind is MarkKind.ACTOR]
        for span, level in (*stacked(self._cut(quotes)), *mentions):
            self._sheet.underlines.append(self._underline(span, level))
        self._put_words(lit)

    def _edges(self, start: int, end: int) -> tuple[float, float]:
        """Return where words begin and end on this line, in px from the pane's left."""
        left_px = self._line.left_px(max(start, self._line.start), self._measurer)
        right_px = self._line.right_px(min(end, self._line.end), self._measurer)
        return self._text_px + left_px, self._text_px + max(right_px, left_px)

    def _light(self, start: int, end: int) -> Box:
        left_px, right_px = self._edges(start, end)
        top_px = self._y_px + BASELINE_PX - _LIGHT_ABOVE_PX
        return Box(left_px, top_px, right_px - left_px, _LIGHT_ABOVE_PX + _LIGHT_BELOW_PX)

    def _cut(self, spans: list[Span]) -> list[Span]:
        """Cut quotes to this line, so that only what overlaps here is stacked here."""
        first, last = self._line.start, self._line.end
        return [
            replace(span, start=max(span.start, first), end=min(span.end, last)) for span in spans
        ]

    def _underline(self, span: Span, level: int) -> Underline:
        left_px, right_px = self._edges(span.start, span.end)
        mention = span.mark.kind is MarkKind.ACTOR
        lit = span.mark in self._lighting.selected
        thick_px = _MENTION_PX if mention else _LIT_PX if lit else _THIN_PX
        tone = TEXT if mention else MUTED if span.kind is None else span.kind
        y_px = self._y_px + BASELINE_PX + UNDERLINE_BELOW_PX + thick_px / 2
        return Underline(
            left_px,
            right_px,
            y_px + level * LEVEL_PX,
            thick_px,
            tone if span.exact else DANGER,
            dashed=not span.sure,
        )

    def _put_words(self, lit: list[Span]) -> None:
        """Set the runs, parted where the light begins and ends: its words have their own tone."""
        baseline_px = self._y_px + BASELINE_PX
        cuts = sorted({edge for span in lit for edge in (span.start, span.end)})
        for run in self._line.runs:
            edges = [run.start, *(c for c in cuts if run.start < c < run.end), run.end]
            for start, end in pairwise(edges):
                inside = any(span.start <= start < span.end for span in lit)
                text = run.text[start - run.start : end - run.start]
                x_px = self._text_px + self._line.left_px(start, self._measurer)
                tone = ON_SELECTION if inside else TEXT
                self._sheet.words.append(Words(x_px, baseline_px, text, self._line.style, tone))
        for note in self._line.notes:
            x_px = self._text_px + note.x_px
            tone = TEXT if note.at in {span.end for span in lit} else MUTED
            raised_px = baseline_px - _RAISED_PX
            number = Words(x_px, raised_px, note.text, TextStyle.QUOTE_NUMBER, tone)
            self._sheet.words.append(number)


def build_margin(
    column: PassageColumn, anchor: Anchor, height_px: float, lighting: Lighting
) -> MarginScene:
    """Return the margin: a tick for each quote in the whole text, where it stands in it."""
    low, high = column.span_seen(anchor, height_px)
    thumb = (low * height_px, high * height_px) if high - low < 1 else None
    x_px = column.width_px - MARGIN_PX
    # Ticks do not follow the pointer: without it they are kept from one frame to the next.
    still = Lighting(lighting.selected, lighting.leading, lighting.evidence)
    return MarginScene(x_px, MARGIN_PX, _ticks(column.passage, height_px, still), thumb)


@lru_cache(maxsize=4)
def _ticks(passage: Passage, height_px: float, lighting: Lighting) -> tuple[Tick, ...]:
    """Return the ticks, those on the same pixel row and of one colour as one; lit ones last."""
    found: dict[tuple[int, int, bool], Tick] = {}
    for index, paragraph in enumerate(passage.paragraphs):
        length = max(len(paragraph.text), 1)
        for span in _ticked(passage, index, lighting):
            y_px = height_px * passage.fraction(index, span.start / length)
            tick = _tick(span, y_px, lighting)
            found.setdefault((round(y_px), tick.tone, tick.lit), tick)
    return tuple(sorted(found.values(), key=lambda tick: tick.lit))


def _ticked(passage: Passage, index: int, lighting: Lighting) -> Iterator[Span]:
    yield from passage.quotes[index]
    yield from (s for s in passage.mentions[index] if s.mark in lighting.selected)


def _tick(span: Span, y_px: float, lighting: Lighting) -> Tick:
    if span.mark in lighting.selected:
        front = lighting.evidence in (None, span.evidence) or span.mark != lighting.leading
        return Tick(y_px, SELECTION_EDGE, lit=front)
    return Tick(y_px, DANGER if not span.exact else MUTED if span.kind is None else span.kind)
