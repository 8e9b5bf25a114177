"""Every change a person can make to a project, as a value.

The store carries each out in one transaction and keeps how to take it back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.domain.ids import ActorId
    from explorer.domain.marks import Pack
    from explorer.domain.records import Document, Position


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """Add a source, and the marks of the packs that know its text."""

    document: Document
    packs: tuple[Pack, ...] = ()


@dataclass(frozen=True, slots=True)
class ApplyPack:
    """Add the marks of a pack to the sources here whose text it knows."""

    pack: Pack


@dataclass(frozen=True, slots=True)
class PinActors:
    """Give actors their places in the relationship panel."""

    positions: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class UnpinActors:
    """Give actors' places back to the layout."""

    actor_ids: tuple[ActorId, ...]


@dataclass(frozen=True, slots=True)
class SaveView:
    """Save or replace a named view; a slot taken from another view leaves that one without."""

    name: str
    state: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class DeleteView:
    name: str


Operation = ImportDocument | ApplyPack | PinActors | UnpinActors | SaveView | DeleteView
