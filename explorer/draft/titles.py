"""Short titles for drafted events, in the source's own words."""

from __future__ import annotations

import re

from explorer.draft.cast import Cast
from explorer.draft.events import Told

_LONGEST = 96
_BEFORE_SIGN = re.compile(r"\s+([,.;:)’”])")


def title_of(event: Told, paragraph: str, cast: Cast) -> str:
    """Return who did what to whom: pieces of the source, names in place of pronouns."""
    words: list[str] = []
    for index, piece in enumerate(event.title):
        if piece.key is None:
            words.append(paragraph[piece.start : piece.end])
            continue
        words.append(cast.members[piece.key].name)
        after = event.title[index + 1] if index + 1 < len(event.title) else None
        if after is not None and after.key is not None:
            last = index + 2 >= len(event.title) or event.title[index + 2].key is None
            words.append("and" if last else ",")
        elif after is not None and event.form == "noun" and index < 2:
            words.append(":")
    text = _BEFORE_SIGN.sub(r"\1", " ".join(" ".join(words).split()))
    text = text.strip("“”\"'‘’ ,;:(")
    return _cut(text[:1].upper() + text[1:]) or paragraph[event.start : event.end][:_LONGEST]


def _cut(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
