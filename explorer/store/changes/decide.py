"""A person's yes or no to marks, and what goes along with it."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.ids import Mark, MarkKind
from explorer.domain.kinds import Review
from explorer.store.changes.rows import Row, ids, known, live, set_review
from explorer.store.journal import Recorder

_VERBS = {Review.ACCEPTED: "Accept", Review.REJECTED: "Reject", Review.PENDING: "Put back"}

_PARTS = """
SELECT participation.id FROM participation JOIN actor ON actor.id = actor_id
WHERE event_id = ? AND participation.review = ? AND actor.review <> 'rejected'"""
_PLAYERS = """
SELECT DISTINCT actor_id FROM participation JOIN actor ON actor.id = actor_id
WHERE event_id = ? AND participation.review = 'accepted' AND actor.review = 'pending'"""
_LINKS = """
SELECT link.id FROM relationship AS link
JOIN actor AS subject ON subject.id = subject_id
JOIN actor AS object ON object.id = object_id
WHERE (subject_id = ? OR object_id = ?) AND link.review = ?"""


def decide(recorder: Recorder, marks: Sequence[Mark], verdict: Review) -> str:
    """Accept, reject or put back marks; returns the name for the Edit menu."""
    rows = [known(recorder.raw, mark) for mark in dict.fromkeys(marks)]
    for row in rows:
        _decide(recorder, row, verdict)
    what = f"“{rows[0].name}”" if len(rows) == 1 else f"{len(rows):,} marks"
    return f"{_VERBS[verdict]} {what}"


def _decide(recorder: Recorder, row: Row, verdict: Review) -> None:
    if row.mark.kind is MarkKind.EVENT:
        decide_event(recorder, row.mark.id, verdict)
    elif row.mark.kind is MarkKind.ACTOR:
        decide_actor(recorder, row, verdict)
    else:
        decide_relationship(recorder, row.mark.id, verdict)


def decide_event(recorder: Recorder, event_id: int, verdict: Review) -> None:
    """Accepted, its dates, participations and their actors come along.

    Rejected, its parts stay as they are, unseen; put back, they wait with it.
    """
    set_review(recorder, "event", [event_id], verdict)
    if verdict is Review.REJECTED:
        return
    before = Review.PENDING if verdict is Review.ACCEPTED else Review.ACCEPTED
    raw = recorder.raw
    claims = ids(
        raw, "SELECT id FROM date_claim WHERE event_id = ? AND review = ?", event_id, before
    )
    set_review(recorder, "date_claim", claims, verdict)
    set_review(recorder, "participation", ids(raw, _PARTS, event_id, before), verdict)
    if verdict is Review.ACCEPTED:
        set_review(recorder, "actor", ids(raw, _PLAYERS, event_id), verdict)


def decide_actor(recorder: Recorder, row: Row, verdict: Review) -> None:
    """Rejected, what is pending of its participations and relationships goes along.

    Taken back from that, they wait again; but not those that another rejected actor holds.
    """
    id, raw = row.mark.id, recorder.raw
    set_review(recorder, "actor", [id], verdict)
    if verdict is Review.REJECTED:
        before, after, links = Review.PENDING, Review.REJECTED, _LINKS
    elif row.review is Review.REJECTED:
        before, after = Review.REJECTED, Review.PENDING
        links = f"{_LINKS} AND 'rejected' NOT IN (subject.review, object.review)"
    else:
        return
    parts = ids(raw, "SELECT id FROM participation WHERE actor_id = ? AND review = ?", id, before)
    set_review(recorder, "participation", parts, after)
    set_review(recorder, "relationship", ids(raw, links, id, id, before), after)


def decide_relationship(recorder: Recorder, id: int, verdict: Review) -> None:
    """Accepted, its two actors come along; a rejected one of them is told."""
    if verdict is Review.ACCEPTED:
        ends = recorder.raw.execute(
            "SELECT subject_id, object_id FROM relationship WHERE id = ?", (id,)
        ).fetchone()
        for actor_id in ends:
            live(recorder.raw, Mark.actor(actor_id))
        set_review(recorder, "actor", ends, verdict)
    set_review(recorder, "relationship", [id], verdict)
