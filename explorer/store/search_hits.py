"""Rows that words were found in, read as hits: with the place of the words in them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from explorer.domain.ids import Mark, MarkKind, ParagraphId, SourceId
from explorer.domain.records import Hit
from explorer.store.plain_words import Spans
from explorer.store.terms import Term
from explorer.store.wording import Wording

COLUMNS = {
    "event": ("title",),
    "actor": ("name", "other_names"),
    "evidence": ("quote",),
    "paragraph": ("text",),
}

_CONTEXT_CHARACTERS = 60

_FIRST_EVIDENCE = """
SELECT source_id, number FROM evidence JOIN paragraph ON paragraph.id = paragraph_id
WHERE {owner} = ? ORDER BY source_id, number, evidence.start LIMIT 1"""


def event_hits(
    raw: sqlite3.Connection, wording: Wording, ids: Sequence[int], wanted: Sequence[Term]
) -> Iterator[Hit]:
    """Yield hits in events by id; where the words are in its row, nothing of the title is."""
    return _named(raw, wording, MarkKind.EVENT, ids, wanted)


def actor_hits(
    raw: sqlite3.Connection, wording: Wording, ids: Sequence[int], wanted: Sequence[Term]
) -> Iterator[Hit]:
    """Yield hits in actors by id; `context` is the other name that holds the words."""
    return _named(raw, wording, MarkKind.ACTOR, ids, wanted)


def paragraph_hits(
    raw: sqlite3.Connection, wording: Wording, ids: Sequence[int], wanted: Sequence[Term]
) -> Iterator[Hit]:
    """Yield hits in paragraphs by id."""
    rows = _rows(raw, "paragraph", "id, source_id, number, text", ids)
    places = wording.places([(text, "") for *_, text in rows], wanted)
    for (id, source_id, number, text), (found, _) in zip(rows, places, strict=True):
        start, end = _span(text, found, wanted) or (0, 0)
        words, context = text[start:end], _around(text, start, end)
        source = SourceId(source_id)
        yield Hit(None, source, number, start, end, words, context, ParagraphId(id))


def _named(
    raw: sqlite3.Connection,
    wording: Wording,
    kind: MarkKind,
    ids: Sequence[int],
    wanted: Sequence[Term],
) -> Iterator[Hit]:
    names = (*COLUMNS[kind.value], "''")[:2]
    rows = _rows(raw, kind.value, f"id, {', '.join(names)}", ids)
    places = wording.places([(name, other) for _, name, other in rows], wanted)
    place = _FIRST_EVIDENCE.format(owner=f"{kind.value}_id")
    for (id, name, others), (one, other) in zip(rows, places, strict=True):
        source_id, paragraph = raw.execute(place, (id,)).fetchone() or (None, None)
        span = _span(name, one, wanted)
        start, end = span or (0, 0)
        context = "" if span else _other_name(others, other, wanted)
        source = None if source_id is None else SourceId(source_id)
        yield Hit(Mark(kind, id), source, paragraph, start, end, name, context)


def _rows(
    raw: sqlite3.Connection, table: str, columns: str, ids: Sequence[int]
) -> list[tuple[Any, ...]]:
    """Return rows in the order of their ids; one that is gone is left out."""
    some = ",".join(str(int(id)) for id in ids)
    rows = raw.execute(f"SELECT id, {columns} FROM {table} WHERE id IN ({some})")
    found = {id: rest for id, *rest in rows}
    return [tuple(found[id]) for id in ids if id in found]


def _span(text: str, found: Spans, wanted: Sequence[Term]) -> tuple[int, int] | None:
    """Return the half-open place of most found words in a row.

    Found words with only blanks between them are one place; of several as long, the first.
    """
    rows: list[tuple[int, int]] = []
    for start, end in found:
        if rows and text[rows[-1][1] : start].isspace():
            rows[-1] = (rows[-1][0], end)
        else:
            rows.append((start, end))
    if len(rows) == 1 and None not in (term.match for term in wanted):
        return rows[0]
    spans = [(-len(text[start:end].split()), start, end) for start, end in rows]
    for term in wanted:
        if term.match is None and (here := re.search(re.escape(term.text), text, re.IGNORECASE)):
            spans.append((-1, *here.span()))
    return min(spans)[1:] if spans else None


def _other_name(others: str, found: Spans, wanted: Sequence[Term]) -> str:
    """Return the first other name that holds a term; `others` are lines of names."""
    at = 0
    for name in others.split("\n"):
        here = [(start - at, end - at) for start, end in found if at <= start <= at + len(name)]
        if _span(name, here, wanted):
            return name
        at += len(name) + 1
    return ""


def _around(text: str, start: int, end: int) -> str:
    """Return the words round `[start, end)`, cut at blanks, with … where text is left out."""
    low, high = max(0, start - _CONTEXT_CHARACTERS), min(len(text), end + _CONTEXT_CHARACTERS)
    if low:
        low = min(text.find(" ", low, start) + 1 or low, start)
    if high < len(text):
        high = max(text.rfind(" ", end, high), end) if " " in text[end:high] else high
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
