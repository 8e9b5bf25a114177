"""Whatever a person decides and edits in any order is undone and redone, row for row."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from explorer.domain.ids import (
    ActorId,
    EventId,
    EvidenceId,
    Mark,
    MarkKind,
    ParagraphId,
    ProposalId,
    RelationshipId,
)
from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.marks import Draft, Same
from explorer.domain.operations import (
    AddDraft,
    AddEvent,
    AddRelationship,
    Dating,
    Decide,
    DecideProposal,
    EditActor,
    EditEvent,
    EditRelationship,
    EventContent,
    ImportDocument,
    MergeActors,
    MergeEvents,
    NewActor,
    Operation,
    Part,
    Span,
    SplitActor,
    SplitEvent,
)
from explorer.store import reader
from explorer.store.project import Project
from tests.store.test_history import Model
from tests.store.texts import CHRONICLE, PACK, TALKS, connection_of, document

# Some ids that are there, and one that is not.
events = st.integers(1, 3).map(EventId)
actors = st.integers(1, 5).map(ActorId)
marks = st.builds(Mark, st.sampled_from(MarkKind), st.integers(1, 4))
spans = st.builds(
    lambda paragraph, start, length: Span(ParagraphId(paragraph), start, start + length),
    st.sampled_from([1, 3, 4, 5]),
    st.integers(0, 9),
    st.integers(1, 15),
)
words = st.lists(spans, max_size=2).map(tuple)
datings = st.none() | st.builds(Dating, st.sampled_from(["2024", "2024-07-28", "1947"]), words)
new_actors = st.builds(
    NewActor, st.sampled_from(["Japan", "Envoys"]), st.sampled_from(["state", "group"])
)
parts = st.builds(Part, actors | new_actors, st.sampled_from(["party", "visitor", "host"]), words)
contents = st.builds(
    EventContent,
    st.sampled_from(["Talks", "Rule"]),
    st.sampled_from(["talks", "change"]),
    st.sampled_from(Status),
    st.lists(spans, min_size=1, max_size=2).map(tuple),
    datings,
    st.lists(parts, max_size=3).map(tuple),
)
DRAFTED = replace(PACK, origin=Origin.DRAFTED, review=Review.PENDING)
NEWER = replace(
    DRAFTED,
    actors=tuple(replace(actor, key=f"{actor.key}-2") for actor in PACK.actors),
    events=tuple(
        replace(
            event,
            key=f"{event.key}-2",
            title="Told anew",
            participations=tuple(
                replace(part, actor=f"{part.actor}-2") for part in event.participations
            ),
        )
        for event in PACK.events
    ),
    relationships=(),
)
drafts = st.sampled_from(
    [
        Draft(DRAFTED, (Same("actor", "austin", "kihara"), Same("event", "meeting", "rule"))),
        Draft(NEWER, (Same("actor", "ministers-2", "austin-2"),)),
    ]
)
names = st.sampled_from(["Japan", "Lloyd Austin", "Nippon", "Envoys"])
operations = st.one_of(
    st.builds(Decide, st.lists(marks, min_size=1, max_size=4).map(tuple), st.sampled_from(Review)),
    st.builds(AddDraft, drafts),
    st.builds(AddEvent, contents),
    st.builds(EditEvent, events, contents),
    st.builds(SplitEvent, events, st.lists(contents, min_size=2, max_size=3).map(tuple)),
    st.builds(MergeEvents, events, st.lists(events, min_size=1, max_size=2).map(tuple)),
    st.builds(MergeActors, actors, st.lists(actors, min_size=1, max_size=2).map(tuple)),
    st.builds(
        SplitActor,
        actors,
        new_actors,
        st.lists(st.integers(1, 14).map(EvidenceId), min_size=1, max_size=2).map(tuple),
        st.lists(names, max_size=1).map(tuple),
    ),
    st.builds(EditActor, actors, names, st.just("group"), st.lists(names, max_size=2).map(tuple)),
    st.builds(
        AddRelationship,
        actors,
        st.just("leads"),
        actors,
        st.sampled_from(Status),
        words,
        datings,
    ),
    st.builds(
        EditRelationship,
        st.integers(1, 2).map(RelationshipId),
        actors,
        st.just("leads"),
        actors,
        st.sampled_from(Status),
        datings,
    ),
    st.builds(DecideProposal, st.integers(1, 4).map(ProposalId), st.sampled_from(Review)),
)
moves = st.lists(operations | st.sampled_from(["undo", "redo", "reopen"]), max_size=10)


@pytest.fixture(scope="module")
def drafted() -> Iterator[Path]:
    """A closed project with both sources, everything pending, and two doubts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "drafted.sourceline"
        with Project.create(path) as project:
            project.apply(ImportDocument(document(CHRONICLE, "chronicle.txt")))
            project.apply(ImportDocument(document(TALKS), (DRAFTED,)))
            connection_of(project).raw.executescript(
                "INSERT INTO proposal (keep_actor_id, other_actor_id) VALUES (1, 2), (2, 4);"
                "INSERT INTO proposal (keep_event_id, other_event_id) VALUES (1, 2);"
                "DELETE FROM history;"
            )
        yield path


# Who was merged is drafted anew, in a relationship with whom he is in.
@example(moves=[MergeActors(ActorId(3), (ActorId(1),)), AddDraft(Draft(DRAFTED))])
@given(moves=moves)
@settings(max_examples=80, deadline=None)
def test_every_state_is_given_back(drafted: Path, moves: list[Operation | str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.sourceline"
        shutil.copy(drafted, path)
        model = Model(path)
        for move in [*moves, "reopen"]:
            model.move(move)
            check(model.project)
        for move in ["undo"] * model.now + ["reopen"] + ["redo"] * (len(model.states) - 1):
            model.move(move)
            check(model.project)
        assert model.now == len(model.states) - 1
        model.project.close()


def check(project: Project) -> None:
    """What must hold after any decision: sound words, and nothing pending in what is accepted."""
    assert project.verify().is_sound
    assert project.snapshot() == reader.snapshot(connection_of(project))
    with connection_of(project).reading() as raw:
        hanging = raw.execute(
            "SELECT event.id FROM event JOIN participation AS part ON part.event_id = event.id"
            " JOIN actor ON actor.id = part.actor_id WHERE event.review = 'accepted'"
            " AND actor.review <> 'rejected' AND part.review = 'pending'"
            " UNION SELECT event.id FROM event JOIN date_claim ON event_id = event.id"
            " WHERE event.review = 'accepted' AND date_claim.review = 'pending'"
        ).fetchall()
        folded = raw.execute(
            "SELECT actor.id FROM actor JOIN actor AS same ON same.id = actor.same_actor_id"
            " WHERE actor.review <> 'rejected' OR same.same_actor_id IS NOT NULL"
            " UNION ALL SELECT event.id FROM event"
            " JOIN event AS same ON same.id = event.same_event_id"
            " WHERE event.review <> 'rejected' OR same.same_event_id IS NOT NULL"
        ).fetchall()
        loops = raw.execute(
            "SELECT id FROM relationship WHERE subject_id = object_id AND review <> 'rejected'"
        ).fetchall()
    assert (hanging, folded, loops) == ([], [], [])
