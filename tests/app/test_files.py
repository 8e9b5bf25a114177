"""Working copies, untitled projects and files, over the real store and readers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.app.files import DiskFiles
from explorer.domain.operations import ApplyPack, ImportDocument, SaveView
from explorer.errors import InputProblem
from explorer.paths import shipped_data


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
    used.apply(files.read(tmp_path / "a.txt").operation)
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
    assert isinstance(files.read(tmp_path / "a.md").operation, ImportDocument)
    packs = list(shipped_data().rglob("*.pack.json"))
    assert isinstance(files.read(packs[0]).operation, ApplyPack)
    with pytest.raises(InputProblem):
        files.read(tmp_path / "gone.txt")


def test_the_article_is_known_and_a_changed_one_is_told_so(
    files: DiskFiles, shared: Path, tmp_path: Path
) -> None:
    article = shared / "article.txt"
    known = files.read(article)
    assert isinstance(known.operation, ImportDocument)
    assert len(known.operation.packs) == 1
    changed = tmp_path / "article.txt"
    changed.write_text(article.read_text(encoding="utf-8").replace("Tokyo", "Kyoto", 1))
    other = files.read(changed)
    assert isinstance(other.operation, ImportDocument)
    assert other.operation.packs == ()
    assert any("differs" in note for note in other.notes)
