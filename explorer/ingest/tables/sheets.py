"""A workbook as a table: the sheet that is of events, and those with the same columns.

A person who wants another sheet names it. What is not read is told of, never dropped unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from explorer.errors import InputProblem
from explorer.ingest.tables.binary import Workbook
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.guess import guessed
from explorer.ingest.tables.heading import (
    Heading,
    first_rows,
    heading_of,
    must_have_rows,
    without,
)
from explorer.ingest.tables.mapping import MEANINGS
from explorer.ingest.tables.rows import Rows, Table, unique_names

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Look(NamedTuple):
    """A sheet's first rows, where its columns have their names, and how like events it is."""

    name: str
    first: Rows
    heading: Heading
    likeness: tuple[bool, bool, int]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names, if they have any, without those of the last that have none."""
        names = list(map(str.casefold, self.heading.names)) if self.heading.rows else []
        while names and not names[-1].strip():
            names.pop()
        return tuple(names)


def workbook_table(container: Container, header: bool | None, wanted: str | None) -> Table:
    """Return a workbook as a table; `wanted` is the sheet that a person names.

    Raises InputProblem where there is no such sheet, or no row in any.
    """
    book = Workbook(container)
    filled = book.filled()
    looks = [
        _looked_at(book, name, header, container)
        for name in _chosen(book, filled, wanted, container)
    ]
    best = max(looks, key=lambda look: look.likeness)
    must_have_rows(best.heading, best.first, container)
    alike = [look for look in looks if look is best or look.names == best.names != ()]
    names = max((look.heading.names for look in alike), key=len)

    def chunks() -> Iterator[Rows]:
        for look in alike:
            for rows in without(look.heading, book.rows(look.name)):
                wide = _widened(rows, len(names) - len(look.heading.names))
                yield wide if len(alike) == 1 else wide._replace(sheet=look.name)

    return Table(
        container.where,
        MEDIA_TYPE,
        "utf-8",
        "",
        unique_names(names),
        chunks,
        best.heading.text,
        best.heading.rows > 0,
        0,
        (*best.heading.notes, *_sheets_note([look.name for look in alike], filled)),
        wanted or "",
        book.day_zero,
    )


def _chosen(
    book: Workbook, filled: tuple[str, ...], wanted: str | None, container: Container
) -> tuple[str, ...]:
    """Return the sheets to look at: those in sight, or the one that a person names."""
    if wanted is None:
        return tuple(name for name in filled if name not in book.hidden) or filled
    found = tuple(name for name in filled if name.casefold() == wanted.casefold())
    if not found:
        raise InputProblem(
            f"there is no sheet “{wanted}” with rows in it",
            where=container.where,
            remedy=f"It has {_quoted(filled)}",
        )
    return found


def _looked_at(book: Workbook, name: str, header: bool | None, container: Container) -> _Look:
    first = first_rows(book.rows(name), container)
    heading = heading_of(first, header)
    columns = unique_names(heading.names)
    rows = [cells for cells in first.cells[heading.rows :] if len(cells) == len(columns)]
    if not rows:
        return _Look(name, first, heading, (False, False, 0))
    mapping = guessed(columns, rows, book.day_zero)
    meant = sum(bool(mapping.columns(meaning)) for meaning in MEANINGS)
    return _Look(name, first, heading, (bool(mapping.start), len(columns) > 1, meant))


def _widened(rows: Rows, by: int) -> Rows:
    """Return rows with empty cells after their last."""
    if not by:
        return rows
    cells = [[*row, *[""] * by] for row in rows.cells]
    return rows._replace(texts=[text + "\t" * by for text in rows.texts], cells=cells)


def _sheets_note(read: list[str], filled: tuple[str, ...]) -> tuple[str, ...]:
    left = [name for name in filled if name not in read]
    if len(filled) < 2:
        return ()
    many, were = ("", "was") if len(read) == 1 else ("s", "were")
    others = f"; not {_quoted(left)} (--sheet NAME reads another)" if left else ""
    return (f"the sheet{many} {_quoted(read)} {were} read{others}",)


def _quoted(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(f"“{name}”" for name in names)
