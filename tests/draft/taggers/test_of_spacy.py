"""An installed spaCy: a blank pipeline with rules, saved and loaded as a user's model is."""

from __future__ import annotations

from pathlib import Path

import pytest

spacy = pytest.importorskip("spacy", reason="spaCy is an extra; it is not installed here")

from explorer.draft.taggers.registry import tagger  # noqa: E402
from explorer.draft.taggers.value import TaggedName  # noqa: E402
from explorer.errors import InputProblem  # noqa: E402

PATTERNS = [
    {"label": "PERSON", "pattern": "President Zorvath Quill"},
    {"label": "GPE", "pattern": "Belmark"},
    {"label": "force", "pattern": "Belmark Guard"},
    {"label": "DATE", "pattern": "Monday"},
]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(PATTERNS)
    pipeline.to_disk(tmp_path / "model")
    return tmp_path / "model"


def test_entities_become_names_of_our_kinds(model: Path) -> None:
    found = tagger(f"spacy:{model}")
    text = "On Monday President Zorvath Quill of Belmark met the Belmark Guard."
    assert found.notice([text]) == ""
    tagged = found.tag(["", text])
    assert tagged.names == (
        TaggedName(1, 10, 33, "person"),
        TaggedName(1, 37, 44, "place"),
        TaggedName(1, 53, 66, "force"),
    )
    assert tagged.tagger == f"spacy:{model}"


def test_a_model_that_is_not_there_is_named() -> None:
    with pytest.raises(InputProblem, match="no such model"):
        tagger("spacy:no_such_model_anywhere")
    with pytest.raises(InputProblem, match="names no model"):
        tagger("spacy")
