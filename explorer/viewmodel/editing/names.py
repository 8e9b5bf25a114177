"""Known actors while a name is typed, and those named in words."""

from __future__ import annotations

import re

from explorer.domain.ids import ActorId
from explorer.domain.kinds import ACTOR_KINDS
from explorer.index.corpus import Corpus
from explorer.values import dataclass

_SHOWN = 8
_LEAST_NAME = 2


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that fits what was typed; `by` is the other name it fits by, or nothing."""

    id: ActorId
    name: str
    kind: str
    by: str = ""


def kind_label(key: str) -> str:
    """Return the name on screen of a kind of actor; an unknown key is its own name."""
    return next((kind.label for kind in ACTOR_KINDS if kind.key == key), key.capitalize())


def completions(corpus: Corpus, typed: str, limit: int = _SHOWN) -> tuple[Known, ...]:
    """Return known actors that fit, best first: the very name, its beginning, a word, inside.

    Among equals the one with more events leads.
    """
    wanted = typed.casefold().strip()
    if not wanted:
        return ()
    scored = []
    for actor in corpus.cast:
        ranks = [
            (rank, place > 0, name)
            for place, name in enumerate((actor.name, *actor.aliases))
            if (rank := _rank(wanted, name.casefold())) is not None
        ]
        if ranks:
            rank, by_other, name = min(ranks)
            events = len(corpus.rows_of_actor[actor.id])
            known = Known(actor.id, actor.name, actor.kind, name if by_other else "")
            scored.append((rank, by_other, -events, actor.name.casefold(), actor.id, known))
    return tuple(known for *_, known in sorted(scored, key=lambda row: row[:5])[:limit])


def exact(corpus: Corpus, typed: str) -> Known | None:
    """Return the one actor that bears exactly this name; None where none or several do."""
    wanted = typed.casefold().strip()
    found = [
        actor
        for actor in corpus.cast
        if wanted in (name.casefold() for name in (actor.name, *actor.aliases))
    ]
    return Known(found[0].id, found[0].name, found[0].kind) if len(found) == 1 else None


def named_in(
    corpus: Corpus, text: str, start: int, end: int
) -> tuple[tuple[ActorId, int, int], ...]:
    """Return the known actors named in `[start, end)` of a text, in its order, each once.

    Of names that overlap the longest counts: "U.S. Forces Japan" does not name Japan.
    """
    found: list[tuple[int, int, ActorId]] = []
    part = text[start:end]
    for actor in corpus.cast:
        for name in (actor.name, *actor.aliases):
            if len(name) >= _LEAST_NAME and name in part:
                found += ((m.start(), m.end(), actor.id) for m in _whole(name).finditer(part))
    taken: list[tuple[int, int]] = []
    kept: dict[ActorId, tuple[int, int]] = {}
    for left, right, actor_id in sorted(found, key=lambda f: (f[0] - f[1], f[0], f[2])):
        if all(right <= a or b <= left for a, b in taken):
            taken.append((left, right))
            kept[actor_id] = min(kept.get(actor_id, (left, right)), (left, right))
    ordered = sorted(kept.items(), key=lambda pair: pair[1])
    return tuple((actor_id, start + a, start + b) for actor_id, (a, b) in ordered)


def _whole(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def _rank(wanted: str, name: str) -> int | None:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    if f" {wanted}" in name:
        return 2
    return 3 if wanted in name else None
