"""A sentence with its actors in place: who stands where, pronouns included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.draft.cast import Cast, Mention
from explorer.draft.text import Sentence
from explorer.draft.where import Where
from explorer.draft.wordset import word_set

_BODIES = frozenset(("organisation", "force", "alliance", "forum", "sector"))
_COMMON_BODIES = word_set(
    "company airline firm group agency carrier manufacturer airframer planemaker automaker"
    " bank organisation organization ministry party union army force bureau office corporation"
    " maker"
)
_UNITS = word_set("structure headquarters command unit body agency force organisation organization")
_PERSON_PRONOUNS = frozenset(("he", "she"))


@dataclass(frozen=True, slots=True)
class Player:
    """A mention of an actor at the tokens `[begin, end)` of a sentence."""

    begin: int
    end: int
    key: str
    kind: str
    mention: Mention


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence, its players from left to right, and which tokens are parts of names."""

    sentence: Sentence
    players: tuple[Player, ...]
    named: frozenset[int]


def scenes(sentences: Sequence[Sentence], cast: Cast) -> Iterator[Scene]:
    """Yield the sentences in order, with whom they speak of."""
    where = Where(sentences)
    mentions: dict[int, list[tuple[str, Mention]]] = {}
    for key, member in cast.members.items():
        for mention in member.mentions:
            number = where.number(mention.paragraph, mention.start)
            if number is not None:
                mentions.setdefault(number, []).append((key, mention))
    last = _Last()
    for number, sentence in enumerate(sentences):
        here = mentions.get(number, ())
        players = _players(sentence, here, cast)
        named = frozenset(
            i for p in players if p.mention.form != "group" for i in range(p.begin, p.end)
        )
        spoken = sorted(
            [*players, *last.pronouns(sentence, players)], key=lambda p: (p.begin, -p.end)
        )
        last.remember(spoken)
        yield Scene(sentence, tuple(spoken), named)


def _players(sentence: Sentence, here: Sequence[tuple[str, Mention]], cast: Cast) -> list[Player]:
    starts = [token.start for token in sentence.tokens]
    found = []
    for key, mention in here:
        begin = next((i for i, s in enumerate(starts) if s >= mention.start), len(starts))
        end = next((i for i, s in enumerate(starts) if s >= mention.end), len(starts))
        if begin < end:
            found.append(Player(begin, end, key, cast.members[key].kind, mention))
    return sorted(found, key=lambda p: (p.begin, -p.end))


class _Last:
    """Whom a pronoun may mean: the last person, the last body and the last state spoken of."""

    def __init__(self) -> None:
        self.person: str | None = None
        self.body: tuple[str, str] | None = None
        self.subject: tuple[str, str] | None = None

    def remember(self, players: Sequence[Player]) -> None:
        named = [p for p in players if p.mention.form != "pronoun"]
        for player in reversed(named):
            if player.kind == "person":
                self.person = player.key
        bodies = [p for p in named if p.kind in _BODIES]
        if bodies:
            self.body = bodies[-1].key, bodies[-1].kind
        acting = [p for p in named if p.kind in _BODIES or p.kind in ("state", "thing")]
        if acting:
            self.subject = acting[0].key, acting[0].kind

    def pronouns(self, sentence: Sentence, players: Sequence[Player]) -> Iterator[Player]:
        taken = {i for p in players for i in range(p.begin, p.end)}
        for at, token in enumerate(sentence.tokens):
            if at in taken:
                continue
            before = [p for p in players if p.end <= at]
            found = self._meant(token.low, at, sentence, before)
            if found is not None:
                begin, key, kind = found
                first = sentence.tokens[begin]
                mention = Mention(sentence.paragraph, first.start, token.end, token.text, "pronoun")
                yield Player(begin, at + 1, key, kind, mention)

    def _meant(
        self, low: str, at: int, sentence: Sentence, before: Sequence[Player]
    ) -> tuple[int, str, str] | None:
        if low in _PERSON_PRONOUNS:
            people = [p.key for p in before if p.kind == "person"]
            key = people[0] if people else self.person
            return (at, key, "person") if key else None
        if low == "it" and at <= 2 and self.subject is not None and not before:
            return (at, *self.subject)
        if low in _UNITS and self.body is not None:
            for begin in range(at - 1, max(at - 4, -1), -1):
                if sentence.tokens[begin].low in ("this", "that"):
                    return (begin, *self.body)
        if low in _COMMON_BODIES and at and sentence.tokens[at - 1].low == "the":
            bodies = [(p.key, p.kind) for p in before if p.kind in _BODIES]
            found = bodies[0] if bodies else self.body
            return (at - 1, *found) if found else None
        return None
