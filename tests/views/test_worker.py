"""Jobs run off the GUI thread, one at a time; results, problems and bugs come back on it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from explorer.errors import InputProblem
from explorer.views.worker import Progress, Worker


@pytest.fixture
def worker(qtbot: QtBot) -> Iterator[Worker]:
    made = Worker("test")
    yield made
    made.stop()


def test_a_job_runs_elsewhere_and_ends_here(worker: Worker, qtbot: QtBot) -> None:
    seen: list[threading.Thread] = []
    ends: list[object] = []

    def job(progress: Progress) -> int:
        seen.append(threading.current_thread())
        progress.tell("half")
        return 7

    with qtbot.waitSignal(worker.said) as said:
        worker.run(job, lambda value: ends.append((value, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(ends))
    assert said.args == ["half"]
    assert seen[0] is not threading.main_thread()
    assert ends == [(7, threading.main_thread())]
    assert not worker.is_busy


def test_jobs_keep_their_order(worker: Worker, qtbot: QtBot) -> None:
    ends: list[int] = []
    for number in range(5):
        worker.run(lambda _progress, n=number: n, ends.append)
    qtbot.waitUntil(lambda: len(ends) == 5)
    assert ends == [0, 1, 2, 3, 4]


def test_a_problem_and_a_bug_go_their_own_ways(worker: Worker, qtbot: QtBot) -> None:
    def problem(_progress: Progress) -> None:
        raise InputProblem("the disk is full")

    def bug(_progress: Progress) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(worker.problem) as caught:
        worker.run(problem, lambda _: pytest.fail("no result was promised"))
    assert isinstance(caught.args[0], InputProblem)
    with qtbot.waitSignal(worker.bug) as caught:
        worker.run(bug, lambda _: pytest.fail("no result was promised"))
    assert isinstance(caught.args[0], ZeroDivisionError)


def test_a_cancel_stops_the_job_at_its_next_step(worker: Worker, qtbot: QtBot) -> None:
    steps: list[int] = []
    go_on = threading.Event()

    def job(progress: Progress) -> None:
        for number in range(1000):
            progress.step(f"{number}")
            steps.append(number)
            go_on.wait(5)

    worker.run(job, lambda _: pytest.fail("a cancelled job has no result"))
    qtbot.waitUntil(lambda: bool(steps))
    worker.cancel()
    with qtbot.waitSignal(worker.busy_changed):
        go_on.set()
    assert steps == [0]


def test_the_event_loop_turns_while_a_job_runs(worker: Worker, qtbot: QtBot) -> None:
    release = threading.Event()
    ends: list[bool] = []
    worker.run(lambda _progress: release.wait(10), ends.append)
    qtbot.wait(30)
    assert worker.is_busy
    release.set()
    qtbot.waitUntil(lambda: ends == [True])


def test_a_stopped_worker_leaves_no_thread(qtbot: QtBot) -> None:
    worker = Worker("leaving")
    ends: list[int] = []
    worker.run(lambda _progress: 1, ends.append)
    qtbot.waitUntil(lambda: bool(ends))
    worker.stop()
    assert not [t for t in threading.enumerate() if t.name.startswith("leaving")]


def test_what_ends_while_a_worker_is_stopped_is_not_heard_of(qtbot: QtBot) -> None:
    worker = Worker("leaving")
    worker.run(lambda _progress: 1, lambda _: pytest.fail("the project is closed by now"))
    worker.stop()
    assert not worker.is_busy
    qtbot.wait(50)
