"""What a page draws, as a pdfminer device hears it: letters in their places, and rules.

pdfminer's own layout analysis is not used: it reads tables and columns alike, and on some
pages it takes hours. A letter is kept by where its baseline begins, which superscripts,
fonts and sizes do not disturb as they do boxes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot
from typing import TYPE_CHECKING, Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFType3Font, PDFUnicodeNotDefined
from pdfminer.psparser import PSLiteral
from pdfminer.utils import apply_matrix_pt, decode_text

from explorer.ingest.pdf.drawn import UNKNOWN, Drawn, Glyph, Rule, TooMuch, turned
from explorer.values import dataclass

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont
    from pdfminer.pdfpage import PDFPage

MOST_GLYPHS = 200_000
_MOST_RULES = 20_000
_RULE_PX = 2.5  # a filled box thinner than this is a line
_BOLD = ("bold", "black", "heavy", "demi", "-bd", "cmbx", "sfbx", "cmb10")

# Windows' other hyphen, which pdfminer takes for a blank.
_HYPHEN_CODE = 173
# What no letter has of the codes of Windows is a bullet (PDF 1.7, annex D).
_BULLETS = dict.fromkeys((127, 129, 141, 143, 144, 157), "•")
# TeX's bitmap fonts name no letters; these are where its two encodings have them.
_FONTS_OF_TEX = {
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl", "ı"), 11)),  # OT1
    **dict(enumerate(("“", "”", "„", "«", "»", "–", "—"), 16)),  # T1
    **dict(enumerate(("ff", "fi", "fl", "ffi", "ffl"), 27)),
}


@dataclass(slots=True)
class _Tag:
    furniture: bool
    instead: str | None = None
    first: int = 0


class Pen(PDFTextDevice):
    """Collects what one page draws into `drawn`."""

    drawn: Drawn

    def begin_page(self, page: PDFPage, ctm: Any) -> None:
        x0, y0, x1, y1 = page.mediabox
        one, other = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        self.drawn = Drawn(abs(one[0] - other[0]), abs(one[1] - other[1]))
        self._seen = self._seen_part(page, ctm)
        self._tags: list[_Tag] = []
        self._bold: dict[str, bool] = {}

    def _seen_part(self, page: PDFPage, ctm: Any) -> Rule:
        """Return the part of the page that is shown: printers' marks lie outside it."""
        box = page.cropbox or page.mediabox
        (x0, y0), (x1, y1) = apply_matrix_pt(ctm, box[:2]), apply_matrix_pt(ctm, box[2:])
        seen = Rule(min(x0, x1) - 2, min(y0, y1) - 2, max(x0, x1) + 2, max(y0, y1) + 2)
        if seen.x1 - seen.x0 < 20 or seen.y1 - seen.y0 < 20:
            return Rule(-1e5, -1e5, 1e5, 1e5)
        return seen

    def render_char(
        self,
        matrix: Any,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = (_FONTS_OF_TEX if isinstance(font, PDFType3Font) else _BULLETS).get(cid, UNKNOWN)
        if cid == _HYPHEN_CODE and text == " " and not font.is_multibyte():
            text = "\u00ad"
        advance = font.char_width(cid) * fontsize * scaling
        if text and text != "\0":
            self._place(matrix, font, fontsize, rise, text, advance)
        return float(advance)

    def _place(
        self, matrix: Any, font: PDFFont, fontsize: float, rise: float, text: str, advance: float
    ) -> None:
        a, b, c, d, e, f = matrix
        size = abs(fontsize) * hypot(c, d)
        length = advance * hypot(a, b)
        x, y = e + c * rise, f + d * rise
        if len(self.drawn.glyphs) >= MOST_GLYPHS:
            raise TooMuch
        seen = self._seen
        if not (0 < size < 2_000 and seen.x0 < x < seen.x1 and seen.y0 < y < seen.y1):
            return
        turn = _turn(a, b)
        if font.is_vertical():
            turn = {0: 270, 90: 0, 180: 90, 270: 180}.get(turn, -1)
            length, x = size, x - 0.36 * size  # from the middle of its column to the baseline
        along, up = turned(x, y, turn)
        if fontsize < 0 or advance < 0:  # a mirrored font runs backwards along its line
            along, length = min(along, along + length), abs(length)
        bold = self._is_bold(font.fontname)
        furniture = any(tag.furniture for tag in self._tags)
        kept = self.drawn.furniture if furniture else self.drawn.glyphs
        kept.append(Glyph(text, along, along + length, up, size, bold, turn))

    def _is_bold(self, name: str | None) -> bool:
        name = str(name or "")
        if name not in self._bold:
            self._bold[name] = any(word in name.casefold() for word in _BOLD)
        return self._bold[name]

    def paint_path(
        self, graphicstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]
    ) -> None:
        points = [self._point(step) for step in path if len(step) == 3 and step[0] in "ml"]
        if not 2 <= len(points) <= 6 or len(self.drawn.rules) >= _MOST_RULES:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 <= _RULE_PX or y1 - y0 <= _RULE_PX:
            self.drawn.rules.append(Rule(x0, y0, x1, y1))
        elif stroke and len(points) >= 4:
            sides = ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1))
            self.drawn.rules += (Rule(*side) for side in sides)

    def _point(self, step: Any) -> tuple[float, float]:
        point: tuple[float, float] = apply_matrix_pt(self.ctm or (1, 0, 0, 1, 0, 0), step[1:3])
        return point

    def render_image(self, name: str, stream: Any) -> None:
        self.drawn.pictures += 1

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        known = props if isinstance(props, dict) else {}
        kind = getattr(known.get("Type"), "name", None)
        furniture = getattr(tag, "name", "") == "Artifact" and kind == "Pagination"
        instead = known.get("ActualText")
        words = decode_text(instead) if isinstance(instead, bytes) else None
        self._tags.append(_Tag(furniture, words, len(self.drawn.glyphs)))

    def end_tag(self) -> None:
        if not self._tags:
            return
        tag = self._tags.pop()
        glyphs = self.drawn.glyphs[tag.first :]
        # What a program says its glyphs stand for: a ligature, a hyphen that is none.
        if tag.instead is not None and 0 < len(glyphs) <= 4 and len(tag.instead) <= 8:
            whole = glyphs[0]._replace(text=tag.instead, x1=glyphs[-1].x1)
            self.drawn.glyphs[tag.first :] = [whole] if tag.instead else []


def _turn(a: float, b: float) -> int:
    """Return how a line runs: to the right, up, to the left, down; -1 where it slants."""
    if abs(b) <= 0.05 * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= 0.05 * abs(b):
        return 90 if b > 0 else 270
    return -1
