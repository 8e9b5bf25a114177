"""What a person arranges: actors' places in the relationship panel, and named views."""

from __future__ import annotations

from explorer.domain.ids import ActorId
from explorer.domain.records import Position
from explorer.errors import InputProblem
from explorer.store.journal import Recorder

_MORE_THAN_NAMED = 2


def pin(recorder: Recorder, positions: tuple[Position, ...]) -> str:
    """Give actors their places; returns the name for the Edit menu, as all of these do."""
    for position in positions:
        _unpin(recorder, position.actor_id)
        recorder.insert(
            "position",
            actor_id=_known_actor(recorder, position.actor_id),
            x=position.x,
            y=position.y,
        )
    return "Pin " + _named(recorder, [position.actor_id for position in positions])


def unpin(recorder: Recorder, actor_ids: tuple[ActorId, ...]) -> str:
    """Give actors' places back to the layout."""
    for actor_id in actor_ids:
        _unpin(recorder, actor_id)
    return "Unpin " + _named(recorder, actor_ids)


def _unpin(recorder: Recorder, actor_id: ActorId) -> None:
    rows = recorder.raw.execute("SELECT id FROM position WHERE actor_id = ?", (actor_id,))
    for (id,) in rows.fetchall():
        recorder.delete("position", [(id, id)])


def _known_actor(recorder: Recorder, actor_id: ActorId) -> ActorId:
    if recorder.raw.execute("SELECT 1 FROM actor WHERE id = ?", (actor_id,)).fetchone() is None:
        raise InputProblem("is no longer in the project", where=f"actor {actor_id}")
    return actor_id


def _named(recorder: Recorder, actor_ids: list[ActorId] | tuple[ActorId, ...]) -> str:
    if len(actor_ids) > _MORE_THAN_NAMED:
        return f"{len(actor_ids)} actors"
    sql = "SELECT name FROM actor WHERE id = ?"
    names = [row[0] for id in actor_ids for row in recorder.raw.execute(sql, (id,))]
    return " and ".join(names) or "nothing"


def save_view(recorder: Recorder, name: str, state: str, slot: int | None) -> str:
    if not name.strip():
        raise InputProblem("a view needs a name")
    if slot is not None and slot not in range(1, 10):
        raise InputProblem(f"there is no slot {slot}", remedy="Choose one from 1 to 9")
    found = recorder.raw.execute(
        "SELECT id, slot FROM saved_view WHERE name = ?", (name,)
    ).fetchone()
    taken = recorder.raw.execute(
        "SELECT id FROM saved_view WHERE slot = ? AND name <> ?", (slot, name)
    ).fetchone()
    if taken is not None:
        recorder.update("saved_view", taken[0], slot=None)
    if found is None:
        recorder.insert("saved_view", name=name, state=state, slot=slot)
    else:
        # Saved again without a slot, a view keeps the one it has.
        recorder.update(
            "saved_view", found[0], state=state, slot=found[1] if slot is None else slot
        )
    return f"Save view “{name}”"


def delete_view(recorder: Recorder, name: str) -> str:
    found = recorder.raw.execute("SELECT id FROM saved_view WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise InputProblem(f"there is no saved view “{name}”")
    recorder.delete("saved_view", [(found[0], found[0])])
    return f"Delete view “{name}”"
