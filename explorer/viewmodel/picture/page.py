"""Lays a picture's page out: title and filter above the view, key and quotes below it."""

from __future__ import annotations

from math import ceil, inf
from typing import TypeVar

from explorer.values import dataclass, field
from explorer.viewmodel.passage.layout import break_lines
from explorer.viewmodel.picture.page_quotes import QuoteBlock, fitting, height_of, lay_quotes
from explorer.viewmodel.picture.page_scene import (
    KeyShape,
    Page,
    PlacedKey,
    PlacedRule,
    PlacedText,
    PlacedView,
    Tone,
)
from explorer.viewmodel.picture.quotes import NumberedQuote
from explorer.viewmodel.type import Measurer, TextStyle
from explorer.viewmodel.wording import elide

S = TypeVar("S")

MARGIN_PX = 40
_GAP_PX = 16
_KEY_ROW_PX = 24
_QUOTES_HEAD_PX = 32
BESIDE_GAP_PX = 40
_LEAST_NOTE_PX = 60
_NOTE_STYLE = TextStyle.CAPTION
_CLAIM_STYLES = (TextStyle.BODY_STRONG, TextStyle.BODY, TextStyle.CAPTION)
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

    `claims` stand at the upper right: the filter, the counts, the project. `unquoted` are
    marks beyond those that `quotes` are of. `quotes_note` is cut short where it has no room,
    `quotes_check` after it never is.
    """

    title: str = ""
    subtitle: str = ""
    claims: tuple[str, ...] = ()
    key: tuple[KeyItem, ...] = ()
    quotes: tuple[NumberedQuote, ...] = ()
    unquoted: int = 0
    quotes_title: str = "Source quotes"
    quotes_note: str = ""
    quotes_check: str = ""
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
    *,
    beside: bool = False,
) -> Page[S]:
    """Lay the page out around a view of a given size.

    With a height the page has just that one: quotes that have no room are counted in a
    line of their own. Without, it is as tall as all of it needs. `beside` puts the quotes
    at the right of the view instead of below it.
    """
    sheet = _Sheet(width_px, measurer)
    _head(sheet, words)
    view = PlacedView(MARGIN_PX, sheet.y, *view_size_px, scene)
    if beside:
        _beside(sheet, words, view_size_px, height_px)
    else:
        sheet.y += view_size_px[1] + _GAP_PX
        _key(sheet, words.key)
        room = None if height_px is None else height_px - sheet.y - _FOOTER_PX
        _quotes(sheet, words, room)
    bottom = sheet.y + _FOOTER_PX if height_px is None else height_px
    _foot(sheet, words, bottom)
    return Page(
        width_px, ceil(bottom), tuple(sheet.texts), tuple(sheet.rules), tuple(sheet.keys), view
    )


def _beside(
    sheet: _Sheet, words: Words, view_size_px: tuple[float, float], height_px: float | None
) -> None:
    top, left = sheet.y, MARGIN_PX + view_size_px[0] + BESIDE_GAP_PX
    room = None if height_px is None else height_px - top - _FOOTER_PX - _key_px(sheet, words.key)
    _quotes(sheet, words, room, left)
    sheet.y = max(sheet.y, top + view_size_px[1]) + _GAP_PX
    if height_px is not None:
        sheet.y = height_px - _FOOTER_PX - _key_px(sheet, words.key) + _GAP_PX
    _key(sheet, words.key)


def _key_px(sheet: _Sheet, key: tuple[KeyItem, ...]) -> float:
    trial = _Sheet(sheet.width_px, sheet.measurer)
    before = trial.y
    _key(trial, key)
    return trial.y - before + _GAP_PX if key else 0.0


def chrome_px(words: Words, width_px: float, measurer: Measurer) -> float:
    """Return the height of all but the view and the quotes."""
    bare = Words(words.title, words.subtitle, words.claims, words.key, footer=words.footer)
    return compose(bare, None, (0, 0), width_px, measurer).height_px


def quotes_px(words: Words, width_px: float, measurer: Measurer, most_px: float = inf) -> float:
    """Return the height that all the quotes take below a view, or `most_px` if that is less."""
    if not words.quotes:
        return 0.0
    around = _QUOTES_HEAD_PX + _GAP_PX + 6
    room = max(most_px - around, 0.0)
    return height_of(words.quotes, width_px - 2 * MARGIN_PX, measurer, room) + around


def quotes_with_room(words: Words, width_px: float, height_px: float, measurer: Measurer) -> int:
    """Return how many quotes are printed where they have `height_px`, title and all."""
    room = height_px - _QUOTES_HEAD_PX
    return fitting(words.quotes, width_px, measurer, room) if words.quotes else 0


def _head(sheet: _Sheet, words: Words) -> None:
    """Set title and subtitle at the left, the claims at the right, each in its own width."""
    top, inner = sheet.y, sheet.width_px - 2 * MARGIN_PX
    # The claims get what they need up to half; the title gets the rest.
    claims_px = min(_claims_px(sheet, words.claims), inner / 2)
    left_width = inner - claims_px - (2 * _GAP_PX if words.claims else 0)
    for text, style, tone in (
        (words.title, TextStyle.EXPORT_TITLE, Tone.TEXT),
        (words.subtitle, TextStyle.EXPORT_SUBTITLE, Tone.MUTED),
    ):
        for line in sheet.lines(text, left_width, style) if text else ():
            sheet.y += style.value.line_px
            sheet.texts.append(PlacedText(MARGIN_PX, sheet.y - 7, line, style, tone))
    y = max(sheet.y, _claims(sheet, words.claims, claims_px, top + 4))
    if words.title or any(words.claims):
        y += 10
        sheet.rules.append(PlacedRule(MARGIN_PX, sheet.right, y))
    sheet.y = y + 8


def _claims_px(sheet: _Sheet, claims: tuple[str, ...]) -> float:
    pairs = zip(claims, _CLAIM_STYLES, strict=False)
    return max((sheet.measurer.width_px(c, style) + 1 for c, style in pairs), default=0.0)


def _claims(sheet: _Sheet, claims: tuple[str, ...], width: float, y: float) -> float:
    for claim, style in zip(claims, _CLAIM_STYLES, strict=False):
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


def _quotes(sheet: _Sheet, words: Words, room_px: float | None, left_px: float = MARGIN_PX) -> None:
    if not words.quotes:
        return
    if left_px == MARGIN_PX:
        sheet.rules.append(PlacedRule(MARGIN_PX, sheet.right, sheet.y))
    sheet.y += 22
    title, measure = words.quotes_title, sheet.measurer.width_px
    sheet.texts.append(PlacedText(left_px, sheet.y, title, TextStyle.BODY_STRONG))
    x = left_px + measure(title, TextStyle.BODY_STRONG) + 12
    note_px = sheet.right - x - measure(words.quotes_check, _NOTE_STYLE)
    note = words.quotes_check
    if note_px > _LEAST_NOTE_PX:
        note = elide(words.quotes_note, note_px, _NOTE_STYLE, sheet.measurer) + note
    sheet.texts.append(PlacedText(x, sheet.y, note, _NOTE_STYLE, Tone.MUTED))
    sheet.y += _QUOTES_HEAD_PX - 22
    left = None if room_px is None else room_px - _QUOTES_HEAD_PX
    block = lay_quotes(words.quotes, sheet.right - left_px, sheet.measurer, left, words.unquoted)
    _place(sheet, block, left_px)


def _place(sheet: _Sheet, block: QuoteBlock, left_px: float) -> None:
    sheet.texts += [piece.moved(left_px, sheet.y) for piece in block.texts]
    sheet.y += block.height_px + _GAP_PX


def _foot(sheet: _Sheet, words: Words, bottom: float) -> None:
    left, right = words.footer
    style, y = TextStyle.CAPTION, bottom - 14
    x = sheet.right - sheet.measurer.width_px(right, style)
    room = x - 24 - MARGIN_PX
    if left and room > _LEAST_NOTE_PX:
        shown = elide(left, room, style, sheet.measurer)
        sheet.texts.append(PlacedText(MARGIN_PX, y, shown, style, Tone.MUTED))
    if right:
        sheet.texts.append(PlacedText(x, y, right, style, Tone.MUTED))
