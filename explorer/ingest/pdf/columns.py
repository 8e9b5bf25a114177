"""Columns told from tables and wide lines: what of a page is read before what.

A gutter is a place that no line crosses over a stretch of the page, with prose on both
sides: full lines, not the short words that stand beside each other in a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from explorer.ingest.pdf.runs import Run
from explorer.ingest.pdf.tables import Cells
from explorer.values import dataclass

_STEP_PT = 3.0
_EDGE_PT = 40.0
_LEAST_LINES = 4
_LEAST_LETTERS = 16
_LEAST_FILL = 0.66
_LEAST_GUTTER = 0.6  # in parts of the letters' size
# Between the words of a justified line in a narrow column, in parts of the letters' size.
_WIDE_BLANK = 2.0
_DEEPEST = 4


@dataclass(slots=True)
class Piece:
    """Words on a baseline, or a table as a whole, as it is put in order; up is greater."""

    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    letters: int
    run: Run | None = None
    table: Cells | None = None


def in_order(pieces: Sequence[Piece], depth: int = 0) -> list[list[Piece]]:
    """Return the items of each column or wide stretch, in reading order.

    Within one, items stand from top to bottom.
    """
    ranked = sorted(pieces, key=lambda item: (-item.top, item.x0))
    at = _gutter(ranked) if depth < _DEEPEST else None
    if at is None:
        return [ranked] if ranked else []
    regions: list[list[Piece]] = []
    wide: list[Piece] = []
    for band in _bands(ranked, at):
        if not band.is_columns(at):
            wide += band.items
            continue
        if wide:
            regions += in_order(wide, depth + 1)
            wide = []
        regions += in_order(band.left, depth + 1)
        regions += in_order(band.right, depth + 1)
    if wide:
        regions += [wide] if len(wide) == len(ranked) else in_order(wide, depth + 1)
    return regions


@dataclass(slots=True)
class _Band:
    """A stretch of the page: one wide item, or what stands left and right of a place."""

    items: list[Piece]
    left: list[Piece]
    right: list[Piece]

    def lines(self) -> int:
        return min(_lines(self.left), _lines(self.right))

    def is_columns(self, at: float) -> bool:
        if min(len(self.left), len(self.right)) < _LEAST_LINES or self.lines() < _LEAST_LINES:
            return False
        size = median(item.size for item in self.items)
        gutter = min(item.x0 for item in self.right) - max(item.x1 for item in self.left)
        if gutter < _LEAST_GUTTER * size or not _side_by_side(self.left, self.right):
            return False
        return _is_prose(self.left) and _is_prose(self.right)


def _bands(ranked: Sequence[Piece], at: float) -> list[_Band]:
    bands: list[_Band] = []
    for item in ranked:
        crosses = item.x0 < at < item.x1
        if crosses or not bands or (not bands[-1].left and not bands[-1].right):
            bands.append(_Band([], [], []))
        band = bands[-1]
        band.items.append(item)
        if not crosses:
            (band.left if item.x1 <= at else band.right).append(item)
    return bands


def _gutter(ranked: Sequence[Piece]) -> float | None:
    """Return where most lines stand on either side of nothing; None where none is."""
    if len(ranked) < 2 * _LEAST_LINES:
        return None
    low, high = min(i.x0 for i in ranked) + _EDGE_PT, max(i.x1 for i in ranked) - _EDGE_PT
    best: list[float] = []
    most = 0
    at = low
    while at < high:
        crossing = sum(1 for item in ranked if item.x0 < at < item.x1)
        if crossing < len(ranked) - 2 * _LEAST_LINES:
            score = sum(band.lines() for band in _bands(ranked, at) if band.is_columns(at))
            if score > most:
                best, most = [at], score
            elif score == most and best and at - best[-1] <= _STEP_PT * 1.5:
                best.append(at)
        at += _STEP_PT
    return best[len(best) // 2] if best else None


def _lines(items: Sequence[Piece]) -> int:
    return len({round(item.bottom) for item in items})


def _side_by_side(left: Sequence[Piece], right: Sequence[Piece]) -> bool:
    top = min(max(i.top for i in left), max(i.top for i in right))
    bottom = max(min(i.bottom for i in left), min(i.bottom for i in right))
    shorter = min(_height(left), _height(right))
    return top - bottom > 0.5 * shorter


def _height(items: Sequence[Piece]) -> float:
    return max(i.top for i in items) - min(i.bottom for i in items)


def _is_prose(side: Sequence[Piece]) -> bool:
    """Whether lines are mostly full and long, as those of columns of text are.

    Three columns may still stand on one side; each line then is one of one of them.
    """
    lines = _whole_lines(side)
    widths = sorted(width for width, _ in lines)
    full = widths[(len(widths) * 9) // 10]
    letters = median(letters for _, letters in lines)
    return letters >= _LEAST_LETTERS and median(widths) >= _LEAST_FILL * full


def _whole_lines(side: Sequence[Piece]) -> list[tuple[float, int]]:
    """Return how wide lines are, and of how many letters; wide blanks do not part them."""
    lines: list[tuple[float, int]] = []
    before: Piece | None = None
    for item in sorted(side, key=lambda item: (-round(item.bottom), item.x0)):
        gap = _WIDE_BLANK * item.size + 1
        if before is not None and round(before.bottom) == round(item.bottom):
            gap = item.x0 - before.x1
        width, letters = item.x1 - item.x0, item.letters
        if 0 <= gap <= _WIDE_BLANK * item.size:
            width, letters = width + gap + lines[-1][0], letters + lines[-1][1]
            lines.pop()
        lines.append((width, letters))
        before = item
    return lines
