"""Sentences that report something, as events: what, how far, who, when, in which words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.domain.kinds import Status
from explorer.draft.cast import ACTING
from explorer.draft.lexicon import FUNCTION_WORDS, Sense
from explorer.draft.roles import Part, Roles
from explorer.draft.runs import is_title_case
from explorer.draft.stage import Player, Scene
from explorer.draft.status import Statuses
from explorer.draft.timex import TimeExpression
from explorer.draft.triggers import PREPOSITIONS, Trigger, find_triggers
from explorer.draft.wordset import word_set

_LEADING_ON = word_set(
    "aim seek set continue plan intend expect hope prepare begin start stop resume schedule"
    " try look work want attempt decide vow choose opt agree help allow enable let force order"
    " persuade"
)
_KEPT_WITH_TO = word_set("agree decide vow order help allow force persuade choose opt")
_LIGHT = word_set("change statement CONSULT AGREE")
_TELLING = word_set("announce unveil reveal confirm disclose say report")
STRONG = word_set("ASSAULT PROTEST COERCE")
_MAY_LACK = frozenset(("noun", "past", "perfect", "passive"))
_LONGEST_QUOTE = 30
_LONGEST_PHRASE = 14


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an event, in one sentence.

    `[start, end)` bounds its quote in paragraph `paragraph`; `words` are the places of the words
    that report it, its first being the head. `date` is the time expression beside it.
    `lent` says that the parts are those of an earlier telling.
    """

    paragraph: int
    sentence: int
    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    sense: Sense
    status: Status
    parts: tuple[Part, ...]
    form: str
    date: TimeExpression | None = None
    headline: bool = False
    lent: bool = False

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(part.player.key for part in self.parts)


def events_of(
    scene: Scene, number: int, times: Sequence[TimeExpression], first: bool = False
) -> list[Told]:
    """Return the events that sentence `number` tells; `times` are its paragraph's."""
    sentence = scene.sentence
    headline = sentence.heading or is_title_case(sentence.tokens) or (first and not _ends(scene))
    triggers = find_triggers(sentence, scene.named)
    reading = _Reading(scene, triggers, headline, number)
    told = [event for event in reading.events() if event.parts or _may_lack(event)]
    first_time = bisect_left(times, sentence.start, key=lambda time: time.start)
    here = times[first_time : bisect_left(times, sentence.end, key=lambda time: time.start)]
    other = [t for t in triggers if t.sense.group == "none"]
    return _dated(
        told,
        here,
        [(scene.sentence.tokens[t.at].start, scene.sentence.tokens[t.at].end) for t in other],
    )


def _may_lack(event: Told) -> bool:
    """Whether an event may name nobody for now: violence, or one told of before."""
    return event.sense.group in STRONG or event.form in _MAY_LACK


def _ends(scene: Scene) -> bool:
    return scene.sentence.tokens[-1].text in ".!?”\"’'"


class _Reading:
    def __init__(
        self, scene: Scene, triggers: Sequence[Trigger], headline: bool, number: int
    ) -> None:
        self.scene = scene
        self.tokens = scene.sentence.tokens
        self.triggers = triggers
        self.headline = headline
        self.number = number
        self.statuses = Statuses(self.tokens, triggers, headline)
        self.roles = Roles(scene, triggers)

    def events(self) -> list[Told]:
        led = {t.at: self._leads(t) for t in self.triggers if not t.is_noun}
        skipped = {at for at, to in led.items() if to is not None}
        begins = {to: t.begin for t in self.triggers if (to := led.get(t.at)) is not None}
        objects = self._objects()
        told = []
        for trigger in self.triggers:
            if trigger.at in skipped or trigger.at in objects.values():
                continue
            event = self._event(trigger, objects.get(trigger.at), begins.get(trigger.at))
            if event is not None:
                told.append(event)
        return told

    def _leads(self, trigger: Trigger) -> int | None:
        """Return the verb that one only leads on to: "aims to [bolster]", or None."""
        if trigger.sense.lemma not in _LEADING_ON - _KEPT_WITH_TO:
            return None
        for other in self.triggers:
            near = other.form == "infinitive" and trigger.at < other.at <= trigger.at + 4
            if near and (self.tokens[other.begin].low == "to" or other.begin <= trigger.at + 2):
                return other.at
        return None

    def _objects(self) -> dict[int, int]:
        """Return, for a verb, the event noun that is its object: "signed [an agreement]"."""
        found: dict[int, int] = {}
        for verb in self.triggers:
            if verb.is_noun or verb.sense.lemma in _TELLING or verb.sense.group == "none":
                continue
            noun = next((t for t in self.triggers if t.is_noun and t.at > verb.at), None)
            if noun is None or noun.at - verb.at > 6 or noun.at in found.values():
                continue
            between = self.tokens[verb.at + 1 : noun.at]
            lows = {t.low for t in between}
            other = any(verb.at < t.at < noun.at for t in self.triggers)
            if other or lows & (PREPOSITIONS - {"in"}) or "," in lows:
                continue
            if "in" not in lows or verb.sense.lemma in ("engage", "take", "hold"):
                found[verb.at] = noun.at
        return found

    def _event(self, trigger: Trigger, noun_at: int | None, begin: int | None) -> Told | None:
        status = self.statuses.of(trigger)
        if status is None or trigger.sense.group == "none":
            return None
        noun = next((t for t in self.triggers if t.at == noun_at and t.is_noun), None)
        parts = self._parts(trigger, noun)
        sense = self._sense(trigger, noun, parts)
        parts = parts or self._parts_of_subject(trigger)
        first, last = self._quote(trigger, noun, begin)
        heads = [trigger.at, *([noun.at] if noun else [])]
        return Told(
            paragraph=self.scene.sentence.paragraph,
            sentence=self.number,
            start=self.tokens[first].start,
            end=self.tokens[last].end,
            words=tuple((self.tokens[at].start, self.tokens[at].end) for at in heads),
            sense=sense,
            status=status,
            parts=tuple(parts),
            form=trigger.form,
            headline=self.headline,
        )

    def _parts(self, trigger: Trigger, noun: Trigger | None) -> list[Part]:
        parts = [p for p in self.roles.of(trigger) if _takes_part(p.player)]
        if noun is not None:
            known = {part.player.key for part in parts}
            parts += [
                p
                for p in self.roles.of(noun)
                if p.player.key not in known and _takes_part(p.player)
            ]
        return parts

    def _parts_of_subject(self, trigger: Trigger) -> list[Part]:
        """Return the parts of the event that is a verb's subject: "[the talks] covered"."""
        before = [t for t in self.triggers if t.at < trigger.begin]
        if trigger.is_noun or not before or not before[-1].is_noun:
            return []
        near = self.tokens[before[-1].at + 1 : trigger.begin]
        return [] if near else self._parts(before[-1], None)

    def _sense(self, trigger: Trigger, noun: Trigger | None, parts: Sequence[Part]) -> Sense:
        if trigger.sense.lemma == "report" and any(p.role == "recipient" for p in parts):
            return replace(trigger.sense, group="change", kind="change")
        if noun is not None and trigger.sense.group in _LIGHT:
            return replace(noun.sense, lemma=f"{trigger.sense.lemma} {noun.sense.lemma}")
        return trigger.sense

    def _quote(self, trigger: Trigger, noun: Trigger | None, begin: int | None) -> tuple[int, int]:
        first = trigger.begin if begin is None else begin
        if not trigger.is_noun and trigger.form in ("passive", "past", "perfect"):
            plain = self.roles.plain_subject(trigger)
            first = plain if plain is not None and first - plain <= 6 else first
        reach = _LONGEST_PHRASE if trigger.is_noun else _LONGEST_QUOTE
        stop = self._stop(noun.at if noun else trigger.at, first + reach, trigger.is_noun)
        while stop > trigger.at + 1 and not self._may_end(stop - 1):
            stop -= 1
        return first, max(stop - 1, noun.at if noun else trigger.at)

    def _stop(self, at: int, reach: int, noun: bool) -> int:
        """Return where the words of an event end, past `at`."""
        verbs = {t.begin for t in self.triggers if not t.is_noun and t.at > at}
        for index in range(at + 1, min(len(self.tokens), reach)):
            token = self.tokens[index]
            if token.text in ";:—?!" or (token.text == "," and (noun or self._breaks(index))):
                return index
            if token.low in _CLAUSES:
                return index
            if index in verbs and (noun or self.tokens[index].low not in ("to",)):
                return index
            if noun and token.low in FUNCTION_WORDS - PREPOSITIONS - _GLUE:
                return index
            if noun and token.low == "and" and self._begins_other(index + 1):
                return index
        return min(len(self.tokens), reach)

    def _begins_other(self, index: int) -> bool:
        """Whether another event's words begin after "and"."""
        return any(t.begin == index for t in self.triggers)

    def _breaks(self, index: int) -> bool:
        """Whether a comma ends a clause, rather than parting a list of names."""
        after = index + 1
        return after < len(self.tokens) and after not in self.scene.named

    def _may_end(self, index: int) -> bool:
        token = self.tokens[index]
        return (token.is_word or token.is_number or token.text in '”"%)') and (
            token.low not in FUNCTION_WORDS
            or token.low in ("it", "him", "her", "them", "up", "out", "back", "down", "off")
        )


def _takes_part(player: Player) -> bool:
    return player.kind in ACTING or player.kind in ("region", "thing")


def _dated(
    told: Sequence[Told], times: Sequence[TimeExpression], others: Sequence[tuple[int, int]]
) -> list[Told]:
    """Give each date to the event whose words it stands nearest to; verbs go first.

    A verb of `others`, which reports nothing, keeps the date that stands nearest to it.
    """
    found = list(told)
    for time in times:
        if time.edtf is None or time.type not in ("DATE", "TIME"):
            continue
        near = [
            (_distance(event, time), index)
            for index, event in enumerate(found)
            if event.date is None and event.form not in ("infinitive",)
        ]
        if near and min(near)[0][1] <= min((_gap(o, time) for o in others), default=_FAR_OFF):
            _, index = min(near)
            found[index] = replace(found[index], date=time)
    return found


_FAR_OFF = 1_000_000


def _gap(place: tuple[int, int], time: TimeExpression) -> int:
    start, end = place
    return time.start - end if time.start >= end else start - time.end


def _distance(event: Told, time: TimeExpression) -> tuple[int, int]:
    inside = event.start <= time.start < event.end
    gap = _gap(event.words[0], time)
    return (0 if inside else 1) if event.form != "noun" else (0 if inside else 2), gap


_CLAUSES = word_set("which who whom while whereas although amid amidst despite")
_GLUE = word_set("the a an its their and this that such as other all both")
