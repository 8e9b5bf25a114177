"""Lines of a list for the clipboard: as text with tabs, and as a table of HTML.

No cell may run as a formula where it is pasted (`domain.spreadsheet`), and none holds a tab
or a line end. Dates come twice: as EDTF, letter for letter, and in words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import numpy as np

from explorer.domain.spreadsheet import safe_cell
from explorer.index.listed import Listed
from explorer.values import dataclass
from explorer.viewmodel.listing.lines import Line, Reader
from explorer.viewmodel.listing.picked import Picked

# A spreadsheet takes a million rows, but no clipboard passes them on within a breath.
MOST_COPIED = 100_000
_LOT = 1_000
HEADER = ("id", "date", "when", "title", "actors", "kind", "status", "source")


@dataclass(frozen=True, slots=True)
class Copied:
    """What goes to the clipboard: `rows` lines of the `asked` that were picked."""

    text: str
    html: str
    rows: int
    asked: int

    @property
    def words(self) -> str:
        """What is said of it."""
        noun = "event" if self.rows == 1 else "events"
        if self.rows == self.asked:
            return f"Copied {self.rows:,} {noun}, to paste into a spreadsheet or a text."
        return (
            f"Copied the first {self.rows:,} of {self.asked:,} events: a clipboard holds no more."
            " `sourceline export` writes all of them to a file."
        )


def copy_rows(reader: Reader, listed: Listed, picked: Picked, check: Callable[[], None]) -> Copied:
    """Return the picked lines, at most `MOST_COPIED` of them; `check` may raise to stop."""
    runs = _runs(picked.places(MOST_COPIED))
    rows = np.concatenate([np.zeros(0, np.int32), *(listed.at(*run) for run in runs)])
    found: dict[int, tuple[str, ...]] = {}
    # In the order they stand in the file: a disk gives neighbours at once, and jumps one by one.
    in_file = np.argsort(reader.ids(rows))
    for start in range(0, len(rows), _LOT):
        check()
        lot = in_file[start : start + _LOT]
        found.update(zip(lot.tolist(), map(_cells, reader.read(rows[lot])), strict=True))
    cells = [found[place] for place in range(len(rows))]
    return Copied(_text(cells), _html(cells), len(cells), picked.count)


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return ascending places as half-open ranges."""
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = found[-1][0], place + 1
        else:
            found.append((place, place + 1))
    return found


def _cells(line: Line) -> tuple[str, ...]:
    words = (line.when, line.title, "; ".join(line.actors), line.kind, line.status, line.source)
    return str(line.id), line.edtf, *(safe_cell(" ".join(word.split())) for word in words)


def _text(cells: Sequence[tuple[str, ...]]) -> str:
    return "".join("\t".join(row) + "\n" for row in (HEADER, *cells))


def _html(cells: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f"<th>{word}</th>" for word in HEADER)
    body = ("<tr>" + "".join(f"<td>{escape(word)}</td>" for word in row) + "</tr>" for row in cells)
    return f"<table><tr>{head}</tr>{''.join(body)}</table>"
