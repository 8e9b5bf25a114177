"""Search everywhere: the field in the menu bar, its hits, and stepping through them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.domain.records import Hit
from explorer.viewmodel import filtering
from explorer.viewmodel.search import grouped, reveal
from explorer.viewmodel.session import Session
from explorer.views.look import Look
from explorer.views.parts import SearchField
from explorer.views.search.list import SearchList
from explorer.views.worker import Progress, Worker

ORIGIN = "search"
_WAIT_MS = 150
_LIMIT = 200


class SearchBox(SearchField):
    """Asks the project off the GUI thread, a moment after the last key."""

    revealed = Signal(object)

    def __init__(self, window: QWidget, worker: Worker, look: Look) -> None:
        super().__init__("Search events, actors and source text", look, "Ctrl+F")
        self._window, self._worker = window, worker
        self._session: Session | None = None
        self._asked = ""
        self._after: Callable[[], None] | None = None
        self.results = SearchList(window, look)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_WAIT_MS)
        self._late.timeout.connect(self._ask)
        self.textEdited.connect(self._late.start)
        self.results.picked.connect(self._pick)

    def use(self, session: Session) -> None:
        """Search this session's project from now on."""
        self._session = session
        self.clear()
        self.results.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & Qt.KeyboardModifier.ControlModifier:
                self.filter_to_words()
            else:
                self.step(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.results.hide()

    def step(self, by: int) -> None:
        """Show the next or previous hit; asks first where the words are new."""
        if self.text().strip() != self._asked or not self.results.isVisible():
            self._after = lambda: self._show_step(by)
            self._ask()
        else:
            self._show_step(by)

    def filter_to_words(self) -> None:
        """Filter the events to the words in the field; the empty field lifts that."""
        if self._session is not None:
            filtering.set_words(self._session, self.text(), ORIGIN)
            self.results.hide()

    def _show_step(self, by: int) -> None:
        hit = self.results.step(by)
        if hit is not None:
            self._reveal(hit)

    def _pick(self, hit: Hit) -> None:
        self._reveal(hit)
        self.results.hide()

    def _reveal(self, hit: Hit) -> None:
        if self._session is not None:
            reveal(self._session, hit, ORIGIN)
            self.revealed.emit(hit)

    def _ask(self) -> None:
        self._late.stop()
        words, session = self.text().strip(), self._session
        self._asked = words
        if session is None or not words:
            self.results.hide()
            return

        def job(_progress: Progress) -> tuple[Hit, ...]:
            return session.project.search(words, _LIMIT)

        self._worker.run(job, lambda hits: self._show(words, session, hits))

    def _show(self, words: str, session: Session, hits: tuple[Hit, ...]) -> None:
        # What was typed since has its own answer under way.
        if words != self._asked or session is not self._session or not self.hasFocus():
            return
        corner = self.mapTo(self._window, QPoint(0, 0))
        area = QRect(corner, self.size())
        self.results.show_groups(grouped(hits, session.corpus), words, area)
        after, self._after = self._after, None
        if after is not None:
            after()

    def _leave(self) -> None:
        if self.results.isVisible():
            self.results.hide()
        else:
            self.clear()
            self.left.emit()
