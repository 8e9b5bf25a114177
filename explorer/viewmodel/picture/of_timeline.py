"""The timeline as a picture's body."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Bools, Rows
from explorer.values import dataclass, replace
from explorer.viewmodel.forms import Form, Tone
from explorer.viewmodel.memory import Memory
from explorer.viewmodel.picture.caption import count, counts_line
from explorer.viewmodel.picture.page import KeyItem
from explorer.viewmodel.picture.page_scene import KeyShape
from explorer.viewmodel.picture.quotes import NumberedQuote, numbered_quotes
from explorer.viewmodel.picture.wish import WIDTH_PX, Extent
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Others, State
from explorer.viewmodel.status import (
    LONG_S,
    SAID_NAMES,
    filter_words,
    moment_words,
    stretch_words,
    whole,
)
from explorer.viewmodel.timeline.build import TimelineBuilder, TimelineOptions
from explorer.viewmodel.timeline.extents import Glyph
from explorer.viewmodel.timeline.scene import TimelineScene
from explorer.viewmodel.type import Measurer

_WIDTHS_PX = (WIDTH_PX - 80, 1920.0, 2320.0, 2920.0)
_LONGEST = 1.6  # times its width
_MOST_QUOTED = 1000
_SHAPES = (
    (Glyph.DOT, KeyShape.KIND, "dot: a day"),
    (Glyph.BAND, KeyShape.BAND, "band: some time within these bounds"),
    (Glyph.BAR, KeyShape.BAR, "bar: a period"),
    (Glyph.ARROW, KeyShape.ARROW, "arrow: goes on, no end given"),
    (Glyph.CONTESTED, KeyShape.GHOSTS, "joined: sources disagree on the date"),
)


@dataclass(frozen=True)
class TimelineBody:
    """`seen_px` is the pane's canvas and `scroll_px` its scrolling, for a picture as seen."""

    session: Session
    measurer: Measurer
    extent: Extent = Extent.EVERYTHING
    seen_px: tuple[float, float] | None = None
    scroll_px: float = 0.0

    def natural_px(self) -> tuple[float, float | None]:
        if self.extent is Extent.SEEN and self.seen_px is not None:
            return self.seen_px
        # Wider where it would be a long ribbon otherwise: all names have room at any width.
        for width in _WIDTHS_PX:
            if self.scene(width, None, ()).height <= _LONGEST * width:
                return width, None
        return _WIDTHS_PX[-1], None

    @property
    def quotes_title(self) -> str:
        return "Source quotes"

    def useful_px(self, width_px: float) -> float:
        return width_px

    def scene(
        self, width_px: float, height_px: float | None, marks: tuple[Mark, ...]
    ) -> TimelineScene:
        numbers = {
            EventId(mark.id): number
            for number, mark in enumerate(marks, 1)
            if mark.kind is MarkKind.EVENT
        }
        seen = self.extent is Extent.SEEN
        options = TimelineOptions(
            state=self._state(), matches=self._mask, numbers=numbers,
            scroll_px=self.scroll_px if seen else 0.0, paper=not seen, settled=True,
        )  # fmt: skip
        scene = self._builder.build(width_px, height_px, options)
        return self._whole_lanes(scene, options)

    def _whole_lanes(self, scene: TimelineScene, options: TimelineOptions) -> TimelineScene:
        """Return the scene without the lane that its lower edge would cut through, or a gap."""
        ends = [lane.y + lane.height for lane in scene.lanes]
        cut = [end for end in ends if end <= scene.plot_bottom + 0.5]
        if self.extent is Extent.SEEN or not cut:
            return scene
        over = scene.plot_bottom - max(cut)
        if over < 0.5:
            return scene
        height = scene.height - over
        return self._builder.build(scene.width, height, options)

    def wanted_px(self, width_px: float) -> float:
        return self.scene(width_px, None, ()).height

    def size_px(self, scene: TimelineScene) -> tuple[float, float]:
        return scene.width, scene.height

    def rows(self, scene: TimelineScene) -> Rows:
        """Return the rows of all matching events on a scene, in order; of the last one, kept."""
        return self._last.get(("rows", scene), lambda: self._rows_on(scene))

    def _rows_on(self, scene: TimelineScene) -> Rows:
        mask = self._in_columns(scene)
        mask[self._alone(scene)] = True
        return np.flatnonzero(mask).astype(np.int32)

    def marks(self, scene: TimelineScene) -> tuple[Mark, ...]:
        """Return the matching events that are drawn, dated ones in order of time first.

        Where they are too many to be quoted, only those that stand by themselves.
        """
        rows = self.rows(scene)
        if len(rows) > _MOST_QUOTED:
            rows = self._alone(scene)[:_MOST_QUOTED]
        ids = self.session.corpus.columns.id[rows].tolist()
        return tuple(Mark.event(EventId(event_id)) for event_id in ids)

    def beyond(self, scene: TimelineScene) -> int:
        return len(self.rows(scene)) - len(self.marks(scene))

    def key(self, scene: TimelineScene) -> tuple[KeyItem, ...]:
        """Return the kinds and shapes that are drawn, and no other."""
        marks = [mark for mark in scene.marks if mark.tone is Tone.MATCHING]
        undated = scene.undated.items if scene.undated is not None else ()
        corpus = self.session.corpus
        kinds = np.flatnonzero(np.bincount(corpus.kind[self.rows(scene)])).tolist()
        items = [
            KeyItem(KeyShape.KIND, event_kind_label(corpus.kinds[kind]), kind) for kind in kinds
        ]
        glyphs = {mark.glyph for mark in marks}
        items += [KeyItem(shape, label) for glyph, shape, label in _SHAPES if glyph in glyphs]
        if any(m.soft_low_x < m.low_x or m.soft_high_x > m.high_x for m in marks):
            items.append(KeyItem(KeyShape.SOFT, "fade: about then, as far as possible"))
        forms = {mark.form for mark in marks} | {item.form for item in undated}
        if Form.HOLLOW in forms:
            items.append(KeyItem(KeyShape.HOLLOW, "hollow: planned"))
        if Form.DASHED in forms:
            items.append(KeyItem(KeyShape.DASHED, "dashed: drafted, not reviewed"))
        if undated or Glyph.DIAMOND in glyphs:
            items.append(KeyItem(KeyShape.DIAMOND, "diamond: the source gives no date"))
        if scene.floor:
            items.append(KeyItem(KeyShape.NONE, "ticks, +2: more that have no row of their own"))
        if any(lane.through for lane in scene.lanes):
            items.append(
                KeyItem(KeyShape.NONE, "+2 in blue, at the right: more that began before, and last")
            )
        return tuple(items)

    def quotes(self, marks: tuple[Mark, ...]) -> tuple[NumberedQuote, ...]:
        return numbered_quotes(self.session, marks)

    def subject(self) -> str:
        state, corpus = self._state(), self.session.corpus
        wanted = replace(state.filter, period=None)
        filtered = filter_words(corpus, wanted, SAID_NAMES)
        # "All events with drafts": the scope alone is no subject.
        about = f"All events {filtered}".rstrip() if wanted.is_empty else filtered
        if self.extent is Extent.SELECTION:
            about = "Selected events"
        stretch = self._stretch(state)
        return f"{about}, {stretch}" if stretch else about

    def _stretch(self, state: State) -> str:
        """Return the stretch on the screen; else the years of the events, no finer."""
        if self.extent is Extent.SEEN or state.axis is Axis.TOLD:
            return stretch_words(self.session.seen_as(state, self.session.matches))
        return self._years

    @cached_property
    def _years(self) -> str:
        years = whole(self.session.corpus, None if self._mask.all() else self._mask)
        if years is None:
            return ""
        first, last = (moment_words(s, LONG_S) for s in (years.start, years.end - 1))
        return first if first == last else f"{first} to {last}"

    def subtitle(self, scene: TimelineScene) -> str:
        shown = len(self.rows(scene))
        words = f"{shown:,} event{'' if shown == 1 else 's'}" if shown else ""
        quoted = shown and not self.beyond(scene)
        came = "the words it came from" if shown == 1 else "the words they came from"
        return f"{words} with {came}" if quoted else words

    def left_out(self, scene: TimelineScene, marks: tuple[Mark, ...]) -> str:
        del marks
        counts = count(self.session, self.rows(scene))
        timed = self._state().axis is Axis.CALENDAR
        return counts_line(counts, timed=timed, selected=self.extent is Extent.SELECTION)

    @cached_property
    def _builder(self) -> TimelineBuilder:
        return TimelineBuilder(self.session, self.measurer)

    def _state(self) -> State:
        state = self.session.state
        if self.extent is Extent.SEEN:
            return replace(state, hover=None)
        bare = replace(state, window=None, told_window=None, hover=None, others=Others.HIDDEN)
        return replace(bare, selection=(), selected_period=None)

    @cached_property
    def _mask(self) -> Bools:
        """Return which events the picture is of; one array, so that what hangs on it is kept."""
        if self.extent is not Extent.SELECTION:
            return self.session.matches
        mask = np.zeros(self.session.corpus.n, dtype=np.bool_)
        for mark in self.session.state.selection:
            mask[self._rows_of(mark)] = True
        return mask

    def _rows_of(self, mark: Mark) -> Rows:
        """Return the rows a selected mark stands for: its own, or its actors'."""
        corpus = self.session.corpus
        if mark.kind is MarkKind.EVENT:
            return np.array([corpus.row_of[EventId(mark.id)]], dtype=np.int32)
        if mark.kind is MarkKind.ACTOR:
            rows = corpus.rows_of_actor[ActorId(mark.id)]
        else:
            link = corpus.relationships[RelationshipId(mark.id)]
            rows = np.intersect1d(
                corpus.rows_of_actor[link.subject], corpus.rows_of_actor[link.object]
            )
        return rows[self.session.matches[rows]]

    @cached_property
    def _last(self) -> Memory:
        return Memory(1)

    @cached_property
    def _memory(self) -> Memory:
        """What every height that is tried asks for again: lanes' rows, what is in the window."""
        return Memory(64)

    def _alone(self, scene: TimelineScene) -> Rows:
        """Return the rows of the matching events that have a mark of their own, in order."""
        found = {m.event_id for m in scene.marks if m.tone is Tone.MATCHING}
        found |= {tick.event_id for tick in scene.floor if tick.tone is Tone.MATCHING}
        if scene.undated is not None:
            found |= {i.event_id for i in scene.undated.items if i.tone is Tone.MATCHING}
        row_of = self.session.corpus.row_of
        return np.array(sorted(row_of[event_id] for event_id in found), dtype=np.int32)

    def _in_columns(self, scene: TimelineScene) -> Bools:
        """Return which matching events the columns of the lanes on the canvas count."""
        corpus = self.session.corpus
        heads = [
            lane.mark
            for lane in scene.lanes
            if lane.columns is not None and lane.y < scene.plot_bottom
        ]
        mask = np.zeros(corpus.n, dtype=np.bool_)
        for head in heads:
            if head is None or head.kind is not MarkKind.ACTOR:
                return self._in_window(scene)
            mask[self._rows_of_lane(ActorId(head.id))] = True
        return mask & self._in_window(scene) if heads else mask

    def _rows_of_lane(self, actor_id: ActorId) -> Rows:
        return self._memory.get(
            ("lane", actor_id), lambda: self.session.corpus.rows_of_actor[actor_id]
        )

    def _in_window(self, scene: TimelineScene) -> Bools:
        if self._state().axis is Axis.TOLD:
            return self._mask.copy()
        start, end = scene.window.start, scene.window.end
        return self._memory.get(("window", start, end), lambda: self._between(start, end)).copy()

    def _between(self, start_s: float, end_s: float) -> Bools:
        corpus = self.session.corpus
        near = (corpus.start_min < end_s) & (corpus.end_max >= start_s)
        return self._mask & corpus.dated & near
