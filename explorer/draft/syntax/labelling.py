"""As what a word hangs on another (subject, object, clause), seen from the whole tree."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from explorer.draft.syntax.features import END3, LOW, NONE, Indices, Numbers

_NODES = (
    "word", "head", "over", "left", "right", "first", "first2", "last", "before", "after",
    "prior", "next", "head_prior", "head_next", "head_first", "head_last",
)  # fmt: skip
_W = {name: 1 + 2 * i for i, name in enumerate(_NODES)}
_T = {name: 2 + 2 * i for i, name in enumerate(_NODES)}
_WAY = 1 + 2 * len(_NODES)  # which way and how far the head is
_END, _HEAD_END, _ALONE = _WAY + 1, _WAY + 2, _WAY + 3


def _templates() -> Indices:
    w, t = _W, _T
    every = [
        (w["word"],), (t["word"],), (w["head"],), (t["head"],), (_WAY,), (_END, t["word"]),
        (w["word"], w["head"]), (w["word"], t["head"]), (t["word"], w["head"]),
        (t["word"], t["head"]), (t["word"], t["head"], _WAY), (w["word"], t["head"], _WAY),
        (t["word"], w["head"], _WAY), (w["word"], t["word"], t["head"]),
        (t["word"], t["head"], t["over"]), (t["word"], w["first"], t["head"]),
        (w["first"], t["head"], _WAY), (w["first"], w["head"]), (w["first"], w["word"]),
        (w["first"], w["first2"], t["word"]), (t["word"], t["first"], t["last"]),
        (t["word"], t["last"], t["head"]), (t["word"], w["last"], t["head"]),
        (t["word"], t["before"], t["head"]), (t["word"], t["after"], t["head"]),
        (t["word"], t["before"], t["after"]), (t["word"], w["before"], t["head"]),
        (t["word"], w["after"], t["head"]), (t["prior"], t["word"], t["next"]),
        (w["prior"], t["word"], t["head"]), (w["next"], t["word"], t["head"]),
        (t["head_prior"], t["head"], t["word"]), (w["head_prior"], t["head"], t["word"]),
        (t["head"], t["head_next"], t["word"]), (w["head_next"], t["head"], t["word"]),
        (w["head_first"], t["head"], t["word"]), (w["head_last"], t["head"], t["word"]),
        (t["head_first"], t["head_last"], t["word"]), (_END, t["head"], _WAY),
        (_HEAD_END, t["word"], _WAY), (_ALONE, t["word"], t["head"]), (_ALONE, w["word"], _WAY),
        (w["word"], w["head"], _WAY), (w["first"], t["word"], w["head"]),
        (w["left"], w["head"], t["word"]), (w["right"], w["head"], t["word"]),
        (w["over"], t["head"], t["word"]), (w["first"], t["word"], t["over"]),
    ]  # fmt: skip
    return np.array([(*k, *([NONE] * (3 - len(k)))) for k in every], dtype=np.int64)


TEMPLATES = _templates()


def features(
    numbers: Numbers, tags: npt.NDArray[np.int64], heads: npt.NDArray[np.int64]
) -> Numbers:
    """Return what the templates name of a sentence, a line for each word.

    `heads` count from 1; 0 is the root.
    """
    count = len(heads)
    at = np.arange(1, count + 1)
    words = np.zeros(count + 3, dtype=np.uint32)
    words[1 : count + 1] = numbers[:, LOW]
    marks = np.zeros(count + 3, dtype=np.uint32)
    marks[1 : count + 1] = tags + 2
    marks[0] = 1
    ends = np.zeros(count + 3, dtype=np.uint32)
    ends[1 : count + 1] = numbers[:, END3]
    empty = count + 1  # a place where nothing stands
    first, first2, last, last2, before, after = _children(heads, empty)
    over = np.concatenate([[empty], heads])[heads]
    nodes = np.stack(
        [
            at, heads, over, first2[at], last2[at], first[at], first2[at], last[at],
            before[at], after[at], np.where(at > 1, at - 1, empty),
            np.where(at < count, at + 1, empty), np.where(heads > 1, heads - 1, empty),
            np.where((heads > 0) & (heads < count), heads + 1, empty), first[heads], last[heads],
        ],
        axis=1,
    )  # fmt: skip
    found = np.zeros((count, 1 + 2 * len(_NODES) + 4), dtype=np.uint32)
    found[:, 1 : 2 * len(_NODES) : 2] = words[nodes]
    found[:, 2 : 2 * len(_NODES) + 1 : 2] = marks[nodes]
    far = np.abs(heads - at)
    near = np.where(far > 8, 6, np.where(far > 4, 5, far))
    found[:, _WAY] = np.where(heads == 0, 15, np.where(heads < at, near, near + 7))
    found[:, _END] = ends[at]
    found[:, _HEAD_END] = ends[heads]
    found[:, _ALONE] = 1 + (before[at] == empty) + 2 * (after[at] == empty)
    return found


def _children(heads: npt.NDArray[np.int64], empty: int) -> tuple[npt.NDArray[np.int64], ...]:
    """Return the first two and last two that hang on each word, and its neighbours there."""
    size = len(heads) + 2
    first, first2, last, last2, before, after = (
        np.full(size, empty, dtype=np.int64) for _ in range(6)
    )
    for at, head in enumerate(heads.tolist(), 1):
        if first[head] == empty:
            first[head] = at
        elif first2[head] == empty:
            first2[head] = at
        before[at] = last[head]
        if last[head] != empty:
            after[last[head]] = at
        last2[head] = last[head]
        last[head] = at
    return first, first2, last, last2, before, after
