"""The one writer: answers in, in order; operations on the project out, many a transaction."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.domain.operations import ImportDocument
from explorer.errors import InputProblem
from explorer.intake.prepare import FAULT, Answer, Lost, Ready, Refused
from explorer.paths import shown_name
from explorer.values import dataclass, field

if TYPE_CHECKING:
    from explorer.domain.marks import Draft, Pack
    from explorer.domain.records import Document
    from explorer.draft.across import Register
    from explorer.store.batch import Batch
    from explorer.store.project import Project

_log = logging.getLogger("explorer.intake")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; it is on the disk when this is told.

    `problem` is None for one that came in, AlreadyThere for one that was in. `added` are
    the rows it brought, by table; `drafted` whether they are a draft's. `packs` are those of
    the given ones that it was recognised by.
    """

    path: Path
    document: Document | None = None
    problem: InputProblem | None = None
    added: dict[str, int] = field(default_factory=dict)
    packs: tuple[Pack, ...] = ()
    recognised: bool = False
    drafted: bool = False
    notes: tuple[str, ...] = ()


class Writer:
    """Writes what workers prepared. Where each draft folds into the project is settled here.

    Parameters
    ----------
    packs
        The person's own, for any document that they know.
    """

    def __init__(self, project: Project, packs: Sequence[Pack] = ()) -> None:
        self._project, self._packs = project, packs
        self._register: Register | None = None

    def write(self, answers: Sequence[tuple[Path, Answer]]) -> tuple[Outcome, ...]:
        """Write answers in one transaction; returns once they are on the disk.

        What is wrong with one document costs that one. Raises InputProblem where the project
        cannot be written to; then none of these answers is in.
        """
        if not answers:
            return ()
        try:
            with self._project.batch() as batch:
                return tuple(self._outcome(batch, path, answer) for path, answer in answers)
        except InputProblem:
            raise
        except Exception as error:  # noqa: BLE001 - a bug: it is logged, and costs one document
            self._register = None  # it knows of what was taken back
            if len(answers) > 1:
                return tuple(one for pair in answers for one in self.write([pair]))
            path, answer = answers[0]
            if isinstance(answer, Ready) and answer.draft is not None:
                return self.write([(path, answer.undrafted(*_reason(error)))])
            return (_failed(path, answer, error),)

    def _outcome(self, batch: Batch, path: Path, answer: Answer) -> Outcome:
        match answer:
            case Refused(problem):
                return Outcome(path, problem=problem)
            case Lost(why, trace):
                return _lost(path, why, trace)
        try:
            return self._import(batch, path, answer)
        except InputProblem as problem:
            return Outcome(path, answer.document, problem)

    def _import(self, batch: Batch, path: Path, ready: Ready) -> Outcome:
        document = ready.document
        given = tuple(pack for pack in self._packs if _knows(pack, document))
        packs = (*given, *ready.packs)
        with self._folded(document, None if packs else ready.draft) as draft:
            done = batch.apply(ImportDocument(document, packs, draft))
        if ready.trace:
            _log.error("%s: not drafted\n%s", document.file_name, ready.trace)
        return Outcome(
            path,
            document,
            added=done.added,
            packs=given,
            recognised=bool(packs),
            drafted=draft is not None,
            notes=ready.notes,
        )

    @contextmanager
    def _folded(self, document: Document, draft: Draft | None) -> Iterator[Draft | None]:
        """Hold a draft against what is known so far; once it is in, what came of it is known.

        It is read back from the project, so that one who stops and goes on knows the same.
        """
        if draft is None:
            self._register = None  # what comes in beside it is not known to the register
            yield None
            return
        from explorer.draft.known import known_of

        project = self._project
        if self._register is None:
            from explorer.draft.across import Register
            from explorer.draft.twins import MOST_KNOWN

            self._register = Register(known_of(project.cast(), project.plot(MOST_KNOWN)))
        yield self._register.fold(draft)
        self._register.renew(known_of(*project.told_by(document.sha256)))


def _knows(pack: Pack, document: Document) -> bool:
    return any(source.text_sha256 == document.text_sha256 for source in pack.sources)


def _lost(path: Path, why: str, trace: str) -> Outcome:
    name = shown_name(path)
    if trace:
        _log.error("%s: %s\n%s", name, why, trace)
    return Outcome(path, problem=InputProblem(f"left out: {why}", where=name))


def _failed(path: Path, answer: Answer, error: Exception) -> Outcome:
    """Tell of a document that could not be written, by our fault or, found late, by its own."""
    if not isinstance(answer, Ready):
        raise error
    if isinstance(error.__cause__, InputProblem):
        return Outcome(path, answer.document, error.__cause__)
    return _lost(path, *_reason(error))


def _reason(error: Exception) -> tuple[str, str]:
    """Return why something could not be written, for a person and for the log."""
    if isinstance(error.__cause__, InputProblem):
        return error.__cause__.line(), ""
    return FAULT, "".join(traceback.format_exception(error))
