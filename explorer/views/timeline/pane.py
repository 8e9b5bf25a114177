"""The timeline's pane: header, filter row, overview and canvas over one session."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from explorer.painting.fonts import font, metrics
from explorer.viewmodel.session import FINDING, PATIENCE_MS, Change, Session
from explorer.viewmodel.state import Axis, Lanes, Others
from explorer.viewmodel.timeline.gestures import ORIGIN, ZOOM_STEP, TimelineGestures
from explorer.viewmodel.timeline.scene import TimelineScene
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip, IconButton, Segmented
from explorer.views.timeline.canvas import TimelineCanvas
from explorer.views.timeline.filter_row import FilterRow
from explorer.views.timeline.overview import OverviewStrip
from explorer.views.worker import Worker

_LANE_NAMES = {
    Lanes.ACTOR: "Actor",
    Lanes.KIND: "Kind",
    Lanes.SOURCE: "Source",
    Lanes.NONE: "None",
}
_OTHER_NAMES = {Others.DIMMED: "dimmed", Others.HIDDEN: "hidden"}
_SEEN = (
    "corpus", "filter", "selection", "axis", "lanes", "others", "window", "told_window",
    "selected_period", "pinned",
)  # fmt: skip


class TimelinePane(QWidget):
    """Header, filter, overview, lanes.

    Rebuilds once per turn of the event loop, whatever changed in it. `zoom`, `fit` and
    `focus_selection` are what the menus call.
    """

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.canvas = TimelineCanvas(session, look)
        self.gestures: TimelineGestures = self.canvas.gestures
        self.header = HeaderStrip("Timeline", look)
        self.filter_row = FilterRow(session, self.gestures, look)
        self.overview = OverviewStrip(self.canvas.builder, self.gestures, look)
        self._reveal = self._selected = self._held_back = False
        self._was_empty = session.corpus.n == 0
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(0)
        self._waiting.timeout.connect(self._refresh)
        self._fill_header()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.filter_row)
        column.addWidget(self.overview)
        column.addWidget(self.canvas, 1)
        self.canvas.rebuilt.connect(self._follow_scene)
        self.canvas.still.connect(self._work_on)
        self.worker = Worker("lanes", self)
        self.setFocusProxy(self.canvas)
        disconnect = session.changed.connect(self._follow)
        self.destroyed.connect(lambda: disconnect())
        look.changed.connect(self._colour_labels)
        self._colour_labels()
        self._tell_undated()
        self._show_choices()

    def scene(self) -> TimelineScene:
        """Return the scene that is drawn."""
        return self.canvas.drawn()

    @property
    def canvas_px(self) -> tuple[float, float]:
        """The canvas's size in logical px, for a picture as seen."""
        return self.canvas.size_px

    @property
    def scroll_px(self) -> float:
        """How far the lanes are scrolled down."""
        return self.canvas.scroll_px

    def zoom(self, factor: float) -> None:
        """Zoom in by a factor about the middle."""
        self.gestures.zoom(factor)

    def fit(self) -> None:
        """Show everything."""
        self.gestures.fit_all()

    def focus_selection(self) -> None:
        """Centre what is selected; again fits it."""
        self.gestures.focus_selection()

    def step(self, count: int) -> None:
        """Select the next or the previous matching event."""
        self.gestures.step(count)

    def filter_to_period(self) -> None:
        """Make the selected period a filter."""
        self.gestures.filter_to_period()

    def _fill_header(self) -> None:
        row = self.header.row
        indent = 12 + metrics(TextStyle.PANE_TITLE).horizontalAdvance("Timeline") + 14
        self._lanes = _combo("Lanes", [_LANE_NAMES[lane] for lane in Lanes])
        self._others = _combo("Other marks", [_OTHER_NAMES[other] for other in Others])
        self._labels = [QLabel("Lanes"), QLabel("Other marks")]
        row.insertSpacing(0, int(indent) - 8)
        for index, widget in enumerate(
            (self._labels[0], self._lanes, self._labels[1], self._others), 1
        ):
            row.insertWidget(index, widget)
        for icon, name, deed in (
            ("minus", "Zoom out  −", lambda: self.zoom(1 / ZOOM_STEP)),
            ("plus", "Zoom in  +", lambda: self.zoom(ZOOM_STEP)),
            ("fit", "Show everything  Home", self.fit),
        ):
            button = IconButton(icon, name, self._look)
            button.clicked.connect(deed)
            row.addWidget(button)
        row.addSpacing(4)
        choices = [(Axis.CALENDAR.value, "Calendar"), (Axis.TOLD.value, "As told")]
        self._axis = Segmented(choices, self._look, "Axis")
        row.addWidget(self._axis)
        self._axis.chosen.connect(lambda key: self._session.update(ORIGIN, axis=Axis(key)))
        self._lanes.activated.connect(
            lambda index: self._session.update(ORIGIN, lanes=list(Lanes)[index])
        )
        self._others.activated.connect(
            lambda index: self._session.update(ORIGIN, others=list(Others)[index])
        )

    def _colour_labels(self) -> None:
        for label in self._labels:
            colours = label.palette()
            colours.setColor(QPalette.ColorRole.WindowText, self._look.theme.muted)
            label.setPalette(colours)

    def _show_choices(self) -> None:
        state = self._session.state
        self._axis.show_choice(state.axis.value)
        self._lanes.setCurrentIndex(list(Lanes).index(state.lanes))
        self._others.setCurrentIndex(list(Others).index(state.others))

    def _tell_undated(self) -> None:
        """Where no event has a date, begin as told: an empty calendar shows nothing."""
        corpus = self._session.corpus
        if corpus.n and not corpus.columns.dated:
            self._session.update(ORIGIN, axis=Axis.TOLD)

    def _follow(self, change: Change) -> None:
        if change.touches("corpus"):
            if self._was_empty:
                self._tell_undated()
            self._was_empty = self._session.corpus.n == 0
        if change.touches(*_SEEN):
            selected = change.touches("selection")
            self._selected |= selected
            if change.touches("filter", "lanes", "axis", "others", "pinned"):
                self.canvas.scroll_px = 0.0
                self.canvas.undated_from = 0
            self._reveal |= selected and change.origin != ORIGIN
            if change.can_wait:
                self._held_back = True
                self._waiting.start(PATIENCE_MS)
            else:
                self.canvas.invalidate()
                self._waiting.start(0)
        if change.touches(FINDING):
            self.filter_row.follow(self.canvas.drawn())
        elif change.touches("hover"):
            self.canvas.repaint_item()

    def _refresh(self) -> None:
        reveal, selected = self._reveal, self._selected
        if self._held_back:
            self.canvas.invalidate()
        self._reveal = self._selected = self._held_back = False
        self._show_choices()
        if reveal:
            self.gestures.reveal()
        self.canvas.settle()
        if selected:
            self.canvas.show_marks_of_selection()
            self.canvas.show_selection_undated()

    def _work_on(self) -> None:
        """Have worked out, beside the window, what the picture could not wait for.

        What is being worked out is not begun again: when it is there, what is still owed is
        asked for.
        """
        large = self.canvas.builder.large
        work = None if large is None or self.worker.is_busy else large.owed
        if work is None:
            return
        owed = work

        def land(put: Callable[[], None]) -> None:
            put()
            self.canvas.refine()

        self.worker.run(lambda progress: owed(), land)

    def _follow_scene(self) -> None:
        self.overview.rebuild()
        self.filter_row.follow(self.canvas.drawn())


def _combo(name: str, items: list[str]) -> QComboBox:
    combo = QComboBox()
    combo.addItems(items)
    combo.setAccessibleName(name)
    combo.setFont(font(TextStyle.BODY))
    combo.setFixedHeight(22)
    return combo
