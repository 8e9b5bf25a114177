"""The words that marks stand on, as rows: whose they are, adding them, setting them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from explorer.store.anchors import Words
from explorer.store.journal import Recorder

OWNERS = ("event_id", "actor_id", "participation_id", "relationship_id", "date_claim_id")

# Which of `OWNERS` an evidence row belongs to, and that row's id.
Owner = tuple[str, int]


def write_evidence(recorder: Recorder, found: Iterable[tuple[Owner, Words]]) -> None:
    """Add rows; none of them may be there already."""
    columns = ("paragraph_id", "start", "end", "quote", *OWNERS)
    rows = [
        (
            *(item.paragraph_id, item.start, item.end, item.quote),
            *(id if owner == column else None for column in OWNERS),
        )
        for (owner, id), item in found
    ]
    recorder.insert_many("evidence", columns, rows)


def standing(raw: sqlite3.Connection, owner: Owner) -> dict[Words, int]:
    """Return the words a mark stands on, each with its row's id, in order of id."""
    rows = raw.execute(
        f'SELECT paragraph_id, start, "end", quote, id FROM evidence WHERE {owner[0]} = ?'
        " ORDER BY id",
        (owner[1],),
    )
    return {Words(*row[:4]): row[4] for row in rows}


def add_words(recorder: Recorder, owner: Owner, words: Iterable[Words]) -> None:
    """Let a mark stand on more words; those it stands on already are left."""
    there = standing(recorder.raw, owner)
    new = [item for item in dict.fromkeys(words) if item not in there]
    write_evidence(recorder, [(owner, item) for item in new])


def set_words(recorder: Recorder, owner: Owner, words: Iterable[Words]) -> None:
    """Let a mark stand on exactly these words."""
    wanted = dict.fromkeys(words)
    there = standing(recorder.raw, owner)
    gone = [(id, id) for item, id in there.items() if item not in wanted]
    if gone:
        recorder.delete("evidence", gone)
    write_evidence(recorder, [(owner, item) for item in wanted if item not in there])
