"""The memory of two marks that may be one: a pair is proposed once, and follows its marks."""

from __future__ import annotations

import sqlite3

from explorer.domain.ids import MarkKind
from explorer.domain.kinds import Review
from explorer.store.changes.rows import set_review
from explorer.store.journal import Recorder


def propose(
    recorder: Recorder, kind: MarkKind, keep: int, other: int, why: str, drafter: str
) -> None:
    """Propose that two marks are one, unless that was ever proposed before."""
    if keep != other and _of_pair(recorder.raw, kind, keep, other) is None:
        ends = {f"keep_{kind}_id": keep, f"other_{kind}_id": other}
        recorder.insert("proposal", **ends, why=why, drafter=drafter)


def repoint(recorder: Recorder, kind: MarkKind, gone: int, keep: int) -> None:
    """Let the proposals about a mark that was folded speak of the one it is in.

    What was said of the two becomes decided; of two about the same pair one stays, rejected
    where either was.
    """
    ends = f"keep_{kind}_id", f"other_{kind}_id"
    rows = recorder.raw.execute(
        f"SELECT id, {ends[0]}, {ends[1]}, review FROM proposal"
        f" WHERE {ends[0]} = ? OR {ends[1]} = ? ORDER BY id",
        (gone, gone),
    ).fetchall()
    for id, first, second, review in rows:
        pair = [keep if end == gone else end for end in (first, second)]
        if pair[0] == pair[1]:
            set_review(recorder, "proposal", [id], Review.ACCEPTED)
            continue
        twin = _of_pair(recorder.raw, kind, *pair)
        if twin is None:
            recorder.update("proposal", id, **dict(zip(ends, pair, strict=True)))
        else:
            if review == Review.REJECTED:
                set_review(recorder, "proposal", [twin], Review.REJECTED)
            recorder.delete("proposal", [(id, id)])


def _of_pair(raw: sqlite3.Connection, kind: MarkKind, one: int, two: int) -> int | None:
    """Return the proposal about two marks, whichever of them it would keep."""
    found = raw.execute(
        f"SELECT id FROM proposal WHERE (keep_{kind}_id = ? AND other_{kind}_id = ?)"
        f" OR (keep_{kind}_id = ? AND other_{kind}_id = ?) ORDER BY id",
        (one, two, two, one),
    ).fetchone()
    return None if found is None else int(found[0])
