"""Data out: the events as a table, or all that passes a filter as JSON.

CSV is UTF-8 with a byte order mark (spreadsheets ask for it), quoted as RFC 4180 says. A
cell of free words that begins with =, +, -, @, a tab or a line end gets an apostrophe in
front, so that no spreadsheet runs a document's words as a formula. Ids and EDTF dates
(`-0043-03-15`) are letter for letter as they are: neither can hold a formula's words.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable
from typing import Any

from explorer.domain.ids import Mark, SourceId
from explorer.domain.records import Event, Paragraph
from explorer.domain.spreadsheet import safe_cell
from explorer.export.objects import (
    actor_object,
    event_object,
    paragraph_object,
    relationship_object,
    source_object,
)
from explorer.index.choose import Chosen
from explorer.index.corpus import Corpus

FORMAT = "sourceline-json"
VERSION = 1
COLUMNS = (
    *("id", "title", "kind", "status", "date", "actors", "quotes", "sources"),
    *("origin", "review"),
)


def events_csv(corpus: Corpus, chosen: Chosen) -> bytes:
    """Return the events as CSV, one a row, in order of time, with the quotes they stand on."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_row(corpus, event) for event in chosen.events)
    return out.getvalue().encode("utf-8-sig")


def project_json(
    corpus: Corpus, chosen: Chosen, paragraphs: Callable[[SourceId], Iterable[Paragraph]]
) -> bytes:
    """Return all that passes as one JSON object, the sources with their paragraphs."""
    everything: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "sources": [
            {**source_object(s), "text": [paragraph_object(p) for p in paragraphs(s.id)]}
            for s in chosen.sources
        ],
        "actors": [actor_object(corpus, a, chosen.counts[a.id]) for a in chosen.actors],
        "events": [event_object(corpus, event) for event in chosen.events],
        "relationships": [relationship_object(corpus, link) for link in chosen.relationships],
    }
    return (json.dumps(everything, ensure_ascii=False, indent=1) + "\n").encode()


def _row(corpus: Corpus, event: Event) -> tuple[str, ...]:
    evidence = corpus.evidence(Mark.event(event.id))
    titles = dict.fromkeys(corpus.sources[item.source_id].title for item in evidence)
    actors = "; ".join(
        f"{corpus.actors[part.actor_id].name} ({part.role})" for part in event.participations
    )
    quotes = "\n".join(f"“{item.quote}” [{item.source_id} {item.place}]" for item in evidence)
    words = (event.title, event.kind, event.status.value)
    return (
        str(event.id),
        *(safe_cell(word) for word in words),
        "" if event.date is None else event.date.text,
        *(safe_cell(cell) for cell in (actors, quotes, "; ".join(titles))),
        event.origin.value,
        event.review.value,
    )
