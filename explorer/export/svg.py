"""Makes Qt's SVG look the same elsewhere: fonts that fall back, words that keep their width."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from html import unescape

from PySide6.QtGui import QFont, QFontMetricsF

from explorer.painting.fonts import JAPANESE, SANS, SERIF
from explorer.paths import resource

_TEXT = re.compile(
    r'<text (?P<head>[^>]*?)font-family="(?P<family>[^"]*)" font-size="(?P<size>[\d.]+)" '
    r'font-weight="(?P<weight>\d+)"(?P<tail>[^>]*?)\s*>(?P<words>[^<]*)</text>'
)
_SIZE = re.compile(
    r'width="[\d.]+mm" height="[\d.]+mm"(?P<between>\s+)'
    r'(?P<box>viewBox="0 0 (?P<width>\d+) (?P<height>\d+)")'
)
_FACES = {
    (SANS, "400"): "Inter-Regular.otf",
    (SANS, "500"): "Inter-Medium.otf",
    (SANS, "600"): "Inter-SemiBold.otf",
    (SERIF, "400"): "ExplorerSerif-Regular.ttf",
    (SERIF, "600"): "ExplorerSerif-SemiBold.ttf",
}
_FALLBACK = {SANS: "sans-serif", SERIF: "serif"}


def portable(svg: str) -> str:
    """Return the SVG with its fonts in it, and the width of each piece of text beside it.

    The Latin faces that are used are embedded (the Japanese one, of 2 MB, is not). A
    reader that knows no embedded font keeps the layout by `textLength`.
    """
    used: set[tuple[str, str]] = set()

    def mend(found: re.Match[str]) -> str:
        families = [family.strip() for family in found["family"].split(",")]
        leading = SERIF if SERIF in families else SANS
        used.add((leading, found["weight"]))
        names = ",".join(dict.fromkeys([*families, JAPANESE, _FALLBACK[leading]]))
        words = unescape(found["words"])
        length = _width_px(words, found["family"], found["size"], found["weight"])
        fit = f' textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs"' if words.strip() else ""
        return (
            f'<text {found["head"]}font-family="{names}" font-size="{found["size"]}" '
            f'font-weight="{found["weight"]}"{found["tail"]}{fit}>{found["words"]}</text>'
        )

    mended = _SIZE.sub(_in_px, _TEXT.sub(mend, svg), count=1)
    style = "".join(_face(family, weight) for family, weight in sorted(used))
    return mended.replace("<defs>", f"<defs>\n<style>{style}</style>", 1)


def _in_px(found: re.Match[str]) -> str:
    """Return the size as whole px: Qt's millimetres make some readers add a pixel."""
    return f'width="{found["width"]}" height="{found["height"]}"{found["between"]}{found["box"]}'


@lru_cache(maxsize=4096)
def _width_px(words: str, families: str, size: str, weight: str) -> float:
    font = QFont([family.strip() for family in families.split(",")])
    font.setPixelSize(round(float(size)))
    font.setWeight(QFont.Weight(int(weight)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    return QFontMetricsF(font).horizontalAdvance(words.strip())


def _face(family: str, weight: str) -> str:
    name = _FACES.get((family, weight))
    if name is None:
        return ""
    data = b64encode(resource("fonts", name).read_bytes()).decode("ascii")
    kind = "otf" if name.endswith("otf") else "ttf"
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f"src:url(data:font/{kind};base64,{data})}}"
        f"text{{font-feature-settings:'tnum'}}"
    )
