"""Whom a group belongs to, and so what it is called: "its allies" are U.S. allies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.draft.cast import Member, slug
from explorer.draft.gazetteer import rows
from explorer.draft.groups import Group
from explorer.draft.names import Name
from explorer.draft.where import Where

_ADJECTIVE_KINDS = frozenset(("state", "demonym"))


class Owners:
    """Names groups after their owners, in one document."""

    def __init__(self, where: Where, names: Sequence[Name], members: Mapping[str, Member]) -> None:
        self.where = where
        self.states = where.grouped(name for name in names if name.kind in _ADJECTIVE_KINDS)
        self.meaning = {
            (m.paragraph, m.start): member.name
            for member in members.values()
            for m in member.mentions
        }

    def name_of(self, group: Group) -> str | None:
        """Return what the group is called; None where its owner is not to be found."""
        if group.head == "rank":
            return group.text[:1].upper() + group.text[1:]
        owner = group.owner or self._owner_near(group)
        if owner is None:
            return None
        called = self.meaning.get((owner.paragraph, owner.start), owner.key)
        if group.own:
            noun = group.text.split(maxsplit=1)[1]
            return f"{adjective(called)} {noun}"
        if owner.start > group.start:
            before = group.text[: owner.start - group.start]
            return before[:1].upper() + before[1:].replace(" the ", " ") + called
        rest = group.text[owner.end - group.start :].lstrip("'’s").strip()
        return f"{adjective(called)} {rest}" if rest else None

    def state_of(self, group: Group) -> str | None:
        """Return the state that a group with its owner's name beside it belongs to, else None."""
        owner = group.owner
        if owner is None or owner.kind not in _ADJECTIVE_KINDS:
            return None
        return self.meaning.get((owner.paragraph, owner.start))

    def _owner_near(self, group: Group) -> Name | None:
        """Return the state spoken of before the group in its sentence, else after it."""
        number = self.where.number(group.paragraph, group.start)
        here = [] if number is None else self.states.get(number, [])
        before = [name for name in here if name.end <= group.start]
        after = [name for name in here if name.start >= group.end + len(" such as the ")]
        return before[0] if before else after[0] if after else None


def adjective(state: str) -> str:
    """Return how a state is written before a noun: U.S., Japanese; other names stay."""
    return _adjectives().get(slug(state), state)


def _adjectives() -> dict[str, str]:
    if not _KNOWN:
        for row in rows("states.tsv"):
            if len(row) > 1 and row[1]:
                _KNOWN[slug(row[0])] = row[1].split(";")[0]
        _KNOWN["united-states"] = "U.S."
    return _KNOWN


_KNOWN: dict[str, str] = {}
