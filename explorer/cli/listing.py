"""`events`, `actors`, `relationships`, `sources` and `search`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.filters import Asked
from explorer.cli.output import Row, print_json, print_rows
from explorer.cli.reading import chosen, opened

if TYPE_CHECKING:
    from explorer.domain.records import Actor, Event, Hit, Relationship
    from explorer.export.objects import Object
    from explorer.index.choose import Chosen
    from explorer.index.corpus import Corpus

_UNDATED = "undated"


def list_events(path: Path, asked: Asked, as_json: bool) -> None:
    from explorer.domain.filters import ReviewScope
    from explorer.export.objects import event_object
    from explorer.viewmodel.review.counting import drafts_left_out, events_in_scope

    def objects(corpus: Corpus, found: Chosen) -> Iterable[Object]:
        return (event_object(corpus, event) for event in found.events)

    def rows(corpus: Corpus, found: Chosen) -> Iterable[Row]:
        for event in found.events:
            date = _UNDATED if event.date is None else event.date.text
            words = (date, event.title, event.kind, event.status.value, _actors(corpus, event))
            yield (str(event.id), *words)

    def note(corpus: Corpus, found: Chosen) -> str:
        undated = sum(event.date is None for event in found.events)
        total = events_in_scope(corpus, ReviewScope(asked.review))
        return f"{len(found.events):,} of {total:,} events, {undated:,} undated{_drafts(corpus)}"

    def _drafts(corpus: Corpus) -> str:
        count = drafts_left_out(corpus, ReviewScope(asked.review))
        return f"; drafts, not counted: {count:,}" if count else ""

    columns = ("id", "date", "title", "kind", "status", "actors")
    _list(path, asked, as_json, objects, columns, rows, note)


def list_actors(path: Path, asked: Asked, as_json: bool) -> None:
    from explorer.export.objects import actor_object

    def objects(corpus: Corpus, found: Chosen) -> Iterable[Object]:
        return (actor_object(corpus, actor, found.counts[actor.id]) for actor in found.actors)

    def rows(_: Corpus, found: Chosen) -> Iterable[Row]:
        for actor in found.actors:
            count = str(found.counts[actor.id])
            yield str(actor.id), actor.name, actor.kind, count, ", ".join(actor.aliases)

    def note(corpus: Corpus, found: Chosen) -> str:
        return f"{len(found.actors):,} of {_of(corpus.actors.values(), asked)} actors"

    columns = ("id", "name", "kind", "events", "also called")
    _list(path, asked, as_json, objects, columns, rows, note)


def list_relationships(path: Path, asked: Asked, as_json: bool) -> None:
    from explorer.export.objects import relationship_object

    def objects(corpus: Corpus, found: Chosen) -> Iterable[Object]:
        return (relationship_object(corpus, link) for link in found.relationships)

    def rows(corpus: Corpus, found: Chosen) -> Iterable[Row]:
        for link in found.relationships:
            ends = (corpus.actors[link.subject].name, corpus.actors[link.object].name)
            date = _UNDATED if link.date is None else link.date.text
            yield str(link.id), ends[0], link.predicate, ends[1], date, link.status.value

    def note(corpus: Corpus, found: Chosen) -> str:
        total = _of(corpus.relationships.values(), asked)
        return f"{len(found.relationships):,} of {total} relationships"

    columns = ("id", "subject", "predicate", "object", "date", "status")
    _list(path, asked, as_json, objects, columns, rows, note)


def _of(marks: Iterable[Actor | Relationship], asked: Asked) -> str:
    """Return how many marks the review scope has."""
    return f"{sum(asked.review in ('all', mark.review.value) for mark in marks):,}"


def list_sources(path: Path, asked: Asked, as_json: bool) -> None:
    from explorer.export.objects import source_object

    def objects(_: Corpus, found: Chosen) -> Iterable[Object]:
        return map(source_object, found.sources)

    def rows(_: Corpus, found: Chosen) -> Iterable[Row]:
        for source in found.sources:
            published = "" if source.published is None else source.published.text
            count = str(source.paragraph_count)
            said = (source.title, source.author or "", published)
            yield str(source.id), *said, count, source.file_name or ""

    def note(corpus: Corpus, found: Chosen) -> str:
        return f"{len(found.sources):,} of {len(corpus.sources):,} sources"

    columns = ("id", "title", "author", "published", "paragraphs", "file")
    _list(path, asked, as_json, objects, columns, rows, note)


def _list(
    path: Path,
    asked: Asked,
    as_json: bool,
    objects: Callable[[Corpus, Chosen], Iterable[Object]],
    columns: Row,
    rows: Callable[[Corpus, Chosen], Iterable[Row]],
    note: Callable[[Corpus, Chosen], str],
) -> None:
    with opened(path) as project:
        corpus, found = chosen(project, asked)
    if as_json:
        print_json(objects(corpus, found))
    else:
        print_rows(columns, rows(corpus, found), note(corpus, found))


def search(path: Path, words: str, limit: int, as_json: bool) -> None:
    from explorer.export.objects import hit_object

    with opened(path) as project:
        hits = project.search(words, limit)
    if as_json:
        print_json(map(hit_object, hits))
        return
    note = f"{len(hits):,} hits" if hits else "nothing found"
    columns = ("type", "id", "paragraph", "start", "end", "words")
    print_rows(columns, map(_hit_row, hits), note)


def _hit_row(hit: Hit) -> Row:
    mark = hit.mark
    kind = "paragraph" if mark is None else mark.kind.value
    id = hit.source_id if mark is None else mark.id
    paragraph = "" if hit.paragraph is None else str(hit.paragraph)
    words = hit.context or hit.quote
    return kind, str(id), paragraph, str(hit.start), str(hit.end), words


def _actors(corpus: Corpus, event: Event) -> str:
    return ", ".join(
        dict.fromkeys(corpus.actors[part.actor_id].name for part in event.participations)
    )
