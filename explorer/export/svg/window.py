"""Makes Qt's SVG of a window look the same elsewhere: fonts that fall back, words of one width.

Only what widgets paint takes this way; `explorer.export.svg.painter` writes all else.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from PySide6.QtGui import QFont, QFontMetricsF

from explorer.export.svg.faces import embedded, leading, names

_TEXT = re.compile(
    r'<text (?P<head>[^>]*?)font-family="(?P<family>[^"]*)" font-size="(?P<size>[\d.]+)" '
    r'font-weight="(?P<weight>\d+)"(?P<tail>[^>]*?)\s*>(?P<words>[^<]*)</text>'
)
_SIZE = re.compile(
    r'width="[\d.]+mm" height="[\d.]+mm"(?P<between>\s+)'
    r'(?P<box>viewBox="0 0 (?P<width>\d+) (?P<height>\d+)")'
)


def portable(svg: str) -> str:
    """Return the SVG with its fonts in it, and the width of each piece of text beside it.

    A reader that knows no embedded font keeps the layout by `textLength`.
    """
    used: set[tuple[str, int]] = set()

    def mend(found: re.Match[str]) -> str:
        families = [family.strip() for family in found["family"].split(",")]
        used.add((leading(families), int(found["weight"])))
        words = unescape(found["words"])
        length = _width_px(words, found["family"], found["size"], found["weight"])
        fit = f' textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"' if words.strip() else ""
        return (
            f'<text {found["head"]}font-family="{names(families)}" font-size="{found["size"]}" '
            f'font-weight="{found["weight"]}"{found["tail"]}{fit}>{found["words"]}</text>'
        )

    mended = _SIZE.sub(_in_px, _TEXT.sub(mend, svg), count=1)
    return mended.replace(
        "<defs>", f"<defs>\n<style>{embedded(frozenset(used)).decode()}</style>", 1
    )


def _in_px(found: re.Match[str]) -> str:
    """Return the size as whole px: Qt's millimetres make some readers add a pixel."""
    return f'width="{found["width"]}" height="{found["height"]}"{found["between"]}{found["box"]}'


@lru_cache(maxsize=4096)
def _width_px(words: str, families: str, size: str, weight: str) -> float:
    font = QFont([family.strip() for family in families.split(",")])
    font.setPixelSize(round(float(size)))
    font.setWeight(QFont.Weight(int(weight)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return QFontMetricsF(font).horizontalAdvance(words.strip())
