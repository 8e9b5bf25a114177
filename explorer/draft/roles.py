"""Who did it, to whom and with whom: roles read off the tree between an event and the names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.draft.lexicon import OTHER, lexicon
from explorer.draft.stage import Player, Scene
from explorer.draft.syntax.tree import Tree
from explorer.draft.triggers import KEPT, Trigger
from explorer.draft.wordset import word_set

_SUBJECT_ROLE = {
    "AGREE": "party", "CONSULT": "party", "SUPPORT": "speaker", "COOPERATE": "party",
    "REQUEST": "speaker", "ACCUSE": "speaker", "REJECT": "speaker", "statement": "speaker",
}  # fmt: skip
_OBJECT_ROLE = {
    "CONSULT": "party", "AGREE": "topic", "COOPERATE": "party", "AID": "recipient",
    "SUPPORT": "beneficiary", "REQUEST": "recipient", "statement": "topic", "change": "subject",
    "vote": "subject", "MOBILIZE": "subject", "other": "subject", "CONCEDE": "subject",
}  # fmt: skip
_BY_PREPOSITION = {
    "with": "party", "between": "party", "against": "target", "for": "beneficiary",
    "to": "recipient", "from": "party", "by": "agent", "in": "place", "at": "place",
    "on": "topic", "about": "topic", "over": "topic", "of": "subject", "into": "place",
    "like": "party", "near": "place", "among": "party", "toward": "recipient", "off": "place",
    "towards": "recipient", "outside": "place", "alongside": "party", "inside": "place",
    "together with": "party", "along with": "party", "upon": "target", "across": "place",
    "around": "place", "throughout": "place", "onto": "place", "via": "place", "under": "topic",
    "including": "party", "such as": "party",
}  # fmt: skip
_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE", "MOBILIZE"))
_HARM = word_set("ASSAULT COERCE SANCTION THREATEN PROTEST ACCUSE")
_RELATIVE = word_set("who which that whom")
_TIES = ("nmod", "nmod:poss", "compound", "amod", "nmod:unmarked", "obl", "nmod:desc")
# Verbs whose object, not whose subject, does what follows: "urged Iran to talk".
_OBJECT_CONTROL = word_set(
    "urge ask tell order allow permit enable help force persuade convince invite encourage"
    " press want expect require request instruct direct authorise authorize cause let make"
    " get lead advise recommend warn forbid ban prevent prohibit stop call appoint elect"
    " choose send beg"
)
_OF_MEN = word_set(
    "wife husband son daughter brother sister father mother spokesman spokeswoman spokesperson"
    " lawyer successor predecessor supporter supporters critic critics rival rivals opponent"
    " opponents deputy aide aides colleague colleagues member members officials"
)
# Words for people who act for the body or state that is named beside them.
_STANDING = word_set(
    "members member officials official leaders leader representatives spokesman spokeswoman"
    " spokesperson government governments ministers minister forces troops soldiers authorities"
    " police army navy parliament lawmakers diplomats negotiators rebels fighters militants"
    " guerrillas president premier chief chairman envoy ambassador executives executive workers"
    " employees shareholders investigators prosecutors judges court delegation coalition side"
    " warships planes jets commandos warplanes refugees citizens nationals regulators group groups"
    " militia people administration cabinet board management unit subsidiary division airline maker"
)
_FINITE = frozenset(("past", "present", "perfect", "progressive", "passive", "modal"))
_DEEP = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A player and its role in an event."""

    player: Player
    role: str


class Roles:
    """The parts of the events of one sentence."""

    def __init__(self, scene: Scene, tree: Tree, triggers: Sequence[Trigger]) -> None:
        self.tree = tree
        self.players = [p for p in scene.players if not _is_inside(p, scene.players)]
        self.inner = scene.players
        self.by_place = {trigger.at: trigger for trigger in triggers}
        self._at: dict[int, list[Player]] = {}
        for player in self.players:
            self._at.setdefault(self._head_of(player), []).append(player)

    def _head_of(self, player: Player) -> int:
        """Return the token of a player's words that the rest of them hang on."""
        for at in range(player.begin, player.end):
            if not player.begin <= self.tree.heads[at] < player.end:
                return at
        return player.end - 1

    def of(self, trigger: Trigger) -> list[Part]:
        """Return the parts of an event, the doer first; each actor once."""
        parts = self._of_noun(trigger) if trigger.is_noun else self._of_verb(trigger)
        seen: set[str] = set()
        unique = []
        for part in parts:
            if part.player.key not in seen:
                seen.add(part.player.key)
                unique.append(part)
        return unique

    # ------------------------------------------------------------ who a noun means

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
            return self._person_of(min(over, key=lambda p: (p.kind != "person", p.begin)))
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
        at, name = self._head_of(player), None
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

    def owners(self, at: int) -> list[Player]:
        """Return whom a noun belongs to: "Mahan's permit", "the Turkish invasion"."""
        found: list[Player] = []
        for kid in self.tree.with_label(at, "nmod:poss", "compound", "amod", "nmod:unmarked"):
            found += self.who(kid) if kid < at else []
            if not found and self.tree.labels[kid] == "amod" and kid < at:
                found += [p for p in self.inner if p.begin <= kid < p.end]
        return found

    def _of_kids(self, at: int, *prepositions: str) -> list[Player]:
        found: list[Player] = []
        for kid in self.tree.with_label(at, "nmod", "obl"):
            if self.tree.preposition(kid) in prepositions:
                found += self.who(kid)
        return found

    # ------------------------------------------------------------ subjects

    def subject(self, at: int) -> int | None:
        """Return the noun that is a verb's subject in meaning, wherever it stands."""
        return self._subject(at, frozenset())

    def _subject(self, at: int, seen: frozenset[int]) -> int | None:
        if at in seen:
            return None
        seen = seen | {at}
        own = self.tree.first(at, "nsubj", "nsubj:pass")
        if own is not None:
            return self._meant(own, at)
        label, head = self.tree.labels[at], self.tree.heads[at]
        if label == "conj" and (self.tree.is_verb(head) or self._has_subject(head)):
            return self._subject(head, seen)
        if head < 0:
            return self._stray(at)
        if label in ("acl", "acl:relcl"):
            return self._of_modifier(at, head, seen)
        if label in ("xcomp", "ccomp") and self._controls(head):
            thing = self.tree.first(head, "obj", "iobj", "nsubj:pass")
            if thing is not None:
                return thing
        stray = self._stray(at)
        if stray is not None:
            return stray
        if label in ("xcomp", "advcl", "ccomp", "parataxis", "obl", "csubj", "dep", "advmod"):
            verb = head if self.tree.is_verb(head) or self._has_subject(head) else None
            verb = verb if verb is not None else self._verb_over(head)
            return None if verb is None else self._subject(verb, seen)
        return None

    def _stray(self, at: int) -> int | None:
        """Return the name right before a finite verb that the tree hung elsewhere."""
        trigger = self.by_place.get(at)
        if trigger is None or trigger.form not in _FINITE:
            return None
        end = trigger.begin
        while end > 0 and self.tree.tags[end - 1] in ("RB", ",") and trigger.begin - end < 3:
            end -= 1
        player = next((p for p in self.players if p.end == end), None)
        if player is None:
            return None
        head = self._head_of(player)
        outer = self.tree.origin(head)
        if self.tree.with_label(outer, "case") or self.tree.labels[outer] in ("obj", "nmod:poss"):
            return None
        return outer if outer < at else head

    def _controls(self, at: int) -> bool:
        return lexicon().lemma(self.tree.tokens[at].low) in _OBJECT_CONTROL

    def _has_subject(self, at: int) -> bool:
        return self.tree.first(at, "nsubj", "nsubj:pass") is not None

    def _verb_over(self, at: int) -> int | None:
        return next(
            (a for a in self.tree.up(at) if self.tree.is_verb(a) or self._has_subject(a)), None
        )

    def _of_modifier(self, at: int, head: int, seen: frozenset[int]) -> int | None:
        """The subject of what stands by a noun: the noun, or for "plans to buy" the planner."""
        if self.tree.tags[at] in ("VBG", "VBN", "VBD", "VBZ", "VBP"):
            return head
        owner = self.tree.first(head, "nmod:poss")
        if owner is not None:
            return owner
        verb = self._verb_over(head)
        return head if verb is None else self._subject(verb, seen) or None

    def _meant(self, noun: int, verb: int) -> int:
        """Return what "who" or "which" stands for, else the noun itself."""
        if self.tree.tokens[noun].low in _RELATIVE:
            clause = self.tree.origin(verb)
            for at in (clause, *self.tree.up(clause)):
                if self.tree.labels[at] in ("acl:relcl", "acl"):
                    return self.tree.heads[at]
        return noun

    def subjects(self, trigger: Trigger) -> list[Player]:
        """Return the actors that are a verb's subject."""
        at = self.subject(trigger.at)
        return [] if at is None else self.who(at)

    # ------------------------------------------------------------ parts

    def _of_verb(self, trigger: Trigger) -> list[Part]:
        at, group = trigger.at, trigger.sense.group
        subject = self.subject(at)
        named = [] if subject is None else self.who(subject)
        if trigger.form in ("passive", "participle"):
            doers = [p for kid in self._agents(at) for p in self.who(kid)]
            undergone = _OBJECT_ROLE.get(group, "target") if group not in _HARM else "target"
            undergone = "subject" if undergone in ("topic", "beneficiary") else undergone
            parts = [Part(p, _SUBJECT_ROLE.get(group, "agent")) for p in doers]
            parts += [Part(p, undergone) for p in named]
        else:
            parts = [Part(p, _SUBJECT_ROLE.get(group, "agent")) for p in named]
        parts += self._objects(trigger)
        if not named and subject is not None:
            parts += self._about(subject)
        return parts

    def _agents(self, at: int) -> list[int]:
        return [
            kid
            for kid in self.tree.with_label(at, "obl:agent", "obl")
            if self.tree.labels[kid] == "obl:agent" or self.tree.preposition(kid) == "by"
        ]

    def _about(self, subject: int) -> Iterator[Part]:
        """A thing's owner has part in what happens to it: "shares of Boeing fell"."""
        if self.tree.tokens[subject].low in _OF_MEN:
            return
        for player in (*self.owners(subject), *self._of_kids(subject, "of", "by", "from")):
            yield Part(player, "subject")

    def _objects(self, trigger: Trigger) -> Iterator[Part]:
        """Whom a verb's objects name; those of "agreed to free X" are the objects of "free"."""
        group = trigger.sense.group
        for kid in self.tree.kids[trigger.at]:
            label = self.tree.labels[kid]
            if label in ("obj", "iobj"):
                yield from self._object(kid, _OBJECT_ROLE.get(group, "target"))
            elif label in ("obl", "nmod") and kid not in self._agents(trigger.at):
                yield from self._placed(kid)
            elif label == "xcomp" and not self.tree.is_verb(kid):
                yield from (Part(p, "topic") for p in self.who(kid))
            elif label == "xcomp" and (kid not in self.by_place or trigger.sense.lemma in KEPT):
                inner = self.by_place.get(kid)
                sense = trigger.sense if inner is None else inner.sense
                yield from self._objects(Trigger(kid, kid, sense, "infinitive"))
            elif label == "ccomp" and group in _SPEAKING:
                yield from self._spoken_of(kid, trigger)

    def _object(self, at: int, role: str) -> Iterator[Part]:
        direct = self.who(at)
        yield from (Part(p, role) for p in direct)
        if direct:
            return
        yield from (Part(p, role) for p in self.owners(at))
        for kid in self.tree.with_label(at, "nmod"):
            yield from self._placed(kid)
        for kid in self.tree.with_label(at, "acl"):
            yield from self._objects(Trigger(kid, kid, OTHER, "infinitive"))

    def _placed(self, at: int, deep: int = 2) -> Iterator[Part]:
        role = _BY_PREPOSITION.get(self.tree.preposition(at))
        if role is None:
            return
        named = self.who(at)
        for player in named:
            yield Part(player, "topic" if role == "place" and player.kind == "person" else role)
        if not named and role in _REACHING:
            yield from (Part(p, "topic") for p in self.owners(at))
        if not named and deep:
            for kid in self.tree.with_label(at, "nmod"):
                yield from self._placed(kid, deep - 1)

    def _spoken_of(self, clause: int, trigger: Trigger) -> Iterator[Part]:
        """Whom words are about: the subject of what is said."""
        subject = self.tree.first(clause, "nsubj", "nsubj:pass")
        role = "topic" if trigger.sense.group == "statement" else "recipient"
        if subject is not None:
            yield from (Part(p, role) for p in self.who(subject))
        inner = self.by_place.get(clause)
        if inner is not None and trigger.sense.lemma in KEPT:
            yield from (Part(part.player, "topic") for part in self._objects(inner))

    def _of_noun(self, trigger: Trigger) -> list[Part]:
        at, group = trigger.at, trigger.sense.group
        owners = self.owners(at) or self._of_kids(at, "by")
        doing = _SUBJECT_ROLE.get(group, "agent")
        parts = [Part(p, doing) for p in owners or self._doers_of(trigger)]
        for kid in self.tree.with_label(at, "nmod", "obl"):
            preposition = self.tree.preposition(kid)
            role = _BY_PREPOSITION.get(preposition)
            if role is None or preposition == "by":
                continue
            if not self.who(kid):
                parts += [Part(p, "topic") for p in self.owners(kid)]
                continue
            if preposition == "of":
                role = "topic" if group in _MUTUAL else "subject"
            if preposition == "from" and not owners:
                role = doing
            if role == "subject" and not owners and group not in _HARM:
                role = "agent"
            parts += [Part(p, role) for p in self.who(kid)]
        for kid in self.tree.with_label(at, "acl"):
            if self.tree.tags[kid] == "VBG" and self.tree.tokens[kid].low == "involving":
                parts += [
                    Part(p, "party") for o in self.tree.with_label(kid, "obj") for p in self.who(o)
                ]
        return parts

    def _doers_of(self, trigger: Trigger) -> list[Player]:
        """Return who does what a noun tells: the subject of the verb that it belongs to."""
        head, label = self.tree.heads[trigger.at], self.tree.labels[trigger.at]
        while head >= 0 and label == "conj":
            head, label = self.tree.heads[head], self.tree.labels[head]
        verb = head if head >= 0 and self.tree.is_verb(head) else None
        if verb is None and trigger.sense.group in _MUTUAL and head >= 0:
            verb = self._verb_over(trigger.at)
        if verb is None:
            return []
        mutual = trigger.sense.group in _MUTUAL
        known = self.by_place.get(verb)
        if label == "obj" and not (known and known.sense.group in _TALKING and not mutual):
            at = self.subject(verb)
            return [] if at is None or at == trigger.at else self.who(at)
        if mutual and label in ("obl", "nmod"):
            at = self.subject(verb)
            return [] if at is None else self.who(at)
        return []


_REACHING = frozenset(("target", "topic", "party", "recipient", "beneficiary", "subject"))
_SPEAKING = frozenset(("statement", "REQUEST", "THREATEN", "ACCUSE", "AGREE"))
_TALKING = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "none"))


def _is_inside(player: Player, players: Iterable[Player]) -> bool:
    return any(
        other is not player
        and other.begin <= player.begin
        and player.end <= other.end
        and other.end - other.begin > player.end - player.begin
        for other in players
    )
