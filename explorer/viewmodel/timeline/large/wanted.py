"""What is said of the events that are drawn: read when the picture stands still."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from explorer.domain import dates
from explorer.domain.dates import EdtfDate
from explorer.domain.ids import EventId
from explorer.viewmodel.ports import ProjectPort

T = TypeVar("T")
Dates = tuple[EdtfDate | None, tuple[EdtfDate, ...]]  # the one that is drawn; all that are claimed

_KEPT = 20_000
_AT_ONCE = 8  # so few are read without waiting: they may lie on as many pages of the file


class Wanted(Generic[T]):
    """One thing of events, as far as it is known; `version` counts what came in later."""

    def __init__(
        self, read: Callable[[list[EventId]], Sequence[T]], at_once: int = _AT_ONCE
    ) -> None:
        self._read_of = read
        self._at_once = at_once
        self._known: dict[EventId, T] = {}
        self._wanted: list[EventId] = []
        self.version = 0

    @property
    def known(self) -> Mapping[EventId, T]:
        return self._known

    def want(self, ids: Sequence[int]) -> None:
        """Note of which events it is wanted; of a few it is read at once."""
        self._wanted = [EventId(id) for id in ids if id not in self._known]
        if 0 < len(self._wanted) <= self._at_once:
            self._read()

    def fetch(self) -> bool:
        """Read what is wanted; returns whether anything came in."""
        if not self._wanted:
            return False
        self._read()
        self.version += 1
        return True

    def _read(self) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()
        self._known.update(zip(self._wanted, self._read_of(self._wanted), strict=True))
        self._wanted = []


class Sayings:
    """Titles of events; and dates of those of which the columns do not tell all.

    A date that reaches beyond its source's own words is read by itself; where sources differ,
    all records are, which is never done while the picture moves.
    """

    def __init__(self, project: ProjectPort) -> None:
        self.titles = Wanted(project.titles)
        self.dates: Wanted[Dates] = Wanted(
            lambda ids: [_dated(None if b is None else b.edtf) for b in project.briefs(ids)]
        )
        self.claims: Wanted[Dates] = Wanted(
            lambda ids: [
                (event.date, tuple(claim.date for claim in event.claims))
                for event in project.events(ids)
            ],
            at_once=0,
        )

    @property
    def version(self) -> int:
        return sum(each.version for each in (self.titles, self.dates, self.claims))

    def fetch(self) -> bool:
        """Read all that is wanted; returns whether anything came in."""
        came = [each.fetch() for each in (self.titles, self.dates, self.claims)]
        return any(came)


def _dated(edtf: str | None) -> Dates:
    return (None if edtf is None else dates.parse(edtf)), ()
