"""Undo and redo in the window: at once, or beside it where a million rows go or come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.viewmodel.project.importing import Outcome, came_in
from explorer.views.worker import Cancelled, Progress

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow

# Rows that are moved within the time of a blink.
_AT_ONCE = 20_000


def turn(window: MainWindow, *, undo: bool, origin: str) -> None:
    """Take back the last operation, or do again the last that was taken back."""
    session = window.session
    try:
        if session.project.turn_size(undo=undo) <= _AT_ONCE:
            (session.undo if undo else session.redo)(origin)
            return
        name = session.project.undo_name() if undo else session.project.redo_name()
    except InputProblem as problem:
        window.tell_problem(problem)
        return
    doing = "Undoing" if undo else "Doing again"

    def job(progress: Progress) -> Outcome | None:
        progress.tell(f"{doing}: {name}")
        try:
            session.project.turn(undo=undo, check=progress.check)
        except Cancelled:
            return None
        return came_in(session.project, name or "")

    def done(outcome: Outcome | None) -> None:
        if outcome is None:
            window.banner.tell(f"Stopped: “{name}” is as it was.")
        elif outcome.corpus is not None and session is window.session:
            session.reload(origin, outcome.corpus)

    window.worker.run(job, done)
