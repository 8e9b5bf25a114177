"""The pane of the list: what it holds, the table, and the work that takes longer than a blink."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from explorer.painting.fonts import metrics
from explorer.viewmodel.listing.copying import Copied
from explorer.viewmodel.listing.events import EventList, Lines, Made
from explorer.viewmodel.listing.opening import HEADINGS, list_title, open_list, sort_by
from explorer.viewmodel.listing.picked import Picked
from explorer.viewmodel.session import PATIENCE_MS, Change, Session
from explorer.viewmodel.state import SortBy
from explorer.viewmodel.type import TextStyle
from explorer.views.listing.model import COLUMNS, EventsModel
from explorer.views.listing.view import EventsView
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip, IconButton
from explorer.views.source.header import Remark
from explorer.views.worker import Worker

ORIGIN = "list"
_TITLE = "Events"
_MOST_CHOSEN = 200  # picked places that the other panes are told of
_SAID_AFTER_MS = 120  # work that is done by then is not spoken of


class EventsPane(QWidget):
    """Follows the state's `listing`; hidden while there is none.

    `wished` gives the id of a command, `noted` words about what was done.
    """

    wished = Signal(str)
    noted = Signal(str)
    asked = Signal(object)
    left = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session = session
        self.events = EventList(session)
        self.rows = EventsModel(self.events)
        self.view = EventsView(session, self.rows, look)
        self.maker, self.reader = Worker("list", self), Worker("lines", self)
        self.copier = Worker("copy", self)
        self._lay_out(look)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self.refresh)
        self._late = QTimer(self, singleShot=True, interval=_SAID_AFTER_MS)
        self._late.timeout.connect(self._say)
        self._listen()

    def _lay_out(self, look: Look) -> None:
        self.header = HeaderStrip(_TITLE, look)
        self.about = Remark(look)
        self.stop = QPushButton("Stop")
        self.stop.setFixedHeight(22)
        self.stop.hide()
        self.close_button = IconButton("close", "Close the list  Esc", look, flat=True)
        title_px = metrics(TextStyle.PANE_TITLE).horizontalAdvance(_TITLE)
        self.header.row.setContentsMargins(20 + int(title_px), 0, 8, 1)
        self.header.row.insertWidget(0, self.about, 1)
        self.header.row.addWidget(self.stop)
        self.header.row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def _listen(self) -> None:
        self.destroyed.connect(self._session.changed.connect(self._follow))
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.leave)
        view = self.view
        view.heading.sectionClicked.connect(
            lambda section: sort_by(self._session, COLUMNS[section], ORIGIN)
        )
        view.picked_now.connect(self._choose)
        view.seen.connect(self._see)
        view.pointed.connect(self._point)
        view.opened.connect(lambda: self.wished.emit("view.focus"))
        view.copied.connect(self.copy)
        view.left.connect(self.leave)
        view.asked.connect(self.asked)

    @property
    def workers(self) -> tuple[Worker, ...]:
        return self.maker, self.reader, self.copier

    @property
    def is_busy(self) -> bool:
        """Whether what the state asks for is still being worked out."""
        return self.maker.is_busy

    # State in.

    def showEvent(self, event: QShowEvent) -> None:
        """Take up the list, and the keyboard, when the pane is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            self._turn.start(0)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, change: Change) -> None:
        listing = self._session.state.listing
        follows = listing is None or listing.wanted is None
        if change.touches("listing", "corpus") or (change.touches("filter") and follows):
            self._turn.start(PATIENCE_MS if change.can_wait else 0)
        elif change.touches("selection") and listing is not None:
            if change.origin != ORIGIN:
                self._light()
            self.view.viewport().update()
        elif change.touches("hover") and listing is not None:
            self.view.viewport().update()

    def refresh(self) -> None:
        """Show the list that the state asks for; the pane does so itself once a turn of events."""
        self._turn.stop()
        self.maker.cancel()
        job = self.events.follow()
        if job is not None:
            work = job
            self.maker.run(lambda progress: work(progress.check), self._take)
            self._late.start()
        self._show_rows()

    def _take(self, made: Made) -> None:
        self.events.take(made)
        self._show_rows()

    def _show_rows(self) -> None:
        self.view.picked = Picked()
        self.view.scrollToTop()
        self.rows.renew()
        self.view.heading.viewport().update()
        self._light()
        if self.events.is_shown or not self._late.isActive():
            self._say()

    def _light(self) -> None:
        """Bring the event that is chosen elsewhere into sight, where it is in the list."""
        place = self.events.place_of(self._session.state.leading)
        self.view.pick(Picked().only(place) if place >= 0 else Picked(), say=False)

    def _say(self) -> None:
        self._late.stop()
        listing, shown = self._session.state.listing, self.events.is_shown
        self.stop.setVisible(not shown and listing is not None)
        if listing is None:
            return
        known = shown or self.events.count
        count = f"{self.events.count:,} · " if known else ""
        doing = "" if shown else self._doing(listing.sort)
        self.about.say(f"{count}{list_title(self._session, listing)}{doing}", "muted")
        self.view.empty = "No event is in this list." if shown else "Looking them up…"
        self.view.viewport().update()

    def _doing(self, by: SortBy) -> str:
        return f" · sorting by {HEADINGS[by].lower()}…" if self.events.count else ""

    # Gestures out.

    def _choose(self) -> None:
        """Tell the other panes what is picked; of very many only where the keyboard is."""
        picked = self.view.picked
        if not 0 <= picked.at < self.events.count:
            return
        places = [picked.at] if picked.count > _MOST_CHOSEN else picked.places(_MOST_CHOSEN)
        marks = [self.events.mark_at(place) for place in places if place != picked.at]
        if picked.holds(picked.at) or not places:
            marks.append(self.events.mark_at(picked.at))
        self._session.update(ORIGIN, selection=tuple(marks), evidence=None)

    def _point(self, place: int) -> None:
        there = 0 <= place < self.events.count
        self._session.update(ORIGIN, hover=self.events.mark_at(place) if there else None)

    def _see(self, first: int, last: int) -> None:
        self.events.want(first, last + (last - first))
        if not self.reader.is_busy:
            self._read()

    def _read(self) -> None:
        work = self.events.reading()
        if work is not None:
            self.reader.run(lambda progress: work(progress.check), self._take_lines)

    def _take_lines(self, found: Lines) -> None:
        if self.events.take_lines(found):
            self.view.viewport().update()
        self._read()

    def copy(self) -> None:
        """Put what is picked on the clipboard, as text and as a table."""
        if not self.view.picked.count:
            self.noted.emit("Pick events in the list first: Ctrl+A picks all of them.")
            return
        work = self.events.copying(self.view.picked)
        self.copier.cancel()
        if self.view.picked.count > _MOST_CHOSEN:
            self.noted.emit("Copying…")
        self.copier.run(lambda progress: work(progress.check), self._copied)

    def _copied(self, copied: Copied) -> None:
        data = QMimeData()
        data.setText(copied.text)
        data.setHtml(copied.html)
        QGuiApplication.clipboard().setMimeData(data)
        self.noted.emit(copied.words)

    def _stop(self) -> None:
        """Leave the list as it was before the work that goes on."""
        self.maker.cancel()
        open_list(self._session, None, ORIGIN) if not self.events.count else self._unsort()

    def _unsort(self) -> None:
        listing = self.events.listing
        self._session.update(ORIGIN, listing=listing)

    def leave(self) -> None:
        """Close the list and give the keyboard back."""
        open_list(self._session, None, ORIGIN)
        self.left.emit()
