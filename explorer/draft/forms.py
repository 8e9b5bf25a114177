"""Ways of writing a name, and which of them name one actor for sure, in any document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explorer.draft.gazetteer import gazetteer

BODIES = frozenset(("organisation", "force", "forum", "alliance", "sector", "group"))
_MARKS = str.maketrans({"’": "'", "‘": "'", "‑": "-", "–": "-", "\u00a0": " "})
_STOPS = re.compile(r"(?<=\b\w)\.")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&\-]*[A-Z]")
_SHORTEST_ACRONYM = 3
_LONG = 4  # words that no other body's short form has by chance


def written(name: str) -> str:
    """Return a name without what is a matter of style: "The U.S." and "us" are written alike."""
    plain = _STOPS.sub("", name.translate(_MARKS))
    words = plain.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def certain_forms(name: str, kind: str, aliases: Sequence[str]) -> Iterator[str]:
    """Yield, as `written`, the names by which an actor is known for sure in any document."""
    yield written(name)
    for alias in aliases:
        if _is_certain(alias, name, kind):
            yield written(alias)


def loose_forms(name: str, kind: str, aliases: Sequence[str]) -> Iterator[str]:
    """Yield, as `written`, the names that mean an actor only where it has been named in full."""
    for alias in aliases:
        if not _is_certain(alias, name, kind):
            yield written(alias)


def _is_certain(alias: str, name: str, kind: str) -> bool:
    words = alias.split()
    if kind == "state":
        return tuple(words) not in gazetteer().capitals
    if kind == "person":
        return len(words) > 1 and (words[0],) not in gazetteer().titles
    if len(words) == 1:
        letters = alias.replace(".", "")
        return len(letters) >= _SHORTEST_ACRONYM and bool(_ACRONYM.fullmatch(letters))
    return len(words) >= _LONG or not _is_short_of(words, name.split())


def _is_short_of(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words are some of the full name's: "the Ministry", "Pacific Command"."""
    held = {word.casefold() for name in full for word in (name, *name.split("-"))}
    return all(word.casefold() in held or word.casefold() == "the" for word in words)


def alike_in_kind(one: str, two: str) -> bool:
    """Whether two kinds may be of one actor: equal, or both a body's."""
    return one == two or (one in BODIES and two in BODIES)
