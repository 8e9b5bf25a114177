"""Paragraphs too long to be laid out at once, cut into sections at the ends of sentences.

A file without line breaks is one paragraph, however many megabytes it has. Where it is cut
hangs on the text alone, not on the width of a pane.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining

from explorer.viewmodel.passage.build import Passage

SECTION = 20_000
_SEARCHED = 2_000
_BEST_LAST = ("。", ". ", " ")


class Section(NamedTuple):
    """Characters `[start, end)` of the paragraph with this index; all of it, where it is short.

    `last` says whether the paragraph ends with it.
    """

    paragraph: int
    start: int
    end: int
    last: bool

    def holds(self, offset: int) -> bool:
        """Whether a character lies here; the end of a paragraph counts to its last section."""
        return self.start <= offset < self.end or (self.last and offset >= self.end)

    def meets(self, start: int, end: int) -> bool:
        """Whether any of the characters `[start, end)` lies here."""
        return start < self.end and end > self.start


@lru_cache(maxsize=4)
def sections_of(passage: Passage) -> tuple[Section, ...]:
    """Return the sections of all paragraphs in order; they tile the text."""
    return tuple(
        Section(index, start, end, end == len(paragraph.text))
        for index, paragraph in enumerate(passage.paragraphs)
        for start, end in cut(paragraph.text)
    )


def cut(text: str, longest: int = SECTION) -> Iterator[tuple[int, int]]:
    """Yield half-open ranges that tile a text, each at most `longest` characters, at least one."""
    start = 0
    while len(text) - start > longest:
        end = _cut_before(text, start, start + longest)
        yield start, end
        start = end
    yield start, len(text)


def _cut_before(text: str, start: int, limit: int) -> int:
    low = max(start, limit - _SEARCHED)
    for mark in _BEST_LAST:
        found = text.rfind(mark, low, limit)
        if found >= 0:
            return found + len(mark)
    end = limit
    while end > start + 1 and combining(text[end]):
        end -= 1
    return end
