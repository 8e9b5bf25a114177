"""The values that folding makes: who is spoken of in a document, and in which words."""

from __future__ import annotations

import re

from explorer.domain.marks import Same
from explorer.values import dataclass, field

# Kinds of name that are actors as they stand; a region may act as a group, a thing never acts.
ACTING = frozenset(
    ("state", "person", "force", "organisation", "office", "forum", "alliance", "sector", "group")
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words at `[start, end)` of paragraph `paragraph` (an index from 0) that mean an actor.

    `form` is how: "name", "demonym", "capital" (a city for its government), "short" (a part
    of the name), "group", or "pronoun" ("it", "the company").
    """

    paragraph: int
    start: int
    end: int
    text: str
    form: str = "name"


@dataclass(slots=True)
class Member:
    """An actor being gathered: its name, kind, and all words that mean it."""

    name: str
    kind: str
    mentions: list[Mention] = field(default_factory=list)
    aliases: list[str] = field(default_factory=list)
    sure: bool = True

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        text = " ".join(mention.text.split())
        if mention.form in ("name", "short", "capital") and text not in (self.name, *self.aliases):
            self.aliases.append(text)


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors of a document by key, in the order of their first mention.

    `proposed` are those that may be one, but not for sure.
    """

    members: dict[str, Member]
    proposed: tuple[Same, ...] = ()

    def is_actor(self, key: str) -> bool:
        return self.members[key].kind in ACTING


def slug(name: str) -> str:
    """Return a name as a key: small letters, hyphens between the words."""
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "x"
