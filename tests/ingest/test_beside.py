"""What a file beside a document says of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.ingest.beside import SUFFIX, is_beside
from explorer.ingest.document import read_document
from explorer.intake.folder import find

SAID = (
    '{"title": "Talks in Tokyo", "date": "2024-07-28T10:00:00Z", "author": "A. Writer",'
    ' "url": "https://example.org/a", "publisher": "News", "pages": 3}'
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("Ministers met yesterday.\n")
    return path


def test_it_gives_what_the_text_has_no_place_for(report: Path) -> None:
    report.with_name("report" + SUFFIX).write_text(SAID)
    found = read_document(report)
    assert (found.title, found.published, found.author) == (
        "Talks in Tokyo", "2024-07-28", "A. Writer",
    )  # fmt: skip
    assert (found.url, found.publisher) == ("https://example.org/a", "News")
    assert any("report.meta.json" in note for note in found.notes)


def test_the_person_and_the_document_go_before_it(report: Path, tmp_path: Path) -> None:
    report.with_name("report" + SUFFIX).write_text(SAID)
    assert read_document(report, published="2020").published == "2020"
    page = tmp_path / "page.md"
    page.write_text("---\ntitle: Its own\ndate: 2019-01-02\n---\n\nWords.\n")
    page.with_name("page" + SUFFIX).write_text(SAID)
    found = read_document(page)
    assert (found.title, found.published, found.author) == ("Its own", "2019-01-02", "A. Writer")


@pytest.mark.parametrize(
    "said", ["", "[1]", "{", '{"date": 3}', "null", '{"date": "soon", "url": "javascript:x"}']
)
def test_what_says_nothing_harms_nothing(report: Path, said: str) -> None:
    report.with_name("report" + SUFFIX).write_text(said)
    found = read_document(report)
    assert found.published is None
    assert found.url is None
    assert found.text.startswith("Ministers")


def test_one_that_is_too_large_is_left_out_with_a_word(report: Path) -> None:
    report.with_name("report" + SUFFIX).write_text('{"title": "' + "x" * 70_000 + '"}')
    assert any("left out: it is too large" in note for note in read_document(report).notes)


def test_it_is_no_document_of_a_folder_nor_of_what_was_named(report: Path, tmp_path: Path) -> None:
    beside = report.with_name("report" + SUFFIX)
    beside.write_text(SAID)
    assert is_beside(beside)
    assert find([tmp_path], {".txt", ".json"}).paths == (report,)
    assert find([report, beside], {".txt", ".json"}).paths == (report,)
    alone = tmp_path / "alone.meta.json"
    alone.write_text("{}")
    assert find([alone], {".json"}).paths == (alone,)
