"""Documents drafted on a cluster, in their order, a parcel of them at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

from explorer.intake.cluster import Cluster, Parcel
from explorer.intake.prepare import Answer, Lost, Ready
from explorer.values import dataclass, field, replace

if TYPE_CHECKING:
    from explorer.domain.records import Document

_MOST_IN_ONE = 16
_ENOUGH_CHARACTERS = 60_000
_PARCELS_EACH = 3
_MOST_CHARACTERS = 30_000_000
_BEAT_S = 0.05
_PATIENCE_S = 60.0
_LIMIT_S, _LIMIT_S_PER_MB = 60.0, 20.0

Answers = Generator[tuple[Answer, ...], None, None]


@dataclass(slots=True)
class _Lot:
    """Answers in their order; those at `places` are documents that are away to be drafted."""

    answers: list[Answer] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    parcel: Parcel | None = None
    characters: int = 0

    def add(self, answer: Answer, draft: bool) -> None:
        if isinstance(answer, Ready) and draft and not answer.packs:
            self.places.append(len(self.answers))
            self.characters += len(answer.document.text)
        self.answers.append(answer)

    @property
    def is_full(self) -> bool:
        return len(self.answers) >= _MOST_IN_ONE or self.characters >= _ENOUGH_CHARACTERS

    @property
    def has_come(self) -> bool:
        return self.parcel is None or self.parcel.has_come


class Far:
    """Drafting on a cluster: read documents go in, drafted ones come out, in their order.

    Parameters
    ----------
    limit_s
        How long a worker may take over a document. None gives it a minute, and 20 seconds
        more for each million characters of it.
    """

    def __init__(self, cluster: Cluster, limit_s: float | None = None) -> None:
        self._cluster, self._limit_s = cluster, limit_s
        self._away: deque[_Lot] = deque()
        self._moved_s = time.monotonic()

    def drafted(self, read: Answers) -> Answers:
        """Yield answers as `read` does, with drafts; closing the iterator drops what is away.

        Raises InputProblem where the cluster is gone, or has had no worker for a minute.
        """
        lots = _lots(read)
        try:
            more = True
            while more or self._away:
                if more and self._has_room():
                    more = self._send_next(lots)
                elif not self._away[0].has_come:
                    time.sleep(_BEAT_S)
                yield from self._come()
                self._check_on_workers()
                yield ()
        finally:
            lots.close()
            for lot in self._away:
                if lot.parcel is not None:
                    lot.parcel.drop()

    def _has_room(self) -> bool:
        if len(self._away) >= _PARCELS_EACH * max(2, self._cluster.threads):
            return False
        return sum(lot.characters for lot in self._away) < _MOST_CHARACTERS

    def _send_next(self, lots: Iterator[_Lot]) -> bool:
        """Send what was read next; returns whether there may be more."""
        lot = next(lots, None)
        if lot is None:
            return False
        if lot.places:
            lot.parcel = self._sent([lot.answers[place] for place in lot.places])
        if lot.answers:
            self._away.append(lot)
        return True

    def _sent(self, answers: list[Answer]) -> Parcel:
        self._moved_s = time.monotonic()
        documents = [answer.document for answer in answers if isinstance(answer, Ready)]
        return self._cluster.send([(one, self._limit_of(one)) for one in documents])

    def _limit_of(self, document: Document) -> float:
        return self._limit_s or round(_LIMIT_S + _LIMIT_S_PER_MB * len(document.text) / 1e6, 1)

    def _come(self) -> Answers:
        """Yield the answers of the lots that have come, as far as no earlier one is awaited."""
        while self._away and self._away[0].has_come:
            lot = self._away[0]
            self._moved_s = time.monotonic()
            if lot.parcel is not None:
                drafts = lot.parcel.drafts()
                if drafts is None:
                    yield from self._one_by_one(lot)
                else:
                    for place, draft in zip(lot.places, drafts, strict=True):
                        lot.answers[place] = _answer(lot.answers[place], draft)
            self._away.popleft()
            yield tuple(lot.answers)

    def _one_by_one(self, lot: _Lot) -> Answers:
        """Find out which document of a lot ends its workers; nothing else runs meanwhile.

        Whatever else a worker has at hand when it dies is counted against that too.
        """
        while not all(other.has_come for other in self._away):
            yield from self._waiting()
        for place in lot.places:
            parcel = self._sent([lot.answers[place]])
            while not parcel.has_come:
                yield from self._waiting()
            drafts = parcel.drafts()
            lot.answers[place] = (
                Lost("it ended or held up the cluster's workers, one after the other")
                if drafts is None
                else _answer(lot.answers[place], drafts[0])
            )

    def _waiting(self) -> Answers:
        time.sleep(_BEAT_S)
        self._check_on_workers()
        yield ()

    def _check_on_workers(self) -> None:
        """Raise where nothing has moved for long, and there is nobody to move it."""
        now = time.monotonic()
        if now - self._moved_s > _PATIENCE_S:
            self._moved_s = now
            if not self._cluster.has_workers:
                raise self._cluster.gone()


def _lots(read: Answers) -> Generator[_Lot, None, None]:
    """Yield answers in lots, as many as have come, so that nothing waits for a full one."""
    lot = _Lot()
    try:
        for batch in read:
            for answer in batch:
                lot.add(answer, draft=True)
                if lot.is_full:
                    yield lot
                    lot = _Lot()
            if not batch:
                yield lot  # even an empty one: the caller is to look after what is away
                lot = _Lot()
        yield lot
    finally:
        read.close()


def _answer(read: Answer, draft: object) -> Answer:
    from explorer.domain.marks import Draft

    if isinstance(draft, Draft) and isinstance(read, Ready):
        return replace(read, draft=draft)
    return Lost("a fault in the program", str(draft))
