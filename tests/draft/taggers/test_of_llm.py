"""A language model's names: asked for in a shape, held against the text letter for letter."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import llm
import pytest
from click.testing import CliRunner
from llm.plugins import pm

from explorer.cli.main import cli
from explorer.draft.draft import draft_document
from explorer.draft.taggers.of_llm import SCHEMA, LlmTagger, tagger
from explorer.draft.taggers.registry import tagger as tagger_named
from explorer.draft.taggers.value import TaggedName
from explorer.errors import InputProblem
from explorer.ingest.document import read_document

TEXT = "Zorvath Quill met envoys of Belmark. Zorvath agreed."


class Canned(llm.Model):
    """Answers every prompt from a list, and keeps what it was asked."""

    model_id = "canned"
    supports_schema = True

    class Options(llm.Options):
        temperature: float | None = None

    def __init__(self, *answers: str, model_id: str = "canned", shaped: bool = True) -> None:
        self.model_id = model_id
        self.supports_schema = shaped
        self.answers = list(answers)
        self.asked: list[Any] = []

    def execute(self, prompt: Any, stream: bool, response: Any, conversation: Any) -> Iterator[str]:
        self.asked.append(prompt)
        answer = self.answers[(len(self.asked) - 1) % len(self.answers)]
        if answer == "fail":
            raise RuntimeError("the line is down")
        yield answer


def answer(*pairs: tuple[str, str]) -> str:
    return json.dumps({"names": [{"quote": q, "kind": k} for q, k in pairs]})


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Canned]:
    """A model that llm knows by its name, as one of a plug-in is."""
    model = Canned(answer(("Zorvath Quill", "person"), ("Belmark", "state"), ("Oz", "state")))

    class Plugin:
        __name__ = "canned"

        @llm.hookimpl
        def register_models(self, register: Any) -> None:
            register(model)

    monkeypatch.setenv("LLM_LOAD_PLUGINS", "")
    plugin = Plugin()
    pm.register(plugin, name="canned")
    yield model
    pm.unregister(plugin)


def test_quotes_become_names_and_what_does_not_stand_there_is_dropped() -> None:
    model = Canned(
        answer(
            ("Zorvath Quill", "person"),
            ("Zorvath", "person"),
            ("zorvath quill", "person"),
            ("Belmark", "planet"),
            ("Zorvath’s", "person"),
        )
    )
    found = LlmTagger("canned", model).tag([TEXT, "  "])
    assert found.names == (
        TaggedName(0, 0, 13, "person"),
        TaggedName(0, 0, 7, "person"),
        TaggedName(0, 37, 44, "person"),
    )
    assert (found.dropped, found.unread, found.tagger) == (3, 0, "llm:canned")
    (prompt,) = model.asked  # the empty paragraph is not sent
    assert prompt.schema == SCHEMA
    assert prompt.options.temperature == 0
    assert prompt.prompt == TEXT


@pytest.mark.parametrize(
    "said",
    ["I cannot.", "[]", '{"names": 3}', '{"people": []}', '{"names": [', "{" * 5000, ""],
)
def test_an_answer_of_another_shape_is_counted(said: str) -> None:
    found = LlmTagger("canned", Canned(said)).tag([TEXT])
    assert (found.names, found.dropped, found.unread) == ((), 0, 1)


def test_items_of_another_shape_are_dropped() -> None:
    said = json.dumps({"names": [3, None, {"quote": 4, "kind": "person"}, {"quote": "Belmark"}]})
    found = LlmTagger("canned", Canned(said)).tag([TEXT])
    assert (found.names, found.dropped, found.unread) == ((), 4, 0)


def test_a_model_without_schemas_is_told_the_shape_in_words() -> None:
    model = Canned("Here:\n```json\n" + answer(("Belmark", "state")) + "\n```", shaped=False)
    found = LlmTagger("canned", model).tag([TEXT])
    assert found.names == (TaggedName(0, 28, 35, "state"),)
    assert json.dumps(SCHEMA) in model.asked[0].system


def test_a_model_that_fails_is_a_persons_to_mend() -> None:
    with pytest.raises(InputProblem, match=r"^llm:canned: gave no answer: the line is down\."):
        LlmTagger("canned", Canned("fail")).tag([TEXT])


@pytest.mark.usefixtures("registered")
def test_models_are_had_by_the_name_that_llm_knows() -> None:
    assert tagger_named("llm:canned").name == "llm:canned"
    with pytest.raises(InputProblem, match="llm:nobody: there is no such model"):
        tagger("nobody")
    with pytest.raises(InputProblem, match="names no model"):
        tagger("")


def test_the_notice_says_what_leaves_the_machine() -> None:
    said = LlmTagger("canned", Canned("x")).notice([TEXT, "", "Two."])
    assert "2 paragraphs of 56 characters" in said
    assert "“canned”" in said
    assert "leaves" in said


def test_a_draft_by_a_model_says_so_and_is_the_same_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    document = read_document(path)
    model = Canned(answer(("Zorvath Quill", "person"), ("Belmark", "state")))
    tagged = LlmTagger("canned", model).tag([TEXT])
    made = draft_document(document, tagged)
    assert made == draft_document(document, tagged)
    assert made.drafter.endswith(", llm:canned")
    kinds = {actor.name: actor.kind for actor in made.pack.actors}
    assert kinds == {"Zorvath Quill": "person", "Belmark": "state"}


def test_the_command_says_what_is_sent_before_and_what_was_dropped_after(
    tmp_path: Path, registered: Canned
) -> None:
    def run(*words: object) -> Any:
        return CliRunner().invoke(cli, [str(word) for word in words])

    project, text = tmp_path / "p.sourceline", tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    run("new", project)
    run("import", project, text, "--no-draft")
    done = run("draft", project, "--tagger", "llm:canned")
    assert done.exit_code == 0
    assert "1 paragraphs of 52 characters, goes to the model “canned”" in done.stderr
    assert "1 name dropped that llm:canned gave" in done.stdout
    assert len(registered.asked) == 1
    names = {
        a["name"] for a in json.loads(run("actors", project, "--json", "--review", "all").stdout)
    }
    assert {"Zorvath Quill", "Belmark"} <= names
    assert run("verify", project).exit_code == 0


def test_the_command_sends_nothing_unless_asked(tmp_path: Path, registered: Canned) -> None:
    project, text = tmp_path / "p.sourceline", tmp_path / "a.txt"
    text.write_text(TEXT, encoding="utf-8")
    for words in (("new", project), ("import", project, text), ("draft", project)):
        assert CliRunner().invoke(cli, [str(word) for word in words]).exit_code == 0
    assert registered.asked == []
