"""What gestures on the timeline mean."""

from __future__ import annotations

import pytest

from explorer.domain.calendar import seconds
from explorer.domain.ids import Mark
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Window
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.gestures import TimelineGestures
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.event("A", "2020-01-01", actors=("Ana",))
    builder.event("B", "2022-01-01", actors=("Bo",))
    builder.event("C", "2024-01-01", actors=("Ana",))
    builder.event("D")
    return builder.session()


@pytest.fixture
def gestures(session: Session) -> TimelineGestures:
    return TimelineGestures(session, TimelineBuilder(session, LetterMeasurer()))


def test_zoom_holds_what_is_under_the_pointer(gestures: TimelineGestures) -> None:
    place = gestures.scale.place_at(400)
    gestures.zoom(3.0, 400)
    assert gestures.scale.x_of(place) == pytest.approx(400, abs=0.01)


def test_home_fits_all(session: Session, gestures: TimelineGestures) -> None:
    gestures.zoom(50.0)
    assert session.state.window is not None
    gestures.fit_all()
    assert session.state.window is None


def test_focus_centres_and_again_fits(session: Session, gestures: TimelineGestures) -> None:
    session.update("test", selection=(Mark.event(2),))
    gestures.zoom(4.0, 600)
    span = gestures.scale.span
    gestures.focus_selection()
    middle = gestures.scale.place_at(gestures.scale.left_px + gestures.scale.width_px / 2)
    assert gestures.scale.span == pytest.approx(span)
    assert abs(middle - seconds(2022, 1, 1, 12)) < 1
    gestures.focus_selection()
    assert gestures.scale.span < span / 5


def test_focus_on_an_actor_fits_all_its_events(
    session: Session, gestures: TimelineGestures
) -> None:
    session.update("test", selection=(Mark.actor(1),), window=Window(0.0, 1e8))
    gestures.focus_selection()
    window = gestures.scale.window
    assert window.start < seconds(2020)
    assert window.end > seconds(2024)


def test_stepping_brings_the_event_into_the_window(
    session: Session, gestures: TimelineGestures
) -> None:
    session.update("test", window=Window(seconds(2020), seconds(2020, 2)))
    gestures.step(1)
    gestures.step(1)
    assert session.state.selection == (Mark.event(2),)
    window = gestures.scale.window
    assert window.start < seconds(2022, 1, 1, 12) < window.end


def test_click_selects_toggles_and_clears(session: Session, gestures: TimelineGestures) -> None:
    one, two = Mark.event(1), Mark.event(2)
    gestures.click(one, False)
    gestures.click(two, True)
    assert session.state.selection == (one, two)
    gestures.click(one, True)
    assert session.state.selection == (two,)
    gestures.click(None, True)
    assert session.state.selection == (two,)
    gestures.click(None, False)
    assert session.state.selection == ()


def test_a_selected_period_becomes_a_filter(session: Session, gestures: TimelineGestures) -> None:
    scale = gestures.scale
    gestures.select_period(scale.x_of(seconds(2023)), scale.x_of(seconds(2021)))
    period = session.state.selected_period
    assert period is not None
    assert period.start == pytest.approx(seconds(2021), abs=1)
    gestures.filter_to_period()
    assert session.state.selected_period is None
    assert session.state.filter.period is not None
    titles = [session.corpus.events[row].title for row in session.matches.nonzero()[0]]
    assert titles == ["B"]


def test_as_told_the_window_stays_within_the_text(
    session: Session, gestures: TimelineGestures
) -> None:
    session.update("test", axis=Axis.TOLD)
    gestures.zoom(2.0)
    before = session.state.told_window
    assert before is not None
    gestures.pan(1e6)
    after = session.state.told_window
    assert after is not None
    assert after.start == pytest.approx(0.0, abs=1e-6)
    assert session.state.window is None
    gestures.zoom(1e-6)
    assert session.state.told_window is None
