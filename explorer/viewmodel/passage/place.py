"""What lies at a point of the source pane."""

from __future__ import annotations

from explorer.values import dataclass
from explorer.viewmodel.passage.build import Span
from explorer.viewmodel.passage.column import (
    GAP_PX,
    Anchor,
    Block,
    PassageColumn,
)
from explorer.viewmodel.passage.layout import NOTE_PAD_PX, Line


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the text.

    `place` is the paragraph's index and the nearest gap between characters; `character`
    the character drawn there, None beside the words; `spans` what it belongs to, the
    shortest first. On a quote's number they are the quotes of that number.
    """

    place: tuple[int, int]
    character: int | None
    spans: tuple[Span, ...]


def spot_at(
    column: PassageColumn, anchor: Anchor, view_px: float, x_px: float, y_px: float
) -> Spot | None:
    """Return what lies at a point of the view, in px; None where there is no paragraph.

    A point above or below the text counts as in its first or last visible line.
    """
    found: tuple[float, Block] | None = None
    for top_px, block in column.visible(anchor, view_px):
        if found is None or top_px <= y_px:
            found = top_px, block
    if found is None:
        return None
    top_px, block = found
    row = block.line_at(y_px - top_px)
    line = block.lines[row]
    index, inner_px = block.index, x_px - column.left_px
    place = index, line.offset_at(inner_px, column.measurer)
    if not 0 <= y_px - top_px < block.height_px + GAP_PX / 2:
        return Spot(place, None, ())
    numbered = _at_number(column, index, line, inner_px)
    if numbered:
        return Spot(place, None, numbered)
    character = line.character_at(inner_px, column.measurer)
    spans = () if character is None else column.passage.at(index, character)
    return Spot(place, character, spans)


def _at_number(column: PassageColumn, index: int, line: Line, inner_px: float) -> tuple[Span, ...]:
    for note in line.notes:
        left_px = note.x_px - NOTE_PAD_PX
        if left_px <= inner_px < note.x_px + note.width_px + NOTE_PAD_PX:
            return tuple(s for s in column.passage.quotes[index] if s.end == note.at)
    return ()
