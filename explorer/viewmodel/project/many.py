"""Many documents taken in: prepared by other processes, told of as they are through."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from explorer.errors import AlreadyThere, InputProblem
from explorer.values import dataclass
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.project.files import Files
from explorer.viewmodel.wording import progress_words


@dataclass(frozen=True, slots=True)
class Many:
    """What became of many files: `taken` by name, and lines on the others."""

    taken: tuple[str, ...]
    notes: tuple[str, ...]
    refused: tuple[str, ...]


def take_in_many(
    files: Files,
    project: ProjectPort,
    paths: Sequence[Path],
    say: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> Many:
    """Take documents in, saying how many are left; what is in when it is cancelled stays."""
    taken: list[str] = []
    notes: list[str] = []
    refused: list[str] = []
    done = there = 0
    begun_s = time.monotonic()
    with closing(files.take_in(paths, project)) as taking:
        for batch in taking:
            for path, said, problem in batch:
                if isinstance(problem, AlreadyThere):
                    there += 1
                elif problem is not None:
                    refused.append(named(problem, path.name))
                else:
                    taken.append(path.name)
                    notes += remarks(path.name, said)
            done += len(batch)
            since_s = time.monotonic() - begun_s
            say(progress_words(done, len(paths), "documents", since_s))
            if is_cancelled():
                break
    if there:
        noun = "file is" if there == 1 else "files are"
        notes.append(f"{there:,} {noun} in the project already: nothing was added.")
    return Many(tuple(taken), tuple(notes), tuple(refused))


def named(problem: InputProblem, name: str) -> str:
    """Return a problem's line, which begins with the file's name."""
    line = problem.line()
    return line if name in line else f"{name}: {line}"


def remarks(name: str, notes: Sequence[str]) -> list[str]:
    """Return what is to be said of a file as one line that names it."""
    said = "; ".join(note.rstrip(".") for note in notes)
    return [said if name in said else f"{name}: {said}"] if said else []
