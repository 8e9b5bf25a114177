"""Words looked up in events, actors and paragraphs: the first hits at once, all of them on request.

Nothing is ranked of which there is much: that takes a look at every hit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.columns.found import Found
from explorer.columns.values import Ints
from explorer.domain.records import Hit
from explorer.store.bulk import stopping
from explorer.store.connection import Connection, connect
from explorer.store.search_hits import COLUMNS, actor_hits, event_hits, paragraph_hits
from explorer.store.search_rows import Tables, events_of_paragraphs
from explorer.store.terms import Term, full_text, holding, terms
from explorer.store.wide_texts import WideTexts
from explorer.store.wording import Wording, prepare

# So many hits are put in order, the shortest title first; of more the first are shown.
_MOST_RANKED = 300
# So many rows are read at most, and at a time, to see whether a word begins as one was typed.
_FEW, _LOT = 12_000, 250
_STEPS = 2_000  # of SQLite between two looks whether to go on
# For all hits: each look waits for the window's thread, so there are a tenth as many.
_MANY_STEPS = 20_000
_PIECE = 400_000  # characters of ids read in one go: no thread that waits for this one waits long

Check = Callable[[], None]

# The events one term is found in otherwise than by title or row; `{...}` are conditions.
_EVENTS_OF = (
    "SELECT event_id FROM participation WHERE review <> 'rejected' AND actor_id IN"
    " (SELECT id FROM actor WHERE review <> 'rejected' AND {actor})",
    "SELECT event_id FROM evidence WHERE event_id IS NOT NULL AND {evidence}",
    "SELECT part.event_id AS event_id FROM evidence"
    " JOIN participation AS part ON part.id = participation_id"
    " WHERE part.review <> 'rejected' AND {evidence}",
    "SELECT claim.event_id AS event_id FROM evidence"
    " JOIN date_claim AS claim ON claim.id = date_claim_id"
    " WHERE claim.review <> 'rejected' AND {evidence}",
)


def go_on() -> None:
    """Stop nothing."""


class Search:
    """Looks words up; each call waits for the one before.

    In a file over a connection of its own: however long it takes, nobody else waits for it.
    """

    def __init__(self, project: Connection) -> None:
        self._owned = project.path is not None
        connection = project if project.path is None else connect(project.path, read_only=True)
        self._connection = connection
        self._wording, self._tables, self._wide = Wording(), Tables(), WideTexts()
        with connection.reading() as raw:
            prepare(raw)

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

    def all(self, words: str, check: Check = go_on) -> Found:
        """Return all that `first` would without a limit; `check` may raise to stop it."""
        wanted = terms(words)
        none = np.zeros(0, dtype=np.int64)
        if not wanted:
            return Found(none, none, none)
        with self._connection.reading() as raw, stopping(raw, check, _MANY_STEPS):
            paragraphs = self._every(raw, "paragraph", wanted, check)
            rows = events_of_paragraphs(raw, self._of_tables(raw, paragraphs), check)
            titles = self._every(raw, "event", wanted, check)
            actors = _kept(raw, "actor", self._every(raw, "actor", wanted, check))
            return Found(_kept(raw, "event", _union([titles, rows])), actors, paragraphs)

    def events(self, words: str, check: Check = go_on) -> Ints:
        """Return the events where each word is in the title, an actor's names, or a quote.

        The quotes are the event's own, its participations' and its dates'; the whole row for
        an event of a table. One word may be in the title and another in a quote. No word at
        all finds nothing.
        """
        found: Ints | None = None
        with self._connection.reading() as raw, stopping(raw, check, _MANY_STEPS):
            for term in terms(words):
                ids = self._events_of(raw, term, check)
                found = ids if found is None else np.intersect1d(found, ids, assume_unique=True)
                if not len(found):
                    break
            return np.zeros(0, dtype=np.int64) if found is None else _kept(raw, "event", found)

    def _events_of(self, raw: sqlite3.Connection, term: Term, check: Check) -> Ints:
        paragraphs = self._every(raw, "paragraph", (term,), check)
        found = [
            self._every(raw, "event", (term,), check),
            events_of_paragraphs(raw, self._of_tables(raw, paragraphs), check),
        ]
        conditions, value = _elsewhere(term)
        for sql in _EVENTS_OF:
            check()
            found += _ids(raw, sql.format(**conditions), "event_id", (value,), check)
        return _union(found)

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
        span: tuple[int, int] | None = None,
    ) -> list[int]:
        """Return the first rows of a table that hold all terms, `span` being first and last id."""
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
        span: tuple[int, int] | None,
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
        span: tuple[int, int] | None,
    ) -> list[int]:
        """Return the first rows that a query finds, of all or of a span of ids."""
        narrow = (_REVIEWED.get(table), self._wide_alone(raw, table, match))
        asked = _question(table, match, wanted, *filter(None, narrow))
        if span is not None:
            asked = asked.narrowed(f"{asked.id} BETWEEN ? AND ?", *span)
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
        asked = _question(table, match, wanted, *filter(None, (wide,)))
        sql = asked.sql.replace(" FROM", " AS id FROM", 1)
        return _union([*_ids(raw, sql, "id", asked.values, check)])

    def _is_in_vain(self, raw: sqlite3.Connection, table: str, wanted: Sequence[Term]) -> bool:
        """Whether nothing holds what is typed in full: then no beginning is looked up."""
        before = self._wording.but_the_beginning(wanted)
        if before is None:
            return False
        there = f"SELECT 1 FROM {table}_fts WHERE {table}_fts MATCH ? LIMIT 1"
        return raw.execute(there, (before,)).fetchone() is None

    def _of_tables(self, raw: sqlite3.Connection, paragraphs: Ints) -> Ints:
        """Return those of ascending paragraphs that are rows of tables."""
        spans = self._tables.spans(raw)
        places = [np.searchsorted(paragraphs, (low, high + 1)) for low, high in spans]
        return _union([paragraphs[low:high] for low, high in places])

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


@dataclass(frozen=True)
class _Question:
    """SQL for the rows of a table that hold all terms; `id` names their id in it."""

    sql: str
    id: str
    values: tuple[str | int, ...]

    def narrowed(self, condition: str, *values: int) -> _Question:
        return _Question(f"{self.sql} AND {condition}", self.id, (*self.values, *values))


_REVIEWED = {table: f"{table}.review <> 'rejected'" for table in ("event", "actor")}


def _question(table: str, match: str | None, wanted: Sequence[Term], *conditions: str) -> _Question:
    all_names = " || char(10) || ".join(f"{table}.{name}" for name in COLUMNS[table])
    held = [holding(all_names, term) for term in wanted if term.match is None]
    where, scans = [condition for condition, _ in held], [value for _, value in held]
    where += conditions
    if match is None:
        return _Question(
            f"SELECT {table}.id FROM {table} WHERE {' AND '.join(where)}", f"{table}.id", (*scans,)
        )
    index = f"{table}_fts"
    # Without a condition on the row itself the row is not read.
    join = f" JOIN {table} ON {table}.id = {index}.rowid" if where else ""
    where.insert(0, f"{index} MATCH ?")
    sql = f"SELECT {index}.rowid FROM {index}{join} WHERE {' AND '.join(where)}"
    return _Question(sql, f"{index}.rowid", (match, *scans))


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


def _elsewhere(term: Term) -> tuple[dict[str, str], str]:
    """Return conditions for a term in names and quotes, and the value each has once."""
    if term.match is not None:
        condition = "{0}.id IN (SELECT rowid FROM {0}_fts WHERE {0}_fts MATCH ?)"
        return {table: condition.format(table) for table in ("actor", "evidence")}, term.match
    held = {
        table: holding(" || char(10) || ".join(f"{table}.{name}" for name in COLUMNS[table]), term)
        for table in ("actor", "evidence")
    }
    return {table: condition for table, (condition, _) in held.items()}, held["actor"][1]


def _kept(raw: sqlite3.Connection, table: str, ids: Ints) -> Ints:
    """Return events or actors without those that were rejected."""
    if not len(ids):
        return ids
    sql = f"SELECT id FROM {table} WHERE review = 'rejected'"
    rejected = _union([*_ids(raw, sql, "id", (), go_on)])
    return ids[~np.isin(ids, rejected)] if len(rejected) else ids


def _union(parts: Sequence[Ints]) -> Ints:
    """Return all ids, ascending, each once."""
    ids = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *parts]))
    return ids[np.flatnonzero(np.diff(ids, prepend=ids[:1] - 1))]
