"""The palette's search: letters in order, best fit first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def score(query: str, text: str) -> int | None:
    """Return how well the query's letters stand in the text, or None where they do not.

    All letters must occur in order, blanks aside. A letter counts 1, one that begins a word 6,
    one that follows its forerunner 4; the query in one piece counts 12 more, at the beginning
    of a word 24; a long text loses a little.
    """
    letters = [letter for letter in query.casefold() if not letter.isspace()]
    target = text.casefold()
    found = [_points(letters, target, jump) for jump in (True, False)]
    fitting = [points for points in found if points is not None]
    if not fitting:
        return None
    return (max(fitting) + _whole(query.casefold().strip(), target)) * 100 - len(target)


def _whole(query: str, target: str) -> int:
    if f" {query}" in f" {target}":
        return 24
    return 12 if query in target else 0


def _points(letters: list[str], target: str, jump: bool) -> int | None:
    total, at = 0, -1
    for letter in letters:
        found = _next(target, letter, at, jump)
        if found < 0:
            return None
        starts_word = found == 0 or not target[found - 1].isalnum()
        total += 6 if starts_word else 4 if found == at + 1 else 1
        at = found
    return total


def _next(target: str, letter: str, after: int, jump: bool) -> int:
    """Return the letter's next place: the nearest, or with `jump` rather a word's beginning."""
    nearest = target.find(letter, after + 1)
    if not jump or nearest < 0 or nearest == after + 1:
        return nearest
    word = target.find(" " + letter, after + 1)
    return word + 1 if word >= 0 else nearest


def ranked(query: str, items: Iterable[T], text: Callable[[T], str]) -> list[T]:
    """Return the items that fit, best first; all of them in their order for an empty query."""
    if not query.strip():
        return list(items)
    scored = [(score(query, text(item)), item) for item in items]
    fitting = [(value, item) for value, item in scored if value is not None]
    return [item for _, item in sorted(fitting, key=lambda pair: -pair[0])]
