"""The words of an event: its quote in the source, and what its title is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.draft.lexicon import HAVE
from explorer.draft.roles import Part, Roles
from explorer.draft.stage import Player
from explorer.draft.subjects import DAYS
from explorer.draft.syntax.tree import Tree
from explorer.draft.triggers import SAYING, Trigger
from explorer.draft.wordset import word_set
from explorer.values import dataclass

_LONGEST_TITLE = 76
_LONGEST_QUOTE = 44  # tokens
_ASIDE = frozenset(
    ("acl:relcl", "parataxis", "advcl", "appos", "discourse", "vocative", "list", "dep", "orphan")
)
_TIED = frozenset(
    ("obj", "iobj", "obl", "obl:agent", "xcomp", "ccomp", "compound:prt", "advmod", "nmod",
     "obl:unmarked", "expl", "nummod")
)  # fmt: skip
_IN_TITLE = _TIED - {"advmod", "obl:unmarked", "expl", "nummod"}
_FAR_SUBJECT = 14


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of the paragraph, or the name of the actor `key` in its place."""

    start: int
    end: int
    key: str | None = None


class Phrases:
    """The words of the events of one sentence; `dated` are the tokens of time expressions."""

    def __init__(self, tree: Tree, roles: Roles, dated: frozenset[int]) -> None:
        self.tree = tree
        self.roles = roles
        self.dated = dated | {
            kid
            for at in dated
            for kid in tree.kids[at]
            if tree.labels[kid] in ("case", "det", "advmod", "cc", "punct")
        }

    def is_bare(self, trigger: Trigger) -> bool:
        """Whether nothing is said beyond who and that: "he taught", "the talks"."""
        labels = _NOUN_TIES if trigger.is_noun else _VERB_TIES
        kids = [k for k in self.tree.kids[trigger.at] if self.tree.labels[k] in labels]
        if trigger.sense.lemma in SAYING:
            kids = [k for k in kids if k > trigger.at and not self._is_own_speech(k)]
            kids = [k for k in kids if not self.tree.labels[k].startswith("obl")]
        return all(kid in self.dated for kid in kids)

    def _is_own_speech(self, at: int) -> bool:
        """Whether what is said is only the speaker's "I" or "we"."""
        subject = self.tree.first(at, "nsubj", "nsubj:pass")
        return subject is not None and self.tree.tokens[subject].low in _FIRST_PERSON

    # ------------------------------------------------------------ quotes

    def quote(self, trigger: Trigger, noun: Trigger | None) -> tuple[int, int]:
        """Return the half-open run of tokens that tells an event."""
        if trigger.is_noun:
            return trigger.begin, self._right_end(trigger.at, _ASIDE | {"conj"}, _OF_NOUN)
        begin = self._group_begin(trigger)
        subject = self.tree.first(self._clause(trigger), "nsubj", "nsubj:pass")
        if subject is not None and self.tree.tokens[subject].low in DAYS:
            subject = self.roles.subject(self._clause(trigger))
        if (
            subject is not None
            and self._stands_before(trigger)
            and subject < begin
            and begin - subject <= _FAR_SUBJECT
        ):
            first = self.tree.phrase_begin(subject)
            if self.tree.tags[subject] not in ("WDT", "WP"):
                begin = first
        end = self._right_end(trigger.at, _ASIDE | {"conj"})
        end = max(end, self._tied_end(trigger.at), noun.at + 1 if noun else 0)
        while begin < trigger.at and self.tree.tags[begin] in (",", ":", "CC", "-RRB-"):
            begin += 1
        return begin, min(end, max(begin + _LONGEST_QUOTE, trigger.at + 1))

    def _stands_before(self, trigger: Trigger) -> bool:
        """Whether a subject belongs to this verb's own words, not to one that it is joined to."""
        leads = trigger.leads
        return leads is None or self.tree.labels[trigger.at] != "conj"

    def _clause(self, trigger: Trigger) -> int:
        """Return the word whose subject stands before the verb's group: "[plans] to buy"."""
        if trigger.leads is not None and self.tree.is_verb(trigger.leads):
            return trigger.leads
        return trigger.at

    def _group_begin(self, trigger: Trigger) -> int:
        begin = trigger.begin
        leads = trigger.leads
        second = self.tree.labels[trigger.at] == "conj"
        if leads is not None and leads < begin and not second:
            begin = min([leads, *self.tree.auxiliaries(leads)])
            begin = min([begin, *self.tree.with_label(leads, "cop")])
        return begin

    def _right_end(self, at: int, stops: Iterable[str], only: frozenset[str] | None = None) -> int:
        """Return where the unbroken run to the right of `at` ends, asides left out.

        `only` are the labels of what may hang on `at` itself, if not all may.
        """
        inside = set(self._plain(at, frozenset(stops)))
        if only is not None:
            inside -= self._strange(at, only)
        end = at
        while end + 1 in inside:
            end += 1
        while end > at and not self._may_end(end):
            end -= 1
        return end + 1

    def _strange(self, at: int, only: frozenset[str]) -> set[int]:
        """Return the tokens under `at` that belong to a clause, not to a noun's own phrase."""
        return {
            inside
            for kid in self.tree.kids[at]
            if self.tree.labels[kid] not in only
            or (self.tree.labels[kid] != "acl" and self.tree.with_label(kid, "cop", "nsubj"))
            for inside in self.tree.within(kid)
        }

    def _tied_end(self, at: int) -> int:
        ends = [
            self._right_end(kid, _ASIDE)
            for kid in self.tree.kids[at]
            if kid > at and self.tree.labels[kid] in _TIED
        ]
        return max(ends, default=at + 1)

    def _may_end(self, at: int) -> bool:
        token = self.tree.tokens[at]
        return token.is_word or token.is_number or token.text in '”"’%)$€£'

    def _plain(self, at: int, stops: frozenset[str]) -> list[int]:
        """Return the tokens within `at`, those under a label of `stops` left out, in order."""
        found, stack = [], [at]
        while stack:
            here = stack.pop()
            found.append(here)
            stack += [k for k in self.tree.kids[here] if self.tree.labels[k] not in stops]
        return sorted(found)

    # ------------------------------------------------------------ titles

    def title(self, trigger: Trigger, parts: Sequence[Part]) -> list[Piece]:
        """Return who did what to whom, in the order of the source, as pieces of it."""
        return self._noun_title(trigger, parts) if trigger.is_noun else self._verb_title(trigger)

    def _noun_title(self, trigger: Trigger, parts: Sequence[Part]) -> list[Piece]:
        words = self._bare(self._shortened(trigger.at, _LONGEST_TITLE), trigger.at)
        aside = self._strange(trigger.at, _OF_NOUN)
        words = [w for w in words if w not in aside]
        others = [k for k in self.tree.with_label(trigger.at, "conj") if k in self.roles.by_place]
        if others:  # "tests and exercises" are two events
            words = [w for w in words if w < self.tree.span(others[0])[0]]
        inside = set(words)
        pieces = self._pieces(words)
        doers = [p.player for p in parts if p.role in _DOING]
        absent = [p for p in doers if not any(i in inside for i in range(p.begin, p.end))]
        if doers and len(absent) == len(doers):
            pieces = [*self._names(doers[:2]), *pieces]
        return pieces

    def _verb_title(self, trigger: Trigger) -> list[Piece]:
        at = trigger.at
        subject = self.roles.subject(at)
        pieces = self._subject_pieces(subject, trigger)
        group = self._verb_words(trigger)
        room = _LONGEST_TITLE - _length(pieces) - self._size(group)
        words = list(group)
        for kid in self._complements(at):
            if kid < min(group) or (kid == subject):
                continue
            more = self._shortened(kid, room)
            if not more or self._size(more) + 1 > room:
                if self.tree.labels[kid] in ("obj", "ccomp", "xcomp"):
                    more = self._cut(self._shortened(kid, 10_000), room)
                else:
                    break
            words += more
            room -= self._size(more) + 1
        kept = sorted(word for word in set(words) if word >= min(group))
        while kept[-1] > at and self.tree.tags[kept[-1]] in _LOOSE:
            kept.pop()
        return [*pieces, *self._pieces(kept)]

    def _subject_pieces(self, subject: int | None, trigger: Trigger) -> list[Piece]:
        if subject is None:
            return []
        players = self.roles.who(subject)
        if players:
            return self._names(players[:3])
        if self.tree.tags[subject] in ("PRP", "WDT", "WP", "DT", "EX") or subject > trigger.at:
            return []
        words = self._bare(self._shortened(subject, 44), subject)
        if subject in self.tree.up(trigger.at):  # "submarines [sunk in the war]"
            words = [w for w in words if w < trigger.begin] or [subject]
        return self._pieces(words)

    def _names(self, players: Sequence[Player]) -> list[Piece]:
        return [Piece(p.mention.start, p.mention.end, p.key) for p in players]

    def _verb_words(self, trigger: Trigger) -> list[int]:
        """Return a verb with its helpers; without "has", which says no more than the past does."""
        at = trigger.at
        to = [k for k in self.tree.with_label(at, "mark") if self.tree.tokens[k].low == "to"]
        helpers = [*self.tree.auxiliaries(at), *to]
        if trigger.form == "perfect":
            helpers = [h for h in helpers if self.tree.tokens[h].low not in HAVE]
        words = [h for h in helpers if h < at]
        leads = trigger.leads
        if leads is not None and leads < at and self.tree.is_verb(leads):
            words += [leads, *self.tree.auxiliaries(leads)]
        elif leads is not None and leads < at and self.tree.with_label(leads, "cop"):
            words += [leads, *self.tree.with_label(leads, "cop")]
        if leads is not None and self.tree.labels[at] == "conj":
            words += [k for k in self.tree.with_label(self.tree.origin(at), "mark") if k > leads]
        particles = [
            kid
            for kid in self.tree.with_label(at, "compound:prt", "advmod")
            if kid == at + 1 and self.tree.tokens[kid].low in _PARTICLES
        ]
        return sorted({*words, at, *particles})

    def _complements(self, at: int) -> list[int]:
        return [
            kid
            for kid in self.tree.kids[at]
            if (self.tree.labels[kid] in _IN_TITLE or self._is_bare_object(kid))
            and self.tree.labels[kid] != "compound:prt"
            and kid not in self.dated
            and not any(self.tree.tokens[i].text == ";" for i in range(at, kid))
            and (kid > at or self.tree.labels[kid] == "obj")
        ]

    def _is_bare_object(self, at: int) -> bool:
        """Whether a name without a preposition is an object that was read as a time."""
        return self.tree.labels[at] == "obl:unmarked" and bool(self.roles.who(at))

    def _shortened(self, at: int, room: int) -> list[int]:
        """Return a noun with what belongs to it, as much as there is room for."""
        for stops in (
            _ASIDE,
            _ASIDE | {"acl", "conj", "cc"},
            _ASIDE | {"acl", "conj", "cc", "nmod"},
        ):
            words = self._plain(at, frozenset(stops))
            breaks = [w for w in words if w > at and self.tree.tokens[w].text in _BREAKS]
            words = [w for w in words if not breaks or w < breaks[0]]
            words = self._trimmed([w for w in words if w not in self.dated], at)
            if words and self._size(words) <= room:
                return words
        return words

    def _bare(self, words: list[int], at: int) -> list[int]:
        """Leave out what stands before a noun's own phrase: "of", "and", "after"."""
        begin = self.tree.phrase_begin(at)
        return [w for w in words if w >= begin]

    def _trimmed(self, words: list[int], at: int) -> list[int]:
        """Leave out signs and small words at the ends."""
        while words and words[-1] > at and not self._may_end(words[-1]):
            words.pop()
        while (
            words
            and words[0] < at
            and not self.tree.tokens[words[0]].is_word
            and not (
                self.tree.tokens[words[0]].is_number or self.tree.tokens[words[0]].text in '“"$€£‘'
            )
        ):
            words.pop(0)
        return words

    def _cut(self, words: list[int], room: int) -> list[int]:
        kept: list[int] = []
        for word in words:
            if self._size([*kept, word]) > room:
                break
            kept.append(word)
        while kept and self.tree.tags[kept[-1]] in _NO_END:
            kept.pop()
        return kept

    def _size(self, words: Sequence[int]) -> int:
        return sum(len(self.tree.tokens[i].text) + 1 for i in words) - 1

    def _pieces(self, words: Sequence[int]) -> list[Piece]:
        """Join tokens that stand side by side; a pronoun becomes the name that it stands for."""
        pieces: list[Piece] = []
        last = -2
        for at in words:
            token = self.tree.tokens[at]
            player = self._pronoun(at)
            if player is not None:
                pieces.append(Piece(token.start, token.end, player.key))
                last = -2
            elif at == last + 1 and pieces and pieces[-1].key is None:
                pieces[-1] = Piece(pieces[-1].start, token.end)
                last = at
            else:
                pieces.append(Piece(token.start, token.end))
                last = at
        return pieces

    def _pronoun(self, at: int) -> Player | None:
        if self.tree.tags[at] != "PRP":
            return None
        return next((p for p in self.roles.names.players if p.begin <= at < p.end), None)


def _length(pieces: Sequence[Piece]) -> int:
    return sum(p.end - p.start + 1 for p in pieces)


_OF_NOUN = frozenset(
    ("nmod", "nmod:poss", "nmod:unmarked", "amod", "compound", "det", "nummod", "acl", "flat",
     "case", "obl", "advmod", "punct", "conj", "cc", "det:predet", "appos", "obl:agent")
)  # fmt: skip
_PARTICLES = word_set("out up down off away back in over on apart through aside together")
_BREAKS = frozenset((";", "—", "–", ":"))
_FIRST_PERSON = word_set("i we")
_DOING = frozenset(("agent", "speaker", "party", "signatory"))
_VERB_TIES = frozenset(
    ("obj", "iobj", "obl", "obl:agent", "ccomp", "xcomp", "obl:unmarked", "compound:prt")
)
_NOUN_TIES = frozenset(("nmod", "nmod:poss", "amod", "compound", "acl", "nummod"))
_LOOSE = frozenset(("IN", "WRB", "CC", "DT", "TO", "WDT", "WP", ",", "-LRB-", "``"))
_NO_END = frozenset(
    ("IN", "DT", "CC", "TO", "PRP$", "POS", "WDT", "WP", "PRP", ",", "``", "MD", "RB", "JJ")
)
