"""UCDP's georeferenced events (GED): the yearly and monthly CSV files, and JSON Lines of them.

`date_prec` says how much is known of the day (UCDP GED codebook): 1 the day; 2 within 2
to 6 days; 3 the week; 4 the month, or 8 to 30 days; 5 no more than the year. With 2 and
above the two dates bound one moment that is not known, and so they stand as a set.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.calendar import days_in_month
from explorer.domain.tables import Cell, Dated, TableActor
from explorer.ingest.tables import dates
from explorer.ingest.tables.build import BadRow, Happening, Named, Row
from explorer.ingest.tables.date_reader import Remembered
from explorer.ingest.tables.dates import BadDate, DateStyle
from explorer.values import replace

_TYPES = {
    "1": "State-based conflict",
    "2": "Non-state conflict",
    "3": "One-sided violence",
}
_START, _END = ("date_start", "start_date"), ("date_end", "end_date")


def is_ucdp(columns: Sequence[str]) -> bool:
    """Whether columns are those of UCDP events: two sides, a start, and deaths by side."""
    names = {column.casefold() for column in columns}
    return (
        bool(names & {"side_a", "side_a_name"})
        and bool(names & {"side_b", "side_b_name"})
        and bool(names & set(_START))
        and bool(names & {"deaths_a", "deaths_side_a"})
    )


def ucdp_dates(columns: Sequence[str]) -> tuple[str, ...]:
    """Return the columns of dates."""
    return tuple(column for column in columns if column.casefold() in (*_START, *_END))


class UcdpReader:
    """Reads the rows of a file with these columns."""

    def __init__(self, columns: Sequence[str], style: DateStyle) -> None:
        self._names = columns
        at = {name.casefold(): index for index, name in enumerate(columns)}

        def first(*names: str) -> int:
            return next((at[name] for name in names if name in at), -1)

        self._id = first("id")
        self._sides = (first("side_a", "side_a_name"), first("side_b", "side_b_name"))
        self._start = first(*_START)
        self._end = first(*_END)
        self._precision = first("date_prec", "date_precision")
        self._type = first("type_of_violence")
        self._where = first("where_description", "where_coordinates", "location_where_name")
        self._country = first("country", "location_root_name")
        self._text = first("source_headline", "source_article", "source_original")
        self._year = first("year")
        days = replace(style, midnights_are_days=True)
        self._read_date = Remembered(lambda cells: _dated(cells, days))

    def read(self, row: Row) -> Happening:
        named = [self._side(row, number) for number in (0, 1)]
        sides = [item for item in named if item is not None]
        if not sides:
            raise BadRow(self._names[self._sides[0]], "is empty: neither side is named")
        kind = _TYPES.get(_whole(row, self._type), "Armed violence")
        who = " and ".join(item.actor.name for item in sides)
        where = ", ".join(dict.fromkeys(filter(None, (_said(row, self._where),
                                                      _said(row, self._country)))))  # fmt: skip
        own = _whole(row, self._id)
        return Happening(
            f"{kind}: {who}" + (f", {where}" if where else ""),
            "incident",
            self._words(row),
            *self._date(row),
            sides,
            f"ucdp:{own}" if own else None,
        )

    def _side(self, row: Row, number: int) -> Named | None:
        column = self._sides[number]
        name = _said(row, column)
        if not name:
            return None
        if name.casefold().startswith("government of"):
            kind = "state"
        else:
            kind = "group" if name.casefold() == "civilians" else "force"
        return Named(TableActor(name, kind), f"side {'ab'[number]}", row.place(column))

    def _words(self, row: Row) -> tuple[Cell, ...]:
        wanted = dict.fromkeys((self._text, self._where, self._country, self._type))
        cells = [row.place(column) for column in wanted if _said(row, column)]
        return tuple(cells[:2]) or ((0, len(row.text)),)

    def _date(self, row: Row) -> tuple[Dated | None, tuple[Cell, ...]]:
        start, end = _said(row, self._start), _said(row, self._end)
        if not start:
            return None, ()
        precision = _whole(row, self._precision)
        try:
            date = self._read_date("\0".join((start, end, precision, _whole(row, self._year))))
        except BadDate as bad:
            raise BadRow(self._names[self._start], str(bad)) from bad
        columns = [self._start, *((self._end,) if end else ()),
                   *((self._precision,) if precision not in ("", "1") else ())]  # fmt: skip
        return date, tuple(map(row.place, columns))


def _said(row: Row, column: int) -> str:
    return " ".join(row.cells[column].split()) if column >= 0 else ""


def _whole(row: Row, column: int) -> str:
    return _said(row, column).removesuffix(".0")


def _dated(cells: str, style: DateStyle) -> str:
    """Return the date of a start, an end, a precision and the year that the row is of."""
    start_cell, end_cell, precision, year = cells.split("\0")
    start = dates.to_edtf(dates.in_year(start_cell, year), style)
    end = dates.to_edtf(dates.in_year(end_cell, year), style) if end_cell else start
    whole = dates.span(start, end)  # raises where the end is before the start
    if precision in ("", "1"):
        return whole
    if precision not in ("2", "3", "4", "5"):
        raise BadDate(f"“{precision[:20]}” is no precision: it is 1 to 5")
    if start == end:
        return {"4": start[:7], "5": start[:4]}.get(precision, f"{start}~")
    return _within(start, end)


def _within(start: str, end: str) -> str:
    """Return "some day from start to end", as the month or the year where it is one whole."""
    year, month = int(start[:4]), int(start[5:7])
    if start == f"{start[:4]}-01-01" and end == f"{start[:4]}-12-31":
        return start[:4]
    if start.endswith("-01") and end == f"{start[:7]}-{days_in_month(year, month):02d}":
        return start[:7]
    return f"[{start}..{end}]"
