"""Lanes kept on top: any actor's, whoever is busier, in every place where lanes are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, Mark
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.picture.of_timeline import TimelineBody
from explorer.viewmodel.project.saved_views import decode, encode, fitted
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes, State
from explorer.viewmodel.timeline import lane_pins
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.scene import LaneItem
from tests.sample.test_sample import SAMPLE
from tests.support.measurer import LetterMeasurer


@pytest.fixture(params=["few", "many"])
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch, Project.open(SAMPLE, read_only=True) as project:
        if request.param == "many":
            patch.setattr(store, "FEW", 0)
        yield Session(project)


def lanes(session: Session, state: State | None = None) -> tuple[LaneItem, ...]:
    own = session if state is None else session.seen_as(state)
    return TimelineBuilder(own, LetterMeasurer()).build(1000.0, 400.0).lanes


def least(session: Session, count: int = 2) -> list[ActorId]:
    """Return the actors with the fewest events, of those that have any with a date."""
    corpus = session.corpus
    dated = {a: int(corpus.dated[corpus.rows_of_actor[a]].sum()) for a in corpus.rows_of_actor}
    return sorted((a for a in dated if dated[a]), key=lambda a: (dated[a], -a))[:count]


def choose(session: Session, actor: ActorId) -> None:
    session.update("test", selection=(Mark.actor(actor),))


def test_a_pinned_actor_of_few_events_has_the_first_lane(session: Session) -> None:
    one, two = least(session)
    busiest = lanes(session)[0].mark
    for actor in (one, two):
        choose(session, actor)
        lane_pins.toggle(session, "test")
    drawn = lanes(session)
    assert [lane.mark for lane in drawn[:3]] == [Mark.actor(one), Mark.actor(two), busiest]
    assert [lane.pinned for lane in drawn[:3]] == [True, True, False]
    choose(session, one)
    assert lane_pins.words(session).startswith("Unpin the lane of ")
    lane_pins.toggle(session, "test")
    assert [lane.mark for lane in lanes(session)[:2]] == [Mark.actor(two), busiest]


def test_pinned_lanes_stand_above_those_of_the_filter(session: Session) -> None:
    one, two = least(session)
    chosen = Filter(actors=frozenset({two}), match=Match.ANY)
    session.update("test", pinned=(one,), filter=chosen)
    drawn = lanes(session)
    assert [lane.mark for lane in drawn[:2]] == [Mark.actor(one), Mark.actor(two)]


def test_pinning_brings_lanes_by_actor(session: Session) -> None:
    (one,) = least(session, 1)
    session.update("test", lanes=Lanes.KIND)
    choose(session, one)
    lane_pins.toggle(session, "test")
    assert session.state.lanes is Lanes.ACTOR
    assert lanes(session)[0].mark == Mark.actor(one)


def test_nothing_but_an_actor_can_be_pinned(session: Session) -> None:
    session.update("test", selection=(Mark.event(int(session.corpus.columns.id[0])),))
    assert lane_pins.pinnable(session) is None
    lane_pins.toggle(session, "test")
    assert session.state.pinned == ()


def test_pins_are_found_again_and_those_of_actors_that_are_gone_are_not(session: Session) -> None:
    (one,) = least(session, 1)
    gone = ActorId(max(session.corpus.actors) + 1)
    kept = fitted(decode(encode(replace(session.state, pinned=(gone, one)))), session.corpus)
    assert kept.pinned == (one,)
    assert lanes(session, kept)[0].mark == Mark.actor(one)
    assert lanes(session, replace(kept, pinned=(gone, one)))[0].mark == Mark.actor(one)


def test_a_picture_has_the_pinned_lanes_first(session: Session) -> None:
    (one,) = least(session, 1)
    session.update("test", pinned=(one,))
    scene = TimelineBody(session, LetterMeasurer()).scene(1000.0, None, ())
    assert scene.lanes[0].mark == Mark.actor(one)
    assert scene.lanes[0].pinned
