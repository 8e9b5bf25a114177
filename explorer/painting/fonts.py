"""The shipped fonts, and the measurer over them. The only place that names a family."""

from __future__ import annotations

import threading
from functools import lru_cache
from math import ceil

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from explorer.paths import resource
from explorer.viewmodel.type import TextStyle

SANS = "Inter"
SERIF = "Explorer Serif"
JAPANESE = "BIZ UDPGothic"

_WEIGHTS = {
    400: QFont.Weight.Normal,
    500: QFont.Weight.Medium,
    600: QFont.Weight.DemiBold,
    700: QFont.Weight.Bold,
}


def load_fonts() -> None:
    """Register the shipped fonts with Qt; needs a QGuiApplication. Again does nothing."""
    _load()


@lru_cache(maxsize=1)
def _load() -> tuple[int, ...]:
    files = sorted(resource("fonts").glob("*.[ot]tf"))
    return tuple(QFontDatabase.addApplicationFont(str(path)) for path in files)


class _Kept(threading.local):
    """Fonts and metrics, each thread its own: Qt lets no two threads use one at a time."""

    def __init__(self) -> None:
        self.fonts: dict[TextStyle, QFont] = {}
        self.metrics: dict[TextStyle, QFontMetricsF] = {}


_kept = _Kept()


def font(style: TextStyle) -> QFont:
    """Return the font of a style, with tabular figures; treat it as read-only."""
    kept = _kept.fonts
    if style not in kept:
        kept[style] = _make(style)
    return kept[style]


def metrics(style: TextStyle) -> QFontMetricsF:
    """Return the metrics of a style's font."""
    kept = _kept.metrics
    if style not in kept:
        kept[style] = QFontMetricsF(font(style))
    return kept[style]


def _make(style: TextStyle) -> QFont:
    face = style.value
    made = QFont()
    made.setFamilies([SERIF if face.serif else SANS, JAPANESE, SANS])
    # Qt holds pixel sizes as whole numbers, and point sizes change with the device; a size
    # is rounded up, so that screen, image and PDF lay out alike.
    made.setPixelSize(ceil(face.size_px))
    made.setWeight(_WEIGHTS[face.weight])
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


class QtMeasurer:
    """The `Measurer` over the shipped fonts."""

    def __init__(self) -> None:
        self._widths: dict[tuple[str, TextStyle], float] = {}

    def width_px(self, text: str, style: TextStyle) -> float:
        key = (text, style)
        if key not in self._widths:
            self._widths[key] = metrics(style).horizontalAdvance(text)
        return self._widths[key]
