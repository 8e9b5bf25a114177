"""Taking files into a project, one after the other; what is refused is named, the rest goes in.

A folder stands for the files in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from explorer.domain.ids import SourceId
from explorer.errors import AlreadyThere, InputProblem
from explorer.index.corpus import Corpus, corpus_of
from explorer.values import dataclass
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.project.files import Files, Pasted, Reading
from explorer.viewmodel.project.many import named, remarks, take_in_many

_PASTED = "the clipboard"
_MANY = 8  # so many are prepared by other processes
_MOST_LINES = 3  # so many stand one by one
_MOST_TOLD = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """`corpus` is the project's afterwards, None where nothing went in."""

    taken: tuple[str, ...]
    notes: tuple[str, ...]
    refused: tuple[str, ...]
    cancelled: bool
    corpus: Corpus | None
    tables: tuple[Path, ...] = ()

    def lines(self) -> tuple[str, ...]:
        """Return what a person should hear: refusals, notes, and how far a cancelled job came."""
        stopped = (
            (
                f"Stopped after {len(self.taken):,} of the files: those stay in the project."
                " Taking the same files in again goes on from there.",
            )
            if self.cancelled
            else ()
        )
        return (*self.problems(), *_few(self.notes, "came in with remarks"), *stopped)

    def problems(self) -> tuple[str, ...]:
        """Return the refusals; many as one line, for the window holds but a few."""
        return _few(self.refused, "did not come in")


def take_in(
    files: Files,
    project: ProjectPort,
    items: Sequence[Path | Pasted],
    say: Callable[[str], None],
    is_cancelled: Callable[[], bool],
) -> Outcome:
    """Read files and apply what they hold; asks between files, and between reading and writing.

    Each file is one operation of its own: a file that is refused leaves nothing behind.
    """
    say("Looking for files")
    gathered = files.gather([item for item in items if isinstance(item, Path)])
    whole: tuple[Path | Pasted, ...] = (
        *gathered.paths,
        *(item for item in items if isinstance(item, Pasted)),
    )
    taken: list[str] = []
    notes: list[str] = []
    refused = [problem.line() for problem in gathered.problems]
    documents = [path for path in gathered.paths if files.is_document(path)]
    if len(documents) >= _MANY:
        many = take_in_many(files, project, documents, say, is_cancelled)
        taken, notes = list(many.taken), list(many.notes)
        refused += many.refused
        whole = tuple(item for item in whole if item not in frozenset(documents))
    for index, item in enumerate(whole):
        name = item.name if isinstance(item, Path) else _PASTED
        say(_progress(name, index, len(whole)))
        if is_cancelled():
            break
        try:
            reading = _read(files, project, item)
            if is_cancelled():
                break
            notes += remarks(name, _apply(project, reading))
        except InputProblem as problem:
            refused.append(named(problem, name))
            continue
        taken.append(name)
    notes += gathered.notes
    return Outcome(
        tuple(taken),
        tuple(notes),
        tuple(refused),
        is_cancelled(),
        corpus_of(project) if taken else None,
        () if is_cancelled() else gathered.tables,
    )


def came_in(project: ProjectPort, name: str) -> Outcome:
    """Return the outcome of one file that is in the project now."""
    return Outcome((name,), (), (), False, corpus_of(project))


def _read(files: Files, project: ProjectPort, item: Path | Pasted) -> Reading:
    if isinstance(item, Path):
        return files.read(item, project)
    return files.read_pasted(item.words, project)


def _few(lines: tuple[str, ...], what: str) -> tuple[str, ...]:
    if len(lines) <= _MOST_LINES:
        return lines
    more = len(lines) - _MOST_TOLD
    rest = f" … and {more:,} more" if more > 0 else ""
    return (f"{len(lines):,} files {what}. {'  •  '.join(lines[:_MOST_TOLD])}{rest}",)


def _apply(project: ProjectPort, reading: Reading) -> tuple[str, ...]:
    """Take a file in, without its draft where that does not hold; returns what to say of it."""
    try:
        project.apply(reading.operation)
    except AlreadyThere:
        raise
    except InputProblem as problem:
        if reading.undrafted is None:
            raise
        project.apply(reading.undrafted)
        return (*reading.notes, f"It came in without a draft: {problem.line()}")
    return reading.notes


def new_sources(before: Corpus, after: Corpus) -> tuple[SourceId, ...]:
    """Return the sources that an import brought, in the project's order."""
    return tuple(source_id for source_id in after.sources if source_id not in before.sources)


def brought_words(before: Corpus, after: Corpus) -> str:
    """Return "article.txt: 9 paragraphs, 21 events linked. ..." for what came in; else nothing."""
    lines = []
    for source_id in new_sources(before, after):
        source = after.sources[source_id]
        events = len(after.rows_of_source[source_id])
        linked = f", {events:,} event{'' if events == 1 else 's'} linked" if events else ""
        noun = "paragraph" if source.paragraph_count == 1 else "paragraphs"
        name = source.file_name or source.title
        lines.append(f"{name}: {source.paragraph_count:,} {noun}{linked}")
    if len(lines) > _MOST_LINES:
        return f"{len(lines):,} documents came in. Undo takes them back one by one."
    return "; ".join(lines) + ". Undo takes it back." if lines else ""


def _progress(name: str, index: int, total: int) -> str:
    left = f", {index + 1:,} of {total:,}" if total > 1 else ""
    return f"Reading {name}{left}"
