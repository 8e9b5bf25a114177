"""How many of some rows stand before a place among them, by layer.

A row is a byte, its kind, or `LEFT_OUT`. They are counted once for each block of 64, which is
a quarter of a byte a row; a place is then the block before it, and at most 63 bytes more. So
neither what passes a filter nor what is of a layer is ever written out as rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.columns.rows import spans
from explorer.columns.together import together
from explorer.columns.values import Array, Bools, Columns, Ints
from explorer.values import dataclass

Codes = NDArray[np.uint8]
Words = NDArray[np.unsignedinteger]

LEFT_OUT = np.uint8(255)
LAYERS = 4  # the bytes of a word
_KINDS = 8  # those of a longer one
_BLOCK = 64  # of each layer fewer than a byte can tell
_STRETCH = 1 << 20  # codes whose words are made at once; whole blocks


class Layers:
    """Which layer each kind of event belongs to: of at most four, numbered from 0."""

    def __init__(self, columns: Columns, of_kind: NDArray[np.uint8]) -> None:
        self._columns, self.of_kind = columns, of_kind

    @cached_property
    def kinds_fit(self) -> bool:
        """Whether codes are kinds."""
        kinds = self._columns.arrays["kind"]
        return kinds.dtype == np.uint8 and len(self.of_kind) <= int(LEFT_OUT)

    @cached_property
    def words(self) -> NDArray[np.uint32]:
        """What each code counts as: a 1 in the byte of its layer."""
        layers = self.of_kind if self.kinds_fit else np.arange(LAYERS, dtype=np.uint8)
        found = np.zeros(int(LEFT_OUT) + 1, dtype=np.uint32)
        found[: len(layers)] = np.uint32(1) << (layers.astype(np.uint32) * np.uint32(8))
        return found

    def of(self, rows: Array) -> Codes:
        """Return the codes of some rows: their kinds, or layers where kinds take two bytes."""
        kinds = self._columns.arrays["kind"].take(rows)
        return np.asarray(kinds if self.kinds_fit else self.of_kind.take(kinds))

    def passing(self, mask: Bools) -> Codes:
        """Return the code of each row, or LEFT_OUT where it is not in the mask."""
        kinds = self._columns.arrays["kind"]
        found = mask.view(np.uint8) - np.uint8(1)
        found |= kinds if self.kinds_fit else self.of_kind.take(kinds)
        return np.asarray(found)


class Counts(Protocol):
    """What tells how many stand before places."""

    def before(self, places: Ints) -> Ints:
        """Return how many stand before each place, by layer; shape (places, layers)."""
        ...


class Tally:
    """The counts of some codes up to any place among them, by the bytes of their words."""

    def __init__(self, codes: Codes, words: Words) -> None:
        self._codes, self._words = codes, words

        def blocks(at: int) -> NDArray[np.uint8]:
            own = words.take(codes[at : at + _STRETCH])
            return _sums(own, np.arange(0, len(own), _BLOCK))

        found = np.concatenate(together(blocks, range(0, max(len(codes), 1), _STRETCH)))
        self._before = np.zeros((len(found) + 1, found.shape[1]), dtype=np.int32)
        np.cumsum(found, axis=0, out=self._before[1:])

    def before(self, places: Ints) -> Ints:
        """Return how many stand before each place; shape (places, bytes of a word)."""
        blocks = places // _BLOCK
        found = self._before[blocks].astype(np.int64)
        begins = blocks * _BLOCK
        rest = places - begins
        some = np.flatnonzero(rest)
        if len(some):
            inside = self._codes.take(spans(begins[some], rest[some]))
            at = np.cumsum(rest[some]) - rest[some]
            found[some] += _sums(self._words.take(inside), at)
        return found

    @property
    def total(self) -> Ints:
        """How many there are; shape (bytes of a word,)."""
        return np.asarray(self._before[-1], dtype=np.int64)

    @property
    def nbytes(self) -> int:
        return self._codes.nbytes + self._before.nbytes


class ByKind:
    """The counts of all rows by kind, eight kinds at a time; codes are kinds."""

    def __init__(self, codes: Codes, layers: Layers) -> None:
        self.of_kind = layers.of_kind
        self._tallies = []
        for first in range(0, len(self.of_kind), _KINDS):
            own = np.arange(min(_KINDS, len(self.of_kind) - first), dtype=np.uint64)
            words = np.zeros(int(LEFT_OUT) + 1, dtype=np.uint64)
            words[first : first + len(own)] = np.uint64(1) << (own * np.uint64(8))
            self._tallies.append(Tally(codes, words))

    @property
    def total(self) -> Ints:
        """How many of each kind there are."""
        return np.concatenate([tally.total for tally in self._tallies])[: len(self.of_kind)]

    def before(self, kind: int, places: Ints) -> Ints:
        """Return how many of a kind stand before each place."""
        return self._tallies[kind // _KINDS].before(places)[:, kind % _KINDS]


@dataclass(frozen=True, eq=False)
class Kinds:
    """The counts of some kinds, by layer."""

    by_kind: ByKind
    kinds: Sequence[int]

    def before(self, places: Ints) -> Ints:
        found = np.zeros((len(places), LAYERS), dtype=np.int64)
        for kind in self.kinds:
            found[:, self.by_kind.of_kind[kind]] += self.by_kind.before(kind, places)
        return found


def _sums(words: Words, begins: Ints) -> NDArray[np.uint8]:
    """Return the sums of the words from each place to the next, byte by byte."""
    if not len(begins):
        return np.zeros((0, words.itemsize), dtype=np.uint8)
    sums = np.add.reduceat(words, begins, dtype=words.dtype)
    ordered = sums.astype(words.dtype.newbyteorder("<"), copy=False)
    return np.asarray(ordered.view(np.uint8).reshape(-1, words.itemsize))
