"""Bodies and offices whose names many states have: "the Interior Ministry", "the Foreign Minister".

Such a name means one of them only with whose it is, or within one document.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.gazetteer import gazetteer
from explorer.draft.names import Name
from explorer.draft.owners import adjective
from explorer.draft.wordset import word_set

_SMALL = word_set("of the and for in on to 's ’s &")
_HEADS = word_set(
    "Ministry Ministries Department Office Bureau Agency Directorate Secretariat Court Courts Bank"
    " Assembly Parliament Senate Congress House Representatives Chamber Deputies Council Commission"
    " Committee Army Navy Marines Force Forces Guard Guards Police Gendarmerie Service Services"
    " Staff Chiefs Corps Treasury Cabinet Government Embassy Consulate Authority Administration"
    " Presidency Judiciary Prosecutor Tribunal Party Opposition Military Militia Institute Board"
    " Statistics Union Federation Front Ombudsman Legislature Diet"
)
_FIELDS = word_set(
    "Foreign Interior Home Internal External Defence Defense Finance Financial Justice Health"
    " Education Culture Trade Commerce Industry Transport Transportation Energy Agriculture"
    " Labour Labor Economy Economic Environment Planning Information Communications Tourism"
    " Sports Science Technology Affairs Security State Supreme High Constitutional Appeal Appeals"
    " Criminal Central Federal National Royal Imperial Republican Presidential Coast Air Naval"
    " Civil Public Electoral Election Elections Human Rights Intelligence Border Customs Special"
    " Immigration Joint Armed Communist Socialist Democratic Conservative Liberal Nationalist"
    " Workers General Military Reserve Relations Social Development Attorney Revolutionary Riot"
    " Legislative Lower Upper"
)
_BODIES = frozenset(("organisation", "force", "office", "forum", "sector"))
_OF_ONE = frozenset(("Pope", "Dalai Lama", "Taoiseach", "Supreme Leader", "Führer"))
# The lists' entries of common names ("Senate") are those of these two.
_OWN = frozenset(("United States", "United Kingdom"))


def has_common_name(words: Sequence[str]) -> bool:
    """Whether a body's name is made of words that such bodies of any state have."""
    rest = [word for word in words if word not in _SMALL]
    return bool(rest) and any(w in _HEADS for w in rest) and all(_is_common(w) for w in rest)


def _is_common(word: str) -> bool:
    return word in _HEADS or word in _FIELDS


def is_bound(name: str, kind: str) -> bool:
    """Whether a name says who is meant only inside its document."""
    words = tuple(name.split())
    if kind == "office" and gazetteer().titles.get(words) == "office":
        return not name.startswith("Secretary of") and name not in _OF_ONE
    return kind in _BODIES and words not in gazetteer().names and has_common_name(words)


def owner_of(name: Name, before: Name | None, after: Name | None, text: str) -> str | None:
    """Return the state that a body or an office belongs to, by the names beside it, or None.

    `text` is the paragraph: "Kenya's Interior Ministry", "the Ministry of Defence of Norway".
    """
    if before is not None and before.paragraph == name.paragraph:
        between = text[before.end : name.start]
        if between in _OWNING:
            return _state(before)
    if after is not None and after.paragraph == name.paragraph:
        between = " ".join(text[name.end : after.start].split())
        if between in ("of", "of the") and after.kind == "state":
            return _state(after)
    return None


_OWNING = frozenset((" ", "'s ", "’s ", "' ", "’ "))


def _state(name: Name) -> str | None:
    entry = gazetteer().names.get(tuple(name.text.split()))
    return entry.name if entry is not None and entry.kind == "state" else None


def owned_name(name: Name, owner: str | None) -> str | None:
    """Return what a body of a common name is called with its owner; None where it needs none.

    The owner may stand in the name itself: "Foreign Ministry of Peru" is Peru's.
    """
    words, inner = _without_owner(tuple(name.text.split()))
    whose = inner or owner
    if (
        whose is None
        or not has_common_name(words)
        or (words in gazetteer().names and whose in _OWN)
    ):
        return None
    called = adjective(whose)
    return None if words[0] == called else f"{called} {' '.join(words)}"


def _without_owner(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Cut the state off a name that ends in "of Peru", "of the Philippines"."""
    for at in range(len(words) - 2, 0, -1):
        if words[at] == "of":
            tail = words[at + 2 :] if words[at + 1] == "the" else words[at + 1 :]
            entry = gazetteer().names.get(tail)
            known = entry is not None and entry.kind == "state" and entry.form == "name"
            return (words[:at], entry.name) if entry and known else (words, None)
    return words, None
