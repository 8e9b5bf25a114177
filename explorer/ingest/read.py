"""What a format's reader found in a file, before it is a document."""

from __future__ import annotations

import re

from explorer.ingest.blocks import Span, one_line
from explorer.values import dataclass, field, fields

_MOST_NAMES = 6
# What programs write where nobody gave a title or a name.
_NO_TITLE = re.compile(
    r"\(?(?:untitled|anonymous|no title|title|unknown|unspecified"
    r"|(?:word |new |microsoft word )?document"
    r"|(?:microsoft )?(?:word|powerpoint)(?: document| presentation)?|about:blank|slide|layout)"
    r"[\s\d_()-]*\Z|.*\.(?:docx?|dotx?|pdf|indd|tex|dvi|qxd|rtf|odt|pages|pub|fm|p65|ps|wpd|s?html?|xml|txt)\Z",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_TITLE = re.compile(r"\A(?:microsoft (?:office )?(?:word|powerpoint) - )+", re.IGNORECASE)
_BY = re.compile(r"\A[Bb][Yy]:?\s+(?=\S)")
_NO_NAME = re.compile(
    r"\(?(?:unknown|anonymous|unspecified|none|n/?a|author|user|admin(?:istrator)?|owner|root"
    r"|windows user|microsoft office user|python-docx|utilisateur|benutzer)\)?\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None

    def or_else(self, other: Said) -> Said:
        """Return this, with what it leaves out taken from another."""
        mine = {f.name: getattr(self, f.name) or getattr(other, f.name) for f in fields(Said)}
        return Said(**mine)


@dataclass(frozen=True, slots=True)
class Read:
    """A text, its paragraphs, and what the document says of itself.

    `pages` is empty, or the page each paragraph begins on. `name` is a title for a
    document that states none, as its first heading is.
    """

    text: str
    paragraphs: list[Span]
    said: Said = field(default_factory=Said)
    name: str | None = None
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    encoding: str = "utf-8"


def stated_title(words: str | None) -> str | None:
    """Return a title in a file's properties; None for what a program wrote there by itself."""
    words = _BEFORE_TITLE.sub("", one_line(words or ""))
    return None if not words or _NO_TITLE.match(words) else words


def stated_names(*names: str | None) -> str | None:
    """Return people's names as one line, "A, B and C" at most; None where there are none."""
    each = (part for name in names for part in (name or "").split(";"))
    found = dict.fromkeys(_BY.sub("", one_line(name)) for name in each)
    kept = [name for name in found if name and not _NO_NAME.match(name)]
    if len(kept) > _MOST_NAMES:
        return f"{', '.join(kept[:_MOST_NAMES])} and others"
    return _and(kept) if kept else None


def listed(numbers: list[int]) -> str:
    """Return "3, 5 to 7 and 9" for numbers in rising order."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [
        str(first) if first == last else f"{first}{' to ' if last > first + 1 else ', '}{last}"
        for first, last in runs
    ]
    return _and(words)


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
