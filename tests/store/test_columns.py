"""Columns read from a file against its records, and patched ones against those read whole."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.values import (
    BOUNDS,
    CONTESTED,
    NAMES,
    ORIGINS,
    REVIEWS,
    SHAPE_BITS,
    SHAPES,
    STATUSES,
    WIDENED,
    Columns,
    Head,
)
from explorer.domain.ids import EventId
from explorer.domain.records import Snapshot
from explorer.errors import InputProblem
from explorer.index.corpus import Corpus
from explorer.store import column_parts, reader
from explorer.store import columns as store
from explorer.store.connection import Connection, in_memory
from explorer.store.files import fill_empty
from explorer.store.project import Project
from tests.store.texts import connection_of
from tests.support import tables

_EMPTY = in_memory()
fill_empty(_EMPTY.raw, "empty")


def project(actors: list[str], events: dict[int, tables.EventRows]) -> Connection:
    """Return a project in memory that holds these rows."""
    made = in_memory()
    _EMPTY.raw.backup(made.raw)
    with made.writing() as raw:
        tables.lay_out(raw, actors)
        for id, rows in events.items():
            tables.put(raw, id, rows)
    return made


actors = st.lists(tables.reviews, min_size=tables.ACTORS, max_size=tables.ACTORS)
projects = st.dictionaries(st.integers(1, 30), tables.events, max_size=8)


def check(columns: Columns, snapshot: Snapshot) -> None:
    """Compare columns with the records they stand for, value by value."""
    corpus = Corpus(snapshot)
    assert columns.id.tolist() == [event.id for event in corpus.events]
    assert columns.dated == int(corpus.dated.sum())
    assert columns.head.kinds == corpus.kinds
    rows = np.arange(columns.n)
    for name in BOUNDS:
        assert columns.bound(name).tolist() == getattr(corpus, name).tolist(), name
        assert columns.bound_at(name, rows[::-1]).tolist() == getattr(corpus, name)[::-1].tolist()
    assert columns.arrays["kind"].tolist() == corpus.kind.tolist()
    for row, event in enumerate(corpus.events):
        assert STATUSES[columns.arrays["status"][row]] is event.status
        assert REVIEWS[columns.arrays["review"][row]] is event.review
        assert ORIGINS[columns.arrays["origin"][row]] is event.origin
        shape = int(columns.arrays["shape"][row])
        if event.date is None:
            assert shape == 0
        else:
            assert SHAPES[(shape & SHAPE_BITS) - 1] is event.date.shape
            assert bool(shape & WIDENED) == (event.date.bounds != event.date.strict)
            assert bool(shape & CONTESTED) == (len(event.claims) > 1)
        told = min(((e.source_id, e.paragraph, e.start) for e in event.evidence), default=None)
        source = int(columns.arrays["source"][row])
        found = (int(columns.arrays[name][row]) for name in ("paragraph", "offset"))
        assert told == ((columns.arrays["source_id"][source - 1], *found) if source else None)
        ptr = columns.arrays["part_ptr"]
        theirs = columns.arrays["part_actor"][ptr[row] : ptr[row + 1]]
        assert columns.arrays["actor_id"][theirs].tolist() == sorted(
            {part.actor_id for part in event.participations}
        )
    assert columns.arrays["actor_id"].tolist() == list(corpus.actors)
    for at, rows_of in enumerate(corpus.rows_of_actor.values()):
        assert columns.rows_of_actor(at).tolist() == rows_of.tolist()
    assert columns.arrays["source_id"].tolist() == list(corpus.sources)
    for at, rows_of in enumerate(corpus.rows_of_source.values()):
        assert columns.rows_of_source(at).tolist() == rows_of.tolist()
    ids = np.arange(-2, 50)
    assert columns.rows_of(ids).tolist() == [corpus.row_of.get(EventId(id), -1) for id in ids]


def same(one: Columns, other: Columns) -> None:
    """Compare columns byte for byte; a digest is made of them, and is not patched."""
    assert one.head == other.head
    for name in NAMES:
        assert one.arrays[name].dtype == other.arrays[name].dtype, name
        assert one.arrays[name].shape == other.arrays[name].shape, name
        assert one.arrays[name].tobytes() == other.arrays[name].tobytes(), name


@given(actors, projects)
def test_columns_are_the_records(reviews: list[str], events: dict[int, tables.EventRows]) -> None:
    with closing(project(reviews, events)) as made:
        check(store.rebuild(made, keep=False), reader.snapshot(made))


edits = st.lists(
    st.one_of(
        st.tuples(st.integers(1, 30), tables.events),
        st.tuples(st.integers(1, 30), st.none()),
        st.tuples(st.integers(1, tables.ACTORS), tables.reviews),
    ),
    max_size=5,
)


def edit(raw: sqlite3.Connection, id: int, rows: tables.EventRows | str | None) -> None:
    """Put, replace or delete an event's rows, or set an actor's state of review."""
    if isinstance(rows, str):
        raw.execute("UPDATE actor SET review = ? WHERE id = ?", (rows, id))
        return
    tables.take_out(raw, id)
    if rows is not None:
        tables.put(raw, id, rows)


@given(actors, projects, edits, edits)
def test_patched_columns_are_those_read_whole(
    reviews: list[str],
    events: dict[int, tables.EventRows],
    first: list[tuple[int, tables.EventRows | str | None]],
    second: list[tuple[int, tables.EventRows | str | None]],
) -> None:
    with closing(project(reviews, events)) as made:
        now: Columns | None = store.rebuild(made)
        for lot in (first, second):
            with made.writing() as raw:
                for id, rows in lot:
                    edit(raw, id, rows)
            assert now is not None
            now = store.refreshed(made, now)
            assert now is not None
            same(now, store.rebuild(made, keep=False))
        loaded = store.load(made)
        assert loaded is not None
        same(loaded, now)


_EVENT = tables.EventRows(
    "talks", "occurred", "curated", "accepted", (("2024-07-28", "accepted"),), True,
    ((1, "party", "accepted"),), ((1, 0),),
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed project of 40 events on the disk, with its columns kept."""
    path = tmp_path / "forty.sourceline"
    with Project.create(path) as made:
        with connection_of(made).writing() as raw:
            tables.lay_out(raw, ["accepted"] * tables.ACTORS)
            for id in range(1, 41):
                date = f"2024-07-{1 + id % 30:02}"
                tables.put(raw, id, replace(_EVENT, dates=((date, "accepted"),)))
        store.rebuild(connection_of(made))
    return path


@pytest.fixture
def kept(path: Path) -> Iterator[Connection]:
    with Project.open(path) as made:
        yield connection_of(made)


def test_kept_columns_come_back_as_they_were(kept: Connection) -> None:
    loaded = store.load(kept)
    assert loaded is not None
    same(loaded, store.rebuild(kept, keep=False))
    check(loaded, reader.snapshot(kept))


def test_arrays_are_of_one_moment_whatever_is_written_meanwhile(kept: Connection) -> None:
    loaded = store.load(kept)
    before = store.rebuild(kept, keep=False)
    with kept.writing() as raw:
        edit(raw, 7, None)
    store.rebuild(kept)
    assert loaded is not None
    same(loaded, before)


@given(at=st.integers(0, 40), length=st.integers(0, 40), part=st.sampled_from([1, 7, 8, 64]))
def test_a_stretch_is_that_of_the_array(at: int, length: int, part: int) -> None:
    whole = {"flat": np.arange(40), "deep": np.arange(240, dtype=np.int32).reshape(40, 2, 3)}
    patching = pytest.MonkeyPatch.context()
    with patching as patch, closing(project([], {})) as made, made.writing() as raw:
        patch.setattr(column_parts, "PART_BYTES", part)
        column_parts.write(raw, Columns(Head(), whole))
        (head,) = raw.execute("SELECT head FROM column_state").fetchone()
        _, shapes = column_parts.read_head(head)
        parts = column_parts.check(raw, shapes)
        arrays = column_parts.StoredArrays(raw, shapes, parts, owned=False)
        kept = Columns(Head(), arrays)
        end = min(at + length, 40)
        for name, array in whole.items():
            assert kept.stretch(name, at, end).tolist() == array[at:end].tolist()
            assert kept.some(name, [at % 40, 3]).tolist() == array[[at % 40, 3]].tolist()
            assert kept.piece(name, at % 40).tolist() == array[at % 40].tolist()
            assert kept.piece(name, at % 40) is kept.piece(name, at % 40)
        assert not arrays.complete
        assert kept.read_all()
        for name, array in whole.items():
            assert kept.stretch(name, at, end).tolist() == array[at:end].tolist()


def test_a_stretch_is_there_where_the_last_array_is_read_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with closing(project([], {})) as made, made.writing() as raw:
        column_parts.write(raw, Columns(Head(), {"flat": np.arange(40)}))
        (head,) = raw.execute("SELECT head FROM column_state").fetchone()
        _, shapes = column_parts.read_head(head)
        arrays = column_parts.StoredArrays(
            raw, shapes, column_parts.check(raw, shapes), owned=False
        )
        fill = arrays._fill

        def late(name: str, at: int, array: np.ndarray) -> None:
            monkeypatch.setattr(arrays, "_fill", fill)
            assert len(arrays[name]) == 40  # as the reader behind the window does
            assert arrays.complete
            fill(name, at, array)

        monkeypatch.setattr(arrays, "_fill", late)
        assert arrays.stretch("flat", 3, 6).tolist() == [3, 4, 5]


def test_columns_that_nobody_holds_let_their_file_go(kept: Connection) -> None:
    loaded = store.load(kept)
    assert loaded is not None
    assert isinstance(loaded.arrays, column_parts.StoredArrays)
    raw = loaded.arrays._raw
    assert raw is not None
    del loaded
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        raw.execute("SELECT 1")


def test_another_programs_edit_is_noticed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE event SET kind = 'vote' WHERE id = 3")
        other.execute("DELETE FROM participation WHERE event_id = 4")
    with Project.open(path) as made:
        loaded = store.load(connection_of(made))
        assert loaded is not None
        check(loaded, made.snapshot())
        assert "vote" in {loaded.head.kinds[code] for code in loaded.arrays["kind"]}


def test_a_bulk_load_under_suspension_lets_kept_columns_go(kept: Connection) -> None:
    before = store.generation(kept)
    with kept.writing() as raw, store.suspended(raw):
        for id in range(41, 60):
            tables.put(raw, id, _EVENT)
    assert store.generation(kept) == before + 1
    assert store.load(kept) is None
    with kept.writing() as raw:  # and the triggers are back
        edit(raw, 1, None)
    assert store.generation(kept) > before + 1


def test_too_many_changes_are_read_whole(kept: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "MOST_PATCHED", 3)
    with kept.writing() as raw:
        for id in range(1, 4):
            edit(raw, id, None)
    assert store.load(kept) is not None
    with kept.writing() as raw:
        edit(raw, 4, None)
    assert store.load(kept) is None


_DAMAGES = {
    "a part is missing": "DELETE FROM column_part WHERE name = 'kind'",
    "a part is short": "UPDATE column_part SET data = x'00' WHERE name = 'start_min'",
    "a part stands elsewhere": "UPDATE column_part SET part = 1 WHERE name = 'actor_rows'",
    "the head is no JSON": "UPDATE column_state SET head = 'Columns'",
    "the head is of something else": "UPDATE column_state SET head = '[1]'",
    "the head lacks an array": """UPDATE column_state
        SET head = json_remove(head, '$.arrays.shape')""",
    "the head is of another generation": """UPDATE column_state
        SET head = json_set(head, '$.head.generation', 5)""",
    "a newer version wrote it": "UPDATE column_state SET head = json_set(head, '$.format', 99)",
    "there is none": "UPDATE column_state SET base = NULL",
}


@pytest.mark.parametrize("damage", _DAMAGES)
def test_what_cannot_be_trusted_is_read_whole(kept: Connection, damage: str) -> None:
    with kept.writing() as raw:
        raw.execute(_DAMAGES[damage])
    assert store.load(kept) is None
    store.rebuild(kept)
    loaded = store.load(kept)
    assert loaded is not None
    check(loaded, reader.snapshot(kept))


def test_the_head_says_what_is_kept(kept: Connection) -> None:
    with kept.reading() as raw:
        head = json.loads(raw.execute("SELECT head FROM column_state").fetchone()[0])
    assert head["head"]["n"] == head["head"]["dated"] == head["head"]["accepted"] == 40


def test_a_rebuild_can_be_stopped(kept: Connection) -> None:
    class Stopped(Exception):
        pass

    def step(words: str) -> None:
        raise Stopped(words)

    before = store.load(kept)
    with pytest.raises(Stopped):
        store.rebuild(kept, step)
    after = store.load(kept)
    assert before is not None
    assert after is not None
    same(before, after)


def test_a_date_that_is_none_is_named(kept: Connection) -> None:
    with kept.writing() as raw:
        raw.execute("UPDATE date_claim SET edtf = 'last week' WHERE event_id = 5")
    with pytest.raises(InputProblem, match="date_claim 5"):
        store.rebuild(kept)
