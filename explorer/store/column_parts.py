"""Arrays in the project file: cut into parts, written whole, read as they are asked for."""

from __future__ import annotations

import json
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from math import prod
from typing import Any

import numpy as np

from explorer.columns.values import Array, ArraysClosed, Columns, Head

FORMAT = 3
PART_BYTES = 1 << 23

Shapes = dict[str, tuple[str, tuple[int, ...]]]  # name -> numpy's word for the type, shape
Parts = dict[str, list[int]]  # name -> the rows of its parts, in order


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


def check(raw: sqlite3.Connection, shapes: Shapes) -> Parts:
    """Return where the parts of each array lie.

    Raises Damaged where some are missing, or are not of the size that the head says.
    """
    kept: dict[str, int] = {}
    parts: Parts = {name: [] for name in shapes}
    for id, name, part, size in raw.execute(
        "SELECT id, name, part, length(data) FROM column_part ORDER BY name, part"
    ):
        if part * PART_BYTES != kept.get(name, 0):
            raise Damaged(f"{name}, part {part}")
        kept[name] = kept.get(name, 0) + size
        parts.setdefault(name, []).append(id)
    for name, (kind, shape) in shapes.items():
        if kept.get(name, 0) != prod(shape) * np.dtype(kind).itemsize:
            raise Damaged(name)
    return parts


class StoredArrays(Mapping[str, Array]):
    """Arrays read on first use, all as of the moment when `raw` began its transaction.

    Any thread may ask, and waits for no more than the part that another is reading, unless
    it is of the same array. Once all are read, on `close`, or when nobody holds the arrays
    any more, the connection is let go, and closed where it is `owned`.
    """

    def __init__(
        self, raw: sqlite3.Connection, shapes: Shapes, parts: Parts, *, owned: bool
    ) -> None:
        self._raw: sqlite3.Connection | None = raw
        self._close = weakref.finalize(self, raw.close) if owned else None
        self._shapes = shapes
        self._parts = parts
        self._read: dict[str, Array] = {}
        self._reading = threading.Lock()  # the file: held for a part
        self._open: tuple[int, sqlite3.Blob] | None = None
        self._whole = {name: threading.Lock() for name in shapes}

    def __getitem__(self, name: str) -> Array:
        found = self._read.get(name)
        if found is not None:
            return found
        with self._whole[name]:
            if name not in self._read:
                array = self._whole_of(name)
                array.flags.writeable = False
                self._read[name] = array
                if self.complete:
                    self.close()
            return self._read[name]

    def stretch(self, name: str, low: int, high: int) -> Array:
        """Return `[low, high)` of an array's first axis, of which nothing else is read."""
        found = self._read.get(name)
        if found is not None:
            return found[low:high]
        kind, shape = self._shapes[name]
        wanted = (max(high - low, 0), *shape[1:])
        row_bytes = prod(shape[1:]) * np.dtype(kind).itemsize
        try:
            return self._piece(name, low * row_bytes, wanted, np.dtype(kind))
        except ArraysClosed:
            if name not in self._read:
                raise
            # Another thread has just read the last array, this one with it, and let the file go.
            return self._read[name][low:high]

    def _piece(self, name: str, at: int, shape: tuple[int, ...], kind: np.dtype[Any]) -> Array:
        """Return what begins at a byte of an array; what lies in one part is copied but once."""
        size = prod(shape) * kind.itemsize
        if size and at // PART_BYTES == (at + size - 1) // PART_BYTES:
            return np.frombuffer(self._bytes(name, at, size), dtype=kind).reshape(shape)
        array = np.empty(shape, dtype=kind)
        self._fill(name, at, array)
        return array

    def _whole_of(self, name: str) -> Array:
        kind, shape = self._shapes[name]
        array = np.empty(shape, dtype=self._narrow(name) or kind)
        if array.dtype == np.dtype(kind):
            self._fill(name, 0, array)
            return array
        for low in range(0, shape[0], PART_BYTES):
            piece = np.empty(min(PART_BYTES, shape[0] - low), dtype=kind)
            self._fill(name, low * piece.itemsize, piece)
            array[low : low + len(piece)] = piece
        return array

    def _narrow(self, name: str) -> type[np.int32] | None:
        """Return in what `part_ptr` is held that an earlier release kept in twice the room."""
        ends = self._shapes.get("part_actor", ("", (0,)))[1][0]
        return np.int32 if name == "part_ptr" and ends <= np.iinfo(np.int32).max else None

    def __iter__(self) -> Iterator[str]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)

    @property
    def complete(self) -> bool:
        """Whether all are in memory."""
        return len(self._read) == len(self._shapes)

    def close(self) -> None:
        with self._reading:
            self._leave_part()
            if self._close is not None:
                self._close()
            self._raw = None

    def _fill(self, name: str, at: int, array: Array) -> None:
        """Read an array's bytes from `at` on, until this one is full."""
        flat = array.reshape(-1).view(np.uint8)
        done = 0
        while done < len(flat):
            piece = np.frombuffer(self._bytes(name, at + done, len(flat) - done), dtype=np.uint8)
            flat[done : done + len(piece)] = piece
            done += len(piece)

    def _bytes(self, name: str, at: int, most: int) -> bytes:
        """Return an array's bytes from `at` on, at most to the end of the part they are in."""
        part, inside = divmod(at, PART_BYTES)
        with self._reading:
            if self._raw is None:
                raise ArraysClosed(name)
            blob = self._part(self._raw, self._parts[name][part])
            blob.seek(inside)
            found = blob.read(most)
            if self._close is None:  # a connection of others, which they may write over
                self._leave_part()
        return found

    def _part(self, raw: sqlite3.Connection, id: int) -> sqlite3.Blob:
        """Return a part, which stays open until another is asked for.

        In one that was opened anew SQLite goes through all that stands before a place.
        """
        if self._open is None or self._open[0] != id:
            self._leave_part()
            self._open = id, raw.blobopen("column_part", "data", id, readonly=True)
        return self._open[1]

    def _leave_part(self) -> None:
        if self._open is not None:
            self._open[1].close()
            self._open = None
