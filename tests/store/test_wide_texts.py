"""Texts in scripts without blanks are told from all others, and remembered until a write."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.operations import ImportDocument
from explorer.store import wide_texts
from explorer.store.project import Project
from explorer.store.terms import terms
from explorer.store.wide_texts import WideTexts
from tests.store.texts import connection_of, document
from tests.support.words import all_with

LATIN = "Plain words\n“Le café” – d’Orly\nРусский, Ελληνικά"
WIDE = "2024年 talks\nNothing\nประเทศไทย\n대한민국"


def numbers(project: Project, words: str) -> list[int | None]:
    return [hit.paragraph for hit in project.search(words)]


def test_only_texts_with_such_letters_are_looked_through() -> None:
    with Project.in_memory() as project:
        project.apply(ImportDocument(document(LATIN)))
        project.apply(ImportDocument(document(WIDE, "b.txt")))
        with connection_of(project).reading() as raw:
            condition = WideTexts().condition(raw, "paragraph")
            assert condition == "paragraph.id IN (4,6,7)"
            assert WideTexts().condition(raw, "event") == "event.id IN ()"


def test_every_letter_that_is_looked_for_anywhere_is_one_of_them() -> None:
    letters = [chr(code) for code in range(0xA0, 0x30000, 25) if not 0xD800 <= code < 0xE000]
    unspaced = [one for one in letters if (found := terms(one)) and found[0].match is None]
    assert len(unspaced) > 4_000
    with Project.in_memory() as project:
        project.apply(ImportDocument(document("\n".join(unspaced))))
        with connection_of(project).reading() as raw:
            condition = WideTexts().condition(raw, "paragraph")
            (left_out,) = raw.execute(
                f"SELECT count(*) FROM paragraph WHERE NOT {condition}"
            ).fetchone()
        assert left_out == 0


@pytest.mark.parametrize("most", [0, 2, 20_000])
def test_what_is_written_since_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    monkeypatch.setattr(wide_texts, "_MOST", most)
    with Project.create(tmp_path / "a.sourceline") as project:
        project.apply(ImportDocument(document(LATIN)))
        assert numbers(project, "年") == []
        assert len(all_with(project, "年").paragraphs) == 0
        project.apply(ImportDocument(document(WIDE, "b.txt")))
        assert numbers(project, "年") == [1]
        assert numbers(project, "年 talks") == [1]
        assert all_with(project, "民国").paragraphs.tolist() == []
        assert all_with(project, "민국").paragraphs.tolist() == [7]
        project.undo()
        assert numbers(project, "年") == []


def test_they_are_looked_for_once_and_before_the_first_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = wide_texts._looked_for
    monkeypatch.setattr(
        wide_texts, "_looked_for", lambda raw, table: (looked.append(table), look(raw, table))[1]
    )
    with Project.create(tmp_path / "a.sourceline") as project:
        project.apply(ImportDocument(document(WIDE)))
        project.get_search_ready()
        assert looked == ["event", "actor", "paragraph"]
        assert numbers(project, "年") == [1]
        assert len(looked) == 3
