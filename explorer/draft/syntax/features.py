"""Words as numbers, and what stands together as rows of a table of weights.

Everything is whole numbers: a word is the CRC of its letters, a feature is a mix of up to
three such numbers, a score a sum of whole weights. So the same sentence reads the same on
every machine, alone or among a million others.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from explorer.draft.lexicon import lexicon

Numbers = npt.NDArray[np.uint32]
Indices = npt.NDArray[np.int64]

# The columns of a word's numbers.
NONE, FORM, LOW, SHAPE = 0, 1, 2, 3
END1, END2, END3, END4 = 4, 5, 6, 7
BEGIN1, BEGIN2, BEGIN3 = 8, 9, 10
LISTED = 11
WIDTH = 12

_MIX = tuple(np.uint32(n) for n in (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1))


def _crc(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=1 << 15)
def _of_word(word: str) -> tuple[int, ...]:
    low = word.casefold()
    return (
        0,
        _crc(word),
        _crc(low),
        _crc(_shape(word)),
        *(_crc(f"-{n}{low[-n:]}") for n in (1, 2, 3, 4)),
        *(_crc(f"{n}-{low[:n]}") for n in (1, 2, 3)),
        _crc(_listed(low)),
    )


def _listed(low: str) -> str:
    """Return what the lists of verbs and nouns that report have a word as."""
    words = lexicon()
    _, forms = words.verbs.get(low, (None, frozenset[str]()))
    noun = words.nouns.get(low)
    return " ".join(
        [*sorted(forms), "noun" if noun else "", "plural" if noun and noun.plural else ""]
    )


def _shape(word: str) -> str:
    """Return a word's outline: X for capitals, x for letters, 0 for digits, runs made one."""
    outline: list[str] = []
    for char in word:
        kind = "X" if char.isupper() else "x" if char.isalpha() else "0" if char.isdigit() else char
        if not outline or outline[-1] != kind:
            outline.append(kind)
    return "".join(outline)[:8]


def numbers_of(words: Sequence[str]) -> Numbers:
    """Return the numbers of each word, one row a word, `WIDTH` columns."""
    rows = [_of_word(word) for word in words]
    return np.array(rows, dtype=np.uint32).reshape(len(rows), WIDTH)


def rows_of(numbers: Numbers, templates: Indices, bits: int) -> Indices:
    """Return the rows of a table of `2**bits` weights that each line of numbers has.

    `templates` are triples of columns of `numbers`; column 0 is always nought and stands for
    "no more". The answer has a line for each line of numbers and a column for each template.
    """
    mixed = numbers[:, templates[:, 0]] * _MIX[0]
    mixed += np.arange(1, len(templates) + 1, dtype=np.uint32) * _MIX[3]
    mixed ^= mixed >> np.uint32(15)
    mixed += numbers[:, templates[:, 1]] * _MIX[1]
    mixed *= _MIX[4]
    mixed ^= mixed >> np.uint32(13)
    mixed += numbers[:, templates[:, 2]] * _MIX[2]
    mixed *= _MIX[3]
    mixed ^= mixed >> np.uint32(16)
    return (mixed & np.uint32((1 << bits) - 1)).astype(np.int64)


def scores_of(rows: Indices, weights: npt.NDArray[np.int8]) -> npt.NDArray[np.int16]:
    """Return the sums of the weights of each line's rows: a line each, a column a class.

    Weights are bytes, and so no sum of a few dozen of them passes 16 bits.
    """
    total = np.zeros((len(rows), weights.shape[1]), dtype=np.int16)
    across = np.ascontiguousarray(rows.T)
    for begin in range(0, len(rows), _AT_ONCE):
        some = total[begin : begin + _AT_ONCE]
        for column in across:  # `take` is several times as fast as an index here
            some += weights.take(column[begin : begin + _AT_ONCE], axis=0)
    return total


_AT_ONCE = 256  # lines, so that what is gathered stays in the processor's cache


def packed(weights: npt.NDArray[np.int8]) -> npt.NDArray[np.int64]:
    """Return a table of three classes as one number a row, to be summed in one go."""
    wide = weights.astype(np.int64) + _BIAS
    return wide[:, 0] | (wide[:, 1] << 21) | (wide[:, 2] << 42)


def packed_scores(rows: Indices, table: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return what `scores_of` does, from a packed table, each raised by the same amount."""
    total = table.take(rows).sum(axis=1)
    every = (1 << 21) - 1
    return np.stack([total & every, (total >> 21) & every, total >> 42], axis=1)


_BIAS = 128
