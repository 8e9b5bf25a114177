"""Work shared by two threads: all of it is done once, in order, and what fails is told."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from explorer.columns import together as sharing
from explorer.columns.together import together


@pytest.mark.parametrize("processors", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 2, 100])
def test_each_item_is_worked_on_once_and_told_in_order(count, processors, monkeypatch) -> None:
    monkeypatch.setattr(sharing.os, "cpu_count", lambda: processors)
    done: list[int] = []

    def square(number: int) -> int:
        done.append(number)
        return number * number

    assert together(square, range(count)) == [number * number for number in range(count)]
    assert sorted(done) == list(range(count))


def test_two_threads_work_at_once(monkeypatch) -> None:
    monkeypatch.setattr(sharing.os, "cpu_count", lambda: 2)
    meeting = threading.Barrier(2, timeout=10)
    together(lambda _: meeting.wait(), range(2))
    assert not meeting.broken


def test_a_caller_does_not_wait_for_another_ones_helper(monkeypatch) -> None:
    monkeypatch.setattr(sharing.os, "cpu_count", lambda: 2)
    pool = ThreadPoolExecutor(1)
    monkeypatch.setattr(sharing, "_second", lambda: pool)
    held = threading.Event()
    pool.submit(held.wait)
    try:
        assert together(str, range(5)) == ["0", "1", "2", "3", "4"]
    finally:
        held.set()
        pool.shutdown()


@pytest.mark.parametrize("processors", [1, 2])
def test_what_fails_is_told(processors, monkeypatch) -> None:
    monkeypatch.setattr(sharing.os, "cpu_count", lambda: processors)

    def fails(number: int) -> int:
        return 1 // (number - 3)

    with pytest.raises(ZeroDivisionError):
        together(fails, range(6))
