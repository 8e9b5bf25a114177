"""Tables that everybody publishes in one shape: read with no questions asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from explorer.ingest.tables.acled import AcledReader, acled_dates, is_acled
from explorer.ingest.tables.build import Reader
from explorer.ingest.tables.dates import DateStyle
from explorer.ingest.tables.gdelt import GdeltReader, gdelt_columns, gdelt_version
from explorer.ingest.tables.rows import Table
from explorer.ingest.tables.ucdp import UcdpReader, is_ucdp, ucdp_dates
from explorer.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shape:
    """A known shape: its name for a person, the table with its columns named, its reader.

    `dates` are the columns whose cells tell together how the dates are written.
    """

    name: str
    table: Table
    reader: Callable[[DateStyle], Reader]
    dates: tuple[str, ...] = ()


def known_shape(table: Table) -> Shape | None:
    """Return the known shape that a table has, or None."""
    names = gdelt_columns(table)
    if names is not None:
        named = replace(table, columns=names)
        name = f"GDELT {gdelt_version(names)} events"
        return Shape(name, named, lambda _style: GdeltReader(names))
    columns = table.columns
    if is_acled(columns):
        return Shape("ACLED", table, partial(AcledReader, columns), acled_dates(columns))
    if is_ucdp(columns):
        name = "UCDP georeferenced events"
        return Shape(name, table, partial(UcdpReader, columns), ucdp_dates(columns))
    return None
