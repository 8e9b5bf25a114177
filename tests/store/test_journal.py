"""Recorded row changes, taken back and forth."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from explorer.errors import InputProblem
from explorer.store.journal import Recorder


@pytest.fixture
def raw() -> Iterator[sqlite3.Connection]:
    raw = sqlite3.connect(":memory:")
    raw.execute("CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT, size REAL)")
    raw.executemany("INSERT INTO thing VALUES (?, ?, ?)", [(1, "a", 0.1), (2, "b", 1), (5, "c", 2)])
    yield raw
    raw.close()


def rows(raw: sqlite3.Connection) -> list[tuple[int, str, float]]:
    return raw.execute("SELECT * FROM thing ORDER BY id").fetchall()


def test_rows_far_apart_come_back_with_their_ids(raw: sqlite3.Connection) -> None:
    before = rows(raw)
    there, back, again = Recorder(raw), Recorder(raw), Recorder(raw)
    there.delete("thing", [(1, 2), (5, 5)])
    assert rows(raw) == []
    back.take_back(there.steps)
    assert rows(raw) == before
    assert back.steps == [["insert", "thing", [[1, 2], [5, 5]]]]
    again.take_back(back.steps)
    assert rows(raw) == []
    assert again.steps == there.steps


def test_consecutive_inserts_are_one_range(raw: sqlite3.Connection) -> None:
    recorder = Recorder(raw)
    first = recorder.insert("thing", name="d")
    recorder.insert_many("thing", ("name", "size"), [("e", 1.0), ("f", 2.0)])
    recorder.insert_many("thing", ("name",), [])
    assert recorder.steps == [["insert", "thing", [[first, first + 2]]]]


def test_several_changes_of_one_row_are_taken_back_in_turn(raw: sqlite3.Connection) -> None:
    before = rows(raw)
    there, back = Recorder(raw), Recorder(raw)
    there.update("thing", 1, name="x")
    there.update("thing", 1, name="y", size=None)
    there.delete("thing", [(1, 1)])
    back.take_back(there.steps)
    assert rows(raw) == before


def test_a_row_that_has_gone_cannot_be_changed(raw: sqlite3.Connection) -> None:
    with pytest.raises(InputProblem, match="thing 9"):
        Recorder(raw).update("thing", 9, name="x")
