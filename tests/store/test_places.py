"""Where the layout put actors: kept with the project, outside its history."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.ids import ActorId
from explorer.domain.records import Position
from explorer.store.project import Project

KEPT = (Position(ActorId(3), 0.25, 0.5), Position(ActorId(1), 1.0, 0.0))


def test_places_are_there_after_reopening_and_there_is_nothing_to_undo(tmp_path: Path) -> None:
    path = tmp_path / "a.sourceline"
    with Project.create(path) as project:
        assert project.places() == ()
        project.keep_places(KEPT[:1])
        project.keep_places(KEPT)
        assert project.undo_name() is None
    with Project.open(path) as project:
        assert project.places() == KEPT


def test_a_project_that_is_only_read_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.sourceline"
    Project.create(path).close()
    with Project.open(path, read_only=True) as project:
        project.keep_places(KEPT)
        assert project.places() == ()


@pytest.mark.parametrize("value", ["", "{", "[[1]]", '[["a", 0, 0]]', "[[1, null, 2]]"])
def test_what_cannot_be_read_counts_as_nothing(tmp_path: Path, value: str) -> None:
    with Project.create(tmp_path / "a.sourceline") as project:
        with project._connection.writing() as raw:
            raw.execute("INSERT INTO project (key, value) VALUES ('web layout', ?)", (value,))
        assert project.places() == ()
