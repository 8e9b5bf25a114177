"""A snapshot that is kept up to date is the one that is read whole, whoever has written."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.ids import ActorId, Mark
from explorer.domain.kinds import Review
from explorer.domain.operations import Decide, ImportDocument, PinActors, SaveView
from explorer.domain.records import Position, Snapshot
from explorer.errors import InputProblem
from explorer.store import snapshots, touched
from explorer.store.connection import Connection
from explorer.store.project import Project
from explorer.store.reader import snapshot as read_whole
from tests.store.texts import CHRONICLE, PACK, connection_of, document

AUSTIN = Mark.actor(1)


def whole_reads(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows with each time a project is read whole."""
    found: list[object] = []

    def noted(connection: Connection) -> Snapshot:
        found.append(connection)
        return read_whole(connection)

    monkeypatch.setattr(snapshots.reader, "snapshot", noted)
    return found


def test_a_decision_is_read_without_all_the_rest(
    full: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = full.snapshot()
    reads = whole_reads(monkeypatch)
    assert full.snapshot() is first
    for verdict in (Review.REJECTED, Review.ACCEPTED):
        full.apply(Decide((AUSTIN,), verdict))
        assert full.snapshot() == read_whole(connection_of(full))
    full.apply(PinActors((Position(ActorId(1), 1.0, 2.0),)))
    full.apply(SaveView("A", "{}"))
    while full.undo():
        assert full.snapshot() == read_whole(connection_of(full))
    while full.redo():
        now = full.snapshot()
    assert now.saved_views[0].name == "A"
    assert reads == []


def test_what_is_not_touched_is_the_same_record(full: Project) -> None:
    before = full.snapshot()
    full.apply(Decide((Mark.event(2),), Review.PENDING))
    after = full.snapshot()
    assert after.events[0] is before.events[0]
    assert after.actors is before.actors
    assert after.events[1].review is Review.PENDING


def test_another_window_is_noticed(on_disk: Path) -> None:
    with Project.open(on_disk) as one, Project.open(on_disk) as two:
        assert one.snapshot().actors[0].review is Review.ACCEPTED
        two.apply(Decide((AUSTIN,), Review.PENDING))
        assert one.snapshot().actors[0].review is Review.PENDING
        one.apply(SaveView("A", "{}"))
        two.apply(ImportDocument(document(CHRONICLE, "c.txt"), (PACK,)))
        assert one.snapshot() == two.snapshot()


def test_what_fails_changes_no_snapshot(full: Project) -> None:
    before = full.snapshot()
    with pytest.raises(InputProblem):
        full.apply(Decide((AUSTIN, Mark.event(99)), Review.REJECTED))
    assert full.snapshot() == before == read_whole(connection_of(full))


def test_a_large_change_and_one_that_is_not_told_are_read_whole(
    full: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.snapshot()
    monkeypatch.setattr(touched, "MOST_ROWS", 1)
    full.apply(Decide((AUSTIN, Mark.actor(2)), Review.REJECTED))
    assert len(full.snapshot().actors) == 2
    with connection_of(full).writing() as raw:
        raw.execute("UPDATE event SET title = 'Other' WHERE id = 1")
    assert full.snapshot().events[0].title == "Other"
