"""The relationship panel where links are shared events: from a session to a `WebScene`.

Event tables say who was there, not who leads whom; two actors are then tied by the events
they share under the filter. The panel opens on the hundred who share most, each with its
heaviest lines; more come when asked for, and many lines of one when it is pointed at.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

from explorer.domain.ids import ActorId, MarkKind
from explorer.index.corpus import Bools, Corpus
from explorer.index.pairs import PairIndex
from explorer.index.shared import SharedGraph, Together, pairs_of, together
from explorer.values import dataclass, field
from explorer.viewmodel.graph.scene import Legend, Sample
from explorer.viewmodel.graph.settling import Settling
from explorer.viewmodel.graph.web_scene import Group, Points, WebLabel, WebScene
from explorer.viewmodel.graph.web_words import MOST_TRIED, group_outlines, name_labels
from explorer.viewmodel.state import GraphScope
from explorer.viewmodel.type import Measurer

if TYPE_CHECKING:
    from explorer.columns.values import Bools, Ints
    from explorer.domain.records import Position
    from explorer.viewmodel.graph.relationships import GraphView
    from explorer.viewmodel.session import Session

ACTORS_SHOWN = 100
MOST_ACTORS = 10_000
_MARGIN_PX = 36.0
_POINTED = 40  # lines of whoever is pointed at, the strongest
_SMALLEST_PX, _LARGEST_PX = 3.0, 12.0
_THIN_PX, _THICK_PX = 0.7, 2.4
COUNTING = ("Counting who shares events…",)
T = TypeVar("T")
NOBODY = ("Nobody shares an event under this filter.", "Clear it, or choose fewer restrictions.")


@dataclass(frozen=True, eq=False)
class Counted:
    """Who shares events of a corpus under a mask, and the graph of those who are drawn."""

    corpus: Corpus
    mask: Bools
    index: PairIndex
    pairs: Together
    graph: SharedGraph

    def is_of(self, session: Session) -> bool:
        return self.corpus is session.corpus and self.mask is session.matches

    def is_drawn(self, most: int, chosen: Ints) -> bool:
        """Whether the graph is that of the `most` strongest and of those chosen."""
        return np.array_equal(self.pairs.strongest(most, chosen), self.graph.actors)


def counting(
    session: Session, view: GraphView, before: Counted | None
) -> Callable[[Callable[[], None]], Counted]:
    """Return the work of counting a session's pairs; any thread may do it.

    It is given what it calls between steps, which may raise to end it. What was counted
    `before` is not counted again.
    """
    corpus, mask = session.corpus, session.matches
    most, chosen = min(view.actors, MOST_ACTORS), chosen_actors(session)
    same = before is not None and before.is_of(session)

    def work(check: Callable[[], None]) -> Counted:
        columns = corpus.columns
        if before is not None and before.corpus.columns is columns:
            index = before.index
        else:
            index = pairs_of(columns, check)
        count = len(columns.arrays["actor_id"])
        pairs = before.pairs if before is not None and same else together(index, count, mask, check)
        check()
        graph = pairs.graph(pairs.strongest(most, chosen)).worked_out()
        return Counted(corpus, mask, index, pairs, graph)

    return work


@dataclass
class WebMemo:
    """What need not be worked out again from one build to the next, and the layout as it moves."""

    settling: Settling | None = None
    found: Counted | None = None
    _asked: object = None
    _words: dict[str, tuple[object, object]] = field(default_factory=dict)

    def counted(self, session: Session, view: GraphView) -> bool:
        """Whether the graph of the filter in force is here."""
        found = self.found
        if found is None or not found.is_of(session):
            return False
        most, chosen = min(view.actors, MOST_ACTORS), chosen_actors(session)
        asked = id(found), most, chosen.tobytes()
        if asked != self._asked and found.is_drawn(most, chosen):
            self._asked = asked
        return asked == self._asked

    def graph(self, session: Session, view: GraphView) -> SharedGraph:
        """Return the graph; it is counted here where nobody has done so before."""
        if not self.counted(session, view) or self.found is None:
            self.found = counting(session, view, self.found)(lambda: None)
        return self.found.graph

    def settled(self, session: Session) -> Settling:
        """Return the layout, which goes on from where the project has it."""
        if self.settling is None:
            self.settling = Settling(session.project.places())
        return self.settling

    def taken(self) -> tuple[Position, ...] | None:
        """Return places that the project is to keep, once there are new ones."""
        return None if self.settling is None else self.settling.taken()

    def words(self, stage: str, key: object, make: Callable[[], T]) -> T:
        """Return what `make` gave for this key the last time, or ask it."""
        kept = self._words.get(stage)
        if kept is None or kept[0] != key:
            kept = self._words[stage] = key, make()
        return cast("T", kept[1])


def is_web(session: Session) -> bool:
    """Whether the panel ties actors by shared events: asked to, or for want of relationships."""
    corpus = session.corpus
    told = len(corpus.snapshot.relationships) > 0
    return corpus.n > 0 and (not told or session.state.graph is GraphScope.SHARED)


def chosen_actors(session: Session) -> Ints:
    """Return the actors of the selection and the filter, as indices of the columns, ascending."""
    ids = {mark.id for mark in session.state.selection if mark.kind is MarkKind.ACTOR}
    ids |= session.state.filter.actors
    every = session.corpus.columns.arrays["actor_id"]
    wanted = np.array(sorted(ids), dtype=np.int64)
    at = np.searchsorted(every, wanted)
    known = at < len(every)
    known[known] = every[at[known]] == wanted[known]
    return np.asarray(at[known])


def build_web(
    session: Session,
    width_px: float,
    height_px: float,
    measurer: Measurer,
    view: GraphView,
    memo: WebMemo,
    budget_s: float | None = None,
) -> WebScene:
    """Return the scene of a pane.

    `budget_s` is how long the layout may go on in this call; None lets it come to rest. A
    scene that is `moving` wants to be built again.
    """
    graph = memo.graph(session, view)
    if not len(graph.actors):
        return WebScene(width_px, height_px, heading=_heading(graph), empty=NOBODY)
    ids = session.corpus.columns.arrays["actor_id"][graph.actors]
    until = None if budget_s is None else perf_counter() + budget_s
    unit, moving = memo.settled(session).places(ids, graph, until)
    unit, pinned = _pinned(unit, ids, session, view)
    spots = _on_pane(unit, width_px, height_px) * view.zoom
    radius = _radius(graph)
    lit = np.isin(graph.actors, chosen_actors(session))
    near, pointed = _pointed(session, graph, ids)

    named: list[str] = []

    def title_of(at: int) -> str:
        return named[at] if at < len(named) else session.corpus.actors[ActorId(int(ids[at]))].name

    groups: tuple[Group, ...] = ()
    labels: tuple[WebLabel, ...] = ()
    room = width_px * view.zoom, height_px * view.zoom
    if not moving:
        named = memo.words("names", id(graph), lambda: _names(session.corpus, ids))
        key = id(graph), spots.tobytes()
        groups = memo.words(
            "groups", key, lambda: group_outlines(spots, graph.group, title_of, room, measurer)
        )
        labels = memo.words(
            "labels", (*key, lit.tobytes(), near.tobytes()),
            lambda: name_labels(
                spots, radius, lit | near, title_of, room, measurer,
                tuple(group.box for group in groups),
            ),
        )  # fmt: skip
    order = graph.drawn
    first, second = graph.first[order], graph.second[order]
    return WebScene(
        width_px, height_px, ids, spots, radius, lit, near, pinned,
        ends=np.stack([first, second], axis=1), widths_px=_widths(graph, order),
        events=graph.events[order], across=graph.group[first] != graph.group[second],
        pointed=pointed, title_of=title_of, labels=labels, groups=groups,
        dx_px=view.dx_px, dy_px=view.dy_px, zoom=view.zoom,
        total_actors=max(graph.total_actors, len(ids)), total_lines=len(graph.events),
        heading=_heading(graph), footer=_footer(graph),
        legend=_legend(graph.events[order], lit), moving=moving,
    )  # fmt: skip


def _names(corpus: Corpus, ids: Ints) -> list[str]:
    """Return the names that are tried as labels, read at once."""
    return [
        actor.name
        for actor in corpus.some_actors([ActorId(id) for id in ids[:MOST_TRIED].tolist()])
    ]


def _pinned(unit: Points, ids: Ints, session: Session, view: GraphView) -> tuple[Points, Bools]:
    """Put those where a person put them."""
    pinned = np.zeros(len(ids), dtype=np.bool_)
    by_hand = (*session.corpus.snapshot.positions, *view.moved)
    if not by_hand:
        return unit, pinned
    unit = unit.copy()
    index = {int(id): at for at, id in enumerate(ids.tolist())}
    for place in by_hand:
        at = index.get(place.actor_id)
        if at is not None:
            unit[at], pinned[at] = complex(place.x, place.y), True
    return unit, pinned


def _on_pane(unit: Points, width_px: float, height_px: float) -> Points:
    wide, tall = (max(side - 2 * _MARGIN_PX, 1.0) for side in (width_px, height_px))
    return np.asarray(_MARGIN_PX + unit.real * wide + 1j * (_MARGIN_PX + unit.imag * (tall - 14)))


def _radius(graph: SharedGraph) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return discs whose area grows with what an actor shares, smaller where there are many."""
    part = np.sqrt(graph.shared / max(float(graph.shared.max(initial=1.0)), 1.0))
    return np.asarray((_SMALLEST_PX + (_LARGEST_PX - _SMALLEST_PX) * part) * _crowd(graph))


def _crowd(graph: SharedGraph) -> float:
    """How much smaller all is drawn where there are many."""
    return float(min(1.0, (ACTORS_SHOWN / len(graph.actors)) ** 0.25))


def _widths(graph: SharedGraph, lines: Ints) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return widths by the logarithm of the events, from the fewest drawn to the most."""
    logs = np.log2(np.maximum(graph.events[lines], 1).astype(np.float64))
    low, span = logs.min(initial=np.inf), np.ptp(logs) if len(logs) else 0.0
    part = (logs - low) / span if span > 0 else np.zeros_like(logs)
    return np.asarray(_THIN_PX + (_THICK_PX - _THIN_PX) * part * _crowd(graph))


def _pointed(session: Session, graph: SharedGraph, ids: Ints) -> tuple[Bools, np.ndarray]:
    near = np.zeros(len(ids), dtype=np.bool_)
    hover = session.state.hover
    none = np.zeros((0, 2), dtype=np.int32)
    if hover is None or hover.kind is not MarkKind.ACTOR:
        return near, none
    at = np.flatnonzero(ids == hover.id)
    if not len(at):
        return near, none
    lines = graph.lines_of(int(at[0]))
    lines = lines[np.argsort(-graph.weight[lines], kind="stable")][:_POINTED]
    ends = np.stack([graph.first[lines], graph.second[lines]], axis=1)
    near[ends.ravel()] = True
    near[at] = True
    return near, ends


def _heading(graph: SharedGraph) -> str:
    drawn, total = len(graph.actors), max(graph.total_actors, len(graph.actors))
    noun = "actor" if total == 1 else "actors"
    return f"{drawn:,} of {total:,} {noun}" if drawn < total else f"{total:,} {noun}"


def _footer(graph: SharedGraph) -> str:
    drawn, total = len(graph.drawn), len(graph.events)
    if drawn == total:
        return "Tied by shared events."
    return f"Tied by shared events: {drawn:,} of {total:,} ties, the strongest."


def _legend(events: Ints, lit: Bools) -> tuple[Legend, ...]:
    found = []
    least, most = int(events.min(initial=1)), int(events.max(initial=1))
    if least < most:
        words = f"{least:,} to {most:,} events"
        found.append(Legend(Sample.WIDTHS, words, (_THIN_PX, _THICK_PX)))
    if lit.any():
        found.append(Legend(Sample.SELECTED, "in selection"))
    return tuple(found)
