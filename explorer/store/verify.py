"""The proof that every mark's words stand where it says, and that the file is whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from explorer.domain.ids import EvidenceId, ParagraphId, SourceId
from explorer.domain.records import Evidence
from explorer.domain.verify import Place, QuoteCheck, Report, Standing
from explorer.errors import InputProblem
from explorer.store.anchors import sha256_of
from explorer.store.connection import Connection
from explorer.store.merge import bound_columns

_EVIDENCE = """
SELECT evidence.id, source_id, paragraph_id, number, evidence.start, evidence.end, quote,
  CASE
    WHEN event_id IS NOT NULL THEN 'event ' || event_id
    WHEN actor_id IS NOT NULL THEN 'actor ' || actor_id
    WHEN participation_id IS NOT NULL THEN 'participation ' || participation_id
    WHEN relationship_id IS NOT NULL THEN 'relationship ' || relationship_id
    ELSE 'date_claim ' || date_claim_id
  END AS mark
FROM evidence JOIN paragraph ON paragraph.id = paragraph_id
ORDER BY source_id, number, evidence.start, evidence.id"""

# Marks that no evidence row names, and how each is called.
_BARE = {
    "event": "title",
    "actor": "name",
    "participation": "role",
    "relationship": "predicate",
    "date_claim": "edtf",
}

# One source's paragraphs: number -> text.
_Texts = dict[int, str]


def verify(connection: Connection) -> Report:
    """Check every quote, source, paragraph and date, and the file itself.

    Where SQLite finds the file itself damaged, nothing else is read from it.
    """
    with connection.reading() as raw:
        broken = [
            f"the file is damaged: {line}"
            for (line,) in raw.execute("PRAGMA integrity_check(20)")
            if line != "ok"
        ]
        if broken:
            return Report((), tuple(broken))
        problems = (*_loose_ends(raw), *_sources(raw), *_dates(raw))
        return Report(tuple(_quotes(raw)), problems, tuple(_unsupported(raw)))


def _quotes(raw: sqlite3.Connection) -> Iterator[QuoteCheck]:
    texts: dict[int, _Texts] = {}
    for *row, mark in raw.execute(_EVIDENCE):
        id, source_id, paragraph_id, number, start, end, quote = row
        if source_id not in texts:
            texts = {source_id: _texts(raw, source_id)}  # rows come source by source
        place = (ParagraphId(paragraph_id), number, start, end)
        evidence = Evidence(EvidenceId(id), SourceId(source_id), *place, quote)
        yield _check(evidence, mark, texts[source_id])


def _check(evidence: Evidence, mark: str, texts: _Texts) -> QuoteCheck:
    if texts[evidence.paragraph][evidence.start : evidence.end] == evidence.quote:
        return QuoteCheck(evidence, mark, Standing.EXACT)
    found = tuple(_places(evidence.quote, texts))
    return QuoteCheck(evidence, mark, Standing.MOVED if found else Standing.MISSING, found)


def _places(quote: str, texts: _Texts) -> Iterator[Place]:
    for number, text in texts.items():
        start = text.find(quote)
        while start >= 0:
            yield Place(number, start, start + len(quote))
            start = text.find(quote, start + 1)


def _texts(raw: sqlite3.Connection, source_id: int) -> _Texts:
    sql = "SELECT number, text FROM paragraph WHERE source_id = ? ORDER BY number"
    return dict(raw.execute(sql, (source_id,)).fetchall())


def _sources(raw: sqlite3.Connection) -> Iterator[str]:
    sources = "SELECT id, title, text, text_sha256 FROM source ORDER BY id"
    pieces = "SELECT number, start, end, text FROM paragraph WHERE source_id = ? ORDER BY number"
    for id, title, text, digest in raw.execute(sources).fetchall():
        if sha256_of(text) != digest:
            yield f"source {id} (“{title}”): its text is not the one that was imported"
        for expected, (number, start, end, piece) in enumerate(raw.execute(pieces, (id,)), 1):
            if number != expected or text[start:end] != piece:
                yield f"source {id} (“{title}”), paragraph {number}: not the text's words"


def _dates(raw: sqlite3.Connection) -> Iterator[str]:
    for table in ("date_claim", "relationship"):
        rows = raw.execute(
            f"SELECT id, edtf, start_min, start_max, end_min, end_max FROM {table} ORDER BY id"
        )
        for id, edtf, *bounds in rows:
            try:
                agrees = list(bound_columns(edtf).values()) == bounds
            except InputProblem:
                yield f"{table} {id}: “{edtf}” is not an EDTF date"
                continue
            if not agrees:
                yield f"{table} {id}: its bounds are not those of “{edtf}”"


def _loose_ends(raw: sqlite3.Connection) -> Iterator[str]:
    for table, id, parent, _ in raw.execute("PRAGMA foreign_key_check"):
        yield f"{table} {id}: the {parent} it names is not there"


def _unsupported(raw: sqlite3.Connection) -> Iterator[str]:
    for table, name in _BARE.items():
        owned = f"SELECT {table}_id FROM evidence WHERE {table}_id IS NOT NULL"
        rows = raw.execute(
            f"SELECT id, {name} FROM {table}"
            f" WHERE review <> 'rejected' AND id NOT IN ({owned}) ORDER BY id"
        )
        yield from (f"{table} {id} ({label})" for id, label in rows)
