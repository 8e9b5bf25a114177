"""Columns of a dense lane: counted once each, and said no finer than the source."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from explorer.viewmodel.state import Axis
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.density import say_column
from explorer.viewmodel.timeline.scene import Columns
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder


def columns_of(builder: ProjectBuilder, axis: Axis) -> Columns:
    session = builder.session()
    session.state = replace(session.state, axis=axis)
    scene = TimelineBuilder(session, LetterMeasurer()).build(700, 300)
    return next(lane.columns for lane in scene.lanes if lane.columns is not None)


def crowd(date: str | None) -> ProjectBuilder:
    builder = ProjectBuilder()
    builder.source("Report")
    for number in range(900):
        year = 1900 + number % 100
        builder.event(
            f"Meeting {number}",
            date.format(year=year, decade=year // 10) if date else None,
            actors=("Japan",),
        )
    return builder


def test_as_told_a_column_is_paragraphs_and_names_no_date() -> None:
    columns = columns_of(crowd(None), Axis.TOLD)
    said = [say_column(columns, i) for i in range(len(columns.counts))]
    assert int(columns.counts.sum()) == 900
    assert all(words.startswith("¶") for words in said)
    numbers = columns.paragraphs or ()
    assert numbers[0][0] == 1
    assert all(later[0] == earlier[1] + 1 for earlier, later in pairwise(numbers))


def test_a_date_that_may_lie_beyond_its_column_is_said_so() -> None:
    columns = columns_of(crowd("{decade}X"), Axis.CALENDAR)
    full = np.flatnonzero(columns.counts.sum(axis=1))
    assert columns.unit == "year"
    assert all("perhaps later" in say_column(columns, int(i)) for i in full)


def test_days_in_months_are_counted_without_a_doubt() -> None:
    columns = columns_of(crowd("{year}-05-03"), Axis.CALENDAR)
    assert int(columns.counts.sum()) == 900
    assert columns.perhaps_later is not None
    assert not columns.perhaps_later.any()
