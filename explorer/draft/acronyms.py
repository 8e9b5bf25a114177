"""Acronyms that a document defines: "European Aeronautic Defence and Space Company (EADS)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.draft.wordset import word_set

_BRACKETED = re.compile(r"\(\s?([A-Z][A-Za-z&.\-]{1,9})\s?\)")
_REACH = 160  # characters before a bracket that are looked through for its words
_REVERSED = re.compile(r"\b([A-Z]{2,8})\s\(\s?([\w&’'\- ]{5,120})\)")
_MOST_WORDS = 12
_SMALL = word_set("of the and for in on to a an de la del des du & und y e")


def defined_acronyms(paragraphs: Sequence[str]) -> dict[str, str]:
    """Return the full name of each acronym that stands in brackets after it, or before it."""
    found: dict[str, str] = {}
    for text in paragraphs:
        for match in _BRACKETED.finditer(text):
            before = text[max(0, match.start() - _REACH) : match.start()].split()[-_MOST_WORDS:]
            full = spelled_out(before, match.group(1))
            if full:
                found.setdefault(match.group(1), full)
        for match in _REVERSED.finditer(text):
            words = match.group(2).split()
            if spelled_out(words, match.group(1)) == " ".join(words):
                found.setdefault(match.group(1), " ".join(words))
    return found


def common_acronyms(paragraphs: Sequence[str]) -> frozenset[str]:
    """Return the acronyms that stand for common words: "exclusive economic zone (EEZ)"."""
    found = set()
    for text in paragraphs:
        for match in _BRACKETED.finditer(text):
            before = text[max(0, match.start() - _REACH) : match.start()].split()
            letters = [c for c in match.group(1).removesuffix("s") if c.isupper()]
            words = before[-len(letters) :]
            small = all(word[0].islower() for word in words)
            if len(letters) > 1 and small and initials_fit(words, letters):
                found.add(match.group(1))
    return frozenset(found)


def spelled_out(words: Sequence[str], acronym: str) -> str | None:
    """Return the last words whose initials are the acronym, or None."""
    letters = [c for c in acronym if c.isupper()]
    if len(letters) < 2:
        return None
    for begin in range(len(words) - 1, -1, -1):
        part = words[begin:]
        if part[0][0].isupper() and initials_fit(part, letters):
            return " ".join(part)
    return None


def initials_fit(words: Sequence[str], letters: Sequence[str]) -> bool:
    """Whether the words' initials are the letters, where small words may be passed over."""
    at = 0
    for word in words:
        if at < len(letters) and word[0].upper() == letters[at]:
            at += 1
        elif word.casefold() not in _SMALL:
            hyphen = [piece[0].upper() for piece in word.split("-") if piece]
            if hyphen[:2] != list(letters[at : at + 2]) or len(hyphen) < 2:
                return False
            at += 2
    return at == len(letters)
