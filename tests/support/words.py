"""What words find in a project, without its columns being spoken of."""

from __future__ import annotations

from collections.abc import Callable

from explorer.columns.found import Found
from explorer.index.corpus import corpus_of
from explorer.store.project import Project


def go_on() -> None:
    """Stop nothing."""


def events_with(project: Project, words: str, check: Callable[[], None] = go_on) -> set[int]:
    """Return the ids of the events that hold all the words."""
    columns = corpus_of(project).columns
    rows = project.rows_with(words, columns, check)
    assert rows.tolist() == sorted(set(rows.tolist()))
    return set(columns.id[rows].tolist())


def all_with(project: Project, words: str, check: Callable[[], None] = go_on) -> Found:
    """Return all that the words are found in."""
    return project.find(words, corpus_of(project).columns, check)
