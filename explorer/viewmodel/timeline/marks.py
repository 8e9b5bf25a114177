"""The marks of one frame: each visible event in each visible lane."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.domain.ids import EventId
from explorer.domain.kinds import Status
from explorer.index.corpus import Bools, Corpus
from explorer.viewmodel.forms import Form, Tone, form_of
from explorer.viewmodel.timeline.extents import Extents, Glyph
from explorer.viewmodel.timeline.labels import Standing, fits_inside
from explorer.viewmodel.timeline.rows import FIRST_ROW_PX, NO_ROW, ROW_PX, LaneRows, Side
from explorer.viewmodel.timeline.scene import FloorTick, MarkItem
from explorer.viewmodel.timeline.spans import Span, Spans
from explorer.viewmodel.timeline.timescale import Scale
from explorer.viewmodel.type import Measurer, TextStyle

_MORE_WITHIN_PX = 14.0
_FLOOR_PX = 4.0
_TICK_STEP_PX = 2.0
_POINTS = frozenset({Glyph.DOT, Glyph.DIAMOND})
_SIDES = tuple(Side)
_LONG = frozenset({Glyph.BAR, Glyph.ARROW})


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
        self._matches = matches
        self._all_match = bool(matches.all())
        self._selected = frozenset(selected)
        self._selected_rows = {corpus.row_of[e] for e in self._selected if e in corpus.row_of}
        self._measurer = measurer
        self._spans = Spans(extents, scale)
        self._tall: set[int] = set()

    @property
    def selected(self) -> frozenset[EventId]:
        """The selected events, whether they are here or not."""
        return self._selected

    @property
    def visible(self) -> Bools:
        """The mask of events of which anything lies in the window; shape (n,)."""
        return self._spans.visible

    def x_of_row(self, row: int) -> float:
        """Return where a visible event's connector stands."""
        return self._spans.of(row).x

    def lane(
        self, rows: LaneRows, number: int, top: float
    ) -> tuple[list[Standing], list[FloorTick], int]:
        """Return the standing marks, the floor's ticks and their count of one lane at `top` px.

        Ticks of context that would lie on one another are drawn once, and all counted.
        """
        if rows.dense:
            return self._chosen_of_dense(rows, number, top), [], 0
        chosen = np.flatnonzero(self.visible[rows.events])
        rows.ensure(chosen)
        hosts = self._hosts(rows)
        hidden = self._repeated_ticks(rows, chosen)
        count = int(np.count_nonzero(hidden))
        chosen = chosen[~hidden]
        events, slots = rows.events[chosen], rows.slot[chosen]
        if hosts:
            pairs = zip(events.tolist(), slots.tolist(), strict=True)
            slots = np.array([self._given(*pair, hosts) for pair in pairs], dtype=np.int16)
        low = slots == NO_ROW
        floor = self._floor_ticks(events[low], top + rows.height_px - _FLOOR_PX)
        upper = zip(
            events[~low].tolist(), slots[~low].tolist(), rows.side[chosen[~low]].tolist(),
            strict=True,
        )  # fmt: skip
        standing = [
            Standing(
                self._item(row, top + FIRST_ROW_PX + slot * ROW_PX), number, slot, _SIDES[side]
            )
            for row, slot, side in upper
        ]
        spare = events[low & self._matches[events]]
        return self._with_mores(standing, spare), floor, count + len(floor)

    def _repeated_ticks(self, rows: LaneRows, chosen: NDArray[np.int64]) -> Bools:
        """Return which context ticks another tick would hide; shape (len(chosen),)."""
        if self._all_match:
            return np.zeros(len(chosen), dtype=np.bool_)
        events = rows.events[chosen]
        ticks = np.flatnonzero((rows.slot[chosen] == NO_ROW) & ~self._matches[events])
        spots = self._spans.middles[events[ticks]] // _TICK_STEP_PX
        order = np.argsort(spots, kind="stable")
        repeated = np.diff(spots[order], prepend=-np.inf) == 0
        hidden = np.zeros(len(chosen), dtype=np.bool_)
        hidden[ticks[order[repeated]]] = True
        for row in self._selected_rows:
            hidden[events == row] = False
        return hidden

    def _hosts(self, rows: LaneRows) -> dict[int, int]:
        """Return the selected events that would have no row, and the one each takes."""
        found = {}
        for row in sorted(self._selected_rows):
            if self.visible[row] and _has(rows, row):
                index = int(np.searchsorted(rows.events, row))
                slot = rows.slot_if_selected(index)
                if rows.slot[index] == NO_ROW:
                    found[row] = slot
        return found

    def _given(self, row: int, slot: int, hosts: Mapping[int, int]) -> int:
        """Return an event's row once the selected ones have taken theirs."""
        if not hosts or slot == NO_ROW:
            return hosts.get(row, slot)
        if row in self._selected_rows:
            return slot
        rect = self._item(row, 0.0).rect
        for other, taken in hosts.items():
            theirs = self._item(other, 0.0).rect
            if taken == slot and rect.x < theirs.right and theirs.x < rect.right:
                return NO_ROW
        return slot

    def _chosen_of_dense(self, rows: LaneRows, number: int, top: float) -> list[Standing]:
        """Return the selected events of a dense lane: they stand before its columns."""
        middle = top + rows.height_px / 2
        return [
            Standing(self._item(row, middle), number, 0, Side.NONE)
            for row in sorted(self._selected_rows)
            if self.visible[row] and _has(rows, row)
        ]

    def _with_mores(
        self, standing: list[Standing], spare: NDArray[np.signedinteger]
    ) -> list[Standing]:
        """Count each matching mark without a row at the nearest one that has one."""
        hosts = [i for i, stand in enumerate(standing) if stand.item.tone is Tone.MATCHING]
        if not len(spare) or not hosts:
            return standing
        xs = np.array([standing[i].item.x for i in hosts])
        apart = np.abs(xs[:, None] - np.array(self._spans.xs(spare)))
        near = np.argmin(apart, axis=0)[apart.min(axis=0) <= _MORE_WITHIN_PX]
        more = np.bincount(np.array(hosts)[near], minlength=len(standing)).tolist()
        return [
            stand._replace(more=count) if count else stand
            for stand, count in zip(standing, more, strict=True)
        ]

    def _floor_ticks(self, rows: NDArray[np.signedinteger], y: float) -> list[FloorTick]:
        events = self._corpus.events
        found = zip(
            rows.tolist(), self._corpus.kind[rows].tolist(), self._matches[rows].tolist(),
            self._spans.xs(rows), strict=True,
        )  # fmt: skip
        return [
            FloorTick(events[row].id, kind, Tone.MATCHING if match else Tone.CONTEXT, x, y)
            for row, kind, match, x in found
        ]

    def _tone(self, row: int) -> Tone:
        return Tone.MATCHING if self._matches[row] else Tone.CONTEXT

    def _item(self, row: int, y: float) -> MarkItem:
        event, span, tone = self._corpus.events[row], self._spans.of(row), self._tone(row)
        form = form_of(event.status, event.review)
        goes_on = event.status is Status.ONGOING and span.glyph in _POINTS
        tall = span.glyph in _LONG and self._is_tall(row, event.title, span, form, tone)
        return MarkItem(
            event.id, int(self._corpus.kind[row]), span.glyph, form, tone, span.x, y, span.low,
            span.high, span.soft_low, span.soft_high, row in self._selected_rows, goes_on,
            span.cut_low, span.cut_high, tall, span.claims,
        )  # fmt: skip

    def _is_tall(self, row: int, title: str, span: Span, form: Form, tone: Tone) -> bool:
        """Whether a hollow bar holds its own name, in the first lane where it stands."""
        if form is Form.FILLED or tone is Tone.CONTEXT or row in self._tall:
            return False
        width = self._measurer.width_px(title, TextStyle.LABEL_SELECTED)
        if not fits_inside(span.low, span.soft_high, width):
            return False
        self._tall.add(row)
        return True


def lanes_between(
    tops: Sequence[float], rows: Sequence[LaneRows], event_row: int
) -> Iterator[float]:
    """Yield the y of a selected event's mark in every lane where it stands, top to bottom."""
    for top, lane in zip(tops, rows, strict=True):
        if not _has(lane, event_row):
            continue
        index = int(np.searchsorted(lane.events, event_row))
        if lane.dense:
            yield top + lane.height_px / 2
        else:
            yield top + FIRST_ROW_PX + lane.slot_if_selected(index) * ROW_PX


def _has(lane: LaneRows, row: int) -> bool:
    index = int(np.searchsorted(lane.events, row))
    return index < len(lane.events) and int(lane.events[index]) == row
