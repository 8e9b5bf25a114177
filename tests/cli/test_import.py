"""`new` and `import`: what comes in, what is refused, and that nothing comes twice."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_new_makes_a_project_and_refuses_what_is_there(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.sourceline"
    assert run("new", path).code == 0
    before = _digest(path)
    again = run("new", path)
    assert (again.code, again.out) == (1, "")
    assert str(path) in again.err
    assert again.err.count("\n") == 1
    assert _digest(path) == before


def test_import_needs_a_project(run: Run, tmp_path: Path, document: Path) -> None:
    path = tmp_path / "none.sourceline"
    result = run("import", path, document)
    assert result.code == 1
    assert f"sourceline new {path}" in result.err
    assert not path.exists()


def test_import_says_what_came_in_and_the_same_file_twice_adds_nothing(
    run: Run, tmp_path: Path, document: Path
) -> None:
    path = tmp_path / "p.sourceline"
    run("new", path)
    first = run("import", path, document, "--no-draft")
    assert (first.code, first.out, first.err) == (0, "talks.txt: 3 paragraphs\n", "")
    again = run("import", path, document)
    assert again.code == 0
    assert "nothing was added" in again.out
    assert len(run("sources", path, "--json").json) == 1


def test_import_brings_the_marks_of_a_pack(run: Run, project: Path, pack: Path) -> None:
    assert len(run("events", project, "--json").json) == 3
    again = run("import", project, pack)
    assert again.code == 0
    assert "nothing was added" in again.out


def test_a_document_that_comes_without_marks_is_drafted(
    run: Run, tmp_path: Path, document: Path
) -> None:
    path = tmp_path / "p.sourceline"
    run("new", path)
    done = run("import", path, document)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("talks.txt: 3 paragraphs, ")
    assert done.out.endswith(" drafted, pending\n")
    events = run("events", path, "--json", "--review", "all").json
    assert {(event["origin"], event["review"]) for event in events} == {("drafted", "pending")}


@pytest.mark.parametrize("as_option", [True, False])
def test_a_pack_may_come_after_its_text(
    run: Run, tmp_path: Path, document: Path, pack: Path, as_option: bool
) -> None:
    path = tmp_path / "p.sourceline"
    run("new", path)
    run("import", path, document, "--no-draft")
    result = run("import", path, *(("--pack", pack) if as_option else (pack,)))
    assert (result.code, result.out) == (
        0,
        "talks.pack.json: 3 events, 3 actors, 1 relationship, 13 quotes\n",
    )


def test_a_pack_of_another_text_is_refused(run: Run, tmp_path: Path, pack: Path) -> None:
    path = tmp_path / "p.sourceline"
    other = tmp_path / "other.txt"
    other.write_text("Words of another text.")
    run("new", path)
    result = run("import", path, other, pack)
    assert result.code == 1
    assert result.out == "other.txt: 1 paragraph, nothing new to propose\n"
    assert result.err.startswith("refused: talks.pack.json: ")
    assert run("events", path, "--json", "--review", "all").json == []


def test_what_is_refused_is_said_and_the_rest_comes_in(
    run: Run, tmp_path: Path, document: Path
) -> None:
    path = tmp_path / "p.sourceline"
    table = tmp_path / "a.csv"
    table.write_text("a,b\n")
    run("new", path)
    result = run("import", path, table, tmp_path / "none.txt", document, "--no-draft")
    assert result.code == 1
    assert result.out == "talks.txt: 3 paragraphs\n"
    lines = result.err.splitlines()
    assert [line.split(": ")[0] for line in lines] == ["refused", "refused"]
    assert "none.txt" in lines[0]  # documents come before tables
    assert "a.csv" in lines[1]


def test_a_publication_date_is_the_persons_word(run: Run, tmp_path: Path, document: Path) -> None:
    path = tmp_path / "p.sourceline"
    run("new", path)
    wrong = run("import", path, document, "--published", "last week")
    assert wrong.code == 2
    assert run("sources", path, "--json").json == []
    run("import", path, document, "--published", "2024-07")
    assert run("sources", path, "--json").json[0]["published"] == "2024-07"


def test_a_file_name_cannot_steer_the_terminal(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "p.sourceline"
    odd = tmp_path / "a\x1b[31m\nb.txt"
    odd.write_text("Words.")
    run("new", path)
    result = run("import", path, odd)
    assert "\x1b" not in result.out
    assert result.out.count("\n") == 1


def test_a_file_name_need_not_be_text(run: Run, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/p\xff.sourceline"))
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    odd.write_text("Words.")
    assert run("new", path).code == 0
    assert (
        run("import", path, odd, "--no-draft").out
        == "a\N{REPLACEMENT CHARACTER}.txt: 1 paragraph\n"
    )
    (source,) = run("sources", path, "--json").json
    assert source["file_name"] == "a\N{REPLACEMENT CHARACTER}.txt"


def test_a_file_that_may_not_be_read_is_refused_and_the_rest_comes_in(
    run: Run, tmp_path: Path, document: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, secret = tmp_path / "p.sourceline", tmp_path / "secret.txt"
    secret.write_text("Words.")
    run("new", path)
    access = os.access
    monkeypatch.setattr("os.access", lambda name, mode: name != secret and access(name, mode))
    monkeypatch.setattr(Path, "open", _unless(secret))
    result = run("import", path, secret, document, "--no-draft")
    assert (result.code, result.out) == (1, "talks.txt: 3 paragraphs\n")
    assert result.err.startswith("refused: secret.txt: it may not be read")


def _unless(secret: Path) -> Callable[..., object]:
    opened = Path.open

    def open_other(path: Path, *args: Any, **options: Any) -> object:
        if path == secret:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **options)

    return open_other


def test_a_folder_comes_in_whole_in_order_and_says_what_it_left_out(
    run: Run, tmp_path: Path, document: Path
) -> None:
    path, folder = tmp_path / "p.sourceline", tmp_path / "folder"
    (folder / "later").mkdir(parents=True)
    for name in ("b.txt", "later/c.md", "a.txt", ".hidden.txt", "picture.jpg", "data.bin"):
        (folder / name).write_text(f"Words of {name}.", encoding="utf-8")
    run("new", path)
    done = run("import", path, folder, document, "--no-draft")
    assert [line.partition(":")[0] for line in done.out.splitlines()] == [
        *("a.txt", "b.txt", "c.md", "talks.txt")
    ]
    assert done.err == "2 files of other kinds (1 .bin, 1 .jpg) and 1 hidden were left out\n"
    assert done.code == 0


def test_a_folder_with_nothing_to_take_is_refused(run: Run, tmp_path: Path) -> None:
    path, folder = tmp_path / "p.sourceline", tmp_path / "folder"
    folder.mkdir()
    (folder / "picture.jpg").write_text("x")
    run("new", path)
    done = run("import", path, folder)
    assert done.code == 1
    assert "refused: folder: there is no file in this folder that can be read" in done.err
    assert done.err.endswith("1 file of another kind (1 .jpg) was left out\n")


def test_jobs_prepare_documents_in_other_processes(
    run: Run, tmp_path: Path, document: Path
) -> None:
    one, two = tmp_path / "one.sourceline", tmp_path / "two.sourceline"
    for path in (one, two):
        run("new", path)
    here = run("import", one, document)
    there = run("import", two, document, tmp_path / "none.txt", "--jobs", "2")
    assert there.out == here.out
    assert (here.code, there.code) == (0, 1)
    assert "none.txt: no such file" in there.err


def test_a_cluster_is_for_drafting(run: Run, tmp_path: Path, document: Path) -> None:
    path = tmp_path / "p.sourceline"
    run("new", path)
    wrong = run("import", path, document, "--cluster", "tcp://127.0.0.1:1", "--no-draft")
    assert wrong.code == 2
    assert run("sources", path, "--json").json == []
