"""A snapshot is all of the project, at one moment, in a fixed number of queries."""

from __future__ import annotations

import pytest

from explorer.domain.ids import SourceId
from explorer.domain.kinds import Status
from explorer.domain.operations import ImportDocument
from explorer.domain.records import Actor, Event, Relationship
from explorer.errors import InputProblem
from explorer.store.project import Project
from tests.store.texts import TALKS, connection_of, document


def test_everything_is_attached_in_the_order_of_the_text(full: Project) -> None:
    now = full.snapshot()
    assert [source.title for source in now.sources] == ["The talks", "A chronicle"]
    austin, kihara, japan, ministers = now.actors
    assert [item.paragraph for item in austin.evidence] == [1, 3]
    assert austin.aliases == ("Austin",)
    assert [item.source_id for item in japan.evidence] == [1, 2]
    assert (kihara.key, ministers.kind) == ("kihara", "group")
    meeting = now.events[0]
    assert meeting.status is Status.OCCURRED
    assert meeting.participations[0].actor_id == austin.id
    assert meeting.participations[0].evidence[0].quote == "Austin"
    (link,) = now.relationships
    assert (link.subject, link.predicate, link.object) == (japan.id, "agreement with", austin.id)


def test_every_quote_is_the_paragraphs_words(full: Project) -> None:
    now = full.snapshot()
    texts = {piece.id: piece.text for source in now.sources for piece in full.paragraphs(source.id)}
    groups: tuple[tuple[Actor | Event | Relationship, ...], ...]
    groups = (now.actors, now.events, now.relationships)
    evidence = [item for group in groups for mark in group for item in mark.evidence]
    assert len(evidence) > 8
    for item in evidence:
        assert texts[item.paragraph_id][item.start : item.end] == item.quote


def test_the_number_of_queries_does_not_grow(full: Project, empty: Project) -> None:
    def queries(project: Project) -> int:
        raw = connection_of(project).raw
        seen: list[str] = []
        raw.set_trace_callback(seen.append)
        project.snapshot()
        raw.set_trace_callback(None)
        return len(seen)

    with Project.in_memory() as bare:
        assert queries(full) == queries(bare)


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ("UPDATE event SET review = 'rejected' WHERE id = 1", "event"),
        ("UPDATE date_claim SET review = 'rejected'", "date"),
        ("UPDATE participation SET review = 'rejected' WHERE id = 1", "participation"),
        ("UPDATE actor SET review = 'rejected' WHERE key = 'austin'", "actor"),
        ("UPDATE relationship SET review = 'rejected'", "relationship"),
    ],
)
def test_what_is_rejected_is_left_out(full: Project, statement: str, left: str) -> None:
    with connection_of(full).writing() as raw:
        raw.execute(statement)
    now = full.snapshot()
    assert (len(now.events) == 1) == (left == "event")
    assert (now.events[0].date is None) == (left in {"date", "event"})
    assert (len(now.events[0].participations) == 1) == (left in {"participation", "actor"}) or (
        left == "event"
    )
    assert (now.relationships == ()) == (left in {"relationship", "actor"})
    ids = {actor.id for actor in now.actors}
    assert all(part.actor_id in ids for event in now.events for part in event.participations)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE date_claim SET edtf = 'July'", "date_claim 1"),
        ("UPDATE source SET published = 'late' WHERE id = 2", "source 2"),
        ("PRAGMA ignore_check_constraints = 1; UPDATE event SET status = 'x'", "does not know"),
    ],
)
def test_what_another_program_wrote_wrong_is_named(
    full: Project, statement: str, says: str
) -> None:
    connection_of(full).raw.executescript(statement)
    with pytest.raises(InputProblem, match=says):
        full.snapshot()


def test_an_unknown_source(empty: Project) -> None:
    assert empty.paragraphs(SourceId(7)) == ()
    with pytest.raises(InputProblem, match="source 7"):
        empty.source_text(SourceId(7))


def test_a_long_document(empty: Project) -> None:
    text = "\n".join(f"{TALKS[:43]} ({number})" for number in range(2000))
    empty.apply(ImportDocument(document(text)))
    pieces = empty.paragraphs(SourceId(1))
    assert len(pieces) == 2000
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces)
