"""Who did it, to whom and with whom: roles read off the tree between an event and the names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.draft.lexicon import OTHER
from explorer.draft.meaning import Meanings
from explorer.draft.stage import Player, Scene
from explorer.draft.subjects import Subjects
from explorer.draft.syntax.tree import Tree
from explorer.draft.triggers import KEPT, Trigger
from explorer.draft.wordset import word_set
from explorer.values import dataclass

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
_OF_MEN = word_set(
    "wife husband son daughter brother sister father mother spokesman spokeswoman spokesperson"
    " lawyer successor predecessor supporter supporters critic critics rival rivals opponent"
    " opponents deputy aide aides colleague colleagues member members officials"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A player and its role in an event."""

    player: Player
    role: str


class Roles:
    """The parts of the events of one sentence."""

    def __init__(self, scene: Scene, tree: Tree, triggers: Sequence[Trigger]) -> None:
        self.tree = tree
        self.by_place = {trigger.at: trigger for trigger in triggers}
        self.names = Meanings(scene, tree)
        self._subjects = Subjects(tree, self.names, self.by_place)

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

    def subject(self, at: int) -> int | None:
        """Return the noun that is a verb's subject in meaning, wherever it stands."""
        return self._subjects.of(at)

    def who(self, at: int) -> list[Player]:
        """Return the actors that a noun means."""
        return self.names.who(at)

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
        if len({p.player.key for p in parts}) < 2:
            parts += self._mentioned(at)
        return parts

    def _mentioned(self, at: int) -> list[Part]:
        """Return the first actor among a verb's own words, where nobody else has part."""
        stack = [kid for kid in self.tree.kids[at] if kid > at]
        while stack:
            kid = min(stack)
            stack.remove(kid)
            other = kid in self.by_place and not self.by_place[kid].is_noun
            if self.tree.labels[kid] in _ASIDE or (other and self.tree.labels[kid] != "xcomp"):
                continue
            found = self.names.who(kid) or self.names.owners(kid)
            if found:
                return [Part(player, "topic") for player in found[:2]]
            stack += self.tree.kids[kid]
        return []

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
        for player in (
            *self.names.owners(subject),
            *self.names.of_kids(subject, "of", "by", "from"),
        ):
            yield Part(player, "subject")

    def _objects(self, trigger: Trigger) -> Iterator[Part]:
        """Whom a verb's objects name; those of "agreed to free X" are the objects of "free"."""
        group = trigger.sense.group
        for kid in self.tree.kids[trigger.at]:
            label = self.tree.labels[kid]
            if label in ("obj", "iobj") or (label == "obl:unmarked" and self.who(kid)):
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
        yield from (Part(p, role) for p in self.names.owners(at))
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
            yield Part(player, _PLACED_AS.get(player.kind, role) if role == "place" else role)
        if not named and role in _REACHING:
            yield from (Part(p, "topic") for p in self.names.owners(at))
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
        owners = self.names.owners(at) or self.names.of_kids(at, "by")
        doing = _SUBJECT_ROLE.get(group, "agent")
        parts = [Part(p, doing) for p in owners or self._doers_of(trigger)]
        for kid in self.tree.with_label(at, "nmod", "obl"):
            preposition = self.tree.preposition(kid)
            role = _BY_PREPOSITION.get(preposition)
            if role is None or preposition == "by":
                continue
            if not self.who(kid):
                parts += [Part(p, "topic") for p in self.names.owners(kid)]
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
            verb = self._subjects.verb_over(trigger.at)
        if verb is None:
            return []
        mutual = trigger.sense.group in _MUTUAL
        known = self.by_place.get(verb)
        if known and known.sense.group == "statement" and known.sense.lemma not in _TELLING:
            return []
        if label == "obj" and not (known and known.sense.group in _TALKING and not mutual):
            at = self.subject(verb)
            return [] if at is None or at == trigger.at else self.who(at)
        if mutual and label in ("obl", "nmod"):
            at = self.subject(verb)
            return [] if at is None else self.who(at)
        return []


_ASIDE = frozenset(("conj", "parataxis", "advcl", "acl:relcl", "ccomp", "punct", "cc"))
_PLACED_AS = {"person": "topic", "organisation": "subject"}  # who is in no place: "a stake in X"
_REACHING = frozenset(("target", "topic", "party", "recipient", "beneficiary", "subject"))
_SPEAKING = frozenset(("statement", "REQUEST", "THREATEN", "ACCUSE", "AGREE"))
_TELLING = frozenset(("announce", "unveil", "reveal", "make", "issue"))
_TALKING = frozenset(("ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "none"))
