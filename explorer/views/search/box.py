"""Search everywhere: the field in the menu bar, its hits, and stepping through them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from explorer.domain.records import Hit
from explorer.viewmodel import filtering
from explorer.viewmodel.listing.opening import of_words, open_list
from explorer.viewmodel.search import LIMIT, SearchGroup, count_all, grouped, reveal
from explorer.viewmodel.session import Session
from explorer.views.look import Look
from explorer.views.parts import SearchField
from explorer.views.search.list import SearchList
from explorer.views.worker import Progress, Worker

ORIGIN = "search"


class SearchBox(SearchField):
    """Asks the project off the GUI thread at each key, which ends what the one before asked for.

    The first hits are shown as soon as they are found; then all of them are counted, on a
    thread of their own, so that the next key's first hits wait for nothing; more are read
    when they are asked for.
    """

    revealed = Signal(object)

    def __init__(self, window: QWidget, worker: Worker, look: Look) -> None:
        super().__init__("Search events, actors and source text", look, "Ctrl+F")
        self._window, self._worker = window, worker
        self.counter = Worker("count", self)
        self._session: Session | None = None
        self._asked = ""
        self._after: Callable[[], None] | None = None
        self.results = SearchList(window, look)
        self._groups: tuple[SearchGroup, ...] = ()
        self.textEdited.connect(lambda: self._ask())
        self.results.picked.connect(self._pick)
        self.results.more_wanted.connect(self._show_more)
        self.results.list_wanted.connect(self.list_events)

    def use(self, session: Session) -> None:
        """Search this session's project from now on."""
        self._session = session
        self.clear()
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if held & Qt.KeyboardModifier.AltModifier:
                self.list_events()
            elif held & Qt.KeyboardModifier.ControlModifier:
                self.filter_to_words()
            else:
                self.step(-1 if held & Qt.KeyboardModifier.ShiftModifier else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.step(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if (session := self._session) is not None:
            self._worker.run(
                lambda progress: session.project.get_search_ready(progress.check), lambda _: None
            )

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._close()

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
            self._close()

    def list_events(self) -> None:
        """List all events with the words in the field."""
        if self._session is not None and self.text().strip():
            self._close()
            open_list(self._session, of_words(self._session, self.text()), ORIGIN)

    def _show_step(self, by: int) -> None:
        if not self._groups:
            return
        found = self.results.step(by)
        if isinstance(found, Hit):
            self._reveal(found)
        elif found is not None:
            self._after = lambda: self._show_step(by)
            self._show_more(found)

    def _pick(self, hit: Hit) -> None:
        self._reveal(hit)
        self._close()

    def _reveal(self, hit: Hit) -> None:
        if self._session is not None:
            reveal(self._session, hit, ORIGIN)
            self.revealed.emit(hit)

    def _ask(self) -> None:
        self._cancel()
        words, session = self.text().strip(), self._session
        self._asked = words
        if session is None or not words:
            self.results.hide()
            return

        def job(progress: Progress) -> tuple[Hit, ...]:
            progress.check()
            return session.project.search(words, LIMIT, progress.check)

        self._worker.run(job, lambda hits: self._show(words, session, hits))

    def _show(self, words: str, session: Session, hits: tuple[Hit, ...]) -> None:
        if not self._is_wanted(words, session):
            return
        self._groups = grouped(hits, session.corpus)
        self._list()
        groups = self._groups
        if not all(group.is_counted for group in groups):
            project, corpus = session.project, session.corpus
            self.counter.run(
                lambda progress: count_all(groups, words, project, corpus, progress.check),
                lambda found: self._count(words, session, found),
            )
        else:
            self._look_ahead(words, session)

    def _count(self, words: str, session: Session, found: tuple[SearchGroup, ...]) -> None:
        if self._is_wanted(words, session):
            pairs = zip(found, self._groups, strict=True)
            self._groups = tuple(replace(group, shown=now.shown) for group, now in pairs)
            self._list()
            self._look_ahead(words, session)

    def _look_ahead(self, words: str, session: Session) -> None:
        """Find the events with the words, so that a filter by them is there at once."""
        work = session.words_ahead(words)
        if work is not None:
            self.counter.run(lambda progress: work(progress.check), lambda put: put())

    def _show_more(self, place: int) -> None:
        """Show a hundred hits more of a group; those that were not read are read first."""
        words, session, group = self._asked, self._session, self._groups[place]
        unread = group.unread()
        if unread is None or session is None:
            self._replace(place, group.longer())
            return
        wanted = unread

        def show(hits: tuple[Hit, ...]) -> None:
            if self._is_wanted(words, session):
                self._replace(place, self._groups[place].read_on(hits, session.corpus).longer())

        self._worker.run(lambda progress: session.project.hits(words, wanted), show)

    def _replace(self, place: int, group: SearchGroup) -> None:
        self._groups = (*self._groups[:place], group, *self._groups[place + 1 :])
        self._list()

    def _is_wanted(self, words: str, session: Session) -> bool:
        """Whether an answer is still asked for: what was typed since has its own under way."""
        return words == self._asked and session is self._session and self.hasFocus()

    def _list(self) -> None:
        area = QRect(self.mapTo(self._window, QPoint(0, 0)), self.size())
        self.results.show_groups(self._groups, self._asked, area)
        after, self._after = self._after, None
        if after is not None:
            after()

    def _cancel(self) -> None:
        for worker in (self._worker, self.counter):
            worker.cancel()

    def _close(self) -> None:
        """Put the list away; what is still being found for it is not wanted."""
        self._cancel()
        self._asked = ""
        self.results.hide()

    def _leave(self) -> None:
        if self.results.isVisible():
            self._close()
        else:
            self.clear()
            self.left.emit()
