"""From a file to batches of events: the table, what its columns mean, and what is left open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from explorer.domain.tables import Reject, RowBatch, TableSource
from explorer.errors import InputProblem
from explorer.ingest.tables.build import Builder, Reader
from explorer.ingest.tables.columnar import MappedColumns
from explorer.ingest.tables.dates import (
    BadDate,
    DateStyle,
    DayOrder,
    column_style,
    in_century,
    is_ambiguous,
)
from explorer.ingest.tables.guess import comma_lists, guessed, unread_dates
from explorer.ingest.tables.known import Shape, known_shape
from explorer.ingest.tables.mapping import Mapping
from explorer.ingest.tables.open import open_table
from explorer.ingest.tables.remember import recalled
from explorer.ingest.tables.rows import Rows, Table, storable
from explorer.values import dataclass, replace

_SAMPLE_ROWS = 2_000


class AmbiguousDays(InputProblem):
    """The dates of a column can be read with the day or the month first, or need both."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A table and how it is to be read.

    The columns of a `known` shape need no mapping; `mapping` is None then, and `order` may say
    which number of its dates is the day. `source` says where the mapping is from: "guessed",
    "remembered" or "given".
    """

    table: Table
    mapping: Mapping | None = None
    source: str = ""
    known: Shape | None = None
    order: DayOrder = DayOrder.UNKNOWN

    @property
    def shape(self) -> str:
        """The name of the known shape, or nothing."""
        return "" if self.known is None else self.known.name

    def in_order(self, order: DayOrder) -> Plan:
        """Return the plan with what a person says of the order of day and month."""
        if self.mapping is None:
            return replace(self, order=order)
        return replace(self, mapping=replace(self.mapping, order=order))

    def reader(self, check: Callable[[], None] = lambda: None) -> Reader:
        """Return the reader of the rows; raises InputProblem where the order of dates is open."""
        if self.known is not None:
            return self.known.reader(date_style(self.table, self.known.dates, self.order, check))
        mapping = self.mapping or Mapping()
        dates = (*mapping.start[:1], *mapping.end[:1])
        style = date_style(self.table, dates, mapping.order, check, mapping.century)
        return MappedColumns(self.table, mapping, style)


def plan_of(
    path: Path,
    *,
    format: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
    sheet: str | None = None,
    check: Callable[[], None] = lambda: None,
    home: Path | None = None,
) -> Plan:
    """Look at a file and return how it would be read: a known shape, remembered, or guessed."""
    table = open_table(
        path, format=format, encoding=encoding, header=header, sheet=sheet, check=check
    )
    shape = known_shape(table)
    if shape is not None:
        return Plan(shape.table, known=shape)
    kept = recalled(table.columns, home)
    if kept is not None:
        return Plan(table, mapping=kept, source="remembered")
    rows = table.sample(200)
    mapping = guessed(table.columns, rows, table.day_zero)
    unread = None if mapping.start else unread_dates(table.columns, rows)
    lists = comma_lists(mapping, table.columns, rows)
    told = tuple(note for note in (unread, lists) if note is not None)
    if told:
        table = replace(table, notes=(*table.notes, *told))
    return Plan(table, mapping=mapping, source="guessed")


def date_style(
    table: Table,
    dates: Sequence[str],
    order: DayOrder,
    check: Callable[[], None],
    century: str = "",
) -> DateStyle:
    """Return what columns of dates tell of their cells; all rows are asked if need be.

    Raises InputProblem where the day and the month cannot be told apart, or where no order
    of them fits.
    """
    at = {name: index for index, name in enumerate(table.columns)}
    columns = [at[name] for name in dates]
    if not columns:
        return DateStyle()
    where = f"{table.where}, column “{dates[0]}”"
    rows = table.sample(_SAMPLE_ROWS)
    sample = [in_century(row[column], century) for row in rows for column in columns]
    try:
        style = column_style(sample, order)
        if style.order is DayOrder.UNKNOWN and any(map(is_ambiguous, sample)):
            style = column_style(
                in_century(cell, century) for cell in _all_cells(table, columns, check)
            )
            if style.order is DayOrder.UNKNOWN:
                raise AmbiguousDays(
                    "the day or the month may come first, and no row tells",
                    where=where,
                    remedy="Choose which comes first (--map order=dmy, for the day, or order=mdy)",
                )
    except BadDate as bad:
        raise AmbiguousDays(
            str(bad),
            where=where,
            remedy="Choose one (--map order=dmy or order=mdy); the others are rejected",
        ) from bad
    return replace(style, day_zero=table.day_zero, century=century)


def _all_cells(table: Table, columns: list[int], check: Callable[[], None]) -> Iterator[str]:
    width = len(table.columns)
    for rows in table.chunks():
        check()
        for cells in rows.cells:
            if len(cells) == width:
                yield from (cells[column] for column in columns)


def table_source(table: Table, published: str | None = None) -> TableSource:
    """Return what is said of the table as a source: its title is the file's name."""
    return TableSource(
        f"{table.where} · {table.part}" if table.part else table.where,
        table.where,
        table.media_type,
        table.encoding,
        table.sha256,
        None if table.heading is None else storable(table.heading),
        published,
        bool(table.part),
    )


@dataclass(slots=True)
class Preview:
    """The first events of a table as it would come in, and the first rejects among those rows."""

    batch: RowBatch
    rejects: list[Reject]
    rows: int


def preview(plan: Plan, reader: Reader, most: int = 500) -> Preview:
    """Read the first rows as they would come in."""
    rejects: list[Reject] = []
    builder = Builder(plan.table, reader, rejects.append)
    for rows in plan.table.chunks():
        if not rows.texts and not rows.broken:
            continue
        lines, texts, cells, places, broken, sheet = rows
        few = Rows(lines[:most], texts[:most], cells[:most], places[:most], broken[:most], sheet)
        return Preview(builder.batch(few), rejects, builder.rows)
    return Preview(RowBatch(), [], 0)
