"""Whom a noun means: the name it is, the name beside it, or whose members it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.draft.stage import Player, Scene
from explorer.draft.syntax.tree import Tree
from explorer.draft.wordset import word_set

# Words for people who act for the body or state that is named beside them.
_STANDING = word_set(
    "members member officials official leaders leader representatives spokesman spokeswoman"
    " spokesperson government governments ministers minister forces troops soldiers authorities"
    " police army navy parliament lawmakers diplomats negotiators rebels fighters militants"
    " guerrillas president premier chief chairman envoy ambassador executives executive workers"
    " employees shareholders investigators prosecutors judges court delegation coalition side"
    " warships planes jets commandos warplanes refugees citizens nationals regulators group groups"
    " union party company firm forum newspaper agency ministry foundation organisation corporation"
    " bank network club team movement faction weekly daily magazine website insurer carmaker"
    " automaker manufacturer retailer bidder troop council committee commission institute"
    " militia people administration cabinet board management unit subsidiary division airline maker"
)
_DEEP = 4


class Meanings:
    """The actors of one sentence by the nouns that mean them.

    `players` are the outermost, `inner` all: Germany is inner in "German officials".
    """

    def __init__(self, scene: Scene, tree: Tree) -> None:
        self.tree = tree
        self.players = [p for p in scene.players if not _is_inside(p, scene.players)]
        self.inner = scene.players
        self._at: dict[int, list[Player]] = {}
        for player in self.players:
            self._at.setdefault(self.head_of(player), []).append(player)

    def head_of(self, player: Player) -> int:
        """Return the token of a player's words that the rest of them hang on."""
        for at in range(player.begin, player.end):
            if not player.begin <= self.tree.heads[at] < player.end:
                return at
        return player.end - 1

    def who(self, at: int) -> list[Player]:
        """Return the actors that a noun means, those joined to it by "and" as well."""
        found: list[Player] = []
        for one in self.tree.joined(at):
            found += self._who_one(one)
            for kid in self.tree.with_label(one, "nmod", "appos"):
                if self.tree.preposition(kid) in ("including", "such as", "like", "alongside"):
                    found += self.who(kid)
        return self._without_callings(found)

    def _without_callings(self, found: list[Player]) -> list[Player]:
        """Leave out an office that a comma puts beside its holder: "X, director of Y, said"."""
        kept: list[Player] = []
        for player in found:
            before = next((p for p in kept if p.kind == "person" and p.end < player.begin), None)
            between = (
                []
                if before is None
                else [t.low for t in self.tree.tokens[before.end : player.begin]]
            )
            if player.kind == "office" and "," in between and "and" not in between:
                continue
            kept.append(player)
        return kept

    def _who_one(self, at: int) -> list[Player]:
        over = [p for p in self.players if p.begin <= at < p.end]
        if over:
            one = min(over, key=lambda p: (p.kind != "person", p.begin))
            both = [p for p in over if (p.begin, p.end) == (one.begin, one.end)]
            return both if len(both) > 1 else self._person_of(one)
        return self._beside(at, _DEEP) or self._stood_for(at)

    def _stood_for(self, at: int) -> list[Player]:
        """Return whose members or leaders are meant: "members of the European Union"."""
        if self.tree.tokens[at].low not in _STANDING:
            return []
        kids = self.tree.with_label(at, "nmod:poss", "compound", "amod", "nmod:unmarked", "nmod")
        found: list[Player] = []
        for kid in kids:
            if self.tree.preposition(kid) in ("", "of", "from", "in"):
                found += [p for p in self.inner if p.begin <= kid < p.end][:1] or self.who(kid)
        return found[:2]

    def _person_of(self, player: Player) -> list[Player]:
        """For an office with its holder beside it ("Secretary of State Mike Pompeo"), him."""
        if player.kind == "person":
            return [player]
        at, name = self.head_of(player), None
        if player.kind in ("office", "group"):
            name = next((p for p in self._beside(at, _DEEP) if p.kind == "person"), None)
        return [name or player]

    def _beside(self, at: int, deep: int) -> list[Player]:
        """Look for a name that stands to a plain noun as the name of what it means."""
        if deep == 0:
            return []
        for kid in self.tree.kids[at]:
            label = self.tree.labels[kid]
            if label not in ("flat", "appos", "nmod:desc", "list") and not (
                label in ("compound", "nmod:unmarked") and kid > at
            ):
                continue
            here = self._at.get(kid) or self._beside(kid, deep - 1)
            if here:
                return here[:1]
        return []

    def owners(self, at: int, deep: bool = True) -> list[Player]:
        """Return whom a noun belongs to: "Mahan's permit", "the Turkish invasion"."""
        found: list[Player] = []
        for kid in self.tree.with_label(at, "nmod:poss", "compound", "amod", "nmod:unmarked"):
            here = self.who(kid) if kid < at else []
            found += here or (self.owners(kid, False) if kid < at and deep else [])
            if not found and self.tree.labels[kid] == "amod" and kid < at:
                found += [p for p in self.inner if p.begin <= kid < p.end]
        return found

    def of_kids(self, at: int, *prepositions: str) -> list[Player]:
        found: list[Player] = []
        for kid in self.tree.with_label(at, "nmod", "obl"):
            if self.tree.preposition(kid) in prepositions:
                found += self.who(kid)
        return found


def _is_inside(player: Player, players: Iterable[Player]) -> bool:
    return any(
        other is not player
        and other.begin <= player.begin
        and player.end <= other.end
        and other.end - other.begin > player.end - player.begin
        for other in players
    )
