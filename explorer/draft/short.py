"""Short forms of a name that the document has given before: surnames, "the Forum", "Mahan"."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.draft.cast import Member
from explorer.draft.gazetteer import gazetteer
from explorer.draft.guess import is_surname_first
from explorer.draft.kind import without_suffix
from explorer.draft.names import Name
from explorer.draft.wordset import word_set

DIRECTIONS = word_set(
    "North South East West Northern Southern Eastern Western Upper Lower Central New Old"
    " Inner Outer Great Greater"
)
_BODIES = frozenset(("organisation", "force", "forum", "alliance", "office"))
_DROPPED = word_set("New The A")


class ShortForms:
    """The names of the actors so far, by their words."""

    def __init__(self, members: Mapping[str, Member]) -> None:
        self._members = members
        self._by_word: dict[str, dict[str, None]] = {}

    def learn(self, key: str, member: Member) -> None:
        """Remember the words of an actor's name and aliases."""
        for form in (member.name, *member.aliases[-1:]):
            for word in form.split():
                self._by_word.setdefault(word.rstrip(","), {})[key] = None

    def full_form(self, name: Name, but: str = "") -> str | None:
        """Return the key of the one actor so far that a name is a short form of, else None.

        `but` is left out: an actor is no short form of itself.
        """
        words = name.text.split()
        known = self._by_word.get(words[-1], {}) if words else {}
        found = [
            key
            for key in known
            if key != but and key in self._members and _is_short(words, name, self._members[key])
        ]
        if len(found) > 1 and name.kind == "person":
            found = _leading(found, self._members)
        if len(found) > 1 and len(words) == 1 and name.kind != "person":
            found = found[-1:] if _is_common(words[0]) else []
        return found[0] if len(found) == 1 else None


def _leading(found: list[str], members: Mapping[str, Member]) -> list[str]:
    """Return the one of several people of a surname that the document is about, if there is one."""
    ordered = sorted(found, key=lambda key: -len(members[key].mentions))
    first, second = (len(members[key].mentions) for key in ordered[:2])
    return ordered[:1] if first >= _MANY * second else found


_MANY = 3


def _is_short(words: list[str], name: Name, member: Member) -> bool:
    full = member.name.split()
    if member.kind == "person" and name.kind == "person":
        return _same_person(words, full)
    if member.kind in _BODIES and name.kind in (*_BODIES, "person"):
        if name.kind == "person" and name.sure:
            return False
        return any(_same_body(words, form.split()) for form in (member.name, *member.aliases))
    return False


def _same_person(words: list[str], full: list[str]) -> bool:
    """A surname, or the same first and last name with more or fewer names between."""
    short = [word.casefold() for word in without_suffix(words)]
    whole = [word.casefold() for word in without_suffix(full)]
    if len(whole) < 2 or short == whole:
        return short == whole and words != full
    if len(short) == 1:
        is_first = short[0] == whole[0] and (
            full[0] not in gazetteer().given or is_surname_first(full)
        )
        return short[0] == whole[-1] or is_first
    if short[-1] == whole[-1] and short[0] == whole[0]:
        return True
    return len(short) < len(whole) and short == whole[-len(short) :]


def _same_body(words: list[str], full: list[str]) -> bool:
    """The last words of the name, its first (if no direction), or all but a middle word."""
    words = words[1:] if words[0] in _DROPPED and len(words) > 1 else words
    if len(words) >= len(full) or len(full) < 2:
        return words == full
    if len(words) == 1 and _is_common(words[0]) and words[0] == _head(full):
        return True
    if words == full[-len(words) :]:
        return full[-len(words) - 1] not in DIRECTIONS or (len(words) == 1 and _is_common(words[0]))
    if words == full[: len(words)]:
        return words[-1] not in DIRECTIONS and not _is_common(words[-1]) and len(full) == 2
    return len(words) > 1 and words[0] == full[0] and words[-1] == full[-1] and _within(words, full)


def _head(full: list[str]) -> str:
    """Return what a name with "of" is of the kind of: Ministry of Defence, Council for Peace."""
    joint = next((at for at, word in enumerate(full) if word in ("of", "for")), 0)
    return full[joint - 1] if joint else ""


def _within(words: list[str], full: list[str]) -> bool:
    rest = iter(full)
    return all(word in rest for word in words)


def _is_common(word: str) -> bool:
    """Whether a word is a common noun for a body: Forum, Ministry, Army."""
    lists = gazetteer()
    return lists.has("organisation", word) or lists.has("force", word)
