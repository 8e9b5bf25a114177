"""Density: how many events of a lane begin in each column of the axis.

A column of the calendar is one of its units (an hour, a day, a month, a year ...), the
finest that is wide enough to see, so that a count can be said in words: "Mar 2011: 4,118
events". As told a column is a paragraph, or several.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import floor

import numpy as np
from numpy.typing import NDArray

from explorer.columns.values import OPEN_START
from explorer.domain import calendar
from explorer.index.corpus import Bools, Corpus, Ints
from explorer.values import dataclass
from explorer.viewmodel.timeline.extents import Extents
from explorer.viewmodel.timeline.scene import Columns, LaneItem
from explorer.viewmodel.timeline.timescale import YEAR_S, Floats, Scale

STACKED = ("talks", "agreement", "incident")
COLUMN_PX = 1.5
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CLOCK_UNITS = (
    (60, "minute"),
    (3600, "hour"),
    (21_600, "6 hours"),
    (86_400, "day"),
    (604_800, "week"),
)
_MONDAY_S = 4 * 86_400  # 1970-01-05; every other unit divides it
_MONTH_UNITS = ((1, "month"), (3, "quarter"))


def column_edges(scale: Scale, least_px: float = COLUMN_PX) -> tuple[Floats, str]:
    """Return the places that bound the columns over the window, and what one column is.

    A column is at least `least_px` wide.
    """
    for step_s, name in _CLOCK_UNITS:
        if step_s * scale.px_per_unit >= least_px:
            first = floor((scale.window.start - _MONDAY_S) / step_s) * step_s + _MONDAY_S
            count = int((scale.window.end - first) // step_s) + 2
            return first + np.arange(count, dtype=np.float64) * step_s, name
    for months, name in _MONTH_UNITS:
        if months * YEAR_S / 12 * scale.px_per_unit >= least_px:
            return np.array(list(_months(scale, months)), dtype=np.float64), name
    years = next(n for n in _round_numbers() if n * YEAR_S * scale.px_per_unit >= least_px)
    name = "year" if years == 1 else f"{years:,} years"
    return np.array(list(_months(scale, 12 * years)), dtype=np.float64), name


@dataclass(frozen=True, eq=False)
class Grid:
    """The places that bound the columns of every dense lane, and what one column is.

    As told `paragraphs` are the numbers each column begins and ends with.
    """

    places: Floats
    unit: str
    paragraphs: tuple[tuple[int, int], ...] | None = None


def lane_columns(
    corpus: Corpus, events: Ints, extents: Extents, matches: Bools, scale: Scale, grid: Grid
) -> Columns:
    """Return the columns of a lane; each event counts once, where its date begins.

    What has no start counts at its end.
    `events` are the lane's corpus rows.
    """
    last = len(grid.places) - 1
    column = np.searchsorted(grid.places, extents.standing[events], side="right") - 1
    inside = (column >= 0) & (column < last)
    layer = np.where(matches[events], _layers(corpus)[corpus.kind[events]], len(STACKED) + 1)
    width = len(STACKED) + 2
    flat = column[inside] * width + layer[inside]
    counts = np.bincount(flat, minlength=last * width).reshape(-1, width)
    most = int(counts.sum(axis=1).max()) if counts.size else 0
    # Of what has no start, where it may have begun is not said.
    latest = np.where(corpus.start_min[events] == OPEN_START, -np.inf, corpus.start_max[events])
    later = inside & (latest >= grid.places[np.minimum(column + 1, last)])
    perhaps = np.bincount(column[later], minlength=last)
    return Columns(
        scale.x_of(grid.places), grid.places, counts.astype(np.int64), most, grid.unit,
        perhaps.astype(np.int64), grid.paragraphs,
    )  # fmt: skip


def say_column(columns: Columns, index: int, perhaps: int | None = None) -> str:
    """Return what a column holds in words: "Mar 2011: 4,118 events, 3 perhaps later".

    `perhaps` is how many may have begun later, where the columns themselves do not tell.
    """
    count = int(columns.counts[index].sum())
    events = f"{count:,} event{'' if count == 1 else 's'}"
    if columns.paragraphs is not None:
        return f"{say_paragraphs(columns.paragraphs, index)}: {events}"
    if perhaps is None:
        perhaps = 0 if columns.perhaps_later is None else int(columns.perhaps_later[index])
    when = say_start(int(columns.edges[index]), columns.unit)
    return f"{when}: {events}{f', {perhaps:,} perhaps later' if perhaps else ''}"


def say_through(lane: LaneItem) -> str:
    """Return what is counted beside a lane: "1,204 more began before, and last into this"."""
    count = 0 if lane.through is None else lane.through.number
    return f"{count:,} more began before, and last{'s' if count == 1 else ''} into this"


def say_paragraphs(bounds: tuple[tuple[int, int], ...], index: int) -> str:
    """Return a column's paragraphs: "¶61", or "¶61 to ¶65"."""
    first, last = bounds[index]
    return f"¶{first:,}" if first == last else f"¶{first:,} to ¶{last:,}"


def say_start(start_s: int, unit: str) -> str:
    """Return which column of a unit it is that starts there: "Mar 2011"."""
    year, month, day, hour, minute, _ = calendar.civil_from_seconds(start_s)
    said_year = str(year) if year > 0 else f"{1 - year} BCE"
    if unit in ("minute", "hour", "6 hours"):
        return f"{day} {_MONTHS[month - 1]} {said_year}, {hour:02}:{minute:02}"
    if unit == "week":
        return f"Week of {day} {_MONTHS[month - 1]} {said_year}"
    if unit == "day":
        return f"{day} {_MONTHS[month - 1]} {said_year}"
    if unit in ("month", "quarter"):
        last = "" if unit == "month" else f" to {_MONTHS[month + 1]}"
        return f"{_MONTHS[month - 1]}{last} {said_year}"
    return said_year if unit == "year" else f"{unit} from {said_year}"


def _layers(corpus: Corpus) -> NDArray[np.int64]:
    """Return for each kind its place in the stack; all that are not stacked share one."""
    return np.array(
        [STACKED.index(key) if key in STACKED else len(STACKED) for key in corpus.kinds],
        dtype=np.int64,
    )


def _months(scale: Scale, every: int) -> Iterator[float]:
    """First seconds of months, counted from January of year 0, one beyond either end."""
    year, month, *_ = calendar.civil_from_seconds(floor(scale.window.start))
    index = (year * 12 + month - 1) // every * every
    while True:
        at = calendar.seconds(index // 12, index % 12 + 1)
        yield float(at)
        if at > scale.window.end:
            return
        index += every


def _round_numbers() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
