"""What follows a change: at once in a small project, in a large one beside the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer

from explorer.viewmodel.session import Session
from explorer.views.worker import Progress, Worker

T = TypeVar("T")

PICTURE_FIRST_MS = (
    80  # the timeline's own picture is made meanwhile: two threads of numpy share a bus
)


class Beside:
    """One thing that is worked out again and again: the last wish alone is carried out."""

    def __init__(self, session: Session, worker: Worker) -> None:
        self._session, self._worker = session, worker
        self._job: Progress | None = None
        self._start: Callable[[], None] = lambda: None
        self._late = QTimer(worker, singleShot=True, interval=PICTURE_FIRST_MS)
        self._late.timeout.connect(lambda: self._start())

    def run(self, work: Callable[[Session], T], done: Callable[[T], None]) -> bool:
        """Work from the session as it is now; returns whether that is done already.

        `work` is given a look at the session that no longer changes, and may be called on
        another thread. What an earlier call asked for is no longer wanted.
        """
        session = self._session
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._late.stop()
        if _is_quick(session):
            done(work(session))
            return True

        def start() -> None:
            look = session.seen_as(session.state, session.matches)

            def land(found: T) -> None:
                if self._job is job:  # else another was asked for since
                    self._job = None
                    done(found)

            job = self._worker.run(partial(_unless_stopped, work, look), land)
            self._job = job

        self._start = start
        self._late.start()
        return False


def _is_quick(session: Session) -> bool:
    """Whether nothing must be gone through: few events, or nothing is held back of many."""
    corpus = session.corpus
    everything = session.state.filter.is_empty and corpus.columns.head.accepted == corpus.n
    return not corpus.is_large or everything


def _unless_stopped(work: Callable[[Session], T], look: Session, progress: Progress) -> T:
    progress.check()
    found = work(look)
    progress.check()
    return found
