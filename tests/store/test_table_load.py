"""Tables into a project: every cell in its place, nothing twice, all of it undone and redone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.domain.ids import EventId, Mark, SourceId
from explorer.domain.kinds import Origin, Review
from explorer.domain.operations import Decide, MergeEvents
from explorer.domain.records import Snapshot
from explorer.domain.tables import Dated, RowBatch, TableActor, TableReport, TableSource
from explorer.domain.verify import Standing
from explorer.errors import AlreadyThere, InputProblem
from explorer.store import search_rows
from explorer.store.project import Project
from tests.store.texts import connection_of
from tests.support.words import all_with, events_with

ROOT = Path(__file__).resolve().parents[2]


def source(name: str = "t.csv", sha256: str = "0") -> TableSource:
    return TableSource(name, name, "text/csv", "utf-8", sha256, "who,what,when")


def batch(rows: list[tuple[str, str, int]], known: dict[str, int], keys: bool = False) -> RowBatch:
    """Rows of who, what and the year; `known` numbers the actors of the table."""
    found = RowBatch()
    for who, what, year in rows:
        text = f"{who},{what},{year}"
        if who not in known:
            known[who] = len(known)
            found.actors.append(TableActor(who, "person" if who != "Japan" else "state"))
        at = len(who) + 1
        found.texts.append(text)
        found.keys.append(f"row:{what}" if keys else None)
        found.titles.append(what)
        found.kinds.append("talks")
        found.statuses.append("occurred")
        row = len(found.texts) - 1
        found.words.append((row, at, at + len(what)))
        found.dates.append(Dated(str(year), _bounds(year)) if year else None)
        if year:
            found.date_words.append((row, len(text) - 4, len(text)))
        found.parts.append((row, known[who], "host", 0, len(who)))
    return found


def _bounds(year: int) -> tuple[int | None, int | None, int | None, int | None]:
    from explorer.domain.dates import parse

    found = parse(str(year)).bounds
    return found.start_min, found.start_max, found.end_min, found.end_max


def batches(count: int, size: int = 1_000, keys: bool = False) -> Iterator[RowBatch]:
    known: dict[str, int] = {}
    for first in range(0, count, size):
        rows = [
            (f"Person {n % 97}", f"meeting {n}", 1900 + n % 120)
            for n in range(first, min(first + size, count))
        ]
        yield batch(rows, known, keys)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.create(tmp_path / "p.sourceline") as made:
        yield made


def load(project: Project, count: int, sha256: str = "0", keys: bool = False) -> TableReport:
    return project.import_table(source(sha256=sha256), batches(count, keys=keys))


def is_sound(project: Project) -> bool:
    report = project.verify()
    assert report.problems == ()
    assert report.unsupported == ()
    return report.count(Standing.EXACT) == len(report.checks)


def test_a_row_is_a_paragraph_an_event_and_its_words(project: Project) -> None:
    rows = [("Japan", "base, new", 2020), ("Ann", "visit", 2021)]
    report = project.import_table(source(), [batch(rows, {})])
    assert (report.rows, report.events, report.folded, report.actors) == (2, 2, 0, 2)
    now = project.snapshot()
    assert [p.text for p in project.paragraphs(SourceId(1))] == [
        "who,what,when", "Japan,base, new,2020", "Ann,visit,2021",
    ]  # fmt: skip
    assert project.source_text(SourceId(1)) == "who,what,when\nJapan,base, new,2020\nAnn,visit,2021"
    event = now.events[0]
    assert (event.title, event.origin, event.review) == (
        "base, new", Origin.IMPORTED, Review.ACCEPTED,
    )  # fmt: skip
    assert event.date is not None
    assert event.date.text == "2020"
    assert [(e.paragraph, e.quote) for e in event.evidence] == [(2, "base, new")]
    assert [e.quote for e in event.claims[0].evidence] == ["2020"]
    assert [e.quote for e in event.participations[0].evidence] == ["Japan"]
    assert [e.quote for e in now.actors[0].evidence] == ["Japan"]
    assert is_sound(project)


def test_actors_are_those_of_the_project(project: Project) -> None:
    project.import_table(source(), [batch([("Japan", "a", 2020)], {})])
    other = batch([("Japan", "b", 2021)], {})
    other.actors[0] = TableActor("Japan", "")  # its kind is not said
    project.import_table(source("u.csv", "1"), [other])
    assert [(a.name, a.kind) for a in project.snapshot().actors] == [("Japan", "state")]


def test_the_same_table_twice_adds_nothing(project: Project) -> None:
    load(project, 10)
    before = project.snapshot()
    with pytest.raises(AlreadyThere, match="already in the project"):
        load(project, 10)
    with pytest.raises(AlreadyThere, match="already in the project"):  # the same rows, packed
        load(project, 10, sha256="another file")
    assert project.snapshot() == before
    assert len(project.history()) == 1


def test_rows_with_an_id_fold_into_their_event(project: Project) -> None:
    load(project, 10, keys=True)
    known: dict[str, int] = {}
    rows = [("Person 0", "meeting 0", 1950), ("Bo", "meeting 0", 1900), ("Cy", "meeting 99", 2000),
            ("Cy", "meeting 99", 2001)]  # fmt: skip
    report = project.import_table(source("u.csv", "1"), [batch(rows, known, keys=True)])
    assert (report.rows, report.events, report.folded) == (4, 1, 3)
    now = project.snapshot()
    assert len(now.events) == 11
    folded = now.events[0]
    assert folded.date is not None
    assert folded.date.text == "1900"
    assert [claim.date.text for claim in folded.claims] == ["1900", "1950"]
    assert len(folded.participations) == 2
    assert {e.source_id for e in folded.evidence} == {SourceId(1), SourceId(2)}
    assert is_sound(project)
    project.undo()
    assert len(project.snapshot().events[0].claims) == 1
    project.redo()
    assert project.snapshot() == now


@pytest.mark.parametrize("count", [50, 6_000])
def test_undo_and_redo(project: Project, count: int) -> None:
    """Of a few rows, which the journal holds, and of many, which wait in tables of their own."""
    project.import_table(source("kept.csv", "kept"), [batch([("Eve", "stays", 1999)], {})])
    empty = project.snapshot()
    load(project, count)
    full = project.snapshot()
    assert len(full.events) == count + 1
    for _ in range(2):
        assert project.undo() == "Import t.csv"
        assert project.snapshot() == empty
        assert is_sound(project)
        assert not len(events_with(project, "meeting"))
        assert project.redo() == "Import t.csv"
        assert project.snapshot() == full
        assert is_sound(project)
        assert len(events_with(project, "meeting")) == count
    assert _waiting(project) == []


def test_what_was_undone_is_let_go_when_something_else_is_done(project: Project) -> None:
    load(project, 6_000)
    project.undo()
    assert _waiting(project)
    project.import_table(source("u.csv", "1"), [batch([("Ann", "visit", 2021)], {})])
    assert _waiting(project) == []
    assert project.redo() is None
    assert is_sound(project)


def _waiting(project: Project) -> list[str]:
    rows = project._connection.raw.execute(
        "SELECT name FROM sqlite_master WHERE name LIKE 'undone%'"
    )
    return [row[0] for row in rows]


def test_the_history_holds_ids_not_rows(project: Project) -> None:
    load(project, 6_000)
    (size,) = project._connection.raw.execute("SELECT length(changes) FROM history").fetchone()
    assert size < 1_000


def test_events_are_found_by_any_cell_of_their_row(project: Project) -> None:
    load(project, 200)
    assert events_with(project, "1950") == {EventId(n + 1) for n in (50, 170)}
    assert len(events_with(project, '"person 7" 2004')) == 1
    hits = project.search("1950")
    assert [(hit.mark.id, hit.paragraph) for hit in hits if hit.mark] == [(51, 52), (171, 172)]
    assert [hit.quote for hit in hits if hit.mark is None] == ["1950", "1950"]
    assert len(project.search("meeting", limit=5)) == 10  # five events, five paragraphs


def test_cells_of_tables_take_no_room_in_full_text(project: Project) -> None:
    load(project, 100)
    (count,) = project._connection.raw.execute(
        "SELECT count(*) FROM evidence_fts_docsize"
    ).fetchone()
    assert count == 0


def test_a_file_without_events_leaves_nothing(project: Project) -> None:
    with pytest.raises(InputProblem, match="no row of it is an event"):
        project.import_table(source(), [RowBatch()])
    assert project.snapshot() == Snapshot()
    assert project.history() == ()


class _Stopped(Exception):
    """The person asked to stop."""


@pytest.mark.parametrize("after", [0, 3, 9])
def test_a_cancelled_import_leaves_the_project_as_it_was(project: Project, after: int) -> None:
    asked = [0]

    def check() -> None:
        asked[0] += 1
        if asked[0] > after:
            raise _Stopped

    with pytest.raises(_Stopped):
        project.import_table(source(), batches(8_000), check=check)
    assert project.snapshot() == Snapshot()
    assert project.verify().problems == ()
    assert load(project, 20).events == 20  # triggers are back, and ids begin anew
    assert is_sound(project)


def test_a_fault_while_reading_takes_all_back(project: Project) -> None:
    def broken() -> Iterator[RowBatch]:
        yield from batches(3_000)
        raise InputProblem("the packed file is damaged")

    with pytest.raises(InputProblem, match="damaged"):
        project.import_table(source(), broken())
    assert project.snapshot() == Snapshot()


WRITER = """
import sys
from pathlib import Path
from explorer.store.project import Project
from tests.store.test_table_load import batches, source

def slowly():
    for number, batch in enumerate(batches(400_000)):
        if number == 5:
            print("under way", flush=True)
        yield batch

project = Project.open(Path(sys.argv[1]))
project.import_table(source(), slowly())
"""


def test_killed_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "p.sourceline"
    with Project.create(path) as project:
        project.import_table(source("kept.csv", "kept"), [batch([("Eve", "stays", 1999)], {})])
        before = project.snapshot()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "under way\n"
    time.sleep(0.3)
    writer.kill()
    writer.stdout.close()
    assert writer.wait() == -9
    with Project.open(path) as project:
        assert project.snapshot() == before
        assert is_sound(project)
        assert load(project, 20).events == 20
    assert [found.name for found in tmp_path.iterdir()] == [path.name]


def test_quotes_of_a_large_table_are_counted(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(project, 200)
    listed = project.verify()
    monkeypatch.setattr("explorer.store.verify._MOST_ROWS_LISTED", 100)
    counted = project.verify()
    assert (counted.checks, counted.counted) == ((), len(listed.checks))
    assert counted.is_sound
    raw = project._connection.raw
    raw.execute("UPDATE evidence SET start = 0, end = 8 WHERE quote = 'meeting 7'")
    raw.execute("UPDATE evidence SET quote = 'nowhere' WHERE quote = 'meeting 8'")
    wrong = project.verify()
    assert not wrong.is_sound
    assert [(c.evidence.quote, c.standing) for c in wrong.checks] == [
        ("meeting 7", Standing.MOVED), ("nowhere", Standing.MISSING),
    ]  # fmt: skip
    assert wrong.checks[0].found[0].paragraph == 9
    assert wrong.total == listed.total


def test_a_long_undo_goes_beside_and_can_be_stopped(project: Project) -> None:
    load(project, 6_000)
    full = project.snapshot()
    assert project.turn_size(undo=True) > 6_000
    assert project.turn_size(undo=False) == 0
    asked = [0]

    def stop() -> None:
        asked[0] += 1
        if asked[0] > 1:
            raise _Stopped

    with pytest.raises(_Stopped):
        project.turn(undo=True, check=stop)
    assert project.snapshot() == full
    seen: list[int] = []

    def look() -> None:
        seen.append(len(events_with(project, "1950")))  # what was there is read meanwhile

    assert project.turn(undo=True, check=look) == "Import t.csv"
    assert set(seen) == {51}  # fifty of that year, and the meeting of that number
    assert project.snapshot() == Snapshot()
    assert project.turn(undo=False, check=lambda: None) == "Import t.csv"
    assert project.snapshot() == full
    assert is_sound(project)


@pytest.fixture(params=[0, 1_000], ids=["columns", "jumps"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many rows are asked for one by one, and looked at together."""
    monkeypatch.setattr(search_rows, "_FEW", request.param)
    monkeypatch.setattr(search_rows, "_STRETCH", 50)


@pytest.mark.usefixtures("few")
def test_an_event_is_found_by_the_rows_it_was_given_and_no_more_by_those_it_lost(
    project: Project,
) -> None:
    load(project, 200)
    assert events_with(project, "1950") == {51, 171}
    project.apply(MergeEvents(EventId(7), (EventId(51),)))
    assert events_with(project, "1950") == {7, 171}
    assert set(all_with(project, "1950").events) == {7, 171}
    project.apply(Decide((Mark.event(EventId(171)),), Review.REJECTED))
    assert events_with(project, "1950") == {7}
    project.undo()
    project.undo()
    project.import_table(source("u.csv", "1"), [batch([("Ann", "1950", 2021)], {})])
    assert events_with(project, "1950") == {51, 171, 201}


@pytest.mark.usefixtures("few")
def test_all_events_of_a_row_are_found_where_it_tells_of_several(project: Project) -> None:
    load(project, 200)
    with connection_of(project).writing() as raw:
        sql = "SELECT paragraph_id FROM evidence WHERE event_id = 51 LIMIT 1"
        (row,) = raw.execute(sql).fetchone()
        for event in (7, 180):
            raw.execute(
                "INSERT INTO evidence (paragraph_id, start, end, quote, event_id)"
                " VALUES (?, 0, 1, 'x', ?)",
                (row, event),
            )
    assert events_with(project, "1950") == {51, 171, 7, 180}
    assert set(all_with(project, "1950").events) == {51, 171, 7, 180}
