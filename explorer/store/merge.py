"""Write a plan's marks, folding them into what is there.

A mark folds into the one with its key. An actor without a key here is also known by its
very name and kind, and gets the key; nothing folds across kinds or by likeness. Folding
adds evidence, aliases, participations and dates, and changes nothing else: the title,
the status, the chosen date and the review of what stands are kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from explorer.domain import dates
from explorer.domain.dates import Bounds
from explorer.domain.kinds import Origin
from explorer.domain.marks import ActorMark, EventMark, Pack, RelationshipMark
from explorer.errors import InputProblem
from explorer.store.anchors import Places, Words
from explorer.store.evidence import OWNERS, Owner, write_evidence
from explorer.store.journal import Recorder
from explorer.store.plan import ActorPlan, EventPlan, Plan, RelationshipPlan, plan
from explorer.store.tellings import remember

_INT64 = range(-(2**63), 2**63)


def merge(recorder: Recorder, pack: Pack) -> None:
    """Add the marks of a pack that have words in this project's sources.

    Raises InputProblem, before anything is written, where a mark does not hold.
    """
    places = Places(recorder.raw, pack)
    Merge(recorder, pack, places).write(plan(pack, places))


class Merge:
    """One pack being written; table by table, so that the journal stays short."""

    def __init__(self, recorder: Recorder, pack: Pack, places: Places) -> None:
        self.recorder = recorder
        self.raw = recorder.raw
        self.made_by = {"origin": pack.origin.value, "review": pack.review.value}
        self.actor_ids: dict[str, int] = {}
        self.event_ids: dict[str, int] = {}
        self.new_events: set[int] = set()
        self.evidence: dict[tuple[Owner, Words], None] = {}
        self.known = _known_evidence(self.raw, places.source_ids.values())

    def write(self, plan: Plan) -> None:
        for actor in plan.actors:
            self._actor(actor)
        for actor in plan.actors:
            self._aliases(actor)
        for event in plan.events:
            self._event(event)
        for event in plan.events:
            self._dates(event)
        self._participations(plan.events)
        for link in plan.relationships:
            self._relationship(link)
        write_evidence(self.recorder, self.evidence)
        if self.made_by["origin"] != Origin.IMPORTED:
            self._remember(plan.events)

    def _remember(self, events: tuple[EventPlan, ...]) -> None:
        remember(
            self.recorder,
            (
                (self.event_ids[event.mark.key], event.mark.kind, words)
                for event in events
                for words in event.words
            ),
        )

    def _actor(self, actor: ActorPlan) -> None:
        mark = actor.mark
        id = self._actor_here(mark)
        if id is None:
            id = self.recorder.insert(
                "actor",
                key=self._key("actor", mark.key),
                name=mark.name,
                kind=mark.kind,
                **self.made_by,
            )
        self.actor_ids[mark.key] = id
        self._stands_on(("actor_id", id), actor.words)

    def _actor_here(self, mark: ActorMark) -> int | None:
        """Return the row that a mark is; one known by its name gets the mark's key."""
        id = self._id("SELECT coalesce(same_actor_id, id) FROM actor WHERE key = ?", mark.key)
        if id is None:
            same = "SELECT id FROM actor WHERE key IS NULL AND name = ? AND kind = ?"
            id = self._id(same, mark.name, mark.kind)
            if id is not None:
                self.recorder.update("actor", id, key=mark.key)
        return id

    def _key(self, table: str, key: str) -> str:
        """Return the key that a new row gets."""
        return key

    def _aliases(self, actor: ActorPlan) -> None:
        id = self.actor_ids[actor.mark.key]
        known = {row[0] for row in self.raw.execute("SELECT name FROM actor WHERE id = ?", (id,))}
        known |= {
            row[0] for row in self.raw.execute("SELECT name FROM alias WHERE actor_id = ?", (id,))
        }
        for name in dict.fromkeys((actor.mark.name, *actor.mark.aliases)):
            if name not in known:
                self.recorder.insert("alias", actor_id=id, name=name)

    def _event(self, event: EventPlan) -> None:
        mark = event.mark
        id = self._event_here(mark)
        if id is None:
            id = self.recorder.insert(
                "event",
                key=self._key("event", mark.key),
                title=mark.title,
                kind=mark.kind,
                status=mark.status.value,
                **self.made_by,
            )
            self.new_events.add(id)
        self.event_ids[mark.key] = id
        self._stands_on(("event_id", id), event.words)

    def _event_here(self, mark: EventMark) -> int | None:
        return self._id("SELECT coalesce(same_event_id, id) FROM event WHERE key = ?", mark.key)

    def _dates(self, event: EventPlan) -> None:
        """Add an event's dates; the first that was chosen stays so, and one always is."""
        event_id = self.event_ids[event.mark.key]
        find = "SELECT id FROM date_claim WHERE event_id = ? AND "
        is_new = event_id in self.new_events
        chosen = not is_new and self._id(find + "chosen = 1", event_id) is not None
        in_order = sorted(event.dates, key=lambda pair: not pair[0].chosen)
        for claim, words in in_order:
            id = self._id(find + "edtf = ?", event_id, claim.edtf)
            if id is None:
                id = self.recorder.insert(
                    "date_claim",
                    event_id=event_id,
                    edtf=claim.edtf,
                    words=claim.words,
                    anchor=claim.anchor,
                    chosen=int(not chosen),
                    **bound_columns(claim.edtf),
                    **self.made_by,
                )
                chosen = True
            self._stands_on(("date_claim_id", id), words)

    def _participations(self, events: Iterable[EventPlan]) -> None:
        """Add who takes part; all new rows at once, they are most of what a pack brings."""
        find = "SELECT id FROM participation WHERE event_id = ? AND actor_id = ? AND role = ?"
        first = self.recorder.next_id("participation")
        new: dict[tuple[int, int, str], int] = {}
        for event in events:
            event_id = self.event_ids[event.mark.key]
            for part, words in event.participations:
                row = (event_id, self.actor_ids[part.actor], part.role)
                id = None if event_id in self.new_events else self._id(find, *row)
                if id is None:
                    id = new.setdefault(row, first + len(new))
                self._stands_on(("participation_id", id), words)
        self.recorder.insert_many(
            "participation",
            ("event_id", "actor_id", "role", *self.made_by),
            (row + tuple(self.made_by.values()) for row in new),
        )

    def _relationship(self, link: RelationshipPlan) -> None:
        mark = link.mark
        bounds = bound_columns(link.edtf)
        id = self._link_here(mark)
        if id is None:
            id = self.recorder.insert(
                "relationship",
                key=self._key("relationship", mark.key),
                subject_id=self.actor_ids[mark.subject],
                predicate=mark.predicate,
                object_id=self.actor_ids[mark.object],
                status=mark.status.value,
                edtf=link.edtf,
                **bounds,
                **self.made_by,
            )
        else:
            sql = "SELECT edtf FROM relationship WHERE id = ?"
            (edtf,) = self.raw.execute(sql, (id,)).fetchone()
            if edtf is None and link.edtf is not None:
                self.recorder.update("relationship", id, edtf=link.edtf, **bounds)
        self._stands_on(("relationship_id", id), link.words)

    def _link_here(self, mark: RelationshipMark) -> int | None:
        return self._id("SELECT id FROM relationship WHERE key = ?", mark.key)

    def _stands_on(self, owner: Owner, words: Iterable[Words]) -> None:
        for item in words:
            if (owner, item.paragraph_id, item.start, item.end) not in self.known:
                self.evidence[owner, item] = None

    def _id(self, sql: str, *values: str | int) -> int | None:
        found = self.raw.execute(sql, values).fetchone()
        return None if found is None else int(found[0])


def bound_columns(edtf: str | None) -> dict[str, int | None]:
    """Return the four bounds of a date as columns; all None for no date.

    Raises InputProblem for a date further off than signed 64-bit seconds reach.
    """
    bounds = Bounds(None, None, None, None) if edtf is None else dates.parse(edtf).bounds
    columns = {
        name: getattr(bounds, name) for name in ("start_min", "start_max", "end_min", "end_max")
    }
    if any(value is not None and value not in _INT64 for value in columns.values()):
        raise InputProblem("too far off to be kept", where=f"date “{edtf}”")
    return columns


def _known_evidence(
    raw: sqlite3.Connection, source_ids: Iterable[int]
) -> set[tuple[Owner, int, int, int]]:
    known: set[tuple[Owner, int, int, int]] = set()
    for source_id in source_ids:
        rows = raw.execute(
            f"SELECT paragraph_id, evidence.start, evidence.end, {', '.join(OWNERS)}"
            " FROM evidence JOIN paragraph ON paragraph.id = paragraph_id WHERE source_id = ?",
            (source_id,),
        )
        for paragraph_id, start, end, *owners in rows:
            owner = next((name, id) for name, id in zip(OWNERS, owners, strict=True) if id)
            known.add((owner, paragraph_id, start, end))
    return known
