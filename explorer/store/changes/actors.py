"""Actors that a person edits, merges and splits."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.ids import ActorId, Mark, MarkKind
from explorer.domain.kinds import Review
from explorer.store.changes.folding import copy_words, distinct, merged_name
from explorer.store.changes.pairs import repoint
from explorer.store.changes.rows import change, ids, known, required, set_review
from explorer.store.journal import Recorder

_LINKS = """
SELECT id, subject_id, predicate, object_id, review, edtf FROM relationship
WHERE subject_id = ? OR object_id = ? ORDER BY id"""
_SAME_LINK = """
SELECT id FROM relationship WHERE subject_id = ? AND predicate = ? AND object_id = ?
AND review = ? AND edtf IS ? AND id <> ? AND review <> 'rejected' ORDER BY id"""


def edit(
    recorder: Recorder, actor_id: ActorId, name: str, kind: str, aliases: Sequence[str]
) -> str:
    """Set an actor's names and kind, and accept it; returns the name for the Edit menu."""
    row = known(recorder.raw, Mark.actor(actor_id))
    name, kind = required(name, "the actor's name"), required(kind, "the actor's kind")
    change(recorder, "actor", actor_id, name=name, kind=kind, review=Review.ACCEPTED.value)
    wanted = dict.fromkeys(" ".join(alias.split()) for alias in aliases)
    for id, alias in _aliases(recorder, actor_id):
        if alias not in wanted or alias == name:
            recorder.delete("alias", [(id, id)])
    add_aliases(recorder, actor_id, wanted)
    return f"Edit “{row.name}”"


def merge(recorder: Recorder, keep: ActorId, others: Sequence[ActorId]) -> str:
    """Fold actors into one; it is accepted where any of them was."""
    rows = distinct(recorder, Mark.actor(keep), [Mark.actor(other) for other in others])
    for row in rows[1:]:
        _fold(recorder, keep, row.mark.id, row.name)
    if any(row.review is Review.ACCEPTED for row in rows):
        set_review(recorder, "actor", [keep], Review.ACCEPTED)
    return merged_name(rows)


def add_aliases(recorder: Recorder, actor_id: int, names: Sequence[str] | dict[str, None]) -> None:
    """Give an actor other names; its own, and those it has, are left."""
    (own,) = recorder.raw.execute("SELECT name FROM actor WHERE id = ?", (actor_id,)).fetchone()
    there = {own, *(alias for _, alias in _aliases(recorder, actor_id))}
    for name in dict.fromkeys(names):
        if name and name not in there:
            recorder.insert("alias", actor_id=actor_id, name=name)


def _aliases(recorder: Recorder, actor_id: int) -> list[tuple[int, str]]:
    sql = "SELECT id, name FROM alias WHERE actor_id = ? ORDER BY id"
    return recorder.raw.execute(sql, (actor_id,)).fetchall()


def _fold(recorder: Recorder, keep: int, other: int, name: str) -> None:
    """Move all that is an actor's to another; its row stays, rejected, with its own names."""
    copy_words(recorder, "actor_id", other, keep)
    add_aliases(recorder, keep, [name, *(alias for _, alias in _aliases(recorder, other))])
    _move_parts(recorder, keep, other)
    _move_links(recorder, keep, other)
    _move_place(recorder, keep, other)
    for id in ids(recorder.raw, "SELECT id FROM actor WHERE same_actor_id = ?", other):
        recorder.update("actor", id, same_actor_id=keep)
    recorder.update("actor", other, review=Review.REJECTED.value, same_actor_id=keep)
    repoint(recorder, MarkKind.ACTOR, other, keep)


def _move_parts(recorder: Recorder, keep: int, other: int) -> None:
    """Move participations; where the kept actor takes part already, only their words."""
    there = {
        event_id: (id, review)
        for id, event_id, review in recorder.raw.execute(
            "SELECT id, event_id, review FROM participation WHERE actor_id = ?"
            " ORDER BY review <> 'rejected', id DESC",
            (keep,),
        )
    }
    rows = recorder.raw.execute(
        "SELECT id, event_id, review FROM participation WHERE actor_id = ? ORDER BY id", (other,)
    ).fetchall()
    for id, event_id, review in rows:
        if event_id not in there:
            recorder.update("participation", id, actor_id=keep)
            there[event_id] = id, review
            continue
        same, standing = there[event_id]
        if review != Review.REJECTED:
            copy_words(recorder, "participation_id", id, same)
            if standing != Review.ACCEPTED:
                set_review(recorder, "participation", [same], Review(review))
                there[event_id] = same, review
        set_review(recorder, "participation", [id], Review.REJECTED)


def _move_links(recorder: Recorder, keep: int, other: int) -> None:
    """Move relationships; one that is there already gets their words, none leads to itself."""
    for id, subject, predicate, object_id, review, edtf in recorder.raw.execute(
        _LINKS, (other, other)
    ).fetchall():
        ends = [keep if end == other else end for end in (subject, object_id)]
        same = ids(recorder.raw, _SAME_LINK, ends[0], predicate, ends[1], review, edtf, id)
        if ends[0] == ends[1]:
            set_review(recorder, "relationship", [id], Review.REJECTED)
        elif same:
            copy_words(recorder, "relationship_id", id, same[0])
            set_review(recorder, "relationship", [id], Review.REJECTED)
        else:
            recorder.update("relationship", id, subject_id=ends[0], object_id=ends[1])


def _move_place(recorder: Recorder, keep: int, other: int) -> None:
    pins = {
        actor_id: id
        for id, actor_id in recorder.raw.execute(
            "SELECT id, actor_id FROM position WHERE actor_id IN (?, ?)", (keep, other)
        )
    }
    if other in pins and keep in pins:
        recorder.delete("position", [(pins[other], pins[other])])
    elif other in pins:
        recorder.update("position", pins[other], actor_id=keep)
