"""Marks as plain objects: what `--json` prints and what a JSON export holds.

Keys may be added, never taken away; they are listed in the user's guide to the command.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from explorer.domain.dates import EdtfDate
from explorer.domain.ids import Mark
from explorer.domain.records import (
    Actor,
    Event,
    Evidence,
    Hit,
    Paragraph,
    Relationship,
    Source,
)
from explorer.index.corpus import Corpus

Object = dict[str, Any]


def event_object(corpus: Corpus, event: Event) -> Object:
    """Return an event; `date` is the chosen claim's EDTF or None, `bounds` its four seconds."""
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status.value,
        "date": _edtf(event.date),
        "bounds": _bounds(event.date),
        "actors": [
            {"name": corpus.actors[part.actor_id].name, "role": part.role, "id": part.actor_id}
            for part in event.participations
        ],
        "evidence": _evidence(corpus.evidence(Mark.event(event.id))),
        "origin": event.origin.value,
        "review": event.review.value,
        "key": event.key,
        "dates": [
            {
                "date": claim.date.text,
                "chosen": claim.chosen,
                "words": claim.words,
                "anchor": claim.anchor,
                "evidence": _evidence(claim.evidence),
            }
            for claim in event.claims
        ],
    }


def actor_object(corpus: Corpus, actor: Actor, events: int) -> Object:
    """Return an actor; `events` is how many of the listed events it takes part in."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "events": events,
        "evidence": _evidence(corpus.evidence(Mark.actor(actor.id))),
        "origin": actor.origin.value,
        "review": actor.review.value,
        "key": actor.key,
    }


def relationship_object(corpus: Corpus, link: Relationship) -> Object:
    """Return a relationship; `subject` and `object` are the actors' names."""
    return {
        "id": link.id,
        "subject": corpus.actors[link.subject].name,
        "predicate": link.predicate,
        "object": corpus.actors[link.object].name,
        "status": link.status.value,
        "date": _edtf(link.date),
        "bounds": _bounds(link.date),
        "evidence": _evidence(corpus.evidence(Mark.relationship(link.id))),
        "origin": link.origin.value,
        "review": link.review.value,
        "subject_id": link.subject,
        "object_id": link.object,
        "key": link.key,
    }


def source_object(source: Source) -> Object:
    """Return a source; `sha256` is of the file's bytes, `text_sha256` of its text."""
    return {
        "id": source.id,
        "title": source.title,
        "published": _edtf(source.published),
        "paragraphs": source.paragraph_count,
        "sha256": source.sha256,
        "text_sha256": source.text_sha256,
        "publisher": source.publisher,
        "url": source.url,
        "language": source.language,
        "file_name": source.file_name,
        "media_type": source.media_type,
        "author": source.author,
    }


def paragraph_object(paragraph: Paragraph) -> Object:
    """Return a paragraph; `start` and `end` count from the first character of its source."""
    return {
        "number": paragraph.number,
        "start": paragraph.start,
        "end": paragraph.end,
        "heading": paragraph.heading,
        "page": paragraph.page,
        "text": paragraph.text,
    }


def hit_object(hit: Hit) -> Object:
    """Return a search hit; a paragraph's `id` is its source's, and its `type` says so."""
    is_paragraph = hit.mark is None
    return {
        "type": "paragraph" if hit.mark is None else hit.mark.kind.value,
        "id": hit.source_id if hit.mark is None else hit.mark.id,
        "paragraph": hit.paragraph,
        "start": hit.start,
        "end": hit.end,
        "quote": hit.quote,
        "source": hit.source_id,
        "context": hit.context if is_paragraph else "",
    }


def evidence_object(item: Evidence) -> Object:
    """Return words in their place: offsets count from the first character of the paragraph."""
    return {
        "source": item.source_id,
        "paragraph": item.paragraph,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "page": item.page,
    }


def _evidence(items: Iterable[Evidence]) -> list[Object]:
    return [evidence_object(item) for item in items]


def _edtf(date: EdtfDate | None) -> str | None:
    return None if date is None else date.text


def _bounds(date: EdtfDate | None) -> list[int | None] | None:
    if date is None:
        return None
    bounds = date.bounds
    return [bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max]
