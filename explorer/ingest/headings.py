"""Which paragraphs of a plain text are headings: few rather than wrong."""

from __future__ import annotations

import re

from explorer.ingest.blocks import Span
from explorer.values import dataclass

_NUMBERED = re.compile(
    r"(?:(?P<deep>\d{1,3}(?:\.\d{1,3}){0,4})\.?\s+(?=\S)"
    r"|(?:chapter|part|section|article|annex|appendix|book)\s+[\divxlc]+\b"
    r"|[IVXLC]{1,7}\.(?:\s|\Z)|第[一二三四五六七八九十百\d]+[章節部条])",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[.!?;:,…。！？、；：][\"'”’»)\]]*\Z")
# The item of a list is no heading, nor a day or a byline at the top of a report.
_NO_HEADING = re.compile(
    r"[-*•‣◦–—+]\s|by\s|from\s|.*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d"
    r"|.*\d\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset(
    {
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of"),
        *("on", "or", "over", "per", "the", "to", "upon", "via", "vs", "with"),
        *("de", "del", "der", "des", "di", "du", "en", "et", "la", "le", "und", "van", "von", "y"),
    }
)
_MOST_CHARS = 100
_MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph looks like: a heading's level if it could be one, and if it is body."""

    level: int
    is_body: bool


def heading_levels(text: str, spans: list[Span]) -> list[Span]:
    """Mark as headings the short lines without a full stop that body text follows.

    A line counts when it is in title case, in capitals or numbered. Levels already set
    (underlined headings) stay.
    """
    looks = [_look(text[start:end]) for start, end, _ in spans]
    followed = _followed_by_body(looks, spans)
    return [
        (start, end, level or (look.level if follows else 0))
        for (start, end, level), look, follows in zip(spans, looks, followed, strict=True)
    ]


def names_nothing(words: str) -> bool:
    """Whether a line is only a day, a byline or an item: nothing to call a text by."""
    return _NO_HEADING.match(words) is not None and len(words) <= _MOST_CHARS


def _followed_by_body(looks: list[_Look], spans: list[Span]) -> list[bool]:
    """Whether body text comes after each, with at most two more headings between."""
    result = [False] * len(looks)
    distance = 99
    for index in range(len(looks) - 1, -1, -1):
        result[index] = distance <= 2
        if looks[index].is_body and not spans[index][2]:
            distance = 0
        elif looks[index].level or spans[index][2]:
            distance += 1
        else:
            distance = 99
    return result


def _look(words: str) -> _Look:
    single = not re.search(r"[\n\r]", words)
    if not single or len(words) > _MOST_CHARS:
        return _Look(0, is_body=True)
    ends = bool(_STOPS.search(words))
    numbered = _NUMBERED.match(words)
    if numbered and (not ends or (words.endswith(".") and len(words) <= 12)):
        deep = numbered["deep"]
        return _Look(1 + deep.count(".") if deep else 1, is_body=False)
    if ends:
        return _Look(0, is_body=len(words) > 40)
    return _Look(1 if _is_title(words) else 0, is_body=False)


def _is_title(words: str) -> bool:
    parts = [part.strip("\"'“”‘’()[]«»—–-") for part in words.split()]
    parts = [part for part in parts if any(c.isalpha() for c in part)]
    if not parts or len(parts) > _MOST_WORDS or _NO_HEADING.match(words):
        return False
    if "  " in words or "\t" in words or "|" in words or "@" in words or "://" in words:
        return False
    telling = [part for part in parts if part.casefold() not in _SMALL_WORDS]
    if not parts[0][0].isupper() and not parts[0][0].isdigit():
        return False
    capital = sum(1 for part in telling if part[0].isupper() or part[0].isdigit())
    return bool(telling) and capital >= 0.8 * len(telling)
