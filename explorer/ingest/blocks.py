"""Paragraph spans in a text, and a text put together from paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.values import dataclass, field

# Start, end (half-open code-point offsets in the text), heading level (0 is body).
Span = tuple[int, int, int]


@dataclass(slots=True)
class Blocks:
    """Collects paragraphs and keeps the offsets of each in the text they make.

    Paragraphs are parted by an empty line; `row=True` parts from the one before by a
    line end only, as the rows of a table stand.
    """

    spans: list[Span] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _length: int = 0

    def add(self, words: str, heading: int = 0, *, row: bool = False) -> None:
        """Add a paragraph; nothing but white space adds nothing."""
        words = words.strip()
        if not words:
            return
        if self.spans:
            gap = "\n" if row else "\n\n"
            self._pieces.append(gap)
            self._length += len(gap)
        self._pieces.append(words)
        self.spans.append((self._length, self._length + len(words), heading))
        self._length += len(words)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def only(self, kept: Sequence[bool]) -> Blocks:
        """Return the paragraphs that are kept; one flag a paragraph."""
        result, text, before = Blocks(), self.text, 0
        for (start, end, level), keep in zip(self.spans, kept, strict=True):
            if keep:
                result.add(text[start:end], level, row=start - before == 1)
            before = end
        return result

    def first_heading(self) -> str | None:
        """Return the words of the first heading."""
        text = self.text
        return next((text[start:end] for start, end, level in self.spans if level), None)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space at its ends; empty where there is no more."""
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return start + left, start + max(left, len(words.rstrip()))


def one_line(words: str, most: int = 200) -> str:
    """Return words as a title: white space folded, shortened at a word."""
    folded = " ".join(words[: most * 4].split())
    if len(folded) <= most:
        return folded
    return folded[: most - 1].rsplit(" ", 1)[0] + "…"
