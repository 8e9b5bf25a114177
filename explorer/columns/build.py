"""From events as they come to columns in order.

`Events` is a partition: whatever part of a project was read, in any order. Partitions are
joined by laying them end to end, so columns of several are those of one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

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
    by_id = np.argsort(events.id[order], kind="stable")
    arrays["by_id"] = by_id.astype(np.int32)
    arrays |= encoded({name: getattr(events, name)[order] for name in BOUNDS}, dated)
    arrays["kind"] = smallest(events.kind[order])
    for name in _CODES:
        arrays[name] = getattr(events, name)[order].astype(np.uint8)
    source = np.searchsorted(source_ids, events.source[order]) + 1
    arrays["source"] = smallest(np.where(events.source[order] == 0, 0, source))
    arrays["paragraph"] = smallest(events.paragraph[order])
    arrays["offset"] = smallest(events.offset[order])
    ids = events.id[order][by_id]
    parts = pairs(events.part_event, events.part_actor, ids, by_id, actor_ids)
    arrays["actor_id"] = actor_ids.astype(np.int64)
    arrays["actor_ptr"], arrays["actor_rows"] = postings(parts, len(actor_ids))
    arrays["part_ptr"], arrays["part_actor"] = postings(parts[::-1], len(order))
    told = pairs(events.told_event, events.told_source, ids, by_id, source_ids)
    arrays["source_id"] = source_ids.astype(np.int64)
    arrays["source_ptr"], arrays["source_rows"] = postings(told, len(source_ids))
    arrays = {name: arrays[name] for name in NAMES}
    return Columns(head_of(arrays, dated, events.kinds, generation), arrays)


def head_of(arrays: dict[str, Array], dated: int, kinds: tuple[str, ...], generation: int) -> Head:
    """Return the head of arrays that are complete."""
    low, high = _extremes(arrays, dated)
    accepted = int(np.count_nonzero(arrays["review"] == ACCEPTED))
    return Head(len(arrays["id"]), dated, accepted, kinds, low, high, generation)


def in_time(events: Events) -> Ints:
    """Return the order of the rows; see `values`."""
    placed = events.placed
    dated, undated = np.flatnonzero(placed), np.flatnonzero(~placed)
    by_time = np.lexsort((events.id[dated], events.end_max[dated], events.start_min[dated]))
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


def pairs(event: Ints, other: Ints, ids: Ints, rows: Ints, other_ids: Ints) -> tuple[Ints, Ints]:
    """Return pairs of ids as `(index of the other, row)`, unknown ones and repeats left out.

    `ids` ascend, with the row of each in `rows`; `other_ids` ascend.
    """
    if not (len(event) and len(ids) and len(other_ids)):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(ids, event), len(ids) - 1)
    to = np.minimum(np.searchsorted(other_ids, other), len(other_ids) - 1)
    known = (ids[at] == event) & (other_ids[to] == other)
    both = distinct(to[known] * len(ids) + rows[at[known]])
    return both // len(ids), both % len(ids)


def distinct(values: Ints) -> Ints:
    """Return values in order, each once. (`np.unique` imports 40 ms of masked arrays.)"""
    ordered = np.sort(values)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))]


def postings(groups: tuple[Ints, Ints], count: int) -> tuple[Ints, Array]:
    """Return `(ptr, members)` of pairs `(group, member)`; members ascend within their group."""
    group, member = groups
    order = np.lexsort((member, group))
    ptr = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(group, minlength=count), out=ptr[1:])
    return ptr, member[order].astype(np.int32)


def _extremes(arrays: dict[str, Array], dated: int) -> tuple[int | None, int | None]:
    columns = Columns(Head(len(arrays["id"]), dated), arrays)
    ends: list[int] = []
    for name in BOUNDS:
        values = columns.bound(name)[:dated]
        known = values[(values != OPEN_START) & (values != OPEN_END)]
        ends += [int(known.min()), int(known.max())] if len(known) else []
    return (min(ends), max(ends)) if ends else (None, None)
