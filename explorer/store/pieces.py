"""Reads that are answered in part: a stretch of a source, some titles, who waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from explorer.domain.ids import ActorId, EventId, ParagraphId, SourceId
from explorer.domain.records import Brief, Paragraph
from explorer.store.connection import Connection
from explorer.store.reader import lots

if TYPE_CHECKING:
    from explorer.columns.values import Ints

_MOST_PARAGRAPHS = 2**62
_TITLES = 20_000  # read at once by who goes through all; others wait no longer for the file
_UNIT = "\x1f"  # stands between titles, never in one


def briefs(connection: Connection, ids: Sequence[EventId]) -> tuple[Brief | None, ...]:
    """Return titles and dates of events by id, in the order asked for; None where one is gone."""
    found: dict[int, Brief] = {}
    with connection.reading() as raw:
        for lot in lots(ids):
            rows = raw.execute(
                "SELECT event.id, title, edtf FROM event LEFT JOIN date_claim"
                " ON date_claim.event_id = event.id"
                " AND chosen = 1 AND date_claim.review <> 'rejected'"
                f" WHERE event.id IN ({lot}) AND event.review <> 'rejected'"
            )
            found |= {id: Brief(title, edtf) for id, title, edtf in rows}
    return tuple(found.get(id) for id in ids)


def actor_names(connection: Connection, ids: Sequence[ActorId]) -> tuple[str, ...]:
    """Return the names of actors by id, in the order asked for; "" where one is gone."""
    found: dict[int, str] = {}
    with connection.reading() as raw:
        for lot in lots(ids):
            found |= dict(raw.execute(f"SELECT id, name FROM actor WHERE id IN ({lot})"))
    return tuple(found.get(id, "") for id in ids)


def all_titles(connection: Connection) -> Iterator[tuple[Ints, list[str]]]:
    """Yield the ids and titles of all events, a lot at a time, in order of id.

    SQLite joins each lot to one text: that takes a quarter of the time of a row at a time,
    and holds no other thread up.
    """
    import numpy as np  # a project of few events asks for no array

    last = -(2**63)  # "IS NULL OR id > ?" would have each lot go through all before it
    sql = (
        f"SELECT max(id), group_concat(id, ' '), group_concat(title, '{_UNIT}') FROM"
        f" (SELECT id, replace(title, '{_UNIT}', ' ') AS title FROM event"
        f" WHERE id > ? ORDER BY id LIMIT {_TITLES})"
    )
    while True:
        with connection.reading() as raw:
            end, ids, titles = raw.execute(sql, (last,)).fetchone()
        if end is None:
            return
        last = end
        yield np.fromstring(ids, dtype=np.int64, sep=" "), titles.split(_UNIT)


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
