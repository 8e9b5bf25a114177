"""Kinds and roles of events against PLOVER's gold: sentences with class, source and target.

Not of the project's own making and not in it: `corpora/actors/plover_*.json` of the folder
beside the checkout (or of `SOURCELINE_SHARED`). Each record is a sentence with one event: its
class, the words that tell it, who did it (the source) and to or with whom (the target). The
drafted event held against it is the one whose words share most with the gold's words, the
first of equals; nothing else of the gold is looked at to choose it. Then

- kind: its class is the gold's (the gold has an older list: DEMAND is REQUEST now, DISAPPROVE
  is ACCUSE, INVESTIGATE is ACCUSE or a coercion, RETREAT and CONCEDE are one);
- source: the share of gold sources that it names as doers, by overlap of the words;
- target: the share of gold targets that it names in any other role. Where the gold has
  several sources and no target, they are each other's targets, as its markup says.

Records with an odd place in the file were developed on, those with an even place held back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.draft.events import Told
from explorer.draft.lexicon import FUNCTION_WORDS
from explorer.draft.read import Reading, read
from explorer.draft.stage import Player
from tests.benchmarks.names import shared
from tests.benchmarks.report import Measure

_SAME_CLASS = {
    "DEMAND": {"REQUEST"},
    "DISAPPROVE": {"ACCUSE", "REJECT"},
    "INVESTIGATE": {"ACCUSE", "INVESTIGATE"},
    "RETREAT": {"CONCEDE", "RETREAT"},
    "CONCEDE": {"CONCEDE", "RETREAT"},
}
_DOING = frozenset(("agent", "speaker", "party", "signatory"))
_STEM = 5


@dataclass(frozen=True)
class Record:
    """A gold sentence; `sources` and `targets` are half-open spans of its text."""

    text: str
    group: str
    words: frozenset[str]
    sources: tuple[tuple[int, int], ...]
    targets: tuple[tuple[int, int], ...]


@dataclass
class Tally:
    """How many sentences, how many of the right kind, and found of how many actors."""

    sentences: int = 0
    kinds: int = 0
    sources: int = 0
    sources_found: int = 0
    targets: int = 0
    targets_found: int = 0


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a file that have a sentence."""
    for raw in json.loads(path.read_text(encoding="utf-8")):
        text = raw.get("text")
        if isinstance(text, str) and text.strip():
            yield _record(raw, text)


def _record(raw: dict[str, Any], text: str) -> Record:
    return Record(
        text,
        raw["event"],
        _stems(raw.get("eventText", "").split()),
        tuple(_places(raw.get("source"), text)),
        tuple(_places(raw.get("target"), text)),
    )


def _places(actors: object, text: str) -> Iterator[tuple[int, int]]:
    """Find an actor's words; of those that the gold shortened with dots, their last piece."""
    for actor in actors if isinstance(actors, list) else ():
        words = actor.get("actorText", "") if isinstance(actor, dict) else str(actor)
        piece = words.split("...")[-1].strip()
        at = text.find(piece) if piece else -1
        if at >= 0:
            yield at, at + len(piece)


def _stems(words: Iterable[str]) -> frozenset[str]:
    plain = {word.casefold().strip(".,;'\"") for word in words}
    return frozenset(word[:_STEM] for word in plain if word not in FUNCTION_WORDS)


def chosen(record: Record, reading: Reading) -> Told | None:
    """Return the drafted event whose head words share most with the gold's words."""
    best: tuple[int, int] | None = None
    found = None
    for index, event in enumerate(reading.told):
        text = reading.paragraphs[event.paragraph]
        heads = _stems(text[start:end] for start, end in event.words)
        quote = _stems(text[event.start : event.end].split())
        share = 10 * len(heads & record.words) + len(quote & record.words)
        if share and (best is None or (-share, index) < best):
            best, found = (-share, index), event
    return found


def add(tally: Tally, record: Record) -> None:
    """Draft one sentence and count what of the gold it has."""
    reading = read([record.text])
    event = chosen(record, reading)
    tally.sentences += 1
    tally.sources += len(record.sources)
    tally.targets += len(record.targets)
    if event is None:
        return
    wanted = _SAME_CLASS.get(record.group, {record.group})
    tally.kinds += event.sense.group in wanted
    doers = [part.player for part in event.parts if part.role in _DOING]
    others = [part.player for part in event.parts[1:]]
    tally.sources_found += sum(_meets(place, doers, reading) for place in record.sources)
    tally.targets_found += sum(_meets(place, others, reading) for place in record.targets)


def _meets(place: tuple[int, int], players: Sequence[Player], reading: Reading) -> bool:
    """Whether the words of a place mean one of the actors, by themselves or by a pronoun."""
    mentions = [m for p in players for m in (p.mention, *reading.cast.members[p.key].mentions)]
    return any(m.start < place[1] and place[0] < m.end for m in mentions)


def score(path: Path) -> dict[str, Tally]:
    """Score the half developed on and the half held back."""
    halves = {"developed on": Tally(), "held back": Tally()}
    for number, record in enumerate(records(path)):
        add(halves["developed on" if number % 2 else "held back"], record)
    return halves


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Score every file there is; what a figure stands against is the whole."""
    del rounds, events
    found = []
    for path in sorted((shared() / "corpora" / "actors").glob("plover_*.json")):
        for half, tally in score(path).items():
            found += [
                _measure(f"{path.stem}, {name} ({half})", right, every)
                for name, right, every in (
                    ("kind", tally.kinds, tally.sentences),
                    ("source actors", tally.sources_found, tally.sources),
                    ("target actors", tally.targets_found, tally.targets),
                )
            ]
    if not found:
        raise SystemExit(f"no plover_*.json in {shared()}: set SOURCELINE_SHARED")
    return found


def _measure(name: str, right: int, every: int) -> Measure:
    value = round(100 * right / every, 1) if every else 0.0
    return Measure(name, value, "%", "all", 100.0, round(value / 100, 3), value, every)
