"""Every change a person can make to a project, as a value.

The store carries each out in one transaction and keeps how to take it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.domain.ids import (
        ActorId,
        EventId,
        EvidenceId,
        Mark,
        ParagraphId,
        ProposalId,
        RelationshipId,
    )
    from explorer.domain.kinds import Review, Status
    from explorer.domain.marks import Draft, Pack
    from explorer.domain.records import Document, Position


@dataclass(frozen=True, slots=True)
class ImportDocument:
    """Add a source, the marks of the packs that know its text, and what was drafted from it."""

    document: Document
    packs: tuple[Pack, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class AddDraft:
    """Add drafted marks and proposals, but for what was rejected before."""

    draft: Draft


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


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a paragraph: code points `[start, end)` of its text."""

    paragraph_id: ParagraphId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor made together with the event that names it; `name` must not be empty."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part, in which role, by which words."""

    actor: ActorId | NewActor
    role: str
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as EDTF, with the words that give it; `said` and `anchor` for a relative one.

    `said` are the source's words ("last month"), `anchor` the EDTF day they count from.
    """

    edtf: str
    words: tuple[Span, ...] = ()
    said: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class EventContent:
    """All a person sets of an event. `date` None leaves it undated; `quotes` are not empty."""

    title: str
    kind: str
    status: Status
    quotes: tuple[Span, ...]
    date: Dating | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Decide:
    """Accept, reject or put back marks.

    An accepted event brings its date, its participations and their actors with it, an
    accepted relationship its two actors; a rejected actor takes along what is pending
    of its participations and relationships. A rejected mark is remembered.
    """

    marks: tuple[Mark, ...]
    verdict: Review


@dataclass(frozen=True, slots=True)
class AddEvent:
    """Make an event, accepted; what it names anew is made with it."""

    content: EventContent


@dataclass(frozen=True, slots=True)
class EditEvent:
    """Set all of an event, and accept it."""

    event_id: EventId
    content: EventContent


@dataclass(frozen=True, slots=True)
class SplitEvent:
    """Make several events of one: the first keeps its id and key. Two contents at least."""

    event_id: EventId
    contents: tuple[EventContent, ...]


@dataclass(frozen=True, slots=True)
class MergeEvents:
    """Fold events into one that keeps its title, kind, status and chosen date.

    Words, participations and other dates are added; a date that differs stays as a claim.
    """

    keep: EventId
    others: tuple[EventId, ...]


@dataclass(frozen=True, slots=True)
class MergeActors:
    """Fold actors into one: mentions, participations and relationships move, names stay aliases."""

    keep: ActorId
    others: tuple[ActorId, ...]


@dataclass(frozen=True, slots=True)
class SplitActor:
    """Give some mentions and aliases of an actor to a new one.

    What stands on none of the moved mentions stays with the old one.
    """

    actor_id: ActorId
    new: NewActor
    evidence_ids: tuple[EvidenceId, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditActor:
    """Set an actor's name, kind and other names, and accept it."""

    actor_id: ActorId
    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddRelationship:
    """Make a relationship, accepted with its two actors; one quote at least."""

    subject: ActorId
    predicate: str
    object: ActorId
    status: Status
    quotes: tuple[Span, ...]
    date: Dating | None = None


@dataclass(frozen=True, slots=True)
class EditRelationship:
    """Set all of a relationship but its words, and accept it."""

    relationship_id: RelationshipId
    subject: ActorId
    predicate: str
    object: ActorId
    status: Status
    date: Dating | None = None


@dataclass(frozen=True, slots=True)
class DecideProposal:
    """Fold two marks as proposed (accepted), or remember that they are two (rejected)."""

    proposal_id: ProposalId
    verdict: Review


Operation = (
    ImportDocument
    | ApplyPack
    | AddDraft
    | Decide
    | AddEvent
    | EditEvent
    | SplitEvent
    | MergeEvents
    | MergeActors
    | SplitActor
    | EditActor
    | AddRelationship
    | EditRelationship
    | DecideProposal
    | PinActors
    | UnpinActors
    | SaveView
    | DeleteView
)
