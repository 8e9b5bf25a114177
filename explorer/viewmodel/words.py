"""The words of filters: what was found for them, and what is being looked up beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.columns.values import Rows
    from explorer.index.corpus import Corpus

_KEPT = 6

# Work for any thread, given what it calls all along; what it returns puts the answer in place.
LookingUp = Callable[[Callable[[], None]], Callable[[], None]]


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
        self._known: dict[str, Rows] = {}
        self._expected: tuple[str, Rows] | None = None

    def known(self, corpus: Corpus, words: str) -> Rows | None:
        """Return the rows of the events that hold the words, where they are here."""
        if corpus is not self._corpus:
            return None
        if self._expected is not None and self._expected[0] == words:
            return self._expected[1]
        return self._known.get(words)

    def keep(self, corpus: Corpus, words: str, rows: Rows) -> None:
        """Keep the answer for words that a filter has."""
        self._turn_to(corpus)
        self._known.pop(words, None)
        self._known[words] = rows
        while len(self._known) > _KEPT:
            del self._known[next(iter(self._known))]

    def expect(self, corpus: Corpus, words: str, rows: Rows) -> None:
        """Keep the answer for words that a filter may have next; until others may."""
        self._turn_to(corpus)
        self._expected = words, rows

    def _turn_to(self, corpus: Corpus) -> None:
        if corpus is not self._corpus:
            self._corpus, self._known, self._expected = corpus, {}, None

    def ask(self, words: str, work: LookingUp | None, origin: str) -> None:
        """Have words looked up, in place of those that are; with no work nothing more."""
        self.finding, self.origin = words, origin
        if self.look_up is not None:
            self.look_up(work)
