"""The list of events that is open: its rows in their order, and the lines that are in sight.

What takes no work to speak of is there when `follow` returns. All else `follow` and
`reading` hand out as work for a thread that can wait; its result is then taken.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import numpy as np

from explorer.columns.values import Bools, Rows
from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.index.corpus import Corpus
from explorer.index.listed import Listed, Whole
from explorer.values import dataclass
from explorer.viewmodel.listing.copying import Copied, copy_rows
from explorer.viewmodel.listing.lines import Line, Reader
from explorer.viewmodel.listing.picked import Picked
from explorer.viewmodel.listing.rows import rows_at_once, rows_of, unsorted
from explorer.viewmodel.listing.sorting import Sorter
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Listing, SortBy

_KEPT = 4_096  # lines
_AT_ONCE = 2_000  # rows of records in memory that are sorted within a blink
_READ = 256  # lines read in one go

Check = Callable[[], None]


@dataclass(frozen=True, eq=False)
class Made:
    """A list as it was asked for: `plain` is in order of time, `shown` as it is sorted."""

    listing: Listing
    corpus: Corpus
    matches: Bools | None
    plain: Listed
    shown: Listed

    def is_of(self, listing: Listing, corpus: Corpus, matches: Bools | None) -> bool:
        """Whether its rows, in whatever order, are those of another list."""
        same = unsorted(self.listing) == unsorted(listing)
        return same and self.corpus is corpus and self.matches is matches


@dataclass(frozen=True, eq=False)
class Job:
    """Finds a list's rows, where `plain` has not got them, and sorts them."""

    project: ProjectPort
    corpus: Corpus
    sorter: Sorter
    listing: Listing
    matches: Bools | None
    plain: Listed | None
    hits: Rows | Bools | None  # those with its words, where they are known

    def __call__(self, check: Check) -> Made:
        """Do it; `check` may raise to stop."""
        listing, plain = self.listing, self.plain
        if plain is None:
            words = listing.wanted.words if listing.wanted else ""
            hits = self.hits
            if hits is None and words:
                hits = self.project.rows_with(words, self.corpus.columns, check)
            plain = rows_of(self.corpus, listing, hits)
        shown = self.sorter.sort(plain, listing, check)
        return Made(listing, self.corpus, self.matches, plain, shown)


Lines = tuple[Corpus, list[int], list[Line]]


class EventList:
    """Follows the state's `listing`; one for a session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._corpus = session.corpus
        self._made: Made | None = None
        self._lines: OrderedDict[int, Line] = OrderedDict()
        self._wanted: tuple[int, int] = (0, 0)
        self._tools()

    def _tools(self) -> None:
        self._corpus = self._session.corpus
        self._reader = Reader(self._session.project, self._corpus)
        self._sorter = Sorter(self._session.project, self._corpus)
        self._lines.clear()

    @property
    def rows(self) -> Listed:
        """What is shown; nothing before the first list was made."""
        return Whole(0) if self._made is None else self._made.shown

    @property
    def count(self) -> int:
        return self.rows.count

    @property
    def listing(self) -> Listing | None:
        """The list that is shown, which may not be sorted yet as the state asks."""
        return None if self._made is None else self._made.listing

    @property
    def is_shown(self) -> bool:
        """Whether what is shown is what the state asks for, sorted so."""
        return self._made is not None and self._made.listing == self._session.state.listing

    # Which rows, in which order.

    def follow(self) -> Job | None:
        """Take up the state's list; returns the work it takes, or None where it is shown."""
        session, listing = self._session, self._session.state.listing
        if session.corpus is not self._corpus:
            self._tools()
        if listing is None:
            self._made = None
            return None
        matches = session.matches if listing.wanted is None else None
        made, corpus = self._made, self._corpus
        plain = made.plain if made and made.is_of(listing, corpus, matches) else None
        if plain is None:
            plain = rows_at_once(session, listing)
            self._made = None
        words = listing.wanted.words.strip() if listing.wanted else ""
        hits = session.words.known(corpus, words) if plain is None else None
        job = Job(session.project, corpus, self._sorter, listing, matches, plain, hits)
        if plain is not None and self._is_quick(plain, listing):
            self._made = job(lambda: None)
            return None
        if plain is not None and self._made is None:
            self._made = Made(unsorted(listing), corpus, matches, plain, plain)
        return job

    def take(self, made: Made) -> None:
        """Show what work gave, unless something else was asked for meanwhile."""
        if made.corpus is self._session.corpus and made.listing == self._session.state.listing:
            self._made = made

    def _is_quick(self, plain: Listed, listing: Listing) -> bool:
        if listing.sort is SortBy.WHEN:
            return True
        return not self._corpus.is_large and plain.count <= _AT_ONCE

    # Lines.

    def line(self, place: int) -> Line:
        """Return the line at a place: what is known of it now."""
        row = int(self.rows.at(place, place + 1)[0])
        line = self._lines.get(row)
        if line is None:
            of_row = np.array([row], dtype=np.int32)
            line = (self._reader.outlines if self._corpus.is_large else self._reader.read)(of_row)[
                0
            ]
            self._keep(row, line)
        return line

    def want(self, first: int, last: int) -> None:
        """Say which places are in sight: they are read first."""
        self._wanted = first, min(last, first + _READ)

    def reading(self) -> Callable[[Check], Lines] | None:
        """Return the work of reading what is in sight; None where all of it is known."""
        if not self._corpus.is_large:
            return None
        rows = self.rows.at(*self._wanted)
        known = self._lines
        missing = [row for row in rows.tolist() if row not in known or not known[row].brief]
        if not missing:
            return None
        corpus, reader = self._corpus, self._reader
        wanted = np.array(missing, dtype=np.int32)
        return lambda check: (corpus, missing, reader.read(wanted))

    def take_lines(self, found: Lines) -> bool:
        """Take what was read; returns whether it is of what is shown."""
        corpus, rows, lines = found
        if corpus is not self._corpus:
            return False
        for row, line in zip(rows, lines, strict=True):
            # A line without a brief is of an event that is gone: the project is read anew soon.
            self._keep(row, line._replace(brief=True))
        return True

    def _keep(self, row: int, line: Line) -> None:
        self._lines[row] = line
        self._lines.move_to_end(row)
        while len(self._lines) > _KEPT:
            self._lines.popitem(last=False)

    # Marks and copies.

    def mark_at(self, place: int) -> Mark:
        return Mark.event(int(self._corpus.columns.id[self.rows.at(place, place + 1)[0]]))

    def place_of(self, mark: Mark | None) -> int:
        """Return where an event stands in the list, or -1."""
        if mark is None or mark.kind is not MarkKind.EVENT or self._made is None:
            return -1
        return self.rows.place_of(self._corpus.row_of.get(EventId(mark.id), -1))

    def copying(self, picked: Picked) -> Callable[[Check], Copied]:
        """Return the work of copying what is picked."""
        reader, rows = Reader(self._session.project, self._corpus), self.rows
        return lambda check: copy_rows(reader, rows, picked, check)
