"""Whether a capital stands for the government that sits in it."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.lexicon import AUXILIARIES, lexicon
from explorer.draft.names import Name
from explorer.draft.text import Sentence, Token
from explorer.draft.wordset import word_set

_PLACED = word_set(
    "in at near from to around outside into inside through toward towards of visit visited"
    " visiting left leave reached entered for via"
)
_DEALING = word_set("with by between against that and while but")


def acts(name: Name, sentence: Sentence | None) -> bool:
    """Whether the words around a capital have it do something, as a government does.

    "Washington is looking to" and "between Washington and Beijing" do; "in Washington" and
    "Washington, D.C." do not.
    """
    if sentence is None:
        return False
    tokens = sentence.tokens
    begin = next((i for i, t in enumerate(tokens) if t.start >= name.start), len(tokens))
    end = next((i for i, t in enumerate(tokens) if t.start >= name.end), len(tokens))
    before = tokens[begin - 1].low if begin else ""
    after = tokens[end] if end < len(tokens) else None
    if before in _PLACED or after is None or (after.is_capital and after.is_word):
        return False
    if before in _DEALING - {"and", "that", "while", "but"}:
        return after.text != "," or before != "by"
    return (
        after.low in AUXILIARIES
        or _is_finite(after)
        or (after.text in ("'s", "’s") and _is_deed(tokens, end + 1))
    )


def _is_finite(token: Token) -> bool:
    entry = lexicon().verbs.get(token.low)
    return entry is not None and bool(entry[1] & {"s", "past"})


def _is_deed(tokens: Sequence[Token], at: int) -> bool:
    """Whether what a capital has is a deed or a will: "Beijing's claims", not "Paris's streets"."""
    near = [token.low for token in tokens[at : at + 3]]
    return any(low in lexicon().nouns for low in near)
