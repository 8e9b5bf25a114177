"""`python -m tests.benchmarks.using PROJECT`: a window used in every way, and what it holds.

Prints one JSON object: `events`, `columns`, `held`, `held at most`, in bytes but the first. A
project that is not there is made.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

from PySide6.QtWidgets import QApplication

from explorer.app.files import DiskFiles
from explorer.app.qt import application, make_window
from explorer.domain.filters import Filter, Match, Period
from explorer.domain.ids import ActorId, EventId, Mark
from explorer.domain.kinds import Status
from explorer.store.project import Project
from explorer.viewmodel.state import Lanes, Listing, SortBy, Window
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from tests.benchmarks.memory import most_resident, resident
from tests.benchmarks.notch import is_busy

_PATIENCE_S = 60.0
_SEARCH_S = 10.0  # all hits of a common beginning of words are counted for longer
_MINUTE_S = 60.0
_TURN_S = 0.004
_PLACES = 10


def used(window: MainWindow) -> Iterator[str]:
    """Use the window in every way; names what was done, to be waited for."""
    session, bench = window.session, window.bench
    assert bench is not None
    corpus, canvas = session.corpus, bench.timeline.canvas
    columns = corpus.columns
    yield "opened"
    for lanes in (*Lanes, Lanes.ACTOR):
        session.update("benchmark", lanes=lanes)
        yield f"lanes by {lanes.value}"
    for step in range(12):
        canvas.scroll_px = step * 380.0
        canvas.rebuild()
        yield "scrolled"
    starts = columns.start_min[: columns.dated]
    for part in range(_PLACES if columns.dated else 0):
        middle, span = float(starts[(2 * part + 1) * columns.dated // (2 * _PLACES)]), 4e9
        while span > _MINUTE_S:
            session.update("benchmark", window=Window(middle - span / 2, middle + span / 2))
            yield "zoomed"
            span /= 8
    session.update("benchmark", window=None)
    for wanted in _filters(window):
        session.update("benchmark", filter=wanted)
        yield "filtered"
    session.update("benchmark", filter=Filter(), selection=_chosen(window))
    yield "chosen"
    for by in SortBy:
        session.update("benchmark", listing=Listing(sort=by))
        yield f"listed by {by.value}"
    session.update("benchmark", listing=None)
    yield "list closed"
    for words in ("talks", "missile warning", "ag"):
        window.desk.find()
        window.search.setText(words)
        window.search.step(1)
        yield "searched"
    session.update("benchmark", selection=())
    yield "at rest"


def _filters(window: MainWindow) -> Iterator[Filter]:
    corpus = window.session.corpus
    ids = [ActorId(id) for id in corpus.columns.arrays["actor_id"][:50].tolist()]
    for match in Match:
        for count in (1, 5, 50):
            yield Filter(actors=frozenset(ids[:count]), match=match)
    yield Filter(kinds=frozenset(corpus.kinds[:2]))
    yield Filter(statuses=frozenset({Status.PLANNED}))
    starts = corpus.columns.start_min[: corpus.columns.dated]
    for low, high in pairwise(starts[:: max(len(starts) // 3, 1)].tolist()):
        yield Filter(period=Period(low, high))
    yield Filter(words="talks")
    yield replace(Filter(), kinds=frozenset(corpus.kinds[1:]))


def _chosen(window: MainWindow) -> tuple[Mark, ...]:
    ids = window.session.corpus.columns.id[:1].tolist()
    return tuple(Mark.event(EventId(id)) for id in ids)


def main() -> None:
    path = Path(sys.argv[1])
    if not path.exists():
        Project.create(path).close()
    app = application([])
    with tempfile.TemporaryDirectory() as home:
        window = make_window(DiskFiles(Path(home)), Settings(theme="light"))
        window.resize(1440, 900)
        window.open_project(window.files.open(path))
        window.show()
        for done in used(window):
            _rest(app, window, _SEARCH_S if done == "searched" else _PATIENCE_S)
            print(f"{done}: {resident() / 1e6:,.0f} MB", file=sys.stderr)
        events = window.session.corpus.n
        found = {"events": events, "columns": window.session.corpus.columns.nbytes}
        print(json.dumps(found | {"held": resident(), "held at most": most_resident()}))
        window.close()


def _rest(app: QApplication, window: MainWindow, most_s: float) -> None:
    until = monotonic() + most_s
    app.processEvents()
    while is_busy(window) and monotonic() < until:
        sleep(_TURN_S)  # turning without rest keeps the threads beside it from their work
        app.processEvents()


if __name__ == "__main__":
    main()
