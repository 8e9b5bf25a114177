"""Arrays in the project file: cut into parts, written whole, read as they are asked for."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from math import prod

import numpy as np

from explorer.columns.values import Array, ArraysClosed, Columns, Head

FORMAT = 3
PART_BYTES = 1 << 23
_FEW = 40  # each takes as long as reading 40 kB: ids of what a screen shows

Shapes = dict[str, tuple[str, tuple[int, ...]]]  # name -> numpy's word for the type, shape


class Damaged(Exception):
    """What is kept is not what its head says; it is made again."""


def write(raw: sqlite3.Connection, columns: Columns) -> None:
    """Keep columns, in an open transaction, in place of those that were kept."""
    raw.execute("DELETE FROM column_part")
    raw.execute("DELETE FROM column_change")
    shapes: Shapes = {}
    for name in columns.arrays:
        array = np.ascontiguousarray(columns.arrays[name])
        shapes[name] = (array.dtype.str, array.shape)
        view = array.reshape(-1).view(np.uint8).data
        raw.executemany(
            "INSERT INTO column_part (name, part, data) VALUES (?, ?, ?)",
            (
                (name, part, view[start : start + PART_BYTES])
                for part, start in enumerate(range(0, len(view), PART_BYTES))
            ),
        )
    head = {"format": FORMAT, "head": asdict(columns.head), "arrays": shapes}
    raw.execute(
        "UPDATE column_state SET base = ?, head = ?", (columns.head.generation, json.dumps(head))
    )


def forget(raw: sqlite3.Connection) -> None:
    """Let go of what is kept, in an open transaction."""
    raw.execute("DELETE FROM column_part")
    raw.execute("DELETE FROM column_change")
    raw.execute("UPDATE column_state SET base = NULL, head = '{}'")


def read_head(text: str) -> tuple[Head, Shapes]:
    """Return what is kept; raises Damaged for what this program did not write."""
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise Damaged(f"format {found['format']}")
        head = found["head"]
        head["kinds"] = tuple(head["kinds"])
        shapes = {
            name: (str(np.dtype(kind).str), tuple(int(size) for size in shape))
            for name, (kind, shape) in found["arrays"].items()
        }
        return Head(**head), shapes
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(str(error)) from error


def check(raw: sqlite3.Connection, shapes: Shapes) -> None:
    """Raise Damaged where parts are missing, or are not of the size that the head says."""
    kept: dict[str, int] = {}
    for name, part, size in raw.execute(
        "SELECT name, part, length(data) FROM column_part ORDER BY name, part"
    ):
        if part * PART_BYTES != kept.get(name, 0):
            raise Damaged(f"{name}, part {part}")
        kept[name] = kept.get(name, 0) + size
    for name, (kind, shape) in shapes.items():
        if kept.get(name, 0) != prod(shape) * np.dtype(kind).itemsize:
            raise Damaged(name)


def read_array(raw: sqlite3.Connection, name: str, kind: str, shape: tuple[int, ...]) -> Array:
    """Return one array, read part by part into place."""
    array = np.empty(shape, dtype=kind)
    flat = array.reshape(-1).view(np.uint8)
    rows = raw.execute("SELECT id, part FROM column_part WHERE name = ?", (name,)).fetchall()
    for id, part in rows:
        with raw.blobopen("column_part", "data", id, readonly=True) as blob:
            at = part * PART_BYTES
            flat[at : at + len(blob)] = np.frombuffer(blob.read(), dtype=np.uint8)
    array.flags.writeable = False
    return array


def read_some(
    raw: sqlite3.Connection, name: str, kind: str, shape: tuple[int, ...], places: Sequence[int]
) -> Array:
    """Return what stands at some places of an array's first axis; nothing else is read."""
    found = np.empty((len(places), *shape[1:]), dtype=kind)
    flat = found.reshape(-1).view(np.uint8)
    size = prod(shape[1:]) * np.dtype(kind).itemsize
    rows = raw.execute("SELECT part, id FROM column_part WHERE name = ?", (name,))
    ids = dict(rows.fetchall())
    for index, place in enumerate(places):
        done, at = index * size, range(shape[0])[place] * size
        while done < (index + 1) * size:
            part, inside = divmod(at, PART_BYTES)
            with raw.blobopen("column_part", "data", ids[part], readonly=True) as blob:
                blob.seek(inside)
                piece = np.frombuffer(blob.read((index + 1) * size - done), dtype=np.uint8)
            flat[done : done + len(piece)] = piece
            done, at = done + len(piece), at + len(piece)
    return found


class StoredArrays(Mapping[str, Array]):
    """Arrays read on first use, all as of the moment when `raw` began its transaction.

    Any thread may ask. Once all are read, or on `close`, the connection is let go, and
    closed where it is `owned`.
    """

    def __init__(self, raw: sqlite3.Connection, shapes: Shapes, *, owned: bool) -> None:
        self._raw: sqlite3.Connection | None = raw
        self._owned = owned
        self._shapes = shapes
        self._read: dict[str, Array] = {}
        self._lock = threading.Lock()

    def __getitem__(self, name: str) -> Array:
        found = self._read.get(name)
        if found is not None:
            return found
        with self._lock:
            if name not in self._read:
                kind, shape = self._shapes[name]
                if self._raw is None:
                    raise ArraysClosed(name)
                self._read[name] = read_array(self._raw, name, kind, shape)
                if self.complete:
                    self._let_go()
            return self._read[name]

    def some(self, name: str, places: Sequence[int]) -> Array:
        """Return what stands at a few places; past `_FEW` of them, or once read, of the array."""
        if name not in self._read and len(places) <= _FEW:
            with self._lock:
                if self._raw is not None and name not in self._read:
                    return read_some(self._raw, name, *self._shapes[name], places)
        return self[name][list(places)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)

    @property
    def complete(self) -> bool:
        """Whether all are in memory."""
        return len(self._read) == len(self._shapes)

    def close(self) -> None:
        with self._lock:
            self._let_go()

    def _let_go(self) -> None:
        if self._raw is not None and self._owned:
            self._raw.close()
        self._raw = None
