"""The window: menu row, banner, a project's panes, status line; it takes dropped files."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMainWindow, QStyle, QVBoxLayout, QWidget

from explorer.domain.records import Hit
from explorer.errors import InputProblem
from explorer.viewmodel.editing.reader import NoReader, WordReader
from explorer.viewmodel.navigation import Trail
from explorer.viewmodel.opening import opening_state
from explorer.viewmodel.ports import ProjectPort
from explorer.viewmodel.project.files import PROJECT_SUFFIX, Files
from explorer.viewmodel.project.saved_views import decode, encode, fitted
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.state import State
from explorer.views.banner import Banner
from explorer.views.desk import WindowDesk
from explorer.views.dropped import local_paths
from explorer.views.empty.drop import DropFrame
from explorer.views.look import Look
from explorer.views.menus import MenuRow, Menus
from explorer.views.search.box import SearchBox
from explorer.views.settings import Settings
from explorer.views.status_line import StatusLine
from explorer.views.workbench import Workbench
from explorer.views.worker import Worker

DEFAULT_SIZE = (1440, 900)


class MainWindow(QMainWindow):
    """Shows one project at a time; `open_project` puts another in its place.

    Parameters
    ----------
    settings
        Read at the start, written into as things change; keeping them is the caller's.
    reader
        Reads words for the forms; without one the forms begin empty.
    """

    painted = Signal()  # once, after the first full paint
    closed = Signal()

    def __init__(
        self, files: Files, look: Look, settings: Settings, reader: WordReader | None = None
    ) -> None:
        super().__init__()
        self.reader: WordReader = reader or NoReader()
        self._was_shown = False
        self.files, self.look, self.settings = files, look, settings
        self.worker = Worker("project", self)
        self._asker = Worker("search", self)
        self.banner = Banner(look)
        self.status = StatusLine(look)
        self.menu_row = MenuRow(look)
        self.search = SearchBox(self, self._asker, look)
        self.menu_row.add_search(self.search)
        self.bench: Workbench | None = None
        self.desk = WindowDesk(self)
        self.menus = Menus(
            self.menu_row.bar, self.desk, lambda: settings.recent, self.desk.open_path
        )
        self._drop = DropFrame(self, look)
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        title_px = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        room = self.screen().availableSize() - QSize(0, title_px)
        self.resize(QSize(*DEFAULT_SIZE).boundedTo(room))
        if settings.geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.geometry.encode()))

    def _lay_out(self) -> None:
        self.setMenuWidget(self.menu_row)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.banner)
        self._column.addStretch(1)
        self._column.addWidget(self.status)
        self.setCentralWidget(inside)

    def _connect(self) -> None:
        self.worker.said.connect(self.status.show_job)
        self.worker.busy_changed.connect(lambda busy: None if busy else self.status.show_job(""))
        self.status.cancel.clicked.connect(self.worker.cancel)
        self.status.review.clicked.connect(self.desk.review)
        self.hear(self.worker, self._asker, self.search.counter)
        self.search.revealed.connect(self._show_words)
        self.search.left.connect(self.focus_panes)

    def hear(self, *workers: Worker) -> None:
        """Tell of what goes wrong in some workers."""
        for worker in workers:
            worker.problem.connect(self.tell_problem)
            worker.bug.connect(_raise)

    @property
    def session(self) -> Session:
        return self.desk.session

    def open_project(self, project: ProjectPort) -> None:
        """Show a project in place of the one that was open, which is closed."""
        self.leave_project()
        session = Session(project)
        session.state = self._state_left(session)
        self.desk.take(session, Trail(session))
        old, self.bench = self.bench, Workbench(session, self.look)
        self.hear(*self.bench.workers)
        self.bench.relationships.left.text = self.settings.layouts.get(str(project.path), "")
        if old is not None:
            self._column.removeWidget(old)
            old.deleteLater()
        self._column.insertWidget(1, self.bench, 1)
        self._column.setStretch(2, 0)
        self.bench.actors.names.left.connect(self.focus_panes)
        self.bench.frame.restore(self.settings.columns, self.settings.rows)
        self.desk.join_bench(self.bench)
        untitled = self.files.is_untitled(project.path)
        kept = "Kept, not in a file yet" if untitled else "Saved"
        self.status.follow(session, kept, self.bench.reviewing)
        self.bench.review.wished.connect(self.menus.run)
        self.search.use(session)
        self.bench.give_back_after(self.search.counter)
        session.changed.connect(self._on_change)
        if not untitled:
            self.settings.opened(project.path)
        self.settings.last = str(project.path)
        self._retitle()
        self.focus_panes()

    def focus_panes(self) -> None:
        """Give the keyboard to the panes, so that single keys are commands."""
        if self.bench is not None:
            self.bench.timeline.setFocus()

    def leave_project(self) -> None:
        """Note how the project was left, and close it."""
        if self.bench is None:
            return
        for worker in (self.worker, self._asker, self.search.counter):
            worker.stop()
        self.bench.rest()
        session = self.session
        self.settings.keep_state(session.project.path, encode(session.state))
        self.settings.keep_layout(session.project.path, self.bench.relationships.left.text)
        self.settings.columns, self.settings.rows = self.bench.frame.sizes()
        self.files.close(session.project)

    def tell_problem(self, problem: InputProblem) -> None:
        """Show what a person can mend, as one line above the panes."""
        self.banner.tell(problem.line(), problem=True)

    def drop_words(self, paths: list[Path]) -> str:
        """Return what letting go of these files would do."""
        name = paths[0].name if len(paths) == 1 else f"{len(paths):,} files"
        if any(path.suffix == PROJECT_SUFFIX for path in paths):
            return f"Drop to open {name}"
        return f"Drop to import {name} into {self.desk.title()}"

    def _state_left(self, session: Session) -> State:
        kept = self.settings.states.get(str(session.project.path))
        corpus = session.corpus
        if kept is not None:
            try:
                return fitted(decode(kept), corpus)
            except InputProblem:
                del self.settings.states[str(session.project.path)]
        return opening_state(corpus)

    def _on_change(self, change: Change) -> None:
        if change.touches("corpus"):
            self._retitle()

    def _retitle(self) -> None:
        title = self.desk.title()
        self.menu_row.set_title(title)
        self.setWindowTitle(f"{title} – Sourceline")

    def _show_words(self, hit: Hit) -> None:
        if self.bench is not None and hit.mark is None and hit.source_id is not None:
            self.bench.source.show_words(hit.source_id, hit.paragraph or 1, hit.start, hit.end)

    # Files dropped on the window.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        paths = local_paths(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self._drop.show_words(self.drop_words(paths))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        event.acceptProposedAction()
        self.desk.open_dropped(local_paths(event.mimeData()))

    # The window itself.

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.search.results.hide()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.settings.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        self.leave_project()
        self.closed.emit()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and not self._was_shown:
            self._was_shown = True
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Expose and watched is self.windowHandle():
            # Qt paints everything within this event; the panes' scenes were made before it.
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.painted.emit)
        return super().eventFilter(watched, event)


def _raise(error: BaseException) -> None:
    raise error
