"""Documents into a project: the same rows however many work, whatever a document does."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest

from explorer.domain.marks import Draft, EventMark
from explorer.domain.records import Document
from explorer.draft.draft import draft_document
from explorer.errors import AlreadyThere
from explorer.intake import run
from explorer.intake.prepare import Wish
from explorer.intake.writer import Outcome
from explorer.store.project import Project
from tests.intake import work
from tests.support.corpus import write_reports
from tests.support.dump import rows

SOME = 12


def project_of(path: Path, files: list[Path], jobs: int, limit_s: float = 60) -> list[Outcome]:
    with Project.create(path, "Corpus", who="tester") as project:
        wishes = [Wish(file) for file in files]
        return list(chain(*run.take_in(project, wishes, jobs=jobs, limit_s=limit_s)))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Reports, among them one twice, one empty and one that is no text."""
    folder = tmp_path / "corpus"
    made = write_reports(folder, SOME, sentences=8)
    (folder / "report-000003b.txt").write_bytes(made[2].read_bytes())
    (folder / "report-000005b.txt").touch()
    (folder / "report-000007b.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    return sorted(folder.iterdir())


def test_any_number_of_workers_writes_the_same_rows(tmp_path: Path, files: list[Path]) -> None:
    paths = [tmp_path / f"{jobs}.sourceline" for jobs in (0, 1, 2, 3)]
    told = [project_of(path, files, jobs) for jobs, path in enumerate(paths)]
    first, *others = [rows(path) for path in paths]
    assert len(first["source"]) == SOME
    assert len(first["event"]) > SOME
    for other in others:
        assert other == first
    problems = [[str(outcome.problem) for outcome in outcomes] for outcomes in told]
    assert problems[0].count("None") == SOME
    assert problems == [problems[0]] * 4


def test_what_is_in_is_not_read_again(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "p.sourceline"
    project_of(path, files, 0)
    before = rows(path)
    monkeypatch.setattr(run, "prepare", lambda wish: pytest.fail(f"{wish.path} was read"))
    with Project.open(path) as project:
        texts = [file for file in files if file.read_bytes().isascii() and file.stat().st_size]
        outcomes = list(chain(*run.take_in(project, [Wish(f) for f in texts], jobs=0)))
    assert len(outcomes) == SOME + 1
    assert all(isinstance(outcome.problem, AlreadyThere) for outcome in outcomes)
    assert rows(path) == before


def test_stopping_keeps_what_was_told_of_and_the_next_run_goes_on(
    tmp_path: Path, files: list[Path]
) -> None:
    whole, parts = tmp_path / "whole.sourceline", tmp_path / "parts.sourceline"
    project_of(whole, files, 0)
    wishes = [Wish(file) for file in files]
    with Project.create(parts, "Corpus", who="tester") as project:
        taking = run.take_in(project, wishes, jobs=2)
        told = list(next(batch for batch in taking if batch))
        taking.close()
        count = len(project.snapshot().sources)
    assert 0 < count == sum(outcome.problem is None for outcome in told) < SOME
    with Project.open(parts, who="tester") as project:
        list(run.take_in(project, wishes, jobs=1))
    assert rows(parts) == rows(whole)


def test_a_corpus_taken_in_by_two_runs_has_the_proposals_of_one(tmp_path: Path) -> None:
    """What a run knows of what it wrote is what the next one reads from the project."""
    files = write_reports(tmp_path / "corpus", 60, sentences=12)
    whole, parts = tmp_path / "whole.sourceline", tmp_path / "parts.sourceline"
    project_of(whole, files, 0)
    project_of(parts, files[:25], 0)
    with Project.open(parts, who="tester") as project:
        list(run.take_in(project, [Wish(file) for file in files[25:]], jobs=0))
    assert rows(parts) == rows(whole)


def test_a_document_that_ends_or_hangs_its_worker_is_named_and_the_rest_come_in(
    tmp_path: Path, files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, path = tmp_path / "whole.sourceline", tmp_path / "p.sourceline"
    project_of(whole, files, 0)
    monkeypatch.setattr(run, "prepare", work.prepare_unless)
    for name in ("report-000001-crash.txt", "report-000004-hang.txt"):
        (files[0].parent / name).write_text(f"Words of {name}.", encoding="utf-8")
    outcomes = project_of(path, sorted(files[0].parent.iterdir()), 2, limit_s=4)
    told = [str(outcome.problem) for outcome in outcomes if outcome.problem]
    crash = "report-000001-crash.txt: left out: it ended its worker process: exit code 11"
    assert crash in told
    assert "report-000004-hang.txt: left out: it took longer than 4 s" in told
    assert rows(path) == rows(whole)


def test_our_own_fault_in_one_document_is_logged_and_costs_that_one(
    tmp_path: Path,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(run, "prepare", work.prepare_unless)
    (files[0].parent / "report-000001-bug.txt").write_text("Words.", encoding="utf-8")
    outcomes = project_of(tmp_path / "p.sourceline", sorted(files[0].parent.iterdir()), 1)
    told = [str(outcome.problem) for outcome in outcomes if outcome.problem]
    assert "report-000001-bug.txt: left out: a fault in the program" in told
    assert sum(outcome.problem is None for outcome in outcomes) == SOME
    (record,) = caplog.records
    assert "Traceback" in record.message
    caplog.clear()


def test_a_document_that_cannot_be_written_costs_that_one(
    tmp_path: Path, files: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    """The second paragraph of one source is refused by the file itself."""
    path = tmp_path / "p.sourceline"
    Project.create(path, "Corpus", who="tester").close()
    with sqlite3.connect(path) as raw:
        raw.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON paragraph WHEN new.source_id = 4"
            " AND new.number = 2 AND (SELECT file_name FROM source WHERE id = 4) ="
            " 'report-000003.txt' BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    raw.close()
    with Project.open(path) as project:
        wishes = [Wish(file) for file in files]
        outcomes = list(chain(*run.take_in(project, wishes, jobs=1)))
        assert len(project.snapshot().sources) == SOME - 1
    (failed,) = [o for o in outcomes if o.problem and "fault in the program" in str(o.problem)]
    assert failed.path.name == "report-000003.txt"
    assert [record.message.partition(":")[0] for record in caplog.records] == [failed.path.name]
    caplog.clear()


def test_a_fault_in_drafting_costs_the_draft_alone(
    tmp_path: Path,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(document: Document) -> Draft:
        if document.file_name == "report-000002.txt":
            raise ZeroDivisionError
        draft = real(document)
        if document.file_name != "report-000004.txt":
            return draft
        pack = replace(draft.pack, events=tuple(_shifted(e) for e in draft.pack.events))
        return replace(draft, pack=pack)

    real = draft_document
    monkeypatch.setattr("explorer.draft.draft.draft_document", fail)
    path = tmp_path / "p.sourceline"
    outcomes = project_of(path, files, 0)
    assert sum(outcome.problem is None for outcome in outcomes) == SOME
    notes = [note for outcome in outcomes for note in outcome.notes]
    assert notes[0] == "report-000002.txt came in without a draft: a fault in the program."
    assert notes[1].startswith("report-000004.txt came in without a draft: event “")
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def _shifted(event: EventMark) -> EventMark:
    first, *others = event.evidence
    return replace(event, evidence=(replace(first, end=first.end - 1), *others))
