"""Paragraphs into sentences and tokens, with offsets that hold letter for letter.

A token is a word, a number or one sign. An abbreviation keeps its stops ("U.S.", "J.",
"Inc."), a word with a hyphen is one token unless both halves are names of states
("U.S.-Japan" is three), and the ending of a possessive is a token of its own ("'s", "’").
"""

from __future__ import annotations

import itertools
import re

from explorer.draft.gazetteer import ABBREVIATIONS, gazetteer
from explorer.draft.wordset import word_set
from explorer.values import dataclass

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"  # U.S., a.m.
    r"|[^\W_]+(?:[’'‑\-&/.][^\W_]+)*"  # words, numbers, compounds, 3.5, O'Neill
    r"|[^\w\s]+?|_+",
)
_POSSESSIVE = re.compile(r"['’`][sS]$")
_WHITE = re.compile(r"[^\S\n ]")


# A sentence of more tokens is cut: it is a table or a list, and reading it whole would take
# time that grows with its square.
_MOST_TOKENS = 160


@dataclass(frozen=True, slots=True)
class Token:
    """`text` stands at `[start, end)` of its paragraph; `low` is it in small letters."""

    text: str
    start: int
    end: int
    low: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit()

    @property
    def is_capital(self) -> bool:
        """Whether it is written as names are: Japan, al-Assad, iPod, but not x-ray."""
        first = self.text[0]
        if first.isupper():
            return True
        return bool(_ODD_NAME.match(self.text))


_ODD_NAME = re.compile(
    r"^(?:(?:al|el|an|ad|ar|as|ash|at|bin|d|l)[-’'‑][A-Z]|[a-z][A-Z][a-z]|\d+[A-Z]{2,}$)"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `[start, end)` of paragraph `paragraph` (an index from 0)."""

    paragraph: int
    start: int
    end: int
    tokens: tuple[Token, ...]
    heading: bool = False


def sentences(text: str, paragraph: int = 0, heading: bool = False) -> list[Sentence]:
    """Split a paragraph; sentences without any token are left out."""
    found = []
    for start, end in spans_of_sentences(text):
        tokens = tokens_of(text, start, end)
        for first in range(0, len(tokens), _MOST_TOKENS):
            part = tokens[first : first + _MOST_TOKENS]
            last = first + _MOST_TOKENS >= len(tokens)
            begin = start if first == 0 else part[0].start
            stop = end if last else tokens[first + _MOST_TOKENS].start
            found.append(Sentence(paragraph, begin, stop, part, heading))
    return found


def spans_of_sentences(text: str) -> list[tuple[int, int]]:
    """Return the half-open spans of the sentences, which together are the whole text."""
    bounds = [0]
    for start, end in _boundaries(text):
        if 0 < start < len(text) and start > bounds[-1] and not _ends_in_abbreviation(text, start):
            bounds.append(start)
        del end
    bounds.append(len(text))
    return [(a, b) for a, b in itertools.pairwise(bounds) if b > a]


def _boundaries(text: str) -> list[tuple[int, int]]:
    """Ask sentencex; where it fails, the paragraph is one sentence.

    It panics (a BaseException) on a one-letter abbreviation before white space that is
    not a blank, so all white space becomes blanks first, one for one.
    """
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped,attr-defined,unused-ignore]  # compiled, no stubs

    plain = _WHITE.sub(" ", text)
    try:
        found = get_sentence_boundaries("en", plain)
        return [(int(item["start_index"]), int(item["end_index"])) for item in found]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return []


_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_FIRST_WORD = re.compile(r"\s*([A-Z]\w*)")
_LAST_WORD = re.compile(r"(\S+)\s*$")


def _ends_in_abbreviation(text: str, at: int) -> bool:
    """Whether the words before `at` end in a title or an initial, which ends no sentence."""
    before = _LAST_WORD.search(text, max(0, at - 24), at)
    if before is None:
        return False
    word = before.group(1).lstrip('(“"‘')
    if _INITIALS.fullmatch(word):
        after = _FIRST_WORD.match(text, at)
        return after is not None and not gazetteer().has("no_sentence_name", after.group(1))
    return word in ABBREVIATIONS or (len(word) == 2 and word[0].isupper() and word[1] == ".")


def tokens_of(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Return the tokens of `text[start:end]`, with offsets in `text`."""
    found: list[Token] = []
    stop = len(text) if end is None else end
    for match in _WORD.finditer(text, start, stop):
        found.extend(_pieces(text, match.start(), match.end(), stop))
    return tuple(_join_stops(found, text))


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(word, start, end, word.casefold())


def _pieces(text: str, start: int, end: int, stop: int) -> list[Token]:
    word = text[start:end]
    if len(word) < 3 or not word[0].isalnum():
        return [_token(text, start, end)]
    if _POSSESSIVE.search(word):
        return [*_pieces(text, start, end - 2, stop), _token(text, end - 2, end)]
    cut = _name_hyphen(word)
    if cut:
        return [
            *_pieces(text, start, start + cut, stop),
            _token(text, start + cut, start + cut + 1),
            *_pieces(text, start + cut + 1, end, stop),
        ]
    return [_token(text, start, end)]


def _name_hyphen(word: str) -> int:
    """Return where the hyphen between two names stands ("Anglo" is none), else 0."""
    for at in range(1, len(word) - 1):
        if word[at] not in "-‑–/":
            continue
        left, right = word[:at], word[at + 1 :]
        known = gazetteer().is_actor_name
        if known(left) and known(right) and not known(word):
            return at
        if known(left) and (right[0].islower() or word[at] == "/") and right[0].isalpha():
            return at
        if left[0].isupper() and right in _AFTER_NAME:
            return at
    return 0


# What is said of a name by a hyphen: "Perth-based", "World War II-era".
_AFTER_NAME = word_set(
    "based born backed led era class style owned controlled held occupied bound speaking made"
    " majority dominated funded linked aligned wide run built trained educated like affiliated"
    " sponsored supported inspired"
)


def _join_stops(tokens: list[Token], text: str) -> list[Token]:
    """Give abbreviations and initials their stop back: `J` `.` becomes `J.`."""
    joined: list[Token] = []
    for token in tokens:
        last = joined[-1] if joined else None
        if (
            token.text == "."
            and last is not None
            and last.end == token.start
            and (
                last.text + "." in ABBREVIATIONS
                or (len(last.text) == 1 and last.text.isupper() and token is not tokens[-1])
            )
        ):
            joined[-1] = _token(text, last.start, token.end)
        else:
            joined.append(token)
    return joined
