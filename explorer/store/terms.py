"""What a person typed into a search box, as terms that full text can look up.

Words are taken whole, without regard to case or accents; the last one may be the
beginning of a word. Words in double quotes are one phrase, taken whole. A word in a
script that puts no blanks between words (Japanese, Chinese, Thai ...; Korean too, for
its endings) is found anywhere in the text. No input is refused.
"""

from __future__ import annotations

import re

from explorer.values import dataclass

_PIECE = re.compile(r'"([^"]*)"|(\S+)')
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc"
    "\U00020000-\U0003ffff]"
)
_CASED = re.compile("[a-z]")  # all that SQLite's `lower` makes
_GLOB_SIGNS = re.compile(r"[*?\[]")
_LONGEST_GLOB = 10_000  # characters; SQLite takes 50,000 bytes


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: `match` is its FTS5 query, or None to look for `text` anywhere."""

    text: str
    match: str | None

    @property
    def is_prefix(self) -> bool:
        """Whether it may be the beginning of a word."""
        return self.match is not None and self.match.endswith('" *')


def terms(words: str) -> tuple[Term, ...]:
    """Return what to look for, all of it; nothing where there is no letter or digit."""
    pieces = [
        (phrase or word, bool(phrase))
        for phrase, word in _PIECE.findall(_storable(words))
        if any(character.isalnum() for character in phrase or word)
    ]
    last = len(pieces) - 1
    found = (
        _term(text, prefix=index == last and not is_phrase)
        for index, (text, is_phrase) in enumerate(pieces)
    )
    return tuple(dict.fromkeys(found))


def full_text(wanted: tuple[Term, ...]) -> str | None:
    """Return one FTS5 query for all terms that have one; None where none has."""
    return " AND ".join(term.match for term in wanted if term.match is not None) or None


def holding(text: str, term: Term) -> tuple[str, str]:
    """Return the SQL for a text that holds a term anywhere, and the value it has once.

    Where the term has no letter with a case that SQLite knows, GLOB: it takes a third of the
    time of looking through a copy in lower case.
    """
    wanted = term.text.translate(_LOWER)
    if len(wanted) < _LONGEST_GLOB and not _CASED.search(wanted):
        return f"{text} GLOB ?", "*" + _GLOB_SIGNS.sub(r"[\g<0>]", wanted) + "*"
    return f"instr(lower({text}), ?) > 0", wanted


_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def _term(text: str, *, prefix: bool) -> Term:
    if _UNSPACED.search(text):
        return Term(text, None)
    quoted = '"' + text.replace('"', '""') + '"'
    return Term(text, quoted + " *" if prefix else quoted)


def _storable(words: str) -> str:
    """Return the words without what cannot stand in a file: NUL and lone surrogates."""
    return words.replace("\0", " ").encode(errors="ignore").decode()
