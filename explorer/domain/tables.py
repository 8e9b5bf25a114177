"""Rows of a table as they go from a reader to the project: columns, not objects.

A table is one source. Each of its rows that comes in is one paragraph, the row as it
stood, and the evidence of one event: an event's words, its date's and its actors' are
cells of that row. A reader hands over batches of some thousand rows as plain lists,
for at ten million rows an object for each would cost more than reading them.
"""

from __future__ import annotations

from typing import NamedTuple

from explorer.values import dataclass, field

# Half-open code-point offsets in a row's own text.
Cell = tuple[int, int]
# A date's four bounds, as in `domain.dates.Bounds`.
BoundsRow = tuple[int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class TableSource:
    """What is said of a table: `sha256` is of the file's bytes.

    `heading` is the line of column names as it stood; it is the first paragraph then. Of a file
    one part can come in after another: `is_part`.
    """

    title: str
    file_name: str
    media_type: str
    encoding: str
    sha256: str
    heading: str | None = None
    published: str | None = None
    is_part: bool = False


class TableActor(NamedTuple):
    """An actor as rows name it. The same key is the same actor; else the same name and kind.

    A kind that is not said ("") is that of whoever has the name, else `group`.
    """

    name: str
    kind: str
    key: str | None = None
    aliases: tuple[str, ...] = ()


class Dated(NamedTuple):
    """A date as EDTF, with its bounds."""

    edtf: str
    bounds: BoundsRow


# Words of a row of the batch (rows from 0): row, start, end; never empty.
RowWords = tuple[int, int, int]
# Who takes part: row, actor, role, start, end; actors are numbered as the table first names them.
RowPart = tuple[int, int, str, int, int]


@dataclass(slots=True)
class RowBatch:
    """Rows of a table, column by column.

    `texts` to `dates` have one value a row. `keys` tell a row apart from every other of its
    kind ("gdelt:881990832"), or are None. `words` are those for the events themselves, at
    least one a row; `date_words` for the dates, at least one for each; these and `parts` are
    in any order. `actors` are those first met in this batch:
    their numbers go on from the last batch's.
    """

    texts: list[str] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    dates: list[Dated | None] = field(default_factory=list)
    words: list[RowWords] = field(default_factory=list)
    date_words: list[RowWords] = field(default_factory=list)
    parts: list[RowPart] = field(default_factory=list)
    actors: list[TableActor] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.texts)


class Reject(NamedTuple):
    """A row that did not come in: where it stands (from 1), which column, why, and the row."""

    line: int
    column: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class TableReport:
    """How a table came in: `rows == events + folded + rejected`.

    `folded` rows are of events that were there by their key: they add their words to them.
    """

    rows: int
    events: int
    folded: int
    rejected: int
    actors: int
