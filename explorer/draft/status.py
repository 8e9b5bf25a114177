"""How far an event has come, as the sentence tells it: tense, mood and words like "plans to"."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.kinds import Status
from explorer.draft.lexicon import BE, MODALS, lexicon
from explorer.draft.text import Token
from explorer.draft.triggers import Trigger
from explorer.draft.wordset import word_set

_PAST_BE = word_set("was were been")
_WILL = word_set("will shall 'll ’ll would")
_DENYING = word_set("not n't never no without neither nor")
_REPORTING = word_set("statement SUPPORT ACCUSE REQUEST REJECT")
# What a thing rather than a speaker does, or what is held rather than said.
_HOLDING = word_set(
    "underscore highlight signal express suggest underline believe think expect hope seek"
    " demand oppose support"
)
_TELLING = word_set("announce unveil reveal confirm disclose")


class Statuses:
    """The statuses of the triggers of one sentence; None where nothing is said to happen."""

    def __init__(
        self, tokens: Sequence[Token], triggers: Sequence[Trigger], headline: bool
    ) -> None:
        self.tokens = tokens
        self.triggers = triggers
        self.headline = headline
        self.words = lexicon()
        self.known: dict[int, Status | None] = {}
        for trigger in triggers:
            if not trigger.is_noun:
                self.known[trigger.at] = self._verb(trigger)
        for trigger in triggers:
            if trigger.is_noun:
                self.known[trigger.at] = self._noun(trigger)

    def of(self, trigger: Trigger) -> Status | None:
        return self.known[trigger.at]

    def _verb(self, trigger: Trigger) -> Status | None:
        if trigger.inherits is not None:
            return self.known[trigger.inherits]
        group = [token.low for token in self.tokens[trigger.begin : trigger.at]]
        if _DENYING & set(group):
            return None
        form = trigger.form
        if form == "infinitive":
            return self._infinitive(trigger)
        if form == "modal":
            return self._modal(group)
        if form in ("gerund", "participial"):
            return self._inherited(trigger)
        if form == "passive":
            return self._passive(group)
        if form == "progressive":
            return (
                Status.OCCURRED if _PAST_BE & set(group) and "been" not in group else Status.ONGOING
            )
        if form == "present":
            return self._present(trigger)
        return Status.OCCURRED

    def _modal(self, group: Sequence[str]) -> Status | None:
        if _WILL & set(group):
            return Status.PLANNED
        return None if MODALS & set(group) else Status.OCCURRED

    def _passive(self, group: Sequence[str]) -> Status | None:
        lows = set(group)
        if lows & _WILL:
            return Status.PLANNED
        if lows & MODALS:
            return None
        if "being" in lows:
            return Status.ONGOING
        return Status.OCCURRED

    def _present(self, trigger: Trigger) -> Status:
        held = trigger.sense.lemma in _HOLDING
        if self.headline or (trigger.sense.group in _REPORTING and not held):
            return Status.OCCURRED
        if self.words.lemma(self.tokens[trigger.at].low) in ("plan", "intend", "schedule"):
            return Status.PLANNED
        return Status.ONGOING

    def _infinitive(self, trigger: Trigger) -> Status | None:
        """Look at what governs "to": plans to, is set to, continues to, an agreement to."""
        to = trigger.at - 1
        while to > 0 and self.tokens[to].low != "to":
            to -= 1
        governor = self._governor(to)
        if governor is None:
            return None
        word = self.tokens[governor].low
        lemma = self.words.lemma(word)
        noun = self.words.nouns.get(word)
        be = any(token.low in BE for token in self.tokens[max(0, governor - 3) : governor])
        phrases = {(word, "to"), (lemma, "to")} | ({("be", word, "to")} if be else set())
        if noun is not None:
            phrases.add((noun.sense.lemma, "to"))
        if word in BE:
            phrases.add(("be", "to"))
        for status in (Status.PLANNED, Status.ONGOING):
            if phrases & self.words.phrases[status.value]:
                return self._denied(governor, status)
        return self._purpose(trigger, governor)

    def _denied(self, governor: int, status: Status) -> Status | None:
        near = {token.low for token in self.tokens[max(0, governor - 3) : governor]}
        return None if near & _DENYING else status

    def _governor(self, to: int) -> int | None:
        index = to - 1
        while index >= 0 and (
            self.tokens[index].low.endswith("ly")
            or self.tokens[index].low in ("also", "now", "not")
        ):
            index -= 1
        return index if index >= 0 and self.tokens[index].is_word else None

    def _purpose(self, trigger: Trigger, governor: int) -> Status | None:
        """What something is done for: still to come after what is to come or has been agreed."""
        before = [t for t in self.triggers if t.at < trigger.begin and t.at in self.known]
        if not before:
            return None
        last = before[-1]
        status = self.known[last.at]
        if status is Status.OCCURRED and last.sense.group in ("AGREE", "change"):
            return Status.PLANNED
        return status if status is not Status.OCCURRED else None

    def _inherited(self, trigger: Trigger) -> Status | None:
        """A gerund or participle is as its main verb is: the last before it, else the next."""
        phrase = self.words.lemma(self.tokens[trigger.at].low)
        if (phrase, "to") in self.words.phrases["ongoing"]:
            return Status.ONGOING
        verbs = [t for t in self.triggers if t.form in _FINITE and t.at in self.known]
        before = [t for t in verbs if t.at < trigger.at]
        if before:
            return self.known[before[-1].at]
        later = [t for t in self.triggers if t.form in _FINITE and t.at > trigger.at]
        if not later:
            return self._tense_of_auxiliary(trigger.at)
        return (
            Status.ONGOING if later[0].form in ("present", "progressive") else self._verb(later[0])
        )

    def _tense_of_auxiliary(self, at: int) -> Status:
        lows = {token.low for token in self.tokens[at:]}
        return Status.ONGOING if lows & {"is", "are", "has"} else Status.OCCURRED

    def _noun(self, trigger: Trigger) -> Status | None:
        near = [token.low for token in self.tokens[max(0, trigger.begin - 1) : trigger.at]]
        if _DENYING & set(near):
            return None
        if self.words.words["planned_words"] & set(near):
            return Status.PLANNED
        if self.words.words["ongoing_words"] & set(near):
            return Status.ONGOING
        for follower in self.tokens[trigger.at + 1 : trigger.at + 12]:
            if (self.words.lemma(follower.low),) in self.words.phrases["ongoing"]:
                return Status.ONGOING
        return self._noun_by_verb(trigger)

    def _noun_by_verb(self, trigger: Trigger) -> Status | None:
        before = [t for t in self.triggers if t.at < trigger.at and not t.is_noun]
        last = before[-1] if before else None
        if last and last.sense.lemma in _TELLING and trigger.at - last.at <= 6:
            return Status.ANNOUNCED
        if last and self.known[last.at] is not Status.OCCURRED:
            return self.known[last.at]
        if trigger.sense.lemma in self.words.words["durative"]:
            return Status.ONGOING
        if last:
            return self.known[last.at]
        verbs = [t for t in self.triggers if t.form in _FINITE]
        if verbs and verbs[0].form in ("past", "perfect", "passive"):
            return Status.OCCURRED
        if self.headline:
            return Status.OCCURRED
        lows = {token.low for token in self.tokens}
        if verbs:
            return self.known[verbs[0].at] or Status.OCCURRED
        return Status.ONGOING if lows & {"is", "are", "has", "have"} else Status.OCCURRED


_FINITE = frozenset(("past", "present", "perfect", "progressive", "passive", "modal"))
