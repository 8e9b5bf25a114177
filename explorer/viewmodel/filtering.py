"""Gestures on the filter: tick, untick, clear. Each ends in one update of the state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId, SourceId
from explorer.domain.kinds import Status
from explorer.viewmodel.session import Session

T = TypeVar("T")


def toggle_actor(session: Session, actor: ActorId, origin: str) -> None:
    """Put an actor into the filter, or take it out."""
    wanted = session.state.filter
    session.update(origin, filter=replace(wanted, actors=wanted.actors ^ {actor}))


def only_actor(session: Session, actor: ActorId, origin: str) -> None:
    """Filter by this actor alone; again lifts it."""
    wanted = session.state.filter
    chosen: frozenset[ActorId] = frozenset() if wanted.actors == {actor} else frozenset({actor})
    session.update(origin, filter=replace(wanted, actors=chosen))


def set_match(session: Session, match: Match, origin: str) -> None:
    session.update(origin, filter=replace(session.state.filter, match=match))


def toggle_kind(session: Session, key: str, origin: str) -> None:
    wanted = session.state.filter
    kinds = _toggled(wanted.kinds, key, session.corpus.kinds)
    session.update(origin, filter=replace(wanted, kinds=kinds))


def only_kind(session: Session, key: str, origin: str) -> None:
    """Show this kind alone; again shows all."""
    wanted = session.state.filter
    alone = frozenset({key})
    kinds = None if wanted.kinds == alone else alone
    session.update(origin, filter=replace(wanted, kinds=kinds))


def toggle_status(session: Session, status: Status, origin: str) -> None:
    wanted = session.state.filter
    statuses = _toggled(wanted.statuses, status, tuple(Status))
    session.update(origin, filter=replace(wanted, statuses=statuses))


def toggle_source(session: Session, source: SourceId, origin: str) -> None:
    wanted = session.state.filter
    sources = _toggled(wanted.sources, source, tuple(session.corpus.sources))
    session.update(origin, filter=replace(wanted, sources=sources))


def set_review(session: Session, scope: ReviewScope, origin: str) -> None:
    session.update(origin, filter=replace(session.state.filter, review=scope))


def set_words(session: Session, words: str, origin: str) -> None:
    session.update(origin, filter=replace(session.state.filter, words=words.strip()))


def set_period(session: Session, period: Period | None, origin: str) -> None:
    session.update(origin, filter=replace(session.state.filter, period=period))


def clear(session: Session, origin: str) -> None:
    """Lift every restriction; match mode and review scope stay, and so does the view."""
    session.find_no_more(origin)
    wanted = session.state.filter
    session.update(origin, filter=Filter(match=wanted.match, review=wanted.review))


def filter_to_selection(session: Session, origin: str) -> None:
    """Filter by the selected actors, and by those of the selected events and links."""
    chosen = frozenset(a for mark in session.state.selection for a in _actors_of(session, mark))
    if chosen:
        session.update(origin, filter=replace(session.state.filter, actors=chosen))


def _actors_of(session: Session, mark: Mark) -> tuple[ActorId, ...]:
    if mark.kind is MarkKind.ACTOR:
        return (ActorId(mark.id),)
    if mark.kind is MarkKind.RELATIONSHIP:
        link = session.corpus.relationships[RelationshipId(mark.id)]
        return link.subject, link.object
    event = session.corpus.event(EventId(mark.id))
    return tuple(part.actor_id for part in event.participations)


def _toggled(chosen: frozenset[T] | None, one: T, every: Iterable[T]) -> frozenset[T] | None:
    everything = frozenset(every)
    now = (everything if chosen is None else chosen) ^ {one}
    return None if now >= everything else frozenset(now)
