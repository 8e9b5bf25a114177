"""Which marks of a draft a project knows already, whatever keys and titles they bear now.

Within a source a mark is known by the place of its words; in another one an actor by its
name and kind, an event by its sentence or its very words (the same report, lightly changed).
A mark that a person rejected, edited or folded is known as well as one that still waits.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from explorer.domain.ids import ParagraphId
from explorer.domain.kinds import Review
from explorer.domain.marks import ActorMark
from explorer.store.anchors import Words
from explorer.store.plan import ActorPlan, EventPlan
from explorer.store.tellings import fingerprint, plain_words, sentence_around
from explorer.values import dataclass

_SURE = 0.9  # of two quotes' characters in common: one quote, a word more or less
_LIKE = 0.5  # the same where both are of one kind
_NEAR = 0.75  # of two quotes' words in common: one sentence, touched up
_TURNING = frozenset(("not", "no", "never", "nor", "without", "cannot", "t", "fail", "failed"))
_MOST_ALIKE = 50  # events told in one and the same sentence that are looked at

_EVENT = """
SELECT event.id, event.review, event.key FROM event
WHERE event.id = (SELECT coalesce(same_event_id, id) FROM event WHERE id = ?)"""
_ACTOR = """
SELECT actor.id, actor.review FROM actor
WHERE actor.id = (SELECT coalesce(same_actor_id, id) FROM actor WHERE id = ?)"""
_BY_NAME = """
SELECT id FROM actor WHERE name = ? COLLATE NOCASE AND kind = ?
ORDER BY review = 'rejected', same_actor_id IS NULL, id"""

# Each half reads the first of its index and no more, however often a phrase was told.
_ALIKE = f"""
SELECT telling.id, event_id, kind, source_id, paragraph_id, telling.start, telling.end,
  substr(text, telling.start + 1, telling.end - telling.start)
FROM (
  SELECT * FROM (SELECT id FROM telling WHERE words = ? ORDER BY id LIMIT {2 * _MOST_ALIKE})
  UNION
  SELECT * FROM (SELECT id FROM telling WHERE sentence = ? ORDER BY id LIMIT {2 * _MOST_ALIKE})
) AS found
JOIN telling ON telling.id = found.id JOIN paragraph ON paragraph.id = paragraph_id
WHERE source_id <> ? ORDER BY telling.id LIMIT {_MOST_ALIKE}"""


@dataclass(frozen=True, slots=True)
class Standing:
    """The row that a mark is, and how it stands; `here` where the source's words have it."""

    id: int
    review: Review
    here: bool


def having_words(raw: sqlite3.Connection, owner: str, source_ids: Iterable[int]) -> set[int]:
    """Return the marks that have words in any of the sources; `owner` is one of `OWNERS`."""
    sql = (
        f"SELECT DISTINCT {owner} FROM paragraph CROSS JOIN evidence ON paragraph_id = paragraph.id"
        f" WHERE source_id = ? AND {owner} IS NOT NULL"
    )
    return {id for source_id in source_ids for (id,) in raw.execute(sql, (source_id,))}


def recall_actors(
    raw: sqlite3.Connection, actors: Iterable[ActorPlan], source_ids: Iterable[int]
) -> dict[str, Standing]:
    """Return the rows of the actors that are known, by the key that a draft gives them."""
    found = {}
    here = having_words(raw, "actor_id", source_ids)
    for actor in actors:
        id = _by_mentions(raw, actor.words) or _by_key(raw, actor.mark) or _by_name(raw, actor.mark)
        if id is not None:
            row_id, review = raw.execute(_ACTOR, (id,)).fetchone()
            found[actor.mark.key] = Standing(row_id, Review(review), row_id in here)
    return found


def _by_mentions(raw: sqlite3.Connection, words: Sequence[Words]) -> int | None:
    """Return the actor that at least half of the mentions are a mention of."""
    sql = (
        "SELECT actor_id FROM evidence WHERE paragraph_id = ? AND start = ? AND end = ?"
        " AND actor_id IS NOT NULL"
    )
    counts = Counter(
        id
        for item in words
        for (id,) in raw.execute(sql, (item.paragraph_id, item.start, item.end))
    )
    best = min(counts.items(), key=lambda pair: (-pair[1], pair[0]), default=None)
    return best[0] if best is not None and 2 * best[1] >= len(words) else None


def _by_key(raw: sqlite3.Connection, mark: ActorMark) -> int | None:
    """Return the actor with the mark's key; a rejected one is known by its name and kind only."""
    found = raw.execute(
        "SELECT id, kind, review, same_actor_id FROM actor WHERE key = ?", (mark.key,)
    ).fetchone()
    if found is None:
        return None
    id, kind, review, same = found
    if review == Review.REJECTED and same is None:
        return None
    return id if kind == mark.kind or _shares_name(raw, id, mark) else None


def _shares_name(raw: sqlite3.Connection, id: int, mark: ActorMark) -> bool:
    sql = "SELECT name FROM actor WHERE id = ? UNION SELECT name FROM alias WHERE actor_id = ?"
    names = {_plain(name) for (name,) in raw.execute(sql, (id, id))}
    return not names.isdisjoint(_plain(name) for name in (mark.name, *mark.aliases))


def _plain(name: str) -> str:
    return " ".join(plain_words(name))


def _by_name(raw: sqlite3.Connection, mark: ActorMark) -> int | None:
    found = raw.execute(_BY_NAME, (mark.name, mark.kind)).fetchone()
    return None if found is None else int(found[0])


@dataclass(frozen=True, slots=True)
class _Telling:
    """A row of `telling`, with the event that it is of by now."""

    id: int
    event: Standing
    key: str | None
    kind: str
    words: Words


def recall_events(raw: sqlite3.Connection, events: Sequence[EventPlan]) -> dict[str, Standing]:
    """Return the rows of the events that are known, by the key that a draft gives them.

    A sentence can tell of several events: each telling that is known stands for one event
    of the draft, the one that is most like it.
    """
    return _EventRecall(raw, events).recall()


class _EventRecall:
    def __init__(self, raw: sqlite3.Connection, events: Sequence[EventPlan]) -> None:
        self.raw = raw
        self.events = events
        self.found: dict[str, Standing] = {}
        self.used: set[int] = set()
        self.akin: Counter[int] = Counter()

    def recall(self) -> dict[str, Standing]:
        self._told_here()
        for event in self._left():
            for telling, source_id in _told_elsewhere(self.raw, event):
                if self._take(event, telling):
                    self.akin[source_id] += 1
                    break
        self._refused_in_akin()
        return self.found

    def _left(self) -> list[EventPlan]:
        return [event for event in self.events if event.mark.key not in self.found]

    def _take(self, event: EventPlan, telling: _Telling) -> bool:
        """Let an event be that of a telling, unless either is taken."""
        if event.mark.key in self.found or telling.id in self.used:
            return False
        self.used.add(telling.id)
        self.found[event.mark.key] = telling.event
        return True

    def _told_here(self) -> None:
        here = {id: list(_told_in(self.raw, id)) for id in _paragraphs(self.events)}
        pairs = [
            (score, number, telling.id, event, telling)
            for number, event in enumerate(self.events)
            for words in event.words
            for telling in here[words.paragraph_id]
            if (score := _likeness(event, words, telling)) is not None
        ]
        for _, _, _, event, telling in sorted(pairs, key=lambda pair: pair[:3]):
            self._take(event, telling)

    def _refused_in_akin(self) -> None:
        """Know what was rejected in another version of this text, told in nearly its words.

        What was accepted there is asked about anew: these are not the words that were read.
        """
        source_id, count = max(self.akin.items(), key=lambda pair: pair[1], default=(0, 0))
        if 2 * count < len(self.events):
            return
        left = self._left()
        refused = list(_refused_in(self.raw, source_id)) if left else []
        for event in left:
            for telling in refused:
                near = any(_nearly(words.quote, telling.words.quote) for words in event.words)
                same_kind = telling.kind == event.mark.kind
                if near and same_kind and not _other_day(self.raw, event, telling.event.id):
                    self._take(event, telling)


def _paragraphs(events: Sequence[EventPlan]) -> Iterable[ParagraphId]:
    return dict.fromkeys(words.paragraph_id for event in events for words in event.words)


def _told_in(raw: sqlite3.Connection, paragraph_id: ParagraphId) -> Iterator[_Telling]:
    rows = raw.execute(
        "SELECT id, event_id, kind, start, end FROM telling WHERE paragraph_id = ? ORDER BY id",
        (paragraph_id,),
    ).fetchall()
    for id, event_id, kind, start, end in rows:
        place = Words(paragraph_id, start, end, "")
        yield _telling(raw, id, event_id, kind, place, here=True)


def _telling(
    raw: sqlite3.Connection, id: int, event_id: int, kind: str, words: Words, *, here: bool
) -> _Telling:
    row_id, review, key = raw.execute(_EVENT, (event_id,)).fetchone()
    return _Telling(id, Standing(row_id, Review(review), here), key, kind, words)


def _likeness(event: EventPlan, words: Words, telling: _Telling) -> tuple[bool, float, bool] | None:
    """Return how like an event's words are to a telling, the likest least; None where not."""
    other = telling.words
    common = min(words.end, other.end) - max(words.start, other.start)
    if common <= 0:
        return None
    share = common / (max(words.end, other.end) - min(words.start, other.start))
    same_key, same_kind = event.mark.key == telling.key, event.mark.kind == telling.kind
    if share >= _SURE or same_key or (same_kind and share >= _LIKE):
        return not same_key, -share, not same_kind
    return None


def _told_elsewhere(raw: sqlite3.Connection, event: EventPlan) -> Iterator[tuple[_Telling, int]]:
    """Yield tellings in other sources, with the source: the same sentence or the very words."""
    for words in event.words:
        (text, source_id) = raw.execute(
            "SELECT text, source_id FROM paragraph WHERE id = ?", (words.paragraph_id,)
        ).fetchone()
        quote = fingerprint(words.quote)
        sentence = fingerprint(sentence_around(text, words.start, words.end))
        rows = raw.execute(_ALIKE, (quote, sentence, source_id)).fetchall()
        rows.sort(key=lambda row: (-_shared(words.quote, row[-1]), row[0]))
        for id, event_id, kind, other_id, *place in rows:
            telling = _telling(raw, id, event_id, kind, Words(*place), here=False)
            same = _shared(words.quote, telling.words.quote)
            is_it = same >= _SURE or (kind == event.mark.kind and same >= _LIKE)
            if is_it and not _other_day(raw, event, telling.event.id):
                yield telling, other_id


def _refused_in(raw: sqlite3.Connection, source_id: int) -> Iterator[_Telling]:
    """Yield the tellings of a source whose event was rejected."""
    rows = raw.execute(
        "SELECT telling.id, event_id, telling.kind, paragraph_id, telling.start, telling.end,"
        " substr(text, telling.start + 1, telling.end - telling.start)"
        " FROM paragraph CROSS JOIN telling ON paragraph_id = paragraph.id"
        " JOIN event ON event.id = event_id AND review = 'rejected'"
        " WHERE source_id = ? ORDER BY telling.id",
        (source_id,),
    ).fetchall()
    for id, event_id, kind, *place in rows:
        telling = _telling(raw, id, event_id, kind, Words(*place), here=False)
        if telling.event.review is Review.REJECTED:
            yield telling


def _nearly(one: str, two: str) -> bool:
    """Whether two quotes say the same in nearly the same words: no number, no "not" apart."""
    words, others = set(plain_words(one)), set(plain_words(two))
    apart = words ^ others
    if any(word in _TURNING or not word.isalpha() for word in apart):
        return False
    return len(words & others) >= _NEAR * len(words | others)


def _shared(one: str, two: str) -> float:
    """Return the share of words that two quotes have in common."""
    words, others = set(plain_words(one)), set(plain_words(two))
    return len(words & others) / max(len(words | others), 1)


def _other_day(raw: sqlite3.Connection, event: EventPlan, event_id: int) -> bool:
    """Whether the same words, "on Monday", mean another day than those of a known event."""
    relative = next((claim for claim, _ in event.dates if claim.anchor is not None), None)
    if relative is None:
        return False
    dates = {
        edtf
        for (edtf,) in raw.execute(
            "SELECT edtf FROM date_claim WHERE event_id = ? AND anchor IS NOT NULL", (event_id,)
        )
    }
    return bool(dates) and relative.edtf not in dates
