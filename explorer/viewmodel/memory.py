"""Keeps the last few costly answers, by the very values they were made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")
_PLAIN = (int, float, str, bool, tuple, frozenset, type(None))


class Memory:
    """Remembers `size` answers. Small plain values are compared, all others by identity."""

    def __init__(self, size: int = 12) -> None:
        self._size = size
        self._kept: list[tuple[tuple[object, ...], object]] = []

    def get(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return the answer kept for `key`, or make it; the oldest is let go of before that."""
        for index, (known, value) in enumerate(self._kept):
            if len(known) == len(key) and all(map(_same, known, key)):
                self._kept.append(self._kept.pop(index))
                return cast(T, value)
        del self._kept[: max(len(self._kept) + 1 - self._size, 0)]
        made = make()
        self._kept.append((key, made))
        return made


def _same(one: object, other: object) -> bool:
    if one is other:
        return True
    return isinstance(one, _PLAIN) and type(one) is type(other) and one == other
