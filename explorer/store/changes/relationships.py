"""Relationships that a person makes or edits."""

from __future__ import annotations

from explorer.domain.ids import Mark
from explorer.domain.kinds import Origin, Review
from explorer.domain.operations import AddRelationship, EditRelationship
from explorer.errors import InputProblem
from explorer.store.changes.content import actor_for, edtf_of
from explorer.store.changes.rows import change, known, required
from explorer.store.changes.words import words_at
from explorer.store.evidence import set_words
from explorer.store.journal import Recorder
from explorer.store.merge import bound_columns


def add(recorder: Recorder, wanted: AddRelationship) -> str:
    """Make a relationship that stands on its quotes; accept it with its two actors."""
    ends = (known(recorder.raw, Mark.actor(actor)) for actor in (wanted.subject, wanted.object))
    name = f" {wanted.predicate.strip()} ".join(row.name for row in ends)
    quotes = words_at(recorder.raw, wanted.quotes, f"“{name}”")
    if not quotes:
        raise InputProblem("has no words to stand on", where=f"“{name}”", remedy="Give it a quote")
    columns = _columns(recorder, wanted, f"“{name}”")
    id = recorder.insert("relationship", **columns, origin=Origin.CURATED.value)
    set_words(recorder, ("relationship_id", id), quotes)
    return f"Add “{name}”"


def edit(recorder: Recorder, wanted: EditRelationship) -> str:
    """Set all of a relationship but its words; accept it with its two actors."""
    id = wanted.relationship_id
    row = known(recorder.raw, Mark.relationship(id))
    change(recorder, "relationship", id, **_columns(recorder, wanted, f"“{row.name}”"))
    return f"Edit “{row.name}”"


def _columns(
    recorder: Recorder, wanted: AddRelationship | EditRelationship, where: str
) -> dict[str, int | str | None]:
    """Return what a person says of a relationship.

    The words of its date are checked, but not kept: a relationship has words of its own.
    """
    if wanted.subject == wanted.object:
        raise InputProblem("an actor has no relationship with itself", where=where)
    edtf = edtf_of(wanted.date)
    if wanted.date is not None:
        words_at(recorder.raw, wanted.date.words, f"{where}, date {edtf}")
    return {
        "subject_id": actor_for(recorder, wanted.subject),
        "predicate": required(wanted.predicate, "the kind of relationship"),
        "object_id": actor_for(recorder, wanted.object),
        "status": wanted.status.value,
        "edtf": edtf,
        **bound_columns(edtf),
        "review": Review.ACCEPTED.value,
    }
