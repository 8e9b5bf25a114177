"""Words that report, found in a sentence: verbs told from nouns by what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.draft.lexicon import (
    AUXILIARIES,
    BE,
    DO,
    FUNCTION_WORDS,
    HAVE,
    MODALS,
    NOTHING,
    Sense,
    lexicon,
)
from explorer.draft.text import Sentence, Token
from explorer.draft.wordset import word_set

DETERMINERS = word_set(
    "a an the this that these those its their his her our your my some any each every no"
    " another all both several many few more most such what whose first second third last next"
    " two three four five six seven eight nine ten"
)
PREPOSITIONS = word_set(
    "of in on at for from with by about against between among through during before after"
    " over under into onto toward towards across along amid within without via per since until"
    " despite including as like than upon amidst amongst besides around near outside inside"
    " following behind beyond"
)
PRONOUNS = word_set("he she it they we you i who which that there")
_ADVERBS = word_set(
    "not n't never also already still just now recently reportedly then soon once even only"
    " again both together further ever yet always often thus therefore however subsequently"
    " later first"
)
_FORM_TAGS = {
    "infinitive": "base", "modal": "base", "past": "past", "perfect": "participle",
    "passive": "participle", "gerund": "ing", "progressive": "ing", "participial": "ing",
}  # fmt: skip
_BODIES_OF_MEN = frozenset(("force", "forces"))
_NAMING = frozenset(("call", "name", "know", "title", "base"))
_ENDS_PHRASE = (FUNCTION_WORDS | PREPOSITIONS) - DETERMINERS
_PLURAL_SUBJECT = word_set("they we you i who which that")
_ADJECTIVE_END = (
    "al",
    "ive",
    "ous",
    "ful",
    "ary",
    "ic",
    "ible",
    "able",
    "ese",
    "ish",
    "ant",
    "ent",
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports, at token `at`; its verb group is the tokens `[begin, at]`.

    `form` is "past", "present", "perfect", "progressive", "passive", "infinitive", "modal",
    "gerund", "participial" or "noun". `inherits` is the token of the verb that it is joined to
    by "and", whose subject and status it shares.
    """

    at: int
    begin: int
    sense: Sense
    form: str
    inherits: int | None = None

    @property
    def is_noun(self) -> bool:
        return self.form == "noun"


def find_triggers(sentence: Sentence, named: frozenset[int]) -> list[Trigger]:
    """Return the triggers of a sentence in order; tokens in `named` belong to names."""
    return _Finder(sentence.tokens, named).find()


class _Finder:
    def __init__(self, tokens: Sequence[Token], named: frozenset[int]) -> None:
        self.tokens = tokens
        self.named = named
        self.words = lexicon()
        self.found: list[Trigger] = []

    def find(self) -> list[Trigger]:
        for at, token in enumerate(self.tokens):
            if at in self.named or not token.is_word or (token.is_capital and at > 0):
                continue
            if token.low in FUNCTION_WORDS or token.low in PREPOSITIONS or self._is_half(at):
                continue
            trigger = self._verb(at) or self._noun(at)
            if trigger is not None:
                self.found.append(trigger)
        return self.found

    def _is_half(self, at: int) -> bool:
        """Whether a word is the second half of a compound: "Kurdish-led"."""
        return (
            at > 0
            and self.tokens[at - 1].text in "-‑"
            and (self.tokens[at - 1].end == self.tokens[at].start)
        )

    def _verb(self, at: int) -> Trigger | None:
        before = self._before(at)
        entry = self.words.verbs.get(self.tokens[at].low)
        if entry is None:
            return self._unknown(at, before)
        sense, tags = entry
        form = self._form(at, before, tags)
        if form is None:
            return None
        inherits = self._joined_to(at, tags) if form == "joined" else None
        if form == "joined":
            if inherits is None:
                return None
            form = next(t.form for t in self.found if t.at == inherits)
        return Trigger(at, self._group_begin(at), sense, form, inherits)

    def _unknown(self, at: int, before: int) -> Trigger | None:
        """A verb that the lists do not know, known by "was" or "has" before it: it only divides."""
        low = self.tokens[before].low if before >= 0 else ""
        if low in BE | HAVE and self.tokens[at].low.endswith(("ed", "ing")):
            return Trigger(at, self._group_begin(at), NOTHING, "past")
        return None

    def _before(self, at: int) -> int:
        """Return the index of the last word before `at` that is no adverb; -1 for none."""
        index = at - 1
        while index >= 0 and (
            self.tokens[index].low in _ADVERBS
            or (self.tokens[index].low.endswith("ly") and index not in self.named)
        ):
            index -= 1
        return index

    def _form(self, at: int, before: int, tags: frozenset[str]) -> str | None:
        low = self.tokens[before].low if before >= 0 else ""
        if low == "to" and "base" in tags:
            return "infinitive"
        if low in MODALS or low in DO:
            return "modal" if "base" in tags else None
        if low in HAVE and tags & {"participle", "past"}:
            return "perfect"
        if low in BE:
            return self._after_be(before, tags)
        if (
            low in ("and", "or", ",")
            and tags & {"base", "past", "ing"}
            and self._joined_to(at, tags)
        ):
            return "joined"
        if "ing" in tags:
            return None if low == "from" else self._ing(at, before, low)
        if tags & {"past", "participle"} and not tags & {"base"}:
            return self._past(at, before, low, tags)
        return self._present(at, before, low, tags)

    def _after_be(self, before: int, tags: frozenset[str]) -> str | None:
        if "ing" in tags:
            return "progressive"
        if tags & {"participle", "past"}:
            return "passive"
        return None

    def _ing(self, at: int, before: int, low: str) -> str | None:
        if low in DETERMINERS or low.endswith(_ADJECTIVE_END) or low in ("'s", "’s"):
            return None
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if after is None or after.low == "of":
            return None
        if self.tokens[at].low in self.words.words["ongoing_words"] and after.is_word:
            return None
        if low in PREPOSITIONS or low == "to":
            return "gerund"
        if self._heads_noun(at) and low not in (",", "–", "-", ";") and before not in self.named:
            return None
        return "participial"

    def _heads_noun(self, at: int) -> bool:
        """Whether a plain noun or adjective follows, which the word may describe."""
        after = self.tokens[at + 1]
        plain = after.is_word and not after.is_capital and after.low not in FUNCTION_WORDS
        return plain and at + 1 not in self.named

    def _past(self, at: int, before: int, low: str, tags: frozenset[str]) -> str | None:
        after = self.tokens[at + 1].low if at + 1 < len(self.tokens) else ""
        if after == "by" and (low not in DETERMINERS):
            return "passive"
        if self.words.verbs[self.tokens[at].low][0].lemma in _NAMING and before not in self.named:
            return None
        if (low in DETERMINERS and low not in PRONOUNS) or low in PREPOSITIONS:
            return None
        if low in ("'s", "’s") or (low.endswith(_ADJECTIVE_END) and before not in self.named):
            return None
        if before >= 0 and before not in self.named and self._heads_noun_at(at):
            if not self.tokens[before].is_word and low not in (",", ")", "”", '"'):
                return None
            if any(t.at == before for t in self.found if not t.is_noun):
                return None
        if "past" not in tags:
            return "passive" if before >= 0 else None
        if before < 0:
            return "passive" if after in PREPOSITIONS else None
        return "past"

    def _heads_noun_at(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self._heads_noun(at)

    def _present(self, at: int, before: int, low: str, tags: frozenset[str]) -> str | None:
        if before < 0 or (low in DETERMINERS and low not in PRONOUNS) or low in PREPOSITIONS:
            return None
        if low in ("'s", "’s", "to") or not (self.tokens[before].is_word or low == ","):
            return None
        if not self._takes_more(at) or any(t.at == before and not t.is_noun for t in self.found):
            return None
        is_noun = self.tokens[at].low in self.words.nouns or self.tokens[at].low.endswith("s")
        subject_known = before in self.named or low in PRONOUNS
        if "s" in tags:
            noun = self.words.nouns.get(self.tokens[at].low)
            if (subject_known and (noun is None or noun.weak)) or not is_noun:
                return "present"
            return "present" if self._object_follows(at, subject_known) else None
        if "past" in tags and (subject_known or low.endswith("s")):
            return "past"
        plural = low in _PLURAL_SUBJECT or (low.endswith("s") and before not in self.named)
        pair = before in self.named and self._is_pair(before)
        return "present" if (plural or pair) and "base" in tags else None

    def _is_pair(self, before: int) -> bool:
        """Whether the name before stands after "and", so that its verb is plural."""
        at = before
        while at >= 0 and at in self.named:
            at -= 1
        return at >= 0 and self.tokens[at].low == "and"

    def _takes_more(self, at: int) -> bool:
        """Whether what follows may follow a verb: not another verb."""
        if at + 1 >= len(self.tokens):
            return True
        after = self.tokens[at + 1]
        if after.low in AUXILIARIES - {"'s", "’s"}:
            return False
        entry = self.words.verbs.get(after.low)
        return entry is None or not entry[1] & {"s", "past"} or after.low in self.words.nouns

    def _object_follows(self, at: int, subject_known: bool) -> bool:
        if at + 1 >= len(self.tokens):
            return False
        after = self.tokens[at + 1]
        if after.low in DETERMINERS or after.low in PRONOUNS or after.is_number:
            return True
        return (after.low == "to" and subject_known) or (after.is_capital and at + 1 in self.named)

    def _joined_to(self, at: int, tags: frozenset[str]) -> int | None:
        """Return the token of an earlier verb of the same form that this one is joined to."""
        for trigger in reversed(self.found):
            if trigger.is_noun:
                continue
            if trigger.sense is NOTHING:
                return None
            known = self.words.verbs[self.tokens[trigger.at].low][1]
            tag = _FORM_TAGS.get(trigger.form, "")
            return trigger.at if tag in tags and tag in known else None
        return None

    def _group_begin(self, at: int) -> int:
        """Return where the verb's group begins: its auxiliaries, adverbs and "to"."""
        begin = at
        while begin > 0 and begin - 1 not in self.named:
            low = self.tokens[begin - 1].low
            leads = low in AUXILIARIES or low in _ADVERBS or low == "to" or low.endswith("ly")
            if not leads:
                break
            begin -= 1
        return begin

    def _noun(self, at: int) -> Trigger | None:
        noun = self.words.nouns.get(self.tokens[at].low)
        if noun is None or (at > 0 and self.tokens[at - 1].low in MODALS):
            return None
        if noun.weak and not self._has_owner(at):
            return None
        if at + 1 < len(self.tokens) and self._modifies(at):
            return None
        return Trigger(at, self._phrase_begin(at), noun.sense, "noun")

    def _modifies(self, at: int) -> bool:
        """Whether an event noun only describes the noun after it: "attack helicopters"."""
        after = self.tokens[at + 1]
        if not after.is_word or at + 1 in self.named or after.low in FUNCTION_WORDS:
            return False
        if after.low in self.words.nouns:
            return True
        entry = self.words.verbs.get(after.low)
        if entry is not None and (entry[1] & {"s", "past"} or after.low.endswith("e")):
            return after.low in _BODIES_OF_MEN
        return not after.low.endswith(("ly", "ing", "ed")) and not after.is_capital

    def _has_owner(self, at: int) -> bool:
        """Whether a name owns a noun: "Boeing's plan", "a bid by Airbus", "Airbus order"."""
        for index in range(at - 1, max(at - 5, -1), -1):
            low = self.tokens[index].low
            if index in self.named:
                return True
            joins = low in ("'s", "’s", "'", "’", "-")
            if not joins and (low in FUNCTION_WORDS - DETERMINERS or not low[0].isalpha()):
                break
            if any(trigger.at == index and not trigger.is_noun for trigger in self.found):
                break
        after = self.tokens[at + 1 : at + 5]
        if not after or after[0].low not in ("by", "of", "with", "from", "between"):
            return False
        return any(at + 2 + offset in self.named for offset in range(min(3, len(after))))

    def _phrase_begin(self, at: int) -> int:
        """Return where the noun's phrase begins: its adjectives, owner and article."""
        begin = at
        while begin > 0 and at - begin < 6:
            before = self.tokens[begin - 1]
            if begin - 1 in self.named or before.text in ("'s", "’s", "-"):
                begin -= 1
                continue
            if not before.is_word or before.low in _ENDS_PHRASE:
                break
            begin -= 1
            if before.low in DETERMINERS:
                break
            verb = before.low in self.words.verbs and not before.low.endswith(("ing", "ed"))
            if verb and before.low not in self.words.nouns:
                return begin + 1
        return begin
