"""Letters to runs of words: what stands on one baseline without a wide gap."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from explorer.ingest.pdf.drawn import UNKNOWN, Glyph
from explorer.values import dataclass, field

# In parts of the letters' size. Justified lines have gaps of up to 0.7 between words, the
# gutter between two columns is 1 at least.
_WIDE_GAP = 0.75
_WORD_GAP = 0.12
_CJK_WORD_GAP = 0.6
_SAME_LINE = 0.12
_RAISED = 0.62
_SMALLER = 0.86
_BACKWARDS = 0.35
_OVER_ACCENT = 1.0

_LIGATURES = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_SPACES = dict.fromkeys(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 9)), " ")
_NOTHING = dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u0000", "")
_TIDY = str.maketrans({**_LIGATURES, **_SPACES, **_NOTHING})
# Accents that some fonts draw as letters of their own, over or before the letter they are on.
_ACCENTS = {
    "´": "\u0301", "`": "\u0300", "¨": "\u0308", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303",
    "¸": "\u0327", "ˇ": "\u030c", "˘": "\u0306", "˙": "\u0307", "˚": "\u030a", "˝": "\u030b",
    "¯": "\u0304", "˛": "\u0328",
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Run:
    """Words on one baseline. `pieces` are text and where it begins and ends, in points."""

    y: float
    size: float
    x0: float
    x1: float
    text: str
    bold: bool
    first_pt: float
    letters: int
    unknown: int = 0


@dataclass(slots=True)
class _Open:
    """A run being collected; its baseline is that of its full-sized letters."""

    glyphs: list[tuple[Glyph, bool]] = field(default_factory=list)
    y: float = 0.0
    size: float = 0.0
    x1: float = 0.0

    def start(self, glyph: Glyph) -> None:
        self.glyphs = [(glyph, False)]
        self.y, self.size, self.x1 = glyph.y, glyph.size, glyph.x1

    def takes(self, glyph: Glyph) -> bool:
        """Add a glyph where it goes on on this line; returns whether it does."""
        gap, off = glyph.x0 - self.x1, glyph.y - self.y
        most = max(self.size, glyph.size)
        back = _OVER_ACCENT if self._accented(glyph) else _BACKWARDS
        if not -back * most <= gap <= _WIDE_GAP * most:
            return self._doubles(glyph)
        if abs(off) <= _SAME_LINE * most:
            self._add(glyph, raised=False)
            return True
        if abs(off) > _RAISED * most or gap > 0.4 * most:
            return False
        if glyph.size < _SMALLER * self.size:
            self._add(glyph, raised=off > 0)
            return True
        if self.size < _SMALLER * glyph.size and off < 0:  # what began was a superscript
            self.glyphs = [(one, True) for one, _ in self.glyphs]
            self.y, self.size = glyph.y, glyph.size
            self._add(glyph, raised=False)
            return True
        return False

    def _accented(self, glyph: Glyph) -> bool:
        return glyph.text in _ACCENTS or self.glyphs[-1][0].text in _ACCENTS

    def _add(self, glyph: Glyph, *, raised: bool) -> None:
        self.glyphs.append((glyph, raised))
        self.x1 = max(self.x1, glyph.x1) if glyph.text.strip() else self.x1
        if not raised and abs(glyph.y - self.y) <= _SAME_LINE * self.size:
            self.size = max(self.size, glyph.size)

    def _doubles(self, glyph: Glyph) -> bool:
        """Whether a glyph is one of the last few drawn again, a little aside, to look bold."""
        return any(
            glyph.text == one.text
            and abs(glyph.x0 - one.x0) < 0.2 * one.size
            and abs(glyph.y - one.y) < 0.1 * one.size
            for one, _ in self.glyphs[-2:]
        )


def runs_of(glyphs: Iterable[Glyph]) -> list[Run]:
    """Return the runs of one turn's glyphs, in the order they are drawn."""
    found = (_finished(each) for each in _collected(glyphs))
    return [run for run in found if run is not None]


def main_turn(glyphs: Iterable[Glyph]) -> int:
    """Return the turn that most letters of a page have."""
    counts = Counter(glyph.turn for glyph in glyphs if glyph.turn >= 0)
    return counts.most_common(1)[0][0] if counts else 0


def _collected(glyphs: Iterable[Glyph]) -> Iterator[_Open]:
    now = _Open()
    for glyph in glyphs:
        if now.glyphs and now.takes(glyph):
            continue
        if not glyph.text.translate(_TIDY).strip():
            continue  # no run begins with a blank
        if now.glyphs:
            yield now
        now = _Open()
        now.start(glyph)
    if now.glyphs:
        yield now


def _finished(run: _Open) -> Run | None:
    glyphs = _without_doubles(run.glyphs)
    pieces, first_pt = _pieces(glyphs, run.size)
    text = unicodedata.normalize("NFC", "".join(pieces)).strip()
    if not text:
        return None
    inked = [glyph for glyph, _ in glyphs if glyph.text.strip()]
    x0, x1 = min(g.x0 for g in inked), max(g.x1 for g in inked)
    bold = sum(glyph.bold for glyph in inked) * 10 >= 9 * len(inked)
    unknown = sum(UNKNOWN in glyph.text for glyph in inked)
    size = _usual_size(glyphs) or run.size
    return Run(run.y, size, x0, x1, text, bold, first_pt or x1 - x0, len(inked), unknown)


def _usual_size(glyphs: list[tuple[Glyph, bool]]) -> float:
    """Return the size that most letters have, raised ones apart; 0 where all are raised."""
    sizes = Counter(round(g.size, 1) for g, raised in glyphs if not raised and g.text.strip())
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_doubles(glyphs: list[tuple[Glyph, bool]]) -> list[tuple[Glyph, bool]]:
    kept: list[tuple[Glyph, bool]] = []
    for glyph, raised in glyphs:
        again = kept and glyph.text == kept[-1][0].text and glyph.text.strip()
        if not again or glyph.x0 - kept[-1][0].x0 > 0.2 * (glyph.x1 - glyph.x0):
            kept.append((glyph, raised))
    return kept


def _pieces(glyphs: list[tuple[Glyph, bool]], size: float) -> tuple[list[str], float]:
    """Return the run's letters with blanks between words, and the width of its first word."""
    spread = _letter_spacing(glyphs)
    pieces: list[str] = []
    first_pt, start, end = 0.0, glyphs[0][0].x0, glyphs[0][0].x0
    for at, (glyph, raised) in enumerate(glyphs):
        words = _letters(glyphs, at, raised)
        if not words:
            continue
        if words.isspace():
            if pieces and pieces[-1] != " ":
                pieces.append(" ")
                first_pt = first_pt or end - start
            continue
        if first_pt == 0.0 and pieces and is_cjk(pieces[0][0]):
            first_pt = end - start  # a line may end behind any such character
        blank = not pieces or pieces[-1] == " "
        if not blank and _parted(pieces[-1], words, glyph.x0 - end, size, spread):
            pieces.append(" ")
            first_pt = first_pt or end - start
        pieces.append(words)
        end = max(end, glyph.x1)
    return pieces, first_pt


def _letters(glyphs: list[tuple[Glyph, bool]], at: int, raised: bool) -> str:
    """Return a glyph's letters; an accent drawn apart joins the letter that it is over."""
    glyph = glyphs[at][0]
    words = glyph.text
    if not words.isascii() or not words.isprintable():
        words = words.translate(_TIDY)
        words = "".join(c for c in words if c == " " or unicodedata.category(c) != "Cc")
    if len(words) > 1 and "\u0590" <= words[0] <= "\u08ff":
        words = words[::-1]  # as it is seen: the whole line is turned round later
    if raised and words.isdigit():
        return words.translate(_SUPERSCRIPT)
    if words in _ACCENTS:
        follows = glyphs[at + 1][0] if at + 1 < len(glyphs) else None
        if follows is not None and _over(glyph, follows):
            return ""
        before = glyphs[at - 1][0] if at else None
        if before is not None and _over(glyph, before):
            return _ACCENTS[words]
    if at and words[:1].isalpha():
        before = glyphs[at - 1][0]
        mark = _ACCENTS.get(before.text)
        if mark is not None and _over(before, glyph):
            base = {"ı": "i", "ȷ": "j"}.get(words[0], words[0])
            return base + mark + words[1:]
    return words


def _over(accent: Glyph, letter: Glyph) -> bool:
    """Whether an accent is drawn where a letter is."""
    if not letter.text[:1].isalpha():
        return False
    shared = min(accent.x1, letter.x1) - max(accent.x0, letter.x0)
    return shared > 0.5 * min(accent.x1 - accent.x0, letter.x1 - letter.x0)


def _letter_spacing(glyphs: list[tuple[Glyph, bool]]) -> float:
    """Return how far the letters of a spaced-out heading stand apart; 0 for usual words."""
    inked = [glyph for glyph, _ in glyphs if glyph.text.strip()]
    if len(inked) < 4 or len(inked) < len(glyphs):
        return 0.0
    letters = ((a, b) for a, b in pairwise(inked) if a.text.isalnum() and b.text.isalnum())
    gaps = [b.x0 - a.x1 for a, b in letters]
    if len(gaps) < 3:
        return 0.0
    usual = median(gaps)
    return usual if usual > _WORD_GAP * 0.8 * inked[0].size else 0.0


def _parted(before: str, after: str, gap: float, size: float, spread: float) -> bool:
    if is_cjk(before[-1]) and is_cjk(after[0]):
        return gap > (_CJK_WORD_GAP * size) + spread
    return gap > _WORD_GAP * size + spread


def is_cjk(character: str) -> bool:
    """Whether a character is of a script that puts no blanks between words."""
    return (
        "\u2e80" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\uff00" <= character <= "\uffef"
        or character >= "\U00020000"
    )
