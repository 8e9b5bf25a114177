"""Lanes that a person keeps on top, whoever else is busier."""

from __future__ import annotations

from explorer.domain.ids import ActorId, MarkKind
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes


def pinnable(session: Session) -> ActorId | None:
    """Return the actor whose lane can be pinned or let go: the one that was chosen last."""
    leading = session.state.leading
    if leading is None or leading.kind is not MarkKind.ACTOR:
        return None
    return ActorId(leading.id)


def words(session: Session) -> str:
    """Return what would be done now, by name where there is one."""
    actor = pinnable(session)
    if actor is None or actor not in session.corpus.actors:
        return "Pin the lane of the chosen actor"
    verb = "Unpin" if actor in session.state.pinned else "Pin"
    return f"{verb} the lane of {session.corpus.actors[actor].name}"


def toggle(session: Session, origin: str) -> None:
    """Put the chosen actor's lane on top, below those pinned before; again lets it go."""
    actor, pinned = pinnable(session), session.state.pinned
    if actor is None:
        return
    if actor in pinned:
        session.update(origin, pinned=tuple(other for other in pinned if other != actor))
    else:
        session.update(origin, pinned=(*pinned, actor), lanes=Lanes.ACTOR)
