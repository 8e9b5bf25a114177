"""Counts and sparklines of the actor list against a plain count over the events."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, Mark, SourceId
from explorer.domain.kinds import Status
from explorer.viewmodel import filtering
from explorer.viewmodel.actors import ActorCounter, Sparklines
from explorer.viewmodel.facets import kind_rows, short_count, source_rows, status_rows
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Window
from tests.support.projects import ProjectBuilder

NAMES = ("Ana", "Bo", "Cy", "Di")
events = st.lists(
    st.tuples(
        st.frozensets(st.sampled_from(NAMES)),
        st.sampled_from(["talks", "vote"]),
        st.sampled_from(list(Status)),
        st.sampled_from(["1999", "2005-06-07", None]),
    ),
    min_size=1,
    max_size=12,
)


def session_of(drawn: list[tuple[frozenset[str], str, Status, str | None]]) -> Session:
    builder = ProjectBuilder()
    for name in NAMES:
        builder.actor(name)
    for index, (actors, kind, status, date) in enumerate(drawn):
        title = f"Event {index}"
        builder.event(title, date, kind=kind, actors=tuple(sorted(actors)), status=status)
    return builder.session()


def passes(actors: frozenset[ActorId], wanted: Filter) -> bool:
    if not wanted.actors:
        return True
    found = actors & wanted.actors
    if wanted.match is Match.NONE:
        return not found
    return found == wanted.actors if wanted.match is Match.ALL else bool(found)


@given(events, st.frozensets(st.integers(1, 4).map(ActorId)), st.sampled_from(Match))
def test_counts_agree_with_counting_one_by_one(
    drawn: list[tuple[frozenset[str], str, Status, str | None]],
    chosen: frozenset[ActorId],
    match: Match,
) -> None:
    session = session_of(drawn)
    session.update("test", filter=Filter(actors=chosen, match=match))
    counted = Filter() if match is Match.ANY else session.state.filter
    found = ActorCounter(session.corpus).rows(session)
    for row in found.rows:
        takes_part = [
            frozenset(part.actor_id for part in event.participations)
            for event in session.corpus.events
        ]
        assert row.count == sum(row.id in a and passes(a, counted) for a in takes_part)
        assert row.chosen == (row.id in chosen)
    assert [row.chosen for row in found.rows] == sorted(r.chosen for r in found.rows)[::-1]
    assert found.with_events == sum(row.count > 0 for row in found.rows)


@given(events)
def test_each_facet_adds_up_to_what_is_shown(
    drawn: list[tuple[frozenset[str], str, Status, str | None]],
) -> None:
    session = session_of(drawn)
    session.update("test", filter=Filter(actors=frozenset({ActorId(1)})))
    shown = int(np.count_nonzero(session.matches))
    assert sum(row.count for row in kind_rows(session)) == shown
    assert sum(row.count for row in status_rows(session)) == shown
    assert sum(row.count for row in source_rows(session)) == shown


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.event("A", "2000-01-01", actors=("Ana", "Bo"))
    builder.event("B", "2010-01-01", kind="vote", actors=("Ana",))
    builder.event("C", None, actors=("Bo",))
    return builder.session()


def test_a_held_back_kind_keeps_the_count_it_would_bring(session: Session) -> None:
    filtering.toggle_kind(session, "vote", "test")
    rows = {row.key: row for row in kind_rows(session)}
    assert (rows["vote"].chosen, rows["vote"].count) == (False, 1)
    assert (rows["talks"].chosen, rows["talks"].count) == (True, 2)


def test_ticking_everything_again_lifts_the_restriction(session: Session) -> None:
    for _ in range(2):
        filtering.toggle_kind(session, "vote", "test")
        filtering.toggle_status(session, Status.PLANNED, "test")
        filtering.toggle_source(session, SourceId(1), "test")
    assert session.state.filter == Filter()


def test_one_alone_and_all_again(session: Session) -> None:
    filtering.only_actor(session, ActorId(2), "test")
    assert session.state.filter.actors == {2}
    filtering.only_actor(session, ActorId(2), "test")
    filtering.only_kind(session, "vote", "test")
    assert session.state.filter == Filter(kinds=frozenset({"vote"}))


def test_the_name_filter_looks_at_other_names_too() -> None:
    builder = ProjectBuilder()
    builder.actor("United States", aliases=("Washington",))
    builder.actor("Japan")
    session = builder.session()
    counter = ActorCounter(session.corpus)
    assert [row.name for row in counter.rows(session, "washing").rows] == ["United States"]
    assert counter.rows(session, "zz").rows == ()


def test_sparklines_count_dated_events_in_the_stretch(session: Session) -> None:
    every, matching = Sparklines(session, columns=10).of(ActorId(1))
    assert (every[0], every[-1], every.sum()) == (1.0, 1.0, 2.0)
    session.update("test", filter=Filter(kinds=frozenset({"vote"})), window=Window(0, 1.1e9))
    every, matching = Sparklines(session, columns=10).of(ActorId(1))
    assert (every.sum(), matching.sum()) == (1.0, 0.0)


def test_as_told_they_run_over_the_text(session: Session) -> None:
    session.update("test", axis=Axis.TOLD)
    every, _ = Sparklines(session, columns=3).of(ActorId(2))
    assert every.tolist() == [1.0, 0.0, 1.0]


def test_filtering_to_a_link_takes_both_ends() -> None:
    builder = ProjectBuilder()
    builder.relationship("Ana", "leads", "Bo")
    session = builder.session()
    session.update("test", selection=(Mark.relationship(1),))
    filtering.filter_to_selection(session, "test")
    assert len(session.state.filter.actors) == 2


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0"),
        (8412, "8,412"),
        (9_999, "9,999"),
        (72_413, "72 k"),
        (884_190, "884 k"),
        (2_914_306, "2.91 M"),
    ],
)
def test_counts_for_a_narrow_column(count: int, text: str) -> None:
    assert short_count(count) == text


def test_rows_are_equal_when_nothing_changed(session: Session) -> None:
    counter = ActorCounter(session.corpus)
    before = counter.rows(session)
    session.update("test", selection=(Mark.actor(1),))
    assert counter.rows(session) == before
    session.update("test", filter=replace(session.state.filter, words="A"))
    assert counter.rows(session) != before
