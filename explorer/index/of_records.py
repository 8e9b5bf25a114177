"""Columns made of records that are all in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.columns.build import Events, build, joined
from explorer.columns.patch import patched
from explorer.columns.values import (
    CONTESTED,
    OPEN_END,
    OPEN_START,
    ORIGINS,
    REVIEWS,
    SHAPES,
    STATUSES,
    WIDENED,
    Columns,
    Ints,
)
from explorer.domain.kinds import EVENT_KINDS
from explorer.domain.records import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from explorer.index.corpus import Holdings

_KINDS = tuple(kind.key for kind in EVENT_KINDS)
_MOST_PATCHED = 200
_OPEN = (int(OPEN_START), int(OPEN_START), int(OPEN_END), int(OPEN_END))
_STATUS = {status: code for code, status in enumerate(STATUSES)}
_REVIEW = {review: code for code, review in enumerate(REVIEWS)}
_ORIGIN = {origin: code for code, origin in enumerate(ORIGINS)}
_SHAPE = {shape: code for code, shape in enumerate(SHAPES, 1)}


def columns_of(records: Holdings) -> Columns:
    """Return the columns of a project's records."""
    return build(joined([_events(records.events)], _KINDS), *_ids(records))


def columns_after(old: Columns, before: Holdings, records: Holdings) -> Columns:
    """Return the columns of records, made of those of the records before an edit.

    A record that an edit left alone is the very same one (`store.snapshots`). Where many
    are others, all columns are made anew.
    """
    there = {event.id: event for event in before.events}
    fresh = [event for event in records.events if there.pop(event.id, None) is not event]
    changed = np.array([*(event.id for event in fresh), *there], dtype=np.int64)
    if len(changed) > _MOST_PATCHED:
        return columns_of(records)
    events = joined([_events(fresh)], _KINDS)
    return patched(old, np.unique(changed), events, *_ids(records), _KINDS, generation=0)


def _ids(records: Holdings) -> tuple[Ints, Ints]:
    """Return the ids of the actors and of the sources, ascending."""
    return (
        np.array(sorted(actor.id for actor in records.actors), dtype=np.int64),
        np.array(sorted(source.id for source in records.sources), dtype=np.int64),
    )


def _events(events: Sequence[Event]) -> Events:
    kinds = {kind: code for code, kind in enumerate(dict.fromkeys(e.kind for e in events))}
    values = np.array([_values(event, kinds) for event in events], dtype=np.int64).reshape(-1, 13)
    parts = _pairs((e.id, part.actor_id) for e in events for part in e.participations)
    told = _pairs((e.id, item.source_id) for e in events for item in e.evidence)
    return Events(tuple(kinds), *np.ascontiguousarray(values.T), *parts, *told)


def _pairs(pairs: Iterable[tuple[int, int]]) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    return np.ascontiguousarray(np.array(list(pairs), dtype=np.int64).reshape(-1, 2).T)


def _values(event: Event, kinds: dict[str, int]) -> tuple[int, ...]:
    return (
        event.id,
        *_bounds(event),
        kinds[event.kind],
        _STATUS[event.status],
        _REVIEW[event.review],
        _ORIGIN[event.origin],
        _shape(event),
        *min(
            ((item.source_id, item.paragraph, item.start) for item in event.evidence),
            default=(0, 0, 0),
        ),
    )


def _bounds(event: Event) -> tuple[int, ...]:
    if event.date is None:
        return _OPEN
    bounds = event.date.bounds
    found = (bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max)
    return tuple(
        empty if value is None else value for value, empty in zip(found, _OPEN, strict=True)
    )


def _shape(event: Event) -> int:
    if event.date is None:
        return 0
    widened = WIDENED if event.date.bounds != event.date.strict else 0
    return _SHAPE[event.date.shape] | widened | (CONTESTED if len(event.claims) > 1 else 0)
