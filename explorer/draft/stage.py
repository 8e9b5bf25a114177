"""A sentence with its actors in place: who stands where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.draft.cast import Cast, Mention
from explorer.draft.text import Sentence
from explorer.draft.where import Where
from explorer.values import dataclass


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
    for number, sentence in enumerate(sentences):
        here = mentions.get(number, ())
        players = _players(sentence, here, cast)
        named = frozenset(
            i for p in players if p.mention.form != "group" for i in range(p.begin, p.end)
        )
        yield Scene(sentence, tuple(players), named)


def _players(sentence: Sentence, here: Sequence[tuple[str, Mention]], cast: Cast) -> list[Player]:
    starts = [token.start for token in sentence.tokens]
    found = []
    for key, mention in here:
        begin = next((i for i, s in enumerate(starts) if s >= mention.start), len(starts))
        end = next((i for i, s in enumerate(starts) if s >= mention.end), len(starts))
        if begin < end:
            found.append(Player(begin, end, key, cast.members[key].kind, mention))
    return sorted(found, key=lambda p: (p.begin, -p.end))
