"""`review`: what waits for a person, and the person's word on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.group import usage
from explorer.cli.output import Row, print_json, print_rows, printable
from explorer.cli.reading import opened
from explorer.errors import InputProblem

if TYPE_CHECKING:
    from explorer.domain.ids import Mark
    from explorer.domain.operations import Operation
    from explorer.export.objects import Object
    from explorer.index.corpus import Corpus
    from explorer.viewmodel.review.queue import Item

_MARK = re.compile(r"(event|actor|relationship|same):(\d{1,18})")


def decide(path: Path, marks: Sequence[str], verdict: str) -> None:
    """Accept, reject or put back marks ("event:12"; "same:3" is a doubt), all or none of them.

    The marks are one operation, and each doubt one of its own.
    """
    wanted = [_read(mark) for mark in marks]
    done: list[str] = []
    with opened(path) as project:
        try:
            for operation in _operations(wanted, verdict):
                done.append(project.apply(operation))
        except InputProblem:
            for _ in done:
                project.undo()
            raise
    click.echo("\n".join(map(printable, done)))


def list_waiting(path: Path, as_json: bool) -> None:
    """List what waits, in the order of the text, each with its words."""
    from explorer.viewmodel.review.queue import waiting
    from explorer.viewmodel.session import Session

    with opened(path) as project:
        session = Session(project)
        items = list(waiting(session))
        corpus = session.corpus
    if as_json:
        print_json(_objects(corpus, items))
    else:
        note = f"{len(items):,} wait" if items else "nothing waits for review"
        print_rows(("mark", "what", "paragraph", "words"), _rows(corpus, items), note)


def _read(mark: str) -> tuple[str, int]:
    found = _MARK.fullmatch(mark.casefold())
    if found is None:
        usage(f"“{mark}” names no mark. Write it like event:12, actor:3, relationship:4 or same:5")
    return found[1], int(found[2])


def _operations(wanted: Iterable[tuple[str, int]], verdict: str) -> Iterator[Operation]:
    from explorer.domain.ids import Mark, MarkKind, ProposalId
    from explorer.domain.kinds import Review
    from explorer.domain.operations import Decide, DecideProposal

    review = Review(verdict)
    pairs = list(wanted)
    marks = tuple(Mark(MarkKind(kind), id) for kind, id in pairs if kind != "same")
    if marks:
        yield Decide(marks, review)
    for kind, id in pairs:
        if kind == "same":
            yield DecideProposal(ProposalId(id), review)


def _rows(corpus: Corpus, items: Iterable[Item]) -> Iterator[Row]:
    for item in items:
        first = next(iter(corpus.evidence(item.mark)), None)
        place = ("", "") if first is None else (first.place, first.quote)
        yield (_name(item), _words(corpus, item), *place)


def _objects(corpus: Corpus, items: Iterable[Item]) -> Iterator[Object]:
    from explorer.export.objects import evidence_object

    for item in items:
        yield {
            "mark": _name(item),
            "what": _words(corpus, item),
            "evidence": [evidence_object(words) for words in corpus.evidence(item.mark)],
        }


def _name(item: Item) -> str:
    if item.proposal is not None:
        return f"same:{item.proposal}"
    return f"{item.mark.kind.value}:{item.mark.id}"


def _words(corpus: Corpus, item: Item) -> str:
    if item.proposal is None:
        return _called(corpus, item.mark)
    asked = next(each for each in corpus.snapshot.proposals if each.id == item.proposal)
    ends = f"{_called(corpus, asked.keep)} = {_called(corpus, asked.other)}?"
    return f"{ends} ({asked.why})" if asked.why else ends


def _called(corpus: Corpus, mark: Mark) -> str:
    from explorer.domain.ids import ActorId, EventId, MarkKind, RelationshipId

    if mark.kind is MarkKind.EVENT:
        return corpus.event(EventId(mark.id)).title
    if mark.kind is MarkKind.ACTOR:
        return corpus.actors[ActorId(mark.id)].name
    link = corpus.relationships[RelationshipId(mark.id)]
    ends = corpus.actors[link.subject].name, corpus.actors[link.object].name
    return f"{ends[0]} {link.predicate} {ends[1]}"
