"""The part of speech of every word, by the words around it and then by their parts of speech."""

from __future__ import annotations

import numpy as np

from explorer.draft.syntax.features import (
    BEGIN1,
    BEGIN2,
    BEGIN3,
    END1,
    END2,
    END3,
    END4,
    FORM,
    LISTED,
    LOW,
    NONE,
    SHAPE,
    WIDTH,
    Indices,
    Numbers,
)

PAD = 2  # empty places before, between and after sentences
_REACH = (-2, -1, 0, 1, 2)


def _at(offset: int, column: int) -> int:
    """Return where the column of the word `offset` places away stands in a window."""
    return (offset + 2) * WIDTH + column


_TAGS = len(_REACH) * WIDTH  # the tags of the first reading, of the five words


def _tag(offset: int) -> int:
    return _TAGS + offset + 2


_WORDS = (
    (_at(0, FORM),), (_at(0, LOW),), (_at(0, SHAPE),),
    (_at(0, END1),), (_at(0, END2),), (_at(0, END3),), (_at(0, END4),),
    (_at(0, BEGIN1),), (_at(0, BEGIN2),), (_at(0, BEGIN3),),
    (_at(-1, LOW),), (_at(1, LOW),), (_at(-2, LOW),), (_at(2, LOW),),
    (_at(-1, LOW), _at(0, LOW)), (_at(0, LOW), _at(1, LOW)), (_at(-1, LOW), _at(1, LOW)),
    (_at(-2, LOW), _at(-1, LOW)), (_at(1, LOW), _at(2, LOW)),
    (_at(-1, END3),), (_at(1, END3),), (_at(-1, END2), _at(0, END3)), (_at(0, END3), _at(1, END2)),
    (_at(-1, SHAPE), _at(0, SHAPE), _at(1, SHAPE)), (_at(-1, LOW), _at(0, SHAPE)),
    (_at(0, LISTED),), (_at(-1, LISTED),), (_at(1, LISTED),), (_at(-1, LISTED), _at(0, LISTED)),
    (_at(0, LISTED), _at(1, LISTED)), (_at(0, LISTED), _at(-1, LOW)), (_at(0, LISTED), _at(1, LOW)),
    (_at(0, LISTED), _at(0, END3)), (_at(0, LISTED), _at(-1, END2), _at(1, END2)),
    (_at(0, END3), _at(0, SHAPE)), (_at(-1, LOW), _at(0, END2)), (_at(0, END2), _at(1, LOW)),
)  # fmt: skip
_BOTH = (
    (_tag(0),), (_tag(-1),), (_tag(1),), (_tag(-2),), (_tag(2),),
    (_tag(-1), _tag(0)), (_tag(0), _tag(1)), (_tag(-1), _tag(1)), (_tag(-1), _tag(0), _tag(1)),
    (_tag(-2), _tag(-1)), (_tag(1), _tag(2)), (_tag(-2), _tag(-1), _tag(0)),
    (_tag(0), _tag(1), _tag(2)), (_tag(0), _at(0, LOW)), (_tag(-1), _at(0, LOW)),
    (_tag(1), _at(0, LOW)), (_tag(-1), _tag(1), _at(0, LOW)), (_tag(-2), _at(0, LOW)),
    (_tag(0), _at(-1, LOW)), (_tag(0), _at(1, LOW)), (_tag(-1), _at(0, END3)),
    (_tag(1), _at(0, END3)), (_tag(-1), _tag(1), _at(0, END2)), (_tag(2), _at(0, LOW)),
    (_tag(-1), _at(0, LISTED)), (_tag(1), _at(0, LISTED)), (_tag(-1), _tag(1), _at(0, LISTED)),
    (_tag(-1), _at(-1, LOW), _at(0, LOW)), (_tag(-2), _tag(-1), _tag(1)),
)  # fmt: skip


def _padded(templates: tuple[tuple[int, ...], ...]) -> Indices:
    return np.array([(*t, *([NONE] * (3 - len(t)))) for t in templates], dtype=np.int64)


FIRST = _padded(_WORDS)
SECOND = _padded((*_WORDS, *_BOTH))


def windows(numbers: Numbers) -> Numbers:
    """Return, for each word between the pads at both ends, the numbers of the five around it."""
    count = len(numbers) - 2 * PAD
    return np.concatenate([numbers[PAD + o : PAD + o + count] for o in _REACH], axis=1)


def with_tags(window: Numbers, tags: Numbers) -> Numbers:
    """Return windows with the tags (from 1; 0 outside) of a first reading, pads included."""
    count = len(window)
    around = [tags[PAD + o : PAD + o + count, None] for o in _REACH]
    return np.concatenate([window, *around], axis=1)
