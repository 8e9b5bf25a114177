"""A project's marks as a pack: positions and hashes, none of the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from explorer.domain.ids import ActorId, SourceId
from explorer.domain.kinds import Origin, Review
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
)
from explorer.domain.records import Actor, Event, Evidence, Relationship, Snapshot
from explorer.store import pieces, reader
from explorer.store.anchors import sha256_of
from explorer.store.connection import Connection


def pack(connection: Connection, review: Review = Review.ACCEPTED) -> Pack:
    """Return the marks that stand in one state of review, for all sources.

    A pack says one thing of all its marks: marks in another state are left out rather than
    promoted, and where several hands made them it says `curated`. Events and
    relationships without words are left out: no project would take them. A mark keeps its
    key; one without gets its name with its id.
    """
    with connection.reading() as raw:
        snapshot = reader.snapshot(connection)
        standing = {
            table: {
                row[0] for row in raw.execute(f"SELECT id FROM {table} WHERE review = ?", (review,))
            }
            for table in ("participation", "date_claim")
        }
        digests = {
            source.id: tuple(
                sha256_of(piece.text) for piece in pieces.paragraphs(connection, source.id)
            )
            for source in snapshot.sources
        }
    return _Packer(snapshot, review, standing, digests).pack()


class _Packer:
    def __init__(
        self,
        snapshot: Snapshot,
        review: Review,
        standing: dict[str, set[int]],
        digests: dict[SourceId, tuple[str, ...]],
    ) -> None:
        self.digests = digests
        self.snapshot = snapshot
        self.review = review
        self.participations = standing["participation"]
        self.claims = standing["date_claim"]
        self.sources = _source_keys(snapshot)
        self.actors = _actor_keys(snapshot.actors)

    def pack(self) -> Pack:
        events = [item for item in self.snapshot.events if self._kept(item)]
        links = [item for item in self.snapshot.relationships if self._kept(item)]
        needed = {
            part.actor_id
            for event in events
            for part in event.participations
            if part.id in self.participations
        }
        needed |= {actor_id for link in links for actor_id in (link.subject, link.object)}
        actors = [item for item in self.snapshot.actors if item.id in needed or self._kept(item)]
        origins = {item.origin for group in (actors, events, links) for item in group}
        return Pack(
            tuple(self._sources()),
            tuple(self._actor(item) for item in actors),
            tuple(self._event(item) for item in events),
            tuple(self._relationship(item) for item in links),
            origins.pop() if len(origins) == 1 else Origin.CURATED,
            self.review,
        )

    def _kept(self, item: Actor | Event | Relationship) -> bool:
        return item.review is self.review and bool(item.evidence)

    def _sources(self) -> Iterable[PackSource]:
        for source in self.snapshot.sources:
            yield PackSource(
                self.sources[source.id],
                source.title,
                source.text_sha256,
                source.paragraph_count,
                source.publisher,
                source.url,
                source.published.text if source.published else None,
                source.language,
                source.file_name,
                self.digests[source.id],
            )

    def _actor(self, actor: Actor) -> ActorMark:
        anchors = self._anchors(actor.evidence)
        return ActorMark(self.actors[actor.id], actor.name, actor.kind, actor.aliases, anchors)

    def _event(self, event: Event) -> EventMark:
        return EventMark(
            event.key or _key(event.title, "event", event.id),
            event.title,
            event.kind,
            event.status,
            tuple(
                DateMark(
                    claim.date.text,
                    self._anchors(claim.evidence),
                    claim.chosen,
                    claim.words,
                    claim.anchor,
                )
                for claim in event.claims
                if claim.id in self.claims and claim.evidence
            ),
            tuple(
                ParticipationMark(
                    self.actors[part.actor_id], part.role, self._anchors(part.evidence)
                )
                for part in event.participations
                if part.id in self.participations
            ),
            self._anchors(event.evidence),
        )

    def _relationship(self, link: Relationship) -> RelationshipMark:
        return RelationshipMark(
            link.key or _key(link.predicate, "relationship", link.id),
            self.actors[link.subject],
            link.predicate,
            self.actors[link.object],
            link.status,
            link.date.text if link.date else None,
            self._anchors(link.evidence),
        )

    def _anchors(self, evidence: Iterable[Evidence]) -> tuple[Anchor, ...]:
        return tuple(
            Anchor(
                self.sources[item.source_id],
                item.paragraph,
                item.start,
                item.end,
                sha256_of(item.quote),
            )
            for item in evidence
        )


def _source_keys(snapshot: Snapshot) -> dict[SourceId, str]:
    keys: dict[SourceId, str] = {}
    for source in snapshot.sources:
        key = _slug(source.title) or f"source-{source.id}"
        keys[source.id] = f"{key}-{source.id}" if key in keys.values() else key
    return keys


def _actor_keys(actors: Iterable[Actor]) -> dict[ActorId, str]:
    return {actor.id: actor.key or _key(actor.name, "actor", actor.id) for actor in actors}


def _key(name: str, what: str, id: int) -> str:
    """Return a key for a mark that has none; the tilde keeps it apart from given ones."""
    return f"{_slug(name) or what}~{id}"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60]
