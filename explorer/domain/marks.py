"""Marks without row ids: what a pack, a draft or a curated file brings to a project.

Everything refers by `key`, a short stable word ("us", "usfj-joint-hq"). The same key
in two bundles means the same thing, so a second bundle adds evidence to a mark and does
not make it twice.
"""

from __future__ import annotations

from explorer.domain.kinds import Origin, Review, Status
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words by position: half-open code-point offsets in paragraph `paragraph` of `source`.

    `sha256` is of the quote as UTF-8, so that the words can be checked without being carried.
    """

    source: str
    paragraph: int
    start: int
    end: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ActorMark:
    key: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    evidence: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class ParticipationMark:
    actor: str
    role: str
    evidence: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMark:
    """A date as one source gives it; `chosen` where several stand."""

    edtf: str
    evidence: tuple[Anchor, ...] = ()
    chosen: bool = True
    words: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class EventMark:
    key: str
    title: str
    kind: str
    status: Status
    dates: tuple[DateMark, ...] = ()
    participations: tuple[ParticipationMark, ...] = ()
    evidence: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationshipMark:
    key: str
    subject: str
    predicate: str
    object: str
    status: Status = Status.OCCURRED
    edtf: str | None = None
    evidence: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True)
class PackSource:
    """What a pack says of a source: enough to know its text by, none of the text.

    `file_name` and `paragraph_sha256` (of each paragraph as UTF-8, in order) are only for
    telling how far a text that is not this one is from it; nothing is anchored by them.
    """

    key: str
    title: str
    text_sha256: str
    paragraphs: int
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    file_name: str | None = None
    paragraph_sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """The marks of one or more sources without their text: positions and hashes only."""

    sources: tuple[PackSource, ...]
    actors: tuple[ActorMark, ...]
    events: tuple[EventMark, ...]
    relationships: tuple[RelationshipMark, ...]
    origin: Origin = Origin.CURATED
    review: Review = Review.ACCEPTED


@dataclass(frozen=True, slots=True)
class Same:
    """A doubt for a person: two marks, by key, may be one. `kind` is "actor" or "event"."""

    kind: str
    keep: str
    other: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was drafted of one source: pending marks, and what may be one but was not folded.

    `drafter` names the program and version that made it.
    """

    pack: Pack
    same: tuple[Same, ...] = ()
    drafter: str = ""
