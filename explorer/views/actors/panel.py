"""The left panel: actors above, kinds below."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, MarkKind
from explorer.painting.fonts import metrics
from explorer.painting.pen import colour
from explorer.viewmodel import filtering
from explorer.viewmodel.actors import ActorCounter, ActorList, Sparklines
from explorer.viewmodel.facets import short_count
from explorer.viewmodel.session import PATIENCE_MS, Change, Session
from explorer.viewmodel.type import TextStyle
from explorer.views.actors.kinds import KindsPanel
from explorer.views.actors.list import ORIGIN, ActorsView
from explorer.views.beside import Beside
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip, SearchField, Segmented
from explorer.views.worker import Worker

_SPARK_WAIT_MS = 120
COUNTING = "counting…"


class ActorsPanel(QWidget):
    """Filter field, match mode, the list, and the kinds beneath."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._counter = ActorCounter(session.corpus)
        self.setAutoFillBackground(False)
        self.setMinimumWidth(180)
        self.header = HeaderStrip("Actors", look)
        self.names = SearchField("Filter names", look)
        self.match = Segmented([(m.value, m.value) for m in Match], look, "Match")
        self.list = ActorsView(session, look)
        self.worker = Worker("counts", self)
        self._counts = Beside(session, self.worker)
        self.kinds = KindsPanel(session, look, Beside(session, self.worker))
        self._lay_out()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SPARK_WAIT_MS)
        self._late.timeout.connect(self._redraw_sparklines)
        self._following = QTimer(self, singleShot=True)
        self._following.timeout.connect(self._show_rows)
        self.names.textChanged.connect(lambda: self._show_rows())
        self.match.chosen.connect(self._match)
        session.changed.connect(self._follow)
        look.changed.connect(self.update)
        self._show_rows()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        tools = QVBoxLayout()
        tools.setContentsMargins(10, 8, 10, 6)
        tools.setSpacing(5)
        tools.addWidget(self.names)
        row = QHBoxLayout()
        row.setSpacing(8)
        word = QLabel("Match")
        word.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row.addWidget(word)
        row.addWidget(self.match)
        row.addStretch(1)
        tools.addLayout(row)
        column.addLayout(tools)
        column.addWidget(self.list, 1)
        column.addWidget(self.kinds)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.panel))
        line = self.list.geometry().top() - 1
        painter.fillRect(0, line, self.width(), 1, colour(theme.hairline))

    def _match(self, key: str) -> None:
        filtering.set_match(self._session, Match(key), ORIGIN)

    def _follow(self, change: Change) -> None:
        if change.touches("corpus", "filter"):
            if change.can_wait:
                self._following.start(PATIENCE_MS)
            else:
                self._show_rows()
        elif change.touches("window", "axis"):
            self._late.start()
        if change.touches("selection", "hover"):
            self.list.repaint_rows()
        if change.touches("selection") and change.origin != ORIGIN:
            self._scroll_to_selected()

    def _show_rows(self) -> None:
        self._following.stop()
        if self._counter.corpus is not self._session.corpus:
            self._counter = ActorCounter(self._session.corpus)
        self.match.show_choice(self._session.state.filter.match.value)
        counter, needle = self._counter, self.names.text()

        def work(look: Session) -> tuple[ActorList, Sparklines]:
            actors, sparklines = counter.rows(look, needle), Sparklines(look)
            sparklines.prepare(actors)
            return actors, sparklines

        if not self._counts.run(work, self._show_counts):
            # The ticks are true at once; the numbers are those before, and look so.
            self.header.set_note(COUNTING)
            self.list.show_behind(True)

    def _show_counts(self, found: tuple[ActorList, Sparklines]) -> None:
        actors, self.list.delegate.sparklines = found
        self.header.set_note(actors.caption)
        metric = metrics(TextStyle.BODY_STRONG)
        widest = (short_count(each) for each in (actors.most, min(actors.most, 9_999)))
        self.list.delegate.count_px = max(map(metric.horizontalAdvance, widest))
        self.list.show_rows(actors)
        self.list.show_behind(False)

    def _redraw_sparklines(self) -> None:
        if not self.list.delegate.behind:
            self.list.delegate.sparklines = Sparklines(self._session)
            self.list.repaint_rows()

    def _scroll_to_selected(self) -> None:
        leading = self._session.state.leading
        if leading is None or leading.kind is not MarkKind.ACTOR:
            return
        row = self.list.rows.row_of(ActorId(leading.id))
        if row >= 0:
            self.list.scrollTo(self.list.rows.index(row))
