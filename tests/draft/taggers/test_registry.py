"""Which taggers there are; one of another package comes by its entry point."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.draft.taggers import registry
from explorer.draft.taggers.registry import offers, tagger
from explorer.draft.taggers.value import Tagged, TaggedName
from explorer.errors import InputProblem

MODULE = """
from explorer.draft.taggers.value import Tagged, TaggedName

class Fixed:
    def __init__(self, model):
        self.name = "fixed:" + model

    def notice(self, paragraphs):
        return ""

    def tag(self, paragraphs):
        return Tagged(self.name, (TaggedName(0, 0, 4, "person"),))

def broken(model):
    raise RuntimeError("no weights in the box")
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distribution of somebody else's, on the path as an installed one is."""
    (tmp_path / "fixed_tagger.py").write_text(MODULE, encoding="utf-8")
    about = tmp_path / "fixed_tagger-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: fixed-tagger\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(
        "[sourceline.taggers]\nfixed = fixed_tagger:Fixed\nbroken = fixed_tagger:broken\n"
        "gone = no_such_module:tagger\n"
    )
    monkeypatch.syspath_prepend(tmp_path)


@pytest.mark.usefixtures("package")
def test_a_package_brings_a_tagger() -> None:
    found = tagger("fixed:some model")
    assert found.name == "fixed:some model"
    assert found.tag(["Anna"]) == Tagged("fixed:some model", (TaggedName(0, 0, 4, "person"),))
    assert [offer.name for offer in offers()][:2] == ["spacy", "llm"]
    assert {"fixed", "broken"} <= {offer.name for offer in offers()}


@pytest.mark.usefixtures("package")
@pytest.mark.parametrize(("spec", "said"), [("broken", "no weights"), ("gone", "no_such_module")])
def test_one_that_does_not_load_is_named_with_its_package(spec: str, said: str) -> None:
    with pytest.raises(InputProblem, match=f"^{spec}: does not load: .*{said}.*fixed-tagger"):
        tagger(spec)


def test_an_unknown_one_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputProblem, match=r"^nobody: no such tagger\. There are: spacy, llm"):
        tagger("nobody")


def test_one_whose_library_is_not_installed_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(registry, "find_spec", lambda name: None)
    with pytest.raises(InputProblem, match=r"spacy is not installed.*sourceline\[spacy\]"):
        tagger("spacy:en_core_web_sm")
    assert all(offer.missing for offer in offers()[:2])
