"""From the project, the filter and the state to the timeline's scene.

A builder is asked for every frame. What depends only on the data, the filter and the
zoom step is kept from frame to frame; the rest follows the window.
"""

from __future__ import annotations

from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.index.corpus import Rows
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.basis import BasisMaker, TimelineOptions, fit_calendar
from explorer.viewmodel.timeline.extents import Extents
from explorer.viewmodel.timeline.frame import GUTTER_PX, Frame, axis_ends
from explorer.viewmodel.timeline.large.build import LargeTimeline
from explorer.viewmodel.timeline.large.few import extents_at
from explorer.viewmodel.timeline.overview import OverviewScene, overview
from explorer.viewmodel.timeline.scene import Columns, TimelineScene
from explorer.viewmodel.timeline.timescale import Scale
from explorer.viewmodel.timeline.told import Told
from explorer.viewmodel.timeline.undated import undated_order
from explorer.viewmodel.type import Measurer

__all__ = ["TimelineBuilder", "TimelineOptions", "build_timeline"]


class TimelineBuilder:
    """Builds the scenes of one session, frame after frame."""

    def __init__(self, session: Session, measurer: Measurer) -> None:
        self._session = session
        self._measurer = measurer
        self._maker = BasisMaker(session, measurer)
        self._many: LargeTimeline | None = None

    @property
    def large(self) -> LargeTimeline | None:
        """What draws instead where the project has too many events to go through."""
        if not self._session.corpus.is_large:
            return None
        if self._many is None:
            self._many = LargeTimeline(self._session, self._measurer)
        return self._many

    def build(
        self, width_px: float, height_px: float | None, options: TimelineOptions | None = None
    ) -> TimelineScene:
        """Return the scene of the state in a canvas of this size.

        `height_px` None makes it as tall as it needs to be: every lane, every row, every
        undated event, and no scrolling.
        """
        if self.large is not None:
            return self.large.build(width_px, height_px, options or TimelineOptions())
        frame = Frame(
            self._maker, self._session.corpus, self._measurer, options or TimelineOptions()
        )
        return frame.scene(width_px, height_px)

    def scale(self, width_px: float) -> Scale:
        """Return the scale of a canvas this wide on the screen, without building its scene."""
        if self.large is not None:
            return self.large.scale(width_px)
        basis = self._maker.basis()
        return self._maker.scale(basis, *axis_ends(basis, GUTTER_PX, width_px))

    def overview(self, width_px: float, canvas_px: float) -> OverviewScene:
        """Return the strip above a canvas `canvas_px` wide."""
        if self.large is not None:
            return self.large.overview(width_px, canvas_px)
        basis = self._maker.basis()
        scale = self.scale(canvas_px)
        return overview(self._maker, basis, scale, width_px, self._measurer)

    def complete(self) -> bool:
        """Read what the last scene could not wait for; returns whether the next has more."""
        return self._many is not None and self._many.complete()

    def perhaps_later(self, lane_key: str, columns: Columns, index: int) -> int | None:
        """Return how many of a column's events may have begun after it; None: the columns tell."""
        if self.large is None:
            return None
        return self.large.perhaps_later(lane_key, columns, index)

    @property
    def told(self) -> Told | None:
        """The axis as told where it is in force."""
        if self.large is not None:
            return None
        return self._maker.basis().told

    def extents_of(self, rows: Rows) -> Extents:
        """Return where some events stand on the axis in force; in the order of `rows`."""
        if self.large is not None:
            return extents_at(self._session.corpus, rows)
        return self._maker.basis().extents.at(rows)

    def undated_position(self, mark: Mark) -> int | None:
        """Return an event's place among those without a date, or None where it has one."""
        if self.large is not None:
            return self.large.undated_position(mark)
        basis = self._maker.basis()
        row = self._session.corpus.row_of.get(EventId(mark.id))
        if mark.kind is not MarkKind.EVENT or row is None:
            return None
        order = undated_order(basis.shown & ~basis.extents.placed, basis.matches).tolist()
        return order.index(row) if row in order else None

    def fitted(self, width_px: float) -> Window:
        """Return the window on the calendar that shows every mark there is."""
        if self.large is not None:
            return self.large.fitted(width_px)
        basis = self._maker.basis()
        return fit_calendar(basis.extents, basis.shown, 0.0, max(width_px, 1.0)).window


def build_timeline(
    session: Session,
    width_px: float,
    height_px: float | None,
    measurer: Measurer,
    options: TimelineOptions | None = None,
) -> TimelineScene:
    """Return one scene; who draws many keeps a `TimelineBuilder`."""
    return TimelineBuilder(session, measurer).build(width_px, height_px, options)
