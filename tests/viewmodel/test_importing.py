"""Taking files in: what is refused is named, the rest goes in, and a cancel is heeded."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

from explorer.domain.operations import UnpinActors
from explorer.errors import AlreadyThere, InputProblem
from explorer.index.corpus import Corpus
from explorer.viewmodel.project.files import Gathered, Pasted, Reading, Taken
from explorer.viewmodel.project.importing import brought_words, new_sources, take_in
from tests.support.projects import FakeProject, ProjectBuilder


class Shelf:
    """Reads every file but those called bad."""

    def read(self, path: Path, project: object) -> Reading:
        if path.stem == "bad":
            raise InputProblem("it is empty", remedy="Choose another")
        return Reading(UnpinActors(()), (f"{path.name} has a note.",))

    def read_pasted(self, words: str, project: object) -> Reading:
        return Reading(UnpinActors(()), (f"{len(words)} letters", "a second note."))

    def is_document(self, path: Path) -> bool:
        return path.suffix == ".txt"

    def take_in(
        self, paths: Sequence[Path], project: object
    ) -> Generator[tuple[Taken, ...], None, None]:
        """Tell of two at a time, with nothing new in between."""
        for first in range(0, len(paths), 2):
            yield ()
            yield tuple(self._taken(path) for path in paths[first : first + 2])

    def _taken(self, path: Path) -> Taken:
        problems = {
            "bad": InputProblem("it is empty", remedy="Choose another"),
            "there": AlreadyThere("the same file is in the project"),
        }
        return Taken(path, (f"{path.name} has a note.",), problems.get(path.stem))

    def gather(self, paths: Sequence[Path]) -> Gathered:
        """Hold two files in a folder, and nothing in an empty one."""
        found: list[Path] = []
        problems = []
        for path in paths:
            if path.name == "empty":
                problems.append(InputProblem("there is no file in it", where="empty"))
            else:
                found += [path / "a.txt", path / "b.txt"] if path.name == "folder" else [path]
        notes = ("2 files of other kinds were left out",) if Path("folder") in paths else ()
        return Gathered(tuple(found), notes, tuple(problems))


def run(names: list[str], cancel_after: int = 99, pasted: str = ""):  # type: ignore[no-untyped-def]  # two values
    project, said = FakeProject(), []  # type: ignore[var-annotated]  # of str
    outcome = take_in(
        Shelf(),  # type: ignore[arg-type]  # reads, and no more is asked of it here
        project,
        [*(Path(name) for name in names), *([Pasted(pasted)] if pasted else [])],
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
    assert said[:3] == ["Looking for files", "Reading a.txt, 1 of 3", "Reading bad.txt, 2 of 3"]
    assert outcome.lines()[0] == outcome.refused[0]


def test_a_cancel_stops_between_files_and_says_so() -> None:
    outcome, project, _ = run(["a.txt", "b.txt", "c.txt"], cancel_after=2)
    assert outcome.cancelled
    assert len(project.applied) == 1
    assert "Stopped after 1" in outcome.lines()[-1]


def test_a_folder_stands_for_its_files_and_says_what_it_left_out() -> None:
    outcome, project, said = run(["folder", "empty", "c.txt"])
    assert outcome.taken == ("a.txt", "b.txt", "c.txt")
    assert said[-1] == "Reading c.txt, 3 of 3"
    assert outcome.refused == ("empty: there is no file in it",)
    assert outcome.notes[-1] == "2 files of other kinds were left out"
    assert len(project.applied) == 3


def test_pasted_words_are_a_document_and_their_remarks_name_them() -> None:
    outcome, _, said = run(["a.txt"], pasted="Some words")
    assert outcome.taken == ("a.txt", "the clipboard")
    assert said[-1] == "Reading the clipboard, 2 of 2"
    assert outcome.notes == ("a.txt has a note", "the clipboard: 10 letters; a second note")


def test_many_refusals_are_one_line_that_names_them() -> None:
    outcome, _, _ = run([f"{n}/bad.txt" for n in range(30)])
    (line,) = outcome.problems()
    assert line.startswith("30 files did not come in. bad.txt: it is empty. Choose another  •  ")
    assert line.endswith(" … and 18 more")
    assert outcome.lines() == (line,)


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


MANY = [*(f"{n}.txt" for n in range(9)), "bad.txt", "there.txt", "a.pack.json"]


def test_many_documents_go_through_together_and_the_others_one_by_one() -> None:
    outcome, project, said = run(MANY)
    assert outcome.taken == (*(f"{n}.txt" for n in range(9)), "a.pack.json")
    assert outcome.refused == ("bad.txt: it is empty. Choose another",)
    assert "1 file is in the project already: nothing was added." in outcome.notes
    assert len(project.applied) == 1  # the pack
    assert said[1] == "0 of 11 documents, 11 left"
    assert said[-2].startswith("11 of 11 documents, 0 left")
    assert said[-1] == "Reading a.pack.json"


def test_a_cancel_of_many_keeps_what_is_through_and_says_how_to_go_on() -> None:
    outcome, project, _ = run(MANY, cancel_after=3)
    assert outcome.cancelled
    assert outcome.taken == ("0.txt", "1.txt")
    assert project.applied == []
    assert "Stopped after 2" in outcome.lines()[-1]
    assert "goes on from there" in outcome.lines()[-1]
