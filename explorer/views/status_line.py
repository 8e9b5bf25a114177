"""The status line of 24 px: what is shown at the left, how it stands at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from explorer.painting.fonts import metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.review.reviewing import Reviewing
from explorer.viewmodel.review.words import waiting_words
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.status import selected_words, status_line
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.review.controls import LinkButton

STATUS_PX = 24
NOTE_MS = 8000
_BASE = 16.3


class StatusLine(QWidget):
    """Follows a session; shows a running job with a Cancel in place of "Saved".

    A note that something was done stands at the right for a while: it moves no pane.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._left, self._right, self._kept, self._job = "", "", "", ""
        self._note = ""
        self._note_clock = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._note_clock.timeout.connect(lambda: self.show_note(""))
        self.setFixedHeight(STATUS_PX)
        self.cancel = QPushButton("Cancel")
        self.cancel.setAccessibleName("Cancel the running job")
        self.cancel.setFixedHeight(20)
        self.cancel.hide()
        self.review = LinkButton(look)
        self.review.setParent(self)
        self.review.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch(1)
        row.addWidget(self.cancel)
        look.changed.connect(self.update)

    @property
    def text(self) -> str:
        """The words at the left."""
        return self._left

    def follow(self, session: Session, kept: str, reviewing: Reviewing) -> None:
        """Show this session from now on; `kept` says where its edits are kept."""
        self._kept = kept
        session.changed.connect(lambda change: self._on_change(session, change))
        reviewing.changed.connect(lambda _none: self._show_waiting(reviewing))
        self._show(session)
        self._show_waiting(reviewing)

    def _show_waiting(self, reviewing: Reviewing) -> None:
        """Offer the review at the left, after the words, while something waits."""
        words = waiting_words(len(reviewing.waiting))
        self.review.say("" if reviewing.active else words, "Ctrl+R")
        self._place_waiting()

    @property
    def shown(self) -> str:
        """The words at the left, cut where they would run into what stands at the right."""
        measure = metrics(TextStyle.BODY).horizontalAdvance
        taken = 12.0 + measure(self._kept) + 18 + 16 + measure(self._right)
        if self._job:
            taken = self.width() - self.cancel.geometry().left() + 10.0 + measure(self._job)
        if not self.review.isHidden():
            taken += self.review.sizeHint().width() + 16
        room = int(self.width() - 12 - taken - 16)
        return metrics(TextStyle.BODY).elidedText(self._left, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_waiting()

    def _place_waiting(self) -> None:
        shown = self.shown
        self.setToolTip("" if shown == self._left else self._left)
        left = 12 + metrics(TextStyle.BODY).horizontalAdvance(shown) + 16
        self.review.setGeometry(int(left), 1, self.review.sizeHint().width(), STATUS_PX - 2)

    def show_job(self, words: str) -> None:
        """Show a job's progress, or with no words that none runs."""
        self._job = words
        self.cancel.setVisible(bool(words))
        self._place_waiting()
        self.update()

    @property
    def note(self) -> str:
        """What was last done, while it is shown."""
        return self._note

    def show_note(self, words: str) -> None:
        """Say what was done, for a while; with no words take it away."""
        self._note = words
        if words:
            self._note_clock.start()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.window))
        painter.fillRect(0, 0, self.width(), 1, colour(theme.hairline))
        shown = self.shown
        draw_text(painter, 12, _BASE, shown, TextStyle.BODY, theme.text)
        measure = metrics(TextStyle.BODY).horizontalAdvance
        x = self.width() - 12.0
        if self._job:
            x = self.cancel.geometry().left() - 10.0 - measure(self._job)
            draw_text(painter, x, _BASE, self._job, TextStyle.BODY, theme.text)
        elif self._note:
            room = int(x - 12 - measure(shown) - 24)
            if not self.review.isHidden():
                room -= self.review.width() + 16
            words = metrics(TextStyle.BODY).elidedText(
                self._note, Qt.TextElideMode.ElideMiddle, room
            )
            x -= measure(words)
            draw_text(painter, x, _BASE, words, TextStyle.BODY, theme.text)
            return
        else:
            x -= measure(self._kept)
            draw_text(painter, x, _BASE, self._kept, TextStyle.BODY, theme.text)
            x -= 12
            paint_icon(painter, "check", x, 12.5, theme.ok, 12)
            x -= 6
        x -= 16 + measure(self._right)
        draw_text(painter, x, _BASE, self._right, TextStyle.BODY, theme.muted)

    def _on_change(self, session: Session, change: Change) -> None:
        if change.touches("corpus", "filter", "window", "told_window", "axis", "selection"):
            self._show(session)

    def _show(self, session: Session) -> None:
        left, right = status_line(session), selected_words(session)
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.setAccessibleName(f"{left}. {right}")
            self._place_waiting()
            self.update()
