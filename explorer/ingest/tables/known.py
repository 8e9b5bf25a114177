"""Tables that everybody publishes in one shape: read with no questions asked."""

from __future__ import annotations

from collections.abc import Callable

from explorer.ingest.tables.acled import AcledReader, is_acled
from explorer.ingest.tables.build import Reader
from explorer.ingest.tables.gdelt import GdeltReader, gdelt_columns
from explorer.ingest.tables.rows import Table
from explorer.ingest.tables.ucdp import UcdpReader, is_ucdp
from explorer.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Shape:
    """A known shape: its name for a person, the table with its columns named, its reader."""

    name: str
    table: Table
    reader: Callable[[], Reader]


def known_shape(table: Table) -> Shape | None:
    """Return the known shape that a table has, or None."""
    columns = gdelt_columns(table)
    if columns is not None:
        version = "2.0" if len(columns) == 61 else "1.0"
        named = replace(table, columns=columns)
        return Shape(f"GDELT {version} events", named, lambda: GdeltReader(columns))
    if is_acled(table.columns):
        return Shape("ACLED", table, lambda: AcledReader(table.columns))
    if is_ucdp(table.columns):
        return Shape("UCDP georeferenced events", table, lambda: UcdpReader(table.columns))
    return None
