"""Which noun is a verb's subject in meaning, wherever in the sentence it stands."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.draft.lexicon import NOTHING, lexicon
from explorer.draft.meaning import Meanings
from explorer.draft.syntax.tree import Tree
from explorer.draft.triggers import Trigger
from explorer.draft.wordset import word_set

_RELATIVE = word_set("who which that whom")
# Verbs whose object, not whose subject, does what follows: "urged Iran to talk".
_OBJECT_CONTROL = word_set(
    "urge ask tell order allow permit enable help force persuade convince invite encourage"
    " press want expect require request instruct direct authorise authorize cause let make"
    " get lead advise recommend warn forbid ban prevent prohibit stop call appoint elect"
    " choose send beg"
)
DAYS = frozenset(("yesterday", "today", "tomorrow", "tonight", "earlier", "later"))
_FINITE = frozenset(("past", "present", "perfect", "progressive", "passive", "modal"))


class Subjects:
    """The subjects of one sentence's verbs; `by_place` are its triggers."""

    def __init__(self, tree: Tree, names: Meanings, by_place: Mapping[int, Trigger]) -> None:
        self.tree = tree
        self.names = names
        self.by_place = by_place

    def of(self, at: int) -> int | None:
        """Return the noun that is a verb's subject in meaning, wherever it stands."""
        return self._subject(at, frozenset())

    def _subject(self, at: int, seen: frozenset[int]) -> int | None:
        if at in seen:
            return None
        seen = seen | {at}
        several = self.tree.with_label(at, "nsubj", "nsubj:pass")
        several = tuple(k for k in several if self.tree.tokens[k].low not in DAYS)
        plain = [kid for kid in several if not self.tree.with_label(kid, "case")]
        own = next(iter(plain or several), None)
        if own is not None and self.tree.is_verb(own):
            return self._behind(own, seen)
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
            earlier = self._told_before(at, head) if label == "advcl" else None
            if earlier is not None:
                return self._subject(earlier, seen)
            verb = head if self.tree.is_verb(head) or self._has_subject(head) else None
            verb = verb if verb is not None else self.verb_over(head)
            return None if verb is None else self._subject(verb, seen)
        return None

    def _behind(self, verb: int, seen: frozenset[int]) -> int | None:
        """The subject of a verb that was taken for one: of "X, which fell, rose", X."""
        for kid in self.tree.kids[verb]:
            if self.tree.tags[kid] in ("WDT", "WP"):
                player = next((p for p in self.names.players if kid - 2 <= p.end - 1 < kid), None)
                return None if player is None else self.names.head_of(player)
        return self._subject(verb, seen)

    def _stray(self, at: int) -> int | None:
        """Return the name right before a finite verb that the tree hung elsewhere."""
        trigger = self.by_place.get(at)
        if trigger is None or trigger.form not in _FINITE:
            return None
        end = trigger.begin
        while end > 0 and self.tree.tags[end - 1] in ("RB", ",") and trigger.begin - end < 3:
            end -= 1
        while end > 0 and self.tree.tokens[end - 1].low in DAYS:
            end -= 1
        player = next((p for p in self.names.players if p.end == end), None)
        if player is None and (end == 0 or self.tree.tags[end - 1] not in ("NN", "NNS")):
            return None
        head = end - 1 if player is None else self.names.head_of(player)
        outer = self.tree.origin(head)
        if self.tree.with_label(outer, "case") or self.tree.labels[outer] in ("obj", "nmod:poss"):
            return None
        return outer if outer < at else head

    def _told_before(self, at: int, head: int) -> int | None:
        """In "a quake struck, killing ten, police said" return the verb that killing goes with."""
        if head < at or lexicon().verbs.get(self.tree.tokens[head].low, (NOTHING,))[0].kind not in (
            "statement",
        ):
            return None
        before = [t for t in self.by_place.values() if t.at < at and not t.is_noun]
        return max((t.at for t in before), default=None)

    def _controls(self, at: int) -> bool:
        return lexicon().lemma(self.tree.tokens[at].low) in _OBJECT_CONTROL

    def _has_subject(self, at: int) -> bool:
        return self.tree.first(at, "nsubj", "nsubj:pass") is not None

    def verb_over(self, at: int) -> int | None:
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
        verb = self.verb_over(head)
        return head if verb is None else self._subject(verb, seen) or None

    def _meant(self, noun: int, verb: int) -> int:
        """Return what "who" or "which" stands for, else the noun itself."""
        if self.tree.tokens[noun].low in _RELATIVE:
            clause = self.tree.origin(verb)
            for at in (clause, *self.tree.up(clause)):
                if self.tree.labels[at] in ("acl:relcl", "acl"):
                    return self.tree.heads[at]
        return noun
