"""Who did it, to whom and with whom: roles read off the words between an event and the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.draft.lexicon import FUNCTION_WORDS
from explorer.draft.stage import Player, Scene
from explorer.draft.text import Token
from explorer.draft.triggers import DETERMINERS, PREPOSITIONS, Trigger
from explorer.draft.wordset import word_set

_BREAKS = frozenset((";", ":", "—", "?", "!"))
_SUBORDINATE = word_set(
    "that which who where when while if because although though whether as after before since until"
)
_SUBJECT_ROLE = {
    "AGREE": "party", "CONSULT": "party", "SUPPORT": "speaker", "COOPERATE": "party",
    "AID": "agent", "CONCEDE": "agent", "REQUEST": "speaker", "ACCUSE": "speaker",
    "REJECT": "speaker", "THREATEN": "agent", "PROTEST": "agent", "SANCTION": "agent",
    "MOBILIZE": "agent", "COERCE": "agent", "ASSAULT": "agent", "vote": "agent",
    "statement": "speaker", "change": "agent",
}  # fmt: skip
_OBJECT_ROLE = {
    "CONSULT": "party", "AGREE": "party", "COOPERATE": "party", "AID": "recipient",
    "SUPPORT": "beneficiary", "REQUEST": "recipient", "statement": "topic", "change": "subject",
    "vote": "subject", "MOBILIZE": "subject",
}  # fmt: skip
_BY_PREPOSITION = {
    "with": "party", "between": "party", "against": "target", "for": "beneficiary",
    "to": "recipient", "from": "agent", "by": "agent", "in": "place", "at": "place",
    "on": "topic", "about": "topic", "over": "topic", "of": "subject", "into": "place",
    "like": "party", "near": "place", "among": "party", "toward": "recipient",
    "towards": "recipient",
}  # fmt: skip
_REACH = 24
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A player and its role in an event."""

    player: Player
    role: str


class Roles:
    """The parts of the events of one sentence."""

    def __init__(self, scene: Scene, triggers: Sequence[Trigger]) -> None:
        self.tokens = scene.sentence.tokens
        outer = [p for p in scene.players if not _is_inside(p, scene.players)]
        self.players = outer
        begins = {p.begin for p in outer}
        self.heads = [p for p in outer if p.end not in begins]
        self.inner = scene.players
        self.triggers = triggers
        self.verbs = [t for t in triggers if not t.is_noun]
        self._subjects: dict[int, list[Player]] = {}

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

    def _of_verb(self, trigger: Trigger) -> list[Part]:
        group = trigger.sense.group
        subjects, objects = self.subjects(trigger), self._after(trigger)
        if trigger.form == "passive":
            doers = [p for p in objects if self._preposition(p, trigger.at) == "by"]
            rest = [p for p in objects if p not in doers]
            return [
                *(Part(p, _SUBJECT_ROLE.get(group, "agent")) for p in doers),
                *(Part(p, "target" if group in _HARM else "subject") for p in subjects),
                *self._placed(rest, trigger),
            ]
        if group == "statement" and not subjects:
            subjects = [p for p in objects if p.begin == trigger.at + 1 and p.kind != "state"]
        doing = [Part(p, _SUBJECT_ROLE.get(group, "agent")) for p in subjects]
        return [*doing, *self._placed(objects, trigger)]

    def _placed(self, players: Sequence[Player], trigger: Trigger) -> list[Part]:
        found = []
        for player in players:
            preposition = self._preposition(player, trigger.at)
            role = _BY_PREPOSITION.get(preposition, "")
            if not preposition:
                role = _OBJECT_ROLE.get(trigger.sense.group, "target")
            if role == "place" and player.kind == "person":
                role = "topic"
            if preposition == "from":
                role = "party"
            if role:
                found.append(Part(player, role))
        return found

    def _of_noun(self, trigger: Trigger) -> list[Part]:
        group = trigger.sense.group
        owners = [p for p in self.players if trigger.begin <= p.begin and p.end <= trigger.at]
        owners += [
            p for p in self.inner
            if p.mention.form == "demonym" and trigger.begin <= p.begin < trigger.at
            and p not in owners
        ]  # fmt: skip
        after = [p for p in self._after(trigger) if self._preposition(p, trigger.at) in _NOUN_TIES]
        doers = owners or self._doers_of(trigger)
        doing = [Part(p, _SUBJECT_ROLE.get(group, "agent")) for p in doers]
        found = []
        for player in after:
            role = _BY_PREPOSITION[self._preposition(player, trigger.at)]
            if role == "subject" and group in _MUTUAL:
                role = "topic"
            found.append(Part(player, "agent" if role == "subject" and not owners else role))
        return [*doing, *found]

    def _doers_of(self, trigger: Trigger) -> list[Player]:
        """Return who does what a noun tells: the subject of the verb that it is the object of."""
        reach = _REACH if trigger.sense.group in _MUTUAL else _NEAR
        before = [t for t in self.verbs if t.at < trigger.at and trigger.at - t.at <= reach]
        if not before:
            return self._main_subject(trigger) if trigger.sense.group in _MUTUAL else []
        if before[-1].sense.group in _TALKING and before[-1].sense.lemma not in _TELLING:
            return []
        between = {t.low for t in self.tokens[before[-1].at + 1 : trigger.begin + 1]}
        mutual = trigger.sense.group in _MUTUAL and before[-1].sense.group in _MUTUAL
        return [] if between & _PLACING and not mutual else self.subjects(before[-1])

    def subjects(self, trigger: Trigger) -> list[Player]:
        """Return who stands before a verb as its subject; for one joined to another, that one's."""
        known = self._subjects.get(trigger.at)
        if known is None:
            self._subjects[trigger.at] = []
            known = self._subjects[trigger.at] = self._find_subjects(trigger)
        return known

    def _find_subjects(self, trigger: Trigger) -> list[Player]:
        if trigger.inherits is not None:
            return self.subjects(next(t for t in self.triggers if t.at == trigger.inherits))
        whose = self._before_relative(trigger)
        if whose is not None:
            return whose
        adjoins = (
            trigger.form == "participial" and trigger.begin and self._is_plain(trigger.begin - 1)
        )
        if (trigger.form in _FINITE or adjoins) and self.plain_subject(trigger) is not None:
            return []
        stop = self._clause_begin(trigger)
        here = [p for p in self.heads if stop <= p.begin and p.end <= trigger.begin]
        heads = [p for p in here if not self._is_oblique(p) or self._opens_clause(p, trigger)]
        if trigger.form in ("infinitive", "gerund", "participial") or not heads:
            earlier = [t for t in self.verbs if t.at < trigger.begin]
            if earlier and not (heads and self._adjoins(heads[-1], trigger)):
                return self.subjects(earlier[-1])
            if not earlier and trigger.form in ("gerund", "participial", "infinitive"):
                return heads or self._main_subject(trigger)
        if not heads:
            return here[:1]
        return [
            *self._with_joined(heads),
            *(p for p in here if self._preposition(p, -1) == "including"),
        ]

    def _before_relative(self, trigger: Trigger) -> list[Player] | None:
        """Return whom "who" or "which" right before a verb stands for; None where neither is."""
        at = trigger.begin - 1
        steps = 0
        while at > 0 and steps < 6 and self.tokens[at].low not in ("who", "which"):
            if self.tokens[at].text == "," or any(p.begin <= at < p.end for p in self.players):
                return None
            at -= 1
            steps += 1
        if at <= 0 or self.tokens[at].low not in ("who", "which"):
            return None
        end = at - 1 if self.tokens[at - 1].text == "," else at
        return [p for p in self.heads if p.end == end][:1]

    def plain_subject(self, trigger: Trigger) -> int | None:
        """Return the token where a subject begins that names no actor ("90 civilians"), or None."""
        at = trigger.begin - 1
        while at >= 0:
            begin = self._phrase_before(at)
            if begin is None or begin > at:
                return None
            before = self.tokens[begin - 1].low if begin else ""
            if before in PREPOSITIONS or before == "to":
                at = begin - 2
                continue
            if before == "," and any(p.end == begin - 1 for p in self.players):
                return None
            return begin
        return None

    def _phrase_before(self, at: int) -> int | None:
        """Return where a plain noun phrase that ends at `at` begins; None where it is none."""
        if not self._is_plain(at):
            return None
        begin = at
        while begin > 0 and self._is_plain(begin - 1):
            begin -= 1
        if begin > 0 and any(p.begin <= begin - 1 < p.end for p in self.players):
            return None
        if begin > 0 and self.tokens[begin - 1].low in ("'s", "’s", "'", "’"):
            return None
        if begin > 0 and self.tokens[begin - 1].low in DETERMINERS:
            begin -= 1
        return begin

    def _is_plain(self, at: int) -> bool:
        token = self.tokens[at]
        if any(p.begin <= at < p.end for p in self.players):
            return False
        verb = any(t.at == at and not t.is_noun for t in self.triggers)
        return (token.is_word or token.is_number) and token.low not in FUNCTION_WORDS and not verb

    def _main_subject(self, trigger: Trigger) -> list[Player]:
        """Return the subject of the clause that an opening phrase belongs to."""
        later = [
            t for t in self.verbs if t.at > trigger.at and t.form not in ("gerund", "participial")
        ]
        if not later:
            return []
        here = [
            p for p in self.heads
            if trigger.at < p.begin and p.end <= later[0].begin and not self._is_oblique(p)
        ]  # fmt: skip
        return self._with_joined(here) if here else []

    def _adjoins(self, player: Player, trigger: Trigger) -> bool:
        return trigger.begin - player.end <= 1 and trigger.form == "participial"

    def _with_joined(self, heads: list[Player]) -> list[Player]:
        """Return the last head and those joined to it by "and" or a comma."""
        found = [heads[-1]]
        for player in reversed(heads[:-1]):
            between = self._between(player, found[0])
            if not between or len(between) > 6 or not _joins(between):
                break
            found.insert(0, player)
        return found

    def _between(self, one: Player, two: Player) -> list[Token]:
        """Return the tokens between two players that are no parts of other players."""
        return [
            self.tokens[at]
            for at in range(one.end, two.begin)
            if not any(p.begin <= at < p.end for p in self.players)
        ]

    def _clause_begin(self, trigger: Trigger) -> int:
        """Return where the clause of a verb begins: after a break, or a verb before it."""
        for at in range(trigger.begin - 1, -1, -1):
            token = self.tokens[at]
            if token.text in _BREAKS:
                return at + 1
            if token.low in ("that", "which", "who") and at < trigger.begin - 1:
                return at + 1
            if any(t.at == at and t.form not in ("participial", "gerund") for t in self.verbs):
                return at + 1
        return 0

    def _after(self, trigger: Trigger) -> list[Player]:
        stop = self._clause_end(trigger)
        return [p for p in self.players if trigger.at < p.begin < stop]

    def _clause_end(self, trigger: Trigger) -> int:
        """Return where what belongs to an event ends: at the next finite verb, or a break."""
        last = min(len(self.tokens), trigger.at + _REACH)
        for at in range(trigger.at + 1, last):
            token = self.tokens[at]
            if token.text in _BREAKS or token.low in _ENDING:
                return at
            other = next((t for t in self.verbs if t.at == at), None)
            if other is not None and other.form != "noun":
                return other.begin if other.form != "passive" or other.begin > trigger.at else at
        return last

    def _is_oblique(self, player: Player) -> bool:
        return self._preposition(player, -1) != ""

    def _preposition(self, player: Player, after: int) -> str:
        """Return the preposition that a player stands under, looking no further than `after`."""
        at = player.begin - 1
        steps, crossed = 0, False
        while at > after and steps < 7:
            low = self.tokens[at].low
            inside = any(p.begin <= at < p.end for p in self.players)
            if not inside and (low in PREPOSITIONS or low == "to"):
                return "" if crossed and self._opens(at) else low
            if low == "," and not any(p.end == at for p in self.players):
                return ""
            crossed = crossed or low == ","
            if not inside and low not in _PASSED and not self._is_modifier(at):
                return ""
            at -= 1
            steps += 1
        return ""

    def _opens_clause(self, player: Player, trigger: Trigger) -> bool:
        """Whether a player after "after" or "since" is the subject of the clause they open."""
        if self._preposition(player, -1) not in _CLAUSE_OPENERS:
            return False
        return trigger.form in _FINITE and player.end == trigger.begin

    def _opens(self, at: int) -> bool:
        """Whether a preposition is in the phrase that opens the sentence, before its comma."""
        return not any(t.at < at and t.form in _FINITE for t in self.verbs)

    def _is_modifier(self, at: int) -> bool:
        token: Token = self.tokens[at]
        return token.is_word and not any(t.at == at for t in self.triggers)


def _joins(between: Sequence[Token]) -> bool:
    return any(t.low == "and" or t.text == "," for t in between) and not any(
        t.low in PREPOSITIONS for t in between
    )


def _is_inside(player: Player, players: Sequence[Player]) -> bool:
    return any(
        other is not player
        and other.begin <= player.begin
        and player.end <= other.end
        and other.end - other.begin > player.end - player.begin
        for other in players
    )


_ENDING = (_SUBORDINATE - {"as"}) | word_set("amid amidst despite during following")
_CLAUSE_OPENERS = frozenset(("after", "before", "since", "until", "as", "than"))
_TALKING = frozenset(("statement", "ACCUSE", "REQUEST", "SUPPORT", "REJECT", "THREATEN", "none"))
_TELLING = frozenset(("announce", "unveil", "reveal"))
_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE", "MOBILIZE"))
_PLACING = PREPOSITIONS - {"in", "for", "on", "with"}
_FINITE = frozenset(("past", "present", "perfect", "progressive", "passive", "modal"))
_HARM = word_set("ASSAULT COERCE SANCTION THREATEN PROTEST ACCUSE")
_NOUN_TIES = word_set("with between against by of from on for to in at among like")
_PASSED = word_set("the a an its their and , or both such as ' ’ 's ’s “ \" ( other including")
