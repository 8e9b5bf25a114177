"""From events as they come to columns in order.

`Events` is a partition: whatever part of a project was read, in any order. Partitions are
joined by laying them end to end, so columns of several are those of one.
"""

from __future__ import annotations

import numpy as np

from explorer.columns.postings import Postings, places, postings
from explorer.columns.values import (
    ACCEPTED,
    BOUNDS,
    FAR,
    NAMES,
    OPEN_END,
    OPEN_START,
    Array,
    Bools,
    Columns,
    Head,
    Ints,
    ids_of,
    smallest,
)
from explorer.values import dataclass, fields

_STRETCH = 1 << 16  # rows looked at together: they stay in the processor's cache
_CODES = ("status", "review", "origin", "shape")


@dataclass(frozen=True, eq=False)
class Events:
    """Some events as arrays of int64, one value an event, and pairs with actors and sources.

    `kind` counts into `kinds`; `status`, `review`, `origin` and `shape` are the codes of
    `values`. Bounds are in full, with OPEN_START and OPEN_END; an event without a place in
    time has all four open. `source` is the id of the source of an event's first words, 0
    for none. `part_event` and `part_actor` are ids of events and of who takes part;
    `told_event` and `told_source` of events and of the sources that have words for them.
    Pairs may stand twice, and name events of no interest.
    """

    kinds: tuple[str, ...]
    id: Ints
    start_min: Ints
    start_max: Ints
    end_min: Ints
    end_max: Ints
    kind: Ints
    status: Ints
    review: Ints
    origin: Ints
    shape: Ints
    source: Ints
    paragraph: Ints
    offset: Ints
    part_event: Ints
    part_actor: Ints
    told_event: Ints
    told_source: Ints

    @property
    def placed(self) -> Bools:
        """Which of the events have a place in time."""
        open_ends = (self.end_min == OPEN_END) & (self.end_max == OPEN_END)
        open_starts = (self.start_min == OPEN_START) & (self.start_max == OPEN_START)
        return np.asarray(~(open_starts & open_ends), dtype=np.bool_)


def joined(parts: list[Events], known: tuple[str, ...] = ()) -> Events:
    """Lay partitions end to end; `known` kinds come first, all others in order of the alphabet."""
    kinds = in_order({kind for part in parts for kind in part.kinds}, known)
    code = {kind: index for index, kind in enumerate(kinds)}
    found: dict[str, Ints] = {}
    for field in fields(Events)[1:]:
        pieces = [getattr(part, field.name) for part in parts]
        if field.name == "kind":
            tables = [np.array([code[k] for k in p.kinds], dtype=np.int64) for p in parts]
            pieces = [table[piece] for table, piece in zip(tables, pieces, strict=True)]
        found[field.name] = np.concatenate([np.zeros(0, dtype=np.int64), *pieces])
    return Events(kinds, **found)


def in_order(kinds: set[str], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the kinds that columns count by: the known ones, then the others by name."""
    return (*known, *sorted(kinds - set(known)))


def build(events: Events, actor_ids: Ints, source_ids: Ints, generation: int = 0) -> Columns:
    """Return the columns of all of a project's events.

    `actor_ids` and `source_ids` ascend, and are all there are; pairs with others are left out.
    """
    order = in_time(events)
    arrays: dict[str, Array] = {}
    dated = int(np.count_nonzero(events.placed))
    arrays["id"] = ids_of(events.id[order])
    row = np.empty(len(order), dtype=np.int32)  # of each event, as they come
    row[order] = np.arange(len(order), dtype=np.int32)
    by_id = _ascending(events.id)
    ids, rows = events.id[by_id], row[by_id]
    arrays["by_id"] = rows
    arrays |= encoded({name: getattr(events, name)[order] for name in BOUNDS}, dated)
    arrays["kind"] = smallest(events.kind[order])
    for name in _CODES:
        arrays[name] = getattr(events, name)[order].astype(np.uint8)
    arrays["source"] = smallest(places(source_ids, events.source)[order] + 1)
    arrays["paragraph"] = smallest(events.paragraph[order])
    arrays["offset"] = smallest(events.offset[order])
    arrays["actor_id"] = actor_ids.astype(np.int64)
    parts = _pairs(events.part_event, events.part_actor, ids, rows, actor_ids)
    arrays["actor_ptr"], arrays["actor_rows"] = parts.group_ptr, parts.group_rows
    arrays["part_ptr"], arrays["part_actor"] = ids_of(parts.row_ptr), parts.row_groups
    told = _pairs(events.told_event, events.told_source, ids, rows, source_ids)
    arrays["source_id"] = source_ids.astype(np.int64)
    arrays["source_ptr"], arrays["source_rows"] = told.group_ptr, told.group_rows
    arrays = {name: arrays[name] for name in NAMES}
    return Columns(head_of(arrays, dated, events.kinds, generation), arrays)


def _ascending(ids: Ints) -> Ints:
    """Return the order of ids; quick where they are in order."""
    if bool((ids[1:] > ids[:-1]).all()):
        return np.arange(len(ids))
    return np.argsort(ids, kind="stable")


def _pairs(event: Ints, other: Ints, ids: Ints, rows: Array, other_ids: Ints) -> Postings:
    """Return pairs of ids as postings of rows, unknown ones left out.

    `ids` ascend, with the row of each in `rows`; `other_ids` ascend.
    """
    at, to = places(ids, event), places(other_ids, other)
    known = (at >= 0) & (to >= 0)
    if not known.all():
        at, to = at[known], to[known]
    return postings(to, rows[at].astype(np.int64), len(other_ids), len(ids))


def head_of(arrays: dict[str, Array], dated: int, kinds: tuple[str, ...], generation: int) -> Head:
    """Return the head of arrays that are complete."""
    low, high = extremes(arrays, dated)
    accepted = int(np.count_nonzero(arrays["review"] == ACCEPTED))
    return Head(len(arrays["id"]), dated, accepted, kinds, low, high, generation)


def in_time(events: Events) -> Ints:
    """Return the order of the rows; see `values`."""
    placed = events.placed
    dated, undated = np.flatnonzero(placed), np.flatnonzero(~placed)
    keys = [events.end_max[dated], events.start_min[dated]]
    ids = events.id[dated]
    if not bool((ids[1:] > ids[:-1]).all()):
        keys.insert(0, ids)
    by_time = np.lexsort(tuple(keys))
    by_text = np.lexsort(
        tuple(getattr(events, name)[undated] for name in ("id", "offset", "paragraph", "source"))
    )
    return np.concatenate([dated[by_time], undated[by_text]])


def encoded(bounds: dict[str, Ints], dated: int) -> dict[str, Array]:
    """Return bounds in full, in order of rows, as they are kept: offsets, and what is none."""
    start = bounds["start_min"]
    found: dict[str, Array] = {"start_min": start}
    far = np.zeros(len(start), dtype=np.bool_)
    for name in BOUNDS[1:]:
        # As unsigned, a bound before the start is further off than any offset.
        offset = bounds[name].view(np.uint64) - start.view(np.uint64)
        offset[dated:] = 0
        beyond = offset >= FAR
        beyond[:dated] |= (start[:dated] == OPEN_START) | (bounds[name][:dated] == OPEN_END)
        far |= beyond
        found[name] = np.where(beyond, FAR, offset).astype(np.uint32)
    rows = np.flatnonzero(far)
    found["far_row"] = rows.astype(np.int32)
    found["far_value"] = np.stack([bounds[name][rows] for name in BOUNDS[1:]], axis=1)
    return found


def extremes(arrays: dict[str, Array], dated: int) -> tuple[int | None, int | None]:
    """Return the earliest and the latest bound that is known."""
    starts, far = arrays["start_min"][:dated], arrays["far_value"]
    known = [far[(far != OPEN_START) & (far != OPEN_END)]]
    first = int(np.searchsorted(starts, OPEN_START, side="right"))
    if first < dated:
        known.append(starts[[first, -1]])
    for low in range(first, dated, _STRETCH):
        for name in BOUNDS[1:]:
            offsets = arrays[name][low : low + _STRETCH][: dated - low]
            near = offsets != FAR
            ends = starts[low : low + _STRETCH][near] + offsets[near]
            known.append(ends.max(keepdims=True) if len(ends) else ends)
    every = np.concatenate(known)
    return (int(every.min()), int(every.max())) if len(every) else (None, None)
