"""Timelines per actor from raw text: SemEval-2015 Task 4, cross-document event ordering.

For each target actor the gold is a list of events, each with its place in the order, a date
(`YYYY-MM-DD`, XX for what is not known) and its mentions (document, sentence, word). As the
task's own evaluation has it, a timeline becomes a graph of relations which is scored as
TempEval-3 scores relations (temporal awareness):

- a date is a node; each event is SIMULTANEOUS with its date, events of one place with each
  other, and an event is BEFORE those of later places;
- precision is the share of the drafted relations, redundant ones left out, that follow from
  the gold's, recall the share of the gold's that follow from the draft's;
- F1 is taken over the sums of all timelines (micro). Place 0, "no place in the order", does
  not count.

Without what is redundant there stands one relation for each event to its date and one between
neighbouring places. Where those places hold several events, ours counts the share of pairs that
hold rather than one pair that happens to stand for all. Mentions are one event when document
and sentence are the same and so is the word; of several words joined ("job_cuts") one is
enough. Several drafted mentions of one gold event on one date count once, not each.

A draft never dates an event that its source does not date. Where the sentence gives no date
and the event is told as done, the *benchmark* puts it on the day of the news, as the gold's
annotators did; the second figure is without that, with the dates of the product alone. The third
is of those events alone that are put before a person, without what only says who said so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.domain.kinds import Status
from explorer.draft.cast import Cast, Member
from explorer.draft.choose import chosen_events
from explorer.draft.events import Told
from explorer.draft.read import Reading, read
from explorer.draft.same import clusters
from explorer.draft.wordset import word_set
from tests.benchmarks.names import shared
from tests.benchmarks.report import Measure

AIM = 20.0
_SENTENCE = re.compile(r'<s id="(\d+)">(.*?)</s>', re.S)
_DCT = re.compile(r'value="(\d{4}-\d{2}-\d{2})"')
Mention = tuple[str, int, str]


@dataclass(frozen=True)
class Line:
    """An event of a timeline: its place in the order, its date, its mentions."""

    place: int
    date: str
    mentions: frozenset[Mention]


@dataclass(frozen=True)
class Text:
    """A news report: its number, its day, its sentences (the first is the headline)."""

    number: str
    day: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """Relations that hold and all relations, both ways."""

    right: float = 0.0
    drafted: float = 0.0
    found: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right,
            self.drafted + other.drafted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def f1(self) -> float:
        precision = self.right / self.drafted if self.drafted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return 200 * precision * recall / (precision + recall) if precision + recall else 0.0

    def __str__(self) -> str:
        precision = self.right / self.drafted if self.drafted else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return f"F1 {self.f1:.2f} (P {100 * precision:.1f}, R {100 * recall:.1f})"


def read_gold(path: Path) -> list[Line]:
    """Read a gold timeline; lines that its makers broke are passed over."""
    found = []
    for row in path.read_text(encoding="utf-8").splitlines()[1:]:
        place, *rest = row.split("\t")
        if not place.isdigit() or not rest:
            continue
        mentions = frozenset(m for item in rest[1:] if (m := _mention(item)) is not None)
        if mentions:
            found.append(Line(int(place), rest[0], mentions))
    return found


def _mention(item: str) -> Mention | None:
    match = re.fullmatch(r"(\d+)-(\d+)-(.+)", item.strip())
    return (match.group(1), int(match.group(2)), match.group(3)) if match else None


def read_text(path: Path) -> Text:
    """Read a report of Track A."""
    raw = path.read_text(encoding="utf-8")
    day = _DCT.search(raw)
    sentences = {int(n): _plain(text) for n, text in _SENTENCE.findall(raw)}
    return Text(
        path.name.split("_")[0],
        day.group(1) if day else "",
        tuple(sentences.get(n, "") for n in range(max(sentences) + 1)),
    )


def _plain(text: str) -> str:
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()


# ---------------------------------------------------------------- from drafts to timelines


def timeline(target: str, readings: Sequence[tuple[Text, Reading]], news_day: bool) -> list[Line]:
    """Return a target's drafted timeline over all reports, the events without a date last out."""
    dated: dict[str, set[Mention]] = {}
    for text, reading in readings:
        keys = matching(target, reading.cast)
        for event in reading.told:
            if not keys & _involved(event):
                continue
            day = day_of(event, text, news_day)
            if day is not None:
                dated.setdefault(day, set()).update(_mentions(event, text, reading))
    order = sorted(dated, key=_sortable)
    return [
        Line(place, day, frozenset((mention,)))
        for place, day in enumerate(order, 1)
        for mention in sorted(dated[day])
    ]


def _involved(event: Told) -> frozenset[str]:
    """Return who has part in an event, rather than is only spoken of or is where it was."""
    return frozenset(p.player.key for p in event.parts if p.role not in _BESIDE)


_BESIDE = frozenset(("topic", "place"))


def _sortable(day: str) -> str:
    return day.replace("X", "0") if "XX" not in day[5:] else day.replace("XX", "99")


def _mentions(event: Told, text: Text, reading: Reading) -> Iterable[Mention]:
    paragraph = reading.paragraphs[event.paragraph]
    words = event.words
    if len(words) > 1 and event.sense.lemma.split()[0] in _LIGHT:
        words = words[1:]
    for start, end in words:
        yield text.number, event.paragraph, paragraph[start:end]


_LIGHT = word_set("make take give hold conduct have do begin start")


def day_of(event: Told, text: Text, news_day: bool) -> str | None:
    """Return the day as the task writes it, XX for what is not known; None without a date."""
    if event.date is not None and event.date.edtf is not None:
        match = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", event.date.edtf)
        if match is None or (match.group(2) and int(match.group(2)) > 12):
            return None
        year, month, day = match.groups()
        return f"{year}-{month or 'XX'}-{day or 'XX'}"
    if not news_day or event.status not in (Status.OCCURRED, Status.ANNOUNCED):
        return None
    return text.day if _is_news(event) and not _is_earlier(event, text) else None


def _is_earlier(event: Told, text: Text) -> bool:
    """Whether the words say that it was over before the news: "had already agreed"."""
    return bool(re.match(r"had\b|previously\b", text.sentences[event.paragraph][event.start :]))


def _is_news(event: Told) -> bool:
    """Whether an undated event is the news itself: the headline, the lead, or what is said."""
    if event.headline or event.sentence <= _LEAD:
        return event.form not in ("infinitive",)
    return event.sense.group == "statement" and event.form in ("past", "perfect", "present")


_LEAD = 3


def matching(target: str, cast: Cast) -> frozenset[str]:
    """Return the keys of a cast that mean the target: its name, or a telling part of it."""
    wanted = target.casefold().split()
    return frozenset(key for key, member in cast.members.items() if _means(member, wanted))


def _means(member: Member, wanted: list[str]) -> bool:
    for name in (member.name, *member.aliases):
        words = name.casefold().split()
        if words == wanted:
            return True
        digits = [w for w in wanted if any(c.isdigit() for c in w)]
        if digits:
            if set(digits) <= set(words) and set(words) & set(wanted):
                return True
            if words == wanted[1:] or words == wanted[-1:]:
                return True
        elif member.kind == "person" and words == wanted[-1:]:
            return True
    return False


# ---------------------------------------------------------------- scoring


def relations_hold(drafted: Sequence[Line], gold: Sequence[Line]) -> Counts:
    """Return how many relations of each timeline the other entails."""
    ours, theirs = _placed(drafted), _placed(gold)
    aligned_ours = _aligned(ours, theirs)
    aligned_theirs = _aligned(theirs, ours)
    right, drafted_all = _entailed(ours, theirs, aligned_ours)
    found, gold_all = _entailed(theirs, ours, aligned_theirs)
    return Counts(right, drafted_all, found, gold_all)


def _placed(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.place > 0]


def _aligned(lines: Sequence[Line], others: Sequence[Line]) -> list[int | None]:
    found: list[int | None] = []
    for line in lines:
        match = next(
            (i for i, other in enumerate(others) if _one_event(line.mentions, other.mentions)), None
        )
        found.append(match)
    return found


def _one_event(one: frozenset[Mention], two: frozenset[Mention]) -> bool:
    return any(
        a[:2] == b[:2] and (a[2] == b[2] or a[2] in b[2].split("_") or b[2] in a[2].split("_"))
        for a in one
        for b in two
    )


def _entailed(
    lines: Sequence[Line], others: Sequence[Line], aligned: Sequence[int | None]
) -> tuple[float, float]:
    held, every = 0.0, 0.0
    by_place: dict[int, list[int]] = {}
    seen: set[tuple[int, str]] = set()
    for index, line in enumerate(lines):
        by_place.setdefault(line.place, []).append(index)
        match = aligned[index]
        if match is not None and (match, line.date) in seen:
            continue
        if match is not None:
            seen.add((match, line.date))
        every += 1
        held += match is not None and others[match].date == line.date
    places = sorted(by_place)
    for one, two in itertools.pairwise(places):
        pairs = [(a, b) for a in by_place[one] for b in by_place[two]]
        every += 1
        held += sum(_before(aligned[a], aligned[b], others) for a, b in pairs) / len(pairs)
    return held, every


def _before(one: int | None, two: int | None, others: Sequence[Line]) -> bool:
    return one is not None and two is not None and others[one].place < others[two].place


# ---------------------------------------------------------------- the whole


def score(folder: Path, news_day: bool = True, proposed: bool = False) -> dict[str, Counts]:
    """Score every target of a corpus; "all" is their sum.

    `proposed` leaves out what is read but not put before a person (`explorer.draft.choose`).
    """
    readings = [(text, draft_text(text, proposed)) for text in texts(folder)]
    gold = {_plainly(p.stem): p for p in (folder / "TimeLines_Gold_Standard").glob("*.txt")}
    names = next(folder.glob("list_target_entities*.txt")).read_text(encoding="utf-8").splitlines()
    result = {}
    for target in (name.strip() for name in names if name.strip()):
        lines = timeline(target, readings, news_day)
        result[target] = relations_hold(lines, read_gold(gold[_plainly(target)]))
    result["all"] = sum(result.values(), Counts())
    return result


def texts(folder: Path) -> list[Text]:
    """Return the reports of Track A, in the order of their names."""
    (track,) = [p for p in folder.iterdir() if p.name.casefold() == "corpus_tracka_timeml"]
    return [read_text(path) for path in sorted(track.glob("*.tml"))]


def _plainly(name: str) -> str:
    """Return a target's name as its file may have it: letters and digits alone."""
    return "".join(char for char in name.casefold() if char.isalnum())


def draft_text(text: Text, proposed: bool = False) -> Reading:
    """Draft a report; its sentences stand as paragraphs, the first is its headline."""
    reading = read(text.sentences, text.day or None, headings=(0,))
    if not proposed:
        return reading
    kept = chosen_events(clusters(reading.told, reading.paragraphs))
    return replace(reading, told=tuple(event for group in kept for event in group))


def run(rounds: int, events: int | None = None) -> list[Measure]:
    """Score every corpus in the folder; "against" is the aim."""
    del rounds, events
    found = []
    for folder in sorted((shared() / "corpora" / "timelines").glob("semeval2015_task4_corpus_*")):
        found.append(_measure(f"timelines, {folder.name}", score(folder)["all"]))
        dated = score(folder, news_day=False)["all"]
        found.append(_measure(f"timelines, {folder.name}, events with a date of their own", dated))
        kept = score(folder, proposed=True)["all"]
        found.append(_measure(f"timelines, {folder.name}, events proposed for review", kept))
    if not found:
        raise SystemExit(f"no corpora/timelines in {shared()}: set SOURCELINE_SHARED")
    return found


def _measure(name: str, counts: Counts) -> Measure:
    value = round(counts.f1, 2)
    return Measure(
        name, value, "micro F1", "the aim", AIM, round(value / AIM, 3), value, int(counts.gold)
    )
