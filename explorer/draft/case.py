"""How a document uses capitals: which of its words are names, and where a capital says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from explorer.draft.text import Sentence, Token
from explorer.values import dataclass

_OPENS = frozenset("\"“”‘'`(:;*•–—-`[")


@dataclass(frozen=True, slots=True)
class Case:
    """How a document writes its words: in small letters, or with a capital in mid-sentence."""

    small: Counter[str]
    capital: Counter[str]

    def is_name(self, word: str) -> bool | None:
        """Whether a word is a name by how else it is written here; None where it is not."""
        capital, small = self.capital[word], self.small[word.casefold()]
        return None if capital == small else capital > small


def read_case(sentences: Sequence[Sentence]) -> Case:
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in sentences:
        if sentence.heading or is_title_case(sentence.tokens):
            continue
        for index, token in enumerate(sentence.tokens):
            if not token.is_word:
                continue
            if not token.is_capital:
                small[token.low] += 1
            elif not opens_sentence(sentence.tokens, index):
                capital[token.text] += 1
    return Case(small, capital)


def is_title_case(tokens: Sequence[Token]) -> bool:
    """Whether nearly all words are capitalised, as in a headline, so that capitals say nothing."""
    words = [token for token in tokens if token.is_word and len(token.text) > 3]
    if len(words) < 4 or tokens[-1].text in '.!?”"':
        return False
    return sum(token.is_capital for token in words) >= 0.75 * len(words)


def opens_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token is the first word of its sentence, or of a quotation in it."""
    if index == 0:
        return True
    before = tokens[index - 1]
    if before.text in _OPENS or before.text == "``":
        return True
    return not any(token.is_word or token.is_number for token in tokens[:index])
