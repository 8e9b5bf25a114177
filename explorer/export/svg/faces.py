"""The shipped fonts in an SVG: those that are used are embedded, others named after them."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache

from explorer.painting.fonts import JAPANESE, SANS, SERIF
from explorer.paths import resource

_FILES = {
    (SANS, 400): "Inter-Regular.otf",
    (SANS, 500): "Inter-Medium.otf",
    (SANS, 600): "Inter-SemiBold.otf",
    (SERIF, 400): "ExplorerSerif-Regular.ttf",
    (SERIF, 600): "ExplorerSerif-SemiBold.ttf",
}
_FALLBACK = {SANS: "sans-serif", SERIF: "serif"}


def leading(families: Iterable[str]) -> str:
    """Return which of the two voices a font speaks in."""
    return SERIF if SERIF in families else SANS


def names(families: Iterable[str]) -> str:
    """Return the families for a reader that may lack the first, as CSS lists them."""
    families = list(families)
    listed = dict.fromkeys([*families, JAPANESE, _FALLBACK[leading(families)]])
    return ",".join(f"'{name}'" if " " in name else name for name in listed)


@lru_cache(maxsize=8)
def embedded(used: frozenset[tuple[str, int]]) -> bytes:
    """Return CSS in ASCII that holds the faces used, by (leading family, weight); 200 kB each.

    The Japanese one, of 2 MB, is not embedded.
    """
    faces = "".join(_face(family, weight) for family, weight in sorted(used))
    return (faces + "text{font-feature-settings:'tnum'}").encode("ascii")


def _face(family: str, weight: int) -> str:
    name = _FILES.get((family, weight))
    if name is None:
        return ""
    data = b64encode(resource("fonts", name).read_bytes()).decode("ascii")
    kind = "otf" if name.endswith("otf") else "ttf"
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};'
        f"src:url(data:font/{kind};base64,{data})}}"
    )
