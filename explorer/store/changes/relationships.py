"""Relationships that a person edits."""

from __future__ import annotations

from explorer.domain.ids import Mark
from explorer.domain.kinds import Review
from explorer.domain.operations import EditRelationship
from explorer.errors import InputProblem
from explorer.store.changes.content import actor_for, edtf_of
from explorer.store.changes.rows import change, known, required
from explorer.store.changes.words import words_at
from explorer.store.journal import Recorder
from explorer.store.merge import bound_columns


def edit(recorder: Recorder, wanted: EditRelationship) -> str:
    """Set all of a relationship but its words; accept it with its two actors.

    The words of its date are checked, but not kept: a relationship has words of its own.
    """
    id = wanted.relationship_id
    row = known(recorder.raw, Mark.relationship(id))
    if wanted.subject == wanted.object:
        raise InputProblem("an actor has no relationship with itself", where=f"“{row.name}”")
    edtf = edtf_of(wanted.date)
    if wanted.date is not None:
        words_at(recorder.raw, wanted.date.words, f"“{row.name}”, date {edtf}")
    change(
        recorder,
        "relationship",
        id,
        subject_id=actor_for(recorder, wanted.subject),
        predicate=required(wanted.predicate, "the kind of relationship"),
        object_id=actor_for(recorder, wanted.object),
        status=wanted.status.value,
        edtf=edtf,
        **bound_columns(edtf),
        review=Review.ACCEPTED.value,
    )
    return f"Edit “{row.name}”"
