"""What the window shows of a table before it comes in, and of what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from explorer.values import dataclass, replace

if TYPE_CHECKING:
    from explorer.viewmodel.ports import ProjectPort

# Raises where the person has asked to stop.
Check = Callable[[], None]
DAY_FIRST, MONTH_FIRST = "dmy", "mdy"
_SHARED, _PARTED = ("title", "actors", "roles"), ("start", "end")
_PART_OF_DATE = re.compile(r"-?\d{1,4}(?:\.0)?\Z|[^\W\d_]+\.?\Z")


@dataclass(frozen=True, slots=True)
class TableOffer:
    """A table as it would be read.

    `shape` names one whose columns need no question, else it is empty; `asks_order` says that
    its dates do. `columns` have some of their
    cells in `samples` and what they mean in `meanings`: a key of `Tables.meanings`, or "".
    `order` is DAY_FIRST, MONTH_FIRST, or "" where the cells tell or none needs to.
    """

    path: Path
    shape: str
    columns: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    meanings: tuple[str, ...]
    order: str = ""
    is_remembered: bool = False
    about_rows: int = 0
    notes: tuple[str, ...] = ()
    asks_order: bool = False

    def meaning(self, column: int, key: str) -> TableOffer:
        """Return the offer with another meaning of a column.

        What one column alone can mean is taken from the one that meant it so far; a date is in
        one column, or in several of which each has a part of it.
        """

        def stays(other: int) -> bool:
            if key in _PARTED:
                return self._is_part(column) and self._is_part(other)
            return not key or key in _SHARED

        return replace(
            self,
            meanings=tuple(
                key if at == column else "" if meaning == key and not stays(at) else meaning
                for at, meaning in enumerate(self.meanings)
            ),
        )

    def _is_part(self, column: int) -> bool:
        """Whether a column's cells are years, months or days, and no whole dates."""
        return all(_PART_OF_DATE.match(cell) for cell in self.samples[column])

    def heading(self) -> str:
        """Return what stands over the columns."""
        rows = f" · about {self.about_rows:,} rows" if self.about_rows > 1 else ""
        if self.shape:
            return f"{self.path.name}{rows} · {self.shape}"
        how = "as in the last table with these columns" if self.is_remembered else "guessed"
        return f"{self.path.name}{rows} · what its columns mean is {how}"


class PreviewRow(NamedTuple):
    """An event as it would come in; `date` is "" for an undated one.

    `actors` have their roles in brackets; `link` is "" where the row has none.
    """

    date: str
    title: str
    actors: str
    kind: str = ""
    link: str = ""

    def more(self) -> str:
        """Return "Japan (host), Lloyd Austin · example.org/a": who, and where it can be read."""
        address = self.link.removeprefix("https://").removeprefix("http://")
        return " · ".join(word for word in (self.actors, address) if word)


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first events, and what is wrong: `problem` stops the import, rejects do not.

    `asks_order` says that the dates can be read with the day or the month first.
    """

    events: tuple[PreviewRow, ...] = ()
    rows: int = 0
    count: int = 0
    rejects: tuple[str, ...] = ()
    problem: str = ""
    asks_order: bool = False

    def words(self) -> str:
        """Return "The first 500 rows: 497 events, 3 rejected"."""
        if self.problem:
            return self.problem
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        events = "1 event" if self.count == 1 else f"{self.count:,} events"
        return f"The first {rows}: {events}, {self.rows - self.count:,} rejected"


@dataclass(frozen=True, slots=True)
class TableResult:
    """How a table came in: words for the person, and the rejects, which wait in `saved`."""

    words: str
    rejected: int = 0
    first_rejects: tuple[str, ...] = ()
    saved: Path | None = None

    def reject_words(self) -> str:
        """Return one line on what was rejected and why."""
        noun = "1 row was" if self.rejected == 1 else f"{self.rejected:,} rows were"
        return f"{noun} rejected. {'  •  '.join(self.first_rejects)}"


class Tables(Protocol):
    """Reads tables of events for the window; every call may be made on any thread.

    All raise InputProblem for what a person can mend.
    """

    @property
    def meanings(self) -> Sequence[tuple[str, str]]:
        """What a column can mean: keys, and their names on screen."""

    def is_table(self, path: Path) -> bool:
        """Whether a file is one, by its name."""

    def offer(self, path: Path, check: Check) -> TableOffer:
        """Look at a file."""

    def preview(self, offer: TableOffer, check: Check) -> TablePreview:
        """Read the first rows as the offer says."""

    def take_in(
        self, project: ProjectPort, offer: TableOffer, say: Callable[[str], None], check: Check
    ) -> TableResult:
        """Add the rows to a project, all or none, and remember what the columns mean."""

    def save_rejects(self, result: TableResult, path: Path) -> None:
        """Write the rejected rows to a file of the person's choice."""
