"""A table as its readers give it: named columns, and rows in chunks of some thousand."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from explorer.domain.tables import Cell, Reject
from explorer.values import dataclass, field

# A row longer than this is no row but a file that lost its quotes, or an attack.
MOST_ROW_CHARS = 1_000_000
TOO_LONG = f"longer than {MOST_ROW_CHARS:,} characters"
CHUNK_ROWS = 4_000


class Rows(NamedTuple):
    """Some rows: where each begins (lines from 1), its text, its cells and their places.

    A row's places are None where its text is its cells with one character between: they
    follow from the cells' lengths then. `broken` rows could not be cut into cells. `sheet`
    names where the lines are counted, if a table is of several sheets.
    """

    lines: Sequence[int]
    texts: list[str]
    cells: list[list[str]]
    places: Sequence[Sequence[Cell] | None]
    broken: Sequence[Reject] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table's columns, and a way to go through its rows from the start, any number of times.

    `heading` is the line with the names of the columns as it stood; None where there is
    none, or where every row brings its own names (JSON). `columns` are unique. `size` is of
    its text in bytes, 0 where it has no text of its own. `part` names the part of the file
    that a person chose; `day_zero` is the day from which its numbers count days, where they do.
    """

    where: str
    media_type: str
    encoding: str
    sha256: str
    columns: tuple[str, ...]
    chunks: Callable[[], Iterator[Rows]]
    heading: str | None = None
    named: bool = True
    size: int = 0
    notes: tuple[str, ...] = field(default=())
    part: str = ""
    day_zero: datetime.date | None = None

    def sample(self, count: int) -> list[list[str]]:
        """Return the cells of the first rows that have as many as there are columns."""
        width = len(self.columns)
        whole = (row for rows in self.chunks() for row in rows.cells if len(row) == width)
        return list(islice(whole, count))

    def about_rows(self) -> int:
        """Return how many rows there are, by the size of the first ones; 0 where that tells not."""
        if not self.size:
            return 0
        for rows in self.chunks():
            if rows.texts:
                sizes = [len(text.encode("utf-8", "surrogatepass")) + 1 for text in rows.texts]
                size = self.size - len((self.heading or "").encode("utf-8", "surrogatepass"))
                return max(len(sizes), round(size * len(sizes) / sum(sizes)))
        return 0


def place_of(cells: Sequence[str], places: Sequence[Cell] | None, column: int) -> Cell:
    """Return where a cell's own words stand in its row, without the blanks round them."""
    if places is not None:
        start, end = places[column]
        return start, end
    start = sum(map(len, cells[:column])) + column
    return start, start + len(cells[column])


def trimmed(text: str, place: Cell) -> Cell:
    """Return a place without the blanks at its ends; an empty place stays empty."""
    start, end = place
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, end - (len(words) - len(words.rstrip())))


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Return names for columns: an empty one is numbered, one that stands twice as well."""
    found: dict[str, None] = {}
    times: dict[str, int] = {}
    for number, name in enumerate(names, 1):
        base = " ".join(name.split()) or f"column {number}"
        name, again = base, times.get(base, 2)
        while name in found:
            name, again = f"{base} ({again})", again + 1
        times[base] = again
        found[name] = None
    return tuple(found)


def shown(text: str, most: int = 200) -> str:
    """Return a row's text for a person: on one line, cut, what could not be decoded as �."""
    plain = text[: most + 1].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    line = " ".join(plain.replace("\0", "\N{REPLACEMENT CHARACTER}").split())
    return line if len(text) <= most else line[:most] + "…"


def storable(text: str) -> str:
    """Return a text with � for what cannot stand in a file: NUL, and bytes of no letter."""
    return (
        text.encode("utf-8", "surrogateescape")
        .decode("utf-8", "replace")
        .replace("\0", "\N{REPLACEMENT CHARACTER}")
    )
