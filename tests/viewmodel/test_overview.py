"""The overview: everything counted, and the brush over what is visible."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.domain.calendar import seconds
from explorer.domain.filters import Filter
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Window
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.density import column_edges, say_column
from explorer.viewmodel.timeline.overview import OverviewScene
from explorer.viewmodel.timeline.scene import Columns
from explorer.viewmodel.timeline.timescale import Scale
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    for year in range(1951, 2026):
        builder.event(f"E{year}", f"{year}-06-01", kind="vote" if year % 5 else "talks")
    builder.event("Undated")
    return builder.session()


def strip(session: Session) -> OverviewScene:
    return TimelineBuilder(session, LetterMeasurer()).overview(736.0, 736.0)


def test_every_dated_event_is_counted_once(session: Session) -> None:
    scene = strip(session)
    assert int(scene.total.sum()) == int(scene.matching.sum()) == 75
    assert not scene.filtered
    session.update("test", filter=Filter(kinds=frozenset({"talks"})))
    scene = strip(session)
    assert (int(scene.total.sum()), int(scene.matching.sum())) == (75, 15)
    assert scene.filtered


def test_the_brush_lies_over_the_window(session: Session) -> None:
    low, high = strip(session).brush
    assert (low, high) == (11.0, 725.0)
    session.update("test", window=Window(seconds(2000), seconds(2010)))
    scene = strip(session)
    assert scene.brush == pytest.approx(
        (scene.scale.x_of(float(seconds(2000))), scene.scale.x_of(float(seconds(2010))))
    )
    low, high = scene.brush
    assert [scene.grip(x) for x in (low, (low + high) / 2, high, low - 60)] == [
        "low", "body", "high", "",
    ]  # fmt: skip


def test_as_told_the_undated_count_too(session: Session) -> None:
    session.update("test", axis=Axis.TOLD)
    assert int(strip(session).total.sum()) == 76


@pytest.mark.parametrize(
    ("years", "unit"),
    [
        (0.0005, "minute"),
        (0.05, "hour"),
        (0.25, "6 hours"),
        (1, "day"),
        (4, "week"),
        (12, "month"),
        (80, "quarter"),
        (300, "year"),
        (5000, "20 years"),
    ],
)
def test_a_column_is_a_unit_of_the_calendar(years: float, unit: str) -> None:
    start = float(seconds(2000))
    scale = Scale(Window(start, start + years * 31_556_952), 0.0, 700.0)
    edges, name = column_edges(scale)
    assert edges[0] <= scale.window.start
    assert edges[-1] >= scale.window.end
    widths = (edges[1:] - edges[:-1]) * scale.px_per_unit
    assert widths.min() >= 1.4
    assert name == unit


def test_a_column_says_when_and_how_many(session: Session) -> None:
    edges = np.array([seconds(2011, 3), seconds(2011, 4)], dtype=np.float64)
    counts = np.array([[4000, 0, 118, 0, 0]])
    columns = Columns(edges, edges, counts, 4118, "month")
    assert say_column(columns, 0) == "Mar 2011: 4,118 events"
