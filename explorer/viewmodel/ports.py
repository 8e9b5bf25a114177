"""What the view model needs of a project file, by shape; the store fits it, `app` joins them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from explorer.domain.ids import EventId, SourceId
    from explorer.domain.operations import Operation
    from explorer.domain.records import Hit, Paragraph, Snapshot


class ProjectPort(Protocol):
    """A project, open for reading and for operations."""

    @property
    def path(self) -> Path: ...

    def snapshot(self) -> Snapshot:
        """Return everything but paragraph texts."""

    def paragraphs(self, source_id: SourceId) -> tuple[Paragraph, ...]:
        """Return a source's paragraphs in order."""

    def search(self, words: str, limit: int = 100) -> tuple[Hit, ...]:
        """Return full-text hits in events, actors and paragraphs."""

    def event_ids(self, words: str) -> frozenset[EventId]:
        """Return the events whose title, actors or quotes hold all the words."""

    def apply(self, operation: Operation) -> str:
        """Carry out an operation in one transaction; returns its name for the Edit menu."""

    def undo(self) -> str | None:
        """Take back the last operation; returns its name, or None where there is none."""

    def redo(self) -> str | None:
        """Do again what was undone last; returns its name, or None."""

    def undo_name(self) -> str | None: ...

    def redo_name(self) -> str | None: ...
