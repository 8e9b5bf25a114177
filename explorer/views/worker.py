"""Long work off the GUI thread: one job after the other, progress, and a Cancel that works.

A job is a function of its `Progress`; what it returns, or raises, comes back on the GUI
thread. A worker runs one job at a time, in the order they came.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from explorer.errors import ExplorerError, InputProblem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Cancelled(ExplorerError):
    """The person asked for the job to stop; it did so between two steps."""


class Progress:
    """A job's line to the window; safe from the worker's thread."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._cancelled = False

    @property
    def is_cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        self._cancelled = True

    def tell(self, words: str) -> None:
        """Say what goes on."""
        self._say(words)

    def check(self) -> None:
        """Raise Cancelled where the person has asked to stop."""
        if self._cancelled:
            raise Cancelled

    def step(self, words: str) -> None:
        """Say what comes next; raises Cancelled where the person has asked to stop."""
        self.check()
        self._say(words)


class Worker(QObject):
    """Runs jobs on one thread of its own, which begins with the first job."""

    said = Signal(str)
    busy_changed = Signal(bool)
    problem = Signal(object)
    bug = Signal(object)
    _landed = Signal(object, object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: list[Progress] = []
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        return bool(self._waiting)

    def run(self, job: Callable[[Progress], T], done: Callable[[T], None]) -> Progress:
        """Start a job, or queue it; `done` gets its result on the GUI thread."""
        progress = Progress(self.said.emit)
        self._waiting.append(progress)
        if len(self._waiting) == 1:
            self.busy_changed.emit(True)
        future = self._threads().submit(job, progress)
        future.add_done_callback(lambda ended: self._landed.emit(ended, (progress, done)))
        return progress

    def cancel(self) -> None:
        """Ask all jobs to stop at their next step."""
        for progress in self._waiting:
            progress.cancel()

    def stop(self) -> None:
        """Cancel, and wait for the running job's next step; nobody hears of its end any more."""
        self.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        if self._waiting:
            self._waiting.clear()
            self.busy_changed.emit(False)

    def _threads(self) -> ThreadPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(1, thread_name_prefix=self._name)
        return self._pool

    def _land(self, future: Future[Any], order: tuple[Progress, Callable[[Any], None]]) -> None:
        progress, done = order
        if progress not in self._waiting:  # it was on its way here when the worker was stopped
            return
        self._waiting.remove(progress)
        if not self._waiting:
            self.busy_changed.emit(False)
        error = None if future.cancelled() else future.exception()
        if future.cancelled() or isinstance(error, Cancelled):
            return
        if error is None:
            done(future.result())
        elif isinstance(error, InputProblem):
            self.problem.emit(error)
        else:
            self.bug.emit(error)
