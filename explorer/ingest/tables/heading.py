"""Where a table's columns have their names: in its first row, under a title, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from explorer.errors import InputProblem
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.dates import BadDate, to_edtf
from explorer.ingest.tables.guess import known_names
from explorer.ingest.tables.rows import Rows, shown

_NUMBER = re.compile(r"[-+]?[\d.,]+(?:[eE][-+]?\d+)?%?\Z")
_TAG = re.compile(r"#[a-z]+(?:\s*\+[a-z_0-9]+)*\Z", re.IGNORECASE)
_MOST_ROWS_ABOVE = 20
_LOOKED_AT_ROWS = 200


class Heading(NamedTuple):
    """What stands over the rows: how many rows it takes, its last one the columns' names.

    `text` is those rows as they stood, None where no row has names; `notes` are for a person.
    """

    rows: int
    names: Sequence[str]
    text: str | None
    notes: tuple[str, ...] = ()


def first_rows(chunks: Iterator[Rows], container: Container) -> Rows:
    """Return a table's first rows; raises InputProblem where there are none."""
    found = Rows([], [], [], [], [])
    for rows in chunks:
        some = slice(_LOOKED_AT_ROWS)
        found = Rows(
            [*found.lines, *rows.lines[some]],
            [*found.texts, *rows.texts[some]],
            [*found.cells, *rows.cells[some]],
            [*found.places, *rows.places[some]],
            [*found.broken, *rows.broken[some]],
        )
        if len(found.texts) >= _LOOKED_AT_ROWS:
            break
    if not found.cells:
        reason = found.broken[0].reason if found.broken else "there are no rows in it"
        raise InputProblem(reason, where=container.where, remedy="Choose a table with rows")
    return found


def read_heading(first: Rows, header: bool | None, container: Container) -> Heading:
    """Return the heading of a table that has rows under it; raises InputProblem."""
    found = heading_of(first, header)
    must_have_rows(found, first, container)
    return found


def must_have_rows(heading: Heading, first: Rows, container: Container) -> None:
    """Raise InputProblem where nothing stands under the columns' names."""
    if heading.rows >= len(first.cells) and not first.broken:
        raise InputProblem(
            "the columns have names, but there are no rows under them",
            where=container.where,
            remedy="Choose a table with rows",
        )


def heading_of(first: Rows, header: bool | None) -> Heading:
    """Return the heading of a table by its first rows; `header` is what a person says of it."""
    above = 0 if header is not None else _rows_above(first.cells)
    named = above > 0 or (_has_names(first.cells) if header is None else header)
    if not named:
        return Heading(0, [""] * _usual_width(first.cells), None)
    if header is None and _stands_over_names(first.cells[above:]):
        above += 1
    names = first.cells[above]
    rows = above + 1 + _is_tags(first.cells[above + 1 :])
    text = "\n".join(first.texts[:rows])
    if not above:
        return Heading(rows, names, text)
    words = shown(" ".join(first.texts[0].split()), 60)
    note = (
        f"the columns have their names in line {first.lines[above]}; what stands above is no event:"
        f" {words}"
    )
    return Heading(rows, names, text, (note,))


def without(heading: Heading, chunks: Iterator[Rows]) -> Iterator[Rows]:
    """Yield a table's rows without those of its heading."""
    left = heading.rows
    for rows in chunks:
        if left and rows.texts:
            cut = min(left, len(rows.texts))
            lines, texts, cells, places, broken, sheet = rows
            rows = Rows(lines[cut:], texts[cut:], cells[cut:], places[cut:], broken, sheet)
            left -= cut
        yield rows


def _rows_above(cells: Sequence[Sequence[str]]) -> int:
    """Return how many rows of a title or remarks, far shorter than the rest, stand first."""
    given = [sum(bool(cell.strip()) for cell in row) for row in cells]
    usual = Counter(given).most_common(1)[0][0]
    if usual < 3 or given[0] * 2 >= usual:
        return 0
    for at in range(1, min(len(cells), _MOST_ROWS_ABOVE)):
        if given[at] * 4 >= usual * 3:
            return at if _has_names(cells[at:]) else 0
    return 0


def _usual_width(cells: Sequence[Sequence[str]]) -> int:
    return Counter(map(len, cells)).most_common(1)[0][0]


def _has_names(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: all words, as values seldom are.

    Where two are alike, the next row must hold what is no name.
    """
    first = [cell.strip() for cell in cells[0]]
    given = [cell for cell in first if cell]
    used = sum(any(map(str.strip, column)) for column in zip_longest(*cells, fillvalue=""))
    if len(given) < used / 2 or any(map(_is_no_name, given)):
        return False
    if len({cell.casefold() for cell in given}) < len(given):
        return len(cells) > 1 and any(map(_is_no_name, map(str.strip, cells[1])))
    return len(cells) > 1 or len(given) == len(first)


def _stands_over_names(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is of groups of columns, and the next has the columns' names."""
    if len(cells) < 3 or not _has_names(cells[1:]):
        return False
    return known_names(cells[1]) > max(1, known_names(cells[0]))


def _is_tags(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row is of tags like `#date+start`, as humanitarian data have (HXL)."""
    given = [cell.strip() for cell in cells[0] if cell.strip()] if cells else []
    return bool(given) and all(map(_TAG.match, given))


def _is_no_name(cell: str) -> bool:
    if not cell:
        return False
    if _NUMBER.match(cell) or len(cell) > 120 or cell.casefold().startswith(("http:", "https:")):
        return True
    try:
        to_edtf(cell)
    except BadDate:
        return False
    return True
