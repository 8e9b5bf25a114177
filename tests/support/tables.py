"""Projects whose rows are written straight into the tables: few and odd, by hypothesis."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from hypothesis import strategies as st

from explorer.domain.dates import parse
from explorer.domain.kinds import Origin, Review, Status

DATES = (
    *("2024-07-28", "2024-07-28", "2024-07", "2024", "2023~", "2022/2025", "2022/..", "../2023"),
    *("-0043-03-15", "0000", "Y17000", "2024-07-28T10:00:00Z", "199X", "/2024", "XXXX-12-XX"),
    *("2024-07-20/2024-07", "1850/2024-07-28", "../..", "1950S2", "{2001,2003}", "2004-06-11?"),
)
ACTORS, SOURCES, PARAGRAPHS = 5, 3, 4
_OFTEN = (Review.ACCEPTED, Review.ACCEPTED, Review.ACCEPTED, Review.PENDING, Review.REJECTED)
_KINDS = ("talks", "vote", "of its own", "another's")

reviews = st.sampled_from(_OFTEN).map(lambda review: review.value)


@dataclass(frozen=True)
class EventRows:
    """An event's rows: its own, its dates (the first chosen, if `chosen`), who and where."""

    kind: str
    status: str
    origin: str
    review: str
    dates: tuple[tuple[str, str], ...]
    chosen: bool
    parts: tuple[tuple[int, str, str], ...]
    places: tuple[tuple[int, int], ...]


events = st.builds(
    EventRows,
    st.sampled_from(_KINDS),
    st.sampled_from(Status).map(str),
    st.sampled_from(Origin).map(str),
    reviews,
    st.lists(st.tuples(st.sampled_from(DATES), reviews), max_size=2, unique_by=lambda d: d[0]).map(
        tuple
    ),
    st.sampled_from((True, True, True, False)),
    st.lists(
        st.tuples(st.integers(1, ACTORS), st.sampled_from(("party", "host")), reviews),
        max_size=4, unique_by=lambda part: part[:2],
    ).map(tuple),
    st.lists(
        st.tuples(st.integers(1, SOURCES * PARAGRAPHS), st.integers(0, 3)), max_size=3, unique=True
    ).map(tuple),
)  # fmt: skip


def lay_out(raw: sqlite3.Connection, actors: list[str]) -> None:
    """Write sources, their paragraphs, and actors with the given states of review."""
    for source in range(1, SOURCES + 1):
        raw.execute(
            "INSERT INTO source (id, title, media_type, encoding, sha256, text_sha256,"
            " imported_at, text) VALUES (?, 't', 'text/plain', 'utf-8', '', ?, '', '')",
            (source, str(source)),
        )
    for id in range(1, SOURCES * PARAGRAPHS + 1):
        # Ids against the order of the text, as several imports may leave them.
        source, number = SOURCES - (id - 1) // PARAGRAPHS, (id - 1) % PARAGRAPHS + 1
        raw.execute(
            "INSERT INTO paragraph (id, source_id, number, start, end, text)"
            " VALUES (?, ?, ?, 0, 8, 'abcdefgh')",
            (id, source, number),
        )
    for id, review in enumerate(actors, 1):
        raw.execute(
            "INSERT INTO actor (id, name, kind, review) VALUES (?, ?, 'state', ?)",
            (id, f"actor {id}", review),
        )


def put(raw: sqlite3.Connection, id: int, rows: EventRows) -> None:
    """Write an event's rows."""
    raw.execute(
        "INSERT INTO event (id, title, kind, status, origin, review) VALUES (?, 'e', ?, ?, ?, ?)",
        (id, rows.kind, rows.status, rows.origin, rows.review),
    )
    for at, (edtf, review) in enumerate(rows.dates):
        bounds = parse(edtf).bounds
        raw.execute(
            "INSERT INTO date_claim (event_id, edtf, chosen, review, start_min, start_max,"
            " end_min, end_max) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(id, edtf, int(rows.chosen and at == 0), review),
                *(bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max),
            ),
        )
    for actor, role, review in rows.parts:
        raw.execute(
            "INSERT INTO participation (event_id, actor_id, role, review) VALUES (?, ?, ?, ?)",
            (id, actor, role, review),
        )
    for paragraph, start in rows.places:
        raw.execute(
            "INSERT INTO evidence (paragraph_id, start, end, quote, event_id)"
            " VALUES (?, ?, ?, 'x', ?)",
            (paragraph, start, start + 1, id),
        )


def take_out(raw: sqlite3.Connection, id: int) -> None:
    """Delete an event's rows."""
    for table in ("evidence", "participation", "date_claim"):
        raw.execute(f"DELETE FROM {table} WHERE event_id = ?", (id,))
    raw.execute("DELETE FROM event WHERE id = ?", (id,))
