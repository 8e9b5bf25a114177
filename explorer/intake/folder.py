"""The files that a person means by naming folders."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.errors import InputProblem

_MOST_KINDS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """`paths` in the order of the arguments, a folder's sorted by name.

    `left_out` counts files in folders by their suffix; `problems` are folders not listed.
    """

    paths: tuple[Path, ...]
    left_out: Counter[str]
    problems: tuple[InputProblem, ...]

    def left_out_words(self) -> str:
        """Return "12 files of other kinds were left out (9 .jpg, 3 .csv)", or nothing."""
        total = self.left_out.total()
        if not total:
            return ""
        found = sorted(self.left_out.items(), key=lambda pair: (-pair[1], pair[0]))
        kinds = [f"{n:,} {kind or 'without suffix'}" for kind, n in found]
        told = kinds[:_MOST_KINDS] + (["others"] if len(kinds) > _MOST_KINDS else [])
        noun = (
            "1 file of another kind was" if total == 1 else f"{total:,} files of other kinds were"
        )
        return f"{noun} left out ({', '.join(told)})"


def find(named: Iterable[Path], endings: Collection[str]) -> Found:
    """Return the files that were named, and in place of each folder the files in it.

    Of a folder, and of the folders in it, those are taken whose lower-case name ends in one
    of `endings`; hidden ones and links to folders are passed over without a word.
    """
    paths: dict[Path, None] = {}
    left_out: Counter[str] = Counter()
    problems: list[InputProblem] = []
    for path in named:
        if not path.is_dir():
            paths[path] = None
            continue
        for file in _walk(path, problems):
            if file.name.casefold().endswith(tuple(endings)):
                paths[file] = None
            else:
                left_out[file.suffix.casefold()] += 1
    return Found(tuple(paths), left_out, tuple(problems))


def _walk(folder: Path, problems: list[InputProblem]) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        what = f"the folder cannot be listed ({error.strerror})"
        remedy = "Check its permissions"
        problems.append(InputProblem(what, where=str(error.filename), remedy=remedy))

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))
