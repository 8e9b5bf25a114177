"""What the view model needs of a project file, by shape; the store fits it, `app` joins them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from explorer.columns.found import Found
    from explorer.columns.values import Columns, Ints, Rows
    from explorer.domain.ids import ActorId, EventId, SourceId
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


class ProjectPort(Protocol):
    """A project, open for reading and for operations."""

    @property
    def path(self) -> Path: ...

    def snapshot(self) -> Snapshot:
        """Return everything but paragraph texts; only for a project with few events."""

    def columns(self) -> Columns | None:
        """Return the columns of a project with many events; None where it has few.

        Long work where they must be made again: see `columns_hold`.
        """

    def columns_hold(self) -> bool:
        """Whether `columns` is quick; else call `make_columns` on a thread that can wait."""

    def make_columns(self, step: Callable[[str], None]) -> None:
        """Make the columns of a project with many events again, and keep them.

        `step` is told what goes on, in words for a person; it may raise to stop.
        """

    def outline(self) -> Outline:
        """Return everything but paragraph texts, events, actors and relationships."""

    def events(self, ids: Sequence[EventId]) -> tuple[Event, ...]:
        """Return events by id, in the order asked for; one that is gone raises InputProblem."""

    def actors(self, ids: Sequence[ActorId]) -> tuple[Actor, ...]:
        """Return actors by id, likewise."""

    def relationships(self) -> tuple[Relationship, ...]:
        """Return all relationships."""

    def cast(self) -> tuple[Actor, ...]:
        """Return the actors without the words they stand on."""

    def pending_actors(self) -> tuple[ActorId, ...]:
        """Return the actors that wait for review."""

    def titles(self, ids: Sequence[EventId]) -> tuple[str, ...]:
        """Return the titles of events by id, in the order asked for; "" where one is gone."""

    def briefs(self, ids: Sequence[EventId]) -> tuple[Brief | None, ...]:
        """Return titles and dates of events by id, in the order asked for; None for one gone."""

    def actor_names(self, ids: Sequence[ActorId]) -> tuple[str, ...]:
        """Return the names of actors by id, in the order asked for; "" where one is gone."""

    def all_titles(self) -> Iterator[tuple[Ints, list[str]]]:
        """Yield the ids and titles of all events, a lot at a time, in order of id."""

    def paragraphs(
        self, source_id: SourceId, first: int = 1, last: int | None = None
    ) -> tuple[Paragraph, ...]:
        """Return a source's paragraphs in order, from number `first` to `last`, inclusive."""

    def events_told(self, source_id: SourceId, first: int, last: int) -> tuple[EventId, ...]:
        """Return the events with words in a source's paragraphs `first` to `last`, inclusive."""

    def search(
        self, words: str, limit: int = 100, check: Callable[[], None] = lambda: None
    ) -> tuple[Hit, ...]:
        """Return full-text hits in events, actors and paragraphs, at most `limit` of each.

        Any thread may ask, here and in what is next; `check` is called all along, and raises
        to stop.
        """

    def get_search_ready(self, check: Callable[[], None] = lambda: None) -> None:
        """Do what the first search would wait for; likewise."""

    def find(self, words: str, columns: Columns, check: Callable[[], None] = lambda: None) -> Found:
        """Return all that `search` would without a limit, as ids; of events those in `columns`."""

    def hits(self, words: str, found: Found) -> tuple[Hit, ...]:
        """Return some of what was found for words as hits, in its order."""

    def rows_with(
        self, words: str, columns: Columns, check: Callable[[], None] = lambda: None
    ) -> Rows:
        """Return the rows in `columns` whose title, actors or quotes hold all the words."""

    def apply(self, operation: Operation) -> str:
        """Carry out an operation in one transaction; returns its name for the Edit menu."""

    def places(self) -> tuple[Position, ...]:
        """Return where the layout put actors the last time, in units of the pane."""

    def keep_places(self, kept: tuple[Position, ...]) -> None:
        """Keep where the layout put actors."""

    def undo(self) -> str | None:
        """Take back the last operation; returns its name, or None where there is none."""

    def redo(self) -> str | None:
        """Do again what was undone last; returns its name, or None."""

    def turn_size(self, *, undo: bool) -> int:
        """Return how many rows the next undo or redo moves, 0 for what is done at once."""

    def turn(self, *, undo: bool, check: Callable[[], None]) -> str | None:
        """Undo or redo on any thread; `check` is called all along and raises to stop it."""

    def undo_name(self) -> str | None: ...

    def redo_name(self) -> str | None: ...
