"""Fold a draft into the actors that a project knows: what is certain is done, else proposed.

Done: the very name and kind; an alias that is certain anywhere (a full name, an acronym).
Proposed: a surname, a short form, a near spelling. A document's draft depends on no other's;
this is the one step that looks across documents, so whoever writes takes it, in order. Events
are never folded here; what may be one event told twice is proposed (`explorer.draft.twins`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.domain.marks import ActorMark, Draft, Same
from explorer.draft.common import is_bound
from explorer.draft.forms import BODIES, alike_in_kind, certain_forms, loose_forms, written
from explorer.draft.known import Known, KnownActor, free_key
from explorer.draft.likeness import why_body, why_person
from explorer.draft.rekey import rekeyed
from explorer.draft.twins import EventRegister
from explorer.values import dataclass, replace

_MOST_PROPOSED = 3  # for one actor: more known ones that are like it tell nothing
_MOST_COMPARED = 200
_BLOCK = 3  # first letters that near spellings share


def fold_into(draft: Draft, known: Known) -> Draft:
    """Return a draft whose actors bear the keys of the known actors that they are.

    Parameters
    ----------
    draft
        The draft of one document.
    known
        The actors of the project it goes into (`explorer.draft.known.known_of`).

    Returns
    -------
    Draft
        Marks that fold into one are one mark; events, relationships and doubts follow their
        actors. What may be a known actor, but not for sure, is added to `same`, the known
        one first. The same draft and known actors give the same result, byte for byte.
    """
    return Register(known).fold(draft)


class Register:
    """The known actors by their names, for folding many drafts one after another.

    `fold` changes nothing; `learn` adds the actors of a folded draft, so that the next one
    is held against them too.
    """

    def __init__(self, known: Known = Known()) -> None:  # noqa: B008  # a frozen value
        self._actors: dict[str, KnownActor] = {}
        self._ranks: dict[str, int] = {}  # the order of the project, whatever was learned when
        self._certain: dict[str, dict[str, None]] = {}
        self._loose: dict[str, dict[str, None]] = {}
        self._blocks: dict[tuple[str, str], dict[str, None]] = {}
        self._events = EventRegister(known.events)
        for actor in known.actors:
            self._add(actor)

    def known(self) -> Known:
        """Return all that is known, as a value."""
        return Known(tuple(self._actors.values()), self._events.known())

    def renew(self, known: Known) -> None:
        """Know some actors and events as they stand in the project now.

        One who imports knows more than the draft: a mark may have been taken for another one,
        or left out as rejected. What has no key yet is passed over.
        """
        for actor in known.actors:
            if not actor.keyless and self._actors.get(actor.key) != actor:
                self._add(actor)
        self._events.renew(known.events)

    def learn(self, draft: Draft) -> None:
        """Add the actors and events of a draft that was folded into these."""
        self._events.learn(draft)
        for mark in draft.pack.actors:
            there = self._actors.get(mark.key)
            if there is None:
                self._add(KnownActor(mark.key, mark.name, mark.kind, mark.aliases))
                continue
            names = dict.fromkeys((*there.aliases, mark.name, *mark.aliases))
            names.pop(there.name, None)
            self._add(replace(there, aliases=tuple(names), keyless=False))

    def fold(self, draft: Draft) -> Draft:
        """As `fold_into`, into all that is known so far."""
        found = {mark.key: self._found(mark) for mark in draft.pack.actors}
        taken = {mark.key for mark in draft.pack.actors} | set(self._actors)
        keys: dict[str, str] = {}
        for mark in draft.pack.actors:
            into = found[mark.key].certain
            if into is not None:
                keys[mark.key] = into.key
            elif mark.key in self._actors:
                keys[mark.key] = free_key(mark.key, mark.kind, taken)
                taken.add(keys[mark.key])
        settled = {match.certain.key: match.certain for match in found.values() if match.certain}
        folded = rekeyed(draft, keys, settled)
        here = {mark.key for mark in folded.pack.actors}
        doubts = [
            Same("actor", actor.key, keys.get(mark.key, mark.key), why)
            for mark in draft.pack.actors
            for actor, why in found[mark.key].likely
            if actor.key not in here  # two of one document, which it held apart itself
        ]
        return self._events.propose(self._with_doubts(folded, doubts))

    def _with_doubts(self, draft: Draft, doubts: Sequence[Same]) -> Draft:
        """Add the doubts; a known actor without a key comes along, so that it can be found."""
        same = tuple(dict.fromkeys((*draft.same, *doubts)))
        named = dict.fromkeys(doubt.keep for doubt in doubts)
        carried = tuple(
            ActorMark(actor.key, actor.name, actor.kind)
            for actor in (self._actors[key] for key in named)
            if actor.keyless
        )
        pack = replace(draft.pack, actors=(*draft.pack.actors, *carried))
        return replace(draft, pack=pack, same=same)

    def _add(self, actor: KnownActor) -> None:
        self._actors[actor.key] = actor
        self._ranks.setdefault(actor.key, len(self._ranks))
        forms = list(certain_forms(actor.name, actor.kind, actor.aliases))
        for form in forms:
            self._certain.setdefault(form, {})[actor.key] = None
        for form in (*loose_forms(actor.name, actor.kind, actor.aliases), *_last_word(actor)):
            self._loose.setdefault(form, {})[actor.key] = None
        for block in _blocks(actor.name, actor.kind):
            self._blocks.setdefault(block, {})[actor.key] = None

    def _found(self, mark: ActorMark) -> _Match:
        forms = list(dict.fromkeys(certain_forms(mark.name, mark.kind, mark.aliases)))
        held = self._held(self._certain, forms)
        sure = [actor for actor in held if _is_sure(mark, actor)]
        by_key = [actor for actor in sure if actor.key == mark.key]
        if by_key or len(sure) == 1:
            return _Match((by_key or sure)[0], ())
        likely: dict[str, tuple[KnownActor, str]] = {}
        for actor, why in self._likely(mark, held):
            likely.setdefault(actor.key, (actor, why))
        few = tuple(likely.values()) if len(likely) <= _MOST_PROPOSED else ()
        return _Match(None, few)

    def _held(
        self, index: dict[str, dict[str, None]], forms: Sequence[str]
    ) -> tuple[KnownActor, ...]:
        keys = {key for form in forms for key in index.get(form, ())}
        return tuple(self._actors[key] for key in sorted(keys, key=self._ranks.__getitem__))

    def _likely(
        self, mark: ActorMark, held: Sequence[KnownActor]
    ) -> Iterator[tuple[KnownActor, str]]:
        """Yield the known actors that a mark may be, and why; of one kind, or of one name."""
        for actor in held:
            if {actor.kind, mark.kind} != {"state", "person"}:
                yield actor, "the same name"
        names = [written(mark.name)]
        for actor in self._held(self._loose, names):
            if alike_in_kind(actor.kind, mark.kind):
                yield actor, "a short form of its name"
        shorts = [*loose_forms(mark.name, mark.kind, mark.aliases), *_last_word(mark)]
        for actor in self._held(self._certain, shorts):
            if alike_in_kind(actor.kind, mark.kind):
                yield actor, "a short form of its name"
        tell = why_person if mark.kind == "person" else why_body
        for actor in self._near(mark):
            why = tell(actor.name, mark.name)
            if why:
                yield actor, why

    def _near(self, mark: ActorMark) -> tuple[KnownActor, ...]:
        keys = dict.fromkeys(
            key
            for block in _blocks(mark.name, mark.kind)
            for key in list(self._blocks.get(block, ()))[:_MOST_COMPARED]
        )
        near = (self._actors[key] for key in keys)
        return tuple(actor for actor in near if alike_in_kind(actor.kind, mark.kind))


@dataclass(frozen=True, slots=True)
class _Match:
    """The known actor that a mark is, or those that it may be and why."""

    certain: KnownActor | None
    likely: tuple[tuple[KnownActor, str], ...]


def _is_sure(mark: ActorMark, actor: KnownActor) -> bool:
    """Whether one name of two marks makes them one: of one kind, or in more than one word.

    A name that many have ("Interior Ministry") does not: such an actor is known by its key.
    """
    if is_bound(mark.name, mark.kind) or is_bound(actor.name, actor.kind):
        return mark.key == actor.key
    if alike_in_kind(mark.kind, actor.kind):
        return True
    return " " in mark.name and written(mark.name) == written(actor.name)


def _last_word(actor: ActorMark | KnownActor) -> Iterator[str]:
    words = actor.name.split()
    if actor.kind == "person" and len(words) > 1:
        yield written(words[-1])


def _blocks(name: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the drawers in which names lie that may be this one, spelled otherwise."""
    words = name.split()
    if kind == "person":
        yield kind, words[-1][:_BLOCK].casefold()
    elif kind in BODIES:
        yield "body", name[:_BLOCK].casefold()
        initials = "".join(word[0] for word in words if word[0].isupper())
        yield "initials", name if name.isupper() and len(words) == 1 else initials
