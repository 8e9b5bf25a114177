"""ACLED's exports: political violence and protest, one row an event.

`time_precision` says how much is known of the day (ACLED codebook): 1 the day; 2 the
week, with a day of it put for it; 3 the month. Files from before 2018 have other names for
some columns, and those that were cut to a few columns still say enough.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.domain.tables import Cell, Dated, TableActor
from explorer.ingest.tables import dates
from explorer.ingest.tables.build import BadRow, Happening, Named, Row
from explorer.ingest.tables.date_reader import Remembered
from explorer.ingest.tables.dates import BadDate, DateStyle
from explorer.values import replace

_SPLIT = re.compile(r"\s*;\s*")
# `inter1` and `inter2`: what kind of actor, by number in older files, by words in newer.
_FORCES = ("1", "2", "3", "4", "8", "state", "rebel", "political militia", "identity", "external")
# What other tables with an `event_date`, an `event_type` and an `actor1` hardly have.
_OWN = frozenset(
    (
        *("event_id_cnty", "event_id_no_cnty", "data_id", "time_precision", "time_precis"),
        *("sub_event_type", "inter1", "assoc_actor_1", "ally_actor_1", "geo_precision"),
    )
)


def is_acled(columns: Sequence[str]) -> bool:
    """Whether columns are those of ACLED."""
    names = set(map(_plain, columns))
    return {"event_date", "event_type", "actor1"} <= names and bool(names & _OWN)


def _plain(column: str) -> str:
    """Return `event_date` of "Event Date"."""
    return column.casefold().replace(" ", "_")


def acled_dates(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the column of dates."""
    return tuple(column for column in columns if _plain(column) == "event_date")[:1]


class AcledReader:
    """Reads the rows of a file with these columns."""

    def __init__(self, columns: Sequence[str], style: DateStyle) -> None:
        self._names = columns
        self._at = {_plain(name): index for index, name in enumerate(columns)}
        for older, name in (
            ("ally_actor_1", "assoc_actor_1"),
            ("ally_actor_2", "assoc_actor_2"),
            ("time_precis", "time_precision"),
        ):
            if older in self._at:
                self._at.setdefault(name, self._at[older])
        days = replace(style, midnights_are_days=True)
        self._read_date = Remembered(lambda cells: _dated(cells, days))

    def read(self, row: Row) -> Happening:
        said = _Said(row, self._at)
        named = [item for number in ("1", "2") for item in self._actors(row, said, number)]
        who = " and ".join(item.actor.name for item in named if item.role.startswith("actor"))
        what = said("sub_event_type") or said("event_type")
        if not what:
            raise BadRow(
                self._names[self._at["event_type"]], "is empty: nothing says what happened"
            )
        places = (said("location"), said("country"))
        where = ", ".join(dict.fromkeys(place for place in places if place))
        title = f"{what}: {who}" if who else what
        own = said("event_id_cnty") or said("data_id").removesuffix(".0")
        strategic = said("event_type").casefold() == "strategic developments"
        return Happening(
            f"{title}, {where}" if where else title,
            "change" if strategic else "incident",
            self._words(row),
            *self._date(row, said),
            named,
            f"acled:{own}" if own else None,
        )

    def _actors(self, row: Row, said: _Said, number: str) -> list[Named]:
        found: dict[tuple[str, str], Named] = {}
        inter = said(f"inter{number}").removesuffix(".0").casefold()
        kind = "force" if inter.startswith(_FORCES) else "group"
        for name, role in (
            (f"actor{number}", f"actor {number}"),
            (f"assoc_actor_{number}", f"with actor {number}"),
        ):
            for word in _SPLIT.split(said(name)):
                if word:
                    actor = TableActor(word, kind if role[0] == "a" else "group")
                    cell = row.within(self._at[name], word)
                    found.setdefault((word, role), Named(actor, role, cell))
        return list(found.values())

    def _words(self, row: Row) -> tuple[Cell, ...]:
        wanted = ("notes", "source", "sub_event_type", "event_type")
        columns = [self._at[name] for name in wanted if name in self._at]
        return tuple(row.place(column) for column in columns if row.cells[column].strip())[:2]

    def _date(self, row: Row, said: _Said) -> tuple[Dated, tuple[Cell, ...]]:
        column = self._at["event_date"]
        precision = said("time_precision").removesuffix(".0")
        try:
            date = self._read_date(f"{said('event_date')}\0{precision}\0{said('year')}")
        except BadDate as bad:
            raise BadRow(self._names[column], str(bad)) from bad
        columns = [column]
        if precision not in ("", "1"):
            columns.append(self._at["time_precision"])
        return date, tuple(map(row.place, columns))


class _Said:
    """A row's cells by the names of their columns, on one line each; "" where there is none."""

    def __init__(self, row: Row, at: dict[str, int]) -> None:
        self._cells = row.cells
        self._at = at

    def __call__(self, name: str) -> str:
        column = self._at.get(name, -1)
        return " ".join(self._cells[column].split()) if column >= 0 else ""


def _dated(cells: str, style: DateStyle) -> str:
    """Return the date of a day, its precision, and the year, for the century of 31-Dec-19."""
    cell, precision, year = cells.split("\0")
    day = dates.to_edtf(dates.in_year(cell, year), style)
    if precision in ("", "1"):
        return day
    if precision == "2":
        return f"{day}~"
    if precision == "3":
        return day[:7]
    raise BadDate(f"“{precision[:20]}” is no precision: it is 1 to 3")
