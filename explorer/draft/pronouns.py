"""Whom "he", "it" and "the company" mean: the last person, body or thing spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.draft.cast import Mention
from explorer.draft.stage import Player, Scene
from explorer.draft.syntax.tree import Tree
from explorer.draft.wordset import word_set

_BODIES = frozenset(("organisation", "force", "alliance", "forum", "sector"))
_COMMON_BODIES = word_set(
    "company airline firm group agency carrier manufacturer airframer planemaker automaker"
    " bank organisation organization ministry party union army force bureau office corporation"
    " maker carmaker retailer broadcaster network insurer brokerage giant movement court council"
    " committee commission newspaper university institute charity club team"
)
_COMMON_THINGS = word_set(
    "aircraft plane jet airliner airplane aeroplane superjumbo helicopter car vehicle truck model"
    " phone device console computer ship vessel submarine boat ferry tanker rocket spacecraft"
    " satellite probe missile bridge film album game software"
)
_STATES, _FIRMS, _MEN = frozenset(("state",)), frozenset(("organisation",)), frozenset(("person",))
_SEVERAL = {
    "countries": _STATES, "nations": _STATES, "governments": _STATES, "states": _STATES,
    "companies": _FIRMS, "firms": _FIRMS, "airlines": _FIRMS, "carmakers": _FIRMS,
    "banks": _FIRMS, "parties": _FIRMS, "men": _MEN, "leaders": _MEN, "presidents": _MEN,
    "ministers": _MEN,
}  # fmt: skip
_MOST_REMEMBERED = 12
_FORCES = frozenset(("army", "force"))
# A body that has one of these in its name is called by it, not by another.
_NAMED_SO = word_set(
    "commission committee council court ministry party union army police university institute bank"
)
_UNITS = word_set("structure headquarters command unit body agency force organisation organization")
_PEOPLE = frozenset(("he", "she", "him"))
_THINGS = frozenset(("it",))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_THING_KINDS = _BODIES | {"state", "thing"}


def with_pronouns(scenes: Sequence[Scene], trees: Sequence[Tree]) -> list[Scene]:
    """Return the scenes with players for words that stand for somebody named before."""
    last = _Last()
    found = []
    for scene, tree in zip(scenes, trees, strict=True):
        meant = list(last.meant(scene, tree))
        spoken = sorted([*scene.players, *meant], key=lambda p: (p.begin, -p.end))
        found.append(replace(scene, players=tuple(spoken)))
        last.remember(scene.players, spoken, tree)
    return found


def _is_subject(tree: Tree, player: Player) -> bool:
    """Whether a player's words are the subject of a clause."""
    for at in range(player.begin, player.end):
        if not player.begin <= tree.heads[at] < player.end:
            return tree.labels[tree.origin(at)] in _SUBJECTS
    return False


class _Last:
    """The last person, the last body, and the last state, body or thing that was a subject."""

    def __init__(self) -> None:
        self.person: str | None = None
        self.body: tuple[str, str] | None = None
        self.thing: tuple[str, str] | None = None
        self.pairs: dict[str, tuple[str, str]] = {}  # those named, the latest last
        self.subject: tuple[str, str] | None = None

    def remember(self, named: Sequence[Player], spoken: Sequence[Player], tree: Tree) -> None:
        for player in named:
            self.pairs.pop(player.key, None)
            self.pairs[player.key] = (player.key, player.kind)
        while len(self.pairs) > _MOST_REMEMBERED:
            del self.pairs[next(iter(self.pairs))]
        people = [p for p in spoken if p.kind == "person"]
        if people:
            first = next((p for p in people if _is_subject(tree, p)), people[-1])
            self.person = first.key
        bodies = [p for p in named if p.kind in _BODIES]
        if bodies:
            first = next((p for p in bodies if _is_subject(tree, p)), bodies[-1])
            self.body = first.key, first.kind
        things = [p for p in named if p.kind == "thing"]
        if things:
            first = next((p for p in things if _is_subject(tree, p)), things[-1])
            self.thing = first.key, first.kind
        acting = [p for p in spoken if p.kind in _THING_KINDS and _is_subject(tree, p)]
        self.subject = (acting[0].key, acting[0].kind) if acting else None

    def meant(self, scene: Scene, tree: Tree) -> Iterator[Player]:
        sentence = scene.sentence
        taken = {i for p in scene.players for i in range(p.begin, p.end)}
        for at, token in enumerate(sentence.tokens):
            if at in taken:
                continue
            before = [p for p in scene.players if p.end <= at]
            one = self._one(token.low, at, scene, tree, before)
            found = self._both(token.low, at, scene) if one is None else [one]
            for begin, key, kind in found:
                start = sentence.tokens[begin].start
                mention = Mention(sentence.paragraph, start, token.end, token.text, "pronoun")
                yield Player(begin, at + 1, key, kind, mention)

    def _both(self, low: str, at: int, scene: Scene) -> list[tuple[int, str, str]]:
        """Return the last two of a kind for "both countries", "the two companies"."""
        before = [t.low for t in scene.sentence.tokens[max(0, at - 2) : at]]
        if low not in _SEVERAL or not set(before) & {"both", "two"}:
            return []
        kinds = _SEVERAL[low]
        last = [who for who in self.pairs.values() if who[1] in kinds][-2:]
        return [(at - 1, *who) for who in last] if len(last) == 2 else []

    def _one(
        self, low: str, at: int, scene: Scene, tree: Tree, before: Sequence[Player]
    ) -> tuple[int, str, str] | None:
        if low in _PEOPLE:
            people = [p for p in before if p.kind == "person"]
            near = next((p for p in people if _is_subject(tree, p)), people[0] if people else None)
            key = near.key if near else self.person
            return (at, key, "person") if key else None
        if low in _THINGS and tree.labels[at] in _SUBJECTS:
            return self._thing(at, tree, before)
        if low == "they" and tree.labels[at] in _SUBJECTS:
            return self._several(at, tree, before)
        if low in _COMMON_THINGS and at and scene.sentence.tokens[at - 1].low in ("the", "this"):
            return (at - 1, *self.thing) if self.thing else None
        if low in _UNITS and self.body is not None:
            for begin in range(at - 1, max(at - 4, -1), -1):
                if scene.sentence.tokens[begin].low in ("this", "that"):
                    return (begin, *self.body)
        if low in _COMMON_BODIES and at and scene.sentence.tokens[at - 1].low == "the":
            found = self._common_body(low, tree, before)
            return (at - 1, *found) if found else None
        return None

    def _common_body(
        self, low: str, tree: Tree, before: Sequence[Player]
    ) -> tuple[str, str] | None:
        """Return what "the commission" is: one so named, else the last but this clause's doer."""
        doing = {p.key for p in before if _is_subject(tree, p)}
        here = {p.key: (p.key, p.kind) for p in before if p.kind in _BODIES}
        recent = {key: who for key, who in self.pairs.items() if who[1] in _BODIES} | here
        kept = [w for w in recent.values() if (w[1] == "force") == (low in _FORCES)]
        named = [w for w in kept if low in w[0].split("-")]
        if named:
            return named[-1]
        others = [w for w in kept if w[0] not in doing and not set(w[0].split("-")) & _NAMED_SO]
        if self.body in others and not here:
            return self.body
        return others[-1] if others else None

    def _several(
        self, at: int, tree: Tree, before: Sequence[Player]
    ) -> tuple[int, str, str] | None:
        """Return the one body that "they" is in "Airbus said they will go on"."""
        clause = tree.heads[at]
        if clause < 0 or tree.labels[clause] != "ccomp":
            return None
        acting = [p for p in before if p.kind in _BODIES and _is_subject(tree, p)]
        return (at, acting[0].key, acting[0].kind) if len(acting) == 1 else None

    def _thing(self, at: int, tree: Tree, before: Sequence[Player]) -> tuple[int, str, str] | None:
        """Return what "it" is: the subject before it, here or in the sentence before."""
        clause = tree.heads[at]
        if clause >= 0 and tree.first(clause, "expl", "csubj") is not None:
            return None
        acting = [p for p in before if p.kind in _THING_KINDS and _is_subject(tree, p)]
        if acting:
            return (at, acting[-1].key, acting[-1].kind)
        return (at, *self.subject) if self.subject is not None and not before else None
