"""Scripts that do not run from left to right: Hebrew and Arabic, and columns of Japanese.

A page gives letters where they are seen. What runs to the left is put in the order it is read
in, and its page is looked at in a mirror, so that lines begin at their left as all others
do; what runs down is looked at from its side.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from explorer.ingest.pdf.drawn import Glyph, Rule
from explorer.ingest.pdf.runs import Run, is_cjk

_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")
# What keeps its order within words that run to the left: figures, and words of other scripts.
_KEPT = re.compile(
    "[^\\W\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*"
    "[^\\W\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc])?%?"
)
_SHOWN_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]+")
_BASELINE = 0.14  # above the foot of a letter's square, in parts of its size


def runs_to_left(text: str) -> bool:
    """Whether most letters are of a script that runs to the left."""
    return len(_TO_LEFT.findall(text)) * 2 > len(_LETTER.findall(text))


def logical(text: str) -> str:
    """Return words as they are read from words as they are seen, from left to right."""
    turned = "".join(reversed(_clusters(text)))
    turned = _KEPT.sub(lambda kept: "".join(reversed(_clusters(kept[0]))), turned)
    return _SHOWN_FORMS.sub(lambda shown: unicodedata.normalize("NFKC", shown[0]), turned)


def _clusters(text: str) -> list[str]:
    """Return letters with the marks on them."""
    found: list[str] = []
    for character in text:
        if found and unicodedata.combining(character):
            found[-1] += character
        else:
            found.append(character)
    return found


def as_read(runs: Sequence[Run]) -> tuple[list[Run], bool]:
    """Return runs in the order their words are read in, and whether the page is mirrored."""
    mended = [
        replace(run, text=logical(run.text)) if runs_to_left(run.text) else run for run in runs
    ]
    if not runs_to_left(" ".join(run.text for run in runs)):
        return mended, False
    return [_mirrored(run) for run in mended], True


def _mirrored(run: Run) -> Run:
    share = len(run.text.split(" ", 1)[0]) / len(run.text)
    width = run.x1 - run.x0
    return replace(run, x0=-run.x1, x1=-run.x0, first_pt=share * width)


def mirrored_rule(rule: Rule) -> Rule:
    return Rule(-rule.x1, rule.y0, -rule.x0, rule.y1)


def with_columns_turned(glyphs: list[Glyph]) -> list[Glyph]:
    """Return letters of columns that run down as lines that do so, where most letters do."""
    down = across = 0
    for before, after in pairwise(glyphs):
        if before.turn == after.turn == 0 and is_cjk(before.text[0]) and is_cjk(after.text[0]):
            same = abs(after.x0 - before.x0) < 0.3 * after.size
            down += same and 0.7 < (before.y - after.y) / after.size < 2.5
            across += abs(after.y - before.y) < 0.2 * after.size
    return [_turned_down(glyph) for glyph in glyphs] if down > across else glyphs


def _turned_down(glyph: Glyph) -> Glyph:
    if glyph.turn != 0:
        return glyph
    top = glyph.y + 0.88 * glyph.size
    up = glyph.x0 + _BASELINE * glyph.size
    return glyph._replace(x0=-top, x1=glyph.size - top, y=up, turn=270)
