"""Events that a person makes, edits, splits and merges, each word checked against the text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.ids import ActorId, EventId, Mark, ParagraphId
from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.operations import (
    AddEvent,
    Dating,
    Decide,
    EditEvent,
    EventContent,
    NewActor,
    Part,
    Span,
)
from explorer.domain.records import Event
from explorer.errors import InputProblem
from explorer.store.project import Project
from tests.store.texts import CHRONICLE, TALKS, dump

AUSTIN, KIHARA, JAPAN, MINISTERS = map(ActorId, (1, 2, 3, 4))
# The paragraphs' ids: the talks came first.
PARAGRAPHS = {
    ParagraphId(number): text
    for number, text in enumerate((TALKS + "\n" + CHRONICLE).split("\n"), 1)
}


def span(paragraph_id: int, words: str) -> Span:
    start = PARAGRAPHS[ParagraphId(paragraph_id)].index(words)
    return Span(ParagraphId(paragraph_id), start, start + len(words))


ACCORD = EventContent(
    "Accord",
    "agreement",
    Status.ANNOUNCED,
    (span(3, "Japan and Austin agreed"),),
    Dating("1947", (span(5, "1947"),), said="since 1947"),
    (
        Part(JAPAN, "party", (span(3, "Japan"),)),
        Part(NewActor("Heading Office", "office"), "host", (span(2, "Heading"),)),
        Part(KIHARA, "guest"),
    ),
)


def last(project: Project) -> Event:
    return project.snapshot().events[-1]


def parts(event: Event) -> list[tuple[int, str, list[str]]]:
    return [
        (part.actor_id, part.role, [item.quote for item in part.evidence])
        for part in event.participations
    ]


def test_an_event_is_made_whole_and_accepted(full: Project) -> None:
    assert full.apply(AddEvent(ACCORD)) == "Add “Accord”"
    event = last(full)
    assert (event.title, event.kind, event.status) == ("Accord", "agreement", Status.ANNOUNCED)
    assert (event.origin, event.review, event.key) == (Origin.CURATED, Review.ACCEPTED, None)
    assert [item.quote for item in event.evidence] == ["Japan and Austin agreed"]
    (claim,) = event.claims
    assert (claim.date.text, claim.chosen, claim.words) == ("1947", True, "since 1947")
    assert [item.quote for item in claim.evidence] == ["1947"]
    office = full.snapshot().actors[-1]
    assert (office.name, office.kind, office.review) == ("Heading Office", "office", "accepted")
    assert [item.quote for item in office.evidence] == ["Heading"]
    assert parts(event) == [
        (JAPAN, "party", ["Japan"]), (office.id, "host", ["Heading"]), (KIHARA, "guest", []),
    ]  # fmt: skip
    assert full.verify().is_sound
    assert [hit.quote for hit in full.search("accord")][:1] == ["Accord"]


def test_an_actor_named_anew_that_is_there_is_that_one(full: Project) -> None:
    full.apply(Decide((Mark.actor(JAPAN),), Review.REJECTED))
    content = replace(ACCORD, parts=(Part(NewActor(" japan ", "state"), "party"),))
    full.apply(AddEvent(content))
    assert parts(last(full)) == [(JAPAN, "party", [])]
    assert full.snapshot().actors[2].name == "Japan"
    full.apply(AddEvent(replace(ACCORD, parts=(Part(NewActor("Japan", "forum"), "party"),))))
    assert full.snapshot().actors[-1].kind == "forum"


def test_a_date_without_words_stands_where_a_person_says_so(full: Project) -> None:
    full.apply(AddEvent(replace(ACCORD, date=Dating("1999-12"))))
    assert last(full).date is not None
    report = full.verify()
    assert report.is_sound
    assert "date_claim 2 (1999-12)" in report.unsupported
    full.apply(EditEvent(last(full).id, ACCORD))
    assert "date_claim 2 (1999-12)" not in full.verify().unsupported


def test_an_edit_sets_all_and_accepts(full: Project) -> None:
    full.apply(Decide((Mark.event(1),), Review.PENDING))
    assert full.apply(EditEvent(EventId(1), ACCORD)) == "Edit “Talks in Tokyo”"
    event = full.snapshot().events[0]
    assert (event.title, event.kind, event.key) == ("Accord", "agreement", "meeting")
    assert event.review is Review.ACCEPTED
    assert [item.quote for item in event.evidence] == ["Japan and Austin agreed"]
    assert [claim.date.text for claim in event.claims] == ["1947"]
    assert [role for _, role, _ in parts(event)] == ["party", "host", "guest"]
    assert full.verify().is_sound


def test_an_edit_back_gives_the_same_event(full: Project) -> None:
    before = full.snapshot().events[0]
    meeting = EventContent(
        before.title,
        before.kind,
        before.status,
        (span(1, "Austin met Kihara in Tokyo"), span(4, "ministers met in Tokyo")),
        Dating("2024-07-28", (span(4, "28 July 2024"),)),
        (
            Part(AUSTIN, "visitor", (span(1, "Austin"),)),
            Part(MINISTERS, "party", (span(4, "ministers"),)),
        ),
    )
    entries = full.history()
    full.apply(EditEvent(EventId(1), meeting))
    assert full.history() == entries  # all of it stood so
    full.apply(EditEvent(EventId(1), ACCORD))
    full.apply(EditEvent(EventId(1), meeting))
    after = full.snapshot().events[0]
    assert parts(after) == parts(before)
    assert [item.quote for item in after.evidence] == [item.quote for item in before.evidence]
    assert after.date == before.date


def test_words_stay_where_a_date_and_a_part_stay(full: Project) -> None:
    content = replace(
        ACCORD, date=Dating("2024-07-28"), parts=(Part(AUSTIN, "visitor"), Part(AUSTIN, "guest"))
    )
    full.apply(EditEvent(EventId(1), content))
    event = full.snapshot().events[0]
    assert [item.quote for item in event.claims[0].evidence] == ["28 July 2024"]
    assert parts(event) == [(AUSTIN, "visitor", ["Austin"]), (AUSTIN, "guest", [])]


def test_a_new_role_of_the_same_actor_is_the_same_part(full: Project) -> None:
    full.apply(EditEvent(EventId(1), replace(ACCORD, parts=(Part(AUSTIN, "host"),))))
    part = full.snapshot().events[0].participations[0]
    assert (part.id, part.role, [item.quote for item in part.evidence]) == (1, "host", ["Austin"])


def test_an_event_can_be_left_undated_and_dated_again(full: Project) -> None:
    full.apply(EditEvent(EventId(1), replace(ACCORD, date=None)))
    event = full.snapshot().events[0]
    assert (event.date, event.claims) == (None, ())
    full.apply(EditEvent(EventId(1), replace(ACCORD, date=Dating("2024-07-28"))))
    assert [item.quote for item in full.snapshot().events[0].claims[0].evidence] == ["28 July 2024"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (replace(ACCORD, title="  "), "the event's title is missing"),
        (replace(ACCORD, kind=""), "the event's kind is missing"),
        (replace(ACCORD, quotes=()), "event “Accord”: has no words to stand on. Give it a quote"),
        (replace(ACCORD, quotes=(Span(ParagraphId(1), 4, 4),)), "no words are chosen in paragraph"),
        (replace(ACCORD, quotes=(Span(ParagraphId(1), 6, 7),)), "no words are chosen in paragraph"),
        (replace(ACCORD, quotes=(Span(ParagraphId(1), 9, 4),)), "characters 9–4 are not in"),
        (replace(ACCORD, quotes=(Span(ParagraphId(1), -3, 4),)), "characters -3–4 are not in"),
        (
            replace(ACCORD, quotes=(Span(ParagraphId(2), 0, 8),)),
            "characters 0–8 are not in paragraph 2, which has 7",
        ),
        (replace(ACCORD, quotes=(Span(ParagraphId(77), 0, 8),)), "no paragraph with the id 77"),
        (replace(ACCORD, date=Dating("soon")), "soon"),
        (replace(ACCORD, date=Dating("2024", anchor="then")), "then"),
        (replace(ACCORD, date=Dating("2024", (Span(ParagraphId(1), 0, 99),))), "date 2024: char"),
        (replace(ACCORD, parts=(Part(NewActor(" ", "state"), "party"),)), "name is missing"),
        (replace(ACCORD, parts=(Part(NewActor("A", ""), "party"),)), "kind is missing"),
        (replace(ACCORD, parts=(Part(JAPAN, ""),)), "role is missing"),
        (replace(ACCORD, parts=(Part(ActorId(9), "party"),)), "actor 9: is no longer"),
        (
            replace(ACCORD, parts=(Part(JAPAN, "party", (Span(ParagraphId(3), 0, 99),)),)),
            "characters 0–99 are not in paragraph 3",
        ),
    ],
)
def test_what_does_not_hold_is_refused_in_one_line(
    full: Project, content: EventContent, says: str
) -> None:
    before = dump(full)
    for operation in (AddEvent(content), EditEvent(EventId(1), content)):
        with pytest.raises(InputProblem) as caught:
            full.apply(operation)
        assert says in caught.value.line()
        assert "\n" not in caught.value.line()
    assert dump(full) == before


def test_a_rejected_actor_takes_no_part_until_it_is_put_back(full: Project) -> None:
    full.apply(Decide((Mark.actor(KIHARA),), Review.REJECTED))
    with pytest.raises(InputProblem, match="“Minoru Kihara” was rejected"):
        full.apply(AddEvent(ACCORD))
