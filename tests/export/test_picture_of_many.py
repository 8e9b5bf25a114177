"""Pictures of a project with many events: counted by masks, quoted where a mark stands alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from explorer.export.picture import make_picture
from explorer.export.targets import svg_bytes
from explorer.painting.fonts import QtMeasurer
from explorer.viewmodel.picture import of_timeline
from explorer.viewmodel.picture.of_source import SourceBody
from explorer.viewmodel.picture.of_timeline import TimelineBody
from explorer.viewmodel.picture.wish import View, Wish
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes
from explorer.views.export.job import still
from tests.support.many import BUSY, LANES, UNDATED, session_of_many


@pytest.fixture
def session(qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    del qapp
    monkeypatch.setattr(of_timeline, "_MOST_QUOTED", 30)
    with session_of_many(tmp_path, monkeypatch) as made:
        yield made


def test_what_columns_count_is_shown_and_what_has_no_lane_is_left_out(session: Session) -> None:
    body = TimelineBody(session, QtMeasurer())
    scene = body.scene(1200, 400, ())
    lanes = [lane for lane in scene.lanes if lane.y < scene.plot_bottom]
    shown = sum(lane.count for lane in lanes) - UNDATED
    said = body.left_out(scene, body.marks(scene))
    assert any(lane.columns is not None for lane in lanes)
    assert scene.undated is not None
    strip = len(scene.undated.items)
    outside = BUSY + LANES - shown
    assert outside > 0
    assert said.startswith(f"Shown {shown + strip:,} of {BUSY + LANES + UNDATED:,} events.")
    assert f"{outside:,} outside the picture" in said


def test_the_last_lane_of_a_page_is_whole(session: Session) -> None:
    body = TimelineBody(session, QtMeasurer())
    scene = body.scene(*body.natural_px(), ())
    ends = [lane.y + lane.height for lane in scene.lanes]
    assert max(ends) == pytest.approx(scene.plot_bottom, abs=0.5)


def test_only_what_stands_alone_is_quoted_and_the_rest_is_counted(session: Session) -> None:
    body = TimelineBody(session, QtMeasurer())
    scene = body.scene(1200, 400, ())
    marks = body.marks(scene)
    alone = {mark.event_id for mark in scene.marks}
    alone |= {item.event_id for item in scene.undated.items} if scene.undated else set()
    assert 0 < len(marks) <= 30
    assert {mark.id for mark in marks} <= alone
    assert body.beyond(scene) == len(body.rows(scene)) - len(marks)
    svg = svg_bytes(make_picture(session, Wish(size_px=(1200, 800)))).decode()
    assert "more quotes have no room at this size." in svg


def test_the_key_has_the_kinds_of_all_that_is_shown(session: Session) -> None:
    body = TimelineBody(session, QtMeasurer())
    labels = [item.label for item in body.key(body.scene(1200, 400, ()))]
    assert {"Talks", "Incident"} <= set(labels)


def test_a_long_table_is_pictured_by_the_stretch(session: Session) -> None:
    body = SourceBody(session, QtMeasurer())
    numbers = [paragraph.number for paragraph in body.passage().paragraphs]
    assert numbers == list(range(1, 51))
    assert make_picture(session, Wish(View.SOURCE)).height_px > 0


def test_few_lanes_make_a_low_picture(session: Session) -> None:
    body = TimelineBody(session, QtMeasurer())
    session.update("test", lanes=Lanes.NONE)
    low, high = body.scene(1200, None, ()), TimelineBody(session, QtMeasurer())
    assert low.height < 200
    session.update("test", lanes=Lanes.ACTOR)
    assert high.scene(1200, None, ()).height > low.height


def test_the_rows_on_a_picture_are_those_of_its_lanes(session: Session) -> None:
    body = TimelineBody(session, QtMeasurer())
    scene = body.scene(1200, 400, ())
    rows = body.rows(scene)
    assert np.array_equal(rows, np.unique(rows))
    assert session.matches[rows].all()


def test_the_window_reads_no_long_table_for_a_picture(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    read = session.project.paragraphs
    monkeypatch.setattr(
        session.project, "paragraphs", lambda *which: asked.append(which) or read(*which)
    )
    make_picture(still(session), Wish(View.SOURCE))
    assert {which[1:] for which in asked} == {(1, 50)}
