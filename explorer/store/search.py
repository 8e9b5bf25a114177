"""Words looked up in events, actors and paragraphs."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.domain.ids import EventId, Mark, MarkKind, SourceId
from explorer.domain.records import Hit
from explorer.store.connection import Connection
from explorer.store.search_rows import events_of_rows, hits_of_rows
from explorer.store.terms import Term, anywhere, full_text, terms

# Noncharacters, which Unicode keeps for a program's inside: round what FTS5 found.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_FOUND = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_NEIGHBOURS = re.compile(f"{_CLOSE}(\\s+){_OPEN}")
# Ranking is only worth its time among so many; beyond, the first found are ranked.
_MOST_RANKED = 5000
_CONTEXT_CHARACTERS = 60

_FIRST_EVIDENCE = """
SELECT source_id, number FROM evidence JOIN paragraph ON paragraph.id = paragraph_id
WHERE {owner} = ? ORDER BY source_id, number, evidence.start LIMIT 1"""

# The events one term is found in; `{...}` are conditions on a row of that table.
_EVENTS_OF = """
SELECT id FROM event WHERE {event}
UNION SELECT event_id FROM participation WHERE review <> 'rejected' AND actor_id IN
  (SELECT id FROM actor WHERE review <> 'rejected' AND {actor})
UNION SELECT event_id FROM evidence WHERE event_id IS NOT NULL AND {evidence}
UNION SELECT part.event_id FROM evidence JOIN participation AS part ON part.id = participation_id
  WHERE part.review <> 'rejected' AND {evidence}
UNION SELECT claim.event_id FROM evidence JOIN date_claim AS claim ON claim.id = date_claim_id
  WHERE claim.review <> 'rejected' AND {evidence}"""
_COLUMNS = {
    "event": ("title",),
    "actor": ("name", "other_names"),
    "evidence": ("quote",),
    "paragraph": ("text",),
}


def search(connection: Connection, words: str, limit: int) -> tuple[Hit, ...]:
    """Return hits in events (best first), actors (best first), paragraphs (as they stand).

    At most `limit` of each. All words must be in the title, in the actor's names, or in
    the paragraph; how they are read is told in `terms`. Events of tables that have the words
    in their row come after those that have them in their title.
    """
    wanted = terms(words)
    if not wanted or limit <= 0:
        return ()
    with connection.reading() as raw:
        events = tuple(_named(raw, MarkKind.EVENT, wanted, limit))
        there = {hit.mark.id for hit in events if hit.mark is not None}
        rows = hits_of_rows(raw, wanted, limit - len(events), there)
        actors = _named(raw, MarkKind.ACTOR, wanted, limit)
        return (*events, *rows, *actors, *_paragraphs(raw, wanted, limit))


def event_ids(connection: Connection, words: str) -> frozenset[EventId]:
    """Return the events where each word is in the title, an actor's names, or a quote.

    The quotes are the event's own, its participations' and its dates'; the whole row for an
    event of a table. One word may be in the title and another in a quote. No word at all
    finds nothing.
    """
    found: set[int] | None = None
    with connection.reading() as raw:
        for term in terms(words):
            ids = {row[0] for row in raw.execute(*_events_of(term))}
            ids |= events_of_rows(raw, term)
            found = ids if found is None else found & ids
            if not found:
                break
        rejected = raw.execute("SELECT id FROM event WHERE review = 'rejected'")
        return frozenset(EventId(id) for id in (found or set()) - {row[0] for row in rejected})


def _events_of(term: Term) -> tuple[str, dict[str, str]]:
    if term.match is not None:
        condition = "{0}.id IN (SELECT rowid FROM {0}_fts WHERE {0}_fts MATCH :text)"
        conditions = {table: condition.format(table) for table in ("event", "actor", "evidence")}
        return _EVENTS_OF.format(**conditions), {"text": term.match}
    conditions = {
        table: "(" + " OR ".join(_holds(column, ":text") for column in _COLUMNS[table]) + ")"
        for table in ("event", "actor", "evidence")
    }
    return _EVENTS_OF.format(**conditions), {"text": anywhere((term,))[0]}


def _holds(column: str, parameter: str) -> str:
    return f"instr(lower({column}), {parameter}) > 0"


def _named(
    raw: sqlite3.Connection, kind: MarkKind, wanted: tuple[Term, ...], limit: int
) -> Iterator[Hit]:
    found = _find(kind.value, wanted)
    rows = raw.execute(
        f"SELECT * FROM (SELECT {found.rank} AS rank, {kind}.id AS id, {found.columns}"
        f" {found.rows} LIMIT {_MOST_RANKED}) ORDER BY rank, id LIMIT ?",
        (*found.values, limit),
    )
    place = _FIRST_EVIDENCE.format(owner=f"{kind.value}_id")
    for _, id, *names in rows.fetchall():
        source_id, paragraph = raw.execute(place, (id,)).fetchone() or (None, None)
        span = _span(names[0], wanted)
        name = _bare(names[0])
        start, end = span or (0, len(name))
        context = "" if span else _other_name(names[1:], wanted)
        source = None if source_id is None else SourceId(source_id)
        yield Hit(Mark(kind, id), source, paragraph, start, end, name, context)


@dataclass(frozen=True, slots=True)
class _Find:
    """SQL for the rows of a table that hold all terms.

    What full text finds stands in `columns` between `_OPEN` and `_CLOSE`.
    """

    columns: str
    rank: str
    rows: str
    values: tuple[str, ...]


def _find(table: str, wanted: tuple[Term, ...]) -> _Find:
    names, match, scans = _COLUMNS[table], full_text(wanted), anywhere(wanted)
    all_names = " || char(10) || ".join(f"{table}.{name}" for name in names)
    where = [_holds(all_names, "?")] * len(scans)
    if table != "paragraph":
        where.append(f"{table}.review <> 'rejected'")
    if match is None:
        columns = ", ".join(f"{table}.{name}" for name in names)
        return _Find(columns, "0", f"FROM {table} WHERE {' AND '.join(where)}", tuple(scans))
    index = f"{table}_fts"
    marked = (f"highlight({index}, {n}, '{_OPEN}', '{_CLOSE}')" for n in range(len(names)))
    where.insert(0, f"{index} MATCH ?")
    rows = f"FROM {index} JOIN {table} ON {table}.id = {index}.rowid WHERE {' AND '.join(where)}"
    return _Find(", ".join(marked), f"{index}.rank", rows, (match, *scans))


def _paragraphs(raw: sqlite3.Connection, wanted: tuple[Term, ...], limit: int) -> Iterator[Hit]:
    found = _find("paragraph", wanted)
    rows = raw.execute(
        f"SELECT source_id, number, {found.columns} {found.rows} ORDER BY paragraph.id LIMIT ?",
        (*found.values, limit),
    )
    for source_id, number, marked in rows:
        text = _bare(marked)
        start, end = _span(marked, wanted) or (0, 0)
        yield Hit(
            None,
            SourceId(source_id),
            number,
            start,
            end,
            text[start:end],
            _around(text, start, end),
        )


def _span(marked: str, wanted: tuple[Term, ...]) -> tuple[int, int] | None:
    """Return the half-open place, in the text without marks, of most found words in a row.

    Found words with only blanks between them are one place; of several as long, the first.
    """
    spans = []
    for at, found in enumerate(_FOUND.finditer(_NEIGHBOURS.sub(r"\1", marked))):
        start = found.start() - 2 * at  # each place before this one has two marks
        spans.append((-len(found[1].split()), start, start + len(found[1])))
    text = _bare(marked)
    for term in wanted:
        if term.match is None and (here := re.search(re.escape(term.text), text, re.IGNORECASE)):
            spans.append((-1, *here.span()))
    return min(spans)[1:] if spans else None


def _bare(marked: str) -> str:
    return marked.replace(_OPEN, "").replace(_CLOSE, "")


def _other_name(others: list[str], wanted: tuple[Term, ...]) -> str:
    """Return the first other name that holds a term; `others` are lines of names."""
    names = (name for lines in others for name in lines.split("\n"))
    return next((_bare(name) for name in names if _span(name, wanted)), "")


def _around(text: str, start: int, end: int) -> str:
    """Return the words round `[start, end)`, cut at blanks, with … where text is left out."""
    low, high = max(0, start - _CONTEXT_CHARACTERS), min(len(text), end + _CONTEXT_CHARACTERS)
    if low:
        low = min(text.find(" ", low, start) + 1 or low, start)
    if high < len(text):
        high = max(text.rfind(" ", end, high), end) if " " in text[end:high] else high
    return ("…" if low else "") + text[low:high] + ("…" if high < len(text) else "")
