"""How far an event has come, as the sentence tells it: tense, mood and words like "plans to"."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.kinds import Status
from explorer.draft.lexicon import BE, HAVE, MODALS, lexicon
from explorer.draft.syntax.tree import Tree
from explorer.draft.triggers import Trigger
from explorer.draft.wordset import word_set

_PAST_BE = word_set("was were been")
_WILL = word_set("will shall 'll ’ll would wo")
_DENYING = word_set("not n't never no without neither nor hardly barely")
_HEDGING = word_set("if unless whether lest")
_REPORTING = word_set("statement SUPPORT ACCUSE REQUEST REJECT")
# What a thing rather than a speaker does, or what is held rather than said.
_HOLDING = word_set(
    "underscore highlight signal express suggest underline believe think expect hope seek"
    " demand oppose support"
)
_GUESSING = word_set("believe think suspect fear doubt speculate imagine assume wonder")
_TELLING = word_set("announce unveil reveal confirm disclose")
_FAR_NOT = 10  # words between a subject and its verb
_AT_ONCE = word_set("ASSAULT COERCE vote CONCEDE")


class Statuses:
    """The statuses of the triggers of one sentence; None where nothing is said to happen."""

    def __init__(self, tree: Tree, triggers: Sequence[Trigger], headline: bool) -> None:
        self.tree = tree
        self.by_place = {trigger.at: trigger for trigger in triggers}
        self.headline = headline
        self.words = lexicon()
        self.question = any(token.text == "?" for token in tree.tokens[-2:])
        self._known: dict[int, Status | None] = {}

    def of(self, trigger: Trigger) -> Status | None:
        """Return how far an event has come."""
        if trigger.at not in self._known:
            self._known[trigger.at] = None  # what hangs on itself is nothing
            self._known[trigger.at] = self._find(trigger)
        return self._known[trigger.at]

    def _find(self, trigger: Trigger) -> Status | None:
        if self.question or self._is_denied(trigger.at) or self._is_hedged(trigger.at):
            return None
        return self._noun(trigger) if trigger.is_noun else self._verb(trigger)

    def _is_denied(self, at: int) -> bool:
        near = [*self.tree.kids[at], *self.tree.auxiliaries(at)]
        lows = {self.tree.tokens[kid].low for kid in near}
        subject = self.tree.first(at, "nsubj", "nsubj:pass")
        if subject is not None:
            lows |= {self.tree.tokens[k].low for k in self.tree.within(subject)} & {"neither"}
            lows |= {self.tree.tokens[k].low for k in self.tree.kids[subject]} & {"no"}
            lows |= {self.tree.tokens[subject].low} & {"nobody", "none", "nothing"}
        lows |= self._lows(self._before(at)) & {"not", "n't", "never"}
        return bool(lows & _DENYING) or any(low.endswith(("n't", "n’t")) for low in lows)

    def _before(self, at: int) -> list[int]:
        """Return the words between a verb and its subject: "had not, as of today, [announced]"."""
        subject = self.tree.first(at, "nsubj", "nsubj:pass")
        if subject is None or not subject < at <= subject + _FAR_NOT:
            return []
        between = range(subject + 1, at)
        return [] if any(i in self.by_place for i in between) else list(between)

    def _is_hedged(self, at: int) -> bool:
        """Whether an event is only supposed: "if", "whether", "is believed to have"."""
        first = self.tree.origin(at)
        if _HEDGING & set(self.tree.marks(first)):
            return True
        head = self.tree.heads[first]
        if head < 0 or self.tree.labels[first] not in ("ccomp", "xcomp"):
            return False
        return self.words.lemma(self.tree.tokens[head].low) in _GUESSING

    def _lows(self, places: Sequence[int]) -> set[str]:
        return {self.tree.tokens[at].low for at in places}

    def _verb(self, trigger: Trigger) -> Status | None:
        helpers = self._lows(self.tree.auxiliaries(trigger.at))
        form = trigger.form
        if "would" in helpers and helpers & HAVE:
            return None  # "would have been": it was not
        if helpers & _WILL:
            return Status.PLANNED
        if helpers & MODALS:
            return None
        if trigger.leads is not None and form in ("infinitive", "passive", "gerund"):
            return self._led(trigger, trigger.leads)
        if form == "infinitive":
            return self._purpose(trigger)
        if form in ("gerund", "participle"):
            return self._inherited(trigger)
        if form == "passive":
            return Status.ONGOING if "being" in helpers else Status.OCCURRED
        if form == "progressive":
            past = bool(helpers & _PAST_BE) and "been" not in helpers
            return Status.OCCURRED if past else self._progressive(trigger)
        return self._present(trigger) if form == "present" else Status.OCCURRED

    def _progressive(self, trigger: Trigger) -> Status:
        """ "Is planning" is to come; all else that is being done goes on."""
        return Status.ONGOING

    def _present(self, trigger: Trigger) -> Status:
        held = trigger.sense.lemma in _HOLDING
        if self.headline or (trigger.sense.group in _REPORTING and not held):
            return Status.OCCURRED
        if trigger.sense.lemma in ("plan", "intend", "schedule"):
            return Status.PLANNED
        return Status.ONGOING

    def _led(self, trigger: Trigger, governor: int) -> Status | None:
        """Look at what leads on to it: plans to, is set to, continues to, an agreement to."""
        if self._is_denied(governor) or self._is_hedged(governor):
            return None
        above = self.tree.heads[governor]
        ended = above >= 0 and self.words.lemma(self.tree.tokens[above].low) in _ENDING
        if ended or (above >= 0 and self._is_denied(above)):
            return None  # "abandoned a plan to buy", "has no plan to sell"
        kind = self._phrase_status(governor)
        if kind is not None:
            return self._of_governor(governor) or kind if kind is Status.ONGOING else kind
        leader = self.by_place.get(governor)
        if leader is None:
            lemma = self.words.lemma(self.tree.tokens[governor].low)
            return None if lemma in _GUESSING else Status.OCCURRED
        if leader.sense.lemma in _ACHIEVING:
            return self.of(leader)
        if self._lows([governor]) & _REPORTED_AS:
            return Status.OCCURRED
        return None if trigger.form == "infinitive" else self.of(leader)

    def _of_governor(self, governor: int) -> Status | None:
        """What was tried, or was to go on, in the past, is over."""
        leader = self.by_place.get(governor)
        if leader is None or leader.is_noun:
            return None
        status = self.of(leader)
        return Status.PLANNED if status is Status.PLANNED else Status.ONGOING

    def _phrase_status(self, governor: int) -> Status | None:
        word = self.tree.tokens[governor].low
        lemma = self.words.lemma(word)
        noun = self.words.nouns.get(word)
        helped = {*self.tree.auxiliaries(governor), *self.tree.with_label(governor, "cop")}
        phrases = {(word, "to"), (lemma, "to"), (lemma,)}
        if any(self.tree.tokens[at].low in BE for at in helped):
            phrases.add(("be", word, "to"))
        if noun is not None:
            phrases.add((noun.sense.lemma, "to"))
        if word in BE:
            phrases.add(("be", "to"))
        for status in (Status.PLANNED, Status.ONGOING):
            if phrases & self.words.phrases[status.value]:
                return status
        return None

    def _purpose(self, trigger: Trigger) -> Status | None:
        """What something is done for is not said to happen, but for a headline's "to"."""
        above = next((a for a in self.tree.up(trigger.at) if a in self.by_place), None)
        first = self.tree.origin(trigger.at)
        head = self.tree.heads[first]
        if head >= 0 and self.tree.tokens[head].low in BE and self.tree.labels[first] == "ccomp":
            return Status.PLANNED
        return Status.PLANNED if above is None and self.headline else None

    def _inherited(self, trigger: Trigger) -> Status | None:
        """A gerund or participle is as the verb or noun that it hangs on."""
        phrase = self._phrase_status(trigger.at)
        if phrase is Status.ONGOING:
            return phrase
        if trigger.form == "participle" and self.tree.labels[trigger.at].startswith("acl"):
            return Status.OCCURRED
        for above in self.tree.up(trigger.at):
            other = self.by_place.get(above)
            if other is None:
                continue
            if other.sense.group == "none" and other.form == "present":
                return Status.ONGOING
            return self.of(other)
        return self._tense_of_auxiliary(trigger.at)

    def _tense_of_auxiliary(self, at: int) -> Status:
        lows = {token.low for token in self.tree.tokens}
        present = lows & {"is", "are", "has"} and not lows & {"was", "were", "had"}
        return Status.ONGOING if present else Status.OCCURRED

    def _noun(self, trigger: Trigger) -> Status | None:
        near = self._lows([*self.tree.kids[trigger.at], *range(trigger.begin - 1, trigger.at)])
        if self.words.words["planned_words"] & near:
            return Status.PLANNED
        if self.words.words["ongoing_words"] & near:
            return Status.ONGOING
        return self._noun_by_verb(trigger)

    def _noun_by_verb(self, trigger: Trigger) -> Status | None:
        above = self._verb_above(trigger.at)
        if (
            above is not None
            and (self.words.lemma(self.tree.tokens[above].low),) in (self.words.phrases["ongoing"])
        ):
            return Status.ONGOING
        verb = None if above is None else self.by_place.get(above)
        if verb is None:
            return self._plain_noun(trigger)
        if self._is_denied(verb.at):
            return None
        told = self.tree.heads[trigger.at] == verb.at and self.tree.labels[trigger.at] == "obj"
        if verb.sense.lemma in _TELLING and told:
            return Status.ANNOUNCED
        status = self.of(verb)
        if status is not Status.OCCURRED and not self._is_topic(trigger.at, verb):
            if status is Status.ONGOING and trigger.sense.group in _AT_ONCE:
                return Status.OCCURRED
            return status
        return self._plain_noun(trigger)

    def _is_topic(self, at: int, verb: Trigger) -> bool:
        """Whether a noun is only what words are about: it may well have happened."""
        return verb.sense.group in ("statement", "none") and self.tree.labels[at] != "obj"

    def _plain_noun(self, trigger: Trigger) -> Status:
        if trigger.sense.lemma in self.words.words["durative"]:
            return Status.ONGOING
        if self.headline or trigger.sense.group in _AT_ONCE:
            return Status.OCCURRED
        verbs = [t for t in self.by_place.values() if not t.is_noun]
        if verbs and any(t.form in _PAST for t in verbs):
            return Status.OCCURRED
        lows = {token.low for token in self.tree.tokens}
        present = lows & {"is", "are", "has", "have"} or verbs
        return Status.ONGOING if present else Status.OCCURRED

    def _verb_above(self, at: int) -> int | None:
        return next((a for a in self.tree.up(at) if self.tree.is_verb(a)), None)


_PAST = frozenset(("past", "perfect", "passive"))
_ACHIEVING = word_set(
    "manage succeed help allow enable force make let cause order persuade convince lead begin"
    " start stop cease finish resume come go get dare"
)
_ENDING = word_set("abandon drop scrap cancel reject shelve withdraw refuse postpone oppose")
_REPORTED_AS = word_set("said reported alleged claimed known found seen")
