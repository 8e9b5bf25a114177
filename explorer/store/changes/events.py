"""Events that a person makes, edits, splits and merges."""

from __future__ import annotations

from explorer.domain.ids import EventId, Mark
from explorer.domain.kinds import Origin
from explorer.domain.operations import EventContent
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
