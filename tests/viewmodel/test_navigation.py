"""Back and forward, next and previous."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.filters import Filter
from explorer.domain.ids import Mark
from explorer.viewmodel.navigation import Trail, step_event
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis
from tests.support.projects import ProjectBuilder


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.event("Late", "2010-01-01")
    builder.event("Early", "2000-01-01", kind="vote")
    builder.event("Undated", None)
    return builder.session()


def leading(session: Session) -> str:
    mark = session.state.leading
    assert mark is not None
    return next(event.title for event in session.corpus.events if event.id == mark.id)


def test_next_and_previous_run_through_time(session: Session) -> None:
    seen = []
    for step in (1, 1, 1, 1, -1):
        step_event(session, step, "test")
        seen.append(leading(session))
    assert seen == ["Early", "Late", "Undated", "Undated", "Late"]


def test_as_told_they_run_through_the_text(session: Session) -> None:
    session.update("test", axis=Axis.TOLD)
    step_event(session, 1, "test")
    assert leading(session) == "Late"
    step_event(session, 1, "test")
    assert leading(session) == "Early"


def test_only_what_the_filter_shows_is_stepped_through(session: Session) -> None:
    session.update("test", filter=Filter(kinds=frozenset({"vote"})))
    step_event(session, -1, "test")
    assert leading(session) == "Early"
    session.update("test", filter=Filter(kinds=frozenset()), selection=())
    step_event(session, 1, "test")
    assert session.state.selection == ()


def test_back_and_forward_retrace_the_selections(session: Session) -> None:
    trail = Trail(session)
    for id in (1, 2, 3):
        session.update("test", selection=(Mark.event(id),))
    trail.back()
    trail.back()
    assert session.state.selection == (Mark.event(1),)
    assert not trail.can_go_back
    trail.forward()
    assert session.state.selection == (Mark.event(2),)
    session.update("test", selection=(Mark.event(1),))
    assert not trail.can_go_forward


def test_back_after_clearing_brings_the_selection_again(session: Session) -> None:
    trail = Trail(session)
    session.update("test", selection=(Mark.event(2),))
    session.update("test", selection=())
    trail.back()
    assert session.state.selection == (Mark.event(2),)


@given(st.lists(st.integers(0, 3), max_size=20))
def test_going_back_all_the_way_and_forward_again_ends_where_it_began(ids: list[int]) -> None:
    builder = ProjectBuilder()
    for index in range(3):
        builder.event(f"Event {index}", "2000")
    session = builder.session()
    trail = Trail(session)
    for id in ids:
        session.update("test", selection=(Mark.event(id),) if id else ())
    last, steps = session.state.selection, 0
    while trail.can_go_back:
        trail.back()
        steps += 1
    for _ in range(steps):
        trail.forward()
    assert session.state.selection == last
    assert not trail.can_go_forward
