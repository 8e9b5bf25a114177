"""Small documents and packs for the store's tests: words by name, anchors worked out."""

from __future__ import annotations

from explorer.domain.kinds import Status
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
)
from explorer.domain.records import Document
from explorer.store.anchors import sha256_of
from explorer.store.connection import Connection
from explorer.store.project import Project

TALKS = "Austin met Kihara in Tokyo on 28 July 2024.\nHeading\nJapan and Austin agreed."
CHRONICLE = "On 28 July 2024 ministers met in Tokyo.\nJapan rules since 1947 in its own right."


def document(text: str, name: str = "talks.txt", **more: str) -> Document:
    """Return a document with one paragraph a line; the second line is a heading."""
    spans, start = [], 0
    for index, line in enumerate(text.split("\n")):
        spans.append((start, start + len(line), int(index == 1)))
        start += len(line) + 1
    digest = sha256_of(text)
    title = more.pop("title", name.rsplit(".", 1)[0])
    return Document(title, text, tuple(spans), digest, digest, name, **more)  # type: ignore[arg-type]  # the rest are texts


def anchor(text: str, paragraph: int, quote: str, source: str = "talks") -> Anchor:
    start = text.split("\n")[paragraph - 1].index(quote)
    return Anchor(source, paragraph, start, start + len(quote), sha256_of(quote))


def in_talks(paragraph: int, quote: str) -> Anchor:
    return anchor(TALKS, paragraph, quote)


def in_chronicle(paragraph: int, quote: str) -> Anchor:
    return anchor(CHRONICLE, paragraph, quote, "chronicle")


SOURCES = (
    PackSource("talks", "The talks", sha256_of(TALKS), 3, publisher="A paper"),
    PackSource("chronicle", "A chronicle", sha256_of(CHRONICLE), 2, published="2025"),
)
AUSTIN = ActorMark(
    "austin", "Lloyd Austin", "person", ("Austin",), (in_talks(1, "Austin"), in_talks(3, "Austin"))
)
KIHARA = ActorMark("kihara", "Minoru Kihara", "person", (), (in_talks(1, "Kihara"),))
JAPAN = ActorMark(
    "japan", "Japan", "state", ("Nippon",), (in_talks(3, "Japan"), in_chronicle(2, "Japan"))
)
MINISTERS = ActorMark("ministers", "Ministers", "group", (), (in_chronicle(1, "ministers"),))
MEETING = EventMark(
    "meeting",
    "Talks in Tokyo",
    "talks",
    Status.OCCURRED,
    (DateMark("2024-07-28", (in_chronicle(1, "28 July 2024"),)),),
    (
        ParticipationMark("austin", "visitor", (in_talks(1, "Austin"),)),
        ParticipationMark("ministers", "party", (in_chronicle(1, "ministers"),)),
    ),
    (in_talks(1, "Austin met Kihara in Tokyo"), in_chronicle(1, "ministers met in Tokyo")),
)
RULE = EventMark(
    "rule", "Japan rules", "change", Status.ONGOING, (), (), (in_chronicle(2, "Japan rules"),)
)
ACCORD = RelationshipMark(
    "accord",
    "japan",
    "agreement with",
    "austin",
    edtf="2024",
    evidence=(in_talks(3, "Japan and Austin agreed"), in_chronicle(1, "2024")),
)
PACK = Pack(SOURCES, (AUSTIN, KIHARA, JAPAN, MINISTERS), (MEETING, RULE), (ACCORD,))


def only_talks(**changes: object) -> Pack:
    """Return a pack of the talks alone: one actor, and what is given."""
    fields = {"actors": (AUSTIN,), "events": (), "relationships": (), **changes}
    return Pack(SOURCES[:1], **fields)  # type: ignore[arg-type]  # fields are a Pack's own


def dump(project: Project) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of what undo must give back: all tables but history and columns."""
    with connection_of(project).reading() as raw:
        tables = raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
            " AND name NOT LIKE 'column_%'"
        ).fetchall()
        return {
            name: raw.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
            for (name,) in tables
            if name != "history"
        }


def connection_of(project: Project) -> Connection:
    """Return the connection under a project, for what only a test should do."""
    return project._connection
