"""Events of tables, found by their row: the cells of a row are in no full text of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from explorer.domain.ids import Mark, SourceId
from explorer.domain.records import Hit
from explorer.store.terms import Term, anywhere, full_text

_HOLDS = "instr(lower(paragraph.text), ?) > 0"


def spans_of_tables(raw: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the paragraph ids of each table, first and last; a table's are consecutive."""
    bound = "(SELECT id FROM paragraph WHERE source_id = source.id ORDER BY number {} LIMIT 1)"
    rows = raw.execute(
        f"SELECT {bound.format('ASC')}, {bound.format('DESC')} FROM source WHERE text = ''"
    )
    return [(first, last) for first, last in rows if first is not None]


def events_of_rows(raw: sqlite3.Connection, term: Term) -> set[int]:
    """Return the events whose row holds a term."""
    found: set[int] = set()
    for span in spans_of_tables(raw):
        which, values = _paragraphs((term,), span)
        rows = raw.execute(
            "SELECT event_id FROM evidence WHERE event_id IS NOT NULL"
            f" AND paragraph_id IN ({which})",
            values,
        )
        found.update(row[0] for row in rows)
    return found


def hits_of_rows(
    raw: sqlite3.Connection, wanted: tuple[Term, ...], limit: int, there: Collection[int]
) -> Iterator[Hit]:
    """Yield the events whose row holds all terms, at most `limit`, without those in `there`."""
    left = limit
    seen = set(there)
    for span in spans_of_tables(raw):
        which, values = _paragraphs(wanted, span)
        rows = raw.execute(
            "SELECT event.id, source_id, number, title FROM evidence"
            " JOIN paragraph ON paragraph.id = paragraph_id JOIN event ON event.id = event_id"
            f" WHERE paragraph_id IN ({which} LIMIT {limit}) AND event.review <> 'rejected'"
            " ORDER BY paragraph_id, evidence.id",
            values,
        )
        for id, source_id, number, title in rows:
            if left <= 0:
                return
            if id not in seen:
                seen.add(id)
                left -= 1
                yield Hit(Mark.event(id), SourceId(source_id), number, 0, len(title), title)


def _paragraphs(
    wanted: tuple[Term, ...], span: tuple[int, int]
) -> tuple[str, tuple[str | int, ...]]:
    """Return SQL for the ids of a table's paragraphs that hold all terms."""
    match, scans = full_text(wanted), anywhere(wanted)
    if match is None:
        holds = " AND ".join([_HOLDS] * len(scans))
        return f"SELECT id FROM paragraph WHERE id BETWEEN ? AND ? AND {holds}", (*span, *scans)
    found = "SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ? AND rowid BETWEEN ? AND ?"
    if not scans:
        return found, (match, *span)
    holds = " AND ".join([_HOLDS] * len(scans))
    return (
        f"SELECT id FROM paragraph WHERE id IN ({found}) AND {holds}",
        (match, *span, *scans),
    )
