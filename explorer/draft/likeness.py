"""Actors that may be one, but not for sure: proposed for a person to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from explorer.domain.marks import Same
from explorer.draft.acronyms import initials_fit
from explorer.draft.cast import Member
from explorer.draft.gazetteer import gazetteer
from explorer.draft.kind import without_suffix
from explorer.draft.short import DIRECTIONS

_LIKE = 0.92
_SHORTEST = 4
_MOST_COMPARED = 400
_BODIES = frozenset(("organisation", "force", "forum", "alliance"))


def proposals(members: Mapping[str, Member]) -> Iterator[Same]:
    """Yield pairs of actors of one kind whose names are nearly the same."""
    people = [(k, m) for k, m in members.items() if m.kind == "person"][:_MOST_COMPARED]
    bodies = [(k, m) for k, m in members.items() if m.kind in _BODIES][:_MOST_COMPARED]
    for (key, member), (other_key, other) in combinations(people, 2):
        why = why_person(member.name, other.name)
        if why:
            yield _longer_first(key, member, other_key, other, why)
    for (key, member), (other_key, other) in combinations(bodies, 2):
        why = why_body(member.name, other.name)
        if why:
            yield _longer_first(key, member, other_key, other, why)


def _longer_first(key: str, member: Member, other_key: str, other: Member, why: str) -> Same:
    if len(other.name) > len(member.name):
        return Same("actor", other_key, key, why)
    return Same("actor", key, other_key, why)


def why_person(one: str, two: str) -> str:
    """Return why two people's names may mean one person, or nothing."""
    a, b = sorted((one.split(), two.split()), key=len)
    if len(a) == 1:
        if len(b) > 1 and a[0] == b[0] and a[0] in gazetteer().given:
            return "the same first name"
        if len(b) > 1 and a[0] == without_suffix(b)[-1]:
            return "the same surname"
        return _near(a[0], b[-1])
    if a[-1] == b[-1] and a[0][0] == b[0][0] and (a[0].endswith(".") or b[0].endswith(".")):
        return "the same surname and initial"
    return _near(one, two)


def why_body(one: str, two: str) -> str:
    """Return why two names may mean one body, or nothing; North is never South."""
    for short, full in ((one, two), (two, one)):
        letters = list(short)
        if short.isupper() and 3 <= len(short) <= 8 and initials_fit(full.split(), letters):
            return "the letters fit"
    if any((word in one.split()) != (word in two.split()) for word in DIRECTIONS):
        return ""
    if _digits(one) != _digits(two):
        return ""
    return _near(one, two)


def _digits(name: str) -> str:
    return "".join(c for c in name if c.isdigit())


def _near(one: str, two: str) -> str:
    from rapidfuzz.distance import JaroWinkler

    if min(len(one), len(two)) < _SHORTEST or one.casefold() == two.casefold():
        return "written alike" if one.casefold() == two.casefold() else ""
    return "spelled nearly alike" if JaroWinkler.similarity(one, two) >= _LIKE else ""
