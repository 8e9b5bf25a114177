"""Lines joined to paragraphs: hyphens undone, blanks set, note marks taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from explorer.ingest.pdf.runs import is_cjk

_HYPHENS = "-\u2010\u00ad"
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010’'][^\W\d_]+)*")
_TAIL = re.compile(r"([^\W\d_]+(?:[-\u2010’'][^\W\d_]+)*)[-\u2010\u00ad]\Z")
_HEAD = re.compile(r"[^\W\d_]+")
_NO_BLANK_AFTER = re.compile(r"(?:https?://|www\.)\S*[/.=&?_%#]\Z|(?<=\w)[—–/]\Z|(?<=\d)[–-]\Z")
# First halves that keep their hyphen whatever follows, and those that do before a whole word.
_ALWAYS_HALVES = frozenset(
    ("self", "anglo", "sino", "vice", "quasi", "twenty", "thirty", "forty", "fifty", "sixty",
     "seventy", "eighty", "ninety")
)  # fmt: skip
_FIRST_HALVES = frozenset(
    ("well", "ill", "non", "ex", "half", "semi", "so", "all", "much", "long", "short", "high",
     "low", "full", "part", "first", "second", "third", "state", "cross", "then", "two", "three",
     "four", "five", "six", "year", "old", "new", "pro", "anti", "north", "south", "far")
)  # fmt: skip
# Second halves of words that are written as one, though each half is a word too.
_SECOND_HALVES = frozenset(
    ("times", "thing", "things", "where", "stand", "stands", "stood", "standing", "ground",
     "grounds", "power", "powers", "works", "place", "places", "house", "woman", "women",
     "holder", "holders", "field", "fields", "pieces", "point", "points", "selves", "sided")
)  # fmt: skip
_MARK = re.compile(
    r"(?<=[^\s\d])(?: (?=[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?: |$)))?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}"
    r"(?:[,\s]{0,2}[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*(?!\w)"
)
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcmdµ]?m|ft|in|mi|yd)\Z")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPLIT_SHARE = 0.015
_BLANKS = re.compile(r" {2,}")
_BULLET = re.compile(r"\A[•◦▪■●‣⁃∙·□➢➤✓✔\ufffd\ue000-\uf8ff]\s*(?=\S)")


class Vocabulary:
    """The words of a document as they stand within lines, by which a split one is mended."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        ends = count = 0
        for line in lines:
            count += 1
            ends += line[-1:] in _HYPHENS
            found = _WORD.findall(line)
            # The last word of a line may be half of one.
            whole = found[:-1] if line[-1:] in _HYPHENS else found
            self._counts.update(word.casefold() for word in whole)

        # Where hardly a line ends with one, no program split the words.
        self._splits = ends > _SPLIT_SHARE * count

    def keeps_hyphen(self, first: str, second: str) -> bool:
        """Whether a word that a line end splits is written with a hyphen in any case."""
        one, other = first.casefold(), second.casefold()
        joined = self._counts[one + other]
        compound = self._counts[f"{one}-{other}"] + self._counts[f"{one}\u2010{other}"]
        if joined or compound:
            return compound > joined
        if "-" in one:  # the middle of "state-of-the-"
            return True
        if one in _ALWAYS_HALVES or not self._splits:
            return True
        if len(other) < 5 or other in _SECOND_HALVES or not self._counts[other]:
            return False
        return one in _FIRST_HALVES or (len(one) >= 4 and bool(self._counts[one]))


def joined(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return lines as one paragraph."""
    text = ""
    for line in lines:
        text = _with(text, line.strip(), vocabulary)
    return tidy(text)


def tidy(text: str) -> str:
    """Return words without soft hyphens and doubled blanks, in composed characters."""
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text.replace("\u00ad", ""))).strip()


def _with(text: str, line: str, vocabulary: Vocabulary) -> str:
    if not text or not line:
        return text + line
    if text[-1] in _HYPHENS and (mended := _unsplit(text, line, vocabulary)) is not None:
        return mended
    if is_cjk(text[-1]) and is_cjk(line[0]):
        return text + line
    if _NO_BLANK_AFTER.search(text):
        return text + line
    return f"{text} {line}"


def _unsplit(text: str, line: str, vocabulary: Vocabulary) -> str | None:
    """Return the text with a word that the line end splits made whole; None where none is."""
    first, second = _TAIL.search(text), _HEAD.match(line)
    if text[-1] == "\u00ad":
        return text[:-1] + line
    if first is None:
        # "2019-" and "20", "U.S.-" and "Japan": the hyphen is the author's.
        return text + line if len(text) > 1 and not text[-2].isspace() else None
    if second is None:
        return text + line
    if not second[0][0].islower() or vocabulary.keeps_hyphen(first[1], second[0]):
        if line.split(" ", 1)[0] in ("and", "or", "und", "oder", "y", "et"):
            return f"{text} {line}"  # "pre- and post-war"
        return text + line
    if second[0] in ("and", "or", "und", "oder", "to"):
        return f"{text} {line}"
    return text[:-1] + line


def without_marks(text: str, labels: set[str]) -> str:
    """Return words without the raised numbers that call the notes of their page."""

    def kept(found: re.Match[str]) -> str:
        numbers = re.findall(r"\d+", found[0].translate(_PLAIN))
        called = all(number in labels for number in numbers)
        is_power = _UNIT.search(text[: found.start()][-4:]) is not None
        return "" if called and not is_power else found[0]

    return _MARK.sub(kept, text)


def label_of(text: str) -> str | None:
    """Return the number or sign that a note begins with, or None."""
    match = re.match(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=[\s.)\]])|[*†‡§¶∗]{1,3}", text)
    return match[0].translate(_PLAIN) if match else None


def plain_label(text: str) -> str:
    """Return a note with its raised number set as a usual one."""
    match = re.match(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*", text)
    return f"{match[1].translate(_PLAIN)} {text[match.end() :]}" if match else text


def without_bullet(text: str) -> str:
    """Return an item of a list without the sign before it; its number stays."""
    return _BULLET.sub("", text, count=1)
