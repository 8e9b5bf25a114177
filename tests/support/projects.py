"""Small projects made in memory: a builder of snapshots, and a project port over one.

Every event, actor and relationship made here has evidence: its own words in a paragraph
of its source, unless a paragraph is named for it.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np

from explorer.columns.found import Found
from explorer.columns.values import Columns, Rows
from explorer.domain.dates import parse
from explorer.domain.ids import (
    ActorId,
    DateClaimId,
    EventId,
    EvidenceId,
    Mark,
    ParagraphId,
    ParticipationId,
    RelationshipId,
    SourceId,
)
from explorer.domain.kinds import Review, Status
from explorer.domain.operations import Decide, Operation, PinActors
from explorer.domain.records import (
    Actor,
    Brief,
    DateClaim,
    Event,
    Evidence,
    Hit,
    Outline,
    Paragraph,
    Participation,
    Position,
    Relationship,
    Snapshot,
    Source,
)
from explorer.viewmodel.session import Session


class ProjectBuilder:
    """Collects records; `snapshot()`, `project()` or `session()` hands them over."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._sources: dict[SourceId, Source] = {}
        self._paragraphs: dict[SourceId, list[Paragraph]] = {}
        self._actors: dict[str, Actor] = {}
        self._events: list[Event] = []
        self._relationships: list[Relationship] = []

    def source(
        self, title: str = "Chronicle", published: str | None = None, url: str | None = None
    ) -> SourceId:
        """Add a source; what follows is told in it, until the next."""
        source_id = SourceId(len(self._sources) + 1)
        date = None if published is None else parse(published)
        self._sources[source_id] = Source(
            source_id, title, "0" * 64, "0" * 64, 0, published=date, url=url
        )
        self._paragraphs[source_id] = []
        return source_id

    def paragraph(self, text: str, *, source: SourceId | None = None, heading: int = 0) -> int:
        """Add a paragraph to a source (the last one unless named); returns its number."""
        source_id = self._last(source)
        found = self._paragraphs[source_id]
        start = found[-1].end + 1 if found else 0
        number = len(found) + 1
        made = ParagraphId(next(self._ids))
        found.append(
            Paragraph(made, source_id, number, start, start + len(text), text, heading=heading)
        )
        return number

    def last_paragraph(self) -> int:
        return len(self._paragraphs[self._last(None)])

    def words(
        self, quote: str, *, source: SourceId | None = None, paragraph: int | None = None
    ) -> Evidence:
        """Return evidence: `quote` found in a paragraph, or in a new one made of it."""
        source_id = self._last(source)
        number = paragraph or self.paragraph(quote + ".", source=source_id)
        place = self._paragraphs[source_id][number - 1]
        start = place.text.find(quote)
        if start < 0:
            raise ValueError(f"{quote!r} does not stand in paragraph {number}")
        return Evidence(
            EvidenceId(next(self._ids)), source_id, place.id, number, start,
            start + len(quote), quote,
        )  # fmt: skip

    def actor(self, name: str, kind: str = "state", aliases: tuple[str, ...] = ()) -> ActorId:
        """Return the actor of this name, made on first mention."""
        if name not in self._actors:
            made = ActorId(len(self._actors) + 1)
            self._actors[name] = Actor(made, name, kind, aliases)
        return self._actors[name].id

    def event(
        self,
        title: str,
        edtf: str | None = None,
        *,
        kind: str = "talks",
        actors: tuple[str, ...] = (),
        status: Status = Status.OCCURRED,
        review: Review = Review.ACCEPTED,
        also: tuple[str, ...] = (),
        evidence: tuple[Evidence, ...] | None = None,
    ) -> EventId:
        """Add an event; `also` are dates that other claims give, not chosen."""
        event_id = EventId(len(self._events) + 1)
        words = (self.words(title),) if evidence is None else evidence
        dates = [*([] if edtf is None else [edtf]), *also]
        claims = tuple(
            DateClaim(
                DateClaimId(next(self._ids)), parse(text), edtf is not None and index == 0, words
            )
            for index, text in enumerate(dates)
        )
        parts = tuple(
            Participation(ParticipationId(next(self._ids)), self.actor(name), "party", words)
            for name in actors
        )
        self._events.append(
            Event(
                event_id, title, kind, status, None if edtf is None else parse(edtf), claims,
                parts, words, review=review,
            )
        )  # fmt: skip
        return event_id

    def relationship(
        self,
        subject: str,
        predicate: str,
        object: str,
        edtf: str | None = None,
        *,
        status: Status = Status.OCCURRED,
        quotes: int = 1,
    ) -> RelationshipId:
        """Add a link with as many quotes as asked for."""
        link_id = RelationshipId(len(self._relationships) + 1)
        words = tuple(self.words(f"{subject} {predicate} {object}") for _ in range(quotes))
        date = None if edtf is None else parse(edtf)
        self._relationships.append(
            Relationship(
                link_id, self.actor(subject), predicate, self.actor(object), status, date, words
            )
        )
        return link_id

    def snapshot(self) -> Snapshot:
        sources = tuple(
            replace(source, paragraph_count=len(self._paragraphs[source.id]))
            for source in self._sources.values()
        )
        return Snapshot(
            sources, tuple(self._actors.values()), tuple(self._events), tuple(self._relationships)
        )

    def project(self) -> FakeProject:
        paragraphs = {key: tuple(value) for key, value in self._paragraphs.items()}
        return FakeProject(self.snapshot(), paragraphs)

    def session(self) -> Session:
        return Session(self.project())

    def _last(self, source: SourceId | None) -> SourceId:
        if source is not None:
            return source
        return next(reversed(self._sources)) if self._sources else self.source()


class FakeProject:
    """A `ProjectPort` over values: reads all, carries out only `PinActors` and `Decide`."""

    path = Path("fake.sourceline")

    def __init__(
        self,
        snapshot: Snapshot = Snapshot(),  # noqa: B008 - a frozen value
        paragraphs: dict[SourceId, tuple[Paragraph, ...]] | None = None,
    ) -> None:
        self.now = snapshot
        self.texts = paragraphs or {}
        self.applied: list[Operation] = []
        self._past: list[Snapshot] = []
        self.kept_places: tuple[Position, ...] = ()

    def snapshot(self) -> Snapshot:
        return self.now

    def columns(self) -> Columns | None:
        return None

    def columns_hold(self) -> bool:
        return True

    def make_columns(self, step: Callable[[str], None]) -> None:
        raise AssertionError("few events have no columns of their own")

    def outline(self) -> Outline:
        return Outline(self.now.sources, self.now.positions, self.now.saved_views)

    def events(self, ids: Sequence[EventId]) -> tuple[Event, ...]:
        found = {event.id: event for event in self.now.events}
        return tuple(found[id] for id in ids)

    def actors(self, ids: Sequence[ActorId]) -> tuple[Actor, ...]:
        found = {actor.id: actor for actor in self.now.actors}
        return tuple(found[id] for id in ids)

    def relationships(self) -> tuple[Relationship, ...]:
        return self.now.relationships

    def cast(self) -> tuple[Actor, ...]:
        return tuple(replace(actor, evidence=()) for actor in self.now.actors)

    def pending_actors(self) -> tuple[ActorId, ...]:
        return tuple(a.id for a in self.now.actors if a.review is Review.PENDING)

    def titles(self, ids: Sequence[EventId]) -> tuple[str, ...]:
        found = {event.id: event.title for event in self.now.events}
        return tuple(found.get(id, "") for id in ids)

    def briefs(self, ids: Sequence[EventId]) -> tuple[Brief | None, ...]:
        found = {e.id: Brief(e.title, e.date.text if e.date else None) for e in self.now.events}
        return tuple(found.get(id) for id in ids)

    def actor_names(self, ids: Sequence[ActorId]) -> tuple[str, ...]:
        return tuple(actor.name for actor in self.actors(ids))

    def all_titles(self) -> Iterator[tuple[list[int], list[str]]]:
        yield [e.id for e in self.now.events], [e.title for e in self.now.events]

    def paragraphs(
        self, source_id: SourceId, first: int = 1, last: int | None = None
    ) -> tuple[Paragraph, ...]:
        found = self.texts.get(source_id, ())
        return tuple(p for p in found if first <= p.number <= (last or p.number))

    def events_told(self, source_id: SourceId, first: int, last: int) -> tuple[EventId, ...]:
        return tuple(
            event.id
            for event in self.now.events
            if any(
                e.source_id == source_id and first <= e.paragraph <= last for e in event.evidence
            )
        )

    def search(
        self, words: str, limit: int = 100, check: Callable[[], None] = lambda: None
    ) -> tuple[Hit, ...]:
        hits = []
        for event in self.now.events:
            at = event.title.lower().find(words.lower())
            if at >= 0:
                mark = Mark.event(event.id)
                hits.append(Hit(mark, None, None, at, at + len(words), event.title))
        return tuple(hits[:limit])

    def places(self) -> tuple[Position, ...]:
        return self.kept_places

    def keep_places(self, kept: tuple[Position, ...]) -> None:
        self.kept_places = kept

    def get_search_ready(self, check: Callable[[], None] = lambda: None) -> None:
        """Nothing would have to wait here."""

    def find(self, words: str, columns: Columns, check: Callable[[], None] = lambda: None) -> Found:
        none = np.zeros(0, dtype=np.int64)
        found = [hit.mark.id for hit in self.search(words, 10**6) if hit.mark is not None]
        return Found(np.array(sorted(found), dtype=np.int64), none, none)

    def hits(self, words: str, found: Found) -> tuple[Hit, ...]:
        wanted = set(found.events.tolist())
        hits = self.search(words, 10**6)
        return tuple(hit for hit in hits if hit.mark is not None and hit.mark.id in wanted)

    def rows_with(
        self, words: str, columns: Columns, check: Callable[[], None] = lambda: None
    ) -> Rows:
        wanted = words.lower().split()
        found = [
            event.id
            for event in self.now.events
            if all(word in event.title.lower() for word in wanted)
        ]
        return np.sort(columns.rows_of(np.array(found, dtype=np.int64)))

    def apply(self, operation: Operation) -> str:
        self.applied.append(operation)
        self._past.append(self.now)
        if isinstance(operation, PinActors):
            self.now = replace(self.now, positions=operation.positions)
        elif isinstance(operation, Decide):
            self.now = decided(self.now, operation)
        return type(operation).__name__

    def undo(self) -> str | None:
        if not self.applied:
            return None
        self.now = self._past.pop()
        return type(self.applied.pop()).__name__

    def redo(self) -> str | None:
        return None

    def turn_size(self, *, undo: bool) -> int:
        return 0

    def undo_name(self) -> str | None:
        return type(self.applied[-1]).__name__ if self.applied else None

    def redo_name(self) -> str | None:
        return None


def decided(snapshot: Snapshot, operation: Decide) -> Snapshot:
    """Return the snapshot after a decision on events, actors or relationships, each by itself."""
    marks, verdict = set(operation.marks), operation.verdict

    def kept(record: Event | Actor | Relationship, mark: Mark) -> bool:
        return mark not in marks or verdict is not Review.REJECTED

    return replace(
        snapshot,
        events=tuple(
            replace(e, review=verdict) if Mark.event(e.id) in marks else e
            for e in snapshot.events
            if kept(e, Mark.event(e.id))
        ),
        actors=tuple(
            replace(a, review=verdict) if Mark.actor(a.id) in marks else a
            for a in snapshot.actors
            if kept(a, Mark.actor(a.id))
        ),
        relationships=tuple(
            replace(r, review=verdict) if Mark.relationship(r.id) in marks else r
            for r in snapshot.relationships
            if kept(r, Mark.relationship(r.id))
        ),
    )


_FACT_KINDS = {
    "talks": "talks", "summit": "talks", "vote": "vote", "court-ruling": "vote",
    "treaty": "agreement", "agreement": "agreement", "armistice": "agreement",
    "entry-into-force": "agreement", "exchange-of-notes": "agreement",
    "exercise": "exercise", "incident": "incident", "missile-launch": "incident",
    "nuclear-test": "incident", "crime": "incident", "protest": "incident",
    "statement": "statement", "declaration": "statement", "announcement": "statement",
    "report": "statement",
}  # fmt: skip


def from_facts(path: Path) -> ProjectBuilder:
    """Return a builder holding the events of a facts table (columns edtf, type, actors, fact)."""
    builder = ProjectBuilder()
    builder.source("Chronicle 1951-2025")
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            actors = tuple(name.strip() for name in row["actors"].split(";") if name.strip())
            kind = _FACT_KINDS.get(row["type"], "change")
            title = " ".join(row["fact"].rstrip(".").split()[:5])
            builder.paragraph(row["fact"])
            words = builder.words(title, paragraph=builder.last_paragraph())
            builder.event(title, row["edtf"] or None, kind=kind, actors=actors, evidence=(words,))
    return builder
