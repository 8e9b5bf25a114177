"""A table's rows into a project: paragraphs, events, dates, participations and their words.

All of it is one transaction and one entry of the history, which keeps ranges of ids and
no rows. Rows go in without triggers; full text is filled from the finished tables. The
cells of a table are not in the full text of quotes: their row is, as a paragraph, and
searching finds the event by it (`store.search`).

A table's text is its paragraphs joined by line ends. It stands nowhere else: `source.text`
is empty, for a table may be larger than one value of SQLite can be.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from explorer.domain.kinds import Origin, Review
from explorer.domain.tables import RowBatch, TableReport, TableSource
from explorer.errors import AlreadyThere, InputProblem
from explorer.store import history
from explorer.store.actors_of_table import Cast
from explorer.store.bulk import at_rest, insert_rows, stopping
from explorer.store.connection import Connection
from explorer.store.history import now
from explorer.store.journal import Recorder
from explorer.store.table_fold import fold

_MADE_BY = (("origin", f"'{Origin.IMPORTED.value}'"), ("review", f"'{Review.ACCEPTED.value}'"))
_PARAGRAPH = ("id", "source_id", "number", "start", "end", "text")
_EVENT = ("id", "key", "title", "kind", "status")
_DATE = ("id", "event_id", "edtf", "start_min", "start_max", "end_min", "end_max")
_PART = ("id", "event_id", "actor_id", "role")
_WORDS = ("id", "paragraph_id", "start", "end", "quote")
_KEYS_A_QUERY = 500
_FEW_ROWS = 5_000
# In the order in which rows may stand on one another.
TABLES = (
    *("source", "paragraph", "actor", "alias", "event", "date_claim"),
    *("participation", "evidence"),
)
_SEARCHED = {"paragraph": "text", "event": "title"}


class TableLoad:
    """One table being written, inside an open transaction."""

    def __init__(self, recorder: Recorder, source: TableSource) -> None:
        self._recorder = recorder
        self._raw = recorder.raw
        self._source = source
        self._first = {table: recorder.next_id(table) for table in TABLES}
        self._next = dict(self._first)
        self._cast = Cast(recorder, self._take)
        self._digest = hashlib.sha256()
        self._number = 1
        self._offset = 0
        self._events = self._folded = 0

    def begin(self) -> None:
        """Add the source; raises AlreadyThere where the same file came in before."""
        there = self._raw.execute(
            "SELECT title FROM source WHERE sha256 = ? AND text = ''", (self._source.sha256,)
        ).fetchone()
        if there is not None:
            raise self._there(there[0])
        source = self._source
        self._raw.execute(
            "INSERT INTO source (id, title, published, file_name, media_type, encoding, sha256,"
            " text_sha256, imported_at, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
            (
                *(self._take("source", 1), source.title, source.published, source.file_name),
                *(source.media_type, source.encoding, source.sha256, source.sha256, now()),
            ),
        )
        if source.heading:
            self._paragraphs([source.heading])

    def add(self, batch: RowBatch) -> None:
        """Add a batch of rows."""
        self._cast.meet(batch.actors)
        paragraph = self._paragraphs(batch.texts)
        there = self._known(batch.keys)
        fresh = _first_of_key(batch.keys, there)
        self._add_fresh(batch, fresh, paragraph)
        self._events += len(fresh)
        if len(fresh) < len(batch):
            there |= self._known(batch.keys)
            new = set(fresh)
            for row in range(len(batch)):
                if row not in new:
                    event_id = there[batch.keys[row] or ""]
                    fold(self, batch, row, event_id, paragraph + row)
                    self._folded += 1

    def finish(self, say: Callable[[str], None]) -> tuple[int, int, int]:
        """Fill full text and the journal; returns counts of new events, folded rows, new actors.

        Raises AlreadyThere where the very same rows came in before, from another file.
        """
        if not self._events and not self._folded:
            raise InputProblem(
                "no row of it is an event",
                where=self._source.file_name,
                remedy="Say with --map which columns are the title, the start and the actors",
            )
        source_id, digest = self._first["source"], self._digest.hexdigest()
        there = self._raw.execute(
            "SELECT title FROM source WHERE text_sha256 = ? AND id <> ?", (digest, source_id)
        ).fetchone()
        if there is not None:
            raise self._there(there[0])
        self._raw.execute("UPDATE source SET text_sha256 = ? WHERE id = ?", (digest, source_id))
        for table, column in _SEARCHED.items():
            say(f"Indexing the words of {self._next[table] - self._first[table]:,} {table}s")
            self._raw.execute(
                f"INSERT INTO {table}_fts (rowid, {column})"
                f" SELECT id, {column} FROM {table} WHERE id >= ?",
                (self._first[table],),
            )
        self._cast.index_names()
        for table in TABLES:
            if self._next[table] > self._first[table]:
                self._recorder.note(table, self._first[table], self._next[table] - 1)
        return self._events, self._folded, self._cast.added

    def _there(self, title: str) -> AlreadyThere:
        return AlreadyThere(
            f"the same table is already in the project, as “{title}”", where=self._source.file_name
        )

    def _take(self, table: str, count: int) -> int:
        """Set ids aside; returns the first."""
        first = self._next[table]
        self._next[table] = first + count
        return first

    def _paragraphs(self, texts: Sequence[str]) -> int:
        first = self._take("paragraph", len(texts))
        rows: list[Sequence[Any]] = []
        source_id, number, start = self._first["source"], self._number, self._offset
        for id, text in enumerate(texts, first):
            end = start + len(text)
            rows.append((id, source_id, number, start, end, text))
            start, number = end + 1, number + 1
        joined = "\n".join(texts)
        if texts:
            self._digest.update(("\n" + joined if self._number > 1 else joined).encode())
        self._number, self._offset = number, start
        insert_rows(self._raw, "paragraph", _PARAGRAPH, rows, (("heading", "0"),))
        return first

    def _known(self, keys: Sequence[str | None]) -> dict[str, int]:
        """Return the events here that have one of the keys."""
        wanted = [key for key in keys if key is not None]
        found: dict[str, int] = {}
        for at in range(0, len(wanted), _KEYS_A_QUERY):
            some = wanted[at : at + _KEYS_A_QUERY]
            marks = ", ".join("?" * len(some))
            rows = self._raw.execute(f"SELECT key, id FROM event WHERE key IN ({marks})", some)
            found.update(rows.fetchall())
        return found

    def _add_fresh(self, batch: RowBatch, fresh: Sequence[int], paragraph: int) -> None:
        first = self._take("event", len(fresh))
        events = [
            (first + at, batch.keys[row], batch.titles[row], batch.kinds[row], batch.statuses[row])
            for at, row in enumerate(fresh)
        ]
        insert_rows(self._raw, "event", _EVENT, events, _MADE_BY)
        texts = batch.texts
        words = [
            (paragraph + row, start, end, texts[row][start:end], first + at)
            for at, row in enumerate(fresh)
            for start, end in batch.cells[row]
        ]
        self.words("event_id", words)
        self._add_dates(batch, fresh, first, paragraph)
        self._add_parts(batch, fresh, first, paragraph)

    def _add_dates(self, batch: RowBatch, fresh: Sequence[int], event: int, paragraph: int) -> None:
        dates, texts = batch.dates, batch.texts
        dated = [(event + at, row) for at, row in enumerate(fresh) if dates[row] is not None]
        first = self._take("date_claim", len(dated))
        claims: list[Sequence[Any]] = []
        words: list[Sequence[Any]] = []
        for id, (event_id, row) in enumerate(dated, first):
            date = dates[row]
            if date is not None:
                claims.append((id, event_id, date.edtf, *date.bounds))
                for start, end in date.cells:
                    words.append((paragraph + row, start, end, texts[row][start:end], id))
        insert_rows(self._raw, "date_claim", _DATE, claims, (("chosen", "1"), *_MADE_BY))
        self.words("date_claim_id", words)

    def _add_parts(self, batch: RowBatch, fresh: Sequence[int], event: int, paragraph: int) -> None:
        actors, id = self._cast.ids, self._next["participation"]
        parts: list[Sequence[Any]] = []
        words: list[Sequence[Any]] = []
        for event_id, row in enumerate(fresh, event):
            text = batch.texts[row]
            for actor, role, (start, end) in batch.parts[row]:
                parts.append((id, event_id, actors[actor], role))
                words.append((paragraph + row, start, end, text[start:end], id))
                id += 1
        self._take("participation", len(parts))
        insert_rows(self._raw, "participation", _PART, parts, _MADE_BY)
        self.words("participation_id", words)
        self.mention(parts, words)

    def mention(self, parts: Sequence[Sequence[Any]], words: Sequence[Sequence[Any]]) -> None:
        """Give actors that are new the words by which they are first named."""
        wanted = self._cast.unmentioned
        if not wanted:
            return
        first: dict[int, Sequence[Any]] = {}
        for (_, _, actor_id, _), found in zip(parts, words, strict=True):
            if actor_id in wanted:
                wanted.discard(actor_id)
                first[actor_id] = (*found[:4], actor_id)
        self.words("actor_id", list(first.values()))

    def words(self, owner: str, rows: Sequence[Sequence[Any]]) -> None:
        """Add evidence: rows of paragraph id, start, end, quote and the owner's id."""
        first = self._take("evidence", len(rows))
        numbered = [(id, *row) for id, row in enumerate(rows, first)]
        insert_rows(self._raw, "evidence", (*_WORDS, owner), numbered)

    def one(self, table: str, **values: Any) -> int:
        """Add one row; returns its id."""
        id = self._take(table, 1)
        constants = () if table == "alias" else _MADE_BY
        insert_rows(self._raw, table, ("id", *values), [(id, *values.values())], constants)
        return id

    @property
    def raw(self) -> sqlite3.Connection:
        return self._raw

    @property
    def actor_ids(self) -> Sequence[int]:
        """The ids of the table's actors, by their numbers."""
        return self._cast.ids


def _first_of_key(keys: Sequence[str | None], there: dict[str, int]) -> list[int]:
    """Return the rows that are new events: without a key, or the first with it."""
    if not there and len(set(keys)) == len(keys):
        return list(range(len(keys)))
    seen = set(there)
    fresh = []
    for row, key in enumerate(keys):
        if key is None or key not in seen:
            fresh.append(row)
            if key is not None:
                seen.add(key)
    return fresh


def import_table(
    connection: Connection,
    source: TableSource,
    batches: Iterable[RowBatch],
    who: str,
    say: Callable[[str], None],
    check: Callable[[], None],
) -> TableReport:
    """Write a table in one transaction; `rejected` of the report is the reader's to say.

    Raises whatever `batches`, `say` or `check` raise; nothing came in then.
    """
    report: list[TableReport] = []

    def change(recorder: Recorder) -> str:
        with stopping(recorder.raw, check):
            report.append(_load(recorder, source, batches, say, check))
        return f"Import {source.file_name}"

    history.record(connection, "ImportTable", change, who)
    return report[0]


def _load(
    recorder: Recorder,
    source: TableSource,
    batches: Iterable[RowBatch],
    say: Callable[[str], None],
    check: Callable[[], None],
) -> TableReport:
    """Write a table; columns are patched later for few rows, and made afresh for many."""
    from explorer.store.columns_schema import COLUMN_TRIGGERS

    rows = iter(batches)
    first, is_small = _first_rows(rows)
    raw = recorder.raw
    if is_small:
        with at_rest(raw, TABLES, but=COLUMN_TRIGGERS):
            return _written(TableLoad(recorder, source), first, say, check)
    from explorer.store import column_parts, columns

    with columns.suspended(raw), at_rest(raw, TABLES):
        report = _written(TableLoad(recorder, source), chain(first, rows), say, check)
    column_parts.write(raw, columns.scanned(raw, say))
    return report


def _first_rows(batches: Iterator[RowBatch]) -> tuple[list[RowBatch], bool]:
    """Return the first batches, and whether they are all: few enough to be noted one by one."""
    found: list[RowBatch] = []
    for batch in batches:
        found.append(batch)
        if sum(map(len, found)) > _FEW_ROWS:
            return found, False
    return found, True


def _written(
    load: TableLoad,
    batches: Iterable[RowBatch],
    say: Callable[[str], None],
    check: Callable[[], None],
) -> TableReport:
    load.begin()
    rows = 0
    for batch in batches:
        check()
        load.add(batch)
        rows += len(batch)
        say(f"{rows:,} events")
    events, folded, actors = load.finish(say)
    return TableReport(rows, events, folded, 0, actors)
