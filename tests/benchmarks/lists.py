"""Lists of events in their pane, beside an empty table of Qt's over constant words.

What is timed is what a person waits for: from the command until the pane has been drawn with
its lines read. The floor is a plain table view of the same size with as many rows, whose
model says the same word in every cell. Project: `--out FILE.sourceline`, else one made of
`--events`; beside it the same with 1,000 events. A sort is timed from the click to its lines:
the first by title, which reads all titles, apart. Copying is held against as many rows and
cells of constant words put together.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter, sleep

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from explorer.app.qt import application
from explorer.domain.ids import ActorId
from explorer.store.project import Project
from explorer.viewmodel.listing.copying import MOST_COPIED
from explorer.viewmodel.listing.opening import of_actors, sort_by
from explorer.viewmodel.listing.picked import Picked
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Listing, SortBy
from explorer.views.listing.pane import EventsPane
from explorer.views.look import Look
from tests.benchmarks.corpora import write_csv
from tests.benchmarks.make import import_csv
from tests.benchmarks.report import Measure, held_against

SIZE = (1200, 300)
_FEW = 1_000
_SCROLLS = 30
_SORTS = 3
_COPIES = 2  # stretches of the list
_TABS = "\t".join(["word"] * 8)
_CELLS = "".join(["<td>word</td>"] * 8)
Index = QModelIndex | QPersistentModelIndex


class Constant(QAbstractTableModel):
    """As many rows as it is told, all of one word."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = 0

    def rowCount(self, parent: Index | None = None) -> int:
        return self.rows

    def columnCount(self, parent: Index | None = None) -> int:
        return 6

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> str | None:
        return "word" if role == Qt.ItemDataRole.DisplayRole else None


class Floor:
    """Qt's own table over constant words."""

    def __init__(self) -> None:
        self.model, self.view = Constant(), QTableView()
        self.view.setModel(self.model)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.verticalHeader().setDefaultSectionSize(24)
        _show(self.view)

    def open_ms(self, rows: int) -> float:
        return _ms(lambda: self._open(rows))

    def _open(self, rows: int) -> None:
        self.model.beginResetModel()
        self.model.rows = rows
        self.model.endResetModel()
        self.view.grab()

    def scroll_ms(self, row: int) -> float:
        return _ms(lambda: self._scroll(row))

    def _scroll(self, row: int) -> None:
        self.view.verticalScrollBar().setValue(row)
        self.view.grab()


class Lists:
    """The pane of a project's lists; `gui_ms` is how long the last deed held the window."""

    def __init__(self, path: Path) -> None:
        self.project = Project.open(path)
        self.session = Session(self.project)
        if self.session.corpus.is_large:
            self.session.corpus.columns.read_all()  # the window does so behind its first picture
        self.pane = EventsPane(self.session, Look())
        _show(self.pane)
        self.gui_ms = 0.0

    def close(self) -> None:
        for worker in self.pane.workers:
            worker.stop()
        self.project.close()

    def open_ms(self, listing: Listing) -> float:
        self.session.update("benchmark", listing=None)
        self._settle()
        return self._timed(lambda: self.session.update("benchmark", listing=listing))

    def sort_ms(self, by: SortBy) -> float:
        return self._timed(lambda: sort_by(self.session, by, "benchmark"))

    def scroll_ms(self, row: int) -> float:
        return self._timed(lambda: self.pane.view.verticalScrollBar().setValue(row))

    def copy_ms(self, part: int, most: int) -> float:
        """Time the copying of the stretch of so many rows that begins at a part of the list."""
        count = self.pane.events.count
        first = min(part * (count // _COPIES), max(count - most, 0))
        work = self.pane.events.copying(Picked(((first, min(first + most, count)),)))
        return _ms(lambda: work(lambda: None))

    def _timed(self, deed: Callable[[], None]) -> float:
        started = perf_counter()
        deed()
        self.pane.refresh() if self.pane.events.listing != self.session.state.listing else None
        self.pane.view.grab()
        self.gui_ms = (perf_counter() - started) * 1000
        self._settle()
        return (perf_counter() - started) * 1000

    def _settle(self) -> None:
        """Wait until nothing is under way, and draw what came."""
        while True:
            QApplication.processEvents()
            if any(worker.is_busy for worker in self.pane.workers):
                sleep(0.0005)  # or this thread would keep the workers from theirs
                continue
            self.pane.view.grab()
            if not any(worker.is_busy for worker in self.pane.workers):
                return

    @property
    def busiest(self) -> ActorId:
        counts = np.diff(self.session.corpus.columns.arrays["actor_ptr"])
        return ActorId(int(self.session.corpus.columns.arrays["actor_id"][counts.argmax()]))


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Open, sort and scroll lists of 1,000 events, and of many."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    kept = application(["benchmark"])
    with tempfile.TemporaryDirectory() as name:
        few = _made(Path(name), _FEW)
        many = out if out is not None else _made(Path(name), events or 100_000)
        found = [measure for path in (few, many) for measure in _measures(path, rounds)]
    del kept
    return found


def _measures(path: Path, rounds: int) -> Iterator[Measure]:
    floor = Floor()
    with closing(Lists(path)) as lists:
        n = lists.session.corpus.n
        every, actor = Listing(), of_actors(lists.session, (lists.busiest,))
        for what, listing in (("all events", every), ("the busiest actor's", actor)):
            yield from _opened(lists, floor, f"{what}, {n:,} events", listing, rounds)
        lists.open_ms(every)
        first = [lists.sort_ms(SortBy.TITLE)]
        yield held_against(f"sort {n:,} by title for the first time, to its lines", "ms", first,
                           "an empty table opened", [floor.open_ms(n)])  # fmt: skip
        for by in SortBy:
            ours = [lists.sort_ms(by) for _ in range(_SORTS)]
            held = lists.gui_ms
            theirs = [floor.open_ms(n) for _ in range(_SORTS)]
            yield held_against(f"sort {n:,} by {by}, to its lines", "ms", ours,
                               "an empty table opened", theirs)  # fmt: skip
            yield held_against(f"sort {n:,} by {by}, of it in the window", "ms", [held],
                               "an empty table opened", theirs[:1])  # fmt: skip
        ours = [lists.copy_ms(part, MOST_COPIED) for part in range(_COPIES)]
        theirs = [_ms(lambda: _constant(min(n, MOST_COPIED))) for _ in range(_COPIES)]
        yield held_against(f"copy {min(n, MOST_COPIED):,} of {n:,} rows never seen", "ms", ours,
                           "as many rows of constant words", theirs)  # fmt: skip
        chance = np.random.default_rng(1)
        lists.open_ms(every)
        places = chance.integers(0, max(n - 20, 1), _SCROLLS).tolist()
        ours, held_all, theirs = [], [], []
        for place in places:
            ours.append(lists.scroll_ms(place))
            held_all.append(lists.gui_ms)
            theirs.append(floor.scroll_ms(place))
        against = "an empty table scrolled"
        yield held_against(f"scroll anywhere in {n:,}, to its lines", "ms", ours, against, theirs)
        yield held_against(f"scroll anywhere in {n:,}, drawn", "ms", held_all, against, theirs)


def _opened(
    lists: Lists, floor: Floor, what: str, listing: Listing, rounds: int
) -> Iterator[Measure]:
    lists.open_ms(listing)
    ours, held, theirs = [], [], []
    for _ in range(rounds):
        ours.append(lists.open_ms(listing))
        held.append(lists.gui_ms)
        theirs.append(floor.open_ms(lists.pane.events.count))
    against = "an empty table of as many rows"
    yield held_against(f"open {what}, to its lines", "ms", ours, against, theirs)
    yield held_against(f"open {what}, drawn", "ms", held, against, theirs)


def _constant(rows: int) -> object:
    return "\n".join([_TABS] * rows), "".join([f"<tr>{_CELLS}</tr>" for _ in range(rows)])


def _ms(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def _show(widget: QWidget) -> None:
    widget.resize(*SIZE)
    widget.show()
    QApplication.processEvents()


def _made(folder: Path, events: int) -> Path:
    table, path = folder / f"events-{events}.csv", folder / f"events-{events}.sourceline"
    write_csv(table, events, 1)
    import_csv(table, path)
    return path
