"""What a page draws, as values: letters in their places, and rules."""

from __future__ import annotations

from typing import NamedTuple

from explorer.values import dataclass, field

UNKNOWN = "\N{REPLACEMENT CHARACTER}"


class TooMuch(Exception):
    """A page draws more letters than any page has."""


class Glyph(NamedTuple):
    """One letter, or a ligature's; the frame is turned so that its line runs to the right.

    `x0`, `x1` bound its advance and `y` is its baseline, in points, up being greater.
    `turn` is 0, 90, 180 or 270, or -1 for slanted words, which are watermarks.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    turn: int


class Rule(NamedTuple):
    """A drawn line, level or upright, in the page's own frame."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Drawn:
    """All of a page: `furniture` is what the file itself calls running heads and feet."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    furniture: list[Glyph] = field(default_factory=list)


def turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Return a place in the frame in which a line of this turn runs to the right."""
    return {90: (y, -x), 180: (-x, -y), 270: (-y, x)}.get(turn, (x, y))


def turned_rule(rule: Rule, turn: int) -> Rule:
    """Return a rule in the frame of lines of this turn."""
    x0, y0 = turned(rule.x0, rule.y0, turn)
    x1, y1 = turned(rule.x1, rule.y1, turn)
    return Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
