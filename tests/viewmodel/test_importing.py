"""Taking files in: what is refused is named, the rest goes in, and a cancel is heeded."""

from __future__ import annotations

from pathlib import Path

from explorer.domain.operations import UnpinActors
from explorer.errors import InputProblem
from explorer.index.corpus import Corpus
from explorer.viewmodel.project.files import Reading
from explorer.viewmodel.project.importing import brought_words, new_sources, take_in
from tests.support.projects import FakeProject, ProjectBuilder


class Shelf:
    """Reads every file but those called bad."""

    def read(self, path: Path, project: object) -> Reading:
        if path.stem == "bad":
            raise InputProblem("it is empty", remedy="Choose another")
        return Reading(UnpinActors(()), (f"{path.name} has a note.",))


def run(names: list[str], cancel_after: int = 99):  # type: ignore[no-untyped-def]  # two values
    project, said = FakeProject(), []  # type: ignore[var-annotated]  # of str
    outcome = take_in(
        Shelf(),  # type: ignore[arg-type]  # reads, and no more is asked of it here
        project,
        [Path(name) for name in names],
        said.append,
        lambda: len(said) > cancel_after,
    )
    return outcome, project, said


def test_refusals_are_named_and_the_rest_goes_in() -> None:
    outcome, project, said = run(["a.txt", "bad.txt", "c.txt"])
    assert outcome.taken == ("a.txt", "c.txt")
    assert outcome.refused == ("bad.txt: it is empty. Choose another",)
    assert len(project.applied) == 2
    assert outcome.corpus is not None
    assert said[1] == "Reading bad.txt, 2 of 3"
    assert outcome.lines()[0] == outcome.refused[0]


def test_a_cancel_stops_between_files_and_says_so() -> None:
    outcome, project, _ = run(["a.txt", "b.txt", "c.txt"], cancel_after=1)
    assert outcome.cancelled
    assert len(project.applied) == 1
    assert "Stopped after 1" in outcome.lines()[-1]


def test_nothing_taken_in_reads_nothing_again() -> None:
    outcome, _, _ = run(["bad.md"])
    assert outcome.corpus is None


def test_what_came_in_is_said_with_its_counts() -> None:
    builder = ProjectBuilder()
    builder.source("Old")
    before = Corpus(builder.snapshot())
    new = builder.source("New")
    builder.event("Talks", None, actors=("Japan",))
    after = Corpus(builder.snapshot())
    assert new_sources(before, after) == (new,)
    assert brought_words(before, after) == "New: 1 paragraph, 1 event linked. Undo takes it back."
    assert brought_words(after, after) == ""
