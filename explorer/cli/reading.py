"""A project opened for one command, and what its filters leave of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.filters import Asked, resolve
from explorer.errors import InputProblem

if TYPE_CHECKING:
    from explorer.index.choose import Chosen
    from explorer.index.corpus import Corpus
    from explorer.store.project import Project


@contextmanager
def opened(path: Path) -> Iterator[Project]:
    """Open a project for the length of a command."""
    if not path.exists():
        raise InputProblem(
            "there is no such project",
            where=str(path),
            remedy=f"Make it first: sourceline new {path}",
        )
    from explorer.store.project import Project

    with Project.open(path) as project:
        yield project


def chosen(project: Project, asked: Asked) -> tuple[Corpus, Chosen]:
    """Return a project's corpus and what the filters leave of it.

    A project that has only drafts says so on standard error, where accepted marks alone
    are listed.
    """
    from explorer.index.choose import choose
    from explorer.index.corpus import corpus_of

    corpus = corpus_of(project)
    wanted = resolve(asked, corpus)
    hits = project.rows_with(wanted.words, corpus.columns) if wanted.words else None
    tell_of_drafts(corpus, asked)
    return corpus, choose(corpus, wanted, hits)


def tell_of_drafts(corpus: Corpus, asked: Asked) -> None:
    if asked.review == "accepted" and corpus.n and not corpus.accepted.any():
        what = "the only event is a draft" if corpus.n == 1 else f"all {corpus.n} events are drafts"
        click.echo(f"{what} that nobody has accepted: add --review all to see them", err=True)


def tell_left_out(corpus: Corpus, asked: Asked) -> None:
    """Say on standard error how many drafts are not in what is written, where others are."""
    count = int(corpus.n - corpus.accepted.sum())
    if asked.review == "accepted" and 0 < count < corpus.n:
        what = "1 drafted event is" if count == 1 else f"{count:,} drafted events are"
        click.echo(f"accepted marks only: {what} left out; add --review all for them", err=True)
