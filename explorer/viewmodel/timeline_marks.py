"""The marks of one frame: each visible event in each visible lane, cut at the plot's edges."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

import numpy as np

from explorer.domain.ids import EventId
from explorer.domain.kinds import Status
from explorer.domain.records import Event
from explorer.index.corpus import Bools, Corpus
from explorer.viewmodel.forms import Form, Tone, form_of
from explorer.viewmodel.labels import Standing, fits_inside, mark_rect
from explorer.viewmodel.timeline_extents import (
    ARROW_PX,
    BAND_MIN_PX,
    DAY_AS_BAND_PX,
    DOT_PX,
    Extents,
    Glyph,
)
from explorer.viewmodel.timeline_rows import FIRST_ROW_PX, NO_ROW, ROW_PX, LaneRows, Side
from explorer.viewmodel.timeline_scene import FloorTick, MarkItem
from explorer.viewmodel.timescale import Scale
from explorer.viewmodel.type import Measurer, TextStyle

_RADIUS = {Tone.MATCHING: DOT_PX, Tone.CONTEXT: 3.6}
_MORE_WITHIN_PX = 14.0
_CONTESTED_APART_PX = 9.0


@dataclass(frozen=True, slots=True)
class _Span:
    """A mark's geometry along the axis, the same in every lane."""

    glyph: Glyph
    x: float
    low: float
    high: float
    soft_low: float
    soft_high: float
    cut_low: bool
    cut_high: bool
    claims: tuple[float, ...] = ()


class MarkMaker:
    """Makes the items of a frame; `scale` is the drawn one."""

    def __init__(
        self,
        corpus: Corpus,
        extents: Extents,
        scale: Scale,
        matches: Bools,
        selected: Collection[EventId],
        measurer: Measurer,
    ) -> None:
        self._corpus = corpus
        self._extents = extents
        self._scale = scale
        self._matches = matches
        self._selected = frozenset(selected)
        self._measurer = measurer
        self._left, self._right = scale.left_px, scale.left_px + scale.width_px
        self.visible = self._visible()
        self._spans: dict[int, _Span] = {}
        self._tall: set[int] = set()

    def _visible(self) -> Bools:
        """Return the mask of events of which anything lies in the window; shape (n,)."""
        left, right = self._extents.reach(self._scale)
        glyph, middle = self._extents.glyph, self._scale.x_of(self._extents.middle)
        points = (glyph == Glyph.DOT) | (glyph == Glyph.DIAMOND)
        overlapping = (right > self._left) & (left < self._right)
        narrow = points & (right - left < DAY_AS_BAND_PX)
        inside = (middle >= self._left) & (middle <= self._right)
        return np.asarray(np.where(narrow, inside, overlapping) & self._extents.placed)

    def x_of_row(self, row: int) -> float:
        """Return where an event's connector stands."""
        return self._span(row).x

    def lane(
        self, rows: LaneRows, number: int, top: float
    ) -> tuple[list[Standing], list[FloorTick]]:
        """Return the standing marks and the floor's ticks of one lane at `top` px."""
        chosen = np.flatnonzero(self.visible[rows.events])
        standing: list[Standing] = []
        floor: list[FloorTick] = []
        spare: list[int] = []
        slots, sides = rows.slot[chosen].tolist(), rows.side[chosen].tolist()
        for row, slot, side in zip(rows.events[chosen].tolist(), slots, sides, strict=True):
            if rows.dense:
                if self._corpus.events[row].id in self._selected:
                    item = self._item(row, top + rows.height_px / 2)
                    standing.append(Standing(item, number, 0, Side.NONE))
            elif slot == NO_ROW:
                floor.append(self._floor_tick(row, top + rows.height_px - 4))
                if self._matches[row]:
                    spare.append(row)
            else:
                item = self._item(row, top + FIRST_ROW_PX + slot * ROW_PX)
                standing.append(Standing(item, number, slot, Side(side)))
        return self._with_mores(standing, spare), floor

    def _with_mores(self, standing: list[Standing], spare: list[int]) -> list[Standing]:
        """Count each matching mark without a row at the nearest one that has one."""
        if not spare:
            return standing
        more: dict[int, int] = {}
        hosts = [i for i, stand in enumerate(standing) if stand.item.tone is Tone.MATCHING]
        for row in spare:
            x = self._span(row).x
            near = min(hosts, key=lambda i: abs(standing[i].item.x - x), default=None)
            if near is not None and abs(standing[near].item.x - x) <= _MORE_WITHIN_PX:
                more[near] = more.get(near, 0) + 1
        return [
            Standing(stand.item, stand.lane, stand.slot, stand.side, more.get(i, 0))
            for i, stand in enumerate(standing)
        ]

    def _floor_tick(self, row: int, y: float) -> FloorTick:
        event_id = self._corpus.events[row].id
        kind = int(self._corpus.kind[row])
        return FloorTick(event_id, kind, self._tone(row), self._span(row).x, y)

    def _tone(self, row: int) -> Tone:
        return Tone.MATCHING if self._matches[row] else Tone.CONTEXT

    def _item(self, row: int, y: float) -> MarkItem:
        event, span, tone = self._corpus.events[row], self._span(row), self._tone(row)
        form = form_of(event.status, event.review)
        goes_on = event.status is Status.ONGOING and span.glyph in (Glyph.DOT, Glyph.DIAMOND)
        item = MarkItem(
            event.id, int(self._corpus.kind[row]), span.glyph, form, tone, span.x, y, span.low,
            span.high, span.soft_low, span.soft_high, event.id in self._selected, goes_on,
            span.cut_low, span.cut_high, self._is_tall(row, event, span, form, tone), span.claims,
        )  # fmt: skip
        return replace(item, rect=mark_rect(item, _RADIUS[tone]))

    def _is_tall(self, row: int, event: Event, span: _Span, form: Form, tone: Tone) -> bool:
        """Whether the bar holds its own name, in the first lane where it stands."""
        wide = span.glyph in (Glyph.BAR, Glyph.ARROW) and form is not Form.FILLED
        if not wide or tone is Tone.CONTEXT or row in self._tall:
            return False
        width = self._measurer.width_px(event.title, TextStyle.LABEL_SELECTED)
        if not fits_inside(span.low, span.soft_high, width):
            return False
        self._tall.add(row)
        return True

    def _span(self, row: int) -> _Span:
        if row not in self._spans:
            self._spans[row] = self._cut(row, *self._ends(row))
        return self._spans[row]

    def _ends(self, row: int) -> tuple[float, float, float, float]:
        """Return low, high, soft low and soft high in px, not cut yet."""
        e, x_of = self._extents, self._scale.x_of
        places = (e.low[row], e.high[row], e.soft_low[row], e.soft_high[row])
        low, high, soft_low, soft_high = (float(x_of(float(place))) for place in places)
        glyph = e.glyph[row]
        if glyph == Glyph.ARROW:
            high = soft_high = low + ARROW_PX
        elif glyph == Glyph.UNTIL:
            low = soft_low = high - ARROW_PX
        elif glyph in (Glyph.BAND, Glyph.BAR) and soft_high - soft_low < BAND_MIN_PX:
            middle = (soft_low + soft_high) / 2
            low = soft_low = middle - BAND_MIN_PX / 2
            high = soft_high = middle + BAND_MIN_PX / 2
        return low, high, soft_low, soft_high

    def _cut(self, row: int, low: float, high: float, soft_low: float, soft_high: float) -> _Span:
        glyph = Glyph(int(self._extents.glyph[row]))
        if glyph is Glyph.DOT and high - low > DAY_AS_BAND_PX:
            glyph = Glyph.BAND
        claims = tuple(float(self._scale.x_of(at)) for at in self._extents.claims.get(row, ()))
        if claims and claims[-1] - claims[0] < _CONTESTED_APART_PX:
            claims = ((claims[0] + claims[-1]) / 2,)
        inside = tuple(x for x in claims if self._left <= x <= self._right)
        cut_low, cut_high = soft_low < self._left, soft_high > self._right
        ends = [min(max(x, self._left), self._right) for x in (low, high, soft_low, soft_high)]
        middle = claims[0] if claims else (ends[0] + ends[1]) / 2
        if glyph in (Glyph.DOT, Glyph.DIAMOND):
            middle = (low + high) / 2
        elif glyph in (Glyph.ARROW, Glyph.BAR):
            middle = ends[0]
        elif glyph is Glyph.UNTIL:
            middle = ends[1]
        middle = min(max(middle, self._left), self._right)
        low, high, soft_low, soft_high = ends
        return _Span(glyph, middle, low, high, soft_low, soft_high, cut_low, cut_high, inside)


def lanes_between(tops: list[float], rows: list[LaneRows], event_row: int) -> Iterator[float]:
    """Yield the y of an event's mark in every lane where it stands, top to bottom."""
    for top, lane in zip(tops, rows, strict=True):
        index = int(np.searchsorted(lane.events, event_row))
        if index < len(lane.events) and lane.events[index] == event_row:
            slot = int(lane.slot[index])
            if lane.dense or slot == NO_ROW:
                yield top + lane.height_px / 2 if lane.dense else top + lane.height_px - 2.5
            else:
                yield top + FIRST_ROW_PX + slot * ROW_PX
