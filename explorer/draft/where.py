"""Which sentence a place in a document lies in, found by halving."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from explorer.draft.text import Sentence


class Placed(Protocol):
    """Something at a place in a paragraph (an index from 0)."""

    @property
    def paragraph(self) -> int: ...

    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=Placed)


class Where:
    """The sentences of a document, which are in order."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self._sentences = sentences
        self._starts = [(s.paragraph, s.start) for s in sentences]

    def number(self, paragraph: int, start: int) -> int | None:
        """Return the number of the sentence that a place lies in, from 0."""
        at = bisect_right(self._starts, (paragraph, start)) - 1
        if at < 0:
            return None
        found = self._sentences[at]
        return at if found.paragraph == paragraph and start < found.end else None

    def grouped(self, items: Iterable[T]) -> dict[int, list[T]]:
        """Return the items of each sentence, by its number, in their order."""
        found: dict[int, list[T]] = {}
        for item in items:
            number = self.number(item.paragraph, item.start)
            if number is not None:
                found.setdefault(number, []).append(item)
        return found
