"""Events of tables, found by their row: the cells of a row are in no full text of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import numpy as np

from explorer.columns.values import Ints

_LOT = 5_000  # paragraphs


class Tables:
    """Which sources are tables, as far as that was asked: no source's text ever changes."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], bool] = {}

    def spans(self, raw: sqlite3.Connection) -> list[tuple[int, int]]:
        """Return the paragraph ids of each table, first and last; a table's are consecutive."""
        sources = raw.execute("SELECT id, sha256 FROM source").fetchall()
        self._known = {key: self._is_table(raw, key) for key in sources}
        bound = "(SELECT id FROM paragraph WHERE source_id = source.id ORDER BY number {} LIMIT 1)"
        ids = ",".join(str(id) for (id, _), is_table in self._known.items() if is_table)
        rows = raw.execute(
            f"SELECT {bound.format('ASC')}, {bound.format('DESC')} FROM source WHERE id IN ({ids})"
        )
        return [(first, last) for first, last in rows if first is not None]

    def _is_table(self, raw: sqlite3.Connection, key: tuple[int, str]) -> bool:
        """Whether a source's text stands in its rows alone; it is not read for that."""
        if key not in self._known:
            with raw.blobopen("source", "text", key[0], readonly=True) as text:
                return len(text) == 0
        return self._known[key]


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
