"""Work spread over processes of this machine; answers come back in the order of the tasks.

A worker that dies, or takes longer over a task than its limit, costs that task alone, and
another takes its place. A task whose worker died is tried once more, by a worker that has
nothing else: who killed the first may have been the system, or a person.

Not pebble's pool, nor loky's: in the first all workers answer through one pipe, so that one
killed in the middle of an answer breaks it for all, and one that exits with 0 is not missed
before its limit; the second does not tell which task it was.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from multiprocessing.connection import wait
from queue import Empty, SimpleQueue
from typing import Generic, TypeVar

from explorer.errors import ExplorerBug
from explorer.intake.hand import Given, Hand, Task
from explorer.values import dataclass

T = TypeVar("T")
A = TypeVar("A")

_BEAT_S = 0.1
_TURN_S = 0.02
_MOST_BYTES = 64_000_000
_MOST_EACH = 64
_MOST_AT_ONCE = 64
_MOST_STILLBORN = 3


@dataclass(frozen=True, slots=True)
class Settled(Generic[A]):
    """In the place of a task: an answer that needs no work."""

    answer: A


def _nothing() -> None:
    return


def spread(
    tasks: Iterable[Task[T] | Settled[A]],
    work: Callable[[T], A],
    lost: Callable[[Task[T], str], A],
    jobs: int,
    warm_up: Callable[[], None] = _nothing,
) -> Generator[tuple[A, ...], None, None]:
    """Yield the answers to tasks in their order, as many at a time as there are.

    Yields an empty tuple ten times a second while there are none, so that the caller can
    tell of progress, or stop: closing the iterator ends all workers at once.

    Parameters
    ----------
    tasks
        Taken as there is room for their answers: 64 a worker and 64 MB of what they are
        about are under way, or wait for the caller, at most.
    work
        A function of a module, so that workers find it. It should not raise.
    lost
        Makes the answer to a task whose worker died, or had to be killed, of the reason.
    jobs
        The most worker processes. They are spawned, so the caller may have threads.
    warm_up
        What a worker does before its first task, counted against none.
    """
    pool = _Pool(iter(tasks), partial(Hand, work, warm_up), lost, jobs)
    pool.thread.start()
    try:
        yield from pool.answers()
    finally:
        pool.stop()


class _Pool(Generic[T, A]):
    """The workers, and the thread that minds them while the caller writes."""

    def __init__(
        self,
        tasks: Iterator[Task[T] | Settled[A]],
        hire: Callable[[], Hand[T]],
        lost: Callable[[Task[T], str], A],
        jobs: int,
    ) -> None:
        self.thread = threading.Thread(target=self._mind, name="intake", daemon=True)
        self._tasks: Iterator[Task[T] | Settled[A]] | None = tasks
        self._new_hand, self._lost, self._jobs = hire, lost, jobs
        self._hands: list[Hand[T]] = []
        self._waiting: deque[Given[T]] = deque()
        self._answered: dict[int, tuple[A, int]] = {}
        self._begun = self._begun_bytes = 0  # by the thread alone
        self._passed_on = 0
        self._taken = self._taken_bytes = 0  # by the caller alone
        self._stillborn = 0
        self._out: SimpleQueue[tuple[A, int] | BaseException | None] = SimpleQueue()
        self._is_stopping = threading.Event()

    # The caller's side.

    def answers(self) -> Iterator[tuple[A, ...]]:
        while True:
            batch: list[A] = []
            more = True
            for said in self._said():
                if isinstance(said, BaseException):
                    raise said
                if said is None:
                    more = False
                    break
                batch.append(said[0])
                self._taken += 1
                self._taken_bytes += said[1]
            yield tuple(batch)
            if not more:
                return

    def _said(self) -> Iterator[tuple[A, int] | BaseException | None]:
        try:
            yield self._out.get(timeout=_BEAT_S)
            for _ in range(_MOST_AT_ONCE - 1):
                yield self._out.get_nowait()
        except Empty:
            return

    def stop(self) -> None:
        self._is_stopping.set()
        self.thread.join()

    # The thread's side.

    def _mind(self) -> None:
        if hasattr(signal, "pthread_sigmask"):  # handed down: workers never hear Ctrl+C
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        patience_s = 0.0
        try:
            while not self._is_stopping.is_set() and not self._is_done:
                self._turn()
            patience_s = 0.0 if self._is_stopping.is_set() else 1.0
        except BaseException as error:  # noqa: BLE001 - raised again where the caller waits
            self._out.put(error)
        finally:
            for hand in self._hands:
                hand.end(patience_s)
            self._out.put(None)

    @property
    def _is_done(self) -> bool:
        return self._tasks is None and self._passed_on == self._begun

    def _turn(self) -> None:
        self._take_tasks()
        self._hire()
        self._hand_out()
        if self._hands:
            wait([s for hand in self._hands for s in (hand.pipe, hand.sentinel)], _TURN_S)
        else:
            self._is_stopping.wait(_TURN_S)
        for hand in list(self._hands):
            self._hear(hand)
            hand.end_if_overdue()
            if hand.has_ended:
                self._bury(hand)
        self._pass_on()

    def _take_tasks(self) -> None:
        """Take the next tasks, as far as there is room for their answers."""
        while self._tasks is not None and len(self._waiting) < self._jobs and self._has_room():
            task = next(self._tasks, None)
            if task is None:
                self._tasks = None
                return
            number, self._begun = self._begun, self._begun + 1
            if isinstance(task, Settled):
                self._answered[number] = (task.answer, 0)
                self._pass_on()
            else:
                self._begun_bytes += task.size_bytes
                self._waiting.append(Given(number, task))

    def _has_room(self) -> bool:
        return (
            self._begun - self._taken < _MOST_EACH * self._jobs
            and self._begun_bytes - self._taken_bytes < _MOST_BYTES
        )

    def _hire(self) -> None:
        """Have as many workers as there is work for."""
        wanted = len(self._waiting) + sum(len(hand.given) for hand in self._hands)
        while len(self._hands) < min(self._jobs, wanted):
            self._hands.append(self._new_hand())

    def _hand_out(self) -> None:
        while self._waiting:
            hands = [hand for hand in self._hands if hand.may_take(self._waiting[0])]
            if not hands:
                return
            min(hands, key=lambda hand: len(hand.given)).give(self._waiting.popleft())
            self._take_tasks()

    def _hear(self, hand: Hand[T]) -> None:
        for given, answer in hand.answers():
            self._stillborn = 0
            self._answer(given, answer)

    def _bury(self, hand: Hand[T]) -> None:
        """Take a dead worker's tasks back; the one that it was at is tried again, or lost."""
        self._hear(hand)
        self._hands.remove(hand)
        why = hand.why_it_ended()
        hand.pipe.close()
        if not hand.has_begun:
            self._stillborn += 1
            if self._stillborn > _MOST_STILLBORN:
                raise ExplorerBug(f"worker processes end before they begin ({why})")
        elif hand.given:
            first = hand.given[0]
            if hand.is_overdue or first.deaths:
                hand.given.popleft()
            if hand.is_overdue:
                why = f"it took longer than {first.task.limit_s:.3g} s"
                self._answer(first, self._lost(first.task, why))
            elif first.deaths:
                self._answer(first, self._lost(first.task, f"it ended its worker process: {why}"))
            else:
                first.deaths += 1
                self._waiting.appendleft(first)
        self._waiting.extendleft(reversed(hand.given))

    def _answer(self, given: Given[T], answer: A) -> None:
        self._answered[given.number] = (answer, given.task.size_bytes)

    def _pass_on(self) -> None:
        """Hand the caller the answers whose turn it is."""
        while (said := self._answered.pop(self._passed_on, None)) is not None:
            self._out.put(said)
            self._passed_on += 1
