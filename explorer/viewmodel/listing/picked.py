"""Which places of a list are picked: ranges, so that all of ten million are one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from explorer.values import dataclass, replace

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Picked:
    """Half-open spans of places, ascending and apart.

    `at` is the place the keyboard is on, `anchor` where a range that is being drawn begins;
    -1 where there is none yet.
    """

    spans: tuple[Span, ...] = ()
    at: int = -1
    anchor: int = -1

    @property
    def count(self) -> int:
        return sum(last - first for first, last in self.spans)

    def holds(self, place: int) -> bool:
        index = bisect_right(self.spans, (place, place + 1)) - 1
        near = self.spans[max(index, 0) : index + 2]
        return any(first <= place < last for first, last in near)

    def places(self, most: int) -> list[int]:
        """Return the first `most` places."""
        return list(islice(self._each(), most))

    def _each(self) -> Iterator[int]:
        for first, last in self.spans:
            yield from range(first, last)

    def only(self, place: int) -> Picked:
        return Picked(((place, place + 1),), place, place)

    def toggled(self, place: int) -> Picked:
        """Add a place, or take it out."""
        if not self.holds(place):
            return replace(_joined((*self.spans, (place, place + 1))), at=place, anchor=place)
        kept: list[Span] = []
        for first, last in self.spans:
            kept += [s for s in ((first, min(last, place)), (max(first, place + 1), last))
                     if s[0] < s[1]]  # fmt: skip
        return Picked(tuple(kept), place, place)

    def reaching(self, place: int) -> Picked:
        """Pick all from the anchor to a place."""
        anchor = self.anchor if self.anchor >= 0 else place
        first, last = min(anchor, place), max(anchor, place) + 1
        return Picked(((first, last),), place, anchor)

    def every(self, count: int) -> Picked:
        """Pick all of so many places."""
        return Picked(((0, count),) if count else (), self.at, self.anchor)


def _joined(spans: tuple[Span, ...]) -> Picked:
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return Picked(tuple(found))
