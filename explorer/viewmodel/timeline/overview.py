"""The overview: all events in one strip, with the visible stretch as a brush on it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.index.corpus import Bools
from explorer.values import dataclass
from explorer.viewmodel.timeline.basis import Basis, BasisMaker, fit_calendar
from explorer.viewmodel.timeline.density import column_edges
from explorer.viewmodel.timeline.ticks import Tick, calendar_ticks
from explorer.viewmodel.timeline.timescale import Floats, Scale
from explorer.viewmodel.timeline.told import Told, told_ticks
from explorer.viewmodel.type import Measurer

OVERVIEW_PX = 52.0
TOLD_OVERVIEW_PX = 40.0
SIDE_PX = 11.0
LABELS_PX = 12.0
OVERVIEW_COLUMN_PX = 3.0
_TOLD_COLUMN_PX = 8.0
MARGIN = 0.006
OVERVIEW_LABELS_APART_PX = 34.0
HANDLE_REACH_PX = 8.0


@dataclass(frozen=True, eq=False)
class OverviewScene:
    """The strip, in px from its corner.

    `edges_x` of shape (m + 1,) bounds the columns; `total` and `matching` count the events
    that begin in each; `most` is the highest total. `brush` is the visible stretch in px,
    cut at the strip's ends.
    """

    width: float
    height: float
    scale: Scale
    edges_x: Floats
    total: NDArray[np.int64]
    matching: NDArray[np.int64]
    most: int
    brush: tuple[float, float]
    ticks: tuple[Tick, ...]
    filtered: bool

    @property
    def floor(self) -> float:
        """The height at which the columns stand."""
        return self.height - LABELS_PX

    def grip(self, x: float) -> str:
        """Return what a press at `x` takes hold of: "low", "high", "body" or "" for none."""
        low, high = self.brush
        reach = min(HANDLE_REACH_PX, max((high - low) / 4, 3.0))
        if abs(x - low) <= reach and abs(x - low) <= abs(x - high):
            return "low"
        if abs(x - high) <= reach:
            return "high"
        return "body" if low < x < high else ""


def overview(
    maker: BasisMaker, basis: Basis, window_scale: Scale, width_px: float, measurer: Measurer
) -> OverviewScene:
    """Return the strip for a canvas's visible stretch."""
    inner = max(width_px - 2 * SIDE_PX, 1.0)
    told = basis.told
    whole = _whole_told(told, inner) if told is not None else _whole(basis, inner)
    edges_x, total, matching = maker.keep(
        ("overview", basis.extents, basis.shown, basis.matches, inner),
        lambda: _count(basis, whole),
    )
    low, high = (whole.x_of(end) for end in (window_scale.window.start, window_scale.window.end))
    right = SIDE_PX + inner
    ticks: tuple[Tick, ...] = ()
    if told is not None:
        ticks = told_ticks(told, whole, measurer)
    elif basis.has_places:
        ticks = maker.keep(
            ("overview ticks", whole.window.start, whole.window.end, whole.width_px),
            lambda: calendar_ticks(whole, measurer, apart_px=OVERVIEW_LABELS_APART_PX),
        )
    return OverviewScene(
        width_px,
        OVERVIEW_PX if told is None else TOLD_OVERVIEW_PX,
        whole,
        edges_x,
        total,
        matching,
        int(total.max()) if len(total) else 0,
        (min(max(low, SIDE_PX), right), max(min(high, right), SIDE_PX)),
        tuple(tick for tick in ticks if tick.label),
        bool((basis.shown & ~basis.matches).any()) or not basis.state.filter.is_empty,
    )


def _whole(basis: Basis, inner_px: float) -> Scale:
    return fit_calendar(basis.extents, basis.shown, SIDE_PX, inner_px, MARGIN)


def _whole_told(told: Told, inner_px: float) -> Scale:
    return Scale(told.to_weights(None), SIDE_PX, inner_px, 1e-6)


def _count(basis: Basis, whole: Scale) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    if basis.told is None:
        edges, _ = column_edges(whole, OVERVIEW_COLUMN_PX)
    else:
        count = max(int(whole.width_px / _TOLD_COLUMN_PX), 1)
        edges = np.linspace(whole.window.start, whole.window.end, count + 1)
    there = basis.shown & basis.extents.placed
    total = _histogram(basis, edges, there)
    return whole.x_of(edges), total, _histogram(basis, edges, there & basis.matches)


def _histogram(basis: Basis, edges: Floats, mask: Bools) -> NDArray[np.int64]:
    counts, _ = np.histogram(basis.extents.standing[mask], edges)
    return counts.astype(np.int64)
