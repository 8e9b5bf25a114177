"""The proof that every mark's words stand where it says, and that the file is whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from explorer.domain.ids import EvidenceId, ParagraphId, SourceId
from explorer.domain.records import Evidence
from explorer.domain.verify import Place, QuoteCheck, Report, Standing
from explorer.errors import InputProblem
from explorer.store.anchors import sha256_of
from explorer.store.connection import Connection
from explorer.store.merge import bound_columns
from explorer.store.schema import FULL_TEXT

_EVIDENCE = """
SELECT evidence.id, source_id, paragraph_id, number, evidence.start, evidence.end, quote,
  page, CASE
    WHEN event_id IS NOT NULL THEN 'event ' || event_id
    WHEN actor_id IS NOT NULL THEN 'actor ' || actor_id
    WHEN participation_id IS NOT NULL THEN 'participation ' || participation_id
    WHEN relationship_id IS NOT NULL THEN 'relationship ' || relationship_id
    ELSE 'date_claim ' || date_claim_id
  END AS mark
FROM paragraph JOIN evidence ON paragraph.id = paragraph_id
WHERE {which}
ORDER BY source_id, number, evidence.start, evidence.id"""
# Quotes of a table with more rows are counted; only those that are not exact are listed.
_MOST_ROWS_LISTED = 20_000
_MOST_PLACES = 20

# Marks: table, how each is called, which of them. An event, a date and a link are nothing
# without words, but where a person gave the date; an actor may be here for an event's sake,
# and a participation rests on its event's words.
_NEEDS_WORDS = (
    ("event", "title", "TRUE"),
    ("relationship", "predicate", "TRUE"),
    ("date_claim", "edtf", "wordless = 0"),
)
_MAY_BE_BARE = (
    ("actor", "name", "TRUE"),
    ("participation", "role", "TRUE"),
    ("date_claim", "edtf", "wordless = 1"),
)

_UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")

# One source's paragraphs: number -> text.
_Texts = dict[int, str]


def verify(connection: Connection) -> Report:
    """Check every quote, source, paragraph, mark and date, and the file itself.

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
        wordless = (f"{mark}: no words stand behind it" for mark in _bare(raw, _NEEDS_WORDS))
        problems = (
            *(*_loose_ends(raw), *_sources(raw), *_dates(raw)),
            *(*wordless, *_unfound(raw)),
        )
        large = _large_tables(raw)
        checks, counted = list(_quotes(raw, large)), 0
        for source_id in large:
            loose, count = _quotes_of_table(raw, source_id)
            checks += loose
            counted += count - len(loose)
        return Report(tuple(checks), problems, tuple(_bare(raw, _MAY_BE_BARE)), counted)


def _large_tables(raw: sqlite3.Connection) -> list[int]:
    rows = raw.execute(
        "SELECT id FROM source WHERE text = ''"
        " AND (SELECT max(number) FROM paragraph WHERE source_id = source.id) > ?",
        (_MOST_ROWS_LISTED,),
    )
    return [row[0] for row in rows]


def _quotes_of_table(raw: sqlite3.Connection, source_id: int) -> tuple[list[QuoteCheck], int]:
    """Return the quotes of a large table that are not exact, and how many it has."""
    of_table = f"source_id = {source_id}"
    (count,) = raw.execute(
        "SELECT count(*) FROM paragraph JOIN evidence ON paragraph.id = paragraph_id"
        f" WHERE {of_table}"
    ).fetchone()
    differs = (
        f"{of_table} AND substr(paragraph.text, evidence.start + 1,"
        " evidence.end - evidence.start) IS NOT quote"
    )
    found = []
    for *row, mark in raw.execute(_EVIDENCE.format(which=differs)).fetchall():
        evidence = _evidence(*row)
        places = raw.execute(
            "SELECT number, instr(text, ?) - 1 FROM paragraph"
            " WHERE source_id = ? AND instr(text, ?) LIMIT ?",
            (evidence.quote, source_id, evidence.quote, _MOST_PLACES),
        )
        size = len(evidence.quote)
        now = tuple(Place(number, start, start + size) for number, start in places)
        standing = Standing.MOVED if now else Standing.MISSING
        found.append(QuoteCheck(evidence, mark, standing, now))
    return found, int(count)


def _quotes(raw: sqlite3.Connection, but: Collection[int]) -> Iterator[QuoteCheck]:
    """Yield the quotes of all sources but some."""
    texts: dict[int, _Texts] = {}
    others = f"source_id NOT IN ({', '.join(map(str, but))})"
    for *row, mark in raw.execute(_EVIDENCE.format(which=others)):
        evidence = _evidence(*row)
        if evidence.source_id not in texts:
            # Rows come source by source.
            texts = {evidence.source_id: _texts(raw, evidence.source_id)}
        yield _check(evidence, mark, texts[evidence.source_id])


def _evidence(
    id: int,
    source_id: int,
    paragraph_id: int,
    number: int,
    start: int,
    end: int,
    quote: str,
    page: int | None,
) -> Evidence:
    place = (ParagraphId(paragraph_id), number, start, end)
    return Evidence(EvidenceId(id), SourceId(source_id), *place, quote, page)


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
    rows = raw.execute(
        "SELECT id, title, text, text_sha256, sha256, media_type, encoding, published"
        " FROM source ORDER BY id"
    )
    for id, title, text, text_digest, digest, media_type, encoding, published in rows.fetchall():
        where = f"source {id} (“{title}”)"
        if not text:
            yield from _rows_of_table(raw, id, where, text_digest)
            continue
        if sha256_of(text) != text_digest:
            yield f"{where}: its text is not the one that was imported"
        elif media_type == "text/plain" and not _can_be_of(digest, text, encoding):
            yield f"{where}: its SHA-256 is not of the file that was imported"
        if published is not None and not _is_edtf(published):
            yield f"{where}: its publication date “{published}” is not an EDTF date"
        yield from _pieces(raw, id, where, text)


def _can_be_of(digest: str, text: str, encoding: str) -> bool:
    """Whether a file's hash can be that of a plain text.

    Only Unicode's own encodings have one way to write a text; others, and a text with
    characters that stand for what could not be read, are taken on trust.
    """
    if encoding not in _UNICODE or "\N{REPLACEMENT CHARACTER}" in text:
        return True
    marked = (text, "\N{ZERO WIDTH NO-BREAK SPACE}" + text)  # with a byte order mark or without
    return any(hashlib.sha256(each.encode(encoding)).hexdigest() == digest for each in marked)


def _pieces(raw: sqlite3.Connection, source_id: int, where: str, text: str) -> Iterator[str]:
    sql = "SELECT number, start, end, text FROM paragraph WHERE source_id = ? ORDER BY number"
    last = 0
    for expected, (number, start, end, piece) in enumerate(raw.execute(sql, (source_id,)), 1):
        if number != expected or start < last or text[start:end] != piece:
            yield f"{where}, paragraph {number}: not the text's words"
        last = end


def _rows_of_table(
    raw: sqlite3.Connection, source_id: int, where: str, text_digest: str
) -> Iterator[str]:
    """Check a table, whose text is its rows joined by line ends and stands in them alone."""
    sql = "SELECT number, start, end, text FROM paragraph WHERE source_id = ? ORDER BY number"
    digest, expected = hashlib.sha256(), 0
    for count, (number, start, end, piece) in enumerate(raw.execute(sql, (source_id,)), 1):
        if (number, start, end) != (count, expected, expected + len(piece)):
            yield f"{where}, paragraph {number}: not the text's words"
        digest.update(f"\n{piece}".encode() if count > 1 else piece.encode())
        expected = end + 1
    if digest.hexdigest() != text_digest:
        yield f"{where}: its rows are not those that were imported"


def _dates(raw: sqlite3.Connection) -> Iterator[str]:
    for table in ("date_claim", "relationship"):
        rows = raw.execute(
            f"SELECT id, edtf, start_min, start_max, end_min, end_max FROM {table} ORDER BY id"
        )
        for id, edtf, *bounds in rows:
            if edtf is not None and not _is_edtf(edtf):
                yield f"{table} {id}: “{edtf}” is not an EDTF date"
            elif list(bound_columns(edtf).values()) != bounds:
                yield f"{table} {id}: its bounds are not those of “{edtf}”"


def _is_edtf(text: str) -> bool:
    try:
        bound_columns(text)
    except InputProblem:
        return False
    return True


def _loose_ends(raw: sqlite3.Connection) -> Iterator[str]:
    for table, id, parent, _ in raw.execute("PRAGMA foreign_key_check"):
        yield f"{table} {id}: the {parent} it names is not there"


def _unfound(raw: sqlite3.Connection) -> Iterator[str]:
    """Yield the tables whose full text has lost rows."""
    for table in FULL_TEXT:
        known = f"SELECT id FROM {table}_fts_docsize"
        searched = f"SELECT count(*) FROM {table} WHERE id NOT IN ({known})"
        if table == "evidence":  # a table's cells are found by their row
            searched += (
                " AND paragraph_id NOT IN (SELECT paragraph.id FROM paragraph"
                " JOIN source ON source.id = source_id WHERE source.text = '')"
            )
        (count,) = raw.execute(searched).fetchone()
        if count:
            yield f"{count} of table {table} cannot be searched for: they are not in its full text"


def _bare(raw: sqlite3.Connection, tables: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Yield the marks that no evidence row names."""
    for table, name, which in tables:
        owned = f"SELECT {table}_id FROM evidence WHERE {table}_id IS NOT NULL"
        rows = raw.execute(
            f"SELECT id, {name} FROM {table}"
            f" WHERE review <> 'rejected' AND {which} AND id NOT IN ({owned}) ORDER BY id"
        )
        yield from (f"{table} {id} ({label})" for id, label in rows)
