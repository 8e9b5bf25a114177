"""Whatever was done is taken back and done again, without limit and across restarts."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.history import Step
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Review
from explorer.domain.operations import (
    ApplyPack,
    DeleteView,
    ImportDocument,
    Operation,
    PinActors,
    SaveView,
    UnpinActors,
)
from explorer.domain.records import Hit, Position
from explorer.errors import InputProblem
from explorer.store.project import Project
from tests.store.texts import (
    CHRONICLE,
    JAPAN,
    PACK,
    TALKS,
    connection_of,
    document,
    dump,
    only_talks,
)
from tests.support.words import events_with

actor_ids = st.integers(1, 6).map(ActorId)
names = st.sampled_from(["All", "July", "日本"])
slots = st.none() | st.integers(1, 3)
places = st.floats(allow_nan=False, allow_infinity=False)
operations = st.one_of(
    st.builds(
        ImportDocument,
        st.sampled_from([document(TALKS), document(CHRONICLE, "c.txt"), document("x\ny", "x.txt")]),
        st.sampled_from([(), (PACK,), (only_talks(), PACK)]),
    ),
    st.builds(
        ApplyPack,
        st.sampled_from(
            [
                PACK,
                only_talks(),
                replace(PACK, events=(), relationships=(), review=Review.PENDING),
                replace(PACK, actors=(replace(JAPAN, key="j"),), events=(), relationships=()),
            ]
        ),
    ),
    st.builds(
        PinActors,
        st.lists(st.builds(Position, actor_ids, places, places), max_size=3).map(tuple),
    ),
    st.builds(UnpinActors, st.lists(actor_ids, max_size=3).map(tuple)),
    st.builds(SaveView, names, st.sampled_from(["{}", '{"a":1}']), slots),
    st.builds(DeleteView, names),
)
moves = st.lists(operations | st.sampled_from(["undo", "redo", "reopen"]), max_size=14)


class Model:
    """What the project should hold: every state it was in, and which one it is in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.project = Project.open(path)
        self.states = [dump(self.project)]
        self.now = 0

    def move(self, move: Operation | str) -> None:
        if move == "undo":
            self.undo()
        elif move == "redo":
            self.redo()
        elif move == "reopen":
            self.project.close()
            self.project = Project.open(self.path)
        elif not isinstance(move, str):
            self.apply(move)
        assert dump(self.project) == self.states[self.now]
        assert (self.project.undo_name() is None) == (self.now == 0)
        assert (self.project.redo_name() is None) == (self.now == len(self.states) - 1)

    def apply(self, operation: Operation) -> None:
        entries = len(self.project.history())
        try:
            name = self.project.apply(operation)
        except InputProblem:
            return
        if len(self.project.history()) > entries:
            assert self.project.undo_name() == name
            self.states[self.now + 1 :] = [dump(self.project)]
            self.now += 1

    def undo(self) -> None:
        expected = self.project.undo_name()
        assert self.project.undo() == expected
        self.now = max(0, self.now - 1)

    def redo(self) -> None:
        expected = self.project.redo_name()
        assert self.project.redo() == expected
        self.now = min(len(self.states) - 1, self.now + 1)


@pytest.fixture(scope="module")
def blank() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "blank.sourceline"
        Project.create(path).close()
        yield path


@given(moves=moves)
@settings(max_examples=60, deadline=None)
def test_undo_and_redo_give_back_every_state(blank: Path, moves: list[Operation | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.sourceline"
        shutil.copy(blank, path)
        model = Model(path)
        for move in [*moves, "reopen"]:
            model.move(move)
        for move in ["undo"] * model.now + ["reopen"] + ["redo"] * (len(model.states) - 1):
            model.move(move)
        assert model.now == len(model.states) - 1
        assert model.project.verify().problems == ()
        model.project.close()


def test_what_was_found_is_found_again_after_undo_and_redo(full: Project) -> None:
    def found() -> tuple[tuple[Hit, ...], list[int], list[int]]:
        ids = (sorted(events_with(full, word)) for word in ("nippon", "austin"))
        return full.search("tokyo"), *ids  # type: ignore[return-value]  # two of them

    before = found()
    while full.undo():
        pass
    assert full.search("tokyo") == ()
    while full.redo():
        pass
    assert found() == before
    assert len(before[0]) > 2


def test_the_history_tells_who_what_and_when() -> None:
    with Project.in_memory(who="mina") as project:
        project.apply(SaveView("All", "{}"))
        (entry,) = project.history()
    assert (entry.name, entry.operation, entry.who) == ("Save view “All”", "SaveView", "mina")
    assert entry.at.endswith("Z")
    assert entry.state is Step.DONE


def test_a_new_operation_leaves_what_was_undone_as_a_record(empty: Project) -> None:
    empty.apply(ImportDocument(document(TALKS)))
    empty.undo()
    assert empty.redo_name() == "Import talks.txt"
    empty.apply(SaveView("All", "{}"))
    assert empty.redo_name() is None
    assert [entry.state for entry in empty.history()] == [Step.SUPERSEDED, Step.DONE]
    with connection_of(empty).reading() as raw:
        assert raw.execute("SELECT changes FROM history").fetchone() == ("[]",)


def test_what_fails_leaves_no_trace_and_keeps_redo(full: Project) -> None:
    full.undo()
    entries = full.history()
    for operation in (DeleteView("none"), SaveView("A", "{}", 12), SaveView(" ", "{}")):
        with pytest.raises(InputProblem):
            full.apply(operation)
    with pytest.raises(InputProblem, match="actor 99"):
        full.apply(PinActors((Position(ActorId(1), 0, 0), Position(ActorId(99), 0, 0))))
    assert full.apply(UnpinActors((ActorId(1),))) == "Unpin Lloyd Austin"
    assert full.history() == entries
    assert full.redo_name() == "Import chronicle.txt"
    assert full.snapshot().positions == ()


def test_a_large_import_is_not_kept_twice(empty: Project) -> None:
    text = "\n".join(f"Line {number} of a long text." for number in range(2000))
    empty.apply(ImportDocument(document(text)))
    with connection_of(empty).reading() as raw:
        (size,) = raw.execute("SELECT length(changes) FROM history").fetchone()
    assert size < 200


def test_pins_and_views(full: Project) -> None:
    japan, austin = ActorId(3), ActorId(1)
    full.apply(PinActors((Position(japan, 1.5, -2.0), Position(austin, 0, 0))))
    assert full.apply(PinActors((Position(japan, 3.0, 4.0),))) == "Pin Japan"
    assert {(p.actor_id, p.x) for p in full.snapshot().positions} == {(austin, 0.0), (japan, 3.0)}
    full.apply(SaveView("A", "1", 1))
    full.apply(SaveView("B", "2", 1))
    full.apply(SaveView("B", "3"))
    views = {view.name: (view.state, view.slot) for view in full.snapshot().saved_views}
    assert views == {"A": ("1", None), "B": ("3", 1)}
    assert full.apply(DeleteView("A")) == "Delete view “A”"
    assert full.apply(UnpinActors((japan, austin))) == "Unpin Japan and Lloyd Austin"


def test_what_another_program_changed_is_not_undone_by_guess(full: Project) -> None:
    with connection_of(full).writing() as raw:
        raw.execute("INSERT INTO alias (actor_id, name) VALUES (4, 'Envoys')")
    before = dump(full)
    with pytest.raises(InputProblem, match="changed since"):
        full.undo()
    assert dump(full) == before
    assert full.undo_name() == "Import chronicle.txt"


def test_two_windows_share_one_history(on_disk: Path) -> None:
    with Project.open(on_disk) as one, Project.open(on_disk) as two:
        one.apply(SaveView("A", "{}"))
        assert two.undo_name() == "Save view “A”"
        assert two.undo() == "Save view “A”"
        assert one.snapshot().saved_views == ()
