"""The records a project holds, as frozen values.

Offsets are Python string indices (Unicode code points), half-open `[start, end)`,
and count from the first character of the *paragraph*. A paragraph's own
`start` and `end` count from the first character of the source's text. Together
they are W3C Web Annotation's TextPositionSelector; the quote is its
TextQuoteSelector.
"""

from __future__ import annotations

from typing import NamedTuple

from explorer.domain.dates import EdtfDate
from explorer.domain.ids import (
    ActorId,
    DateClaimId,
    EventId,
    EvidenceId,
    Mark,
    ParagraphId,
    ParticipationId,
    ProposalId,
    RelationshipId,
    SourceId,
)
from explorer.domain.kinds import Origin, Review, Status
from explorer.values import dataclass, field


@dataclass(frozen=True, slots=True)
class Source:
    """One document. `sha256` is of the file's bytes, `text_sha256` of the text as UTF-8."""

    id: SourceId
    title: str
    sha256: str
    text_sha256: str
    paragraph_count: int
    publisher: str | None = None
    url: str | None = None
    published: EdtfDate | None = None
    language: str | None = None
    file_name: str | None = None
    media_type: str = "text/plain"
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered piece of a source; `heading` is 0 for body text, else the heading's level.

    `page` is the page of the document it begins on, from 1, where the document has pages.
    """

    id: ParagraphId
    source_id: SourceId
    number: int
    start: int
    end: int
    text: str
    heading: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Exact words: `paragraph.text[start:end] == quote`.

    `page` is the page its paragraph begins on, from 1, where the source has pages.
    """

    id: EvidenceId
    source_id: SourceId
    paragraph_id: ParagraphId
    paragraph: int
    start: int
    end: int
    quote: str
    page: int | None = None

    @property
    def place(self) -> str:
        """Where it stands in its source, for people: "¶3" or "¶3, p. 2"."""
        return place_words(self.paragraph, self.page)


def place_words(paragraph: int, page: int | None) -> str:
    """Return a paragraph's place in its source, for people: "¶3" or "¶3, p. 2"."""
    return f"¶{paragraph}" if page is None else f"¶{paragraph}, p. {page}"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, state, armed force or the like, with its other names."""

    id: ActorId
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    origin: Origin = Origin.CURATED
    review: Review = Review.ACCEPTED
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Participation:
    """An actor's role in an event."""

    id: ParticipationId
    actor_id: ActorId
    role: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class DateClaim:
    """One source's word on when an event was. At most one claim of an event is chosen.

    `words` are the source's own ("last month") and `anchor` the publication date they
    were counted from, where the claim is relative.
    """

    id: DateClaimId
    date: EdtfDate
    chosen: bool
    evidence: tuple[Evidence, ...] = ()
    words: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was announced, is planned or goes on.

    `date` is the chosen claim's, or None: undated, the source gives none.
    """

    id: EventId
    title: str
    kind: str
    status: Status
    date: EdtfDate | None = None
    claims: tuple[DateClaim, ...] = ()
    participations: tuple[Participation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    origin: Origin = Origin.CURATED
    review: Review = Review.ACCEPTED
    key: str | None = None


class Brief(NamedTuple):
    """What a line of a list says of an event: its title, and its date as EDTF or None."""

    title: str
    edtf: str | None


@dataclass(frozen=True, slots=True)
class Relationship:
    """A typed, directed, perhaps dated link: subject -> predicate -> object."""

    id: RelationshipId
    subject: ActorId
    predicate: str
    object: ActorId
    status: Status = Status.OCCURRED
    date: EdtfDate | None = None
    evidence: tuple[Evidence, ...] = ()
    origin: Origin = Origin.CURATED
    review: Review = Review.ACCEPTED
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two marks of one kind that may be the same; `review` says whether a person has decided."""

    id: ProposalId
    keep: Mark
    other: Mark
    why: str = ""
    review: Review = Review.PENDING


@dataclass(frozen=True, slots=True)
class Position:
    """A place a person gave to an actor in the relationship panel, in layout units."""

    actor_id: ActorId
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class SavedView:
    """A named view: `state` is JSON text that the view model wrote; `slot` is 1-9 or None."""

    id: int
    name: str
    state: str
    slot: int | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a project holds except paragraph texts, as one value.

    Rejected marks are left out, and proposals that a person has decided or that speak of one.
    """

    sources: tuple[Source, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    positions: tuple[Position, ...] = ()
    saved_views: tuple[SavedView, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What a project holds beside its events, actors and relationships."""

    sources: tuple[Source, ...] = ()
    positions: tuple[Position, ...] = ()
    saved_views: tuple[SavedView, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A full-text hit. For a paragraph `start` and `end` bound the words found in it.

    For an event or an actor `quote` is its title or name, with `start` and `end` in that: both
    0 where the words are in an event's row of a table, or in the actor's other name `context`;
    `paragraph` is that of its first evidence, or None. `paragraph_id` is of a paragraph's hit.
    """

    mark: Mark | None
    source_id: SourceId | None
    paragraph: int | None
    start: int
    end: int
    quote: str
    context: str = ""
    paragraph_id: ParagraphId | None = None

    @property
    def id(self) -> int:
        """The id of the event, actor or paragraph; 0 for a paragraph that has none."""
        return self.mark.id if self.mark is not None else self.paragraph_id or 0


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read from a file, before it is a source.

    `paragraphs` are `(start, end, heading)` in `text`, half-open, in order, not overlapping.
    `pages` is empty, or the page each paragraph begins on, from 1.
    """

    title: str
    text: str
    paragraphs: tuple[tuple[int, int, int], ...]
    sha256: str
    text_sha256: str
    file_name: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = field(default=())
    author: str | None = None
    pages: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """What it is called where it is spoken of: its file, or the title of pasted words."""
        return self.file_name or f"“{self.title}”"
