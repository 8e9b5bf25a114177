"""The panes of one project, in their frame; what is missing is said in their place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from explorer.heap import give_back
from explorer.viewmodel.review.reviewing import Reviewing
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.words import LookingUp
from explorer.views.actors.panel import ActorsPanel
from explorer.views.details.pane import DetailsPane
from explorer.views.editing.panel import FormPanel
from explorer.views.empty.start import EmptyStart
from explorer.views.frame import Frame
from explorer.views.look import Look
from explorer.views.relationships.pane import RelationshipsPane
from explorer.views.review.dock import Dock
from explorer.views.review.pane import ReviewPane
from explorer.views.source.pane import SourcePane
from explorer.views.timeline.pane import TimelinePane
from explorer.views.worker import Progress, Worker

if TYPE_CHECKING:
    from explorer.views.listing.pane import EventsPane

_READ_ON_MS = 300
_IDLE_MS = 900


class Workbench(QWidget):
    """Made anew for each project; its panes hold the session."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.events: EventsPane | None = None
        # Joins the list's pane to the window, once there is one; the window knows how.
        self.furnish: Callable[[EventsPane], None] = lambda pane: None
        self.actors = ActorsPanel(session, look)
        self.timeline = TimelinePane(session, look)
        self.relationships = RelationshipsPane(session, look)
        self.source = SourcePane(session, look)
        self.details = DetailsPane(session, look)
        self.reviewing = Reviewing(session)
        self.review = ReviewPane(self.reviewing, look)
        self.dock = Dock(self.details, self.review, self.reviewing)
        self.start = EmptyStart(look)
        self._upper = _stack(self.timeline, self.start)
        self.frame = Frame(self.actors, (self._upper, self.relationships), (self.source, self.dock))
        self.form = FormPanel(self.frame, look)
        self.frame.cover_right(self.form)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.frame)
        self._order_tabs()
        session.changed.connect(self._follow)
        self._show_panes()
        self._reader = Worker("columns", self)
        self._finder = Worker("words", self)
        session.words.look_up = self._look_up
        self._late = QTimer(self, singleShot=True, interval=_READ_ON_MS)
        self._late.timeout.connect(self._read_on)
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(
            lambda: self._reader.run(lambda progress: give_back(), lambda done: None)
        )
        self._idle_ms = 0  # what opening left is given back at once: nobody has begun anything
        self.relationships.counter.busy_changed.connect(self._follow_counting)
        self.give_back_after(self._finder)
        if session.corpus.is_large:
            self._late.start()

    @property
    def is_empty(self) -> bool:
        """Whether the project has no source yet."""
        return not self._session.corpus.snapshot.sources

    def rest(self) -> None:
        """Follow nothing any more: the project is about to be closed."""
        self.relationships.counter.blockSignals(True)  # its end is no reason to read on
        for worker in self.workers:
            worker.stop()
        for timer in self.findChildren(QTimer):
            timer.stop()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """What works beside the window for these panes; the window hears of its faults."""
        listing = self.events.workers if self.events is not None else ()
        return (
            *(self._reader, self._finder, self.relationships.counter),
            *(self.actors.worker, self.timeline.worker),
            *listing,
        )

    def _read_on(self) -> None:
        """Read what the first picture left in the file, so that nobody waits for it later."""
        self._late.stop()
        corpus = self._session.corpus

        def read(progress: Progress) -> None:
            corpus.read_all()
            give_back()

        self._reader.run(read, lambda done: self._show_counts())

    def _follow_counting(self, busy: bool) -> None:
        if busy or not self._session.corpus.is_large:
            return
        if self._late.isActive():  # the thread is free sooner than it was thought to be
            self._read_on()
        else:
            self._idle.start(self._idle_ms)

    def give_back_after(self, worker: Worker) -> None:
        """Let go of the memory that a worker's jobs needed, whenever it comes to rest."""
        worker.busy_changed.connect(self._follow_work)

    def _follow_work(self, busy: bool) -> None:
        if not busy and self._session.corpus.is_large:
            self._idle.start(_IDLE_MS)

    def _show_counts(self) -> None:
        """Say how many events are in view where that was not known before."""
        if self.timeline.scene().in_view is None:
            self.timeline.canvas.refine()

    def _look_up(self, work: LookingUp | None) -> None:
        """Find a filter's words beside the window; those asked for before are let go of."""
        self._finder.cancel()
        if work is not None:
            asked = work
            self._finder.run(lambda progress: asked(progress.check), lambda put: put())

    def _follow(self, change: Change) -> None:
        if change.touches("corpus"):
            self._show_panes()
        if change.touches("corpus", "filter", "listing") and self._session.corpus.is_large:
            self._idle_ms = _IDLE_MS
            self._idle.start(_IDLE_MS)
        if change.touches("listing"):
            self._open_list(self._session.state.listing is not None)

    def _open_list(self, is_open: bool) -> None:
        """Make the list's pane when it is first asked for: no start waits for it."""
        if self.events is None and is_open:
            from explorer.views.listing.pane import EventsPane

            self.events = EventsPane(self._session, self._look)
            self.frame.add_drawer(self.events)
            self.furnish(self.events)
            self.give_back_after(self.events.maker)
            self._order_tabs()
        if self.events is not None:
            self.frame.open_drawer(is_open)

    def _show_panes(self) -> None:
        self._upper.setCurrentIndex(1 if self.is_empty else 0)

    def _order_tabs(self) -> None:
        order: tuple[QWidget, ...] = (
            self.actors, self.timeline, self.relationships, *filter(None, [self.events]),
            self.source, self.dock,
        )  # fmt: skip
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)


def _stack(*widgets: QWidget) -> QStackedWidget:
    stack = QStackedWidget()
    for widget in widgets:
        stack.addWidget(widget)
    return stack
