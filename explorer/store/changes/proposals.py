"""Two marks that may be one: proposed once, decided by a person, remembered as a pair."""

from __future__ import annotations

import sqlite3
from typing import Any

from explorer.domain.ids import ActorId, EventId, MarkKind, ProposalId
from explorer.domain.kinds import Review
from explorer.errors import InputProblem
from explorer.store.changes import actors, folding
from explorer.store.changes.rows import set_review
from explorer.store.journal import Recorder


def decide_proposal(recorder: Recorder, proposal_id: ProposalId, verdict: Review) -> str:
    """Fold two marks as proposed, or remember that they are two; returns the menu's name."""
    kind, keep, other, review = _proposal(recorder.raw, proposal_id)
    if review is Review.ACCEPTED and verdict is not Review.ACCEPTED:
        raise InputProblem(
            "the two are one already", where=f"proposal {proposal_id}", remedy="Undo the merge"
        )
    if verdict is Review.ACCEPTED and review is not Review.ACCEPTED:
        if kind is MarkKind.ACTOR:
            name = actors.merge(recorder, ActorId(keep), (ActorId(other),))
        else:
            name = folding.merge(recorder, EventId(keep), (EventId(other),))
        set_review(recorder, "proposal", [proposal_id], verdict)
        return name
    set_review(recorder, "proposal", [proposal_id], verdict)
    names = " and ".join(f"“{_name(recorder.raw, kind, id)}”" for id in (keep, other))
    return f"Keep {names} apart" if verdict is Review.REJECTED else f"Ask again about {names}"


def _proposal(
    raw: sqlite3.Connection, proposal_id: ProposalId
) -> tuple[MarkKind, int, int, Review]:
    found: Any = raw.execute(
        "SELECT keep_actor_id, other_actor_id, keep_event_id, other_event_id, review"
        " FROM proposal WHERE id = ?",
        (proposal_id,),
    ).fetchone()
    if found is None:
        raise InputProblem("is no longer in the project", where=f"proposal {proposal_id}")
    if found[0] is not None:
        return MarkKind.ACTOR, found[0], found[1], Review(found[4])
    return MarkKind.EVENT, found[2], found[3], Review(found[4])


def _name(raw: sqlite3.Connection, kind: MarkKind, id: int) -> str:
    column = "name" if kind is MarkKind.ACTOR else "title"
    return str(raw.execute(f"SELECT {column} FROM {kind} WHERE id = ?", (id,)).fetchone()[0])
