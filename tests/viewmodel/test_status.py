"""The words of the status line."""

from __future__ import annotations

import pytest

from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, Mark
from explorer.domain.kinds import Status
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Window
from explorer.viewmodel.status import (
    filter_words,
    selected_words,
    status_line,
    stretch_words,
    window_words,
)
from tests.support.projects import ProjectBuilder

DAY_S = 86_400
YEAR_S = 31_556_952


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.event("A", "2022-03-01", actors=("Japan", "Lloyd Austin"))
    builder.event("B", "2025", kind="vote", actors=("Japan",))
    builder.event("C", None, actors=("Japan",))
    return builder.session()


def test_the_line_says_how_many_and_of_what(session: Session) -> None:
    assert status_line(session) == "3 of 3 events · 1 undated · no filter · 2022 to 2025"


def test_the_line_names_the_filter(session: Session) -> None:
    chosen = frozenset({ActorId(1), ActorId(2)})
    session.update("test", filter=Filter(actors=chosen, match=Match.ALL))
    assert status_line(session) == (
        "1 of 3 events · 0 undated · Japan AND Lloyd Austin · 2022 to 2025"
    )


def test_of_many_actors_the_line_counts_the_last() -> None:
    builder = ProjectBuilder()
    builder.event("A", "2022", actors=tuple("abcdefg"))
    session = builder.session()

    def said(number: int, match: Match) -> str:
        wanted = Filter(actors=frozenset(map(ActorId, range(1, number + 1))), match=match)
        session.update("test", filter=wanted)
        return status_line(session).split(" · ")[2]

    assert said(5, Match.ALL) == "a AND b AND c AND d AND e"
    assert said(7, Match.ANY) == "a OR b OR c OR d OR 3 more"
    assert said(7, Match.NONE) == "not a or b or c or d or 3 more"
    assert (
        filter_words(session.corpus, session.state.filter) == "not a or b or c or d or e or f or g"
    )


def test_as_told_the_line_names_paragraphs(session: Session) -> None:
    session.update("test", axis=Axis.TOLD)
    assert status_line(session).endswith("as told, ¶1 to ¶3")


def test_an_empty_project_says_the_next_step() -> None:
    assert "Drop a document" in status_line(ProjectBuilder().session())


def test_every_part_of_a_filter_is_named(session: Session) -> None:
    wanted = Filter(
        actors=frozenset({ActorId(1)}),
        match=Match.NONE,
        kinds=frozenset({"vote", "talks"}),
        statuses=frozenset({Status.PLANNED}),
        sources=frozenset(session.corpus.sources),
        period=Period(0, 1, "2022/2025"),
        words="treaty",
        review=ReviewScope.ALL,
    )
    assert filter_words(session.corpus, wanted) == (
        "not Japan · Talks, Vote, ruling · planned · Chronicle · 2022 to 2025 · “treaty”"
        " · with drafts"
    )


def test_a_filter_that_lets_nothing_through_says_so(session: Session) -> None:
    assert filter_words(session.corpus, Filter(kinds=frozenset())) == "nothing ticked"


@pytest.mark.parametrize(
    ("start", "width", "words"),
    [
        (0, DAY_S, "1 Jan 1970, 00:00 to 23:59"),
        (0, 10 * DAY_S, "1 Jan 1970 to 10 Jan 1970"),
        (0, 300 * DAY_S, "Jan 1970 to Oct 1970"),
        (0, 5 * YEAR_S - 3 * DAY_S, "1970 to 1974"),
        (-2400 * YEAR_S, 10 * YEAR_S, "431 BCE to 421 BCE"),
        (-12_345 * YEAR_S, 30 * YEAR_S, "10,377 BCE to 10,347 BCE"),
        (-1_002_535 * YEAR_S, 1_432_000 * YEAR_S, "1,001,000 BCE to 431,000"),
    ],
)
def test_a_stretch_is_said_as_finely_as_it_is_wide(start: int, width: int, words: str) -> None:
    assert window_words(Window(start, start + width)) == words


def test_open_periods_are_said_as_such(session: Session) -> None:
    assert filter_words(session.corpus, Filter(period=Period(0, None))) == "from 1 Jan 1970"
    assert filter_words(session.corpus, Filter(period=Period(None, 0))) == "before 1 Jan 1970"


def test_the_selection_is_counted(session: Session) -> None:
    assert selected_words(session) == ""
    session.update("test", selection=(Mark.event(1), Mark.actor(1)))
    assert selected_words(session) == "2 selected"


def test_as_told_each_source_has_its_own_numbers() -> None:
    builder = ProjectBuilder()
    for title, count in (("First", 2), ("Second", 3)):
        builder.source(title)
        for number in range(count):
            builder.paragraph(f"Words {number}")
    session = builder.session()
    session.update("test", axis=Axis.TOLD)
    assert stretch_words(session) == "as told, First ¶1 to Second ¶3"
    session.update("test", told_window=Window(2.5, 4.0))
    assert stretch_words(session) == "as told, Second ¶1 to ¶2"
