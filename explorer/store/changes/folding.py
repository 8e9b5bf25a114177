"""Several events that are one: folded into the one that is kept."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.domain.kinds import Review
from explorer.errors import InputProblem
from explorer.store.changes.decide import decide_event
from explorer.store.changes.pairs import repoint
from explorer.store.changes.rows import Row, live
from explorer.store.evidence import add_words, standing
from explorer.store.journal import Recorder
from explorer.store.tellings import move as move_tellings

_CLAIM = ("edtf", "words", "anchor", "start_min", "start_max", "end_min", "end_max")
_MADE_BY = ("wordless", "origin", "review")


def merge(recorder: Recorder, keep: EventId, others: Sequence[EventId]) -> str:
    """Fold events into one; returns the name for the Edit menu.

    It is accepted where any of them was; otherwise it still waits, with all that came.
    """
    rows = distinct(recorder, Mark.event(keep), [Mark.event(other) for other in others])
    for row in rows[1:]:
        _fold(recorder, keep, row.mark.id)
    if any(row.review is Review.ACCEPTED for row in rows):
        decide_event(recorder, keep, Review.ACCEPTED)
    return merged_name(rows)


def distinct(recorder: Recorder, keep: Mark, others: Sequence[Mark]) -> list[Row]:
    """Return the rows to merge, the kept one first; raises where they are not two at least."""
    marks = dict.fromkeys((keep, *others))
    if len(marks) < 2:
        raise InputProblem("there is nothing to merge it with", where=f"{keep.kind} {keep.id}")
    return [live(recorder.raw, mark) for mark in marks]


def merged_name(rows: Sequence[Row]) -> str:
    """Return what a merge is called in the Edit menu."""
    what = f"“{rows[1].name}”" if len(rows) == 2 else f"{len(rows) - 1} {rows[0].mark.kind}s"
    return f"Merge {what} into “{rows[0].name}”"


def copy_words(recorder: Recorder, owner: str, other: int, to: int) -> None:
    """Let row `to` stand on the words of row `other`, too; `owner` is one of `OWNERS`."""
    add_words(recorder, (owner, to), standing(recorder.raw, (owner, other)))


def _fold(recorder: Recorder, keep: int, other: int) -> None:
    copy_words(recorder, "event_id", other, keep)
    move_tellings(recorder, other, keep)
    _fold_dates(recorder, keep, other)
    _fold_parts(recorder, keep, other)
    for (id,) in recorder.raw.execute(
        "SELECT id FROM event WHERE same_event_id = ?", (other,)
    ).fetchall():
        recorder.update("event", id, same_event_id=keep)
    recorder.update("event", other, review=Review.REJECTED.value, same_event_id=keep)
    repoint(recorder, MarkKind.EVENT, other, keep)


def _fold_dates(recorder: Recorder, keep: int, other: int) -> None:
    """Add the dates that are not there; the kept event's own stays chosen."""
    raw = recorder.raw
    there = {
        edtf: (id, chosen)
        for id, edtf, chosen in raw.execute(
            "SELECT id, edtf, chosen FROM date_claim WHERE event_id = ?", (keep,)
        )
    }
    has_date = any(chosen for _, chosen in there.values())
    columns = (*_CLAIM, *_MADE_BY)
    rows = raw.execute(
        f"SELECT id, chosen, {', '.join(columns)} FROM date_claim"
        " WHERE event_id = ? AND review <> 'rejected' ORDER BY id",
        (other,),
    ).fetchall()
    for claim, chosen, *values in rows:
        id = there.get(values[0], (None, 0))[0]
        if id is None:
            own = {"event_id": keep, "chosen": int(chosen and not has_date)}
            id = recorder.insert("date_claim", **own, **dict(zip(columns, values, strict=True)))
        copy_words(recorder, "date_claim_id", claim, id)


def _fold_parts(recorder: Recorder, keep: int, other: int) -> None:
    """Add who takes part; an actor that does already keeps its role."""
    raw = recorder.raw
    there = {
        actor_id: id
        for id, actor_id in raw.execute(
            "SELECT id, actor_id FROM participation WHERE event_id = ?"
            " ORDER BY review <> 'rejected', id DESC",
            (keep,),
        )
    }
    rows = raw.execute(
        "SELECT id, actor_id, role, origin, review FROM participation"
        " WHERE event_id = ? AND review <> 'rejected' ORDER BY id",
        (other,),
    ).fetchall()
    for part, actor_id, role, origin, review in rows:
        if actor_id not in there:
            values = {"actor_id": actor_id, "role": role, "origin": origin, "review": review}
            there[actor_id] = recorder.insert("participation", event_id=keep, **values)
        copy_words(recorder, "participation_id", part, there[actor_id])
