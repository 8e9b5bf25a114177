"""Words looked up in events, actors and paragraphs: the first hits at once, all of them on request.

Nothing is ranked of which there is much: that takes a look at every hit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np

from explorer.columns.found import Found
from explorer.columns.postings import places
from explorer.columns.rows import rows_in, stands_in
from explorer.columns.values import Columns, Ints, Rows
from explorer.domain.records import Hit
from explorer.store.bulk import stopping
from explorer.store.connection import Connection, connect
from explorer.store.questions import QUOTED_FOR, REVIEWED, question, quoted
from explorer.store.search_hits import COLUMNS, actor_hits, event_hits, paragraph_hits
from explorer.store.search_rows import Span, Tables, events_of_paragraphs, rows_of_paragraphs
from explorer.store.terms import Term, full_text, terms
from explorer.store.wide_texts import WideTexts
from explorer.store.wording import Wording, prepare

# So many hits are put in order, the shortest title first; of more the first are shown.
_MOST_RANKED = 300
# So many rows are read at most, and at a time, to see whether a word begins as one was typed.
_FEW, _LOT = 12_000, 250
_STEPS = 2_000  # of SQLite between two looks whether to go on
# For all hits: each look waits for the window's thread, so there are a tenth as many.
_MANY_STEPS = 20_000
_MOST_AHEAD = 2_500_000  # rows
_PIECE = 400_000  # characters of ids read in one go: no thread that waits for this one waits long

Check = Callable[[], None]


def go_on() -> None:
    """Stop nothing."""


class Search:
    """Looks words up; each call waits for the one before.

    In a file over a connection of its own: however long it takes, nobody else waits for it.
    """

    def __init__(self, project: Connection) -> None:
        self._project = project
        self._owned = project.path is not None
        connection = project if project.path is None else connect(project.path, read_only=True)
        self._connection = connection
        self._wording, self._tables, self._wide = Wording(), Tables(), WideTexts()
        with connection.reading() as raw:
            prepare(raw)

    def get_ready(self, check: Check = go_on) -> None:
        """Do what the first words would wait for; of more texts than a second's it is left."""
        if not self._owned:
            return
        with self._connection.reading() as raw, stopping(raw, check, _STEPS):
            for table in ("event", "actor", "paragraph"):
                (most,) = raw.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()
                if most <= _MOST_AHEAD:
                    self._wide.condition(raw, table)

    def first(self, words: str, limit: int, check: Check = go_on) -> tuple[Hit, ...]:
        """Return hits in events and actors (the shortest first), paragraphs (as they stand).

        At most `limit` of each: all there are, or the first that were found. All words must be
        in the title, in the actor's names, or in the paragraph; how they are read is told in
        `terms`. Events of tables that have the words in their row come after those that have
        them in their title.
        """
        wanted = terms(words)
        if not wanted or limit <= 0:
            return ()
        with self._connection.reading() as raw, stopping(raw, check, _STEPS):
            titles = self._named(raw, "event", wanted, limit)
            paragraphs = self._some(raw, "paragraph", wanted, limit)
            rows = self._of_rows(raw, wanted, limit - len(titles), titles)
            actors = self._named(raw, "actor", wanted, limit)
            return (
                *event_hits(raw, self._wording, [*titles, *rows], wanted),
                *actor_hits(raw, self._wording, actors, wanted),
                *paragraph_hits(raw, self._wording, sorted(paragraphs), wanted),
            )

    def all(self, words: str, columns: Columns, check: Check = go_on) -> Found:
        """Return all that `first` would without a limit; `check` may raise to stop it.

        Of events those that `columns` have: the project's, as the caller knows it.
        """
        wanted = terms(words)
        none = np.zeros(0, dtype=np.int64)
        if not wanted:
            return Found(none, none, none)
        with self._connection.reading() as raw, stopping(raw, check, _MANY_STEPS):
            paragraphs = self._every(raw, "paragraph", wanted, check)
            rows = [
                *self._of_tables(raw, columns, paragraphs, check),
                columns.rows_of(self._every(raw, "event", wanted, check)),
            ]
            events = np.sort(columns.id[_rows_in(columns, rows)]).astype(np.int64)
            actors = _kept(raw, self._every(raw, "actor", wanted, check))
            return Found(events, actors, paragraphs)

    def rows(self, words: str, columns: Columns, check: Check = go_on) -> Rows:
        """Return the events where each word is in the title, an actor's names, or a quote.

        The quotes are the event's own, its participations' and its dates'; the whole row for
        an event of a table. One word may be in the title and another in a quote. No word at
        all finds nothing. They are rows of `columns`, ascending.
        """
        wanted = terms(words)
        if not wanted:
            return np.zeros(0, dtype=np.int32)
        # Titles are looked through meanwhile: SQLite lets go of the interpreter.
        with closing(Search(self._project)) as other, ThreadPoolExecutor(1) as pool:
            titles = pool.submit(other._titles, wanted, check)
            elsewhere = self._elsewhere(wanted, columns, check)
            pairs = zip(titles.result(), elsewhere, strict=True)
        first, *rest = (_rows_in(columns, [columns.rows_of(ids), *rows]) for ids, rows in pairs)
        for rows in rest:
            first = first[stands_in(first, rows)]
        return first

    def _titles(self, wanted: Sequence[Term], check: Check) -> list[Ints]:
        """Return the events with each of some terms in their title."""
        with self._connection.reading() as raw, stopping(raw, check, _MANY_STEPS):
            return [self._every(raw, "event", (term,), check) for term in wanted]

    def _elsewhere(
        self, wanted: Sequence[Term], columns: Columns, check: Check
    ) -> list[list[Rows]]:
        """Return the rows where each of some terms is found otherwise; -1 for none."""
        with self._connection.reading() as raw, stopping(raw, check, _MANY_STEPS):
            return [[*self._rows_of(raw, term, columns, check)] for term in wanted]

    def _rows_of(
        self, raw: sqlite3.Connection, term: Term, columns: Columns, check: Check
    ) -> Iterator[Rows]:
        paragraphs = self._every(raw, "paragraph", (term,), check)
        yield from self._of_tables(raw, columns, paragraphs, check)
        actors = _kept(raw, self._every(raw, "actor", (term,), check))
        for place in places(columns.arrays["actor_id"], actors).tolist():
            if place >= 0:
                yield columns.rows_of_actor(place)
        condition, value = quoted(term)
        for sql in QUOTED_FOR:
            check()
            ids = _union([*_ids(raw, sql.format(condition), "event_id", (value,), check)])
            yield columns.rows_of(ids)

    def _named(
        self, raw: sqlite3.Connection, table: str, wanted: Sequence[Term], limit: int
    ) -> list[int]:
        """Return the first events or actors; where there are few, the shortest first."""
        found = self._some(raw, table, wanted, max(limit, _MOST_RANKED + 1))
        if len(found) > _MOST_RANKED:
            return found[:limit]
        ids = ",".join(map(str, found))
        name = COLUMNS[table][0]
        rows = raw.execute(
            f"SELECT id FROM {table} WHERE id IN ({ids}) ORDER BY length({name}), id"
        )
        return [id for (id,) in rows.fetchall()[:limit]]

    def _of_rows(
        self, raw: sqlite3.Connection, wanted: Sequence[Term], limit: int, there: list[int]
    ) -> list[int]:
        """Return the first events whose row in a table has the words, without those there."""
        found: dict[int, None] = {}
        for span in self._tables.spans(raw):
            left = limit + len(there) - len(found)
            if limit <= 0 or left <= 0:
                break
            some = self._some(raw, "paragraph", wanted, left, span)
            events = events_of_paragraphs(raw, np.array(sorted(some), dtype=np.int64), go_on)
            some_ids = ",".join(map(str, events.tolist()))
            sql = f"SELECT id FROM event WHERE id IN ({some_ids}) AND review <> 'rejected'"
            found |= dict.fromkeys(id for (id,) in raw.execute(sql))
        return [id for id in found if id not in set(there)][: max(limit, 0)]

    def _some(
        self,
        raw: sqlite3.Connection,
        table: str,
        wanted: Sequence[Term],
        limit: int,
        span: Span | None = None,
    ) -> list[int]:
        """Return the first rows of a table that hold all terms; of a `span` where one is given."""
        found: dict[int, None] = {}
        quick = self._wording.quick_lots(wanted)
        for turn, match in enumerate(self._wording.lots(raw, table, wanted)):
            if turn == quick and self._sample(raw, table, wanted, limit, span, found):
                break
            if len(found) < limit:
                found |= dict.fromkeys(self._first_ids(raw, table, match, wanted, limit, span))
            if len(found) >= limit:
                break
        return list(found)[:limit]

    def _sample(
        self,
        raw: sqlite3.Connection,
        table: str,
        wanted: Sequence[Term],
        limit: int,
        span: Span | None,
        found: dict[int, None],
    ) -> bool:
        """Look through the first rows that hold what is typed in full, if anything is.

        Where there are few such rows, that is all, and true is returned: however many words
        begin as the last one does, it is quick. Of many, the first tell which of these words
        are worth asking for. What it finds is added to `found`.
        """
        match, before = full_text(tuple(wanted)), self._wording.but_the_beginning(wanted)
        if before is None or match is None or before == match:
            return False
        ids = self._first_ids(raw, table, before, wanted, _LOT, span)
        some, likely = self._read(raw, table, ids, wanted, match)
        found |= dict.fromkeys(some)
        if len(ids) < _LOT:
            return True
        if likely is not None and len(found) < limit:
            found |= dict.fromkeys(self._first_ids(raw, table, likely, wanted, limit, span))
        if len(found) >= limit:
            return False
        ids = self._first_ids(raw, table, before, wanted, _FEW + 1, span)
        is_all = len(ids) <= _FEW
        if is_all or len(some) * _FEW >= limit * _LOT:  # then so many have enough
            for at in range(_LOT, len(ids), _LOT):
                if len(found) >= limit:
                    break
                some, _ = self._read(raw, table, ids[at : at + _LOT], wanted, match)
                found |= dict.fromkeys(some)
        return is_all

    def _first_ids(
        self,
        raw: sqlite3.Connection,
        table: str,
        match: str | None,
        wanted: Sequence[Term],
        limit: int,
        span: Span | None,
    ) -> list[int]:
        """Return the first rows that a query finds, of all or of a span of ids."""
        narrow = (REVIEWED.get(table), self._wide_alone(raw, table, match))
        asked = question(table, match, wanted, *filter(None, narrow))
        if span is not None:
            asked = asked.narrowed(f"{asked.id} BETWEEN ? AND ?", span.first, span.last)
        rows = raw.execute(f"{asked.sql} ORDER BY {asked.id} LIMIT ?", (*asked.values, limit))
        return [id for (id,) in rows]

    def _wide_alone(self, raw: sqlite3.Connection, table: str, match: str | None) -> str | None:
        """Return SQL that narrows what is looked through where full text narrows nothing.

        In memory nothing tells that somebody wrote; but little is there.
        """
        return self._wide.condition(raw, table) if match is None and self._owned else None

    def _read(
        self,
        raw: sqlite3.Connection,
        table: str,
        ids: Sequence[int],
        wanted: Sequence[Term],
        match: str,
    ) -> tuple[list[int], str | None]:
        """Return those of some rows that hold all terms, and a query for more like them."""
        if not ids:
            return [], None
        names = ", ".join((*COLUMNS[table], "''")[:2])
        some = ",".join(map(str, ids))
        read = raw.execute(f"SELECT id, {names} FROM {table} WHERE id IN ({some}) ORDER BY id")
        texts = read.fetchall()
        pairs = [(one, other) for _, one, other in texts]
        places, likely = self._wording.holding(pairs, match, wanted)
        return [texts[place][0] for place in places], likely

    def _every(
        self, raw: sqlite3.Connection, table: str, wanted: Sequence[Term], check: Check
    ) -> Ints:
        """Return all rows of a table that hold all terms, those too that were rejected.

        One query for all: FTS5 joins the lists of a beginning once, and gives them in order.
        """
        if self._is_in_vain(raw, table, wanted):
            return np.zeros(0, dtype=np.int64)
        match = full_text(tuple(wanted))
        wide = self._wide_alone(raw, table, match)
        asked = question(table, match, wanted, *filter(None, (wide,)))
        sql = asked.sql.replace(" FROM", " AS id FROM", 1)
        return _union([*_ids(raw, sql, "id", asked.values, check)])

    def _is_in_vain(self, raw: sqlite3.Connection, table: str, wanted: Sequence[Term]) -> bool:
        """Whether nothing holds what is typed in full: then no beginning is looked up."""
        before = self._wording.but_the_beginning(wanted)
        if before is None:
            return False
        there = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 1"
        return raw.execute(there, (before,)).fetchone() is None

    def _of_tables(
        self, raw: sqlite3.Connection, columns: Columns, paragraphs: Ints, check: Check
    ) -> Iterator[Rows]:
        """Yield the rows of events that have any of ascending paragraphs as their table's row."""
        return rows_of_paragraphs(raw, columns, self._tables.spans(raw), paragraphs, check)

    def close(self) -> None:
        self._wording.close()
        if self._owned:
            self._connection.close()


def hits(connection: Connection, words: str, found: Found) -> tuple[Hit, ...]:
    """Return what was found as hits, in its order; what is gone since is left out."""
    wanted, wording = terms(words), Wording()
    try:
        with connection.reading() as raw:
            return (
                *event_hits(raw, wording, found.events.tolist(), wanted),
                *actor_hits(raw, wording, found.actors.tolist(), wanted),
                *paragraph_hits(raw, wording, found.paragraphs.tolist(), wanted),
            )
    finally:
        wording.close()


def _ids(
    raw: sqlite3.Connection, sql: str, column: str, values: Sequence[str | int], check: Check
) -> Iterator[Ints]:
    """Yield all ids of a query, put together in SQLite so that no row comes one by one."""
    (text,) = raw.execute(f"SELECT group_concat({column}) FROM ({sql})", values).fetchone()
    text, at = text or "", 0
    while at < len(text):
        check()
        end = text.find(",", at + _PIECE)
        end = len(text) if end < 0 else end
        yield np.fromstring(text[at:end], dtype=np.int64, sep=",")
        at = end + 1


def _kept(raw: sqlite3.Connection, actors: Ints) -> Ints:
    """Return actors without those that were rejected."""
    if not len(actors):
        return actors
    sql = "SELECT id FROM actor WHERE review = 'rejected'"
    rejected = _union([*_ids(raw, sql, "id", (), go_on)])
    return actors[~np.isin(actors, rejected)] if len(rejected) else actors


def _rows_in(columns: Columns, parts: Iterable[Rows]) -> Rows:
    """Return all rows, ascending, each once; below 0 is none."""
    mask = np.zeros(columns.n + 1, dtype=np.bool_)  # the last place is for what is none
    for rows in parts:
        mask[rows] = True
    return rows_in(mask[:-1])


def _union(parts: Sequence[Ints]) -> Ints:
    """Return all ids, ascending, each once."""
    ids = np.concatenate([np.zeros(0, dtype=np.int64), *parts])
    if (ids[1:] > ids[:-1]).all():  # as full text gives them
        return ids
    ids.sort()
    return ids[np.flatnonzero(np.diff(ids, prepend=ids[:1] - 1))]
