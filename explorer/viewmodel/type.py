"""The sizes and voices of text, and the measurer that layout asks for widths."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, Protocol


class Face(NamedTuple):
    """`serif` is the source's voice, sans is ours; weight 400-700; sizes in logical px."""

    serif: bool
    weight: int
    size_px: float
    line_px: float


class TextStyle(Enum):
    """Every text style there is (mockup tokens, "Type")."""

    TITLE = Face(False, 600, 16, 22)
    EXPORT_TITLE = Face(False, 600, 26, 32)
    EXPORT_SUBTITLE = Face(False, 400, 14, 20)
    PANE_TITLE = Face(False, 600, 12.5, 32)
    MENU = Face(False, 400, 13, 20)
    BODY = Face(False, 400, 12, 22)
    BODY_STRONG = Face(False, 600, 12, 22)
    LABEL = Face(False, 400, 11.5, 16)
    LABEL_MATCH = Face(False, 500, 11.5, 16)
    LABEL_SELECTED = Face(False, 600, 11.5, 16)
    NODE = Face(False, 500, 11.5, 13.5)
    NODE_LIT = Face(False, 600, 11.5, 13.5)
    LINK = Face(False, 500, 11, 14)
    LINK_NOTE = Face(False, 400, 11, 14)
    CAPTION = Face(False, 400, 11, 15)
    YEAR = Face(False, 600, 12, 16)
    SMALL = Face(False, 400, 10.5, 13)
    SOURCE = Face(True, 400, 15, 22)
    SOURCE_HEADING = Face(True, 600, 15, 22)
    QUOTE = Face(True, 400, 15, 24)
    EXPORT_QUOTE = Face(True, 400, 14, 18)
    QUOTE_NUMBER = Face(False, 600, 9.5, 12)
    PARAGRAPH_NUMBER = Face(False, 400, 11, 22)
    PARAGRAPH_NUMBER_LIT = Face(False, 600, 11, 22)


class Measurer(Protocol):
    """Gives the width of text; painting's asks Qt, tests' counts letters."""

    def width_px(self, text: str, style: TextStyle) -> float:
        """Return the advance width of one line of text in logical px."""

    def __hash__(self) -> int:
        """Return a hash: what was laid out is kept by who measured it."""
