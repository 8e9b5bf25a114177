"""The words of filters: what was found for them, and what is being looked up beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from explorer.columns.values import Bools, Rows
    from explorer.index.corpus import Corpus

_KEPT = 6
_MASK_FROM = 16  # of so many rows one: a bit for each of all takes half of what they do

# Work for any thread, given what it calls all along; what it returns puts the answer in place.
LookingUp = Callable[[Callable[[], None]], Callable[[], None]]


class Kept:
    """Ascending rows, of `n`, in little memory."""

    def __init__(self, rows: Rows, n: int) -> None:
        self._n = n
        self._rows: Rows | None = rows
        self._bits = np.zeros(0, dtype=np.uint8)
        if len(rows) * _MASK_FROM > n:
            mask = np.zeros(n, dtype=np.bool_)
            mask[rows] = True
            self._rows, self._bits = None, np.packbits(mask)

    @property
    def hits(self) -> Rows | Bools:
        """The rows, or, where they are many, a mask of all."""
        if self._rows is not None:
            return self._rows
        return np.unpackbits(self._bits, count=self._n).view(np.bool_)


class WordsAsked:
    """Answers by words, of one corpus; the last few are kept.

    `look_up` is the window's: it does the work on another thread, then what that returns
    on its own, and lets go of what it was asked for before; of that alone for None. Without
    it words are found at once. `finding` are the words it is at.
    """

    def __init__(self) -> None:
        self.look_up: Callable[[LookingUp | None], None] | None = None
        self.finding = ""
        self.origin = ""
        self._corpus: Corpus | None = None
        self._known: dict[str, Kept] = {}
        self._expected: tuple[str, Kept] | None = None

    def knows(self, corpus: Corpus, words: str) -> bool:
        """Whether the rows of the events that hold the words are here."""
        return self._of(corpus, words) is not None

    def known(self, corpus: Corpus, words: str) -> Rows | Bools | None:
        """Return these rows, or a mask of them, where they are here."""
        found = self._of(corpus, words)
        return None if found is None else found.hits

    def _of(self, corpus: Corpus, words: str) -> Kept | None:
        if corpus is not self._corpus:
            return None
        if self._expected is not None and self._expected[0] == words:
            return self._expected[1]
        return self._known.get(words)

    def take_up(self, corpus: Corpus, words: str) -> bool:
        """Keep the answer for words that a filter has now; returns whether it is here."""
        found = self._of(corpus, words)
        if found is not None:
            self._keep(words, found)
        return found is not None

    def keep(self, corpus: Corpus, words: str, rows: Rows) -> None:
        """Keep the answer for words that a filter has."""
        self._turn_to(corpus)
        self._keep(words, Kept(rows, corpus.n))

    def _keep(self, words: str, found: Kept) -> None:
        self._known.pop(words, None)
        self._known[words] = found
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]

    def expect(self, corpus: Corpus, words: str, rows: Rows) -> None:
        """Keep the answer for words that a filter may have next; until others may."""
        self._turn_to(corpus)
        self._expected = words, Kept(rows, corpus.n)

    def _turn_to(self, corpus: Corpus) -> None:
        if corpus is not self._corpus:
            self._corpus, self._known, self._expected = corpus, {}, None

    def ask(self, words: str, work: LookingUp | None, origin: str) -> None:
        """Have words looked up, in place of those that are; with no work nothing more."""
        self.finding, self.origin = words, origin
        if self.look_up is not None:
            self.look_up(work)
