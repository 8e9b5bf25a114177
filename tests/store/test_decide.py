"""Yes and no to marks: what goes along, what is put back, what is remembered as a row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.ids import Mark
from explorer.domain.kinds import Origin, Review
from explorer.domain.operations import Decide, ImportDocument
from explorer.errors import InputProblem
from explorer.store.project import Project
from tests.store.texts import CHRONICLE, PACK, TALKS, connection_of, document, dump

MEETING, RULE = Mark.event(1), Mark.event(2)
AUSTIN, KIHARA, JAPAN, MINISTERS = map(Mark.actor, (1, 2, 3, 4))
ACCORD = Mark.relationship(1)


@pytest.fixture
def drafted(empty: Project) -> Project:
    """Both sources with all marks of the pack as somebody's draft."""
    pack = replace(PACK, origin=Origin.DRAFTED, review=Review.PENDING)
    empty.apply(ImportDocument(document(CHRONICLE, "chronicle.txt")))
    empty.apply(ImportDocument(document(TALKS), (pack,)))
    return empty


def reviews(project: Project) -> dict[str, str]:
    """Return how each mark and part stands, by a short name."""
    with connection_of(project).reading() as raw:
        found = raw.execute(
            "SELECT 'event ' || key, review FROM event"
            " UNION ALL SELECT 'actor ' || key, review FROM actor"
            " UNION ALL SELECT 'link ' || key, review FROM relationship"
            " UNION ALL SELECT 'date ' || edtf, review FROM date_claim"
            " UNION ALL SELECT 'part ' || role, review FROM participation"
        )
        return dict(found.fetchall())


def standing(project: Project, review: Review) -> set[str]:
    return {name for name, found in reviews(project).items() if found == review}


def test_an_accepted_event_brings_its_date_its_parts_and_their_actors(drafted: Project) -> None:
    assert drafted.apply(Decide((MEETING,), Review.ACCEPTED)) == "Accept “Talks in Tokyo”"
    assert standing(drafted, Review.ACCEPTED) == {
        "event meeting", "date 2024-07-28", "part visitor", "part party",
        "actor austin", "actor ministers",
    }  # fmt: skip
    assert drafted.verify().is_sound


def test_an_accepted_relationship_brings_its_two_actors(drafted: Project) -> None:
    drafted.apply(Decide((ACCORD,), Review.ACCEPTED))
    assert standing(drafted, Review.ACCEPTED) == {"link accord", "actor japan", "actor austin"}


def test_a_rejected_actor_takes_along_what_is_pending(drafted: Project) -> None:
    assert drafted.apply(Decide((AUSTIN,), Review.REJECTED)) == "Reject “Lloyd Austin”"
    assert standing(drafted, Review.REJECTED) == {"actor austin", "part visitor", "link accord"}
    now = drafted.snapshot()
    assert [part.role for part in now.events[0].participations] == ["party"]
    assert now.relationships == ()
    drafted.apply(Decide((MEETING,), Review.ACCEPTED))
    assert "actor austin" in standing(drafted, Review.REJECTED)
    drafted.apply(Decide((AUSTIN,), Review.PENDING))
    assert standing(drafted, Review.REJECTED) == set()
    assert "part visitor" in standing(drafted, Review.PENDING)


def test_what_was_accepted_is_not_taken_along(drafted: Project) -> None:
    drafted.apply(Decide((MEETING, ACCORD), Review.ACCEPTED))
    drafted.apply(Decide((AUSTIN,), Review.REJECTED))
    assert standing(drafted, Review.REJECTED) == {"actor austin"}
    assert drafted.snapshot().relationships == ()
    assert drafted.apply(Decide((AUSTIN,), Review.ACCEPTED)) == "Accept “Lloyd Austin”"
    assert len(drafted.snapshot().relationships) == 1


def test_a_link_with_a_rejected_end_is_not_put_back_by_the_other(drafted: Project) -> None:
    drafted.apply(Decide((AUSTIN, JAPAN), Review.REJECTED))
    drafted.apply(Decide((AUSTIN,), Review.PENDING))
    assert {"actor japan", "link accord"} == standing(drafted, Review.REJECTED)
    with pytest.raises(InputProblem, match=r"actor 3: “Japan” was rejected\. Put it back first"):
        drafted.apply(Decide((ACCORD,), Review.ACCEPTED))


def test_a_rejected_event_is_unseen_and_can_be_put_back(drafted: Project) -> None:
    before = drafted.snapshot()
    drafted.apply(Decide((MEETING, RULE), Review.REJECTED))
    assert drafted.snapshot().events == ()
    assert drafted.search("tokyo") == drafted.search("tokyo")[-2:]  # the two paragraphs
    assert drafted.apply(Decide((MEETING, RULE), Review.PENDING)) == "Put back 2 marks"
    assert drafted.snapshot() == before
    drafted.apply(Decide((MEETING,), Review.ACCEPTED))
    drafted.apply(Decide((MEETING,), Review.PENDING))
    assert standing(drafted, Review.ACCEPTED) == {"actor austin", "actor ministers"}


def test_many_marks_are_one_entry_and_one_undo(drafted: Project) -> None:
    before = dump(drafted)
    marks = (MEETING, RULE, AUSTIN, KIHARA, JAPAN, MINISTERS, ACCORD, MEETING)
    assert drafted.apply(Decide(marks, Review.ACCEPTED)) == "Accept 7 marks"
    assert standing(drafted, Review.PENDING) == set()
    assert drafted.undo() == "Accept 7 marks"
    assert dump(drafted) == before


def test_a_decision_that_changes_nothing_leaves_no_entry(drafted: Project) -> None:
    entries = drafted.history()
    drafted.apply(Decide((MEETING,), Review.PENDING))
    assert drafted.history() == entries


def test_a_mark_that_is_not_there_is_told_and_nothing_is_decided(drafted: Project) -> None:
    before = dump(drafted)
    with pytest.raises(InputProblem, match="event 99: is no longer in the project"):
        drafted.apply(Decide((MEETING, Mark.event(99)), Review.ACCEPTED))
    assert dump(drafted) == before
