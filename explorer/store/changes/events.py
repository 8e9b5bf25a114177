"""Events that a person makes, edits and splits."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.ids import EventId, Mark
from explorer.domain.kinds import Origin
from explorer.domain.operations import EventContent
from explorer.errors import InputProblem
from explorer.store.changes.content import make_event, set_event
from explorer.store.changes.rows import known
from explorer.store.journal import Recorder


def add(recorder: Recorder, content: EventContent) -> str:
    """Make an event; returns the name for the Edit menu, as all of these do."""
    make_event(recorder, content, Origin.CURATED.value)
    return f"Add “{content.title.strip()}”"


def edit(recorder: Recorder, event_id: EventId, content: EventContent) -> str:
    """Set all of an event, and accept it."""
    row = known(recorder.raw, Mark.event(event_id))
    set_event(recorder, event_id, content)
    return f"Edit “{row.name}”"


def split(recorder: Recorder, event_id: EventId, contents: Sequence[EventContent]) -> str:
    """Make several events of one: the first keeps its row, the others are of the same origin."""
    row = known(recorder.raw, Mark.event(event_id))
    if len(contents) < 2:
        raise InputProblem("a split makes two events at least", where=f"event “{row.name}”")
    sql = "SELECT origin FROM event WHERE id = ?"
    (origin,) = recorder.raw.execute(sql, (event_id,)).fetchone()
    set_event(recorder, event_id, contents[0])
    for content in contents[1:]:
        make_event(recorder, content, origin)
    return f"Split “{row.name}”"
