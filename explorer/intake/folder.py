"""The files that a person means by naming folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from glob import escape
from pathlib import Path

from explorer.errors import InputProblem
from explorer.ingest.beside import SUFFIX as BESIDE
from explorer.ingest.beside import is_beside
from explorer.values import dataclass

_MOST_KINDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """`paths` in the order of the arguments, a folder's sorted by name.

    `left_out` counts files in folders by their suffix, `hidden` those whose name begins with
    a dot, a hidden folder as one; `problems` are folders not listed, or with nothing to take.
    """

    paths: tuple[Path, ...]
    left_out: Counter[str]
    hidden: int
    problems: tuple[InputProblem, ...]

    def left_out_words(self) -> str:
        """Return "12 files of other kinds (9 .jpg, 3 .csv) and 1 hidden one were left out"."""
        total = self.left_out.total()
        if not total:
            return f"{self.hidden:,} hidden {_files(self.hidden)} left out" if self.hidden else ""
        found = sorted(self.left_out.items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = [f"{n:,} {kind or 'without suffix'}" for kind, n in found]
        told = kinds[:_MOST_KINDS] + (["others"] if len(kinds) > _MOST_KINDS else [])
        noun = "1 file of another kind" if total == 1 else f"{total:,} files of other kinds"
        also = f" and {self.hidden:,} hidden" if self.hidden else ""
        were = "was" if total + self.hidden == 1 else "were"
        return f"{noun} ({', '.join(told)}){also} {were} left out"


def _says_of_another(path: Path) -> bool:
    """Whether a file is read together with the document beside it."""
    stem = path.name[: -len(BESIDE)]
    return is_beside(path) and any(
        other.suffix and not is_beside(other) for other in path.parent.glob(f"{escape(stem)}.*")
    )


def find(
    named: Iterable[Path],
    endings: Collection[str],
    also: Callable[[Path], bool] = lambda _path: False,
) -> Found:
    """Return the files that were named, and in place of each folder the files in it.

    Of a folder, and of the folders in it, those are taken whose lower-case name ends in one
    of `endings`, and those that `also` says yes to; links to folders are passed over.
    """
    paths: dict[Path, None] = {}
    left_out: Counter[str] = Counter()
    hidden = 0
    problems: list[InputProblem] = []
    for path in named:
        if not path.is_dir():
            if not _says_of_another(path):
                paths[path] = None
            continue
        before = len(paths), len(problems)
        for file in _walk(path, problems):
            if file.name.startswith("."):
                hidden += 1
            elif _says_of_another(file):
                continue
            elif file.name.casefold().endswith(tuple(endings)) or also(file):
                paths[file] = None
            else:
                left_out[file.suffix.casefold()] += 1
        if before == (len(paths), len(problems)):
            problems.append(_empty(path))
    return Found(tuple(paths), left_out, hidden, tuple(problems))


def _files(count: int) -> str:
    return "file was" if count == 1 else "files were"


def _empty(folder: Path) -> InputProblem:
    what, remedy = "there is no file in this folder that can be read", "Choose another"
    return InputProblem(what, where=folder.name or str(folder), remedy=remedy)


def _walk(folder: Path, problems: list[InputProblem]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        what = f"the folder cannot be listed ({error.strerror})"
        remedy = "Check its permissions"
        problems.append(InputProblem(what, where=str(error.filename), remedy=remedy))

    for here, folders, files in os.walk(folder, onerror=refuse):
        yield from (Path(here, name) for name in sorted(folders) if name.startswith("."))
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files))
