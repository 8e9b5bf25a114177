"""Marks folded into one and parted again: what moves, what stays, what is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.ids import ActorId, EventId, EvidenceId, Mark, ProposalId, RelationshipId
from explorer.domain.kinds import Review, Status
from explorer.domain.operations import (
    AddEvent,
    AddRelationship,
    ApplyPack,
    Dating,
    Decide,
    DecideProposal,
    EditActor,
    EditRelationship,
    MergeActors,
    MergeEvents,
    NewActor,
    Part,
    PinActors,
    Span,
    SplitActor,
    SplitEvent,
)
from explorer.domain.records import Actor, Event, Position
from explorer.errors import InputProblem
from explorer.store.project import Project
from tests.store.test_event_edits import ACCORD, AUSTIN, JAPAN, KIHARA, MINISTERS, last, parts, span
from tests.store.texts import PACK, connection_of, dump

MEETING, RULE, ADDED = map(EventId, (1, 2, 3))


def actor(project: Project, id: int) -> Actor:
    return next(each for each in project.snapshot().actors if each.id == id)


def event(project: Project, id: int) -> Event:
    return next(each for each in project.snapshot().events if each.id == id)


def quotes(mark: Actor | Event) -> list[str]:
    return [item.quote for item in mark.evidence]


def propose(project: Project, kind: str, *pairs: tuple[int, int]) -> None:
    with connection_of(project).writing() as raw:
        sql = f"INSERT INTO proposal (keep_{kind}_id, other_{kind}_id, why) VALUES (?, ?, 'alike')"
        raw.executemany(sql, pairs)


def test_merged_events_keep_the_first_and_add_the_words(full: Project) -> None:
    full.apply(AddEvent(replace(ACCORD, parts=(Part(AUSTIN, "guest", (span(3, "Austin"),)),))))
    assert full.apply(MergeEvents(MEETING, (ADDED, RULE))) == "Merge 2 events into “Talks in Tokyo”"
    (meeting,) = full.snapshot().events
    assert (meeting.title, meeting.kind, meeting.status) == ("Talks in Tokyo", "talks", "occurred")
    assert quotes(meeting) == [
        "Austin met Kihara in Tokyo", "Japan and Austin agreed",
        "ministers met in Tokyo", "Japan rules",
    ]  # fmt: skip
    dates = [(c.date.text, c.chosen, c.evidence[0].quote) for c in meeting.claims]
    assert dates == [("2024-07-28", True, "28 July 2024"), ("1947", False, "1947")]
    assert parts(meeting) == [
        (AUSTIN, "visitor", ["Austin", "Austin"]), (MINISTERS, "party", ["ministers"]),
    ]  # fmt: skip
    assert full.verify().is_sound


def test_an_undated_event_takes_the_date_of_the_one_merged_into_it(full: Project) -> None:
    full.apply(MergeEvents(RULE, (MEETING,)))
    rule = event(full, RULE)
    assert rule.date is not None
    assert (rule.date.text, len(rule.claims)) == ("2024-07-28", 1)


def test_a_merge_is_accepted_where_any_of_them_was(full: Project) -> None:
    full.apply(Decide((Mark.event(MEETING), Mark.event(RULE)), Review.PENDING))
    full.apply(AddEvent(ACCORD))
    full.apply(MergeEvents(MEETING, (RULE,)))
    assert event(full, MEETING).review is Review.PENDING
    full.apply(MergeEvents(MEETING, (ADDED,)))
    assert event(full, MEETING).review is Review.ACCEPTED
    with connection_of(full).reading() as raw:
        found = raw.execute("SELECT DISTINCT review FROM participation WHERE event_id = 1")
        assert found.fetchall() == [("accepted",)]


def test_the_key_of_what_was_merged_means_the_kept_one(full: Project) -> None:
    full.apply(MergeEvents(MEETING, (RULE,)))
    full.apply(MergeActors(AUSTIN, (JAPAN,)))
    before = dump(full)
    with pytest.raises(InputProblem, match="already in the project"):
        full.apply(ApplyPack(replace(PACK, relationships=())))
    assert dump(full) == before


@pytest.mark.parametrize(
    ("operation", "says"),
    [
        (MergeEvents(MEETING, ()), "event 1: there is nothing to merge it with"),
        (MergeEvents(MEETING, (MEETING,)), "event 1: there is nothing to merge it with"),
        (MergeEvents(MEETING, (EventId(9),)), "event 9: is no longer in the project"),
        (MergeActors(AUSTIN, (AUSTIN,)), "actor 1: there is nothing to merge it with"),
        (SplitEvent(MEETING, (ACCORD,)), "a split makes two events at least"),
        (SplitActor(AUSTIN, NewActor("A", "person"), ()), "no mentions are chosen"),
        (SplitActor(AUSTIN, NewActor("", "person"), (EvidenceId(1),)), "name is missing"),
        (
            SplitActor(AUSTIN, NewActor("A", "person"), (EvidenceId(99),)),
            "actor “Lloyd Austin”: what is chosen are not its mentions",
        ),
        (EditActor(AUSTIN, " ", "person"), "the actor's name is missing"),
        (EditActor(AUSTIN, "A", ""), "the actor's kind is missing"),
        (
            EditRelationship(RelationshipId(1), JAPAN, "leads", JAPAN, Status.OCCURRED),
            "“Japan agreement with Lloyd Austin”: an actor has no relationship with itself",
        ),
        (
            EditRelationship(RelationshipId(1), JAPAN, "", AUSTIN, Status.OCCURRED),
            "the kind of relationship is missing",
        ),
        (DecideProposal(ProposalId(9), Review.ACCEPTED), "proposal 9: is no longer in the project"),
    ],
)
def test_what_makes_no_sense_is_refused(full: Project, operation: MergeEvents, says: str) -> None:
    before = dump(full)
    with pytest.raises(InputProblem) as caught:
        full.apply(operation)
    assert says in caught.value.line()
    assert dump(full) == before


def test_what_was_merged_or_rejected_is_not_merged_again(full: Project) -> None:
    full.apply(MergeActors(AUSTIN, (KIHARA,)))
    with pytest.raises(InputProblem, match="“Minoru Kihara” was merged into “Lloyd Austin”"):
        full.apply(MergeActors(JAPAN, (KIHARA,)))
    full.apply(MergeActors(JAPAN, (AUSTIN,)))
    with pytest.raises(InputProblem, match="“Minoru Kihara” was merged into “Japan”"):
        full.apply(EditActor(KIHARA, "A", "person"))
    full.apply(Decide((Mark.actor(MINISTERS),), Review.REJECTED))
    with pytest.raises(InputProblem, match="“Ministers” was rejected"):
        full.apply(MergeActors(JAPAN, (MINISTERS,)))


def test_merged_actors_move_all_they_are_in(full: Project) -> None:
    full.apply(PinActors((Position(KIHARA, 1.0, 2.0),)))
    both = (Part(AUSTIN, "guest", (span(1, "Austin"),)), Part(KIHARA, "host", (span(1, "Kihara"),)))
    full.apply(AddEvent(replace(ACCORD, parts=both)))
    merged = full.apply(MergeActors(AUSTIN, (KIHARA, MINISTERS)))
    assert merged == "Merge 2 actors into “Lloyd Austin”"
    austin = actor(full, AUSTIN)
    assert austin.aliases == ("Austin", "Minoru Kihara", "Ministers")
    assert quotes(austin) == ["Austin", "Kihara", "Austin", "ministers"]
    assert parts(event(full, MEETING)) == [(AUSTIN, "visitor", ["Austin", "ministers"])]
    assert parts(last(full)) == [(AUSTIN, "guest", ["Austin", "Kihara"])]
    assert [each.name for each in full.snapshot().actors] == ["Lloyd Austin", "Japan"]
    assert [(p.actor_id, p.x) for p in full.snapshot().positions] == [(AUSTIN, 1.0)]
    assert [hit.quote for hit in full.search("kihara")][-2:] == ["Lloyd Austin", "Kihara"]
    assert full.verify().is_sound


def test_a_link_between_merged_actors_goes_and_a_second_one_becomes_one(full: Project) -> None:
    with connection_of(full).writing() as raw:
        raw.execute(
            "INSERT INTO relationship (subject_id, predicate, object_id, status, edtf)"
            " VALUES (3, 'agreement with', 2, 'occurred', '2024')"
        )
        raw.execute(
            "INSERT INTO evidence (paragraph_id, start, end, quote, relationship_id)"
            " VALUES (1, 11, 17, 'Kihara', 2)"
        )
    full.apply(MergeActors(KIHARA, (AUSTIN,)))
    (link,) = full.snapshot().relationships
    assert (link.subject, link.object) == (JAPAN, KIHARA)
    assert len(link.evidence) == 3
    full.apply(MergeActors(JAPAN, (KIHARA,)))
    assert full.snapshot().relationships == ()


def test_a_split_event_keeps_its_place_and_makes_others(full: Project) -> None:
    first = replace(ACCORD, title="One", date=None, parts=())
    second = replace(ACCORD, title="Two")
    assert full.apply(SplitEvent(MEETING, (first, second))) == "Split “Talks in Tokyo”"
    one, two = event(full, MEETING), last(full)
    assert (one.title, one.key, one.date, one.participations) == ("One", "meeting", None, ())
    assert (two.title, two.key, two.review, two.origin) == ("Two", None, "accepted", one.origin)
    assert len(two.participations) == 3


def test_a_split_actor_takes_what_stands_on_its_mentions(full: Project) -> None:
    ids = {item.paragraph: item.id for item in actor(full, AUSTIN).evidence}
    wanted = SplitActor(AUSTIN, NewActor("Stephen Austin", "person"), (ids[3],), ("Austin",))
    assert full.apply(wanted) == "Split “Lloyd Austin”"
    old, new = actor(full, AUSTIN), full.snapshot().actors[-1]
    assert (old.aliases, [item.paragraph for item in old.evidence]) == ((), [1])
    assert (new.name, new.aliases, new.review) == ("Stephen Austin", ("Austin",), "accepted")
    assert [item.paragraph for item in new.evidence] == [3]
    assert parts(event(full, MEETING))[0] == (AUSTIN, "visitor", ["Austin"])
    # The accord stands on ¶3's "Japan and Austin agreed", and on "2024" that names nobody.
    links = {(link.subject, link.object): link.evidence for link in full.snapshot().relationships}
    assert [item.quote for item in links[JAPAN, new.id]] == ["Japan and Austin agreed"]
    assert [item.quote for item in links[JAPAN, AUSTIN]] == ["2024"]
    assert full.verify().is_sound


def test_what_stands_on_both_mentions_is_parted(full: Project) -> None:
    both = Part(AUSTIN, "guest", (span(1, "Austin"), span(3, "Austin")))
    full.apply(AddEvent(replace(ACCORD, parts=(both,))))
    ids = {item.paragraph: item.id for item in actor(full, AUSTIN).evidence}
    full.apply(SplitActor(AUSTIN, NewActor("Other", "person"), (ids[3],)))
    assert parts(last(full)) == [(AUSTIN, "guest", ["Austin"]), (5, "guest", ["Austin"])]
    with pytest.raises(InputProblem, match="nothing would be left of it"):
        full.apply(SplitActor(AUSTIN, NewActor("Third", "person"), (ids[1],)))


def test_an_edited_actor_has_just_the_names_it_was_given(full: Project) -> None:
    full.apply(Decide((Mark.actor(JAPAN),), Review.PENDING))
    assert full.apply(EditActor(JAPAN, "Nippon", "group", ("Japan", "Nippon"))) == "Edit “Japan”"
    japan = actor(full, JAPAN)
    assert (japan.name, japan.kind, japan.aliases) == ("Nippon", "group", ("Japan",))
    assert japan.review is Review.ACCEPTED


def test_an_edited_relationship_is_all_that_was_said(full: Project) -> None:
    link = RelationshipId(1)
    wanted = EditRelationship(link, KIHARA, "leads", JAPAN, Status.ONGOING, Dating("2024-07"))
    full.apply(Decide((Mark.actor(KIHARA), Mark.relationship(link)), Review.PENDING))
    assert full.apply(wanted) == "Edit “Japan agreement with Lloyd Austin”"
    (now,) = full.snapshot().relationships
    assert (now.subject, now.predicate, now.object) == (KIHARA, "leads", JAPAN)
    assert now.date is not None
    assert (now.status, now.date.text, now.review) == ("ongoing", "2024-07", "accepted")
    assert actor(full, KIHARA).review is Review.ACCEPTED
    assert len(now.evidence) == 2
    assert full.verify().is_sound


def test_a_doubt_is_settled_by_a_merge(full: Project) -> None:
    propose(full, "actor", (1, 2), (2, 4), (4, 1))
    propose(full, "event", (2, 1))
    first = full.snapshot().proposals[0]
    assert (first.keep, first.other, first.why) == (Mark.actor(1), Mark.actor(2), "alike")
    assert len(full.snapshot().proposals) == 4
    merged = full.apply(DecideProposal(first.id, Review.ACCEPTED))
    assert merged == "Merge “Minoru Kihara” into “Lloyd Austin”"
    # Two doubts are left, about the same two actors now: one question.
    left = full.snapshot().proposals
    assert [(each.keep, each.other) for each in left] == [
        (Mark.actor(4), Mark.actor(1)), (Mark.event(2), Mark.event(1)),
    ]  # fmt: skip
    full.apply(DecideProposal(left[1].id, Review.ACCEPTED))
    assert [each.id for each in full.snapshot().events] == [RULE]
    with pytest.raises(InputProblem, match="the two are one already"):
        full.apply(DecideProposal(first.id, Review.REJECTED))


def test_a_doubt_that_was_denied_stays_so_when_marks_merge(full: Project) -> None:
    propose(full, "actor", (1, 2), (1, 4))
    denied = full.apply(DecideProposal(ProposalId(1), Review.REJECTED))
    assert denied == "Keep “Lloyd Austin” and “Minoru Kihara” apart"
    full.apply(MergeActors(MINISTERS, (KIHARA,)))
    assert full.snapshot().proposals == ()
    full.undo()
    assert len(full.snapshot().proposals) == 1
    asked = full.apply(DecideProposal(ProposalId(1), Review.PENDING))
    assert asked == "Ask again about “Lloyd Austin” and “Minoru Kihara”"
    full.apply(Decide((Mark.actor(KIHARA),), Review.REJECTED))
    assert [each.other for each in full.snapshot().proposals] == [Mark.actor(4)]


def test_a_relationship_made_by_hand_stands_on_its_words(full: Project) -> None:
    full.apply(Decide((Mark.actor(KIHARA),), Review.PENDING))
    words = (span(3, "Japan and Austin agreed"), span(5, "1947"))
    wanted = AddRelationship(KIHARA, " leads ", JAPAN, Status.ONGOING, words, Dating("2024-07"))
    assert full.apply(wanted).endswith(" leads Japan”")
    made = full.snapshot().relationships[-1]
    assert (made.subject, made.predicate, made.object) == (KIHARA, "leads", JAPAN)
    assert made.review is Review.ACCEPTED
    assert [item.quote for item in made.evidence] == ["Japan and Austin agreed", "1947"]
    assert actor(full, KIHARA).review is Review.ACCEPTED
    assert full.verify().is_sound
    full.undo()
    assert made.id not in {link.id for link in full.snapshot().relationships}
    full.redo()
    assert full.snapshot().relationships[-1] == made


@pytest.mark.parametrize(
    ("subject", "words", "what"),
    [
        (JAPAN, (span(5, "1947"),), "with itself"),
        (KIHARA, (), "no words to stand on"),
        (ActorId(99), (span(5, "1947"),), "no longer in the project"),
    ],
)
def test_a_relationship_that_is_refused_leaves_nothing(
    full: Project, subject: ActorId, words: tuple[Span, ...], what: str
) -> None:
    before = full.snapshot().relationships
    with pytest.raises(InputProblem, match=what):
        full.apply(AddRelationship(subject, "leads", JAPAN, Status.OCCURRED, words))
    assert full.snapshot().relationships == before
