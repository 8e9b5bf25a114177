"""Which names of a document mean one actor.

Done: a name the lists know by several forms; a surname, where one person has it; an acronym
that the document defines; the last or first words of a longer name just given ("the Forum").
Proposed, not done: near spellings, initials, first names, acronyms whose letters merely fit.
Names that differ in a direction (North and South Korea) are never folded, nor proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from explorer.draft.acronyms import defined_acronyms
from explorer.draft.capital import acts
from explorer.draft.cast import Cast, Member, Mention, slug
from explorer.draft.common import has_common_name, owned_name, owner_of
from explorer.draft.gazetteer import gazetteer
from explorer.draft.groups import Group
from explorer.draft.kind import kind_of_words
from explorer.draft.likeness import proposals
from explorer.draft.names import Name
from explorer.draft.owners import Owners, adjective
from explorer.draft.short import ShortForms
from explorer.draft.text import Sentence
from explorer.draft.where import Where


def fold(
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    groups: Sequence[Group],
    paragraphs: Sequence[str],
) -> Cast:
    """Fold the names and groups of a document into its actors."""
    folding = _Folding(sentences, paragraphs, {name.known for name in names if name.known})
    home = _home(names)
    for before, name, after in zip((None, *names), names, (*names[1:], None), strict=False):
        owner = owner_of(name, before, after, paragraphs[name.paragraph])
        folding.add(name, owner or (home if name.key in _CHAMBERS else None))
    folding.joined()
    folding.owned(groups, names)
    for group in groups:
        folding.governing(group)
    members = dict(sorted(folding.members.items(), key=_first_place))
    proposed = tuple(proposals(members))
    return Cast(members, proposed)


def _first_place(item: tuple[str, Member]) -> tuple[int, int, int, str]:
    key, member = item
    first = min((m.paragraph, m.start, m.end) for m in member.mentions)
    return (*first, key)


class _Folding:
    def __init__(
        self, sentences: Sequence[Sentence], paragraphs: Sequence[str], known: Set[str]
    ) -> None:
        self.sentences = sentences
        self.known = known  # what the document speaks of by names that the lists have
        self.where = Where(sentences)
        self.members: dict[str, Member] = {}
        self.acronyms = defined_acronyms(paragraphs)
        self.short = ShortForms(self.members)

    def add(self, name: Name, owner: str | None) -> None:
        """Add a name as a mention of the actor that it means, if it means one.

        `owner` is the state that it belongs to, where the words beside it say so.
        """
        found = _office(name, owner) if name.kind == "office" else self._meaning(name, owner)
        if found is None:
            return
        canonical, kind, form = found
        key = self._key(canonical, kind)
        member = self.members.setdefault(key, Member(canonical, kind, sure=name.sure))
        member.sure = member.sure or name.sure
        member.add(Mention(name.paragraph, name.start, name.end, name.text, form))
        self.short.learn(key, member)

    def _sentence(self, name: Name) -> Sentence | None:
        number = self.where.number(name.paragraph, name.start)
        return None if number is None else self.sentences[number]

    def _key(self, canonical: str, kind: str) -> str:
        key = slug(canonical)
        there = self.members.get(key)
        if there is None or there.kind == kind or {there.kind, kind} <= _BODIES:
            return key
        return f"{key}-{kind}"

    def _meaning(self, name: Name, owner: str | None) -> tuple[str, str, str] | None:
        """Return the actor's name, its kind, and how these words name it."""
        words = tuple(name.text.split())
        if name.kind == "demonym":
            entry = gazetteer().names.get(words)
            known = entry is not None and entry.kind == "state"
            return (entry.name, "state", "demonym") if entry and known else None
        capital = gazetteer().capitals.get(words)
        if name.kind == "place" or (capital is not None and name.kind == capital.kind):
            if capital is not None and acts(name, self._sentence(name)):
                seat = _SEATS.get(name.key)
                if seat is not None and capital.name not in self.known:
                    return *seat, "capital"
                return capital.name, capital.kind, "capital"
            if name.kind == "place":
                return None
        if name.key in _OPPOSITE:
            return self._half(name.key)
        owned = owned_name(name, owner) if name.kind in _BODIES else None
        if owned is not None:
            return owned, name.kind, "name"
        if name.known is not None:
            full = self.short.full_form(name) if has_common_name(words) else None
            return (name.known, name.kind, "name") if full is None else self._as_short(full)
        spelled = self.acronyms.get(name.key)
        if spelled is not None:
            entry = gazetteer().names.get(tuple(spelled.split()))
            if entry is not None:
                return entry.name, entry.kind, "name"
            kind, sure = kind_of_words(tuple(spelled.split()))
            return spelled, kind if sure and kind in _BODIES else name.kind, "name"
        full = self.short.full_form(name)
        return (name.key, name.kind, "name") if full is None else self._as_short(full)

    def _as_short(self, key: str) -> tuple[str, str, str]:
        return self.members[key].name, self.members[key].kind, "short"

    def _half(self, word: str) -> tuple[str, str, str] | None:
        """Return the state that "the North" is where its other half, or it, has been named."""
        states = [m.name for m in self.members.values() if m.kind == "state"]
        halves = {name for name in states if name.startswith(f"{word} ")}
        other = f"{_OPPOSITE[word]} "
        halves |= {f"{word} {n.removeprefix(other)}" for n in states if n.startswith(other)}
        known = sorted(name for name in halves if is_known(name))
        return (known[0], "state", "short") if len(known) == 1 else None

    def joined(self) -> None:
        """Fold a short form that came before its full one, as a headline's does."""
        for key in list(self.members):
            member = self.members[key]
            if member.kind not in ("person", "force", "organisation"):
                continue
            first = member.mentions[0]
            name = Name(
                first.paragraph, first.start, first.end, member.name, member.kind, member.sure
            )
            full = self.short.full_form(name, key) if len(member.name.split()) < 4 else None
            if full is not None and not is_known(member.name):
                for mention in member.mentions:
                    self.members[full].add(replace(mention, form="short"))
                del self.members[key]

    def governing(self, group: Group) -> None:
        """Whoever an administration is named after is a person."""
        owner = group.owner
        if owner is None or group.head != "administration" or owner.known is not None:
            return
        member = self.members.get(slug(owner.key))
        if member is not None and not member.sure:
            member.kind, member.sure = "person", True

    def owned(self, groups: Sequence[Group], names: Sequence[Name]) -> None:
        """Add the actors that are named by whom they belong to."""
        owners = Owners(self.where, names, self.members)
        for group in groups:
            named = owners.name_of(group)
            if named is None:
                continue
            state = self.members.get(slug(owners.state_of(group) or ""))
            if state is not None and group.head in _GOVERNMENTS:
                words = Mention(group.paragraph, group.start, group.end, group.text, "group")
                state.add(words)
                continue
            member = self.members.setdefault(slug(named), Member(named, group.kind))
            form = "group" if group.own else "name"
            member.add(Mention(group.paragraph, group.start, group.end, group.text, form))


def _home(names: Sequence[Name]) -> str | None:
    """Return the state whose parliament "the Senate" is: the one that is named most."""
    states = Counter(
        entry.name
        for name in names
        if (entry := gazetteer().names.get(tuple(name.text.split()))) and entry.kind == "state"
    )
    if not states or "United States" in states:
        return None
    return max(sorted(states), key=states.__getitem__)


def _office(name: Name, owner: str | None) -> tuple[str, str, str] | None:
    """Return what an office is called: by its country where others have the like.

    "President" alone is a word before a name and no actor; "Secretary of State" is one.
    """
    country = adjective(owner) if owner else ""
    if " " not in name.key:
        return (f"{country} {name.key}", "office", "name") if country else None
    prefix = f"{country} " if country and country != "U.S." else ""
    return f"{prefix}{name.key}", "office", "name"


_BODIES = frozenset(("organisation", "force", "forum"))
_CHAMBERS = frozenset(("Senate", "Congress", "House of Representatives", "Supreme Court"))
_GOVERNMENTS = frozenset(("government", "governments"))
_OPPOSITE = {"North": "South", "South": "North", "East": "West", "West": "East"}
# Capitals that stand for a union rather than for their state, where that is not spoken of.
_SEATS = {"Brussels": ("European Union", "alliance")}


def is_known(name: str) -> bool:
    return tuple(name.split()) in gazetteer().names


__all__ = ["Cast", "fold"]
