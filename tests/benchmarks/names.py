"""Names in text against two gold standards: F1 over exact spans.

Not of the project's own making and not in it: WikiGold's first 900 sentences and two
folders of re3d, read from the folder beside the checkout (or `SOURCELINE_SHARED`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.draft.groups import Group, groups
from explorer.draft.names import Name, names, names_in
from explorer.draft.text import sentences
from tests.benchmarks.report import Measure

Span = tuple[int, int]
_TYPES = {"person": "PER", "organisation": "ORG", "force": "ORG", "alliance": "ORG",
          "forum": "ORG", "state": "LOC", "place": "LOC", "region": "LOC", "demonym": "MISC",
          "thing": "MISC", "office": "OFFICE"}  # fmt: skip


@dataclass
class Score:
    """Counts of spans: right, proposed, in the gold."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, found: set[object], gold: set[object]) -> None:
        self.right += len(found & gold)
        self.found += len(found)
        self.gold += len(gold)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 200 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        rates = f"P {100 * self.precision:.1f}, R {100 * self.recall:.1f}, n {self.gold}"
        return f"F1 {self.f1:.1f} ({rates})"


def shared() -> Path:
    """Return the folder of the corpora, which is not part of the project."""
    given = os.environ.get("SOURCELINE_SHARED")
    return Path(given) if given else Path(__file__).resolve().parents[3] / "shared"


def there(path: Path) -> Path:
    """Return a path of the shared folder; ends the run with a word where it is not there."""
    if not path.exists():
        raise SystemExit(f"no {path}: set SOURCELINE_SHARED to the folder that has it")
    return path


def wikigold(path: Path) -> Iterator[tuple[str, dict[Span, str]]]:
    """Yield each sentence as text, its tokens parted by blanks, with its gold spans."""
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        if "DOCSTART" in block:
            continue
        rows = [line.split("\t") for line in block.splitlines()]
        at, text, gold, open_ = 0, [], {}, None
        for _, word, tag in [*rows, ["", "", "O"]]:
            if open_ and not tag.startswith("I-"):
                gold[open_[0], at - 1] = open_[1]
                open_ = None
            if tag.startswith("B-"):
                open_ = (at, tag[2:])
            text.append(word)
            at += len(word) + 1
        yield " ".join(text[:-1]), gold


def score_wikigold(
    gold_sentences: Sequence[tuple[str, dict[Span, str]]], per_document: int = 12
) -> dict[str, Score]:
    """Score spans of persons, organisations, places and the rest, with and without their type."""
    scores = {"span": Score(), "typed": Score(), "actors": Score()}
    for first in range(0, len(gold_sentences), per_document):
        part = gold_sentences[first : first + per_document]
        found: list[dict[Span, str]] = [{} for _ in part]
        for name in names([text for text, _ in part]):
            if name.kind != "office":
                found[name.paragraph][name.start, name.end] = _TYPES[name.kind]
        for ours, (_, gold) in zip(found, part, strict=True):
            scores["span"].add(set(ours), set(gold))
            scores["typed"].add(set(ours.items()), set(gold.items()))
            scores["actors"].add(
                {s for s, t in ours.items() if t != "MISC"},
                {s for s, t in gold.items() if t != "MISC"},
            )
    return scores


_LEADS = re.compile(r"^(?:the|a|an|all|both|some|many|his|its|their|our|this|that)\s+", re.I)
_TAILS = re.compile(r"(?:['’]s?|[\s.,;:])+$")


def re3d(folder: Path) -> Iterator[tuple[str, dict[Span, str]]]:
    """Yield each document's text with its named people, bodies and places.

    What bears no capital after its article is no name ("civilians", "I", "We"), and what the
    annotators themselves held for unlikely (confidence below a half) is not gold.
    """
    texts = {d["_id"]: d["text"] for d in _lines(folder / "documents.json")}
    gold: dict[str, dict[Span, str]] = {key: {} for key in texts}
    for item in _lines(folder / "entities.json"):
        if item["confidence"] < 0.5 or item["type"] not in ("Person", "Organisation", "Location"):
            continue
        span = trimmed(texts[item["documentId"]], (item["begin"], item["end"]))
        words = texts[item["documentId"]][slice(*span)]
        if any(c.isupper() for c in words) and not re.fullmatch(_PRONOUN, words):
            gold[item["documentId"]][span] = item["type"]
    for key, text in texts.items():
        yield text, {s: t for s, t in gold[key].items() if _bears_name(text, s)}


_PRONOUN = r"(?i)i|we|they|he|she|it|us|you|these.*|those.*|who|my|our|their"


def _bears_name(text: str, span: Span) -> bool:
    """Whether a capital stands in the words other than for beginning a sentence."""
    words = text[slice(*span)]
    if any(c.isupper() for c in words[1:]):
        return True
    before = text[: span[0]].rstrip()
    return not (not before or before[-1] in '.!?:“"' or "\n" in text[len(before) : span[0]])


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the article before it and the possessive after it."""
    start, end = span
    words = text[start:end]
    lead = _LEADS.match(words)
    start += lead.end() if lead else 0
    tail = _TAILS.search(text[start:end])
    end = start + tail.start() if tail else end
    return start, end


def as_re3d_draws(text: str, found: Sequence[Name], bodies: Sequence[Group]) -> set[Span]:
    """Return the spans as re3d draws them: a person with the office and the country before the
    name ("Russian Foreign Minister Sergei Lavrov"), a body with whom it belongs to.
    """
    drawn: list[tuple[int, int, str]] = []
    for name in [*found, *(Plain(b.start, b.end, b.kind) for b in bodies)]:
        drawn.append((name.start, name.end, name.kind))
    drawn.sort(key=lambda item: (item[0], -item[1]))
    spans: list[tuple[int, int, str]] = []
    for start, end, kind in drawn:
        if spans and end <= spans[-1][1]:
            continue
        while spans and text[spans[-1][1] : start] == " " and (spans[-1][2], kind) in _DRAWN_AS_ONE:
            start = spans.pop()[0]
        spans.append((start, end, kind))
    return {trimmed(text, (a, b)) for a, b, kind in spans if kind not in ("thing", "demonym")}


@dataclass(frozen=True)
class Plain:
    start: int
    end: int
    kind: str


_DRAWN_AS_ONE = {
    (first, "office") for first in ("demonym", "state", "organisation", "alliance", "region")
} | {("office", "person")}


def score_re3d(documents: Sequence[tuple[str, dict[Span, str]]]) -> dict[str, Score]:
    """Score exact spans (the article aside), and spans that share a name's last word."""
    scores = {"span": Score(), "touching": Score()}
    for text, gold in documents:
        found = found_in(text)
        scores["span"].add(set(found), set(gold))
        scores["touching"].add({end for _, end in found}, {end for _, end in gold})
    return scores


def found_in(text: str) -> set[Span]:
    """Return what the drafter finds in a text, as re3d draws it; lines are paragraphs."""
    pieces = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text)]
    paragraphs = [piece for _, piece in pieces]
    cut = [s for index, piece in enumerate(paragraphs) for s in sentences(piece, index)]
    named = names_in(cut, paragraphs)
    bodies = []
    for sentence in cut:
        here = [n for n in named if n.paragraph == sentence.paragraph]
        bodies += groups(sentence, here, paragraphs[sentence.paragraph])
    return as_re3d_draws(
        text,
        [
            replace(n, start=n.start + pieces[n.paragraph][0], end=n.end + pieces[n.paragraph][0])
            for n in named
        ],
        [
            replace(g, start=g.start + pieces[g.paragraph][0], end=g.end + pieces[g.paragraph][0])
            for g in bodies
            if not g.own
        ],
    )


def _lines(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Score everything; "against" is the aim."""
    del rounds, events
    actors = there(shared() / "corpora" / "actors")
    wiki = list(wikigold(actors / "wikigold_first900.conllu"))
    return [
        _measure(
            "names, WikiGold sentences 1-600 (developed on)", score_wikigold(wiki[:600])["span"], 70
        ),
        _measure(
            "names, WikiGold sentences 601-900 (held back)", score_wikigold(wiki[600:])["span"], 70
        ),
        _measure(
            "names, re3d UK government (developed on)",
            score_re3d(list(re3d(actors / "re3d_uk_government")))["span"],
            65,
        ),
        _measure(
            "names, re3d US State Department (held back)",
            score_re3d(list(re3d(actors / "re3d_us_state_department")))["span"],
            65,
        ),
    ]


def _measure(measure: str, score: Score, aim: float) -> Measure:
    value = round(score.f1, 1)
    return Measure(
        measure, value, "span F1", "the aim", aim, round(value / aim, 3), value, score.gold
    )
