"""A text as tokens with classes: what the grammar runs over."""

from __future__ import annotations

import re

from explorer.draft.dates.words import BREAK_NAME, CLASS, LEXICON, OTHER
from explorer.values import dataclass

# Possessive quantifiers (`++`) keep a long run of one kind of character linear.
_TOKEN = re.compile(
    r"""
      [^\W\d_](?:\.[^\W\d_])++(?:\.|(?![^\W\d_]))
    | FY(?=[0-9]{4}\b)
    | [^\W\d_]++(?:\d\w*+)?+
    | [^\w\s]
    | (?=[0-9])(?:
          [0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![0-9\-])
        | [0-9]{1,2}([/.])[0-9]{1,2}\1[0-9]{4}(?![0-9/])
        | [0-9]{1,2}/[0-9]{1,2}/[0-9]{2}(?![0-9/])
        | [0-9]{1,3}(?:,[0-9]{3})++(?![0-9])
        | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])
        | [0-9]++\.[0-9]++(?![.]?[0-9])
        | [0-9]{1,4}(?=[AaPp]\.?[Mm]\b)
        | [0-9]++(?:st|nd|rd|th|s)?+(?![^\W_])
        | [0-9]\w*+
      )
    | \n[^\S\n]*+\n\s*+
    | _\w*+ | \d\w*+
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """`starts[i]:ends[i]` are code points of the text, `classes[i]` the token's class."""

    text: str
    starts: list[int]
    ends: list[int]
    classes: str

    def word(self, index: int) -> str:
        """Return a token as written; empty before the first and after the last."""
        if 0 <= index < len(self.starts):
            return self.text[self.starts[index] : self.ends[index]]
        return ""

    def touches(self, index: int) -> bool:
        """Return whether no white space stands before a token."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]


def split(text: str) -> Tokens:
    """Return all tokens of a text, in one pass."""
    starts: list[int] = []
    ends: list[int] = []
    classes: list[str] = []
    known = LEXICON.get
    for found in _TOKEN.finditer(text):
        word = found.group()
        character = known(word)
        if character is None:
            character = OTHER if word.isalpha() else _of_odd(word)
        start, end = found.span()
        starts.append(start)
        ends.append(end)
        classes.append(character)
    return Tokens(text, starts, ends, "".join(classes))


def _of_odd(word: str) -> str:
    first = word[0]
    if "0" <= first <= "9":
        return _of_digits(word)
    return CLASS[BREAK_NAME] if first == "\n" else OTHER


def _of_digits(word: str) -> str:
    if word.isascii() and word.isdigit():
        return CLASS[_of_number(word)]
    last = word[-1]
    if ":" in word and "-" not in word:
        return CLASS["CLOCK"]
    if "-" in word:
        return CLASS["ISO"]
    if "/" in word or word.count(".") == 2:
        return CLASS["SLASHED"]
    if "," in word:
        return CLASS["NC"]
    if "." in word:
        return CLASS["NF"]
    digits = word.rstrip("stndrh")
    if not (digits.isascii() and digits.isdigit()):
        return OTHER
    if last == "s" and len(word) - len(digits) == 1:
        return _of_decade(digits)
    return CLASS["ORDN"] if len(digits) <= 2 else OTHER


def _of_number(digits: str) -> str:
    if len(digits) > 4:
        return "N4"
    number = int(digits)
    if len(digits) == 4:
        return "Y4" if 1000 <= number < 2200 else "N4"
    if len(digits) == 3:
        return "N3"
    if 1 <= number <= 12:
        return "D1"
    return "D13" if 13 <= number <= 31 else "N2"


_DECADES = {2: "DEC2", 3: "DECADE3"}


def _of_decade(digits: str) -> str:
    if digits[-1] != "0":
        return OTHER
    if len(digits) == 4 and 1000 <= int(digits) < 2200:
        return CLASS["DECADE"]
    return CLASS[_DECADES[len(digits)]] if len(digits) in _DECADES else OTHER
