"""The ruler's ticks at any scale, from minutes to billions of years, BCE included.

Two levels stand on it: major ones in bold (days, months or years) and minor ones
between. No label stands nearer than 8 px to the next, and none is cut by the edge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil, floor, log10
from typing import NamedTuple

from explorer.domain import calendar
from explorer.viewmodel.timeline.timescale import YEAR_S, Scale
from explorer.viewmodel.type import Measurer, TextStyle

LABEL_INDENT_PX = 5.0
LABEL_GAP_PX = 8.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINOR_LABEL_PX = 44.0
_BARE_TICK_PX = 9.0
_SECOND_LABEL_PX = 62.0
_QUARTER_LABEL_PX = 60.0
_QUARTER_S = YEAR_S / 4
_FAR_YEAR = 1e11  # beyond it the seconds no longer fit 64 bits


class Tick(NamedTuple):
    """A line of the ruler at `x_px`; `label` starts at `label_x_px`, empty for none."""

    x_px: float
    major: bool
    label: str = ""
    label_x_px: float = 0.0


class _Level(NamedTuple):
    """Where ticks stand in `[start_s, end_s]`, and what they are called."""

    ticks: Callable[[float, float], Iterator[int]]
    name: Callable[[int], str]


def calendar_ticks(
    scale: Scale, measurer: Measurer, *, apart_px: float = LABEL_GAP_PX
) -> tuple[Tick, ...]:
    """Return the ticks in the window, left to right; `scale` is in seconds.

    Years are thinned until their labels stand at least `apart_px` from each other.
    """
    major, minor = _levels(scale, measurer, apart_px)
    return place_ticks(
        scale,
        measurer,
        [(float(at), major.name(at)) for at in _within(major, scale)],
        [(float(at), minor.name(at)) for at in _within(minor, scale)],
    )


def place_ticks(
    scale: Scale,
    measurer: Measurer,
    majors: list[tuple[float, str]],
    minors: list[tuple[float, str]],
) -> tuple[Tick, ...]:
    """Return ticks for named places, each label where it has room.

    A major place left of the window gives its name to the window's left edge.
    """
    right = scale.left_px + scale.width_px
    taken: list[tuple[float, float]] = []
    ticks: list[Tick] = []
    before = [item for item in majors if scale.x_of(item[0]) < scale.left_px]
    inside = [item for item in majors if scale.left_px <= scale.x_of(item[0]) <= right]
    for place, name in inside:
        ticks.append(_tick(scale.x_of(place), True, name, right, measurer, taken))
    if before:
        pinned = _tick(scale.left_px, True, before[-1][1], right, measurer, taken)
        if pinned.label:
            ticks.append(Tick(-1.0, True, pinned.label, pinned.label_x_px))
    lines = {place for place, _ in majors}
    for place, name in minors:
        x = scale.x_of(place)
        if scale.left_px <= x <= right and place not in lines:
            ticks.append(_tick(x, False, name, right, measurer, taken))
    return tuple(sorted(ticks, key=lambda tick: tick.x_px))


def _tick(
    x: float,
    major: bool,
    name: str,
    right: float,
    measurer: Measurer,
    taken: list[tuple[float, float]],
) -> Tick:
    start = x + LABEL_INDENT_PX
    style = TextStyle.YEAR if major else TextStyle.SMALL
    end = start + measurer.width_px(name, style)
    free = all(end + LABEL_GAP_PX <= low or start >= high + LABEL_GAP_PX for low, high in taken)
    if not name or end > right or not free:
        return Tick(x, major)
    taken.append((start, end))
    return Tick(x, major, name, start)


def _within(level: _Level, scale: Scale) -> Iterator[int]:
    return level.ticks(scale.window.start, scale.window.end)


def _levels(scale: Scale, measurer: Measurer, apart_px: float) -> tuple[_Level, _Level]:
    """Return the major and the minor level for a zoom."""
    for step_s in (5, 10, 30):
        if step_s * scale.px_per_unit >= _SECOND_LABEL_PX:
            return _Level(_days(1), _day_name), _Level(_clock(step_s), _second_name)
    for step_s in (60, 300, 900, 1800, 3600, 10_800, 21_600, 43_200):
        if step_s * scale.px_per_unit >= _MINOR_LABEL_PX:
            return _Level(_days(1), _day_name), _Level(_clock(step_s), _clock_name)
    for every, px in ((1, 24.0), (7, _MINOR_LABEL_PX)):
        if every * calendar.DAY_S * scale.px_per_unit >= px:
            return _Level(_months(1), _month_year_name), _Level(_days(every), _day_number)
    if _QUARTER_S / 3 * scale.px_per_unit >= _MINOR_LABEL_PX:
        return _Level(_years(1), _year_name), _Level(_months(1), _month_name)
    return _year_levels(scale, measurer, apart_px)


def _year_levels(scale: Scale, measurer: Measurer, apart_px: float) -> tuple[_Level, _Level]:
    quarter_px = _QUARTER_S * scale.px_per_unit
    step = _year_step(scale, measurer, apart_px)
    major = _Level(_years(step), _year_name)
    if step > 1 or quarter_px < _BARE_TICK_PX:
        return major, _Level(_years(_finer(step, scale)), _nameless)
    if quarter_px >= _QUARTER_LABEL_PX:
        return major, _Level(_months(3), _month_name)
    return major, _Level(_months(3), _july_only if quarter_px >= 25 else _nameless)


def _year_step(scale: Scale, measurer: Measurer, apart_px: float) -> int:
    """Return the least of 1, 2, 5, 10, 20 ... years whose labels have room."""
    ends = (scale.window.start, scale.window.end)
    widest = max(
        measurer.width_px(_year_name(_second_of_year(_year_of(end))), TextStyle.YEAR)
        for end in ends
    )
    room_px = widest + LABEL_INDENT_PX + apart_px
    least = room_px / (YEAR_S * scale.px_per_unit)
    power = int(10 ** floor(log10(max(least, 1.0))))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= least)


def _finer(step: int, scale: Scale) -> int:
    """Return the step of the unnamed ticks between those of `step` years."""
    first = int(str(step)[0])
    choices = {1: (10, 2), 2: (4, 2), 5: (5,)}[first]
    year_px = YEAR_S * scale.px_per_unit
    finer = [step // n for n in choices if step % n == 0]
    return next((years for years in finer if years * year_px >= _BARE_TICK_PX), step)


def _year_of(instant_s: float) -> int:
    return calendar.civil_from_seconds(floor(instant_s))[0]


def _second_of_year(year: int) -> int:
    return calendar.seconds(year)


def _clock(step_s: int) -> Callable[[float, float], Iterator[int]]:
    def ticks(start_s: float, end_s: float) -> Iterator[int]:
        yield from range(ceil(start_s / step_s) * step_s, floor(end_s) + 1, step_s)

    return ticks


def _days(every: int) -> Callable[[float, float], Iterator[int]]:
    """Days of the month: all, or the 1st, 8th, 15th and 22nd. The first may lie before."""

    def ticks(start_s: float, end_s: float) -> Iterator[int]:
        first, last = floor(start_s / calendar.DAY_S), floor(end_s / calendar.DAY_S)
        for day in range(first, last + 1):
            number = calendar.civil_from_days(day)[2]
            if every == 1 or (number % every == 1 and number < 28):
                yield day * calendar.DAY_S

    return ticks


def _months(every: int) -> Callable[[float, float], Iterator[int]]:
    """Months, from January on; the first may lie before the start."""

    def ticks(start_s: float, end_s: float) -> Iterator[int]:
        year, month, *_ = calendar.civil_from_seconds(floor(start_s))
        month -= (month - 1) % every
        while (at := calendar.seconds(year, month)) <= end_s:
            yield at
            year, month = calendar.add_months(year, month, every)

    return ticks


def _years(every: int) -> Callable[[float, float], Iterator[int]]:
    """Round years as people count them: 200 BCE, 100 BCE, 1, 100, 200."""

    def ticks(start_s: float, end_s: float) -> Iterator[int]:
        first, last = _year_of(start_s), _year_of(end_s)
        for multiple in range(first // every - 1, last // every + 2):
            year = multiple * every
            if every > 1 and year <= 0:
                year += 1
            if first - every < year <= last and abs(year) < _FAR_YEAR:
                yield calendar.seconds(year)

    return ticks


def _year_name(instant_s: int) -> str:
    year = calendar.civil_from_seconds(instant_s)[0]
    number = year if year > 0 else 1 - year
    text = f"{number:,}" if number >= 10_000 else str(number)
    return text if year > 0 else f"{text} BCE"


def _month_name(instant_s: int) -> str:
    return _MONTHS[calendar.civil_from_seconds(instant_s)[1] - 1]


def _july_only(instant_s: int) -> str:
    name = _month_name(instant_s)
    return name if name == "Jul" else ""


def _month_year_name(instant_s: int) -> str:
    return f"{_month_name(instant_s)} {_year_name(instant_s)}"


def _day_name(instant_s: int) -> str:
    return f"{_day_number(instant_s)} {_month_year_name(instant_s)}"


def _day_number(instant_s: int) -> str:
    return str(calendar.civil_from_seconds(instant_s)[2])


def _clock_name(instant_s: int) -> str:
    _, _, _, hour, minute, _ = calendar.civil_from_seconds(instant_s)
    return f"{hour:02}:{minute:02}"


def _second_name(instant_s: int) -> str:
    return f"{_clock_name(instant_s)}:{instant_s % 60:02}"


def _nameless(instant_s: int) -> str:
    return ""
