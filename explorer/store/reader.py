"""A project's rows as records: a fixed number of queries for all, or for each lot of ids."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any, TypeVar

from explorer.domain import dates
from explorer.domain.dates import EdtfDate
from explorer.domain.ids import (
    ActorId,
    DateClaimId,
    EventId,
    EvidenceId,
    Mark,
    MarkKind,
    ParagraphId,
    ParticipationId,
    ProposalId,
    RelationshipId,
    SourceId,
)
from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.records import (
    Actor,
    DateClaim,
    Event,
    Evidence,
    Outline,
    Participation,
    Position,
    Proposal,
    Relationship,
    SavedView,
    Snapshot,
    Source,
)
from explorer.errors import InputProblem
from explorer.store.connection import Connection

_SOURCE = """
SELECT id, title, sha256, text_sha256,
  (SELECT coalesce(max(number), 0) FROM paragraph WHERE paragraph.source_id = source.id),
  publisher, url, published, language, file_name, media_type, author
FROM source ORDER BY id"""
_OWNERS = ("event", "actor", "participation", "relationship", "date_claim")
_EVIDENCE = """
SELECT evidence.id, source_id, paragraph_id, number, evidence.start, evidence.end, quote,
  page, event_id, actor_id, participation_id, relationship_id, date_claim_id
FROM evidence JOIN paragraph ON paragraph.id = paragraph_id
WHERE {which} ORDER BY source_id, number, evidence.start, evidence.end, evidence.id"""
_CLAIM = """
SELECT event_id, id, edtf, chosen, words, anchor FROM date_claim
WHERE review <> 'rejected' AND {which} ORDER BY event_id, chosen DESC, id"""
_PARTICIPATION = """
SELECT event_id, participation.id, actor_id, role FROM participation
JOIN actor ON actor.id = actor_id
WHERE participation.review <> 'rejected' AND actor.review <> 'rejected' AND {which}
ORDER BY event_id, participation.id"""
_POSITION = """
SELECT actor_id, x, y FROM position JOIN actor ON actor.id = actor_id
WHERE review <> 'rejected' ORDER BY position.id"""
_PROPOSAL = """
SELECT proposal.id, keep.id, other.id, why, proposal.review FROM proposal
JOIN {0} AS keep ON keep.id = keep_{0}_id
JOIN {0} AS other ON other.id = other_{0}_id
WHERE proposal.review = 'pending' AND 'rejected' NOT IN (keep.review, other.review)
ORDER BY proposal.id"""
_RELATIONSHIP = """
SELECT link.id, subject_id, predicate, object_id, status, edtf, link.origin, link.review, link.key
FROM relationship AS link
JOIN actor AS subject ON subject.id = subject_id
JOIN actor AS object ON object.id = object_id
WHERE 'rejected' NOT IN (link.review, subject.review, object.review) AND {which}
ORDER BY link.id"""

_ALL = "1"

Id = TypeVar("Id", bound=int)
Record = TypeVar("Record")

_LOT = 500  # ids named in one statement

# Evidence by what it stands for: ("event", 3) -> in the order of the text.
_Evidence = dict[tuple[str, int], list[Evidence]]


def snapshot(connection: Connection) -> Snapshot:
    """Return everything but paragraph texts, at one moment; what is rejected is left out.

    A rejected actor's participations and relationships are left out with it. Raises
    InputProblem where the file holds a date or a word this program does not know.
    """
    with connection.reading() as raw, _known_values(connection.where):
        evidence = _evidence(raw)
        rest = _outline(raw)
        return Snapshot(
            rest.sources,
            tuple(_actors(raw, evidence)),
            tuple(_events(raw, evidence)),
            tuple(_relationships(raw, evidence)),
            rest.positions,
            rest.saved_views,
            rest.proposals,
        )


def outline(connection: Connection) -> Outline:
    """Return everything but paragraph texts, events, actors and relationships."""
    with connection.reading() as raw, _known_values(connection.where):
        return _outline(raw)


def events(connection: Connection, ids: Sequence[EventId]) -> tuple[Event, ...]:
    """Return events by id, in the order asked for; raises InputProblem where one is gone."""
    return tuple(_each(visible_events(connection, ids), ids, "event"))


def visible_events(connection: Connection, ids: Sequence[int]) -> dict[int, Event]:
    """Return those of some events that a snapshot has."""
    found: dict[int, Event] = {}
    with connection.reading() as raw, _known_values(connection.where):
        for lot in lots(ids):
            of_events = f"event_id IN ({lot})"
            evidence = _evidence(
                raw,
                of_events,
                f"participation_id IN (SELECT id FROM participation WHERE {of_events})",
                f"date_claim_id IN (SELECT id FROM date_claim WHERE {of_events})",
            )
            found |= {each.id: each for each in _events(raw, evidence, lot)}
    return found


def actors(connection: Connection, ids: Sequence[ActorId]) -> tuple[Actor, ...]:
    """Return actors by id, in the order asked for; raises InputProblem where one is gone."""
    return tuple(_each(visible_actors(connection, ids), ids, "actor"))


def visible_actors(connection: Connection, ids: Sequence[int]) -> dict[int, Actor]:
    """Return those of some actors that a snapshot has."""
    found: dict[int, Actor] = {}
    with connection.reading() as raw, _known_values(connection.where):
        for lot in lots(ids):
            evidence = _evidence(raw, f"actor_id IN ({lot})")
            found |= {each.id: each for each in _actors(raw, evidence, lot)}
    return found


def visible_relationships(connection: Connection, ids: Sequence[int]) -> dict[int, Relationship]:
    """Return those of some relationships that a snapshot has."""
    found: dict[int, Relationship] = {}
    with connection.reading() as raw, _known_values(connection.where):
        for lot in lots(ids):
            evidence = _evidence(raw, f"relationship_id IN ({lot})")
            found |= {each.id: each for each in _relationships(raw, evidence, lot)}
    return found


def relationships(connection: Connection) -> tuple[Relationship, ...]:
    """Return all relationships."""
    with connection.reading() as raw, _known_values(connection.where):
        return tuple(_relationships(raw, _evidence(raw, "relationship_id IS NOT NULL")))


def source_digests(connection: Connection) -> dict[str, str]:
    """Return the title of every source by the SHA-256 of its file."""
    with connection.reading() as raw:
        return dict(raw.execute("SELECT sha256, title FROM source ORDER BY id DESC"))


def cast(connection: Connection) -> tuple[Actor, ...]:
    """Return the actors as `snapshot` does, but without the words they stand on."""
    with connection.reading() as raw:
        return tuple(_actors(raw, {}))


def plot(connection: Connection, most: int) -> tuple[Event, ...]:
    """Return the newest events as `snapshot` does, but without words, and only those with a key."""
    newest = (
        "SELECT id FROM event WHERE key IS NOT NULL AND review <> 'rejected'"
        f" ORDER BY id DESC LIMIT {int(most)}"
    )
    with connection.reading() as raw, _known_values(connection.where):
        return tuple(_events(raw, {}, newest))


def told_by(connection: Connection, sha256: str) -> tuple[tuple[Actor, ...], tuple[Event, ...]]:
    """Return a file's events as `plot` does, and its actors and theirs as `cast` does."""
    from explorer.store.recall import having_words

    with connection.reading() as raw, _known_values(connection.where):
        sources = [id for (id,) in raw.execute("SELECT id FROM source WHERE sha256 = ?", (sha256,))]
        told = sorted(having_words(raw, "event_id", sources))
        found = [event for lot in lots(told) for event in _events(raw, {}, lot)]
        events = tuple(event for event in found if event.key is not None)
        taking_part = {part.actor_id for event in events for part in event.participations}
        cast = sorted(having_words(raw, "actor_id", sources) | taking_part)
        return tuple(actor for lot in lots(cast) for actor in _actors(raw, {}, lot)), events


def source_text(connection: Connection, source_id: SourceId) -> str:
    """Return a source's whole text as it was imported; raises InputProblem if unknown."""
    with connection.reading() as raw:
        row = raw.execute("SELECT text FROM source WHERE id = ?", (source_id,)).fetchone()
        if row is None:
            raise InputProblem("there is no such source", where=f"source {source_id}")
        if row[0]:
            return str(row[0])
        # A table's text stands in its rows alone (`store.table_load`).
        sql = "SELECT text FROM paragraph WHERE source_id = ? ORDER BY number"
        return "\n".join(text for (text,) in raw.execute(sql, (source_id,)))


@contextmanager
def _known_values(where: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:  # from Status, Origin, Review: closed lists
        raise InputProblem(
            f"holds a word this program does not know ({error})", where=where
        ) from error


def _date(edtf: str | None, table: str, id: int) -> EdtfDate | None:
    if edtf is None:
        return None
    try:
        return dates.parse(edtf)
    except InputProblem as problem:
        raise InputProblem(
            f"{problem.what}: “{edtf}”",
            where=f"{table} {id}",
            remedy="It was written by another program; mend it there",
        ) from problem


def _source(row: tuple[Any, ...]) -> Source:
    id, title, sha256, text_sha256, count, publisher, url, published, *rest = row
    date = _date(published, "source", id)
    return Source(SourceId(id), title, sha256, text_sha256, count, publisher, url, date, *rest)


def _outline(raw: sqlite3.Connection) -> Outline:
    return Outline(
        tuple(_source(row) for row in raw.execute(_SOURCE)),
        tuple(Position(ActorId(actor_id), x, y) for actor_id, x, y in raw.execute(_POSITION)),
        tuple(
            SavedView(id, name, state, slot)
            for id, name, state, slot in raw.execute(
                "SELECT id, name, state, slot FROM saved_view ORDER BY name"
            )
        ),
        tuple(_proposals(raw)),
    )


def lots(ids: Sequence[int]) -> Iterator[str]:
    """Yield lots of ids as SQL has them between brackets."""
    for start in range(0, len(ids), _LOT):
        yield ",".join(str(int(id)) for id in ids[start : start + _LOT])


def _each(found: Mapping[int, Record], ids: Sequence[int], what: str) -> Iterator[Record]:
    for id in ids:
        if id not in found:
            raise InputProblem("is no longer in the project", where=f"{what} {id}")
        yield found[id]


def _evidence(raw: sqlite3.Connection, *which: str) -> _Evidence:
    grouped: _Evidence = defaultdict(list)
    rows = chain.from_iterable(raw.execute(_EVIDENCE.format(which=w)) for w in which or (_ALL,))
    for row in rows:
        id, source_id, paragraph_id, number, start, end, quote, page, *owners = row
        item = Evidence(
            EvidenceId(id),
            SourceId(source_id),
            ParagraphId(paragraph_id),
            number,
            start,
            end,
            quote,
            page,
        )
        for name, owner in zip(_OWNERS, owners, strict=True):
            if owner is not None:
                grouped[name, owner].append(item)
    return grouped


def _proposals(raw: sqlite3.Connection) -> Iterator[Proposal]:
    for kind in (MarkKind.ACTOR, MarkKind.EVENT):
        for id, keep, other, why, review in raw.execute(_PROPOSAL.format(kind)):
            yield Proposal(ProposalId(id), Mark(kind, keep), Mark(kind, other), why, Review(review))


def _actors(
    raw: sqlite3.Connection, evidence: _Evidence, lot: str | None = None
) -> Iterator[Actor]:
    aliases: dict[int, list[str]] = defaultdict(list)
    own = _ALL if lot is None else f"actor_id IN ({lot})"
    for actor_id, name in raw.execute(f"SELECT actor_id, name FROM alias WHERE {own} ORDER BY id"):
        aliases[actor_id].append(name)
    rows = raw.execute(
        "SELECT id, name, kind, origin, review, key FROM actor"
        f" WHERE review <> 'rejected' AND {_ALL if lot is None else f'id IN ({lot})'} ORDER BY id"
    )
    for id, name, kind, origin, review, key in rows:
        yield Actor(
            ActorId(id),
            name,
            kind,
            tuple(aliases.get(id, ())),
            tuple(evidence.get(("actor", id), ())),
            Origin(origin),
            Review(review),
            key,
        )


def _events(
    raw: sqlite3.Connection, evidence: _Evidence, lot: str | None = None
) -> Iterator[Event]:
    which = _ALL if lot is None else f"event_id IN ({lot})"
    claims = _claims(raw, evidence, which)
    parts: dict[int, list[Participation]] = defaultdict(list)
    for event_id, id, actor_id, role in raw.execute(_PARTICIPATION.format(which=which)):
        words = tuple(evidence.get(("participation", id), ()))
        parts[event_id].append(Participation(ParticipationId(id), ActorId(actor_id), role, words))
    rows = raw.execute(
        "SELECT id, title, kind, status, origin, review, key FROM event"
        f" WHERE review <> 'rejected' AND {_ALL if lot is None else f'id IN ({lot})'} ORDER BY id"
    )
    for id, title, kind, status, origin, review, key in rows:
        own = tuple(claims.get(id, ()))
        yield Event(
            EventId(id),
            title,
            kind,
            Status(status),
            next((claim.date for claim in own if claim.chosen), None),
            own,
            tuple(parts.get(id, ())),
            tuple(evidence.get(("event", id), ())),
            Origin(origin),
            Review(review),
            key,
        )


def _claims(raw: sqlite3.Connection, evidence: _Evidence, which: str) -> dict[int, list[DateClaim]]:
    claims: dict[int, list[DateClaim]] = defaultdict(list)
    for event_id, id, edtf, chosen, words, anchor in raw.execute(_CLAIM.format(which=which)):
        date = _date(edtf, "date_claim", id)
        if date is not None:
            own = tuple(evidence.get(("date_claim", id), ()))
            claims[event_id].append(
                DateClaim(DateClaimId(id), date, bool(chosen), own, words, anchor)
            )
    return claims


def _relationships(
    raw: sqlite3.Connection, evidence: _Evidence, lot: str | None = None
) -> Iterator[Relationship]:
    which = _ALL if lot is None else f"link.id IN ({lot})"
    for row in raw.execute(_RELATIONSHIP.format(which=which)):
        id, subject, predicate, object_id, status, edtf, origin, review, key = row
        yield Relationship(
            RelationshipId(id),
            ActorId(subject),
            predicate,
            ActorId(object_id),
            Status(status),
            _date(edtf, "relationship", id),
            tuple(evidence.get(("relationship", id), ())),
            Origin(origin),
            Review(review),
            key,
        )
