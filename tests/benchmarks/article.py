"""The article drafted without its pack, against the pack that people made of it.

The article is not part of the project: it is read from the folder beside the checkout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.domain.marks import Anchor, EventMark, Pack
from explorer.draft.draft import draft_document
from explorer.ingest.document import read_document
from explorer.ingest.pack import read_pack
from tests.benchmarks.names import shared, there
from tests.benchmarks.report import Measure

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Compared:
    """What of the pack a draft has, and what it has beside."""

    actors: frozenset[str]
    missing: frozenset[str]
    strange: tuple[str, ...]
    events: dict[str, str]
    statuses: frozenset[str]
    drafted: int
    dates: int


def compare(pack: Pack, draft: Pack) -> Compared:
    """Match actors by key and events one to one by the overlap of their quotes."""
    ours = {actor.key for actor in draft.actors}
    theirs = {actor.key for actor in pack.actors}
    shared_places = {
        mark.key
        for mark in draft.actors
        if any(_overlap(a, b) for a in mark.evidence for p in pack.actors for b in p.evidence)
    }
    pairs = sorted(
        (-_match(gold, event), gold.key, event.key)
        for gold in pack.events
        for event in draft.events
        if _match(gold, event) > 0
    )
    found: dict[str, str] = {}
    for _, gold_key, key in pairs:
        if gold_key not in found and key not in found.values():
            found[gold_key] = key
    status = {event.key: event.status for event in (*pack.events, *draft.events)}
    return Compared(
        actors=frozenset(ours & theirs),
        missing=frozenset(theirs - ours),
        strange=tuple(sorted(ours - theirs - shared_places)),
        events=found,
        statuses=frozenset(g for g, k in found.items() if status[g] is status[k]),
        drafted=len(draft.events),
        dates=sum(len(event.dates) for event in draft.events),
    )


def _overlap(one: Anchor, two: Anchor) -> int:
    if one.paragraph != two.paragraph:
        return 0
    return max(0, min(one.end, two.end) - max(one.start, two.start))


def _match(gold: EventMark, event: EventMark) -> float:
    """Return the largest share of a shorter quote that overlaps, a half at least, else 0."""
    best = 0.0
    for one in gold.evidence:
        for two in event.evidence:
            shorter = min(one.end - one.start, two.end - two.start)
            longer = max(one.end - one.start, two.end - two.start)
            share = _overlap(one, two) / shorter
            if share >= 0.5:
                best = max(best, share + _overlap(one, two) / longer)
    return best


def score() -> Compared:
    """Draft the article and compare it with `data/article.pack.json`."""
    document = read_document(there(shared() / "article.txt"))
    return compare(read_pack(ROOT / "data" / "article.pack.json"), draft_document(document).pack)


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Hold the draft against the pack; "against" is the aim, for dates and strangers the most."""
    del rounds, events
    return list(_measures(score()))


def _measures(found: Compared) -> Iterator[Measure]:
    for name, value, aim in (
        ("actors of the pack that are drafted", len(found.actors), 16),
        ("drafted that are no actors", len(found.strange), 3),
        ("events of the pack that are drafted", len(found.events), 16),
        ("of these, with the right status", len(found.statuses), 12),
        ("dates drafted", found.dates, 0),
    ):
        ratio = round(value / aim, 3) if aim else float(value)
        yield Measure(f"article, {name}", value, "marks", "the aim", aim, ratio, value, 1)
