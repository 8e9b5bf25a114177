"""Words found in plain ASCII by patterns, as full text finds them there, in a tenth of the time.

Full text knows letters and digits alone in ASCII, without regard to case; anything else parts
words. A text with any other letter is left to full text (`wording`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_BETWEEN = "[^0-9a-z]+"
Pair = tuple[str, str]
Spans = Sequence[tuple[int, int]]  # half-open places in a text, ascending and apart


def places_with(texts: Sequence[Pair], begun: Sequence[str]) -> list[int]:
    """Return the places of the pairs that may hold words in a row, of which the last is begun.

    A pair in which one is not ASCII always may.
    """
    words = _BETWEEN.join(map(re.escape, begun))
    has = re.compile(_from(begun[0], words)).search
    return [
        place
        for place, pair in enumerate(texts)
        if any(not text.isascii() or has(text.lower()) for text in pair)
    ]


class PlainWords:
    """Finds all of several phrases; each is its words, and whether the last is only begun."""

    def __init__(self, phrases: Sequence[tuple[Sequence[str], bool]]) -> None:
        self._patterns = [re.compile(_pattern(words, begun)) for words, begun in phrases]

    def places(self, pair: Pair) -> tuple[Spans, Spans]:
        """Return where they stand in two texts: nowhere, where one of them is in neither.

        What overlaps is one place. Both texts are ASCII.
        """
        one, other = pair[0].lower(), pair[1].lower()
        here: list[tuple[int, int]] = []
        there: list[tuple[int, int]] = []
        for pattern in self._patterns:
            count = len(here) + len(there)
            here += [(match.start(), match.end(1)) for match in pattern.finditer(one)]
            there += [(match.start(), match.end(1)) for match in pattern.finditer(other)]
            if len(here) + len(there) == count:
                return (), ()
        return _apart(here), _apart(there)


def _pattern(words: Sequence[str], begun: bool) -> str:
    """Return a pattern for a phrase, whose group ends where the phrase does.

    What follows the first word is looked ahead for, so that places may overlap.
    """
    end = "[0-9a-z]*" if begun else "(?![0-9a-z])"
    rest = "".join(f"{_BETWEEN}{re.escape(word)}" for word in words[1:])
    return _from(words[0], f"{re.escape(words[0])}(?=({rest}{end}))")


def _from(first: str, pattern: str) -> str:
    """Return a pattern, which begins with a word, that finds it where the word begins.

    That is looked for behind the word: a pattern that begins with letters is found fastest.
    """
    word = re.escape(first)
    return pattern.replace(word, f"{word}(?<![0-9a-z]{word})", 1)


def _apart(spans: list[tuple[int, int]]) -> Spans:
    if len(spans) < 2:
        return spans
    apart: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart
