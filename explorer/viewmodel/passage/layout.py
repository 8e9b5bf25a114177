"""Line breaking with an injected measurer, and offsets to places and back.

A paragraph's characters keep their offsets: white space within it is shown as one blank
wherever the text broke its lines by hand, and nothing is taken out or put in. Quote
numbers ("notes") stand between characters and take room, but no offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category, combining

from explorer.viewmodel.type import Measurer, TextStyle

NOTE_PAD_PX = 1.2

# No-break spaces hold words together; the ideographic space is a character of its own.
_SPACE = r"\t-\r\x1c-\x20\x85\u1680\u2000-\u2006\u2008-\u200b\u2028\u2029\u205f"
_CJK = r"\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_OPENING = "（［｛〔〈《「『【〘〖｢"
_CLOSING = (
    "、。，．・：；？！）］｝〕〉》」』】〙〗｣｡､･ーｰ々ゝゞヽヾ"
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ〜～％"
)
# Where a line may end: at white space, after a hyphen or dash in a word (not in a number),
# and between any two Chinese or Japanese characters, unless the mark there forbids it.
_ATOM = re.compile(
    rf"(?P<space>[{_SPACE}]+)"
    rf"|[{_OPENING}]*[{_CJK}][\u0300-\u036f\u3099\u309a\ufe00-\ufe0f]*[{_CLOSING}”’]*"
    rf"|[\-–—]*(?:[^{_SPACE}{_CJK}\-–—]|[\-–—](?=\d))+[\-–—]*"
    r"|[\-–—]+"
)
_UNSEEN = re.compile(rf"[{_SPACE}\x00-\x1f\x7f-\x9f]")


class Note(NamedTuple):
    """A quote number to stand before offset `at`, after the words that it belongs to."""

    at: int
    text: str


class Run(NamedTuple):
    """Characters `[start, end)` drawn as `text` from `x_px`; one character each."""

    start: int
    end: int
    text: str
    x_px: float
    width_px: float


class PlacedNote(NamedTuple):
    at: int
    text: str
    x_px: float
    width_px: float


class Line(NamedTuple):
    """Characters `[start, end)`, white space at its end included though not drawn.

    The lines of a paragraph tile its text. Places are px from the left of the column.
    """

    start: int
    end: int
    runs: tuple[Run, ...]
    notes: tuple[PlacedNote, ...]
    style: TextStyle

    @property
    def width_px(self) -> float:
        ends = [run.x_px + run.width_px for run in self.runs]
        ends += [note.x_px + note.width_px for note in self.notes]
        return max(ends, default=0.0)

    def left_px(self, offset: int, measurer: Measurer) -> float:
        """Return where the character at `offset` begins; clamped to the line's drawn words."""
        for run in self.runs:
            if offset < run.end:
                inside = run.text[: max(0, offset - run.start)]
                return run.x_px + (measurer.width_px(inside, self.style) if inside else 0.0)
        return self._words_end_px()

    def right_px(self, offset: int, measurer: Measurer) -> float:
        """Return where the characters before `offset` end; clamped likewise."""
        end_px = 0.0
        for run in self.runs:
            if offset <= run.start:
                break
            inside = run.text[: offset - run.start]
            whole = offset >= run.end
            end_px = run.x_px + (run.width_px if whole else measurer.width_px(inside, self.style))
        return end_px

    def character_at(self, x_px: float, measurer: Measurer) -> int | None:
        """Return the offset of the character drawn at `x_px`, or None beside all of them."""
        for run in self.runs:
            if run.x_px <= x_px < run.x_px + run.width_px:
                return run.start + self._count_before(run, x_px, measurer)
        return None

    def offset_at(self, x_px: float, measurer: Measurer) -> int:
        """Return the offset of the gap between characters that lies nearest to `x_px`."""
        gaps = [(abs(x_px), self.start)]
        for run in self.runs:
            if x_px < run.x_px or x_px >= run.x_px + run.width_px:
                beside = run.start if x_px < run.x_px else run.end
                near = run.x_px if x_px < run.x_px else run.x_px + run.width_px
                gaps.append((abs(near - x_px), beside))
                continue
            at = run.start + self._count_before(run, x_px, measurer)
            left, right = self.left_px(at, measurer), self.right_px(at + 1, measurer)
            return at if x_px - left <= right - x_px else at + 1
        return min(gaps[1:] or gaps)[1]

    def _count_before(self, run: Run, x_px: float, measurer: Measurer) -> int:
        """Return how many of a run's characters end at or left of `x_px`; by bisection."""
        low, high = 0, len(run.text) - 1
        while low < high:
            middle = (low + high) // 2
            if run.x_px + measurer.width_px(run.text[: middle + 1], self.style) <= x_px:
                low = middle + 1
            else:
                high = middle
        return low

    def _words_end_px(self) -> float:
        return max((run.x_px + run.width_px for run in self.runs), default=0.0)


class _Chunk(NamedTuple):
    """Characters that stay on one line; `gap` is white space, drawn as one blank."""

    start: int
    end: int
    width_px: float
    gap: bool


def break_lines(
    text: str,
    width_px: float,
    style: TextStyle,
    measurer: Measurer,
    notes: tuple[Note, ...] = (),
) -> tuple[Line, ...]:
    """Break a paragraph into lines no wider than `width_px`, at least one.

    A line is wider only where a single character, or a character with its number, is.
    `notes` stand in the order of the text.
    """
    setter = _Setter(_UNSEEN.sub(" ", text), style, measurer, notes)
    lines: list[Line] = []
    first, used_px = 0, 0.0
    for chunk in setter.chunks(width_px):
        # A blank at the end is not drawn, but a number in it is.
        drawn_px = chunk.width_px - setter.blank_px if chunk.gap else chunk.width_px
        if drawn_px > 0 and used_px > 0 and used_px + drawn_px > width_px:
            lines.append(setter.line(first, chunk.start))
            first, used_px = chunk.start, 0.0
        # A blank at the beginning is not drawn, but a number in it is.
        leading = chunk.gap and used_px == 0
        used_px += chunk.width_px - setter.blank_px if leading else chunk.width_px
    lines.append(setter.line(first, len(text)))
    return tuple(lines)


def moved_on(lines: tuple[Line, ...], by: int) -> tuple[Line, ...]:
    """Return lines whose offsets count from `by` characters before their text."""
    if not by:
        return lines
    return tuple(
        Line(
            line.start + by,
            line.end + by,
            tuple(run._replace(start=run.start + by, end=run.end + by) for run in line.runs),
            tuple(note._replace(at=note.at + by) for note in line.notes),
            line.style,
        )
        for line in lines
    )


class _Setter:
    """Measures chunks and sets lines of one paragraph."""

    def __init__(
        self, shown: str, style: TextStyle, measurer: Measurer, notes: tuple[Note, ...]
    ) -> None:
        self._shown = shown
        self._style = style
        self._measurer = measurer
        self._notes = notes
        self.blank_px = measurer.width_px(" ", style)

    def chunks(self, width_px: float) -> Iterator[_Chunk]:
        for atom in _ATOM.finditer(self._shown):
            start, end = atom.span()
            if atom.lastgroup == "space":
                yield _Chunk(start, end, self.blank_px + self._notes_px(start, end), True)
                continue
            chunk = _Chunk(start, end, self._width_px(start, end), False)
            if chunk.width_px <= width_px:
                yield chunk
            else:
                yield from self._cut(chunk, width_px)

    def _width_px(self, start: int, end: int) -> float:
        words_px = self._measurer.width_px(self._shown[start:end], self._style)
        return words_px + self._notes_px(start, end)

    def _notes_px(self, start: int, end: int) -> float:
        return sum(self._note_px(n) for n in self._notes if start < n.at <= end)

    def _note_px(self, note: Note) -> float:
        number_px = self._measurer.width_px(note.text, TextStyle.QUOTE_NUMBER)
        return number_px + 2 * NOTE_PAD_PX

    def _cut(self, chunk: _Chunk, width_px: float) -> Iterator[_Chunk]:
        """Cut what is too long for a line into pieces that fit, never within a letter."""
        start = chunk.start
        while start < chunk.end:
            low, high = start + 1, chunk.end
            while low < high:
                middle = (low + high + 1) // 2
                if self._width_px(start, middle) <= width_px:
                    low = middle
                else:
                    high = middle - 1
            end = self._whole_letters(start, low, chunk.end)
            yield _Chunk(start, end, self._width_px(start, end), False)
            start = end

    def _whole_letters(self, start: int, end: int, limit: int) -> int:
        """Move a cut back before the letter it would split; on where that leaves nothing."""
        back = end
        while back > start + 1 and back < limit and self._clings(back):
            back -= 1
        if back > start and not (back < limit and self._clings(back)):
            return back
        while end < limit and self._clings(end):
            end += 1
        return end

    def _clings(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to the one before it."""
        character = self._shown[offset]
        joined = character == "\u200d" or self._shown[offset - 1] == "\u200d"
        return joined or bool(combining(character)) or category(character) in ("Mn", "Me")

    def line(self, start: int, end: int) -> Line:
        """Set characters `[start, end)`: runs end at notes and where white space folds."""
        runs: list[Run] = []
        placed: list[PlacedNote] = []
        x_px = 0.0
        for piece in self._pieces(start, end):
            if isinstance(piece, Note):
                wide_px = self._note_px(piece)
                place_px = x_px + NOTE_PAD_PX
                placed.append(PlacedNote(piece.at, piece.text, place_px, wide_px - 2 * NOTE_PAD_PX))
            else:
                text = self._shown[piece[0] : piece[1]]
                wide_px = self._measurer.width_px(text, self._style)
                runs.append(Run(piece[0], piece[1], text, x_px, wide_px))
            x_px += wide_px
        return Line(start, end, tuple(runs), tuple(placed), self._style)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int] | Note]:
        shown = self._shown[start:end]
        last = start + len(shown.rstrip(" "))
        at = start + len(shown) - len(shown.lstrip(" "))
        notes = [note for note in self._notes if self._here(note, start, end)]
        folds = [(start + m.start() + 1, start + m.end()) for m in re.finditer(" {2,}", shown)]
        cuts: list[tuple[int, int, Note | None]] = [(n.at, n.at, n) for n in notes]
        cuts += [(low, high, None) for low, high in folds if high < last and low > at]
        for low, high, note in sorted(cuts, key=lambda cut: cut[:2]):
            if min(low, last) > at:
                yield at, min(low, last)
            at = max(at, high)
            if note is not None:
                yield note
        if at < last:
            yield at, last

    def _here(self, note: Note, start: int, end: int) -> bool:
        """Whether a note stands on this line: with the words it ends, not the next ones."""
        return start < note.at <= end or (note.at == 0 == start)
