"""`draft`: proposes actors, events, dates and relationships, for a person to accept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from explorer.cli.group import usage
from explorer.cli.output import printable
from explorer.cli.reading import opened
from explorer.errors import AlreadyThere

if TYPE_CHECKING:
    from explorer.domain.marks import Draft
    from explorer.domain.records import Snapshot, Source
    from explorer.draft.across import Register
    from explorer.draft.taggers.value import Tagged, Tagger
    from explorer.store.project import Project


def draft_sources(path: Path, source_id: int | None, tagger: str | None = None) -> int:
    """Draft the sources that nobody has marked yet, or just the one; returns the exit code.

    Everything comes in as pending. Each source is one operation. A source drafted again
    adds nothing. Actors fold into those that the project knows, where that is certain.
    """
    from explorer.draft.across import Register
    from explorer.draft.known import known_of
    from explorer.draft.taggers.registry import tagger as tagger_named

    asked = tagger_named(tagger) if tagger else None
    with opened(path) as project:
        snapshot = project.snapshot()
        if source_id is not None and source_id not in {s.id for s in snapshot.sources}:
            usage(f"there is no source {source_id}")
        marked = _marked(snapshot)
        register = Register(known_of(snapshot.actors, snapshot.events))
        for source in snapshot.sources:
            if source_id is None and source.id in marked:
                click.echo(f"{printable(source.title)}: has marks already; name it with --source")
            elif source_id in (None, source.id):
                _draft(project, source, register, asked)
    return 0


def _marked(snapshot: Snapshot) -> set[int]:
    return {item.source_id for event in snapshot.events for item in event.evidence}


def _draft(project: Project, source: Source, register: Register, asked: Tagger | None) -> None:
    from explorer.domain.operations import AddDraft

    drafted = register.fold(draft_source(project, source, asked))
    register.learn(drafted)
    name = printable(source.title)
    if not drafted.pack.events and not drafted.pack.actors:
        click.echo(f"{name}: nothing found to propose")
        return
    before = _waiting(project)
    try:
        project.apply(AddDraft(drafted))
    except AlreadyThere:
        click.echo(f"{name}: nothing new to propose")
        return
    counts = zip(_waiting(project), before, ("event", "actor", "relationship"), strict=True)
    said = ", ".join(
        f"{now - old:,} {noun}{'' if now - old == 1 else 's'}" for now, old, noun in counts
    )
    click.echo(f"{name}: {said} drafted, pending")


def _waiting(project: Project) -> tuple[int, int, int]:
    """Return how many events, actors and relationships wait for review."""
    from explorer.domain.kinds import Review

    now = project.snapshot()
    waits = (
        sum(mark.review is Review.PENDING for mark in marks)
        for marks in (now.events, now.actors, now.relationships)
    )
    events, actors, links = waits
    return events, actors, links


def draft_source(project: Project, source: Source, asked: Tagger | None = None) -> Draft:
    """Return the draft of one source of a project, not yet folded into the project's actors."""
    from explorer.domain.marks import PackSource
    from explorer.draft.draft import draft

    paragraphs = project.paragraphs(source.id)
    about = PackSource(
        key=source.text_sha256[:12],
        title=source.title,
        text_sha256=source.text_sha256,
        paragraphs=len(paragraphs),
        published=source.published.text if source.published is not None else None,
        file_name=source.file_name,
    )
    headings = [index for index, one in enumerate(paragraphs) if one.heading]
    texts = [one.text for one in paragraphs]
    tagged = _tagged(asked, texts, printable(source.title)) if asked is not None else None
    return draft(texts, about, headings, tagged)


def _tagged(asked: Tagger, texts: list[str], title: str) -> Tagged:
    """Ask a tagger, after saying what it sends away; say what of its answers was no use."""
    from explorer.draft.taggers.value import checked

    notice = asked.notice(texts)
    if notice:
        click.echo(f"{title}: {notice}", err=True)
    found = checked(asked.tag(texts), texts)
    if found.dropped:
        names = "1 name" if found.dropped == 1 else f"{found.dropped:,} names"
        click.echo(f"{title}: {names} dropped that {asked.name} gave and the text does not have")
    if found.unread:
        parts = "1 paragraph" if found.unread == 1 else f"{found.unread:,} paragraphs"
        click.echo(f"{title}: for {parts} {asked.name} gave no list of names")
    return found
