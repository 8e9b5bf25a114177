"""Moving through events and through what was selected before."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.domain.ids import EventId, EvidenceId, Mark, MarkKind
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.state import Axis

_KEPT = 200
Place = tuple[tuple[Mark, ...], EvidenceId | None]


class Trail:
    """Back and forward through selections, as a browser has it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._behind: list[Place] = []
        self._ahead: list[Place] = []
        self._here: Place = (session.state.selection, session.state.evidence)
        self._moving = False
        session.changed.connect(self._note)

    @property
    def can_go_back(self) -> bool:
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        return bool(self._ahead)

    def back(self) -> None:
        """Select what was selected before; nothing happens at the beginning."""
        self._move(self._behind, self._ahead)

    def forward(self) -> None:
        """Undo a `back`; nothing happens at the end."""
        self._move(self._ahead, self._behind)

    def _move(self, take: list[Place], give: list[Place]) -> None:
        if not take:
            return
        give.append(self._here)
        selection, evidence = take.pop()
        kept = tuple(mark for mark in selection if self._session.corpus.has(mark))
        self._here = (kept, evidence)
        self._moving = True
        try:
            self._session.update("trail", selection=kept, evidence=evidence)
        finally:
            self._moving = False

    def _note(self, change: Change) -> None:
        if self._moving or not change.touches("selection", "evidence"):
            return
        selection = self._session.state.selection
        if selection != self._here[0] and self._here[0]:
            self._behind.append(self._here)
            del self._behind[:-_KEPT]
            self._ahead.clear()
        if selection:
            self._here = (selection, self._session.state.evidence)
        elif self._here[0]:
            self._here = ((), None)


def step_event(session: Session, step: int, origin: str) -> None:
    """Select the next (+1) or previous (-1) matching event, in the order that is drawn.

    With no event selected the first, or the last, is taken. At the ends nothing happens.
    """
    rows = _ordered_rows(session)
    if not len(rows):
        return
    leading = session.state.leading
    at = -1
    if leading is not None and leading.kind is MarkKind.EVENT:
        row = session.corpus.row_of.get(EventId(leading.id), -1)
        at = int(next(iter(np.flatnonzero(rows == row)), -1))
    last = len(rows) - 1
    edge = 0 if step > 0 else last
    index = edge if at < 0 else min(max(at + step, 0), last)
    mark = Mark.event(int(session.corpus.columns.id[rows[index]]))
    session.update(origin, selection=(mark,), evidence=None)


def _ordered_rows(session: Session) -> NDArray[np.intp]:
    rows = np.flatnonzero(session.matches)
    if session.state.axis is Axis.CALENDAR:
        return rows
    arrays = session.corpus.columns.arrays
    told = (arrays[name][rows] for name in ("offset", "paragraph", "source"))
    return rows[np.lexsort(tuple(told))]
