"""From tables to `Events`: each table is read once, in its own order; joins are numpy's.

What is rejected is left out, as the records leave it out: a rejected event; the
participations that are rejected or whose actor is; rejected dates.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from itertools import chain

import numpy as np

from explorer.columns.build import Events
from explorer.columns.postings import distinct, places
from explorer.columns.values import (
    CONTESTED,
    OPEN_END,
    OPEN_START,
    ORIGINS,
    REVIEWS,
    SHAPES,
    STATUSES,
    WIDENED,
    Ints,
)
from explorer.domain import dates
from explorer.domain.dates import Shape
from explorer.domain.kinds import EVENT_KINDS
from explorer.errors import InputProblem

_ROWS = 65_536  # fetched at a time: between two lots a scan can be cancelled

# Dates whose shape shows in their letters; all others are parsed.
_DAY = "[0-9][0-9][0-9][0-9]-[01][0-9]-[0-9][0-9]"
_SHAPE = f"""CASE
  WHEN edtf GLOB '{_DAY}' THEN {1 + SHAPES.index(Shape.INSTANT)}
  WHEN edtf GLOB '{_DAY}T*' AND NOT edtf GLOB '*[^0-9T:Z+-]*'
    THEN {1 + SHAPES.index(Shape.INSTANT)}
  WHEN edtf GLOB '[0-9][0-9][0-9][0-9]' OR edtf GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'
    THEN {1 + SHAPES.index(Shape.BAND)}
  ELSE 0 END"""

Say = Callable[[str], None]


def read(
    raw: sqlite3.Connection,
    step: Callable[[str], None] = lambda words: None,
    only: Sequence[int] | None = None,
) -> Events:
    """Return all events, or those `only` of the given ids, in order of id.

    `step` is called with what is read, between lots of rows, and may raise to end it. Raises
    InputProblem where the file holds a date that is none.
    """
    scan = _Scan(raw, step, only)
    kinds = known_kinds()
    kinds += scan.kinds_but(kinds)
    event = scan.table(
        f"SELECT id, {_code('kind', kinds)}, {_code('status', STATUSES)},"
        f" {_code('review', REVIEWS)}, {_code('origin', ORIGINS)}"
        " FROM event WHERE review <> 'rejected'{only} ORDER BY id",
        "id", 5, "events",
    )  # fmt: skip
    ids = event[:, 0].copy()
    bounds, shape = _dates(scan, ids)
    first, told = _words(scan, ids)
    part = scan.table(
        "SELECT event_id, actor_id FROM participation WHERE review <> 'rejected'{only}",
        "event_id", 2, "participations",
    )  # fmt: skip
    values = [ids, *bounds, *event.T[1:], shape, *first, *part.T, *told]
    names = (field.name for field in fields(Events)[1:])
    columns = map(np.ascontiguousarray, values)
    return Events(kinds, **dict(zip(names, columns, strict=True)))


def known_kinds() -> tuple[str, ...]:
    """Return the kinds that stand first in every project's columns."""
    return tuple(kind.key for kind in EVENT_KINDS)


def ids(raw: sqlite3.Connection, table: str) -> Ints:
    """Return the ids of all actors that are not rejected, or of all sources, ascending."""
    where = " WHERE review <> 'rejected'" if table == "actor" else ""
    rows = raw.execute(f"SELECT id FROM {table}{where} ORDER BY id")
    return np.fromiter(chain.from_iterable(rows), dtype=np.int64)


class _Scan:
    def __init__(
        self, raw: sqlite3.Connection, step: Callable[[str], None], only: Sequence[int] | None
    ) -> None:
        self.raw = raw
        self.step = step
        self.only = only

    def rows(self, sql: str, key: str, what: str) -> Iterable[list[tuple[int, ...]]]:
        """Yield lots of rows; `{only}` in the statement stands for the condition on `key`."""
        lots: Iterable[str] = ("",)
        if self.only is not None:
            cuts = range(0, len(self.only), _ROWS)
            lots = (
                f" AND {key} IN ({','.join(map(str, sorted(self.only[cut : cut + _ROWS])))})"
                for cut in cuts
            )
        done = 0
        for lot in lots:
            cursor = self.raw.execute(sql.replace("{only}", lot))
            while found := cursor.fetchmany(_ROWS):
                self.step(f"Reading {what}: {done:,}")
                done += len(found)
                yield found

    def table(self, sql: str, key: str, width: int, what: str) -> Ints:
        """Return rows of whole numbers as an array of shape (rows, width)."""
        lots = [
            np.fromiter(chain.from_iterable(rows), dtype=np.int64, count=len(rows) * width)
            for rows in self.rows(sql, key, what)
        ]
        flat = np.concatenate([np.zeros(0, dtype=np.int64), *lots])
        return flat.reshape(-1, width)

    def kinds_but(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return the kinds of the events that are not known, in order of the alphabet."""
        words = ",".join("'" + word.replace("'", "''") + "'" for word in known)
        sql = (
            f"SELECT DISTINCT kind FROM event WHERE kind NOT IN ({words})"
            " AND review <> 'rejected'{only}"
        )
        lots = self.rows(sql, "id", "kinds")
        return tuple(sorted({str(kind) for lot in lots for (kind,) in lot}))


def _code(column: str, words: Sequence[str]) -> str:
    """Return SQL for a word's place among words."""
    quoted = (str(word).replace("'", "''") for word in words)
    cases = " ".join(f"WHEN '{word}' THEN {at}" for at, word in enumerate(quoted))
    return f"CASE {column} {cases} END"


def _dates(scan: _Scan, ids: Ints) -> tuple[list[Ints], Ints]:
    """Return the four bounds and the shape of each event's chosen date."""
    start, end = int(OPEN_START), int(OPEN_END)
    found = scan.table(
        f"SELECT event_id, coalesce(start_min, {start}), coalesce(start_max, {start}),"
        f" coalesce(end_min, {end}), coalesce(end_max, {end}), {_SHAPE}"
        " FROM date_claim WHERE chosen = 1 AND review <> 'rejected'{only}",
        "event_id", 6, "dates",
    )  # fmt: skip
    at, known = _places(found[:, 0], ids)
    columns = []
    for index, empty in enumerate((start, start, end, end, 0)):
        column = np.full(len(ids), empty, dtype=np.int64)
        column[at] = found[known, 1 + index]
        columns.append(column)
    *bounds, shape = columns
    _parsed(scan, ids, shape)
    _contested(scan, ids, shape)
    return bounds, shape


def _parsed(scan: _Scan, ids: Ints, shape: Ints) -> None:
    """Set the shapes of dates that do not show them in their letters."""
    sql = (
        f"SELECT event_id, edtf, id FROM date_claim WHERE chosen = 1 AND ({_SHAPE}) = 0"
        " AND review <> 'rejected'{only}"
    )
    for lot in scan.rows(sql, "event_id", "dates in other words"):
        codes = np.array([_code_of(str(row[1]), row[2]) for row in lot], dtype=np.int64)
        at, known = _places(np.array([row[0] for row in lot], dtype=np.int64), ids)
        shape[at] = codes[known]


def _code_of(edtf: str, claim: int) -> int:
    try:
        date = dates.parse(edtf)
    except InputProblem as problem:
        raise InputProblem(
            f"{problem.what}: “{edtf}”",
            where=f"date_claim {claim}",
            remedy="It was written by another program; mend it there",
        ) from problem
    widened = WIDENED if date.bounds != date.strict else 0
    return 1 + SHAPES.index(date.shape) + widened


def _contested(scan: _Scan, ids: Ints, shape: Ints) -> None:
    """Mark the dated events that have a second date."""
    sql = "SELECT event_id FROM date_claim WHERE chosen = 0 AND review <> 'rejected'{only}"
    found = scan.table(sql, "event_id", 1, "other dates")[:, 0]
    at, _ = _places(distinct(found), ids)
    shape[at[shape[at] > 0]] |= CONTESTED


def _words(scan: _Scan, ids: Ints) -> tuple[list[Ints], tuple[Ints, Ints]]:
    """Return where each event's first words are, and all pairs of events and sources."""
    found = scan.table(
        "SELECT event_id, paragraph_id, start FROM evidence WHERE event_id IS NOT NULL{only}"
        " ORDER BY event_id, paragraph_id, start",
        "event_id", 3, "quotes",
    )  # fmt: skip
    event, start = found[:, 0].copy(), found[:, 2].copy()
    source, number, as_told = _paragraphs(scan, found[:, 1].copy())
    del found
    if scan.only is None and as_told:
        order = np.arange(len(event))  # as they were read
    else:
        order = np.lexsort((start, number, source, event))
    in_turn = event[order]
    first = order[np.flatnonzero(np.diff(in_turn, prepend=in_turn[:1] - 1))]
    at, known = _places(event[first], ids)
    columns = []
    for values in (source, number, start):
        column = np.zeros(len(ids), dtype=np.int64)
        column[at] = values[first[known]]
        columns.append(column)
    return columns, (event, source)


def _paragraphs(scan: _Scan, wanted: Ints) -> tuple[Ints, Ints, bool]:
    """Return the source and the number of each paragraph, and whether ids ascend as told."""
    few = None if scan.only is None else distinct(wanted).tolist()
    known = _Scan(scan.raw, scan.step, few).table(
        "SELECT id, source_id, number FROM paragraph WHERE 1{only} ORDER BY id",
        "id", 3, "paragraphs",
    )  # fmt: skip
    source, number = known[:, 1].copy(), known[:, 2].copy()
    same = source[1:] == source[:-1]
    as_told = (source[1:] > source[:-1]) | (same & (number[1:] > number[:-1]))
    at = places(known[:, 0].copy(), wanted)
    return source[at], number[at], bool(as_told.all())


def _places(events: Ints, ids: Ints) -> tuple[Ints, Ints]:
    """Return `(places in ids, which of events have one)`; `ids` ascend."""
    at = places(ids, events)
    known = np.flatnonzero(at >= 0)
    return at[known], known
