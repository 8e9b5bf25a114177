"""Reads that are answered in part: a stretch of a source, some titles, who waits."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.ids import ActorId, EventId, ParagraphId, SourceId
from explorer.domain.records import Paragraph
from explorer.store.connection import Connection
from explorer.store.reader import lots

_MOST_PARAGRAPHS = 2**62


def titles(connection: Connection, ids: Sequence[EventId]) -> tuple[str, ...]:
    """Return the titles of events by id, in the order asked for; "" where one is gone."""
    found: dict[int, str] = {}
    with connection.reading() as raw:
        for lot in lots(ids):
            found |= dict(raw.execute(f"SELECT id, title FROM event WHERE id IN ({lot})"))
    return tuple(found.get(id, "") for id in ids)


def paragraphs(
    connection: Connection, source_id: SourceId, first: int = 1, last: int | None = None
) -> tuple[Paragraph, ...]:
    """Return a source's paragraphs in order, from number `first` to `last` if given, inclusive.

    None for an unknown source.
    """
    with connection.reading() as raw:
        rows = raw.execute(
            "SELECT id, source_id, number, start, end, text, heading, page FROM paragraph"
            " WHERE source_id = ? AND number BETWEEN ? AND ? ORDER BY number",
            (source_id, first, _MOST_PARAGRAPHS if last is None else last),
        )
        return tuple(Paragraph(ParagraphId(row[0]), SourceId(row[1]), *row[2:]) for row in rows)


def events_told(
    connection: Connection, source_id: SourceId, first: int, last: int
) -> tuple[EventId, ...]:
    """Return the events with words in a source's paragraphs `first` to `last`, inclusive."""
    with connection.reading() as raw:
        rows = raw.execute(
            "SELECT DISTINCT event_id FROM evidence JOIN paragraph ON paragraph.id = paragraph_id"
            " JOIN event ON event.id = event_id AND event.review <> 'rejected'"
            " WHERE source_id = ? AND number BETWEEN ? AND ? ORDER BY event_id",
            (source_id, first, last),
        )
        return tuple(EventId(id) for (id,) in rows)


def pending_actors(connection: Connection) -> tuple[ActorId, ...]:
    """Return the actors that wait for review, in order of id."""
    with connection.reading() as raw:
        rows = raw.execute("SELECT id FROM actor WHERE review = 'pending' ORDER BY id")
        return tuple(ActorId(id) for (id,) in rows)
