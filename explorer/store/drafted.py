"""Write a draft: only what a person has not decided on, and what still waits already.

What was rejected is left out with all that hangs from it. What stands, accepted or waiting,
is not proposed again and not changed: where another source tells it in the same words, it
gets their quotes; an actor gets its mentions in a source that had none of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from explorer.domain.ids import MarkKind
from explorer.domain.kinds import Review
from explorer.domain.marks import ActorMark, Draft, EventMark, RelationshipMark
from explorer.domain.predicates import is_symmetric
from explorer.store.anchors import Places
from explorer.store.changes.pairs import propose
from explorer.store.journal import Recorder
from explorer.store.merge import Merge
from explorer.store.plan import ActorPlan, EventPlan, Plan, RelationshipPlan, plan
from explorer.store.recall import Standing, having_words, recall_actors, recall_events
from explorer.store.tellings import plain_words


def add_draft(recorder: Recorder, draft: Draft) -> None:
    """Add what a draft proposes anew, as pending.

    Raises InputProblem, before anything is written, where one of its words does not stand
    letter for letter where it says.
    """
    places = Places(recorder.raw, draft.pack)
    _Writing(recorder, draft, places).write(plan(draft.pack, places))


class _Writing(Merge):
    def __init__(self, recorder: Recorder, draft: Draft, places: Places) -> None:
        super().__init__(recorder, replace(draft.pack, review=Review.PENDING), places)
        self.draft = draft
        self.places = places
        self.actors: dict[str, Standing] = {}
        self.events: dict[str, Standing] = {}
        self.links: dict[str, int] = {}
        self.links_here: set[int] = set()

    def write(self, whole: Plan) -> None:
        # Also those without words here: a doubt may be about them.
        named = {actor.mark.key: actor for actor in whole.actors}
        plans = (named.get(mark.key, ActorPlan(mark, ())) for mark in self.draft.pack.actors)
        sources = self.places.source_ids.values()
        self.actors = recall_actors(self.raw, plans, sources)
        self.links_here = having_words(self.raw, "relationship_id", sources)
        self.events = recall_events(self.raw, whole.events)
        super().write(
            Plan(
                tuple(self._actors_left(whole)),
                tuple(self._events_left(whole)),
                tuple(self._links_left(whole)),
            )
        )
        for same in self.draft.same:
            kind = MarkKind(same.kind)
            keep, other = self._mark(kind, same.keep), self._mark(kind, same.other)
            if keep is not None and other is not None:
                propose(self.recorder, kind, keep, other, same.why, self.draft.drafter)

    def _is_rejected(self, actor: str) -> bool:
        return actor in self.actors and self.actors[actor].review is Review.REJECTED

    def _actors_left(self, whole: Plan) -> Iterator[ActorPlan]:
        for actor in whole.actors:
            known = self.actors.get(actor.mark.key)
            if known is None:
                yield actor
            elif known.review is not Review.REJECTED:
                waits = known.review is Review.PENDING and not known.here
                mark = actor.mark if waits else replace(actor.mark, aliases=())
                yield ActorPlan(mark, () if known.here else actor.words)

    def _events_left(self, whole: Plan) -> Iterator[EventPlan]:
        for event in whole.events:
            known = self.events.get(event.mark.key)
            parts = tuple(p for p in event.participations if not self._is_rejected(p[0].actor))
            if known is None:
                yield replace(event, participations=parts)
            elif not known.here and known.review is not Review.REJECTED:
                yield self._told_again(replace(event, participations=parts), known)

    def _told_again(self, event: EventPlan, known: Standing) -> EventPlan:
        """Return the words that another source adds to an event, and nothing else to it."""
        dates = {
            edtf
            for (edtf,) in self.raw.execute(
                "SELECT edtf FROM date_claim WHERE event_id = ?", (known.id,)
            )
        }
        roles: dict[int, str] = dict(
            self.raw.execute(
                "SELECT actor_id, role FROM participation WHERE event_id = ?"
                " ORDER BY review <> 'rejected', id DESC",
                (known.id,),
            ).fetchall()
        )
        parts = []
        for part, words in event.participations:
            standing = self.actors.get(part.actor)
            if standing is not None and standing.id in roles:
                parts.append((replace(part, role=roles[standing.id]), words))
        claims = tuple(claim for claim in event.dates if claim[0].edtf in dates)
        return replace(event, dates=claims, participations=tuple(parts))

    def _links_left(self, whole: Plan) -> Iterator[RelationshipPlan]:
        for link in whole.relationships:
            ends = link.mark.subject, link.mark.object
            if any(self._is_rejected(end) for end in ends):
                continue
            known = [self.actors[end].id for end in ends if end in self.actors]
            if len(known) == 2 and known[0] == known[1]:
                continue  # someone said that the two are one
            rows = _links(self.raw, link.mark.predicate, *known) if len(known) == 2 else []
            if not rows or self._is_told_anew(link, rows):
                yield link

    def _is_told_anew(self, link: RelationshipPlan, rows: list[tuple[int, Review]]) -> bool:
        """Whether words of a link that is known come in; the row they go to is noted, if one.

        Not where it was only ever rejected, nor in a source that has words of it. Else they
        go to the row that has the same ones, or that waits; or wait beside the accepted row.
        """
        if any(id in self.links_here for id, _ in rows):
            return False
        quotes = {tuple(plain_words(words.quote)) for words in link.words}
        # What waits takes any words, so that only the others' are compared.
        same = [
            (id, review)
            for id, review in rows
            if review is not Review.PENDING and not quotes.isdisjoint(_told(self.raw, id))
        ]
        reviews = {review for _, review in same or rows}
        if reviews == {Review.REJECTED}:
            return False
        waiting = [row for row in rows if row[1] is Review.PENDING]
        live = [id for id, review in (*same, *waiting) if review is not Review.REJECTED]
        if live:
            self.links[link.mark.key] = live[0]
        return True

    def _mark(self, kind: MarkKind, key: str) -> int | None:
        """Return the row that a doubt's key means, or None for a rejected or unknown one."""
        known = (self.actors if kind is MarkKind.ACTOR else self.events).get(key)
        if known is not None:
            return None if known.review is Review.REJECTED else known.id
        written = (self.actor_ids if kind is MarkKind.ACTOR else self.event_ids).get(key)
        if written is not None:
            return written
        return self._id(
            f"SELECT here.id FROM {kind} JOIN {kind} AS here"
            f" ON here.id = coalesce({kind}.same_{kind}_id, {kind}.id)"
            f" WHERE {kind}.key = ? AND here.review <> 'rejected'",
            key,
        )

    def _actor_here(self, mark: ActorMark) -> int | None:
        known = self.actors.get(mark.key)
        return None if known is None else known.id

    def _event_here(self, mark: EventMark) -> int | None:
        known = self.events.get(mark.key)
        return None if known is None else known.id

    def _link_here(self, mark: RelationshipMark) -> int | None:
        return self.links.get(mark.key)

    def _aliases(self, actor: ActorPlan) -> None:
        known = self.actors.get(actor.mark.key)
        if known is None or (known.review is Review.PENDING and not known.here):
            super()._aliases(actor)

    def _key(self, table: str, key: str) -> str:
        """Return a key that no row has: another mark may bear a new one's by chance."""
        free, number = key, 2
        while self._id(f"SELECT id FROM {table} WHERE key = ?", free) is not None:
            free, number = f"{key}-{number}", number + 1
        return free


def _links(
    raw: sqlite3.Connection, predicate: str, subject: int, other: int
) -> list[tuple[int, Review]]:
    """Return the relationships of a kind between two actors, with their review."""
    sql = (
        "SELECT id, review FROM relationship"
        " WHERE subject_id = ? AND predicate = ? AND object_id = ? ORDER BY id"
    )
    found = raw.execute(sql, (subject, predicate, other)).fetchall()
    if is_symmetric(predicate):
        found += raw.execute(sql, (other, predicate, subject)).fetchall()
    return [(id, Review(review)) for id, review in found]


def _told(raw: sqlite3.Connection, id: int) -> Iterator[tuple[str, ...]]:
    """Yield the words that a relationship stands on, without case and marks."""
    for (quote,) in raw.execute("SELECT quote FROM evidence WHERE relationship_id = ?", (id,)):
        yield tuple(plain_words(quote))
