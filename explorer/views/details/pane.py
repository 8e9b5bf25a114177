"""The details pane: what is known of what is selected, and the words it came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from explorer.domain.ids import Mark
from explorer.viewmodel.details.blocks import Details, Go
from explorer.viewmodel.details.build import Focus, build_details
from explorer.viewmodel.details.citation import current_citation
from explorer.viewmodel.details.quotes import step_quote
from explorer.viewmodel.listing.opening import open_list
from explorer.viewmodel.review.reviewing import is_pending
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.state import Listing
from explorer.views.details.builder import BlockBuilder, Doings
from explorer.views.details.recent import Recent, RecentList
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip
from explorer.views.review.controls import DeedRow
from explorer.views.review.tabs import DockTabs

ORIGIN = "details"
_SHOWN = ("corpus", "selection", "evidence", "path", "selected_period", "filter")
_COPIED_MS = 1200


class DetailsHeader(HeaderStrip):
    """The pane's header; its title, the first of the dock's tabs, follows what is shown."""

    def __init__(self, look: Look) -> None:
        super().__init__("", look)
        self.tabs = DockTabs(look, front=0)
        self.row.insertWidget(0, self.tabs)

    def set_title(self, title: str) -> None:
        self.tabs.titles[0].say(title)
        self.setAccessibleName(title)


class DetailsPane(QWidget):
    """Follows the state; built anew when what it shows has changed, once a turn of events.

    `wished` gives the id of the command whose button was clicked.
    """

    wished = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._focus = Focus.MARK
        self._recent: tuple[Recent, ...] = ()
        self._details = Details(())
        self._hovering = False
        self.deeds = DeedRow(look)
        self.deeds.wished.connect(self.wished)
        self.header = DetailsHeader(look)
        self.tabs = self.header.tabs
        self.copy_button = self._button("Copy citation", self.copy)
        self.edit_button = self._button("Edit…", partial(self.wished.emit, "review.edit"))
        self.zoom_button = self._button("Zoom to period", self._zoom)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.area, 1)
        column.addWidget(self.deeds)
        self._builder = BlockBuilder(look, Doings(self._go, self._hover, self._step, self._list))
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._refresh_if_seen)
        look.changed.connect(self._turn.start)
        self.destroyed.connect(session.changed.connect(self._note))
        self.refresh()

    def _button(self, text: str, does: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setFixedHeight(24)
        button.clicked.connect(lambda: does())
        self.header.row.addWidget(button)
        return button

    @property
    def details(self) -> Details:
        """What is shown."""
        return self._details

    def set_recent(self, recent: Sequence[tuple[str, str, Callable[[], None]]]) -> None:
        """Offer projects to open where nothing is selected: name, remark, what a click does."""
        self._recent = tuple(Recent(*each) for each in recent)
        self.refresh()

    def copy(self) -> bool:
        """Put the citation of the lit quote on the clipboard; False where none is lit."""
        text = current_citation(self._session)
        if text is None:
            return False
        QGuiApplication.clipboard().setText(text)
        self.copy_button.setText("Copied")
        QTimer.singleShot(_COPIED_MS, self, lambda: self.copy_button.setText("Copy citation"))
        return True

    def _note(self, change: Change) -> None:
        state = self._session.state
        if change.touches("path") and state.path is not None:
            self._focus = Focus.PATH
        elif change.touches("selected_period") and state.selected_period is not None:
            self._focus = Focus.PERIOD
        elif change.touches("selection") and state.selection:
            self._focus = Focus.MARK
        if change.touches(*_SHOWN):
            self._turn.start()

    def _refresh_if_seen(self) -> None:
        # Behind the review it waits until it comes to the front.
        if not self.isHidden():
            self.refresh()

    def showEvent(self, event: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Build what the state asks for; the pane does so itself once in a turn of events."""
        self._turn.stop()
        before, self._details = self._details, build_details(self._session, self._focus)
        empty = not self._details.blocks
        self.header.set_title("Recent projects" if empty and self._recent else "Details")
        self._show_deeds()
        self.copy_button.setVisible(not empty and self._details.period is None)
        self.copy_button.setEnabled(current_citation(self._session) is not None)
        self.zoom_button.setVisible(self._details.period is not None)
        self._show(keep_place=bool(before.blocks) and before.blocks[:1] == self._details.blocks[:1])

    def _show_deeds(self) -> None:
        """Offer yes and no for a draft, and the form for any mark."""
        mark, details = self._session.state.leading, self._details
        there = mark is not None and not details.idle and details.period is None
        waits = there and mark is not None and is_pending(self._session.corpus, mark)
        self.deeds.setVisible(waits)
        if waits and mark is not None:
            self.deeds.show_for(mark)
        self.edit_button.setVisible(there and not waits)

    def _show(self, *, keep_place: bool) -> None:
        if self._hovering:
            # The line under the pointer goes, and will not say that the pointer left it.
            self._hover(None)
        focused, place = self._focused_name(), self.area.verticalScrollBar().value()
        content = self._builder.build(self._details.blocks)
        if self._details.idle and self._recent:
            self._builder.put_last(content, RecentList(self._recent, self._look.theme))
        palette = content.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._look.theme.panel))
        content.setPalette(palette)
        content.setAutoFillBackground(True)
        self.area.setPalette(palette)
        self.area.setWidget(content)
        self.area.verticalScrollBar().setValue(place if keep_place else 0)
        again = content.findChild(QWidget, focused) if focused else None
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focused_name(self) -> str:
        """Return the name of the control in the pane that has the focus, to give it back."""
        widget = QApplication.focusWidget()
        inside = widget is not None and self.area.isAncestorOf(widget)
        return widget.objectName() if widget is not None and inside else ""

    def _go(self, go: Go) -> None:
        self._session.update(ORIGIN, selection=(go.mark,), evidence=go.evidence)

    def _hover(self, mark: Mark | None) -> None:
        self._hovering = mark is not None
        self._session.update(ORIGIN, hover=mark)

    def _step(self, step: int) -> None:
        step_quote(self._session, step, ORIGIN)

    def _list(self, listing: Listing) -> None:
        open_list(self._session, listing, ORIGIN)

    def _zoom(self) -> None:
        if self._details.period is not None:
            self._session.update(ORIGIN, window=self._details.period)
