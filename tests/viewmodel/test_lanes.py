"""Which lanes there are, and in which order."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.domain.filters import Filter, Match
from explorer.domain.ids import Mark
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes
from explorer.viewmodel.timeline.lanes import lanes_of
from tests.support.projects import ProjectBuilder


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.source("First")
    builder.event("A", "2000-01-01", actors=("Ana", "Bo"))
    builder.event("B", "2001-01-01", kind="vote", actors=("Bo",))
    builder.source("Second")
    builder.event("C", "2002-01-01", actors=("Bo", "Cy"))
    builder.event("D", "2003-01-01")
    return builder.session()


def names(session: Session) -> list[str]:
    shown = np.ones(session.corpus.n, dtype=np.bool_)
    return [lane.name for lane in lanes_of(session.corpus, session.state, session.matches, shown)]


def test_the_busiest_actor_comes_first_and_no_event_is_left_out(session: Session) -> None:
    assert names(session) == ["Bo", "Ana", "Cy", "No actor named"]


def test_chosen_actors_come_first(session: Session) -> None:
    cy = next(a for a in session.corpus.actors.values() if a.name == "Cy")
    session.update("test", filter=Filter(actors=frozenset({cy.id}), match=Match.ALL))
    assert names(session)[0] == "Cy"
    session.update("test", filter=Filter(actors=frozenset({cy.id}), match=Match.NONE))
    assert names(session)[0] == "Bo"


def test_lanes_by_kind_source_and_none(session: Session) -> None:
    session.update("test", lanes=Lanes.KIND)
    assert names(session) == ["Talks", "Vote, ruling"]
    session.update("test", lanes=Lanes.SOURCE)
    assert names(session) == ["First", "Second"]
    session.update("test", lanes=Lanes.NONE)
    assert names(session) == ["All events"]


def test_an_actors_lane_stands_for_the_actor(session: Session) -> None:
    shown = np.ones(session.corpus.n, dtype=np.bool_)
    lane = lanes_of(session.corpus, session.state, session.matches, shown)[0]
    bo = next(a for a in session.corpus.actors.values() if a.name == "Bo")
    assert lane.mark == Mark.actor(bo.id)
