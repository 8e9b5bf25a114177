"""Whether a capital stands for the government that sits in it."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.gazetteer import gazetteer
from explorer.draft.lexicon import AUXILIARIES, lexicon
from explorer.draft.names import Name
from explorer.draft.text import Sentence, Token
from explorer.draft.wordset import word_set

_PLACED = word_set(
    "in at near from to around outside into inside through toward towards of visit visited"
    " visiting left leave reached entered for via across over throughout beyond downtown central"
    " north south east west greater"
)
_BETWEEN = word_set("with between against")
_ASKED = {
    (word, "on")
    for word in ("pressure", "call", "calls", "called", "calling", "sanctions", "tariffs", "urge")
} | {(word, "to") for word in ("appeal", "appealed", "appeals", "message", "warning", "ultimatum")}
_WILLS = word_set("wants wanted hopes hoped needs needed tries tried fears feared sees saw looks")
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_ADVERBS = word_set("also now still again already never often then later soon once reportedly")
# Verbs that are done to a government: accuse, urge, praise, sanction, threaten, refuse.
_DONE_TO = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "SANCTION", "THREATEN", "REJECT"))
_TOLD = word_set("told tells tell telling pressed presses pressing persuaded persuade convinced")
_OF_GOVERNMENTS = word_set(
    "envoy envoys ambassador ambassadors ally allies foreign policy stance position response"
    " reply government officials diplomats diplomat embassy nuclear missile military troops"
    " forces army navy air leaders leadership negotiators delegation demand demands claim claims"
    " refusal decision plan plans offer proposal proposals role interests interest relations"
    " ties commitment support backing rival rivals neighbours neighbors intentions ambitions"
    " influence pressure strategy efforts effort willingness insistence sovereignty top chief"
    " ministry defence defense trade economic political diplomatic security sanctions"
)


def acts(name: Name, sentence: Sentence | None) -> bool:
    """Whether the words around a capital have it do something, as a government does.

    "Washington is looking to", "accused Beijing of" and "between Washington and Beijing" do;
    "in Washington" and "Washington, D.C." do not. Of capitals that are joined all act or none.
    """
    if sentence is None:
        return False
    tokens = sentence.tokens
    begin = next((i for i, t in enumerate(tokens) if t.start >= name.start), len(tokens))
    end = next((i for i, t in enumerate(tokens) if t.start >= name.end), len(tokens))
    first, last = _joined_before(tokens, begin), _joined_after(tokens, end)
    before = tokens[first - 1] if first else None
    after = tokens[last] if last < len(tokens) else None
    if after is not None and after.is_capital and after.is_word:
        return False
    if before is not None and before.low in _PLACED and not _is_asked(tokens, first):
        return False
    if before is not None and (before.low in _BETWEEN or _is_done_to(before)):
        return True
    if before is not None and before.low == "by" and first > 1 and _is_past(tokens[first - 2]):
        return True
    if _is_asked(tokens, first):
        return True
    return after is not None and _does(tokens, last)


def _joined_before(tokens: Sequence[Token], begin: int) -> int:
    """Return where the row of names joined with the one at `begin` starts: "Seoul and Tokyo"."""
    while begin >= 2 and tokens[begin - 1].low in ("and", ",", "or"):
        start = begin - 1
        if tokens[start].low == "and" and start and tokens[start - 1].text == ",":
            start -= 1
        name = next(
            (s for s in (start - 1, start - 2) if s >= 0 and _is_name(tokens, s, start)), -1
        )
        if name < 0:
            break
        begin = name
    return begin


def _joined_after(tokens: Sequence[Token], end: int) -> int:
    """Return where the row of names joined with the one that ends at `end` ends."""
    while end + 1 < len(tokens) and tokens[end].low in ("and", ",", "or"):
        start = end + 1
        if tokens[end].text == "," and tokens[start].low == "and" and start + 1 < len(tokens):
            start += 1
        stop = next((s for s in (start + 2, start + 1) if _is_name(tokens, start, s)), 0)
        if not stop:
            break
        end = stop
    return end


def _is_name(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether tokens are the name of a state or of a capital."""
    words = tuple(token.text for token in tokens[begin:end])
    entry = gazetteer().names.get(words)
    return words in gazetteer().capitals or (entry is not None and entry.kind == "state")


def _is_done_to(token: Token) -> bool:
    if token.low in _TOLD:
        return True
    found = lexicon().verbs.get(token.low)
    return found is not None and found[0].group in _DONE_TO


def _is_asked(tokens: Sequence[Token], at: int) -> bool:
    """Whether "on" or "to" before a name is that of a demand, not of a place: "called on Tokyo"."""
    if at < 2 or tokens[at - 1].low not in ("on", "to"):
        return False
    return (tokens[at - 2].low, tokens[at - 1].low) in _ASKED


def _does(tokens: Sequence[Token], at: int) -> bool:
    while at + 1 < len(tokens) and tokens[at].low in _ADVERBS:
        at += 1
    after = tokens[at]
    if after.low in AUXILIARIES or _is_finite(after):
        return True
    if after.text in _POSSESSIVES:
        return _is_deed(tokens, at + 1)
    return after.low == "and" and at + 1 < len(tokens) and _is_finite(tokens[at + 1])


def _is_finite(token: Token) -> bool:
    entry = lexicon().verbs.get(token.low)
    return (entry is not None and bool(entry[1] & {"s", "past"})) or token.low in _WILLS


def _is_past(token: Token) -> bool:
    entry = lexicon().verbs.get(token.low)
    return entry is not None and bool(entry[1] & {"past", "participle"})


def _is_deed(tokens: Sequence[Token], at: int) -> bool:
    """Whether what a capital has is a deed or a will: "Beijing's claims", not "Paris's streets"."""
    near = [token.low for token in tokens[at : at + 3]]
    return any(low in lexicon().nouns or low in _OF_GOVERNMENTS for low in near)
