"""From which words an event was ever proposed or made: what a later draft is held against.

Unlike evidence, a telling stays when a person gives the event other words, rejects it or
folds it into another. Within its source an event is known again by the place of its words;
in another source (the same report, lightly changed) by its sentence or its very words,
as hashes that see no case, no marks and no spacing.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from hashlib import blake2b

from explorer.store.anchors import Words
from explorer.store.journal import Recorder

COLUMNS = ("event_id", "paragraph_id", "start", "end", "kind", "sentence", "words")

# Paragraph id, start, end.
Place = tuple[int, int, int]

# Fewer words are said of more than one thing.
_FEWEST_WORDS = 5
_WORD = re.compile(r"\w+")
# Where a sentence ends: a stop, perhaps closing marks, a blank; but not after "U." or "No.".
_STOP = re.compile(
    r"(?<![\W_]\w)(?<!^\w)[.!?]+[\"'”’»)\]]*\s+(?=[^\s\W]|[\"'“‘«(\[])|[。！？]+|\n+"
)


# An event, its kind, and words it is told in.
Telling = tuple[int, str, Words]


def remember(recorder: Recorder, found: Iterable[Telling]) -> None:
    """Keep in which words events were told; what is kept already is left."""
    there: dict[int, set[Place]] = {}
    new = []
    for telling in dict.fromkeys(found):
        event_id, _, words = telling
        if event_id not in there:
            there[event_id] = _places(recorder.raw, event_id)
        if (words.paragraph_id, words.start, words.end) not in there[event_id]:
            new.append(_row(recorder.raw, telling))
    recorder.insert_many("telling", COLUMNS, new)


def move(recorder: Recorder, event_id: int, to: int) -> None:
    """Let an event's tellings be another's; one in the very words of the other stays."""
    there = _places(recorder.raw, to)
    sql = "SELECT id, paragraph_id, start, end FROM telling WHERE event_id = ? ORDER BY id"
    for id, *place in recorder.raw.execute(sql, (event_id,)).fetchall():
        if tuple(place) not in there:
            recorder.update("telling", id, event_id=to)


def remember_all(raw: sqlite3.Connection) -> None:
    """Fill the table from the evidence of all events, for a file from before it was."""
    found = raw.execute(
        "SELECT event_id, event.kind, paragraph_id, start, end, quote FROM evidence"
        " JOIN event ON event.id = event_id WHERE origin <> 'imported' ORDER BY evidence.id"
    ).fetchall()
    marks = ", ".join("?" * len(COLUMNS))
    raw.executemany(
        f"INSERT INTO telling ({', '.join(COLUMNS)}) VALUES ({marks})",
        [_row(raw, (event_id, kind, Words(*words))) for event_id, kind, *words in found],
    )


def _places(raw: sqlite3.Connection, event_id: int) -> set[Place]:
    sql = "SELECT paragraph_id, start, end FROM telling WHERE event_id = ?"
    return set(raw.execute(sql, (event_id,)))


def _row(raw: sqlite3.Connection, telling: Telling) -> tuple[int | str | None, ...]:
    event_id, kind, words = telling
    sql = "SELECT text FROM paragraph WHERE id = ?"
    (text,) = raw.execute(sql, (words.paragraph_id,)).fetchone()
    sentence = fingerprint(sentence_around(text, words.start, words.end))
    place = (words.paragraph_id, words.start, words.end)
    return (event_id, *place, kind, sentence, fingerprint(words.quote))


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of a paragraph that holds `[start, end)`; several where it spans them.

    Only good for holding two texts against each other: it is cut the same way in both.
    """
    first, last = 0, len(text)
    for stop in _STOP.finditer(text):
        if stop.end() <= start:
            first = stop.end()
        elif stop.start() >= end:
            last = stop.start()
            break
    return text[first:last]


def fingerprint(text: str) -> int | None:
    """Return a signed 64-bit hash of a text's words; None where they are too few to tell."""
    words = plain_words(text)
    if len(words) < _FEWEST_WORDS:
        return None
    digest = blake2b(" ".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def plain_words(text: str) -> list[str]:
    """Return a text's words, without case and marks."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
