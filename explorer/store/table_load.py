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
from operator import itemgetter
from typing import Any

from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.tables import RowBatch, RowPart, RowWords, TableReport, TableSource
from explorer.errors import AlreadyThere, ExplorerBug, InputProblem
from explorer.store import history
from explorer.store.actors_of_table import Cast
from explorer.store.bulk import at_rest, insert_rows, no_collection, stopping
from explorer.store.connection import Connection
from explorer.store.history import now
from explorer.store.journal import Recorder
from explorer.store.loading import loading
from explorer.store.table_fold import fold

_MADE_BY = (("origin", f"'{Origin.IMPORTED.value}'"), ("review", f"'{Review.ACCEPTED.value}'"))
_PARAGRAPH = ("id", "source_id", "number", "start", "end", "text")
_EVENT = ("id", "key", "title", "kind", "status")
_DATE = ("id", "event_id", "edtf", "start_min", "start_max", "end_min", "end_max")
_PART = ("id", "event_id", "actor_id", "role")
_WORDS = ("paragraph_id", "start", "end", "quote")
_QUOTE = itemgetter(3)
_KEYS_A_QUERY = 500
_STATUSES = frozenset(status.value for status in Status)
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
        """Add the source; raises AlreadyThere where the same file came in before.

        Of a file's parts only their rows can tell (`finish`).
        """
        source = self._source
        there = self._raw.execute(
            "SELECT title FROM source WHERE sha256 = ? AND text = ''", (source.sha256,)
        ).fetchone()
        if there is not None and not source.is_part:
            raise self._there(there[0])
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
        _check(batch)
        there = self._known(batch.keys)
        fresh = _first_of_key(batch.keys, there)
        event = self._add_events(batch, fresh)
        self._add_words("event_id", batch, batch.words, event, paragraph)
        self._add_words(
            "date_claim_id", batch, batch.date_words, self._add_dates(batch, event), paragraph
        )
        self._add_parts(batch, event, paragraph)
        self._events += len(fresh)
        if len(fresh) < len(batch):
            there |= self._known(batch.keys)
            self._folded += fold(self, batch, set(fresh), there, paragraph)

    def finish(self, say: Callable[[str], None]) -> tuple[int, int, int]:
        """Fill full text and the journal; returns counts of new events, folded rows, new actors.

        Raises AlreadyThere where the very same rows came in before, from another file.
        """
        if not self._events and not self._folded:
            raise InputProblem(
                "no row of it is an event",
                where=self._source.file_name,
                remedy="Choose which columns are the title, the start and the actors (--map)",
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

    def _add_events(self, batch: RowBatch, fresh: Sequence[int]) -> dict[int, int] | range:
        """Add new events; returns their ids by row of the batch."""
        first = self._take("event", len(fresh))
        if len(fresh) == len(batch):
            ids = range(first, first + len(fresh))
            rows = zip(ids, batch.keys, batch.titles, batch.kinds, batch.statuses, strict=True)
            insert_rows(self._raw, "event", _EVENT, list(rows), _MADE_BY)
            return ids
        events = [
            (first + at, batch.keys[row], batch.titles[row], batch.kinds[row], batch.statuses[row])
            for at, row in enumerate(fresh)
        ]
        insert_rows(self._raw, "event", _EVENT, events, _MADE_BY)
        return {row: first + at for at, row in enumerate(fresh)}

    def _add_dates(self, batch: RowBatch, event: dict[int, int] | range) -> dict[int, int]:
        """Add the dates of new events; returns their ids by row."""
        dates = batch.dates
        rows = event if isinstance(event, dict) else range(len(batch))
        dated = [row for row in rows if dates[row] is not None]
        first = self._take("date_claim", len(dated))
        ids = {row: first + at for at, row in enumerate(dated)}
        claims = [
            (id, event[row], date.edtf, *date.bounds)
            for row, id in ids.items()
            if (date := dates[row]) is not None
        ]
        insert_rows(self._raw, "date_claim", _DATE, claims, (("chosen", "1"), *_MADE_BY))
        return ids

    def _add_parts(self, batch: RowBatch, event: dict[int, int] | range, paragraph: int) -> None:
        actors, texts = self._cast.ids, batch.texts
        found = batch.parts
        if isinstance(event, dict):
            found = [part for part in found if part[0] in event]
        if self._cast.is_doubled:  # two names of the table are one actor here
            found = _once(found, actors)
        first = self._take("participation", len(found))
        parts = [
            (id, event[row], actors[actor], role)
            for id, (row, actor, role, _, _) in enumerate(found, first)
        ]
        insert_rows(self._raw, "participation", _PART, parts, _MADE_BY)
        words = [
            (paragraph + row, start, end, texts[row][start:end], id)
            for id, (row, _, _, start, end) in enumerate(found, first)
        ]
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

    def _add_words(
        self,
        owner: str,
        batch: RowBatch,
        found: Sequence[RowWords],
        ids: dict[int, int] | range,
        paragraph: int,
    ) -> None:
        texts = batch.texts
        if isinstance(ids, dict):
            found = [words for words in found if words[0] in ids]
        rows = [
            (paragraph + row, start, end, texts[row][start:end], ids[row])
            for row, start, end in found
        ]
        self.words(owner, rows)

    def words(self, owner: str, rows: Sequence[Sequence[Any]]) -> None:
        """Add evidence: rows of paragraph id, start, end, quote and the owner's id."""
        if not all(map(_QUOTE, rows)):
            raise ExplorerBug("words that are empty")
        self._take("evidence", len(rows))  # SQLite numbers them: from the highest id on
        insert_rows(self._raw, "evidence", (*_WORDS, owner), rows)

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


def _check(batch: RowBatch) -> None:
    """Raise where a batch breaks its promises: the table's own checks rest while it goes in."""
    if not set(batch.statuses) <= _STATUSES:
        raise ExplorerBug(f"a status that there is not: {set(batch.statuses) - _STATUSES}")


def _once(parts: Iterable[RowPart], actors: Sequence[int]) -> list[RowPart]:
    """Return parts without those that say of an actor in a row what another has said."""
    seen: dict[tuple[int, int, str], RowPart] = {}
    for part in parts:
        seen.setdefault((part[0], actors[part[1]], part[2]), part)
    return list(seen.values())


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
    *,
    alone: bool,
    say: Callable[[str], None],
    check: Callable[[], None],
) -> TableReport:
    """Write a table in one transaction; `rejected` of the report is the reader's to say.

    Columns are patched later for few rows, and made afresh for many. Raises whatever
    `batches`, `say` or `check` raise; nothing came in then.
    """
    rows = iter(batches)
    first, is_small = _first_rows(rows)
    reports: list[TableReport] = []

    def change(recorder: Recorder) -> str:
        with stopping(recorder.raw, check):
            load = TableLoad(recorder, source)
            write = _written if is_small else _written_many
            reports.append(write(load, chain(first, rows), say, check))
        return f"Import {source.file_name}"

    if is_small:
        history.record(connection, "ImportTable", change, who)
    else:
        with no_collection(), loading(connection, alone=alone) as own:
            history.record(own, "ImportTable", change, who)
    return reports[0]


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
    """Write rows of which the columns' triggers take note."""
    from explorer.store.columns_schema import COLUMN_TRIGGERS

    with at_rest(load.raw, TABLES, but=COLUMN_TRIGGERS):
        return _all_rows(load, batches, say, check)


def _written_many(
    load: TableLoad,
    batches: Iterable[RowBatch],
    say: Callable[[str], None],
    check: Callable[[], None],
) -> TableReport:
    """Write rows, and make the columns anew."""
    from explorer.store import column_parts, columns

    with columns.suspended(load.raw), at_rest(load.raw, TABLES):
        report = _all_rows(load, batches, say, check)
    column_parts.write(load.raw, columns.scanned(load.raw, say))
    return report


def _all_rows(
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
