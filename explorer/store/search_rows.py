"""Events of tables, found by their row: the cells of a row are in no full text of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from explorer.columns.together import together
from explorer.columns.values import Bools, Columns, Ints, Rows

_LOT = 5_000  # paragraphs
_FEW = 1_000  # paragraphs of a table: their events are asked for one by one
_STRETCH = 1 << 16  # rows that are looked at together: what is made of them stays in the cache
_WHERE = ("paragraph", "source")
_AT_ONCE = 3  # of so many rows one


class Span(NamedTuple):
    """A table's paragraphs: their ids are consecutive, both ends inclusive."""

    source_id: int
    first: int
    last: int


class Tables:
    """Which sources are tables, as far as that was asked: no source's text ever changes."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], bool] = {}

    def spans(self, raw: sqlite3.Connection) -> list[Span]:
        """Return the paragraphs of each table."""
        sources = raw.execute("SELECT id, sha256 FROM source").fetchall()
        self._known = {key: self._is_table(raw, key) for key in sources}
        bound = "(SELECT id FROM paragraph WHERE source_id = source.id ORDER BY number {} LIMIT 1)"
        ids = ",".join(str(id) for (id, _), is_table in self._known.items() if is_table)
        rows = raw.execute(
            f"SELECT id, {bound.format('ASC')}, {bound.format('DESC')} FROM source"
            f" WHERE id IN ({ids})"
        )
        return [Span(*row) for row in rows if row[1] is not None]

    def _is_table(self, raw: sqlite3.Connection, key: tuple[int, str]) -> bool:
        """Whether a source's text stands in its rows alone; it is not read for that."""
        if key not in self._known:
            with raw.blobopen("source", "text", key[0], readonly=True) as text:
                return len(text) == 0
        return self._known[key]


def rows_of_paragraphs(
    raw: sqlite3.Connection,
    columns: Columns,
    spans: Sequence[Span],
    paragraphs: Ints,
    check: Callable[[], None],
) -> Iterator[Rows]:
    """Yield the rows of the events with words in ascending paragraphs, those that are of tables.

    Columns tell whose first words stand in which paragraph: one look at each event of the
    table, whatever the words. Where a paragraph has nobody's, or words that somebody quoted
    by hand, and where there are few, each is a jump.
    """
    quoted: Ints | None = None
    for span in spans:
        low, high = np.searchsorted(paragraphs, (span.first, span.last + 1))
        rest = paragraphs[low:high]
        if len(rest) > _FEW:
            check()
            rows, told = _first_told(columns, span, rest)
            yield rows
            quoted = _quoted_by_hand(raw) if quoted is None else quoted
            rest = rest[~told | np.isin(rest, quoted)]
        rows = columns.rows_of(events_of_paragraphs(raw, rest, check))
        yield rows[rows >= 0]


def _quoted_by_hand(raw: sqlite3.Connection) -> Ints:
    """Return the paragraphs that events have words in which are in the full text of quotes.

    What came with a table is not; so of a row without such words one event is left at most.
    """
    sql = (
        "SELECT group_concat(evidence.paragraph_id) FROM evidence_fts_docsize AS known"
        " CROSS JOIN evidence ON evidence.id = known.id WHERE evidence.event_id IS NOT NULL"
    )
    (paragraphs,) = raw.execute(sql).fetchone()
    return np.fromstring(paragraphs or "", dtype=np.int64, sep=",")


def _first_told(columns: Columns, span: Span, paragraphs: Ints) -> tuple[Rows, Bools]:
    """Return the rows of the events whose first words stand in some paragraphs, and in which."""
    sources = columns.arrays["source_id"]
    source = int(np.searchsorted(sources, span.source_id))
    if source == len(sources) or sources[source] != span.source_id:  # it came after the columns
        return np.zeros(0, dtype=np.int32), np.zeros(len(paragraphs), dtype=np.bool_)
    asked = np.zeros(span.last - span.first + 3, dtype=np.bool_)  # by number, from 1; the last: no
    asked[paragraphs - span.first + 1] = True
    every, told = columns.rows_of_source(source), np.zeros(len(asked), dtype=np.bool_)
    # Nearly all rows are quicker looked at as they stand than one by one.
    at_once = len(every) * _AT_ONCE > columns.n

    def some(at: int) -> Rows:
        if at_once:
            rows = np.arange(at, min(at + _STRETCH, columns.n), dtype=np.int32)
            numbers, of = (columns.arrays[name][at : at + _STRETCH] for name in _WHERE)
        else:
            rows = every[at : at + _STRETCH]
            numbers, of = (columns.arrays[name].take(rows) for name in _WHERE)
        there = asked.take(numbers, mode="clip")
        there &= of == source + 1
        told[numbers[there]] = True
        return rows[there]

    lots = together(some, range(0, max(columns.n if at_once else len(every), 1), _STRETCH))
    return np.concatenate(lots), told[paragraphs - span.first + 1]


def events_of_paragraphs(
    raw: sqlite3.Connection, paragraphs: Ints, check: Callable[[], None]
) -> Ints:
    """Return the events with words in ascending paragraphs, in the order of these, each once.

    Each is a jump into the index of what has words in a paragraph; where none is left out
    between the first and the last, the index is read through, which takes half as long.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(paragraphs), _LOT):
        check()
        found.append(_events(raw, paragraphs[start : start + _LOT]))
    events = np.concatenate(found)
    _, first = np.unique(events, return_index=True)
    return events[np.sort(first)]


def _events(raw: sqlite3.Connection, paragraphs: Ints) -> Ints:
    first, last = paragraphs[[0, -1]].tolist()
    if last - first < len(paragraphs):
        which = f"BETWEEN {first} AND {last}"
    else:
        which = f"IN ({','.join(map(str, paragraphs.tolist()))})"
    sql = (
        "SELECT group_concat(event_id) FROM (SELECT DISTINCT paragraph_id, event_id FROM evidence"
        f" WHERE paragraph_id {which} AND event_id IS NOT NULL)"
    )
    (events,) = raw.execute(sql).fetchone()
    return np.fromstring(events or "", dtype=np.int64, sep=",")
