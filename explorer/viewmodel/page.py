"""Lays a picture's page out: title and filter above the view, key and quotes below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil
from typing import TypeVar

from explorer.viewmodel.page_quotes import QuoteBlock, lay_quotes
from explorer.viewmodel.page_scene import (
    KeyShape,
    Page,
    PlacedKey,
    PlacedRule,
    PlacedText,
    PlacedView,
    Tone,
)
from explorer.viewmodel.passage_layout import break_lines
from explorer.viewmodel.quotes import NumberedQuote
from explorer.viewmodel.type import Measurer, TextStyle

S = TypeVar("S")

MARGIN_PX = 40
_GAP_PX = 16
_KEY_ROW_PX = 24
_FOOTER_PX = 32
_SAMPLE_PX = {
    KeyShape.KIND: 12.0,
    KeyShape.HOLLOW: 12.0,
    KeyShape.DASHED: 12.0,
    KeyShape.DIAMOND: 14.0,
    KeyShape.GHOSTS: 30.0,
    KeyShape.NONE: 0.0,
}


@dataclass(frozen=True, slots=True)
class KeyItem:
    """One sample and its name in the key."""

    shape: KeyShape
    label: str
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says around the view. An empty part takes no room.

    `claims` stand at the upper right: the filter, the counts, the project.
    """

    title: str = ""
    subtitle: str = ""
    claims: tuple[str, ...] = ()
    key: tuple[KeyItem, ...] = ()
    quotes: tuple[NumberedQuote, ...] = ()
    quotes_title: str = "Source quotes"
    quotes_note: str = ""
    footer: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Sheet:
    """Collects pieces from above to below; `y` is where the next one begins."""

    width_px: float
    measurer: Measurer
    y: float = MARGIN_PX - 12
    texts: list[PlacedText] = field(default_factory=list)
    rules: list[PlacedRule] = field(default_factory=list)
    keys: list[PlacedKey] = field(default_factory=list)

    @property
    def right(self) -> float:
        return self.width_px - MARGIN_PX

    def lines(self, text: str, width_px: float, style: TextStyle) -> list[str]:
        laid = break_lines(text, width_px, style, self.measurer)
        return [text[line.start : line.end].strip() for line in laid]


def compose(
    words: Words,
    scene: S,
    view_size_px: tuple[float, float],
    width_px: float,
    measurer: Measurer,
    height_px: float | None = None,
) -> Page[S]:
    """Lay the page out around a view of a given size.

    With a height the page has just that one: quotes that have no room are counted in a
    line of their own. Without, it is as tall as all of it needs.
    """
    sheet = _Sheet(width_px, measurer)
    _head(sheet, words)
    view = PlacedView(MARGIN_PX, sheet.y, *view_size_px, scene)
    sheet.y += view_size_px[1] + _GAP_PX
    _key(sheet, words.key)
    room = None if height_px is None else height_px - sheet.y - _FOOTER_PX
    _quotes(sheet, words, room)
    bottom = max(sheet.y + _FOOTER_PX, height_px or 0.0) if height_px is None else height_px
    _foot(sheet, words, bottom)
    return Page(
        width_px, ceil(bottom), tuple(sheet.texts), tuple(sheet.rules), tuple(sheet.keys), view
    )


def chrome_px(words: Words, width_px: float, measurer: Measurer) -> float:
    """Return the height of all but the view and the quotes."""
    bare = Words(words.title, words.subtitle, words.claims, words.key, footer=words.footer)
    return compose(bare, None, (0, 0), width_px, measurer).height_px


def quotes_px(words: Words, width_px: float, measurer: Measurer) -> float:
    """Return the height that all the quotes take."""
    if not words.quotes:
        return 0.0
    block = lay_quotes(words.quotes, width_px - 2 * MARGIN_PX, measurer)
    return block.height_px + 2 * _GAP_PX + 22


def _head(sheet: _Sheet, words: Words) -> None:
    top = sheet.y
    left_width = (sheet.width_px - 2 * MARGIN_PX) * (0.5 if words.claims else 1.0) - _GAP_PX
    for text, style, tone in (
        (words.title, TextStyle.EXPORT_TITLE, Tone.TEXT),
        (words.subtitle, TextStyle.EXPORT_SUBTITLE, Tone.MUTED),
    ):
        for line in sheet.lines(text, left_width, style) if text else ():
            sheet.y += style.value.line_px
            sheet.texts.append(PlacedText(MARGIN_PX, sheet.y - 7, line, style, tone))
    y = max(sheet.y, _claims(sheet, words.claims, top + 4))
    if words.title or words.claims:
        y += 10
        sheet.rules.append(PlacedRule(MARGIN_PX, sheet.right, y))
    sheet.y = y + 8


def _claims(sheet: _Sheet, claims: tuple[str, ...], y: float) -> float:
    width = (sheet.width_px - 2 * MARGIN_PX) * 0.5
    styles = (TextStyle.BODY_STRONG, TextStyle.BODY, TextStyle.CAPTION)
    for claim, style in zip(claims, styles, strict=False):
        for line in sheet.lines(claim, width, style) if claim else ():
            y += 18
            x = sheet.right - sheet.measurer.width_px(line, style)
            tone = Tone.MUTED if style is TextStyle.CAPTION else Tone.TEXT
            sheet.texts.append(PlacedText(x, y - 4, line, style, tone))
    return y


def _key(sheet: _Sheet, key: tuple[KeyItem, ...]) -> None:
    if not key:
        return
    style, x = TextStyle.BODY, float(MARGIN_PX)
    sheet.texts.append(PlacedText(x, sheet.y + 4, "Key", TextStyle.BODY_STRONG))
    x += sheet.measurer.width_px("Key", TextStyle.BODY_STRONG) + _GAP_PX
    for item in key:
        sample = _SAMPLE_PX.get(item.shape, 20.0)
        advance = sample + 8 + sheet.measurer.width_px(item.label, style)
        if x + advance > sheet.right and x > MARGIN_PX:
            x, sheet.y = float(MARGIN_PX), sheet.y + _KEY_ROW_PX
        sheet.keys.append(PlacedKey(x + sample / 2, sheet.y, item.shape, item.kind))
        sheet.texts.append(PlacedText(x + sample + 8, sheet.y + 4, item.label, style))
        x += advance + 20
    sheet.y += _KEY_ROW_PX - 6


def _quotes(sheet: _Sheet, words: Words, room_px: float | None) -> None:
    if not words.quotes:
        return
    sheet.rules.append(PlacedRule(MARGIN_PX, sheet.right, sheet.y))
    sheet.y += 22
    title = words.quotes_title
    sheet.texts.append(PlacedText(MARGIN_PX, sheet.y, title, TextStyle.BODY_STRONG))
    x = MARGIN_PX + sheet.measurer.width_px(title, TextStyle.BODY_STRONG) + 12
    note = sheet.lines(words.quotes_note, sheet.right - x, TextStyle.CAPTION)
    sheet.texts.append(PlacedText(x, sheet.y, note[0], TextStyle.CAPTION, Tone.MUTED))
    sheet.y += 10
    left = None if room_px is None else room_px - 32
    block = lay_quotes(words.quotes, sheet.right - MARGIN_PX, sheet.measurer, left)
    _place(sheet, block)


def _place(sheet: _Sheet, block: QuoteBlock) -> None:
    for piece in block.texts:
        sheet.texts.append(
            PlacedText(
                MARGIN_PX + piece.x, sheet.y + piece.baseline, piece.text, piece.style, piece.tone
            )
        )
    sheet.y += block.height_px + _GAP_PX


def _foot(sheet: _Sheet, words: Words, bottom: float) -> None:
    left, right = words.footer
    style, y = TextStyle.CAPTION, bottom - 14
    if left:
        sheet.texts.append(PlacedText(MARGIN_PX, y, left, style, Tone.MUTED))
    if right:
        x = sheet.right - sheet.measurer.width_px(right, style)
        sheet.texts.append(PlacedText(x, y, right, style, Tone.MUTED))
