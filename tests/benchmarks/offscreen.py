"""The real window, offscreen, for benchmarks: opened, quiet, and watched while it paints."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from explorer.views.main_window import MainWindow

SIZE = (1440, 900)
_STILL_S = 0.4
_WAIT_S = 0.0005


class Watched:
    """A window, and what one waits for in it; `longest_ms` is of one turn of its events."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        self.app, self.window = app, window
        self.longest_ms = 0.0

    def turn(self) -> None:
        """Let events run once."""
        started = perf_counter()
        self.app.processEvents()
        self.longest_ms = max(self.longest_ms, (perf_counter() - started) * 1000)

    def until(self, holds: Callable[[], bool], most_s: float = 120.0) -> float:
        """Let events run until something holds; returns when that was.

        Between turns it waits as a window at rest does: turning all the time would keep what
        works beside it from its thread.
        """
        end = perf_counter() + most_s
        while not holds():
            self.turn()
            if holds():
                break
            if perf_counter() > end:
                raise TimeoutError("the window did not get there")
            sleep(_WAIT_S)
        return perf_counter()

    def rest(self, most_s: float = 120.0) -> None:
        """Let events run until nothing works beside the window any more, and it stands still."""
        end, still = perf_counter() + most_s, perf_counter()
        while perf_counter() - still < _STILL_S:
            self.turn()
            if self.is_busy:
                still = perf_counter()
            if perf_counter() > end:
                raise TimeoutError("the window did not come to rest")
            sleep(0.001)

    @property
    def is_busy(self) -> bool:
        """Whether anything is worked out; who shares events is counted on for seconds, and may."""
        from explorer.views.worker import Worker

        bench = self.window.bench
        apart = None if bench is None else bench.relationships.counter
        workers = self.window.findChildren(Worker)
        return any(worker.is_busy for worker in workers if worker is not apart)


@contextmanager
def opened(path: Path) -> Iterator[Watched]:
    """Open a project in the window, and wait until it has read all there is to read."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from explorer.app.files import DiskFiles
    from explorer.app.qt import application, make_window
    from explorer.views.settings import Settings

    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else application([])
    with tempfile.TemporaryDirectory(prefix="sourceline-") as home:
        window = make_window(DiskFiles(Path(home)), Settings(theme="light"))
        window.resize(*SIZE)
        window.open_project(window.files.open(path))
        window.show()
        window.activateWindow()
        watched = Watched(app, window)
        watched.rest()
        try:
            yield watched
        finally:
            window.close()
