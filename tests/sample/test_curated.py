"""Hand-written marks: found by their words, refused where the words are not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest.curated import curated_pack, find_words
from explorer.ingest.document import read_text


@pytest.fixture
def document() -> Document:
    return read_text(
        "Ada met Bob. Ada left.\n\nBob stayed, and said so to everyone there.", "A day"
    )


def written(path: Path, evidence: list[object]) -> Path:
    file = path / "marks.json"
    actor = {"key": "ada", "name": "Ada", "kind": "person", "evidence": [evidence]}
    file.write_text(json.dumps({"actors": [actor], "events": [], "relationships": []}), "utf-8")
    return file


def test_words_are_found_in_their_paragraph(tmp_path: Path, document: Document) -> None:
    pack = curated_pack(written(tmp_path, ["day", 1, "Ada", 2]), {"day": document})
    (anchor,) = pack.actors[0].evidence
    assert (anchor.paragraph, anchor.start, anchor.end) == (1, 13, 16)


@pytest.mark.parametrize(
    "evidence",
    [
        ["day", 1, "Ada", 3],
        ["day", 2, "Ada"],
        ["day", 3, "Ada"],
        ["day", 0, "Ada"],
        ["other", 1, "Ada"],
        ["day", 1, ""],
    ],
)
def test_words_that_are_not_there_are_refused_by_name(
    tmp_path: Path, document: Document, evidence: list[object]
) -> None:
    with pytest.raises(InputProblem, match="actor “ada”"):
        curated_pack(written(tmp_path, evidence), {"day": document})


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"actors": [{}], "events": [], "relationships": []}']
)
def test_what_is_not_of_the_form_is_refused(tmp_path: Path, document: Document, text: str) -> None:
    file = tmp_path / "marks.json"
    file.write_text(text, "utf-8")
    with pytest.raises(InputProblem):
        curated_pack(file, {"day": document})


@given(st.text("ab", max_size=12), st.text("ab", max_size=3), st.integers(1, 4))
def test_find_words_counts_overlaps(text: str, words: str, nth: int) -> None:
    places = [at for at in range(len(text)) if words and text.startswith(words, at)]
    assert find_words(text, words, nth) == (places[nth - 1] if nth <= len(places) else None)
