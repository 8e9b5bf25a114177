"""Working copies, untitled projects and files, over the real store and readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.app.files import DiskFiles
from explorer.domain.kinds import Review
from explorer.domain.marks import Draft
from explorer.domain.operations import ApplyPack, ImportDocument, SaveView
from explorer.domain.records import Document
from explorer.draft.draft import draft_document
from explorer.errors import InputProblem
from explorer.paths import shipped_data
from explorer.viewmodel.project.files import Pasted
from explorer.viewmodel.project.importing import take_in
from tests.support.corpus import write_reports


@pytest.fixture
def files(tmp_path: Path) -> Iterator[DiskFiles]:
    made = DiskFiles(tmp_path / "home")
    yield made
    for project in list(made._open.values()):
        project.close()


def test_the_sample_is_a_copy_that_keeps_edits(files: DiskFiles) -> None:
    shipped = shipped_data("sample.sourceline").read_bytes()
    sample = files.sample(False)
    sample.apply(SaveView("mine", "{}", 1))
    files.close(sample)
    again = files.sample(False)
    assert again.path == sample.path
    assert again.path.name == "sample.sourceline"
    assert [view.name for view in again.snapshot().saved_views] == ["mine"]
    assert shipped_data("sample.sourceline").read_bytes() == shipped
    files.close(again)


def test_the_sample_afresh_is_as_shipped_and_is_what_opens_next(files: DiskFiles) -> None:
    sample = files.sample(False)
    sample.apply(SaveView("mine", "{}", 1))
    fresh = files.sample(True)
    assert fresh.path != sample.path
    assert fresh.snapshot().saved_views == ()
    for project in (sample, fresh):
        files.close(project)
    assert files.sample(False).path == fresh.path


def test_an_untitled_project_is_kept_only_where_something_came_in(
    files: DiskFiles, tmp_path: Path
) -> None:
    empty, used = files.untitled(), files.untitled()
    assert files.is_untitled(empty.path)
    (tmp_path / "a.txt").write_text("Some words.")
    used.apply(files.read(tmp_path / "a.txt", used).operation)
    for project in (empty, used):
        files.close(project)
    assert not empty.path.exists()
    assert used.path.exists()
    assert len(files.open(used.path).snapshot().sources) == 1


def test_saving_as_goes_on_in_the_new_file(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    project.apply(SaveView("mine", "{}", 1))
    saved = files.save_as(project, tmp_path / "mine.sourceline")
    assert saved.path == tmp_path / "mine.sourceline"
    assert not files.is_untitled(saved.path)
    assert [view.name for view in saved.snapshot().saved_views] == ["mine"]
    assert files.save_as(saved, saved.path) is saved


def test_documents_and_packs_are_told_apart(files: DiskFiles, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Title\n\nWords.")
    project = files.untitled()
    assert isinstance(files.read(tmp_path / "a.md", project).operation, ImportDocument)
    packs = list(shipped_data().rglob("*.pack.json"))
    assert isinstance(files.read(packs[0], project).operation, ApplyPack)
    with pytest.raises(InputProblem):
        files.read(tmp_path / "gone.txt", project)


def test_the_article_is_known_and_a_changed_one_is_told_so(
    files: DiskFiles, shared: Path, tmp_path: Path
) -> None:
    article = shared / "article.txt"
    project = files.untitled()
    known = files.read(article, project)
    assert isinstance(known.operation, ImportDocument)
    assert len(known.operation.packs) == 1
    assert known.operation.draft is None
    changed = tmp_path / "article.txt"
    changed.write_text(article.read_text(encoding="utf-8").replace("Tokyo", "Kyoto", 1))
    other = files.read(changed, project)
    assert isinstance(other.operation, ImportDocument)
    assert other.operation.packs == ()
    assert other.operation.draft is not None
    assert any("differs" in note for note in other.notes)


REPORT = "Ministers of Japan and Peru met in Lima on 3 May 2021. Ann Lee leads the talks."


def test_what_comes_in_is_drafted_and_waits(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    for name, more in (("a.txt", ""), ("b.txt", "\n\nJapan signed a treaty with Chile in 2022.")):
        (tmp_path / name).write_text(REPORT + more)
        project.apply(files.read(tmp_path / name, project).operation)
    now = project.snapshot()
    assert {event.review for event in now.events} == {Review.PENDING}
    assert [actor.name for actor in now.actors].count("Japan") == 1
    (met,) = (event for event in now.events if "Lima" in event.evidence[0].quote)
    assert [item.source_id for item in met.evidence] == [1, 2]
    assert len(now.events) > 1
    assert project.undo() == "Import b.txt"


def test_what_two_documents_may_both_tell_is_asked_about(files: DiskFiles, tmp_path: Path) -> None:
    project = files.untitled()
    told = (
        "Japan and Peru signed a trade treaty in Lima on 3 May 2021.",
        "On 3 May 2021 a trade treaty was signed by Peru and Japan, the ministry said.",
    )
    for number, text in enumerate(told):
        (tmp_path / f"{number}.txt").write_text(text)
        project.apply(files.read(tmp_path / f"{number}.txt", project).operation)
    now = project.snapshot()
    signed = {event.id for event in now.events if "sign" in event.title}
    pairs = [{each.keep.id, each.other.id} for each in now.proposals if each.keep.kind == "event"]
    assert len(signed) == 2
    assert signed in pairs


def test_a_fault_in_drafting_costs_the_draft_alone(
    files: DiskFiles,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(document: Document) -> Draft:
        raise ZeroDivisionError

    monkeypatch.setattr("explorer.draft.draft.draft_document", fail)
    (tmp_path / "a.txt").write_text(REPORT)
    project = files.untitled()
    outcome = take_in(files, project, [tmp_path / "a.txt"], lambda words: None, lambda: False)
    assert outcome.refused == ()
    assert outcome.notes == ("a.txt came in without a draft: a fault in the program",)
    assert len(project.snapshot().sources) == 1
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()


def test_a_draft_that_does_not_hold_costs_the_draft_alone(
    files: DiskFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shifted(document: Document) -> Draft:
        draft = real(document)
        event = draft.pack.events[0]
        moved = replace(event.evidence[0], start=event.evidence[0].start + 1)
        events = (replace(event, evidence=(moved,)), *draft.pack.events[1:])
        return replace(draft, pack=replace(draft.pack, events=events))

    real = draft_document
    monkeypatch.setattr("explorer.draft.draft.draft_document", shifted)
    (tmp_path / "a.txt").write_text(REPORT)
    project = files.untitled()
    outcome = take_in(files, project, [tmp_path / "a.txt"], lambda words: None, lambda: False)
    (note,) = outcome.notes
    assert note.startswith("a.txt: It came in without a draft: event “")
    assert (len(project.snapshot().sources), project.snapshot().events) == (1, ())


def test_pasted_words_are_a_source_with_a_draft_and_a_title(files: DiskFiles) -> None:
    project = files.untitled()
    words = f"A Report on Talks\n\n{REPORT}"
    outcome = take_in(files, project, [Pasted(words)], lambda words: None, lambda: False)
    assert (outcome.refused, outcome.taken) == ((), ("the clipboard",))
    now = project.snapshot()
    (source,) = now.sources
    assert (source.title, source.file_name) == ("A Report on Talks", None)
    assert now.events
    assert project.undo_name() == "Import “A Report on Talks”"
    again = take_in(files, project, [Pasted(words)], lambda words: None, lambda: False)
    assert "already in the project" in again.refused[0]


def test_folders_are_gathered_with_what_the_readers_know(files: DiskFiles, tmp_path: Path) -> None:
    for name in ("z.pdf", "b/a.docx", "b/mail.eml", "b/x.exe", "m.pack.json", ".hidden"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = files.gather([tmp_path])
    shown = [str(path.relative_to(tmp_path)) for path in found.paths]
    assert shown == ["m.pack.json", "z.pdf", "b/a.docx", "b/mail.eml"]
    assert found.notes == ("1 file of another kind (1 .exe) and 1 hidden were left out",)


def test_tables_of_a_folder_are_gathered_apart(files: DiskFiles, tmp_path: Path) -> None:
    for name in ("a.txt", "b.csv", "c.csv.gz", "m.pack.json"):
        (tmp_path / name).write_text("x")
    found = files.gather([tmp_path])
    assert [path.name for path in found.paths] == ["a.txt", "m.pack.json"]
    assert [path.name for path in found.tables] == ["b.csv", "c.csv.gz"]
    assert found.notes == ()


def test_many_documents_are_prepared_by_other_processes(files: DiskFiles, tmp_path: Path) -> None:
    papers = write_reports(tmp_path / "papers", 9, sentences=4)
    (tmp_path / "papers" / "empty.txt").touch()
    project = files.untitled()
    said: list[str] = []
    outcome = take_in(files, project, [tmp_path / "papers"], said.append, lambda: False)
    assert outcome.taken == tuple(path.name for path in papers)
    assert outcome.refused == (
        "empty.txt: the file is empty: there is no text in it. Choose another",
    )
    assert said[-1].startswith("10 of 10 documents, 0 left")
    assert {event.review for event in project.snapshot().events} == {Review.PENDING}
    again = take_in(files, project, [tmp_path / "papers"], said.append, lambda: False)
    assert again.taken == ()
    assert again.notes == ("9 files are in the project already: nothing was added.",)
    files.close(project)


def test_a_fault_in_a_reader_costs_that_file_alone(
    files: DiskFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    def fail(data: bytes, where: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("explorer.ingest.mail.read_mail", fail)
    (tmp_path / "a.eml").write_text("From: a@b.example\n\nWords.")
    (tmp_path / "b.txt").write_text(REPORT)
    outcome = take_in(files, files.untitled(), [tmp_path], lambda words: None, lambda: False)
    assert outcome.taken == ("b.txt",)
    assert outcome.refused[0].startswith("a.eml: a fault in the program. The log has the details")
    assert "ZeroDivisionError" in caplog.text
    caplog.clear()
