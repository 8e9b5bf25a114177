"""Columns after an edit, without reading the project again.

Rows of changed events are taken out, their new rows put in where they belong; every other
row keeps its values and moves along. The outcome is, byte for byte, what `build` makes of
the whole project. Arrays in which nothing is different are the old ones themselves; where
no row moves, what differs is copied once.
"""

from __future__ import annotations

import numpy as np

from explorer.columns.build import Events, build, extremes, in_order
from explorer.columns.postings import distinct
from explorer.columns.splice import Splice, with_in, without
from explorer.columns.values import (
    ACCEPTED,
    BOUNDS,
    NAMES,
    Array,
    Columns,
    Head,
    Ints,
    ids_of,
    smallest,
)

_CODES = ("status", "review", "origin", "shape")
_FEW_LOOKS = 100_000  # lists times rows to look up in them


def patched(
    old: Columns,
    changed: Ints,
    events: Events,
    actor_ids: Ints,
    source_ids: Ints,
    known_kinds: tuple[str, ...],
    generation: int,
) -> Columns:
    """Return the columns after an edit.

    `changed` are the ids of all events that changed, came or went; `events` has those of
    them that are there now. `actor_ids`, `source_ids` as in `build`.
    """
    fresh = build(events, actor_ids, source_ids)
    gone = distinct(old.rows_of(changed).astype(np.int64))
    splice = Splice(old, fresh, gone[gone >= 0])
    arrays: dict[str, Array] = {"id": ids_of(splice.column(old.id, fresh.id))}
    arrays["by_id"] = _by_id(old, fresh, splice)
    for name in (*BOUNDS, *_CODES):
        arrays[name] = splice.column(old.arrays[name], fresh.arrays[name])
    arrays |= _far(old, fresh, splice)
    kinds, arrays["kind"] = _kinds(old, fresh, splice, known_kinds)
    arrays["source"] = _sources(old, fresh, splice, source_ids)
    for name in ("paragraph", "offset"):
        arrays[name] = smallest(splice.column(old.arrays[name], fresh.arrays[name]))
    for group, ids in (("actor", actor_ids), ("source", source_ids)):
        arrays[f"{group}_id"] = ids.astype(np.int64)
        arrays[f"{group}_ptr"], arrays[f"{group}_rows"] = _postings(old, fresh, splice, group, ids)
    arrays["part_ptr"], arrays["part_actor"] = _parts(old, fresh, splice, actor_ids)
    arrays = {name: arrays[name] for name in NAMES}
    return Columns(_head(old, fresh, splice, arrays, kinds, generation), arrays)


def _head(
    old: Columns,
    fresh: Columns,
    splice: Splice,
    arrays: dict[str, Array],
    kinds: tuple[str, ...],
    generation: int,
) -> Head:
    gone, before = splice.gone, old.head
    dated = old.dated - int(np.searchsorted(gone, old.dated)) + fresh.dated
    accepted = before.accepted + fresh.head.accepted
    accepted -= int(np.count_nonzero(old.arrays["review"][gone] == ACCEPTED))
    ends = [old.bound_at(name, gone) for name in BOUNDS]
    if any(bool(((e == before.low_s) | (e == before.high_s)).any()) for e in ends):
        low, high = extremes(arrays, dated)
    else:
        sides = [(h.low_s, h.high_s) for h in (before, fresh.head)]
        known = [(a, b) for a, b in sides if a is not None and b is not None]
        low = min((a for a, _ in known), default=None)
        high = max((b for _, b in known), default=None)
    return Head(len(arrays["id"]), dated, accepted, kinds, low, high, generation)


def _by_id(old: Columns, fresh: Columns, splice: Splice) -> Array:
    before, came = old.arrays["by_id"], fresh.arrays["by_id"]
    ids = fresh.id[came].tolist()
    if splice.still and np.array_equal(old.id[splice.gone], fresh.id):
        return before
    out = sorted(_first_from(old.id, before, id) for id in old.id[splice.gone].tolist())
    kept = without(before, np.array(out, dtype=np.int64))
    at = np.array([_first_from(old.id, kept, id) for id in ids], dtype=np.int64)
    return with_in(splice.rows(kept), at, splice.new_of_fresh[came])


def _first_from(ids: Array, rows: Array, id: int) -> int:
    """Return the place in `rows`, which stand in order of id, before which an id belongs."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if int(ids[rows[middle]]) < id else (low, middle)
    return low


def _far(old: Columns, fresh: Columns, splice: Splice) -> dict[str, Array]:
    rows, values = splice.rows(old.arrays["far_row"]), old.arrays["far_value"]
    stays = ~np.isin(old.arrays["far_row"], splice.gone)
    rows = np.concatenate([rows[stays], splice.new_of_fresh[fresh.arrays["far_row"]]])
    order = np.argsort(rows, kind="stable")
    values = np.concatenate([values[stays], fresh.arrays["far_value"]])
    return {"far_row": rows[order].astype(np.int32), "far_value": values[order]}


def _kinds(
    old: Columns, fresh: Columns, splice: Splice, known: tuple[str, ...]
) -> tuple[tuple[str, ...], Array]:
    every = in_order({*old.head.kinds, *fresh.head.kinds}, known)
    code = {kind: index for index, kind in enumerate(every)}
    tables = [
        np.array([code[kind] for kind in each.head.kinds], dtype=np.int64) for each in (old, fresh)
    ]
    column = old.arrays["kind"]
    if every != old.head.kinds:
        column = smallest(tables[0][column])
    column = splice.column(column, smallest(tables[1][fresh.arrays["kind"]]))
    left = [kind for kind in every if kind in known or bool((column == code[kind]).any())]
    if len(left) < len(every):
        again = np.array([left.index(k) if k in left else 0 for k in every], dtype=np.int64)
        column = again[column]
    return tuple(left), smallest(column)


def _sources(old: Columns, fresh: Columns, splice: Splice, source_ids: Ints) -> Array:
    column, before = old.arrays["source"], old.arrays["source_id"]
    if not np.array_equal(before, source_ids):
        table = np.concatenate([[0], np.searchsorted(source_ids, before) + 1])
        column = table[column]
    return smallest(splice.column(column, fresh.arrays["source"]))


def _postings(
    old: Columns, fresh: Columns, splice: Splice, group: str, ids: Ints
) -> tuple[Ints, Array]:
    """Return a group's postings: old rows renumbered, fresh ones put in among them."""
    before_ids, ptr, rows = (old.arrays[f"{group}_{name}"] for name in ("id", "ptr", "rows"))
    sizes = np.diff(fresh.arrays[f"{group}_ptr"])
    came = np.repeat(np.arange(len(ids)), sizes)
    came_rows = splice.new_of_fresh[fresh.arrays[f"{group}_rows"]]
    out = _places_of(old, splice.gone, group)
    went = np.searchsorted(ptr, out, side="right") - 1  # the group that each leaves
    same = splice.still and np.array_equal(before_ids, ids) and np.array_equal(went, came)
    if same and np.array_equal(rows[out], came_rows):
        return ptr, rows
    kept = splice.rows(without(rows, out))
    owner = np.searchsorted(ids, before_ids)
    counts = np.zeros(len(ids) + 1, dtype=np.int64)
    left = np.diff(ptr) - np.bincount(went, minlength=len(before_ids))
    np.add.at(counts, owner[left > 0], left[left > 0])
    bounds = np.concatenate([[0], np.cumsum(counts[:-1])])
    at = [
        bounds[own] + np.searchsorted(kept[bounds[own] : bounds[own + 1]], row)
        for own, row in zip(came.tolist(), came_rows.astype(np.int32), strict=True)
    ]
    ends = np.concatenate([[0], np.cumsum(counts[:-1] + sizes)])
    return ends, with_in(kept, np.array(at, dtype=np.int64), came_rows)


def _places_of(old: Columns, gone: Ints, group: str) -> Ints:
    """Return the places in a group's rows at which rows that leave stand, ascending."""
    ptr, rows = old.arrays[f"{group}_ptr"], old.arrays[f"{group}_rows"]
    if group == "actor":
        parts, members = old.arrays["part_ptr"], old.arrays["part_actor"]
        found = [
            int(ptr[own]) + int(np.searchsorted(rows[ptr[own] : ptr[own + 1]], np.int32(row)))
            for row in gone.tolist()
            for own in members[parts[row] : parts[row + 1]].tolist()
        ]
        return np.array(sorted(found), dtype=np.int64)
    if (len(ptr) - 1) * len(gone) > _FEW_LOOKS:
        return np.flatnonzero(np.isin(rows, gone))
    places = [np.zeros(0, dtype=np.int64)]
    for low, high in zip(ptr[:-1].tolist(), ptr[1:].tolist(), strict=True):
        at = np.searchsorted(rows[low:high], gone.astype(np.int32))
        there = at < high - low
        there[there] = rows[low:high][at[there]] == gone[there]
        places.append(low + at[there])
    return np.concatenate(places)


def _parts(old: Columns, fresh: Columns, splice: Splice, ids: Ints) -> tuple[Array, Array]:
    """Return each row's actors: those that stay, renumbered, with the fresh rows' put in."""
    ptr, members = old.arrays["part_ptr"], old.arrays["part_actor"]
    new_ptr, new = fresh.arrays["part_ptr"], fresh.arrays["part_actor"]
    before = old.arrays["actor_id"]
    if not np.array_equal(before, ids):
        members = np.searchsorted(ids, before).astype(np.int32)[members]
    elif splice.still and _same_lists(ptr, members, splice.gone, new_ptr, new):
        return ptr, members
    most = len(members) + len(new)
    kind = np.dtype(np.int32 if most <= np.iinfo(np.int32).max else np.int64)
    starts: list[Array] = []
    lists: list[Array] = [members[:0]]
    total = 0
    for piece in splice.pieces:
        one = isinstance(piece, int)
        low, high = (piece, piece + 1) if isinstance(piece, int) else piece
        from_ptr, from_members = (new_ptr, new) if one else (ptr, members)
        first, last = int(from_ptr[low]), int(from_ptr[high])
        begins: Array = from_ptr[low:high].astype(kind)
        begins += kind.type(total - first)
        starts.append(begins)
        lists.append(from_members[first:last])
        total += last - first
    return ids_of(np.concatenate([*starts, np.array([total], dtype=kind)])), np.concatenate(lists)


def _same_lists(ptr: Array, members: Array, rows: Ints, new_ptr: Array, new: Array) -> bool:
    """Whether old rows have the very actors that all the new ones have, in their order."""
    theirs = [members[ptr[row] : ptr[row + 1]] for row in rows.tolist()]
    sizes = [len(each) for each in theirs]
    return sizes == np.diff(new_ptr).tolist() and np.array_equal(
        np.concatenate([members[:0], *theirs]), new
    )
