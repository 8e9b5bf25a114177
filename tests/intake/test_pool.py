"""Work on several processes: in order, whatever becomes of a worker."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

import pytest

from explorer.intake.hand import Task
from explorer.intake.pool import Settled, spread
from tests.intake import work


def lost(task: Task[int], why: str) -> str:
    return f"{task.value}: {why}"


@pytest.fixture(autouse=True)
def _nobody_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def test_answers_come_in_the_order_of_the_tasks() -> None:
    tasks = [Task(n, 60) if n % 7 else Settled(-n) for n in range(200)]
    answers = list(chain(*spread(tasks, work.count, lost, 2)))
    assert answers == [n * n if n % 7 else -n for n in range(200)]


def test_what_needs_no_work_starts_no_process() -> None:
    tasks: list[Task[int] | Settled[int]] = [Settled(n) for n in range(9)]
    assert list(chain(*spread(tasks, work.count, lost, 2))) == list(range(9))


def test_a_worker_that_crashes_or_hangs_costs_its_task_alone() -> None:
    tasks = [Task(n, 1.0) for n in range(12)]
    answers = list(chain(*spread(tasks, work.count_unless, lost, 2)))
    assert answers[3] == "3: it ended its worker process: SIGSEGV"
    assert answers[5] == "5: it ended its worker process: exit code 0"
    assert answers[8] == "8: it took longer than 1 s"
    rest = [n for n in range(12) if n not in (3, 5, 8)]
    assert [answers[n] for n in rest] == [n * n for n in rest]


def test_a_worker_that_was_killed_by_another_loses_nothing(tmp_path: Path) -> None:
    tasks = [Task(str(tmp_path / "mark"), 60)]
    assert list(chain(*spread(tasks, work.die_once, lost, 1))) == [1]  # type: ignore[arg-type]


def test_tasks_are_taken_only_as_their_answers_are() -> None:
    taken = 0

    def endless() -> Iterator[Task[int]]:
        nonlocal taken
        for number in count():
            taken += 1
            yield Task(number, 60)

    answers = spread(endless(), work.count, lost, 1)
    got = 0
    while not got:
        got += len(next(answers))
    for _ in range(5):
        got += len(next(answers))
        assert taken <= got + 65
    answers.close()


def test_what_goes_wrong_with_the_tasks_is_raised_where_the_answers_are_awaited() -> None:
    def broken() -> Iterator[Task[int]]:
        yield Task(1, 60)
        raise LookupError("no more")

    with pytest.raises(LookupError, match="no more"):
        list(spread(broken(), work.count, lost, 1))


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no process groups here")
def test_what_a_killed_worker_has_started_ends_too(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    tasks = [Task(str(mark), 1.5)]
    (answer,) = chain(*spread(tasks, work.start_another_and_hang, lost, 1))  # type: ignore[arg-type]
    assert str(answer).endswith("it took longer than 1.5 s")
    until = time.monotonic() + 10
    while _lives(int(mark.read_text(encoding="utf-8"))):
        assert time.monotonic() < until
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    if not Path("/proc/self").exists():
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        return True
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
