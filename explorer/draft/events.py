"""Sentences that report something, as events: what, how far, who, when, in which words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from explorer.domain.kinds import Status
from explorer.draft.cast import ACTING
from explorer.draft.lexicon import Sense
from explorer.draft.phrases import Phrases, Piece
from explorer.draft.roles import Part, Roles
from explorer.draft.senses import sense_in
from explorer.draft.stage import Player, Scene
from explorer.draft.status import Statuses
from explorer.draft.syntax.tree import Tree
from explorer.draft.timex import TimeExpression
from explorer.draft.triggers import KEPT, SAYING, Trigger, find_triggers
from explorer.draft.wordset import word_set
from explorer.values import dataclass, replace

# Verbs that say of a noun no more than that it was: "launched an attack".
_LIGHT = word_set(
    "make take give hold conduct have do begin start launch carry sign reach conclude mount stage"
    " open resume continue end stop halt issue file pay offer win lose suffer wage fight join enter"
    " attend undertake commit perform place declare renew complete impose order lead negotiate"
    " meet host inaugurate suspend break cast deliver receive get undergo see stop"
)
_PROMISING = frozenset(("AGREE", "REQUEST", "REJECT", "THREATEN", "AID", "COOPERATE"))
_TELLING = word_set("announce unveil reveal confirm disclose say report")
_ENTERING = word_set("engage enter participate take hold join attend end result")
STRONG = word_set("ASSAULT PROTEST COERCE")
_DOUBTING = word_set(
    "ask recommend request call invite want encourage require accuse blame allege claim deny"
    " threaten warn predict suggest argue suspect demand urge propose insist charge complain"
)
_SPEAKING = word_set("statement ACCUSE REQUEST THREATEN REJECT")


@dataclass(frozen=True, slots=True)
class Told:
    """One telling of an event, in one sentence.

    `[start, end)` bounds its quote in paragraph `paragraph`; `words` are the places of the words
    that report it, its first being the head. `title` are the pieces that a title is made of.
    `date` is the time expression beside it. `lent` says that the parts are those of an earlier
    telling, `carries` that it only says who told another event ("he said that ..."), `doubted`
    that another only claims it ("he alleged that ..."), `bare` that no more is said than who.
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
    title: tuple[Piece, ...] = ()
    date: TimeExpression | None = None
    headline: bool = False
    lent: bool = False
    carries: bool = False
    doubted: bool = False
    bare: bool = False

    @property
    def actors(self) -> frozenset[str]:
        return frozenset(part.player.key for part in self.parts)


def events_of(
    scene: Scene, tree: Tree, number: int, times: Sequence[TimeExpression], headline: bool
) -> list[Told]:
    """Return the events that sentence `number` tells; `times` are its paragraph's."""
    sentence = scene.sentence
    first = bisect_left(times, sentence.start, key=lambda time: time.start)
    here = times[first : bisect_left(times, sentence.end, key=lambda time: time.start)]
    reading = _Reading(scene, tree, here, headline, number)
    return [event for event in reading.events() if event.parts or _may_lack(event)]


def _may_lack(event: Told) -> bool:
    """Whether an event may name nobody for now: violence, or one told of before."""
    return event.sense.group in STRONG or event.form in _MAY_LACK


_MAY_LACK = frozenset(("noun", "past", "perfect", "passive"))


class _Reading:
    def __init__(
        self,
        scene: Scene,
        tree: Tree,
        times: Sequence[TimeExpression],
        headline: bool,
        number: int,
    ) -> None:
        self.scene = scene
        self.tree = tree
        self.times = times
        self.tokens = scene.sentence.tokens
        self.triggers = [
            replace(t, sense=sense_in(t, tree) or t.sense) for t in find_triggers(tree, scene.named)
        ]
        self.by_place = {trigger.at: trigger for trigger in self.triggers}
        self.headline = headline
        self.number = number
        self.statuses = Statuses(tree, self.triggers, headline)
        self.roles = Roles(scene, tree, self.triggers)
        self.phrases = Phrases(tree, self.roles, self._dated_tokens())

    def _dated_tokens(self) -> frozenset[int]:
        spans = [(t.start, t.end) for t in self.times if t.edtf is not None and t.type == "DATE"]
        return frozenset(
            at
            for at, token in enumerate(self.tokens)
            if any(start <= token.start < end for start, end in spans)
        )

    def events(self) -> list[Told]:
        objects = self._objects()
        skipped = {*objects.values(), *self._leaders(), *self._led_by_kept()}
        told: dict[int, Told] = {}
        for trigger in self.triggers:
            if trigger.at not in skipped:
                event = self._event(trigger, objects.get(trigger.at))
                if event is not None:
                    told[trigger.at] = event
        self._mark_carriers(told)
        self._date(told)
        return list(told.values())

    def _leaders(self) -> set[int]:
        """Return the triggers that only lead on to another: "aims to [bolster]"."""
        found = set()
        for trigger in self.triggers:
            leader = self.by_place.get(-1 if trigger.leads is None else trigger.leads)
            if leader is None or leader.sense.lemma in KEPT:
                continue
            if leader.is_noun and leader.sense.group in _PROMISING:
                continue
            if self.statuses.of(trigger) is not None and (
                trigger.form in ("infinitive", "passive", "gerund")
            ):
                found.add(leader.at)
        return found

    def _led_by_kept(self) -> set[int]:
        """Return those that are told with what leads on to them: "agreed to resign"."""
        found = set()
        for trigger in self.triggers:
            leader = self.by_place.get(-1 if trigger.leads is None else trigger.leads)
            if leader is None or self.statuses.of(leader) is None:
                continue
            promise = leader.is_noun and leader.sense.group in _PROMISING
            if promise or (not leader.is_noun and leader.sense.lemma in KEPT):
                found.add(trigger.at)
        return found

    def _objects(self) -> dict[int, int]:
        """Return, for a verb, the event noun that is its object: "signed [an agreement]"."""
        found: dict[int, int] = {}
        for noun in self.triggers:
            head = self.tree.heads[noun.at]
            verb = self.by_place.get(head)
            if not noun.is_noun or verb is None or verb.is_noun or head in found:
                continue
            if verb.sense.lemma in _TELLING or verb.sense.group == "none":
                continue
            label = self.tree.labels[noun.at]
            entered = verb.sense.lemma in _ENTERING and self.tree.preposition(noun.at) == "in"
            if label == "obj" or (label == "obl" and entered):
                found[head] = noun.at
        return found

    def _event(self, trigger: Trigger, noun_at: int | None) -> Told | None:
        status = self.statuses.of(trigger)
        if status is None or trigger.sense.group == "none":
            return None
        noun = None if noun_at is None else self.by_place[noun_at]
        parts = self._parts(trigger, noun)
        sense = self._sense(trigger, noun, parts)
        first, end = self.phrases.quote(trigger, noun)
        heads = [trigger.at, *([noun.at] if noun else [])]
        return Told(
            paragraph=self.scene.sentence.paragraph,
            sentence=self.number,
            start=self.tokens[first].start,
            end=self.tokens[end - 1].end,
            words=tuple((self.tokens[at].start, self.tokens[at].end) for at in heads),
            sense=sense,
            status=status,
            parts=tuple(parts),
            form=trigger.form,
            title=tuple(self.phrases.title(trigger, parts)),
            headline=self.headline,
            bare=self.phrases.is_bare(trigger) and noun is None,
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
        if not parts and not trigger.is_noun:
            parts = self._parts_of_subject(trigger)
        return parts

    def _parts_of_subject(self, trigger: Trigger) -> list[Part]:
        """Return the parts of the event that is a verb's subject: "[the talks] covered"."""
        subject = self.roles.subject(trigger.at)
        noun = self.by_place.get(-1 if subject is None else subject)
        return self._parts(noun, None) if noun is not None and noun.is_noun else []

    def _sense(self, trigger: Trigger, noun: Trigger | None, parts: Sequence[Part]) -> Sense:
        if trigger.sense.lemma in SAYING and self._obliges(trigger, parts):
            return replace(trigger.sense, group="REQUEST")
        if trigger.sense.lemma == "report" and any(p.role == "recipient" for p in parts):
            return replace(trigger.sense, group="change", kind="change")
        if noun is not None and trigger.sense.lemma.split()[0] in _LIGHT:
            return replace(noun.sense, lemma=f"{trigger.sense.lemma} {noun.sense.lemma}")
        return trigger.sense

    def _obliges(self, trigger: Trigger, parts: Sequence[Part]) -> bool:
        """Whether what is said is a demand: "said that Libya must hand over"."""
        if not any(part.role == "topic" for part in parts):
            return False
        return any(
            self.tokens[helper].low in ("must", "should", "ought")
            for clause in self.tree.with_label(trigger.at, "ccomp")
            for helper in self.tree.auxiliaries(clause)
        )

    def _mark_carriers(self, told: dict[int, Told]) -> None:
        """Mark the tellings that only say who told what is an event of its own, or doubt it."""
        for at, event in list(told.items()):
            if event.sense.group not in _SPEAKING or event.form == "noun":
                continue
            inner = [one for clause in self._said(at) for one in self.tree.joined(clause)]
            inner += [t.at for t in self.triggers if t.leads in inner]
            inner = [one for one in inner if one in told]
            if inner and event.sense.lemma in _DOUBTING:
                for one in inner:
                    told[one] = replace(told[one], doubted=True)
            elif inner:
                told[at] = replace(event, carries=True)

    def _said(self, at: int) -> list[int]:
        """Return the verbs of what is said: "he said [that it sank]", "it [sank], he said"."""
        found = list(self.tree.with_label(at, "ccomp", "parataxis"))
        if self.tree.labels[at] == "parataxis":
            found.append(self.tree.heads[at])
        return found

    # ------------------------------------------------------------ dates

    def _date(self, told: dict[int, Told]) -> None:
        """Give each date to the event that its words hang on."""
        for time in self.times:
            if time.edtf is None or time.type not in ("DATE", "TIME"):
                continue
            at = self._event_over(time, told)
            if at is not None and told[at].date is None and not _is_over(told[at], time):
                told[at] = replace(told[at], date=time)

    def _event_over(self, time: TimeExpression, told: dict[int, Told]) -> int | None:
        inside = [i for i, token in enumerate(self.tokens) if time.start <= token.start < time.end]
        if not inside:
            return None
        top = next((i for i in inside if self.tree.heads[i] not in inside), inside[0])
        below = top
        for at in self.tree.up(top):
            if self._parts_from(below, at, told, inside[0]):
                return None
            below = at
            if at in told:
                return at
            led = next((t.at for t in self.triggers if t.leads == at and t.at in told), None)
            if led is not None:
                return led
            merged = self._merged_into(at, told)
            if merged is not None:
                return merged
            if self.tree.is_verb(at) and at in self.by_place:
                return None
        return None

    def _parts_from(self, below: int, at: int, told: dict[int, Told], first: int) -> bool:
        """Whether a date under `below` says nothing of what `at` stands in.

        "Its biggest drop since 2001" is no date of the fall; "the A350, in 2013" is outside.
        """
        label = self.tree.labels[below]
        if label == "appos":
            return not any(t.text == "," for t in self.tokens[max(0, first - 2) : first])
        return label == "nmod:poss" and at not in told and self._merged_into(at, told) is None

    def _merged_into(self, at: int, told: dict[int, Told]) -> int | None:
        """Return the event whose second word a noun is ("signed an [agreement] on Monday")."""
        token = self.tokens[at]
        here = (token.start, token.end)
        return next((k for k, event in told.items() if here in event.words[1:]), None)


def _is_over(event: Told, time: TimeExpression) -> bool:
    """Whether "since 1998" is said of something other than a simple past: "its largest since"."""
    return event.form == "past" and time.edtf is not None and time.edtf.endswith("/..")


def _takes_part(player: Player) -> bool:
    return player.kind in ACTING or player.kind in ("region", "thing")
