"""Short titles for drafted events, in the source's own words."""

from __future__ import annotations

from explorer.draft.cast import Cast
from explorer.draft.events import Told
from explorer.draft.lexicon import FUNCTION_WORDS
from explorer.draft.text import Token, tokens_of

_LONGEST = 60
_MOST_WORDS = 9


def title_of(event: Told, paragraph: str, cast: Cast) -> str:
    """Return who, and the first words of the quote; at most 60 characters, cut at a word."""
    tokens = list(tokens_of(paragraph, event.start, event.end))
    while len(tokens) > 1 and tokens[0].low == "to":
        tokens.pop(0)
    words = paragraph[tokens[0].start : _end_of(tokens[:_MOST_WORDS], event.end)]
    roles = _UNDERGOING if event.form == "passive" else _DOING
    doer = next((p.player for p in event.parts if p.role in roles), None)
    who = "" if doer is None else cast.members[doer.key].name
    if event.form == "infinitive" and doer:
        who += ":"
    if event.form == "noun" or (doer and doer.mention.start >= event.start) or not who:
        text = words
    else:
        text = f"{who} {words}"
    text = " ".join(text.split()).strip("“”\"'‘’ ,;:")
    return _cut(text[:1].upper() + text[1:])


def _end_of(tokens: list[Token], otherwise: int) -> int:
    while len(tokens) > 1 and (
        tokens[-1].low in FUNCTION_WORDS or not tokens[-1].text[0].isalnum()
    ):
        tokens.pop()
    return tokens[-1].end if tokens else otherwise


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


_UNDERGOING = frozenset(("subject", "target"))
_DOING = frozenset(("agent", "speaker", "party", "signatory", "subject"))
