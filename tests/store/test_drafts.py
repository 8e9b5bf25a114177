"""Drafts come in as pending; what a person decided on is not proposed a second time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.ids import ActorId, EventId, Mark, RelationshipId
from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    Draft,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
    Same,
)
from explorer.domain.operations import (
    AddDraft,
    Decide,
    DecideProposal,
    EditActor,
    EditEvent,
    EventContent,
    ImportDocument,
    MergeActors,
    MergeEvents,
    Span,
    SplitEvent,
)
from explorer.errors import AlreadyThere, InputProblem
from explorer.store.anchors import sha256_of
from explorer.store.project import Project
from tests.store.texts import document, dump

REPORT = "\n".join(
    [
        "Ministers of Japan and of Peru met in Lima on Monday, officials said.",
        "Talks",
        "Japan said that it will sign the trade accord with Peru before the end of the year.",
        "Tuesday warned of delays. Peru leads the Andean Forum since last month.",
    ]
)
# The same report, lightly changed: a heading, a word and a paragraph are other ones.
LATER = REPORT.replace("Talks", "Talks in Lima").replace("Tuesday warned", "Tuesday has warned")


def of_report(paragraph: int, words: str, text: str = REPORT, key: str = "report") -> Anchor:
    start = text.split("\n")[paragraph - 1].index(words)
    return Anchor(key, paragraph, start, start + len(words), sha256_of(words))


def drafted(text: str = REPORT, key: str = "report", **changes: str) -> Draft:
    """Return what a drafter makes of a report; `changes` replace words of titles and keys."""

    def at(paragraph: int, words: str) -> Anchor:
        return of_report(paragraph, words, text, key)

    tag, title = changes.get("tag", ""), changes.get("title", "")
    day = changes.get("day", "2024-07-29")
    actors = (
        ActorMark(f"japan{tag}", "Japan", "state", ("Tokyo",), (at(1, "Japan"), at(3, "Japan"))),
        ActorMark(f"peru{tag}", "Peru", "state", (), (at(1, "Peru"), at(3, "Peru"), at(4, "Peru"))),
        ActorMark(f"tuesday{tag}", "Tuesday", "organisation", (), (at(4, "Tuesday"),)),
        ActorMark(f"forum{tag}", "Andean Forum", "forum", (), (at(4, "Andean Forum"),)),
    )
    met = EventMark(
        f"met{tag}",
        f"Japan and Peru met{title}",
        "talks",
        Status.OCCURRED,
        (DateMark(day, (at(1, "on Monday"),), words="on Monday", anchor="2024-08-01"),),
        (
            ParticipationMark(f"japan{tag}", "party", (at(1, "Japan"),)),
            ParticipationMark(f"peru{tag}", "party", (at(1, "Peru"),)),
        ),
        (at(1, "Ministers of Japan and of Peru met in Lima on Monday"),),
    )
    signs = EventMark(
        f"signs{tag}",
        f"Japan will sign{title}",
        "agreement",
        Status.PLANNED,
        (),
        (ParticipationMark(f"japan{tag}", "party", (at(3, "Japan"),)),),
        (at(3, "will sign the trade accord with Peru"),),
    )
    says = EventMark(
        f"says{tag}",
        f"Japan said{title}",
        "statement",
        Status.OCCURRED,
        (),
        (ParticipationMark(f"japan{tag}", "speaker", (at(3, "Japan"),)),),
        (at(3, "said that it will sign the trade accord with Peru before the end of the year"),),
    )
    leads = RelationshipMark(
        f"peru{tag}--leads--forum{tag}", f"peru{tag}", "leads", f"forum{tag}",
        evidence=(at(4, "Peru leads the Andean Forum"),),
    )  # fmt: skip
    warns = RelationshipMark(
        f"tuesday{tag}--opposes--peru{tag}", f"tuesday{tag}", "opposes", f"peru{tag}",
        evidence=(at(4, "warned of delays. Peru"),),
    )  # fmt: skip
    paragraphs = text.count("\n") + 1
    pack = Pack(
        (PackSource(key, "A report", sha256_of(text), paragraphs),),
        actors, (met, signs, says), (leads, warns), Origin.DRAFTED, Review.PENDING,
    )  # fmt: skip
    same = (
        Same("actor", f"peru{tag}", f"forum{tag}", "near"),
        Same("event", f"met{tag}", f"says{tag}"),
    )
    return Draft(pack, same, "drafter 1")


NEWER = drafted(tag="-v2", title=" (newer)")
MET, SIGNS, SAYS = map(Mark.event, (1, 2, 3))
JAPAN, PERU, TUESDAY, FORUM = map(Mark.actor, (1, 2, 3, 4))
LEADS, WARNS = map(Mark.relationship, (1, 2))


@pytest.fixture
def project(empty: Project) -> Project:
    empty.apply(ImportDocument(document(REPORT, "report.txt"), draft=drafted()))
    return empty


def later(project: Project, draft: Draft | None = None) -> None:
    """Import the report as it was published again, with what is drafted from that."""
    draft = draft or drafted(LATER, "later", tag="-later")
    project.apply(ImportDocument(document(LATER, "later.txt"), draft=draft))


def titles(project: Project) -> list[str]:
    return [event.title for event in project.snapshot().events]


def names(project: Project) -> list[str]:
    return [actor.name for actor in project.snapshot().actors]


def predicates(project: Project) -> list[str]:
    return [link.predicate for link in project.snapshot().relationships]


def nothing_new(project: Project, draft: Draft) -> None:
    before = dump(project)
    with pytest.raises(AlreadyThere, match="nothing new to propose"):
        project.apply(AddDraft(draft))
    assert dump(project) == before


def test_a_draft_comes_in_as_pending_with_its_doubts(project: Project) -> None:
    now = project.snapshot()
    marks = (*now.events, *now.actors, *now.relationships)
    assert {(mark.origin, mark.review) for mark in marks} == {(Origin.DRAFTED, Review.PENDING)}
    assert len(marks) == 9
    assert [(each.keep, each.other, each.why) for each in now.proposals] == [
        (PERU, FORUM, "near"), (MET, SAYS, ""),
    ]  # fmt: skip
    assert project.undo_name() == "Import report.txt"
    assert project.verify().is_sound


def test_a_draft_of_a_source_that_is_here_is_one_entry(empty: Project) -> None:
    empty.apply(ImportDocument(document(REPORT, "report.txt")))
    with pytest.raises(InputProblem, match="not in this project"):
        empty.apply(AddDraft(drafted(LATER)))
    assert empty.apply(AddDraft(drafted())) == "Draft “report”"
    assert len(titles(empty)) == 3
    empty.undo()
    assert titles(empty) == []
    empty.redo()
    assert len(titles(empty)) == 3


def test_words_that_do_not_stand_there_are_refused_whole(empty: Project) -> None:
    pack = drafted().pack
    event = replace(pack.events[0], evidence=(Anchor("report", 1, 0, 4, sha256_of("Mini")),) * 2)
    wrong = replace(event, evidence=(Anchor("report", 1, 1, 5, sha256_of("Mini")),))
    with pytest.raises(InputProblem, match="its words are not at characters 1–5"):
        empty.apply(
            ImportDocument(
                document(REPORT), draft=Draft(replace(pack, events=(wrong, *pack.events[1:])))
            )
        )
    assert empty.snapshot().sources == ()


@pytest.mark.parametrize("draft", [drafted(), NEWER], ids=["the same", "a newer one"])
def test_what_waits_is_not_proposed_twice(project: Project, draft: Draft) -> None:
    nothing_new(project, draft)


@pytest.mark.parametrize("draft", [drafted(), NEWER], ids=["the same", "a newer one"])
@pytest.mark.parametrize("verdict", [Review.ACCEPTED, Review.REJECTED])
def test_what_was_decided_is_not_proposed_again(
    project: Project, draft: Draft, verdict: Review
) -> None:
    project.apply(Decide((MET, SIGNS, SAYS, TUESDAY, LEADS), verdict))
    for proposal in project.snapshot().proposals:
        project.apply(DecideProposal(proposal.id, Review.REJECTED))
    nothing_new(project, draft)


def test_a_newer_drafter_quotes_and_calls_it_otherwise(project: Project) -> None:
    project.apply(Decide((MET, SIGNS), Review.REJECTED))
    project.apply(Decide((SAYS,), Review.ACCEPTED))
    met, signs, says = NEWER.pack.events
    shorter = of_report(1, "of Japan and of Peru met in Lima on Monday")
    met = replace(met, evidence=(shorter,))
    signs = replace(signs, kind="change")
    nothing_new(project, replace(NEWER, pack=replace(NEWER.pack, events=(met, says, signs))))


def test_another_event_of_the_same_sentence_is_proposed(project: Project) -> None:
    project.apply(Decide((SIGNS,), Review.REJECTED))
    signs = NEWER.pack.events[1]
    words = (of_report(3, "sign the trade accord"),)
    other = replace(signs, key="trade", title="Trade accord", kind="change", evidence=words)
    more = replace(NEWER.pack, events=(*NEWER.pack.events, other))
    project.apply(AddDraft(replace(NEWER, pack=more)))
    assert titles(project) == ["Japan and Peru met", "Japan said", "Trade accord"]


def test_what_was_rejected_is_not_proposed_from_a_later_version(project: Project) -> None:
    project.apply(Decide((MET, SIGNS, SAYS, TUESDAY, LEADS), Review.REJECTED))
    later(project)
    assert (titles(project), names(project)) == ([], ["Japan", "Peru", "Andean Forum"])
    assert predicates(project) == []
    assert len(project.snapshot().sources) == 2
    assert project.verify().is_sound


@pytest.mark.parametrize(
    ("says", "proposed"),
    [("sign the new trade accord", []), ("not sign the trade accord", ["Japan will sign"])],
)
def test_a_rejected_sentence_touched_up_is_known_and_one_turned_round_is_not(
    project: Project, says: str, proposed: list[str]
) -> None:
    project.apply(Decide((MET, SIGNS, SAYS), Review.REJECTED))
    text = LATER.replace("sign the trade accord", says)
    draft = drafted(LATER, "later", tag="-later")
    source = PackSource("later", "Later", sha256_of(text), 4)
    met, signs, _ = draft.pack.events
    signs = replace(
        signs, evidence=(of_report(3, f"will {says} with Peru", text, "later"),), participations=()
    )
    pack = Pack((source,), draft.pack.actors[:2], (met, signs), (), Origin.DRAFTED, Review.PENDING)
    actors = tuple(replace(actor, evidence=actor.evidence[:1]) for actor in pack.actors)
    changed = Draft(replace(pack, actors=actors))
    project.apply(ImportDocument(document(text, "later.txt"), draft=changed))
    assert titles(project) == proposed


def test_what_was_accepted_gets_the_quotes_of_a_later_version(project: Project) -> None:
    project.apply(Decide((MET, SIGNS, SAYS, LEADS), Review.ACCEPTED))
    before = project.snapshot()
    later(project)
    after = project.snapshot()
    assert titles(project) == [event.title for event in before.events]
    for old, new in zip(before.events, after.events, strict=True):
        assert (new.review, new.date, new.key) == (old.review, old.date, old.key)
        assert [item.quote for item in new.evidence] == [old.evidence[0].quote] * 2
        assert [len(part.evidence) for part in new.participations] == [
            2 * len(part.evidence) for part in old.participations
        ]
    assert [(len(link.evidence), link.review) for link in after.relationships] == [
        (2, "accepted"), (2, "pending"),
    ]  # fmt: skip
    assert [actor.aliases for actor in after.actors] == [actor.aliases for actor in before.actors]
    assert project.verify().is_sound


def test_on_monday_of_another_week_is_another_event(project: Project) -> None:
    project.apply(Decide((MET, SIGNS, SAYS), Review.REJECTED))
    later(project, drafted(LATER, "later", tag="-later", day="2024-09-02"))
    assert titles(project) == ["Japan and Peru met"]


def test_what_was_edited_is_known_by_the_words_it_was_drafted_from(project: Project) -> None:
    paragraph = project.paragraphs(project.snapshot().sources[0].id)[1]
    quotes = (Span(paragraph.id, 0, 5),)
    edited = EventContent("Something else", "vote", Status.ONGOING, quotes)
    project.apply(EditEvent(EventId(2), edited))
    project.apply(EditActor(ActorId(3), "Wednesday", "person"))
    nothing_new(project, NEWER)
    later(project)
    event = project.snapshot().events[1]
    assert (event.title, len(titles(project))) == ("Something else", 3)
    assert "Tuesday" in names(project)  # of another source, where it is a name like any other


def test_what_was_split_or_merged_is_not_proposed_again(project: Project) -> None:
    paragraph = project.paragraphs(project.snapshot().sources[0].id)[2]
    halves = tuple(
        EventContent(title, "agreement", Status.PLANNED, (Span(paragraph.id, start, start + 30),))
        for title, start in (("One", 20), ("Two", 50))
    )
    project.apply(SplitEvent(EventId(2), halves))
    project.apply(MergeEvents(EventId(1), (EventId(3),)))
    project.apply(MergeActors(ActorId(1), (ActorId(4),)))
    nothing_new(project, drafted())
    nothing_new(project, NEWER)
    later(project)
    assert titles(project) == ["Japan and Peru met", "One", "Two"]
    assert names(project) == ["Japan", "Peru", "Tuesday"]


def test_a_new_source_adds_to_what_waits_and_waits_beside_what_is_accepted(
    project: Project,
) -> None:
    text = "A\nB\nC\nNobody met. Peru leads the Andean Forum again, as it did."
    quote = of_report(4, "Peru leads the Andean Forum again", text, "other")
    pack = drafted(tag="-other").pack
    ends = [replace(actor, evidence=()) for actor in pack.actors[1:4:2]]
    link = replace(pack.relationships[0], evidence=(quote,))
    source = PackSource("other", "Other", sha256_of(text), 4)
    draft = Draft(Pack((source,), tuple(ends), (), (link,), Origin.DRAFTED, Review.PENDING))
    project.apply(Decide((WARNS,), Review.REJECTED))
    project.apply(ImportDocument(document(text, "other.txt"), draft=draft))
    assert [len(link.evidence) for link in project.snapshot().relationships] == [2]
    project.undo()
    project.apply(Decide((LEADS,), Review.ACCEPTED))
    project.apply(ImportDocument(document(text, "other.txt"), draft=draft))
    found = [(link.review, len(link.evidence)) for link in project.snapshot().relationships]
    assert found == [("accepted", 1), ("pending", 1)]
    project.apply(Decide((Mark.relationship(RelationshipId(3)),), Review.REJECTED))
    nothing_new(project, draft)


def test_a_rejected_actor_takes_its_parts_and_links_with_it(project: Project) -> None:
    project.apply(Decide((TUESDAY, PERU), Review.REJECTED))
    project.apply(Decide((MET,), Review.REJECTED))
    fresh = EventMark(
        "fresh", "Peru leads", "change", Status.ONGOING, (),
        (ParticipationMark("peru-v2", "agent"), ParticipationMark("forum-v2", "subject")),
        (NEWER.pack.relationships[0].evidence),
    )  # fmt: skip
    project.apply(AddDraft(replace(NEWER, pack=replace(NEWER.pack, events=(fresh,)))))
    event = project.snapshot().events[-1]
    assert [part.actor_id for part in event.participations] == [FORUM.id]
    assert predicates(project) == []


def test_a_rejected_name_of_one_kind_may_be_one_of_another_kind(project: Project) -> None:
    project.apply(Decide((TUESDAY,), Review.REJECTED))
    text = "Tuesday spoke."
    quote = Anchor("other", 1, 0, 7, sha256_of("Tuesday"))
    source = PackSource("other", "Other", sha256_of(text), 1)
    weld = ActorMark("tuesday", "Tuesday", "person", (), (quote,))
    draft = Draft(Pack((source,), (weld,), (), (), Origin.DRAFTED, Review.PENDING))
    project.apply(ImportDocument(document(text, "other.txt"), draft=draft))
    found = project.snapshot().actors[-1]
    assert (found.name, found.kind, found.key) == ("Tuesday", "person", "tuesday-2")


def test_a_pair_is_asked_about_once(project: Project) -> None:
    first, second = project.snapshot().proposals
    project.apply(DecideProposal(first.id, Review.REJECTED))
    project.apply(DecideProposal(second.id, Review.ACCEPTED))
    turned = replace(NEWER, same=(Same("actor", "forum-v2", "peru-v2"), NEWER.same[1]))
    nothing_new(project, turned)
    other = replace(NEWER, same=(Same("actor", "japan-v2", "forum-v2", "why not"),))
    project.apply(AddDraft(other))
    assert [each.why for each in project.snapshot().proposals] == ["why not"]
    with_unknown = (Same("actor", "nobody", "peru-v2"), Same("event", "says-v2", "met-v2"))
    nothing_new(project, replace(NEWER, same=with_unknown))


def test_a_doubt_may_be_about_a_mark_of_another_source(project: Project) -> None:
    text = "Peru hosts."
    quote = Anchor("other", 1, 0, 4, sha256_of("Peru"))
    source = PackSource("other", "Other", sha256_of(text), 1)
    hosts = ActorMark("peru-fc", "Peru FC", "organisation", (), (quote,))
    doubts = (Same("actor", "peru", "peru-fc", "a short form"), Same("actor", "tuesday", "peru-fc"))
    pack = Pack((source,), (hosts,), (), (), Origin.DRAFTED, Review.PENDING)
    project.apply(Decide((TUESDAY,), Review.REJECTED))
    project.apply(ImportDocument(document(text, "o.txt"), draft=Draft(pack, doubts, "drafter 2")))
    found = [(each.keep, each.other, each.why) for each in project.snapshot().proposals]
    assert found[1] == (PERU, Mark.actor(5), "a short form")
    assert len(found) == 3
