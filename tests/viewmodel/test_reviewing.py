"""The review queue: the order of the text, what a decision does, and what undo brings back."""

from __future__ import annotations

import pytest

from explorer.domain.filters import Filter, ReviewScope
from explorer.domain.ids import ActorId, Mark, ProposalId
from explorer.domain.kinds import Review
from explorer.domain.operations import Decide
from explorer.domain.records import Actor, Proposal, Snapshot
from explorer.viewmodel.review.bulk import Group, bunch
from explorer.viewmodel.review.queue import Item, waiting
from explorer.viewmodel.review.reviewing import Reviewing
from explorer.viewmodel.review.words import (
    ALL_DONE,
    NONE_HERE,
    NOTHING_YET,
    item_blocks,
    progress_words,
)
from explorer.viewmodel.session import Session
from tests.support.projects import FakeProject, ProjectBuilder


def drafted() -> FakeProject:
    """Three drafts in two paragraphs of a first source, one in a second; one event is accepted."""
    builder = ProjectBuilder()
    builder.source("First")
    one = builder.paragraph("Ana met Bo, and Cy voted no.")
    two = builder.paragraph("Bo spoke.")

    def draft(title: str, paragraph: int, *actors: str) -> None:
        words = (builder.words(title, paragraph=paragraph),)
        builder.event(title, actors=actors, review=Review.PENDING, evidence=words, kind="talks")

    draft("Bo spoke", two, "Bo")
    draft("Cy voted", one, "Cy")
    draft("Ana met Bo", one, "Ana", "Bo")
    builder.event("Seen before", "2001", actors=("Ana",))
    builder.source("Second")
    three = builder.paragraph("Ana left.")
    draft("Ana left", three, "Ana")
    return builder.project()


SPOKE, VOTED, MET, LEFT = (Mark.event(n) for n in (1, 2, 3, 5))


@pytest.fixture
def project() -> FakeProject:
    return drafted()


@pytest.fixture
def reviewing(project: FakeProject) -> Reviewing:
    made = Reviewing(Session(project))
    made.begin()
    return made


def marks(reviewing: Reviewing) -> list[Mark]:
    return [item.mark for item in reviewing.waiting]


def test_drafts_wait_in_the_order_of_the_text(reviewing: Reviewing) -> None:
    assert marks(reviewing) == [MET, VOTED, SPOKE, LEFT]
    assert reviewing.current == Item(MET)


def test_beginning_shows_drafts_and_lights_the_first(reviewing: Reviewing) -> None:
    state = reviewing.session.state
    assert state.filter.review is ReviewScope.ALL
    assert state.selection == (MET,)


def test_the_next_comes_by_itself_and_the_count_goes_on(reviewing: Reviewing) -> None:
    assert progress_words(reviewing.progress) == "1 of 4"
    reviewing.decide(Review.ACCEPTED)
    assert reviewing.current == Item(VOTED)
    assert reviewing.session.state.selection == (VOTED,)
    reviewing.decide(Review.REJECTED)
    assert progress_words(reviewing.progress) == "3 of 4 · 1 accepted · 1 rejected"
    assert not reviewing.session.corpus.has(VOTED)


def test_after_the_last_the_first_that_was_left_comes(reviewing: Reviewing) -> None:
    for _ in range(3):
        reviewing.move(1)
    assert reviewing.current == Item(LEFT)
    reviewing.decide(Review.ACCEPTED)
    assert reviewing.current == Item(MET)


def test_at_the_end_it_says_what_to_do(reviewing: Reviewing) -> None:
    for _ in range(4):
        reviewing.decide(Review.ACCEPTED)
    assert reviewing.current is None
    assert progress_words(reviewing.progress) == "all done · 4 accepted"
    assert str(item_blocks(reviewing)).count(ALL_DONE[:20]) == 1


def test_moving_decides_nothing_and_stays_at_the_ends(
    reviewing: Reviewing, project: FakeProject
) -> None:
    reviewing.move(-1)
    assert reviewing.current == Item(MET)
    for _ in range(9):
        reviewing.move(1)
    assert reviewing.current == Item(LEFT)
    assert project.applied == []


def test_undo_goes_back_to_the_item(reviewing: Reviewing) -> None:
    reviewing.decide(Review.REJECTED)
    reviewing.decide(Review.ACCEPTED)
    reviewing.move(1)
    reviewing.session.undo("test")
    assert reviewing.current == Item(VOTED)
    reviewing.session.undo("test")
    assert reviewing.current == Item(MET)
    assert reviewing.session.state.selection == (MET,)
    assert progress_words(reviewing.progress) == "1 of 4"


def test_all_of_an_actor_a_paragraph_and_a_source(
    reviewing: Reviewing, project: FakeProject
) -> None:
    words = [found.words for group in Group if (found := bunch(reviewing, group))]
    assert words == ["Accept 2 of Ana", "Accept 2 of ¶1", "Accept 3 of First"]
    found = bunch(reviewing, Group.ACTOR)
    assert found is not None
    reviewing.accept_all(found.marks)
    assert project.applied == [Decide((MET, LEFT), Review.ACCEPTED)]
    assert reviewing.current == Item(VOTED)
    reviewing.session.undo("test")
    assert reviewing.current == Item(MET)


def test_the_window_s_filter_holds(reviewing: Reviewing) -> None:
    session = reviewing.session
    cy = next(a.id for a in session.corpus.snapshot.actors if a.name == "Cy")
    session.update("test", filter=Filter(actors=frozenset({cy}), review=ReviewScope.ALL))
    assert marks(reviewing) == [VOTED]
    assert reviewing.current == Item(VOTED)
    session.update("test", filter=Filter(kinds=frozenset(), review=ReviewScope.ALL))
    assert marks(reviewing) == []
    assert NONE_HERE in str(item_blocks(reviewing))


def test_the_review_scope_alone_loses_no_count(reviewing: Reviewing) -> None:
    reviewing.decide(Review.ACCEPTED)
    reviewing.session.update("test", filter=Filter(review=ReviewScope.PENDING))
    assert progress_words(reviewing.progress) == "2 of 4 · 1 accepted"


def test_drafts_that_were_hidden_meanwhile_are_shown_again(reviewing: Reviewing) -> None:
    reviewing.session.update("test", filter=Filter())
    reviewing.move(1)
    assert reviewing.session.state.filter.review is ReviewScope.ALL
    assert reviewing.current == Item(VOTED)


def test_a_draft_chosen_elsewhere_becomes_current(reviewing: Reviewing) -> None:
    reviewing.session.update("timeline", selection=(SPOKE,))
    assert reviewing.current == Item(SPOKE)
    assert reviewing.active


def test_a_reviewed_mark_chosen_elsewhere_is_looked_at(reviewing: Reviewing) -> None:
    seen = Mark.event(4)
    reviewing.session.update("timeline", selection=(seen,))
    assert not reviewing.active
    assert reviewing.target == Item(seen)
    reviewing.begin()
    assert reviewing.current == Item(MET)


def test_without_a_review_a_decision_is_about_the_chosen_mark(project: FakeProject) -> None:
    reviewing = Reviewing(Session(project))
    assert reviewing.target is None
    reviewing.session.update("test", selection=(SPOKE,))
    reviewing.decide(Review.ACCEPTED)
    assert project.applied == [Decide((SPOKE,), Review.ACCEPTED)]
    assert marks(reviewing) == [MET, VOTED, LEFT]


def test_what_may_be_one_is_asked_at_the_later_of_the_two(project: FakeProject) -> None:
    asked = Proposal(ProposalId(7), MET, SPOKE, "both say Bo")
    project.now = type(project.now)(
        project.now.sources, project.now.actors, project.now.events, (), (), (), (asked,)
    )
    reviewing = Reviewing(Session(project))
    items = list(waiting(reviewing.session))
    assert items.index(Item(SPOKE, ProposalId(7))) == 3
    reviewing.begin()
    reviewing.move(1)
    reviewing.move(1)
    reviewing.move(1)
    said = str(item_blocks(reviewing))
    assert all(words in said for words in ("Are these the same event?", "Ana met Bo", "Bo spoke"))


def test_an_empty_project_says_the_next_step() -> None:
    reviewing = Reviewing(ProjectBuilder().session())
    reviewing.begin()
    assert reviewing.current is None
    assert NOTHING_YET in str(item_blocks(reviewing))


def test_an_actor_waits_where_it_is_first_named_after_the_events() -> None:
    builder = ProjectBuilder()
    builder.source("Text")
    place = builder.paragraph("Ana met Bo.")
    builder.event(
        "met Bo", review=Review.PENDING, evidence=(builder.words("met Bo", paragraph=place),)
    )
    builder.actor("Ana")
    project = builder.project()
    named = builder.words("Ana", paragraph=place)
    pending = type(project.now.actors[0])(
        ActorId(1), "Ana", "person", (), (named,), review=Review.PENDING
    )
    project.now = type(project.now)(project.now.sources, (pending,), project.now.events)
    assert list(waiting(Session(project))) == [Item(Mark.event(1)), Item(Mark.actor(1))]


def test_an_actor_in_doubt_is_shown_within_its_words() -> None:
    builder = ProjectBuilder()
    builder.source("Text")
    place = builder.paragraph("On Sunday Yahya Sarea spoke to the press. Saree warned them.")
    project = builder.project()
    actors = tuple(
        Actor(ActorId(n), name, "person", (), (builder.words(name, paragraph=place),))
        for n, name in enumerate(("Yahya Sarea", "Saree"), 1)
    )
    asked = Proposal(ProposalId(1), Mark.actor(1), Mark.actor(2), "spelled nearly alike")
    project.now = Snapshot(project.now.sources, actors, proposals=(asked,))
    reviewing = Reviewing(Session(project))
    reviewing.begin()
    said = str(item_blocks(reviewing))
    assert "spoke to the press. Saree warned them" in said
    assert "On Sunday Yahya Sarea spoke" in said
