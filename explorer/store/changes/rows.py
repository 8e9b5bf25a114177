"""What the modules of this package share: a row that must be there, and small changes of rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

from explorer.domain.ids import Mark, MarkKind
from explorer.domain.kinds import Review
from explorer.errors import InputProblem
from explorer.store.journal import Recorder
from explorer.values import dataclass

_FIND = {
    MarkKind.EVENT: """
SELECT event.title, event.review, same.title FROM event
LEFT JOIN event AS same ON same.id = event.same_event_id WHERE event.id = ?""",
    MarkKind.ACTOR: """
SELECT actor.name, actor.review, same.name FROM actor
LEFT JOIN actor AS same ON same.id = actor.same_actor_id WHERE actor.id = ?""",
    MarkKind.RELATIONSHIP: """
SELECT subject.name || ' ' || predicate || ' ' || object.name, link.review, NULL
FROM relationship AS link
JOIN actor AS subject ON subject.id = subject_id
JOIN actor AS object ON object.id = object_id WHERE link.id = ?""",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A mark's row: what it is called, and how it stands."""

    mark: Mark
    name: str
    review: Review


def known(raw: sqlite3.Connection, mark: Mark) -> Row:
    """Return a mark's row; raises InputProblem where it has gone, or was folded into another."""
    found = raw.execute(_FIND[mark.kind], (mark.id,)).fetchone()
    where = f"{mark.kind.value} {mark.id}"
    if found is None:
        raise InputProblem("is no longer in the project", where=where)
    name, review, same = found
    if same is not None:
        raise InputProblem(f"“{name}” was merged into “{same}”", where=where)
    return Row(mark, name, Review(review))


def live(raw: sqlite3.Connection, mark: Mark) -> Row:
    """Return a mark's row; raises InputProblem for a rejected one, too."""
    row = known(raw, mark)
    if row.review is Review.REJECTED:
        raise InputProblem(
            f"“{row.name}” was rejected",
            where=f"{mark.kind.value} {mark.id}",
            remedy="Put it back first",
        )
    return row


def ids(raw: sqlite3.Connection, sql: str, *values: Any) -> list[int]:
    """Return the first column of a query's rows."""
    return [row[0] for row in raw.execute(sql, values)]


def set_review(recorder: Recorder, table: str, ids: Iterable[int], review: Review) -> None:
    """Set the review of rows that stand in another."""
    for id in ids:
        change(recorder, table, id, review=review.value)


def change(recorder: Recorder, table: str, id: int, **values: Any) -> None:
    """Set columns of a row; those that hold these values already are left alone."""
    names = list(values)
    columns = ", ".join(f'"{name}"' for name in names)
    found = recorder.raw.execute(f"SELECT {columns} FROM {table} WHERE id = ?", (id,)).fetchone()
    if found is None:
        raise InputProblem("is no longer there", where=f"{table} {id}")
    new = {
        name: values[name] for name, old in zip(names, found, strict=True) if old != values[name]
    }
    if new:
        recorder.update(table, id, **new)


def required(text: str, what: str) -> str:
    """Return a text without blanks at its ends; raises InputProblem where nothing is left."""
    bare = " ".join(text.split())
    if not bare:
        raise InputProblem(f"{what} is missing")
    return bare
