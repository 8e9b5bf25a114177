"""Events of tables, found by their row: the cells of a row are in no full text of their own."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import numpy as np

from explorer.columns.values import Ints

_LOT = 20_000  # paragraphs
_FEW = 1_000  # so few are named one by one


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

    Where most paragraphs of a stretch are wanted, its events are read in one go.
    """
    found = [np.zeros(0, dtype=np.int64)]
    for start in range(0, len(paragraphs), _LOT):
        check()
        lot = paragraphs[start : start + _LOT]
        if len(lot) <= _FEW or int(lot[-1] - lot[0]) > 8 * len(lot):
            found += [_named(raw, few) for few in np.split(lot, range(_FEW, len(lot), _FEW))]
        else:
            found.append(_between(raw, lot))
    events = np.concatenate(found)
    _, first = np.unique(events, return_index=True)
    return events[np.sort(first)]


def _named(raw: sqlite3.Connection, paragraphs: Ints) -> Ints:
    ids = ",".join(map(str, paragraphs.tolist()))
    rows = raw.execute(
        "SELECT DISTINCT event_id FROM evidence"
        f" WHERE paragraph_id IN ({ids}) AND event_id IS NOT NULL ORDER BY paragraph_id, id"
    )
    return np.fromiter((row[0] for row in rows), dtype=np.int64)


def _between(raw: sqlite3.Connection, paragraphs: Ints) -> Ints:
    sql = (
        "SELECT group_concat(paragraph_id), group_concat(event_id) FROM"
        " (SELECT DISTINCT paragraph_id, event_id FROM evidence"
        " WHERE paragraph_id BETWEEN ? AND ? AND event_id IS NOT NULL)"
    )
    places, events = raw.execute(sql, (int(paragraphs[0]), int(paragraphs[-1]))).fetchone()
    if places is None:
        return np.zeros(0, dtype=np.int64)
    at = np.fromstring(places, dtype=np.int64, sep=",")
    inside = np.minimum(np.searchsorted(paragraphs, at), len(paragraphs) - 1)
    found: Ints = np.fromstring(events, dtype=np.int64, sep=",")
    return np.asarray(found[paragraphs[inside] == at])
