"""A run of capitalised words cut into the names it holds.

"US Secretary of State John Kerry" is a state, an office and a person; "Northrop Grumman
CEO Ron Sugar" a company, a title and a person; "Japanese Communist Party" is one name.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.gazetteer import Entry, gazetteer
from explorer.draft.text import Token
from explorer.draft.wordset import word_set
from explorer.values import dataclass

_LONGEST_TITLE = 5
_INNER = ("organisation", "force", "place", "thing")


@dataclass(frozen=True, slots=True)
class Segment:
    """Tokens `[begin, end)`; `kind` where the cutting tells it, `title` what stands before."""

    begin: int
    end: int
    kind: str | None = None
    title: str = ""


def segments(tokens: Sequence[Token], span: tuple[int, int]) -> list[Segment]:
    """Cut the run `span` of a sentence's tokens."""
    found: list[Segment] = []
    at, end = span
    title = ""
    while at < end:
        words = tuple(token.text for token in tokens[at:end])
        if words[0] in _SKIPPED and len(words) > 1:
            at += 1
            continue
        piece, title_kind = _first_piece(words)
        if title_kind:
            title = " ".join(words[:piece])
            rest = words[piece:]
            if title_kind == "office" or _is_noble(words, piece):
                if _is_noble(words, piece):
                    piece, title = len(words), ""
                    found.append(Segment(at, end, "person"))
                else:
                    found.append(Segment(at, at + piece, "office"))
            at += piece
            title = title if rest else ""
            if rest and rest[0].islower():
                title = ""
            continue
        kind = _kind_of_cut(words, piece, title)
        found.append(Segment(at, at + piece, kind, title))
        title = ""
        at += piece
    return found


def _first_piece(words: tuple[str, ...]) -> tuple[int, str]:
    """Return the length of the first piece, and the title's kind where it is a title."""
    known = _longest_known(words)
    if known == len(words):
        return known, ""
    title = _title_length(words)
    if title and (title == len(words) or not _is_one_body(words)):
        lists = gazetteer()
        if title < len(words) or lists.titles[words[:title]] == "office":
            return title, lists.titles[words[:title]]
        return title, "title"
    inner = _inner_title(words) or _inner_person(words)
    if inner:
        return (known if 0 < known <= inner else inner), ""
    if known and not _goes_on(words, known):
        return known, ""
    return len(words), ""


def _longest_known(words: tuple[str, ...]) -> int:
    lists = gazetteer()
    for length in range(min(len(words), lists.longest), 0, -1):
        if words[:length] in lists.names:
            return length
    return 0


def _title_length(words: tuple[str, ...]) -> int:
    titles = gazetteer().titles
    for length in range(min(len(words), _LONGEST_TITLE), 0, -1):
        if words[:length] in titles:
            return length
    return 0


def _inner_title(words: tuple[str, ...]) -> int:
    """Return where a title stands inside the words, with a name before it, else 0."""
    if _is_one_body(words):
        return 0
    for at in range(1, len(words)):
        if _title_length(words[at:]) and words[at - 1] not in ("of", "the", "and"):
            return at
    return 0


def _inner_person(words: tuple[str, ...]) -> int:
    """Return where a person's name begins after a capitalised calling, else 0."""
    lists = gazetteer()
    if any(lists.has(name, words[-1]) for name in _INNER) or words[0] in lists.given:
        return 0
    for at in range(1, len(words) - 1):
        if words[at] in lists.given and words[at + 1][0].isupper() and words[at - 1] not in _TIES:
            return at if len(words[at - 1].rstrip(".")) > 1 else 0
    return 0


def _is_one_body(words: tuple[str, ...]) -> bool:
    """Whether the whole reads as one body or place: "General Staff College"."""
    lists = gazetteer()
    last = words[-1]
    if len(words) < 2 or "'s" in words:
        return False
    return any(lists.has(name, last) for name in ("organisation", "force", "place"))


def _is_noble(words: tuple[str, ...], piece: int) -> bool:
    """Whether a title takes its land with it: Duke of Wellington, Queen of Spain."""
    return len(words) > piece + 1 and words[piece] == "of" and words[piece - 1] in _LANDED


def _goes_on(words: tuple[str, ...], known: int) -> bool:
    """Whether a known name is only the head of a longer one: "Boston Red Sox", "Airbus A380"."""
    lists = gazetteer()
    entry: Entry = lists.names[words[:known]]
    rest = words[known:]
    if rest[0] in ("-", "‑", "–"):
        return _is_one_body(words) or len(rest) > 3
    if any(lists.has(name, words[-1]) for name in _INNER):
        return True
    if rest[0] in lists.given and len(rest) > 1:
        return False
    if entry.form == "demonym":
        return _title_length(rest) == 0
    return True


def _kind_of_cut(words: tuple[str, ...], piece: int, title: str) -> str | None:
    if title and piece == len(words) and words[0] not in ("of", "for"):
        entry = gazetteer().names.get(words)
        return None if entry and entry.kind in ("state", "region") else "person"
    return None


_SKIPPED = frozenset(("-", "‑", "–", "/", "of", "the", "and", "for", "on", "&", "'s", "’s", ","))
_TIES = word_set("of the and & de la von van St. St Saint San Santa Mc Mac")
_LANDED = word_set(
    "Duke Duchess Earl Count Countess Baron Baroness Prince Princess King Queen Marquis"
    " Marquess Viscount Bishop Archbishop Emperor Sultan Emir"
)
