"""Tables on their way in: looked at, asked about where their shape is not known, imported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from explorer.errors import AlreadyThere, InputProblem
from explorer.viewmodel.project.importing import Outcome, came_in
from explorer.viewmodel.project.tables import TableOffer, TableResult
from explorer.viewmodel.session import Session
from explorer.views.tables.sheet import TableSheet
from explorer.views.worker import Cancelled, Progress

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow


class TableIntake:
    """Takes tables in one after the other; each is asked about before the next is looked at."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._waiting: list[Path] = []
        self._busy = False
        self._sheet: TableSheet | None = None

    @property
    def sheet(self) -> TableSheet:
        """The sheet that asks what columns mean; made when it is first needed."""
        if self._sheet is None:
            self._sheet = TableSheet(self._window)
        return self._sheet

    def take(self, paths: Sequence[Path]) -> None:
        """Take tables in after those that are under way."""
        self._waiting += paths
        if not self._busy:
            self._next()

    def _next(self) -> None:
        self._busy = bool(self._waiting)
        if not self._busy:
            return
        path, tables = self._waiting.pop(0), self._window.files.tables

        def job(progress: Progress) -> TableOffer | InputProblem | None:
            progress.tell(f"Looking at {path.name}")
            try:
                return tables.offer(path, progress.check)
            except InputProblem as problem:
                return problem
            except Cancelled:
                return None

        self._window.worker.run(job, self._looked_at)

    def _looked_at(self, found: TableOffer | InputProblem | None) -> None:
        if isinstance(found, InputProblem):
            self._window.tell_problem(found)
        if not isinstance(found, TableOffer):
            self._next()
        elif found.shape and not found.asks_order:
            self._import(found)
        else:
            self.sheet.ask(found, self._answered)

    def _answered(self, offer: TableOffer | None) -> None:
        if offer is None:
            self._next()
        else:
            self._import(offer)

    def _import(self, offer: TableOffer) -> None:
        session, tables = self._window.session, self._window.files.tables

        def job(progress: Progress) -> tuple[TableResult | None, Outcome]:
            name = offer.path.name
            try:
                result = tables.take_in(session.project, offer, progress.tell, progress.check)
            except AlreadyThere as there:
                return None, Outcome((), (f"{there.line()}: nothing was added.",), (), False, None)
            except InputProblem as problem:
                return None, Outcome((), (), (problem.line(),), False, None)
            except Cancelled:
                words = f"Stopped: nothing of {name} came in; the project is as it was."
                return None, Outcome((), (words,), (), False, None)
            progress.tell(f"Showing {name}")
            return result, came_in(session.project, name)

        self._window.worker.run(job, lambda done: self._came_in(session, offer.path, *done))

    def _came_in(
        self, session: Session, path: Path, result: TableResult | None, outcome: Outcome
    ) -> None:
        self._window.desk.show_outcome(session, outcome)
        if result is not None:
            self._window.status.show_note(result.words)
            if result.rejected:
                self._window.banner.tell(
                    result.reject_words(),
                    problem=True,
                    action=("Save them…", lambda: self.save_rejects(result, path)),
                )
        self._next()

    def save_rejects(self, result: TableResult, table: Path) -> None:
        """Ask for a file, beside the table if nothing else is said, and write the rows to it."""
        beside = table.with_name(f"{table.stem}-rejects.csv")
        text, _ = QFileDialog.getSaveFileName(
            self._window, "Save the rejected rows", str(beside), "CSV (*.csv)"
        )
        if not text:
            return
        try:
            self._window.files.tables.save_rejects(result, Path(text))
        except InputProblem as problem:
            self._window.tell_problem(problem)
        else:
            rows = (
                "1 rejected row" if result.rejected == 1 else f"{result.rejected:,} rejected rows"
            )
            self._window.banner.tell(f"Saved {rows} as {Path(text).name}")
