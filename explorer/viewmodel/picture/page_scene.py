"""A picture laid out on one page: words, rules, glyphs and the views between them."""

from __future__ import annotations

from enum import Enum
from typing import Generic, TypeVar

from explorer.values import dataclass, replace
from explorer.viewmodel.type import TextStyle

S = TypeVar("S")


class Tone(Enum):
    """What a line of text is coloured by; the theme has the colours."""

    TEXT = "text"
    MUTED = "muted"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class PlacedText:
    """One line of text from `x` on its baseline, in px of the page.

    `anchor` is a name that links on the page lead to; `link` an address this leads to.
    """

    x: float
    baseline: float
    text: str
    style: TextStyle
    tone: Tone = Tone.TEXT
    anchor: str = ""
    link: str = ""

    def moved(self, dx: float, dy: float) -> PlacedText:
        """Return it so much further right and down."""
        return replace(self, x=self.x + dx, baseline=self.baseline + dy)


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A level line; `strong` ones part the page, the others its pieces."""

    x0: float
    x1: float
    y: float
    strong: bool = True


class KeyShape(Enum):
    """What a sample in the key shows."""

    KIND = "kind"
    HOLLOW = "hollow"
    DASHED = "dashed"
    BAND = "band"
    BAR = "bar"
    SOFT = "soft"
    ARROW = "arrow"
    GHOSTS = "ghosts"
    DIAMOND = "diamond"
    LINE = "line"
    DASHED_LINE = "dashed line"
    DRAFT_LINE = "draft line"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """A sample of a mark, centred at `x`, `y`; `kind` is None for one without a kind."""

    x: float
    y: float
    shape: KeyShape
    kind: int | None = None


@dataclass(frozen=True, slots=True)
class PlacedView(Generic[S]):
    """A view's scene, painted with its own (0, 0) at `x`, `y` and cut to its size."""

    x: float
    y: float
    width_px: float
    height_px: float
    scene: S


@dataclass(frozen=True, slots=True)
class Page(Generic[S]):
    """Everything on a picture, in logical px from its upper left corner."""

    width_px: float
    height_px: float
    texts: tuple[PlacedText, ...]
    rules: tuple[PlacedRule, ...]
    keys: tuple[PlacedKey, ...]
    view: PlacedView[S]
