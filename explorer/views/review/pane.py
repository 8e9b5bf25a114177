"""The review pane: how far the review is, the item to decide, and what a key would do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from explorer.domain.ids import Mark
from explorer.painting.pen import colour
from explorer.viewmodel.details.blocks import Block, Go
from explorer.viewmodel.details.quotes import step_quote
from explorer.viewmodel.listing.opening import open_list
from explorer.viewmodel.review.bulk import Group, bunch
from explorer.viewmodel.review.reviewing import Reviewing
from explorer.viewmodel.review.words import item_blocks, progress_words
from explorer.viewmodel.session import Change
from explorer.viewmodel.state import Listing
from explorer.views.details.builder import BlockBuilder, Doings
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip
from explorer.views.review.controls import DeedRow, LinkButton
from explorer.views.review.tabs import DockTabs
from explorer.views.source.header import Remark

ORIGIN = "review pane"
_ALL_KEYS = {Group.ACTOR: "⇧A", Group.PARAGRAPH: "⇧P", Group.SOURCE: "⇧S"}
# Titles may be long: where there is no room they are cut, paragraphs' numbers never.
_LEAST_PX = {Group.ACTOR: 190, Group.PARAGRAPH: 200, Group.SOURCE: 60}


class ReviewPane(QWidget):
    """Follows a review; built anew once in a turn of events, and only while it is in front.

    `wished` gives the id of the command whose button was clicked.
    """

    wished = Signal(str)

    def __init__(self, reviewing: Reviewing, look: Look) -> None:
        super().__init__()
        self._reviewing, self._session, self._look = reviewing, reviewing.session, look
        self._blocks: tuple[Block, ...] = ()
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Review")
        self.tabs = DockTabs(look, front=1)
        self.progress = Remark(look, "text")
        self.header = HeaderStrip("", look)
        self.header.row.insertWidget(0, self.tabs)
        self.header.row.addWidget(self.progress)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.deeds = DeedRow(look)
        self.buttons = self.deeds.buttons
        self.links = {group: LinkButton(look, least_px) for group, least_px in _LEAST_PX.items()}
        self._lay_out()
        self._builder = BlockBuilder(look, Doings(self._go, self._hover, self._step, self._list))
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self.refresh)
        self._listen()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.area, 1)
        bulk = QHBoxLayout()
        bulk.setContentsMargins(14, 0, 12, 0)
        bulk.setSpacing(14)
        for group, link in self.links.items():
            link.clicked.connect(lambda _on=False, g=group: self.wished.emit(f"review.accept_{g}"))
            bulk.addWidget(link)
        bulk.addStretch(1)
        column.addLayout(bulk)
        self.deeds.wished.connect(self.wished)
        column.addWidget(self.deeds)

    def _listen(self) -> None:
        self._look.changed.connect(self._forget)
        self.destroyed.connect(self._reviewing.changed.connect(lambda _none: self._turn.start()))
        self.destroyed.connect(self._session.changed.connect(self._note))

    def _forget(self) -> None:
        """Build the blocks anew, in the colours of another theme."""
        self._blocks = ()
        self._turn.start()

    def _note(self, change: Change) -> None:
        if change.touches("evidence"):
            self._turn.start()

    def showEvent(self, event: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show the review as it is now; the pane does so itself once in a turn of events."""
        self._turn.stop()
        progress = self._reviewing.progress
        self.progress.say(progress_words(progress), "muted")
        if not self.isVisible():
            return
        blocks = item_blocks(self._reviewing)
        if blocks != self._blocks:
            self._blocks = blocks
            self._show(blocks)
        self._show_deeds()

    def _show(self, blocks: tuple[Block, ...]) -> None:
        content = self._builder.build(blocks)
        palette = content.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(self._look.theme.panel))
        content.setPalette(palette)
        content.setAutoFillBackground(True)
        self.area.setPalette(palette)
        self.area.setWidget(content)

    def _show_deeds(self) -> None:
        item, waiting = self._reviewing.current, self._reviewing.waiting
        there = item is not None and item in waiting
        asked = there and item is not None and item.proposal is not None
        self.deeds.setVisible(there)
        if there and item is not None:
            self.deeds.show_for(item.mark, asked=asked)
        said = False
        for group, link in self.links.items():
            found = bunch(self._reviewing, group) if there and not asked else None
            many = found is not None and len(found.marks) > 1
            words = found.words if found is not None and many else ""
            # Only the first says what is done; the others follow it in one line.
            link.say(words.removeprefix("Accept ") if said else words, _ALL_KEYS[group])
            said = said or many

    # Gestures out.

    def _go(self, go: Go) -> None:
        self._session.update(ORIGIN, selection=(go.mark,), evidence=go.evidence)

    def _hover(self, mark: Mark | None) -> None:
        self._session.update(ORIGIN, hover=mark)

    def _list(self, listing: Listing) -> None:
        open_list(self._session, listing, ORIGIN)

    def _step(self, step: int) -> None:
        step_quote(self._session, step, ORIGIN)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.area.verticalScrollBar()
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._reviewing.move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            sign = 1 if event.key() == Qt.Key.Key_PageDown else -1
            bar.setValue(bar.value() + sign * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reasons = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self._ringed = event.reason() in reasons
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.fillRect(self.rect(), colour(theme.panel))
        if self._ringed:
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))
