"""Showing a project that was opened: at once, or when its events have been read in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.viewmodel.ports import ProjectPort
    from explorer.views.main_window import MainWindow
    from explorer.views.worker import Progress


def open_when_ready(window: MainWindow, project: ProjectPort) -> None:
    """Show a project, after a job on the worker where its columns must be made again.

    What was open stays until then, in a window without anything an empty project. A job that
    is cancelled, or fails, closes the project.
    """
    if project.columns_hold():
        window.open_project(project)
        return
    if window.bench is None:
        window.open_project(window.files.untitled())

    def job(progress: Progress) -> ProjectPort:
        try:
            project.make_columns(progress.step)
        except BaseException:
            window.files.close(project)
            raise
        return project

    window.worker.run(job, window.open_project)
