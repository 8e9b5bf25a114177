"""What commands ask for, done on the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from explorer import __version__
from explorer.domain.filters import ReviewScope
from explorer.errors import ExplorerBug, InputProblem
from explorer.log import log_file
from explorer.viewmodel import filtering
from explorer.viewmodel.details.citation import current_citation
from explorer.viewmodel.navigation import Trail
from explorer.viewmodel.opening import opening_state
from explorer.viewmodel.project.files import PROJECT_SUFFIX, Pasted
from explorer.viewmodel.project.importing import Outcome, brought_words, new_sources, take_in
from explorer.viewmodel.project.saved_views import changes, decode, encode, fitted
from explorer.viewmodel.review.counting import new_drafts
from explorer.viewmodel.review.words import waiting_words
from explorer.viewmodel.session import Session
from explorer.viewmodel.status import SAID_NAMES, filter_words, stretch_words
from explorer.views.dropped import local_paths
from explorer.views.editing.desk import EditingDesk
from explorer.views.opening import open_when_ready
from explorer.views.theme_choice import theme_of
from explorer.views.worker import Progress

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow
    from explorer.views.parts_overlay import Overlay
    from explorer.views.tables.intake import TableIntake
    from explorer.views.workbench import Workbench

ORIGIN = "desk"


class WindowDesk(EditingDesk):
    """The `Desk` of commands over a main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._session: Session | None = None
        self._trail: Trail | None = None
        self._overlays: dict[str, Overlay] = {}
        self._tables: TableIntake | None = None

    @property
    def session(self) -> Session:
        if self._session is None:
            raise ExplorerBug("a command ran before a project was open")
        return self._session

    @property
    def tables(self) -> TableIntake:
        """The way in for tables of events."""
        if self._tables is None:
            from explorer.views.tables.intake import TableIntake

            self._tables = TableIntake(self._window)
        return self._tables

    @property
    def trail(self) -> Trail:
        if self._trail is None:
            raise ExplorerBug("a command ran before a project was open")
        return self._trail

    def take(self, session: Session, trail: Trail) -> None:
        """Work on this session from now on."""
        self._session, self._trail = session, trail

    def join_bench(self, bench: Workbench) -> None:
        """Connect the buttons that stand in an empty project."""
        bench.start.zone.choose.clicked.connect(self.choose_files)
        bench.start.zone.sample.clicked.connect(lambda: self.open_sample(False))
        bench.start.zone.new.clicked.connect(self.new_project)
        self.join_menus(bench)
        bench.form.wished.connect(self.save_form)
        bench.form.left.connect(self.focus_back)
        bench.details.set_recent([self._recent(text) for text in self._window.settings.recent])

    def _recent(self, text: str) -> tuple[str, str, Callable[[], None]]:
        path = Path(text)
        return path.name, str(path.parent), lambda: self.open_path(path)

    def title(self) -> str:
        """Return the project's name as the window shows it."""
        path = self.session.project.path
        if not self._window.files.is_untitled(path):
            return path.name
        count = len(self.session.corpus.snapshot.sources)
        documents = f" · {count:,} document{'s' if count != 1 else ''}" if count else ""
        return f"Untitled project{documents}"

    # Files.

    def new_project(self) -> None:
        self._window.open_project(self._window.files.untitled())

    def open_path(self, path: Path) -> None:
        """Open a project; one that cannot be opened is named, and this one stays."""
        try:
            project = self._window.files.open(path)
        except InputProblem as problem:
            self._window.tell_problem(problem)
        else:
            open_when_ready(self._window, project)

    def open_dropped(self, paths: Sequence[Path]) -> None:
        """Open a project and import everything else into what is open then."""
        projects = [path for path in paths if path.suffix == PROJECT_SUFFIX]
        if projects:
            self.open_path(projects[0])
        for other in projects[1:]:
            self._window.banner.tell(f"{other.name} was not opened: one project at a time.")
        self.take_in([path for path in paths if path.suffix != PROJECT_SUFFIX])

    def choose_files(self) -> None:
        """Ask for a project or documents; documents go into a new project, or an empty one."""
        chosen = self._ask_for_files("Open", with_projects=True)
        if chosen and not any(path.suffix == PROJECT_SUFFIX for path in chosen):
            empty = not self.session.corpus.snapshot.sources
            if not empty:
                self.new_project()
        self.open_dropped(chosen)

    def import_files(self) -> None:
        self.take_in(self._ask_for_files("Import documents", with_projects=False))

    def import_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, "Import a folder of documents")
        self.take_in([Path(folder)] if folder else [])

    def paste(self) -> None:
        """Take in what is on the clipboard: files that were copied, else words as a document."""
        clipboard = QGuiApplication.clipboard()
        paths, words = local_paths(clipboard.mimeData()), clipboard.text()
        if paths:
            self.open_dropped(paths)
        elif words.strip():
            self.take_in([Pasted(words)])
        else:
            self._window.banner.tell("There are no words and no files on the clipboard to paste.")

    def take_in(self, items: Sequence[Path | Pasted]) -> None:
        """Import files, folders and pasted words off the GUI thread, with progress and a Cancel."""
        if not items:
            return
        session, files = self.session, self._window.files
        tables = [i for i in items if isinstance(i, Path) and files.tables.is_table(i)]
        self.tables.take(tables)
        items = [item for item in items if item not in tables]
        if not items:
            return

        def job(progress: Progress) -> Outcome:
            return take_in(
                files, session.project, items, progress.tell, lambda: progress.is_cancelled
            )

        self._window.worker.run(job, lambda outcome: self.show_outcome(session, outcome))

    def show_outcome(self, session: Session, outcome: Outcome) -> None:
        """Show what an import brought, and say what it refused."""
        problems = outcome.problems()
        for line in problems:
            self._window.banner.tell(line, problem=True)
        for line in outcome.lines()[len(problems) :]:
            self._window.banner.tell(line)
        self.tables.take(outcome.tables)
        if outcome.corpus is None or session is not self._session:
            return
        before = session.corpus
        session.reload(ORIGIN, outcome.corpus)
        if before.n == 0 and session.corpus.n:
            first = opening_state(session.corpus)
            session.update(ORIGIN, axis=first.axis, filter=first.filter)
        self._tell_drafted(new_drafts(before, session.corpus))
        if before.sources and (brought := brought_words(before, session.corpus)):
            self._window.banner.tell(brought)
            session.update(ORIGIN, source=new_sources(before, session.corpus)[0])

    def _tell_drafted(self, events: int) -> None:
        """Say that what came in waits for review, and show it: hidden drafts help nobody."""
        if not events:
            return
        if self.session.state.filter.review is ReviewScope.ACCEPTED:
            filtering.set_review(self.session, ReviewScope.ALL, ORIGIN)
        words = waiting_words(len(self.reviewing.waiting))
        self._window.banner.tell(
            f"{events:,} event{'' if events == 1 else 's'} drafted: {words} for your yes or no.",
            action=("Review", self.review),
        )

    def save(self) -> None:
        """Every edit is on the disk already; only a project without a name asks for one."""
        if self._window.files.is_untitled(self.session.project.path):
            self.save_as()
        else:
            name = self.session.project.path.name
            self._window.status.show_note(f"{name} is saved: every edit is kept as it is made.")

    def save_as(self) -> None:
        now = self.session.project.path
        untitled = self._window.files.is_untitled(now)
        suggestion = Path.home() / f"project{PROJECT_SUFFIX}" if untitled else now
        text, _ = QFileDialog.getSaveFileName(
            self._window, "Save as", str(suggestion), f"Sourceline project (*{PROJECT_SUFFIX})"
        )
        if not text:
            return
        path = Path(text)
        if path.suffix != PROJECT_SUFFIX:
            path = path.with_name(path.name + PROJECT_SUFFIX)
        self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the project to a file and go on in that, with the view as it is."""
        session = self.session
        try:
            project = self._window.files.save_as(session.project, path)
        except InputProblem as problem:
            self._window.tell_problem(problem)
            return
        self._window.settings.keep_state(project.path, encode(session.state))
        self._window.open_project(project)

    def quit(self) -> None:
        self._window.close()

    # Pictures and the clipboard.

    def export_picture(self) -> None:
        from explorer.views.export.dialog import ExportSheet

        self._open_overlay("export", lambda: ExportSheet(self._window))

    def copy_picture(self) -> None:
        from explorer.views.export.job import copy_as_seen

        copy_as_seen(self._window)

    def copy_citation(self) -> None:
        """Copy the words picked in the source, else the lit quote, with where they stand."""
        if not self.bench.source.copy():
            text = current_citation(self.session)
            if text is None:
                self._window.banner.tell("Select a mark first: its quote is what is copied.")

    # Edits.

    def undo(self) -> None:
        self._in_history(undo=True)

    def redo(self) -> None:
        self._in_history(undo=False)

    def _in_history(self, undo: bool) -> None:
        from explorer.views.turning import turn

        turn(self._window, undo=undo, origin=ORIGIN)

    def save_view(self, slot: int) -> None:
        """Keep the view as it is now in a slot, named after what it shows."""
        from explorer.domain.operations import SaveView

        session = self.session
        words = filter_words(session.corpus, session.state.filter, SAID_NAMES)
        name = " · ".join(part for part in (words, stretch_words(session)) if part) or "Everything"
        views = session.corpus.snapshot.saved_views
        if any(view.name == name and view.slot != slot for view in views):
            name = f"{name} ({slot})"
        try:
            session.apply(SaveView(name, encode(session.state), slot), ORIGIN)
        except InputProblem as problem:
            self._window.tell_problem(problem)
        else:
            self._window.status.show_note(f"View {slot} kept: {name}. Ctrl+{slot} brings it back.")

    def recall_view(self, slot: int) -> None:
        session = self.session
        views = session.corpus.snapshot.saved_views
        view = next((view for view in views if view.slot == slot), None)
        if view is None:
            return
        try:
            state = fitted(decode(view.state), session.corpus)
        except InputProblem as problem:
            self._window.tell_problem(problem)
        else:
            session.update(ORIGIN, **changes(state))

    def _ask_for_files(self, title: str, *, with_projects: bool) -> list[Path]:
        kinds = list(self._window.files.readable())
        if with_projects:
            kinds.insert(0, ("Projects", (PROJECT_SUFFIX,)))
        every = [suffix for _, suffixes in kinds for suffix in suffixes]
        filters = [("Everything that can be read", tuple(every)), *kinds]
        texts = [
            f"{name} ({' '.join('*' + suffix for suffix in found)})" for name, found in filters
        ]
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, "", ";;".join(texts))
        return [Path(text) for text in chosen]

    def overlay(self, name: str) -> Overlay:
        """Return a panel that was opened before: "palette", "keys" or "legend"."""
        return self._overlays[name]

    def _open_overlay(self, name: str, make: Callable[[], Overlay]) -> None:
        if name not in self._overlays:
            self._overlays[name] = make()
        self._overlays[name].open()

    # The view.

    def find(self) -> None:
        self._window.search.setFocus()
        self._window.search.selectAll()

    def zoom(self, factor: float) -> None:
        self.bench.timeline.zoom(factor)

    def fit(self) -> None:
        self.bench.timeline.fit()

    def focus_selection(self) -> None:
        self.bench.timeline.focus_selection()

    def filter_to_period(self) -> None:
        self.bench.timeline.filter_to_period()

    def zoom_to_period(self) -> None:
        self.bench.timeline.gestures.zoom_to_period()

    @property
    def theme_choice(self) -> str:
        return self._window.settings.theme

    def use_theme(self, choice: str) -> None:
        self._window.settings.theme = choice
        self._window.look.use(theme_of(choice))

    @property
    def is_full_screen(self) -> bool:
        return self._window.isFullScreen()

    def toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()

    def reset_layout(self) -> None:
        self.bench.frame.reset()

    # Help.

    def show_palette(self) -> None:
        from explorer.views.search.palette import PaletteOverlay

        self._open_overlay("palette", lambda: PaletteOverlay(self._window, self, self._window.look))

    def show_keys(self) -> None:
        from explorer.views.keys_sheet import KeysSheet

        self._open_overlay("keys", lambda: KeysSheet(self._window, self._window.look))

    def show_legend(self) -> None:
        from explorer.views.empty.legend import LegendOverlay

        self._open_overlay("legend", lambda: LegendOverlay(self._window, self._window.look))

    def open_sample(self, afresh: bool) -> None:
        try:
            project = self._window.files.sample(afresh)
        except InputProblem as problem:
            self._window.tell_problem(problem)
        else:
            self._window.open_project(project)

    def show_log(self) -> None:
        path = log_file()
        if path.exists():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        else:
            self._window.banner.tell(f"The log is empty: nothing went wrong. It will be {path}.")

    def show_about(self) -> None:
        QMessageBox.about(
            self._window,
            "About Sourceline",
            f"Sourceline {__version__}\n\nEvery mark can show the words it came from.",
        )
