"""One worker process as its parent sees it: what it was given, and since when it is at it."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from explorer.intake.worker import READY, serve
from explorer.values import dataclass

T = TypeVar("T")

_MOST_GIVEN = 16
_ENOUGH_BYTES = 50_000
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Task(Generic[T]):
    """Something to do, how long it may take, and the size of what it is about."""

    value: T
    limit_s: float
    size_bytes: int = 0


@dataclass(slots=True)
class Given(Generic[T]):
    """A task under way, by its place in the order; `deaths` of workers that were at it."""

    number: int
    task: Task[T]
    deaths: int = 0


class Hand(Generic[T]):
    """A worker process. `given` are its tasks, oldest first: the first is being worked on."""

    def __init__(self, work: Callable[[T], Any], warm_up: Callable[[], None]) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.given: deque[Given[T]] = deque()
        self.has_begun = self.is_ready = self.is_overdue = False
        self._since_s = 0.0
        self._process = _SPAWN.Process(
            target=serve, args=(theirs, work, warm_up), name="sourceline-worker"
        )
        self._process.start()
        theirs.close()

    @property
    def sentinel(self) -> int:
        """What becomes ready when the process has ended."""
        return self._process.sentinel

    @property
    def has_ended(self) -> bool:
        return not self._process.is_alive()

    def may_take(self, given: Given[T]) -> bool:
        """Whether it has room: some small tasks at hand save waiting, a large one stands alone.

        A task that a worker died over is given to an idle one, and nothing with it, so that
        no other is blamed.
        """
        if not self.is_ready or self.is_overdue:
            return False
        if not self.given:
            return True
        if given.deaths or self.given[0].deaths or len(self.given) >= _MOST_GIVEN:
            return False
        return sum(one.task.size_bytes for one in self.given) < _ENOUGH_BYTES

    def give(self, given: Given[T]) -> None:
        if not self.given:
            self._since_s = time.monotonic()
        self.given.append(given)
        try:
            self.pipe.send((given.number, given.task.value, given.task.limit_s))
        except OSError:  # it has just died; whoever buries it finds the task
            self.is_ready = False

    def answers(self) -> Iterator[tuple[Given[T], Any]]:
        """Yield what it has answered by now, each with its task."""
        try:
            while self.pipe.poll():
                said = self.pipe.recv()
                if said == READY:
                    self.has_begun = self.is_ready = True
                    continue
                self._since_s = time.monotonic()
                yield self.given.popleft(), said[1]
        except (EOFError, OSError):  # it died, perhaps in the middle of an answer
            self.is_ready = False

    def end_if_overdue(self) -> None:
        """Kill it where it takes longer than its task's limit."""
        late = self.given and time.monotonic() - self._since_s > self.given[0].task.limit_s
        if late and not self.is_overdue:
            self.is_overdue = True
            self._kill()

    def end(self, patience_s: float = 0.0) -> None:
        """Close its pipe, which ends an idle one; kill it where it does not end by itself."""
        self.pipe.close()
        self._process.join(patience_s)
        self._kill()
        self._process.join()

    def _kill(self) -> None:
        """Kill it where it lives, and whatever it has started, as the reader of a PDF."""
        self._process.kill()
        if hasattr(os, "killpg") and self._process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def why_it_ended(self) -> str:
        """Return how the process ended, as words for a person; what it started is ended too."""
        self._kill()
        self._process.join()
        code = self._process.exitcode or 0
        if code >= 0:
            return f"exit code {code}"
        try:
            return signal.Signals(-code).name
        except ValueError:
            return f"signal {-code}"
