"""How many of some rows stand before a place among them, by layer.

A row is a byte, its kind, or `LEFT_OUT`. They are counted once for each block of 64, which is
a quarter of a byte a row; a place is then the block before it, and at most 63 bytes more. So
neither what passes a filter nor what is of a layer is ever written out as rows.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import Array, Bools, Columns, Ints
from explorer.index.rows import spans

Codes = NDArray[np.uint8]

LEFT_OUT = np.uint8(255)
LAYERS = 4  # the bytes of a word
_BLOCK = 64  # of each layer fewer than a byte can tell


class Layers:
    """Which layer each kind of event belongs to: of at most four, numbered from 0."""

    def __init__(self, columns: Columns, of_kind: NDArray[np.uint8]) -> None:
        self._columns, self.of_kind = columns, of_kind

    @cached_property
    def _kinds_fit(self) -> bool:
        kinds = self._columns.arrays["kind"]
        return kinds.dtype == np.uint8 and len(self.of_kind) <= int(LEFT_OUT)

    @cached_property
    def words(self) -> NDArray[np.uint32]:
        """What each code counts as: a 1 in the byte of its layer."""
        layers = self.of_kind if self._kinds_fit else np.arange(LAYERS, dtype=np.uint8)
        found = np.zeros(int(LEFT_OUT) + 1, dtype=np.uint32)
        found[: len(layers)] = np.uint32(1) << (layers.astype(np.uint32) * np.uint32(8))
        return found

    def of(self, rows: Array) -> Codes:
        """Return the codes of some rows: their kinds, or layers where kinds take two bytes."""
        kinds = self._columns.arrays["kind"].take(rows)
        return np.asarray(kinds if self._kinds_fit else self.of_kind.take(kinds))

    def passing(self, mask: Bools) -> Codes:
        """Return the code of each row, or LEFT_OUT where it is not in the mask."""
        kinds = self._columns.arrays["kind"]
        found = mask.view(np.uint8) - np.uint8(1)
        found |= kinds if self._kinds_fit else self.of_kind.take(kinds)
        return np.asarray(found)


class Tally:
    """The counts of some codes up to any place among them."""

    def __init__(self, codes: Codes, layers: Layers) -> None:
        self._codes, self._words = codes, layers.words
        blocks = _sums(self._words.take(codes), np.arange(0, len(codes), _BLOCK))
        self._before = np.zeros((len(blocks) + 1, LAYERS), dtype=np.int32)
        np.cumsum(blocks, axis=0, out=self._before[1:])

    def before(self, places: Ints) -> Ints:
        """Return how many stand before each place, by layer; shape (places, layers)."""
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
    def nbytes(self) -> int:
        return self._codes.nbytes + self._before.nbytes


def _sums(words: NDArray[np.uint32], begins: Ints) -> NDArray[np.uint8]:
    """Return the sums of the words from each place to the next, byte by byte."""
    if not len(begins):
        return np.zeros((0, LAYERS), dtype=np.uint8)
    sums = np.add.reduceat(words, begins, dtype=np.uint32)
    return np.asarray(sums.astype("<u4").view(np.uint8).reshape(-1, LAYERS))
