"""Columns after an edit, without reading the project again.

Rows of changed events are taken out, their new rows put in where they belong; every other
row keeps its values and moves along. The outcome is, byte for byte, what `build` makes of
the whole project.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from explorer.columns.build import Events, build, distinct, encoded, head_of, in_order
from explorer.columns.values import (
    BOUNDS,
    NAMES,
    Array,
    Columns,
    Ints,
    ids_of,
    smallest,
)

_SMALLEST = ("paragraph", "offset")
_CODES = ("status", "review", "origin", "shape")


@dataclass(frozen=True, eq=False)
class _Move:
    """How rows move: `gone` ascending old rows leave, the fresh ones come in before kept row `at`.

    `new_of_old` is each old row's new one, -1 for those that leave; `new_of_fresh` each
    fresh row's.
    """

    gone: Ints
    at: Ints
    new_of_old: Ints
    new_of_fresh: Ints

    def column(self, old: Array, fresh: Array) -> Array:
        kind = np.promote_types(old.dtype, fresh.dtype)
        kept = np.delete(old.astype(kind, copy=False), self.gone, axis=0)
        return np.insert(kept, self.at, fresh.astype(kind, copy=False), axis=0)


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
    gone = gone[gone >= 0]
    move = _move(old, fresh, gone)
    dated = old.dated - int(np.searchsorted(gone, old.dated)) + fresh.dated
    arrays: dict[str, Array] = {"id": ids_of(move.column(old.id, fresh.id))}
    arrays["by_id"] = _by_id(old, fresh, move)
    arrays |= encoded(
        {name: move.column(old.bound(name), fresh.bound(name)) for name in BOUNDS}, dated
    )
    kinds, arrays["kind"] = _kinds(old, fresh, move, known_kinds)
    for name in _CODES:
        arrays[name] = move.column(old.arrays[name], fresh.arrays[name])
    arrays["source"] = _sources(old, fresh, move, source_ids)
    for name in _SMALLEST:
        arrays[name] = smallest(move.column(old.arrays[name], fresh.arrays[name]))
    for group, ids in (("actor", actor_ids), ("source", source_ids)):
        arrays[f"{group}_id"] = ids.astype(np.int64)
        arrays[f"{group}_ptr"], arrays[f"{group}_rows"] = _postings(old, fresh, move, group, ids)
    arrays["part_ptr"], arrays["part_actor"] = _parts(old, fresh, move, actor_ids)
    arrays = {name: arrays[name] for name in NAMES}
    return Columns(head_of(arrays, dated, kinds, generation), arrays)


def _move(old: Columns, fresh: Columns, gone: Ints) -> _Move:
    at = np.array([_place(old, fresh, row) for row in range(fresh.n)], dtype=np.int64)
    at -= np.searchsorted(gone, at)  # from rows of old to rows of what is kept
    kept = np.ones(old.n, dtype=np.bool_)
    kept[gone] = False
    place = np.cumsum(kept) - 1  # each old row's place among the kept
    came = np.zeros(old.n - len(gone) + 1, dtype=np.int64)
    np.add.at(came, at, 1)
    new_of_old = np.where(kept, place + np.cumsum(came)[np.maximum(place, 0)], -1)
    return _Move(gone, at, new_of_old, at + np.arange(fresh.n))


def _place(old: Columns, fresh: Columns, row: int) -> int:
    """Return the row of `old` before which a fresh one belongs, by bisection."""
    wanted = _key(fresh, row)
    low, high = (0, old.dated) if row < fresh.dated else (old.dated, old.n)
    while low < high:
        middle = (low + high) // 2
        if _key(old, middle) < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def _key(columns: Columns, row: int) -> tuple[int, int, int, int]:
    one = np.array([row])
    if row < columns.dated:
        end = int(columns.bound_at("end_max", one)[0])
        return int(columns.start_min[row]), end, int(columns.id[row]), 0
    source = int(columns.arrays["source"][row])
    told = int(columns.arrays["source_id"][source - 1]) if source else 0
    place = int(columns.arrays["paragraph"][row]), int(columns.arrays["offset"][row])
    return told, *place, int(columns.id[row])


def _by_id(old: Columns, fresh: Columns, move: _Move) -> Array:
    kept = old.arrays["by_id"]
    kept = kept[move.new_of_old[kept] >= 0]
    came = fresh.arrays["by_id"]
    ids = fresh.id[came]
    at = [_first_after(old.id, kept, int(id)) for id in ids.tolist()]
    rows = np.insert(move.new_of_old[kept], at, move.new_of_fresh[came])
    return rows.astype(np.int32)


def _first_after(ids: Array, rows: Array, id: int) -> int:
    """Return the place in `rows`, which stand in order of id, before which an id belongs."""
    low, high = 0, len(rows)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if int(ids[rows[middle]]) < id else (low, middle)
    return low


def _kinds(
    old: Columns, fresh: Columns, move: _Move, known: tuple[str, ...]
) -> tuple[tuple[str, ...], Array]:
    every = in_order({*old.head.kinds, *fresh.head.kinds}, known)
    code = {kind: index for index, kind in enumerate(every)}
    tables = [
        np.array([code[kind] for kind in each.head.kinds], dtype=np.int64) for each in (old, fresh)
    ]
    column = move.column(tables[0][old.arrays["kind"]], tables[1][fresh.arrays["kind"]])
    used = np.bincount(column, minlength=len(every)) > 0
    left = in_order({kind for kind in every if used[code[kind]]}, known)
    again = np.array([left.index(k) if k in left else 0 for k in every], dtype=np.int64)
    return left, smallest(again[column] if len(every) else column)


def _sources(old: Columns, fresh: Columns, move: _Move, source_ids: Ints) -> Array:
    table = np.concatenate([[0], np.searchsorted(source_ids, old.arrays["source_id"]) + 1])
    return smallest(
        move.column(table[old.arrays["source"]], fresh.arrays["source"].astype(np.int64))
    )


def _postings(
    old: Columns, fresh: Columns, move: _Move, group: str, ids: Ints
) -> tuple[Ints, Array]:
    """Return a group's postings: old rows renumbered, fresh ones put in among them."""
    owner = np.searchsorted(ids, old.arrays[f"{group}_id"])
    sizes = np.diff(old.arrays[f"{group}_ptr"])
    rows = move.new_of_old[old.arrays[f"{group}_rows"]]
    stays = rows >= 0
    owners = np.repeat(owner, sizes)[stays]
    rows = rows[stays]
    new_owner = np.repeat(np.arange(len(ids)), np.diff(fresh.arrays[f"{group}_ptr"]))
    new_rows = move.new_of_fresh[fresh.arrays[f"{group}_rows"]]
    ptr = np.zeros(len(ids) + 1, dtype=np.int64)
    counts = np.bincount(owners, minlength=len(ids))
    bounds = np.concatenate([[0], np.cumsum(counts)])
    at = np.array(
        [
            bounds[own] + np.searchsorted(rows[bounds[own] : bounds[own + 1]], row)
            for own, row in zip(new_owner.tolist(), new_rows.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    np.cumsum(counts + np.bincount(new_owner, minlength=len(ids)), out=ptr[1:])
    return ptr, np.insert(rows, at, new_rows).astype(np.int32)


def _parts(old: Columns, fresh: Columns, move: _Move, ids: Ints) -> tuple[Ints, Array]:
    """Return each row's actors: those that stay, renumbered, with the fresh rows' put in."""
    owner = np.searchsorted(ids, old.arrays["actor_id"])
    sizes = np.diff(old.arrays["part_ptr"])
    stays = np.repeat(move.new_of_old >= 0, sizes)
    kept = owner[old.arrays["part_actor"][stays]] if len(owner) else np.zeros(0, dtype=np.int64)
    fresh_sizes = np.diff(fresh.arrays["part_ptr"])
    kept_sizes = np.delete(sizes, move.gone)
    starts = np.concatenate([[0], np.cumsum(kept_sizes)])
    at = np.repeat(starts[move.at], fresh_sizes)
    ptr = np.zeros(len(kept_sizes) + fresh.n + 1, dtype=np.int64)
    np.cumsum(np.insert(kept_sizes, move.at, fresh_sizes), out=ptr[1:])
    return ptr, np.insert(kept, at, fresh.arrays["part_actor"]).astype(np.int32)
