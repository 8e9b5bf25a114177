from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.domain.operations import ImportDocument
from explorer.store.project import Project
from tests.store.texts import CHRONICLE, PACK, TALKS, document


@pytest.fixture
def empty() -> Iterator[Project]:
    """A project in memory, with nothing in it."""
    with Project.in_memory() as project:
        yield project


@pytest.fixture
def full(empty: Project) -> Project:
    """A project in memory with both sources and all marks of the pack."""
    empty.apply(ImportDocument(document(TALKS), (PACK,)))
    empty.apply(ImportDocument(document(CHRONICLE, "chronicle.txt"), (PACK,)))
    return empty


@pytest.fixture
def on_disk(tmp_path: Path) -> Path:
    """The path of a closed project with the talks in it."""
    path = tmp_path / "talks.sourceline"
    with Project.create(path) as project:
        project.apply(ImportDocument(document(TALKS), (PACK,)))
    return path
