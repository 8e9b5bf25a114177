"""The relationship panel: from a session to a frozen `GraphScene`, and the panel's commands.

`build_relationships` is all an export needs. A pane keeps a `Memo` beside it, so that hover
and selection only restyle what already has its place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from explorer.domain.ids import ActorId, Mark, MarkKind
from explorer.domain.records import Position, Relationship
from explorer.index.graph import ActorGraph, Link, actor_graph
from explorer.values import dataclass, field, replace
from explorer.viewmodel.graph.layout import Places
from explorer.viewmodel.graph.left import LayoutLeft
from explorer.viewmodel.graph.scene import GraphScene, SceneNode
from explorer.viewmodel.graph.scope import (
    LINKS_SHOWN,
    MORE_LINKS,
    Scope,
    centres_of,
    scope_of,
)
from explorer.viewmodel.graph.style import style
from explorer.viewmodel.graph.unit_places import place, unit_places
from explorer.viewmodel.graph.web import ACTORS_SHOWN, WebMemo, build_web, is_web
from explorer.viewmodel.graph.web_scene import WebNode, WebScene
from explorer.viewmodel.graph.words import EMPTY, UNLINKED
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import GraphScope
from explorer.viewmodel.type import Measurer

ORIGIN = "relationships"
MAX_ZOOM = 8.0

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GraphView:
    """How a panel looks at the graph; what is not in `State` and not worth undoing.

    Attributes
    ----------
    zoom, dx_px, dy_px
        1 to 8, and how far the picture was panned.
    limit
        About how many links are drawn.
    actors
        How many actors are, where shared events tie them.
    centres
        Whom "around" stays around while a person clicks about in it; None: the selection.
    known
        Where actors stood in this panel, so that newcomers do not make it jump.
    moved
        Actors being dragged, in layout units; stronger than their pins.
    """

    zoom: float = 1.0
    dx_px: float = 0.0
    dy_px: float = 0.0
    limit: int = LINKS_SHOWN
    actors: int = ACTORS_SHOWN
    centres: frozenset[ActorId] | None = None
    known: tuple[Position, ...] = ()
    moved: tuple[Position, ...] = ()

    def zoomed(self, factor: float, x_px: float, y_px: float) -> GraphView:
        """Zoom so that what is under a point of the pane stays there."""
        zoom = min(MAX_ZOOM, max(1.0, self.zoom * factor))
        ratio = zoom / self.zoom
        dx, dy = x_px - (x_px - self.dx_px) * ratio, y_px - (y_px - self.dy_px) * ratio
        return replace(self, zoom=zoom, dx_px=dx, dy_px=dy) if zoom > 1 else self.fitted()

    def panned(self, dx_px: float, dy_px: float, width_px: float, height_px: float) -> GraphView:
        """Move the picture, at most until half of the pane is empty."""
        dx = _held(self.dx_px + dx_px, width_px, self.zoom)
        dy = _held(self.dy_px + dy_px, height_px, self.zoom)
        return replace(self, dx_px=dx, dy_px=dy)

    def fitted(self) -> GraphView:
        """Show everything again."""
        return replace(self, zoom=1.0, dx_px=0.0, dy_px=0.0)

    def more(self) -> GraphView:
        """Draw more links, or more actors."""
        limit = self.limit + max(MORE_LINKS, self.limit // 2)
        return replace(self, limit=limit, actors=2 * self.actors)


def _held(offset: float, size: float, zoom: float) -> float:
    return min(size / 2, max(size / 2 - size * zoom, offset))


@dataclass
class Memo:
    """Keeps the last answer of each stage; a pane holds one, an export needs none.

    `left` is the layout of an earlier run.
    """

    left: LayoutLeft = field(default_factory=LayoutLeft)
    web: WebMemo = field(default_factory=WebMemo)
    _kept: dict[str, tuple[object, object]] = field(default_factory=dict)

    def get(self, stage: str, key: object, make: Callable[[], T]) -> T:
        """Return what `make` gave for this key the last time, or ask it."""
        kept = self._kept.get(stage)
        if kept is None or kept[0] != key:
            kept = key, make()
            self._kept[stage] = kept
        return cast("T", kept[1])


def build_relationships(
    session: Session,
    width_px: float,
    height_px: float,
    measurer: Measurer,
    view: GraphView | None = None,
    memo: Memo | None = None,
    budget_s: float | None = None,
) -> GraphScene | WebScene:
    """Return what a pane shows: `build_links`, or where no source tells of any, `build_web`.

    `budget_s` is for the layout of a web, as there.
    """
    if is_web(session):
        web = (memo or Memo()).web
        view = view or GraphView()
        return build_web(session, width_px, height_px, measurer, view, web, budget_s)
    return build_links(session, width_px, height_px, measurer, view, memo)


def build_links(
    session: Session,
    width_px: float,
    height_px: float,
    measurer: Measurer,
    view: GraphView | None = None,
    memo: Memo | None = None,
) -> GraphScene:
    """Return the scene of a pane `width_px` by `height_px`, without header and footer.

    For a picture "as seen" pass the pane's own `view`; for "everything" pass
    `GraphView(limit=10**9)` and a pane that grows with it; for "the selection" a session
    whose state is `AROUND` it. The same session, size and view give the same scene.
    """
    view, memo = view or GraphView(), memo or Memo()
    graph = graph_of(session, memo)
    if not graph.links:
        return GraphScene(
            width_px, height_px, heading=f"{len(session.corpus.actors):,} actors",
            empty=UNLINKED if session.corpus.actors else EMPTY,
        )  # fmt: skip
    scope = _scope(session, graph, view, memo)
    corpus = session.corpus
    places = layout_of(session, measurer, view, memo)
    pinned = frozenset(each.actor_id for each in (*corpus.snapshot.positions, *view.moved))
    size = width_px, height_px
    keys = (corpus, scope, tuple(sorted(places.items())), pinned, size, view.zoom)
    placement = memo.get(
        "placement",
        keys,
        lambda: place(corpus, graph, scope, places, pinned, size, view.zoom, measurer),
    )
    scene = style(session, graph, scope, placement, pinned, measurer)
    return replace(
        scene, width_px=width_px, height_px=height_px,
        dx_px=view.dx_px, dy_px=view.dy_px, zoom=view.zoom,
    )  # fmt: skip


def graph_of(session: Session, memo: Memo | None = None) -> ActorGraph:
    """Return the links of the project as far as the review scope lets them be seen."""
    review = session.state.filter.review
    return (memo or Memo()).get(
        "graph", (session.corpus, review), lambda: actor_graph(session.corpus, review)
    )


def layout_of(
    session: Session, measurer: Measurer, view: GraphView, memo: Memo
) -> dict[ActorId, tuple[float, float]]:
    """Return where each drawn actor stands, in layout units, pins and drags included."""
    found = _laid(session, graph_of(session, memo), measurer, view, memo)
    over: Places = {
        each.actor_id: (each.x, each.y)
        for each in (*session.corpus.snapshot.positions, *view.moved)
        if each.actor_id in found
    }
    return {**found, **over}


def known_places(
    session: Session, measurer: Measurer, view: GraphView, memo: Memo
) -> tuple[Position, ...]:
    """Return where the layout put actors, those of `view.known` and newcomers; without pins."""
    graph = graph_of(session, memo)
    kept = {each.actor_id: each for each in view.known}
    if graph.links:
        for actor, (x, y) in _laid(session, graph, measurer, view, memo).items():
            kept[actor] = Position(actor, x, y)
    return tuple(kept[actor] for actor in sorted(kept))


def _laid(
    session: Session, graph: ActorGraph, measurer: Measurer, view: GraphView, memo: Memo
) -> dict[ActorId, tuple[float, float]]:
    scope = _scope(session, graph, view, memo)
    known = {each.actor_id: (each.x, each.y) for each in view.known}
    if known.keys() >= set(scope.actors):
        return {actor: known[actor] for actor in scope.actors}
    return memo.get(
        "layout",
        (graph, scope, view.known),
        lambda: unit_places(session.corpus, graph, scope, known, measurer, memo.left),
    )


def _scope(session: Session, graph: ActorGraph, view: GraphView, memo: Memo) -> Scope:
    state = session.state
    asked = state.selection
    around = None
    if state.graph is GraphScope.AROUND:
        around = centres_of(session) if view.centres is None else view.centres
    return memo.get(
        "scope",
        (graph, state.graph, around, asked, state.path, view.limit),
        lambda: scope_of(session, graph, view.limit, around),
    )


# What a person can do


def connectable(session: Session) -> tuple[ActorId, ActorId] | None:
    """Return the two actors chosen last, if two are: they can be asked how they connect."""
    chosen = [m.id for m in session.state.selection if m.kind is MarkKind.ACTOR]
    return (ActorId(chosen[-2]), ActorId(chosen[-1])) if len(chosen) >= 2 else None


def connect(session: Session, origin: str = ORIGIN) -> None:
    """Show how the two actors chosen last are connected; without two, nothing happens."""
    pair = connectable(session)
    if pair is not None:
        session.update(origin, path=pair)


def path_of(session: Session, memo: Memo | None = None) -> tuple[Link, ...]:
    """Return the links of the shown path in order; empty where none is shown or exists."""
    ends = session.state.path
    if ends is None or not all(actor in session.corpus.actors for actor in ends):
        return ()
    return graph_of(session, memo).path(*ends) or ()


def path_links(session: Session) -> tuple[Relationship, ...]:
    """Return the relationships along the shown path in order; their evidence is its quotes."""
    return tuple(each for link in path_of(session) for each in link.relationships)


def choose(session: Session, marks: tuple[Mark, ...], toggle: bool, origin: str = ORIGIN) -> None:
    """Select marks, or with `toggle` add them to the selection or take them out of it."""
    chosen = session.state.selection
    if toggle and set(marks) <= set(chosen):
        marks = tuple(mark for mark in chosen if mark not in marks)
    elif toggle:
        marks = (*(mark for mark in chosen if mark not in marks), *marks)
    session.update(origin, selection=marks, evidence=None)


def focus(session: Session, actor: ActorId, origin: str = ORIGIN) -> None:
    """Show one actor and whom it is linked to."""
    session.update(
        origin, graph=GraphScope.AROUND, selection=(Mark.actor(actor),), evidence=None, path=None
    )


def pin(
    session: Session, node: SceneNode | WebNode, x: float, y: float, origin: str = ORIGIN
) -> None:
    """Give an actor a place of its own, in layout units; it can be undone."""
    from explorer.domain.operations import PinActors

    session.apply(PinActors((Position(node.actor, x, y),)), origin)


def unpin(session: Session, actors: tuple[ActorId, ...], origin: str = ORIGIN) -> None:
    """Give actors back to the layout; without pins among them nothing happens."""
    from explorer.domain.operations import UnpinActors

    pinned = {each.actor_id for each in session.corpus.snapshot.positions}
    freed = tuple(actor for actor in actors if actor in pinned)
    if freed:
        session.apply(UnpinActors(freed), origin)
