"""Files are made whole or not at all; what cannot be opened says so in one line."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from explorer.domain.operations import DeleteView, ImportDocument, SaveView
from explorer.errors import InputProblem
from explorer.store import connection, files
from explorer.store.migrations import VERSION, migrate, steps
from explorer.store.project import Project
from explorer.store.schema import APPLICATION_ID
from explorer.store.tellings import fingerprint
from tests.store.texts import CHRONICLE, TALKS, connection_of, document, dump


def listed(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def problem_of(path: Path, *, read_only: bool = False) -> str:
    with pytest.raises(InputProblem) as caught:
        Project.open(path, read_only=read_only)
    line = caught.value.line()
    assert str(path) in line
    assert "\n" not in line
    return line


def test_a_closed_project_is_one_file(on_disk: Path) -> None:
    with Project.open(on_disk) as project:
        project.apply(SaveView("A", "{}"))
        assert len(listed(on_disk.parent)) > 1
    assert listed(on_disk.parent) == [on_disk.name]
    assert on_disk.stat().st_mode & 0o444


def test_commits_are_on_the_disk_when_they_return(on_disk: Path) -> None:
    with Project.open(on_disk) as project, connection_of(project).reading() as raw:
        assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert raw.execute("PRAGMA synchronous").fetchone() == (2,)
        assert raw.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_a_file_that_is_there_is_not_overwritten(on_disk: Path) -> None:
    before = on_disk.read_bytes()
    with pytest.raises(InputProblem, match="is there already"):
        Project.create(on_disk)
    assert on_disk.read_bytes() == before
    assert listed(on_disk.parent) == [on_disk.name]


@pytest.mark.parametrize("name", ["no/such/folder/p.sourceline", ".", "x" * 300])
def test_what_cannot_be_made_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputProblem):
        Project.create(tmp_path / name)
    assert listed(tmp_path) == []


def test_a_failure_while_making_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(raw: sqlite3.Connection) -> None:
        migrate(raw)
        raw.execute("PRAGMA max_page_count = 1")
        raw.execute("CREATE TABLE more (a)")
        raw.execute("INSERT INTO more VALUES (zeroblob(10000000))")

    monkeypatch.setattr(files, "migrate", fail)
    with pytest.raises(InputProblem, match="the disk is full"):
        Project.create(tmp_path / "p.sourceline")
    assert listed(tmp_path) == []


def test_a_log_left_by_another_file_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "p.sourceline-wal").write_bytes(b"left over")
    with pytest.raises(InputProblem, match=r"p\.sourceline-wal is beside it"):
        Project.create(tmp_path / "p.sourceline")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not a Sourceline project"),
        (b"A letter, not a project, though long enough for a header", "not a Sourceline project"),
        (b"SQLite format 3\0" + b"\xff" * 200, "not a Sourceline project"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "p.sourceline"
    path.write_bytes(content)
    assert says in problem_of(path)
    assert path.read_bytes() == content


def test_missing_folder_pipe_and_foreign_database(tmp_path: Path) -> None:
    assert "no such file" in problem_of(tmp_path / "none.sourceline")
    assert "a folder" in problem_of(tmp_path)
    problem_of(tmp_path / ("x" * 300))
    foreign = tmp_path / "foreign.db"
    raw = sqlite3.connect(foreign)
    raw.execute("CREATE TABLE t (a)")
    raw.close()
    assert "not a Sourceline project" in problem_of(foreign)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        assert "not a Sourceline project" in problem_of(tmp_path / "pipe")


def test_a_damaged_file_says_so(on_disk: Path) -> None:
    content = bytearray(on_disk.read_bytes())
    content[4096 * 4 : 4096 * 40] = os.urandom(4096 * 36)
    on_disk.write_bytes(content)
    with pytest.raises(InputProblem, match=r"damaged|does not know|EDTF"):
        _read_all(on_disk)


def test_a_cut_off_file_says_so(on_disk: Path) -> None:
    on_disk.write_bytes(on_disk.read_bytes()[: 4096 * 3])
    with pytest.raises(InputProblem):
        _read_all(on_disk)


def _read_all(path: Path) -> None:
    with Project.open(path) as project:
        now = project.snapshot()
        for source in now.sources:
            project.paragraphs(source.id)
            project.source_text(source.id)
        problems = project.verify().problems
        assert problems == ()


@pytest.mark.parametrize("seed", range(30))
def test_any_damage_is_told_in_one_line(on_disk: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(on_disk.read_bytes())
    for _ in range(chance.choice([1, 20, 500])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    on_disk.write_bytes(content)
    line = ""
    try:
        with Project.open(on_disk) as project:
            project.snapshot()
            project.search("tokyo")
            project.verify()
            project.undo()
    except InputProblem as problem:
        line = problem.line()
    assert "\n" not in line


def test_undecodable_text_says_so(on_disk: Path) -> None:
    raw = sqlite3.connect(on_disk)
    raw.execute("UPDATE source SET title = CAST(x'ff41' AS TEXT)")
    raw.commit()
    raw.close()
    with Project.open(on_disk) as project, pytest.raises(InputProblem, match="damaged"):
        project.snapshot()


def test_a_newer_file_is_refused_with_both_versions(on_disk: Path) -> None:
    raw = sqlite3.connect(on_disk)
    raw.execute("PRAGMA user_version = 9")
    raw.close()
    line = problem_of(on_disk)
    assert "version 9" in line
    assert f"up to {VERSION}" in line
    assert listed(on_disk.parent) == [on_disk.name]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file as version 1 would have left it, with an actor and an alias."""
    path = tmp_path / "old.sourceline"
    raw = sqlite3.connect(path, isolation_level=None)
    steps().apply(Database(raw), stop_before="2_full_text")
    raw.execute("INSERT INTO actor (name, kind) VALUES ('Japan', 'state')")
    raw.execute("INSERT INTO alias (actor_id, name) VALUES (1, 'Nippon')")
    raw.close()
    return path


def test_an_old_file_is_brought_up_after_a_backup(old: Path) -> None:
    (old.parent / "old.sourceline.bak-v1").write_text("an earlier backup")
    with Project.open(old) as project:
        assert [actor.aliases for actor in project.snapshot().actors] == [("Nippon",)]
        assert [hit.quote for hit in project.search("nippon")] == ["Japan"]
        assert project.undo() is None
    raw = sqlite3.connect(old.with_name("old.sourceline.bak-v1-2"))
    assert raw.execute("PRAGMA user_version").fetchone() == (1,)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("SELECT name FROM actor").fetchone() == ("Japan",)
    raw.close()
    assert len(listed(old.parent)) == 3


def test_an_old_file_that_cannot_be_written_is_left_alone(old: Path) -> None:
    before = old.read_bytes()
    assert "must be brought to" in problem_of(old, read_only=True)
    assert old.read_bytes() == before


def test_a_migration_that_fails_leaves_the_old_file(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_bad_step() -> object:
        migrations = steps()
        migrations._migrations = migrations._migrations[:1]

        @migrations(name="2_bad")
        def bad(db: Database) -> None:
            db.execute("DELETE FROM alias")
            db.execute("PRAGMA max_page_count = 1")
            db.execute("CREATE TABLE big AS SELECT zeroblob(10000000)")

        return migrations

    monkeypatch.setattr("explorer.store.migrations.steps", with_a_bad_step)
    with pytest.raises(InputProblem, match="disk is full"):
        Project.open(old)
    raw = sqlite3.connect(old)
    assert raw.execute("PRAGMA user_version").fetchone() == (1,)
    assert raw.execute("SELECT count(*) FROM alias").fetchone() == (1,)
    raw.close()


def test_opening_a_current_file_imports_no_sqlite_utils(on_disk: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from explorer.store.project import Project\n"
        "p = Project.open(Path(sys.argv[1])); p.snapshot()\n"
        "assert 'numpy' not in sys.modules\n"
        "p.search('tokyo'); p.close()\n"
        "assert 'sqlite_utils' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(on_disk)], check=True, timeout=60)


def test_read_only_reads_and_refuses_to_write(on_disk: Path) -> None:
    before = on_disk.read_bytes()
    with Project.open(on_disk, read_only=True) as project:
        assert project.read_only
        assert project.snapshot().actors
        assert project.search("tokyo")
        assert project.pack().actors
        assert project.verify().is_sound
        with pytest.raises(InputProblem, match="read-only here"):
            project.undo()
        with pytest.raises(InputProblem, match="read-only here"):
            project.apply(SaveView("A", "{}"))
    assert on_disk.read_bytes() == before
    assert listed(on_disk.parent) == [on_disk.name]


def test_reading_or_failing_leaves_every_byte(tmp_path: Path) -> None:
    path = tmp_path / "new.sourceline"
    Project.create(path).close()
    before = path.read_bytes()
    with Project.open(path) as project:
        project.snapshot()
        project.search("tokyo")
        assert project.verify().is_sound
        with pytest.raises(InputProblem, match="no saved view"):
            project.apply(DeleteView("A"))
    assert path.read_bytes() == before


def test_opening_a_file_without_a_log_leaves_every_byte(on_disk: Path) -> None:
    raw = sqlite3.connect(on_disk)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.close()
    before = on_disk.read_bytes()
    with Project.open(on_disk) as project:
        assert project.snapshot().actors
    assert on_disk.read_bytes() == before


def test_a_copy_on_a_full_disk_names_the_copy(
    on_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(temporary: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
        with closing(sqlite3.connect(":memory:")) as raw:
            raw.execute("PRAGMA max_page_count = 2")
            fill(raw)

    monkeypatch.setattr(files, "_fill", full)
    copy = on_disk.with_name("copy.sourceline")
    with Project.open(on_disk) as project, pytest.raises(InputProblem) as caught:
        project.save_as(copy)
    assert str(copy) in caught.value.line()
    assert "disk is full" in caught.value.line()


def test_a_file_without_one_of_its_tables_says_which(on_disk: Path) -> None:
    raw = sqlite3.connect(on_disk)
    raw.execute("DROP TABLE evidence")
    raw.close()
    with Project.open(on_disk) as project, pytest.raises(InputProblem, match="table “evidence”"):
        project.verify()


def test_a_version_that_never_was(on_disk: Path) -> None:
    raw = sqlite3.connect(on_disk)
    raw.execute("PRAGMA user_version = -1")
    raw.close()
    assert "not a Sourceline project" in problem_of(on_disk)
    assert listed(on_disk.parent) == [on_disk.name]


def test_media_that_cannot_be_written(on_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_read(path: Path, mode: int) -> bool:
        return mode == os.R_OK

    monkeypatch.setattr("os.access", only_read)
    with Project.open(on_disk) as project:
        assert project.read_only
        assert project.snapshot().actors
        assert listed(on_disk.parent) == [on_disk.name]  # nothing was made beside it
    on_disk.with_name(on_disk.name + "-wal").write_bytes(b"not played back")
    assert "-wal" in problem_of(on_disk)
    on_disk.with_name(on_disk.name + "-journal").write_bytes(b"not rolled back")
    assert "-journal" in problem_of(on_disk)


def test_a_lock_held_by_another_program(on_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "_BUSY_TIMEOUT_S", 0.05)
    other = sqlite3.connect(on_disk, isolation_level=None)
    with Project.open(on_disk) as project:
        other.execute("BEGIN IMMEDIATE")
        assert project.snapshot().actors  # reading does not wait
        with pytest.raises(InputProblem, match="another program is writing"):
            project.apply(SaveView("A", "{}"))
        other.execute("ROLLBACK")
        assert project.apply(SaveView("A", "{}")) == "Save view “A”"
    other.close()


def test_a_full_disk_leaves_the_project_as_it_was(on_disk: Path) -> None:
    with Project.open(on_disk) as project:
        before = dump(project)
        raw = connection_of(project).raw
        (pages,) = raw.execute("PRAGMA page_count").fetchone()
        raw.execute(f"PRAGMA max_page_count = {pages}")
        text = "\n".join(f"Line {number} of what does not fit." for number in range(20_000))
        with pytest.raises(InputProblem, match="the disk is full"):
            project.apply(ImportDocument(document(text)))
        assert dump(project) == before
        assert len(project.history()) == 1


def test_save_as_writes_all_of_it(full: Project, tmp_path: Path) -> None:
    path = tmp_path / "copy.sourceline"
    full.save_as(path)
    with Project.open(path) as copy:
        assert copy.snapshot() == full.snapshot()
        assert copy.history() == full.history()
        assert copy.undo() == "Import chronicle.txt"
    with pytest.raises(InputProblem, match="is there already"):
        full.save_as(path)
    full.save_as(path, overwrite=True)
    with Project.open(path) as copy:
        assert copy.redo_name() is None
        with pytest.raises(InputProblem, match="this very project"):
            copy.save_as(path, overwrite=True)
        with pytest.raises(InputProblem, match="open in another program"):
            full.save_as(path, overwrite=True)
    assert listed(tmp_path) == [path.name]


def test_save_as_while_changes_lie_in_the_log(on_disk: Path) -> None:
    with Project.open(on_disk) as project:
        project.apply(ImportDocument(document(CHRONICLE, "c.txt")))
        target = on_disk.with_name("copy.sourceline")
        project.save_as(target)
        assert not target.with_name(target.name + "-wal").exists()
    with Project.open(target) as copy:
        assert len(copy.snapshot().sources) == 2


def test_a_name_with_every_odd_character(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? «日本» 'a'.sourceline"
    with Project.create(path) as project:
        project.apply(ImportDocument(document(TALKS)))
    with Project.open(path) as project:
        assert len(project.snapshot().sources) == 1
        assert project.path == path
    shutil.copy(path, tmp_path / "plain.sourceline")
    Project.open(tmp_path / "plain.sourceline").close()


def test_several_threads_take_turns(on_disk: Path) -> None:
    errors: list[BaseException] = []
    with Project.open(on_disk) as project:

        def work(number: int) -> None:
            try:
                for turn in range(5):
                    project.apply(SaveView(f"{number}", f"{turn}"))
                    project.snapshot()
            except BaseException as error:  # noqa: BLE001 - told below, in the test's own thread
                errors.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert errors == []
        assert len(project.history()) == 21
        assert {view.state for view in project.snapshot().saved_views} == {"4"}


def test_an_older_file_remembers_from_which_words_its_events_were_told(tmp_path: Path) -> None:
    path = tmp_path / "old.sourceline"
    raw = sqlite3.connect(path, isolation_level=None)
    steps().apply(Database(raw), stop_before="5_review")
    text = "Ministers met in Lima on Monday, and went home."
    raw.execute(
        "INSERT INTO source (title, media_type, encoding, sha256, text_sha256, imported_at, text)"
        " VALUES ('A', 'text/plain', 'utf-8', '0', '0', '2025', ?)",
        (text,),
    )
    raw.execute(
        "INSERT INTO paragraph (source_id, number, start, end, text) VALUES (1, 1, 0, ?, ?)",
        (len(text), text),
    )
    raw.execute(
        "INSERT INTO event (title, kind, status) VALUES ('Met', 'talks', 'occurred'),"
        " ('Row', 'talks', 'occurred')"
    )
    raw.execute("UPDATE event SET origin = 'imported' WHERE id = 2")
    raw.execute(
        "INSERT INTO evidence (paragraph_id, start, end, quote, event_id)"
        " VALUES (1, 10, 31, ?, 1), (1, 10, 31, ?, 2)",
        (text[10:31], text[10:31]),
    )
    raw.close()
    with Project.open(path) as project, connection_of(project).reading() as now:
        rows = now.execute("SELECT event_id, paragraph_id, start, end, kind FROM telling")
        assert rows.fetchall() == [(1, 1, 10, 31, "talks")]
        sentence, words = now.execute("SELECT sentence, words FROM telling").fetchone()
        assert (sentence, words) == (fingerprint(text), fingerprint("met in Lima on Monday"))
        assert sentence != words
        assert project.snapshot().proposals == ()


def test_a_journal_on_which_nothing_depends_is_removed(on_disk: Path) -> None:
    journal = on_disk.with_name(on_disk.name + "-journal")
    journal.write_bytes(bytes(512))
    with Project.open(on_disk, read_only=True):
        assert journal.exists()
    with Project.open(on_disk) as project:
        assert project.snapshot().sources
        assert not journal.exists()


def test_the_journal_of_someone_who_is_writing_stays(on_disk: Path) -> None:
    journal = on_disk.with_name(on_disk.name + "-journal")
    with closing(sqlite3.connect(on_disk, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE event SET title = title || '!'")
        with Project.open(on_disk) as project:
            titles = [event.title for event in project.snapshot().events]
            assert journal.exists()
        other.execute("ROLLBACK")
    assert not any(title.endswith("!") for title in titles)
