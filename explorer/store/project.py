"""A project: the one object through which the rest of the program reads and writes it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from explorer.domain.kinds import Review
from explorer.paths import shown_name
from explorer.store import files, history, pieces, reader
from explorer.store.connection import Connection, in_memory
from explorer.store.snapshots import Snapshots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from explorer.columns.found import Found
    from explorer.columns.values import Columns, Ints, Rows
    from explorer.domain.history import HistoryEntry
    from explorer.domain.ids import ActorId, EventId, SourceId
    from explorer.domain.marks import Pack
    from explorer.domain.operations import Operation
    from explorer.domain.records import (
        Actor,
        Brief,
        Event,
        Hit,
        Outline,
        Paragraph,
        Position,
        Relationship,
        Snapshot,
    )
    from explorer.domain.tables import RowBatch, TableReport, TableSource
    from explorer.domain.verify import Report
    from explorer.store.batch import Batch
    from explorer.store.search import Search

# A project is opened and read on the way to the window. What changes, searches, packs and
# checks it is imported by the method that is called for that.

# Up to so many events all records are in memory; of more, the columns.
FEW = 5_000


class Project:
    """A project, open. Any thread may use it; calls from several wait for each other.

    Every method raises InputProblem, one line, for what a person can mend: a locked, full,
    read-only or damaged file.
    """

    def __init__(self, connection: Connection, who: str | None = None) -> None:
        self._connection = connection
        self._who = who
        self._columns: Columns | None = None
        self._snapshots = Snapshots(connection)
        self._searching: Search | None = None
        self._making = Lock()

    @classmethod
    def create(cls, path: Path, title: str | None = None, *, who: str | None = None) -> Project:
        """Make an empty project and open it; a file that is there is refused."""
        files.create(path, title or Path(shown_name(path)).stem)
        return cls.open(path, who=who)

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False, who: str | None = None) -> Project:
        """Open a project; an older one is brought up to date after a backup beside it."""
        return cls(files.open_current(path, read_only=read_only), who)

    @classmethod
    def in_memory(cls, title: str = "Unsaved", *, who: str | None = None) -> Project:
        """Make an empty project that is on no disk until `save_as`."""
        connection = in_memory()
        files.fill_empty(connection.raw, title)
        return cls(connection, who)

    @property
    def path(self) -> Path:
        """The project's file; `:memory:` for one that has none."""
        return self._connection.path or Path(":memory:")

    @property
    def read_only(self) -> bool:
        """Whether every operation would be refused."""
        return self._connection.read_only

    def snapshot(self) -> Snapshot:
        """Return everything but paragraph texts; what is rejected is left out."""
        return self._snapshots.now()

    def source_digests(self) -> dict[str, str]:
        """Return the SHA-256 of every source's file, with the source's title."""
        return reader.source_digests(self._connection)

    def cast(self) -> tuple[Actor, ...]:
        """Return the actors without the words they stand on; quick in a large project."""
        return reader.cast(self._connection)

    def plot(self, most: int) -> tuple[Event, ...]:
        """Return the newest events that have a key, without the words they stand on."""
        return reader.plot(self._connection, most)

    def told_by(self, sha256: str) -> tuple[tuple[Actor, ...], tuple[Event, ...]]:
        """Return the actors and events of one file, as `cast` and `plot` return all."""
        return reader.told_by(self._connection, sha256)

    def columns(self) -> Columns | None:
        """Return the columns of a project with many events; None where it has few.

        They are kept in the file and in here, and brought up to date with what changed
        since; where they cannot be, the project is read whole: see `columns_hold`.
        """
        if not self._has_many():
            self._columns = None
            return None
        from explorer.store import columns

        found = None
        if self._columns is not None:
            found = columns.refreshed(self._connection, self._columns)
        if found is None:
            found = columns.load(self._connection) or columns.rebuild(self._connection)
        self._columns = found
        return found

    def columns_hold(self) -> bool:
        """Whether `columns` is quick; else call `make_columns` on a thread that can wait."""
        if not self._has_many():
            return True
        from explorer.store import columns

        return columns.hold(self._connection)

    def make_columns(self, step: Callable[[str], None]) -> None:
        """Read the project whole and keep its columns.

        `step` is told what goes on, in words for a person; it may raise to stop.
        """
        from explorer.store import columns

        self._columns = columns.rebuild(self._connection, step)

    def outline(self) -> Outline:
        """Return everything but paragraph texts, events, actors and relationships."""
        return reader.outline(self._connection)

    def events(self, ids: Sequence[EventId]) -> tuple[Event, ...]:
        """Return events by id, in the order asked for; raises InputProblem where one is gone."""
        return reader.events(self._connection, ids)

    def titles(self, ids: Sequence[EventId]) -> tuple[str, ...]:
        """Return the titles of events by id, in the order asked for; "" where one is gone."""
        return pieces.titles(self._connection, ids)

    def briefs(self, ids: Sequence[EventId]) -> tuple[Brief | None, ...]:
        """Return titles and dates of events by id, in the order asked for; None for one gone."""
        return pieces.briefs(self._connection, ids)

    def actor_names(self, ids: Sequence[ActorId]) -> tuple[str, ...]:
        """Return the names of actors by id, in the order asked for; "" where one is gone."""
        return pieces.actor_names(self._connection, ids)

    def all_titles(self) -> Iterator[tuple[Ints, list[str]]]:
        """Yield the ids and titles of all events, a lot at a time, in order of id."""
        return pieces.all_titles(self._connection)

    def actors(self, ids: Sequence[ActorId]) -> tuple[Actor, ...]:
        """Return actors by id, in the order asked for; raises InputProblem where one is gone."""
        return reader.actors(self._connection, ids)

    def pending_actors(self) -> tuple[ActorId, ...]:
        """Return the actors that wait for review."""
        return pieces.pending_actors(self._connection)

    def relationships(self) -> tuple[Relationship, ...]:
        """Return all relationships."""
        return reader.relationships(self._connection)

    def _has_many(self) -> bool:
        with self._connection.reading() as raw:
            few = f"SELECT count(*) FROM (SELECT 1 FROM event LIMIT {FEW + 1})"
            count: int = raw.execute(few).fetchone()[0]
            return count > FEW

    def paragraphs(
        self, source_id: SourceId, first: int = 1, last: int | None = None
    ) -> tuple[Paragraph, ...]:
        """Return a source's paragraphs in order, from number `first` to `last`, inclusive."""
        return pieces.paragraphs(self._connection, source_id, first, last)

    def events_told(self, source_id: SourceId, first: int, last: int) -> tuple[EventId, ...]:
        """Return the events with words in a source's paragraphs `first` to `last`, inclusive."""
        return pieces.events_told(self._connection, source_id, first, last)

    def source_text(self, source_id: SourceId) -> str:
        """Return a source's text as it was imported."""
        return reader.source_text(self._connection, source_id)

    def search(
        self, words: str, limit: int = 100, check: Callable[[], None] = lambda: None
    ) -> tuple[Hit, ...]:
        """Return full-text hits in events, actors and paragraphs, at most `limit` of each.

        `check` is called all along, here and in what is next; it raises to stop.
        """
        return self._search().first(words, limit, check)

    def get_search_ready(self, check: Callable[[], None] = lambda: None) -> None:
        """Do what the first search would wait for, as soon as one is about to be typed."""
        self._search().get_ready(check)

    def find(self, words: str, columns: Columns, check: Callable[[], None] = lambda: None) -> Found:
        """Return all that `search` would without a limit, as ids; no search waits for it.

        `columns` are those that the caller has of this project, here and in `rows_with`:
        what they lack is not found.
        """
        from explorer.store.search import Search

        with closing(Search(self._connection)) as search:
            return search.all(words, columns, check)

    def hits(self, words: str, found: Found) -> tuple[Hit, ...]:
        """Return some of what was found for words as hits, in its order."""
        from explorer.store import search

        return search.hits(self._connection, words, found)

    def rows_with(
        self, words: str, columns: Columns, check: Callable[[], None] = lambda: None
    ) -> Rows:
        """Return the events whose title, actors or quotes hold all the words.

        As ascending rows of the columns. It takes long for common words; no search waits for it.
        """
        from explorer.store.search import Search

        with closing(Search(self._connection)) as search:
            return search.rows(words, columns, check)

    def _search(self) -> Search:
        with self._making:
            if self._searching is None:
                from explorer.store.search import Search

                self._searching = Search(self._connection)
            return self._searching

    def _search_no_more(self) -> None:
        with self._making:
            if self._searching is not None:
                self._searching.close()
            self._searching = None

    def apply(self, operation: Operation) -> str:
        """Carry out an operation in one transaction; returns its name for the Edit menu.

        It is on the disk when this returns. Raises AlreadyThere where there was nothing to
        add; whatever is raised, the project is as it was.
        """
        from explorer.store.changes.carry import carry_out

        kind, who = type(operation).__name__, self._who or history.login()
        return history.record(
            self._connection, kind, lambda recorder: carry_out(operation, recorder), who
        )

    @contextmanager
    def batch(self) -> Iterator[Batch]:
        """Open one transaction for several operations; an exception takes all of them back."""
        from explorer.store.batch import Batch

        who = self._who or history.login()
        with self._connection.writing() as raw:
            yield Batch(raw, who)

    def import_table(
        self,
        source: TableSource,
        batches: Iterable[RowBatch],
        *,
        alone: bool = False,
        say: Callable[[str], None] = lambda _: None,
        check: Callable[[], None] = lambda: None,
    ) -> TableReport:
        """Add a table's rows as events, in one transaction and one entry of the history.

        `alone` says that nobody reads the project meanwhile, which spares writing twice. `say`
        is told how far it has come; `check` is called all along, and raises where the person
        has asked to stop. Whatever is raised, by `batches` too, the project is as it was.
        Raises AlreadyThere where the same table is in the project.
        """
        from explorer.store.table_load import import_table

        if alone:
            self._search_no_more()
        who = self._who or history.login()
        return import_table(
            self._connection, source, batches, who, alone=alone, say=say, check=check
        )

    def places(self) -> tuple[Position, ...]:
        """Return where the layout put actors the last time it was kept, in units of the pane."""
        from explorer.store.places import places

        return places(self._connection)

    def keep_places(self, kept: tuple[Position, ...]) -> None:
        """Keep where the layout put actors; nothing to undo."""
        from explorer.store.places import keep_places

        keep_places(self._connection, kept)

    def undo(self) -> str | None:
        """Take back the last operation; returns its name, or None where there is none."""
        return history.undo(self._connection)

    def redo(self) -> str | None:
        """Do again what was undone last; returns its name, or None."""
        return history.redo(self._connection)

    def turn_size(self, *, undo: bool) -> int:
        """Return how many rows the next undo or redo moves, 0 for what is done at once."""
        return history.size(self._connection, undo=undo)

    def turn(self, *, undo: bool, check: Callable[[], None]) -> str | None:
        """Undo or redo what is large: others read meanwhile, and `check` may raise to stop it."""
        return history.turn_beside(self._connection, undo=undo, check=check)

    def undo_name(self) -> str | None:
        """Return what `undo` would take back."""
        return history.undo_name(self._connection)

    def redo_name(self) -> str | None:
        """Return what `redo` would do again."""
        return history.redo_name(self._connection)

    def history(self) -> tuple[HistoryEntry, ...]:
        """Return all that was done, oldest first."""
        return history.entries(self._connection)

    def pack(self, review: Review = Review.ACCEPTED) -> Pack:
        """Return the marks in one state of review as a pack, for all sources."""
        from explorer.store.pack import pack

        return pack(self._connection, review)

    def verify(self) -> Report:
        """Check every quote against its source, and the file itself."""
        from explorer.store.verify import verify

        return verify(self._connection)

    def save_as(self, path: Path, *, overwrite: bool = False) -> None:
        """Write all of it to another file, whole or not at all; this one stays open."""
        files.copy(self._connection, path, overwrite=overwrite)

    def close(self) -> None:
        """Let the file go; it is one file then, with no log beside it."""
        self._search_no_more()
        if self._columns is not None:
            from explorer.store import columns

            columns.let_go(self._columns)
        self._connection.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
