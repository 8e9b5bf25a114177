"""Which word each word hangs on: arc-hybrid transitions, many sentences in step.

A sentence is read from left to right with a stack; at each step the word on top of the stack
is hung on the next word (LEFT), or on the word below it (RIGHT), or the next word is put on
the stack (SHIFT). The root stands behind the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from explorer.draft.syntax.features import LOW, NONE, Indices, Numbers

SHIFT, LEFT, RIGHT = 0, 1, 2
_NODES = (
    "s0", "s1", "s2", "b0", "b1", "b2", "s0l", "s0l2", "s0r", "s0r2", "s1l", "s1r", "b0l", "b0l2",
)  # fmt: skip
_WORD = {name: 1 + 2 * i for i, name in enumerate(_NODES)}
_TAG = {name: 2 + 2 * i for i, name in enumerate(_NODES)}
_FAR = 1 + 2 * len(_NODES)  # how far the next word is from the top, and how many hang on whom
_ON_S0_LEFT, _ON_S0_RIGHT, _ON_S1_RIGHT, _ON_B0_LEFT = _FAR + 1, _FAR + 2, _FAR + 3, _FAR + 4


def _templates() -> Indices:
    w, t = _WORD, _TAG
    one: list[tuple[int, ...]] = [(w[n],) for n in _NODES[:6]]
    one += [(t[n],) for n in _NODES]
    one += [(w[n], t[n]) for n in ("s0", "s1", "s2", "b0", "b1")]
    one += [(w[n], t["s0"], t["b0"]) for n in ("s0l", "s0r", "b0l", "s1r", "s1l")]
    two = [
        (w["s0"], w["b0"]), (w["s0"], t["b0"]), (t["s0"], w["b0"]), (t["s0"], t["b0"]),
        (w["s0"], t["s0"], t["b0"]), (t["s0"], w["b0"], t["b0"]),
        (w["s1"], w["s0"]), (t["s1"], t["s0"]), (w["s1"], t["s0"]), (t["s1"], w["s0"]),
        (t["b0"], t["b1"]), (w["s0"], w["b1"]), (w["b0"], t["b1"]), (w["s1"], t["b0"]),
        (t["s1"], w["b0"]), (w["s1"], w["b0"]), (w["s0"], t["b1"]),
    ]  # fmt: skip
    three = [
        (t["s0"], t["b0"], t["b1"]), (t["b0"], t["b1"], t["b2"]), (t["s1"], t["s0"], t["b0"]),
        (t["s2"], t["s1"], t["s0"]), (t["s0"], t["s0l"], t["b0"]), (t["s0"], t["s0r"], t["b0"]),
        (t["s0"], t["b0"], t["b0l"]), (t["s1"], t["s1r"], t["s0"]), (t["s1"], t["s1l"], t["s0"]),
        (t["s0"], t["s0l"], t["s0l2"]), (t["s0"], t["s0r"], t["s0r2"]),
        (t["b0"], t["b0l"], t["b0l2"]), (w["s1"], w["s0"], t["b0"]), (w["s1"], t["s0"], t["b0"]),
        (t["s1"], w["s0"], t["b0"]), (t["s1"], t["s0"], w["b0"]), (w["s0"], t["b0"], t["b1"]),
        (t["s0"], w["b0"], t["b1"]), (w["s1"], t["s1r"], t["s0"]), (t["s0"], w["s0l"], t["b0"]),
        (t["s0"], w["s0r"], t["b0"]), (t["s1"], w["s0l"], t["s0"]), (w["s1"], w["s0l"], t["s0"]),
        (t["s1"], w["s0l"], t["b0"]), (w["s2"], t["s1"], w["s0l"]),
    ]  # fmt: skip
    far = [
        (w["s0"], _FAR), (t["s0"], _FAR), (w["b0"], _FAR), (t["b0"], _FAR),
        (t["s0"], t["b0"], _FAR), (w["s0"], _ON_S0_RIGHT), (w["s0"], _ON_S0_LEFT),
        (t["s0"], _ON_S0_RIGHT), (t["s0"], _ON_S0_LEFT), (w["b0"], _ON_B0_LEFT),
        (t["b0"], _ON_B0_LEFT), (t["s1"], _ON_S1_RIGHT), (w["s1"], _ON_S1_RIGHT),
    ]  # fmt: skip
    every = [*one, *two, *three, *far]
    return np.array([(*k, *([NONE] * (3 - len(k)))) for k in every], dtype=np.int64)


TEMPLATES = _templates()
Choice = Callable[["States", npt.NDArray[np.int32]], Indices]


class States:
    """Sentences being read in step; a line each. Words count from 1, the root is `ends`.

    Column 0 of every table stands for "nothing there".
    """

    def __init__(self, numbers: Sequence[Numbers], tags: Sequence[npt.NDArray[np.int64]]) -> None:
        count, longest = len(numbers), max(len(n) for n in numbers)
        self.ends = np.array([len(n) + 1 for n in numbers])
        self.words = np.zeros((count, longest + 4), dtype=np.uint32)
        self.tags = np.zeros((count, longest + 4), dtype=np.uint32)
        for line, (rows, tag) in enumerate(zip(numbers, tags, strict=True)):
            self.words[line, 1 : len(rows) + 1] = rows[:, LOW]
            self.tags[line, 1 : len(rows) + 1] = tag + 2
            self.tags[line, len(rows) + 1] = 1
        shape = (count, longest + 4)
        self.heads = np.zeros(shape, dtype=np.int64)
        self.left, self.left2, self.right, self.right2 = (
            np.zeros(shape, dtype=np.int64) for _ in range(4)
        )
        self.on_left, self.on_right = (np.zeros(shape, dtype=np.uint32) for _ in range(2))
        self.stack = np.zeros((count, longest + 5), dtype=np.int64)
        self.height = np.zeros(count, dtype=np.int64)
        self.next = np.ones(count, dtype=np.int64)

    def open(self) -> Indices:
        """Return the lines that are not read to the end."""
        return np.flatnonzero((self.next < self.ends) | (self.height > 0))

    def tops(self, lines: Indices) -> tuple[Indices, Indices, Indices, Indices]:
        """Return the three words on top of the stack, and the next word."""
        height = self.height[lines]
        s0, s1, s2 = (
            np.where(height > down, self.stack[lines, np.maximum(height - 1 - down, 0)], 0)
            for down in range(3)
        )
        return s0, s1, s2, self.next[lines]

    def features(self, lines: Indices) -> Numbers:
        """Return what the templates name, a line for each of `lines`."""
        s0, s1, s2, b0 = self.tops(lines)
        end = self.ends[lines]
        b1 = np.where(b0 + 1 <= end, b0 + 1, 0)
        b2 = np.where(b0 + 2 <= end, b0 + 2, 0)
        nodes = np.stack(
            [
                s0, s1, s2, b0, b1, b2,
                self.left[lines, s0], self.left2[lines, s0],
                self.right[lines, s0], self.right2[lines, s0],
                self.left[lines, s1], self.right[lines, s1],
                self.left[lines, b0], self.left2[lines, b0],
            ],
            axis=1,
        )  # fmt: skip
        found = np.zeros((len(lines), 1 + 2 * len(_NODES) + 5), dtype=np.uint32)
        found[:, 1 : 2 * len(_NODES) : 2] = self.words[lines[:, None], nodes]
        found[:, 2 : 2 * len(_NODES) + 1 : 2] = self.tags[lines[:, None], nodes]
        far = np.where(s0 > 0, b0 - s0, 0)
        found[:, _FAR] = np.where(far > 10, 7, np.where(far > 5, 6, far))
        found[:, _ON_S0_LEFT] = self.on_left[lines, s0]
        found[:, _ON_S0_RIGHT] = self.on_right[lines, s0]
        found[:, _ON_S1_RIGHT] = self.on_right[lines, s1]
        found[:, _ON_B0_LEFT] = self.on_left[lines, b0]
        return found

    def allowed(self, lines: Indices) -> npt.NDArray[np.bool_]:
        """Return which of SHIFT, LEFT and RIGHT may be done, a line each."""
        height, at_end = self.height[lines], self.next[lines] == self.ends[lines]
        return np.stack([~at_end, (height > 0) & (~at_end | (height == 1)), height > 1], axis=1)

    def do(self, lines: Indices, moves: Indices) -> None:
        """Carry out one move in each of `lines`."""
        shift = lines[moves == SHIFT]
        self.stack[shift, self.height[shift]] = self.next[shift]
        self.height[shift] += 1
        self.next[shift] += 1
        left = lines[moves == LEFT]
        top, head = self.stack[left, self.height[left] - 1], self.next[left]
        self.heads[left, top] = head
        self.left2[left, head] = self.left[left, head]
        self.left[left, head] = top
        self.on_left[left, head] += 1
        self.height[left] -= 1
        right = lines[moves == RIGHT]
        top = self.stack[right, self.height[right] - 1]
        head = self.stack[right, self.height[right] - 2]
        self.heads[right, top] = head
        self.right2[right, head] = self.right[right, head]
        self.right[right, head] = top
        self.on_right[right, head] += 1
        self.height[right] -= 1
