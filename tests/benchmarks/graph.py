"""The relationships of many events: ties under filters, the layout, panning, "more".

Project: `--out FILE.sourceline`, else one made of `--events`. On a display the window is
there, else offscreen. The peers of the layout: rustworkx, which is installed, and igraph, where
it can be imported (`pip install --target FOLDER igraph`, then `PYTHONPATH=FOLDER`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import numpy as np
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from explorer.domain.filters import Filter, Period
from explorer.domain.ids import ActorId
from explorer.index.corpus import Corpus
from explorer.index.counts import actor_counts
from explorer.index.select import select
from explorer.index.shared import SharedGraph, pairs_of, together
from explorer.painting.fonts import load_fonts
from explorer.store.project import Project
from explorer.viewmodel.graph.force import Web, laid_out, start
from explorer.viewmodel.graph.scene import Box, Words
from explorer.viewmodel.graph.web_scene import WebLabel, WebScene
from explorer.viewmodel.session import Session
from explorer.views.look import Look
from explorer.views.relationships.pane import RelationshipsPane
from tests.benchmarks.projects import project_of
from tests.benchmarks.report import Measure, held_against

_PANE_PX = (640, 560)
_SEED = 40
_LINES = 50_000
_JOIN = (
    "SELECT a.actor_id, b.actor_id, count(*) FROM participation AS a JOIN participation AS b"
    " ON a.event_id = b.event_id AND a.actor_id < b.actor_id {where} GROUP BY 1, 2"
)
_LABEL = WebLabel(Words(9.0, 20.0, "A label"), Box(9.0, 9.0, 50.0, 22.0), False)
_PERIOD = Period(631_152_000, 946_684_800)  # the nineties


def run(rounds: int, events: int | None = None, out: Path | None = None) -> list[Measure]:
    """Measure all four, in this order."""
    if "DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    load_fonts()
    path = out if out is not None else project_of(events or 1_000_000)
    with Project.open(path) as project, closing(sqlite3.connect(path)) as raw:
        session = Session(project)
        for name in session.corpus.columns.arrays:  # the window reads them before anyone clicks
            session.corpus.columns.arrays[name]
        found = [*_ties(session.corpus, raw, rounds)]
        graphs = {count: _graph(session.corpus, count) for count in (1_000, 10_000)}
        for count, graph in graphs.items():
            found += _layouts(graph, rounds)
            found.append(_settling(session, count))
        found += _panning(session, graphs[10_000])
        found += [_more(session, shown) for shown in (100, 800, 5_000)]
    assert app is not None
    return found


def _ms(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return (perf_counter() - started) * 1000


def _ties(corpus: Corpus, raw: sqlite3.Connection, rounds: int) -> list[Measure]:
    """Time the pairs of a filter, its mask included, beside the self-join over the indexes."""
    columns = corpus.columns
    busiest = int(columns.arrays["actor_id"][np.argmax(actor_counts(columns, corpus.accepted))])
    by_actor = "WHERE a.event_id IN (SELECT event_id FROM participation WHERE actor_id = {0})"
    by_period = (
        "WHERE a.event_id IN (SELECT event_id FROM date_claim WHERE chosen = 1"
        " AND start_min < {1} AND coalesce(end_max, 9e18) >= {0})"
    )
    cases = {
        "all events": (Filter(), ""),
        "the busiest actor": (Filter(actors=frozenset({ActorId(busiest)})),
                              by_actor.format(busiest)),
        "ten years": (Filter(period=_PERIOD), by_period.format(_PERIOD.start_s, _PERIOD.end_s)),
    }  # fmt: skip
    count, n = len(columns.arrays["actor_id"]), f"{corpus.n:,} events"
    index = pairs_of(columns)
    found = []
    for name, (wanted, where) in cases.items():
        ours = [
            _ms(lambda wanted=wanted: together(index, count, select(corpus, wanted)))
            for _ in range(max(rounds, 5))
        ]
        sql = _JOIN.format(where=where)
        theirs = _ms(lambda sql=sql: raw.execute(sql).fetchall())
        found.append(held_against(f"ties, {name} of {n}", "ms", ours, "SQL self-join, once",
                                  [theirs] * len(ours)))  # fmt: skip
    once = [_ms(lambda: pairs_of(columns)) for _ in range(3)]
    return [*found, held_against(f"index of pairs, once a project, {n}", "ms", once,
                                 "ties, all events", [found[0].value] * 3)]  # fmt: skip


def _graph(corpus: Corpus, most: int) -> SharedGraph:
    whole = together(pairs_of(corpus.columns), len(corpus.columns.arrays["actor_id"]))
    return whole.graph(whole.strongest(most)).worked_out()


def _layouts(graph: SharedGraph, rounds: int) -> list[Measure]:
    """Time a layout from nothing to rest, beside others' of the same lines."""
    import rustworkx

    count, kept = len(graph.actors), graph.woven
    first, second = graph.first[kept], graph.second[kept]
    web = Web(count, first, second, graph.events[kept].astype(float), group=graph.group)
    ours = [_ms(lambda: laid_out(web, start(count, _SEED))) for _ in range(max(rounds // 2, 3))]
    rows = list(zip(first.tolist(), second.tolist(), strict=True))
    peer: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    peer.add_nodes_from(range(count))
    peer.add_edges_from([(one, other, 1.0) for one, other in rows])
    turns = 50 if count <= 1_000 else 5
    theirs = _ms(lambda: rustworkx.spring_layout(peer, seed=_SEED, num_iter=turns))
    what = f"layout of {count:,} actors, {len(rows):,} lines, 100 steps"
    found = [held_against(what, "ms", ours, f"rustworkx spring, {turns} steps, once",
                          [theirs] * len(ours))]  # fmt: skip
    try:
        import igraph
    except ImportError:
        return found
    other = igraph.Graph(count, rows)
    theirs = _ms(lambda: other.layout_fruchterman_reingold(niter=500, grid=True))
    return [*found, held_against(what, "ms", ours, "igraph grid, 500 steps, once",
                                 [theirs] * len(ours))]  # fmt: skip


class Panel:
    """The panel alone in a window, with so many actors asked for, and no places kept."""

    def __init__(self, session: Session, actors: int) -> None:
        self.pane = RelationshipsPane(session, Look())
        self.pane.view = replace(self.pane.view, actors=actors)
        self.pane.resize(*_PANE_PX)
        session.project.keep_places(())
        self.pane.show()
        # What any first window takes is not the layout's.
        self.pane.canvas.show_scene(WebScene(*_PANE_PX, labels=(_LABEL,)))
        QApplication.processEvents()

    def held_ms(self, until: Callable[[WebScene], bool]) -> list[float]:
        """Run the window until then; return how long each turn of its loop held it."""
        found: list[float] = []
        while True:
            sleep(0.0005)  # a window that is idle leaves the processor to its worker
            found.append(_ms(QApplication.processEvents))
            scene = self.pane.scene
            if not self.pane.counter.is_busy and isinstance(scene, WebScene) and until(scene):
                return found

    def close(self) -> None:
        self.pane.counter.stop()
        self.pane.close()
        self.pane.deleteLater()
        QApplication.processEvents()


def _settling(session: Session, actors: int) -> Measure:
    panel = Panel(session, actors)
    started = perf_counter()
    held = panel.held_ms(lambda scene: len(scene.actors) == actors and not scene.moving)
    rest_ms = (perf_counter() - started) * 1000
    panel.close()
    return held_against(f"longest hold of the window, {actors:,} actors from nothing to rest",
                        "ms", [max(held)], "all of it", [rest_ms])  # fmt: skip


class _Picture(QWidget):
    """The floor: a picture of the size of the panel, drawn a bit further each time."""

    def __init__(self, size: tuple[int, int]) -> None:
        super().__init__()
        self.resize(*size)
        self.at, self._pixels = 0, QPixmap(*size)
        self._pixels.fill()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawPixmap(self.at, 0, self._pixels)


def _panning(session: Session, graph: SharedGraph) -> list[Measure]:
    """Time frames of a pan: the panel's own lines, then the heaviest 50,000 lines."""
    panel = Panel(session, len(graph.actors))
    panel.held_ms(lambda scene: len(scene.actors) == len(graph.actors) and not scene.moving)
    canvas, scene = panel.pane.canvas, panel.pane.scene
    assert isinstance(scene, WebScene)
    lines = np.argsort(-graph.weight, kind="stable")[:_LINES]
    ends = np.stack([graph.first[lines], graph.second[lines]], axis=1)
    full = replace(scene, ends=ends, widths_px=np.full(len(ends), 0.7), events=graph.events[lines],
                   across=graph.group[ends[:, 0]] != graph.group[ends[:, 1]])  # fmt: skip
    floor = _Picture((canvas.width(), canvas.height()))
    floor.show()
    found = []
    for name, shown in ((f"{len(scene.ends):,}", scene), (f"{len(ends):,}", full)):
        canvas.show_scene(replace(shown, moving=True))
        quick = [_ms(canvas.viewport().repaint) for _ in range(20)]
        canvas.show_scene(shown)
        _wait(0.6)
        ours, theirs = [], []
        for step in range(60):
            ours.append(_ms(lambda step=step, shown=shown: _moved(canvas, shown, step)))
            floor.at = step
            theirs.append(_ms(floor.repaint))
        what = f"frame, {len(graph.actors):,} actors, {name} lines"
        found += [held_against(f"{what}, panned", "ms", ours, "drawing a picture", theirs),
                  held_against(f"{what}, settling", "ms", quick, "drawing a picture",
                               theirs[: len(quick)])]  # fmt: skip
    gestures = []
    canvas.panned.emit(1.0, 0.0)
    _wait(0.6)
    for _ in range(30):
        canvas.panned.emit(3.0, 1.0)
        gestures.append(_ms(QApplication.processEvents))
    found.append(held_against("the same by the panel's own gesture", "ms", gestures,
                              "drawing a picture", theirs[: len(gestures)]))  # fmt: skip
    floor.close()
    panel.close()
    return found


def _moved(canvas: QWidget, scene: WebScene, step: int) -> None:
    canvas.show_scene(replace(scene, dx_px=float(step)))  # type: ignore[attr-defined]
    canvas.viewport().repaint()  # type: ignore[attr-defined]


def _wait(seconds: float) -> None:
    end = perf_counter() + seconds
    while perf_counter() < end:
        QApplication.processEvents()


def _more(session: Session, shown: int) -> Measure:
    """Time a click on "Show more…" until the picture has the newcomers, and until it rests."""
    panel = Panel(session, shown)
    panel.held_ms(lambda scene: len(scene.actors) == shown and not scene.moving)
    started = perf_counter()
    panel.pane.footer.more.click()
    held = panel.held_ms(lambda scene: len(scene.actors) > shown)
    seen_ms = (perf_counter() - started) * 1000
    held += panel.held_ms(lambda scene: not scene.moving)
    rest_ms = (perf_counter() - started) * 1000
    panel.close()
    print(f"  more at {shown:,}: held at most {max(held):.1f} ms, median {median(held):.1f} ms")
    return held_against(f"“more” at {shown:,} actors: click to picture", "ms", [seen_ms],
                        "until it rests", [rest_ms])  # fmt: skip
