"""Where actors stand, before anyone has moved them: the same data, the same picture.

The layout knows actors, links and how wide their names are; it knows nothing of filter,
selection, hover or theme, so none of them can move anything. Places are in layout units:
(0, 0) is the upper left corner of the pane and (1, 1) its lower right, whatever its size.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from explorer.domain.ids import ActorId
from explorer.viewmodel.graph.refine import Drawing, Points, refine

if TYPE_CHECKING:
    from rustworkx import PyGraph

Places = Mapping[ActorId, tuple[float, float]]

# The pane that a layout is made for, in px; a larger graph is made for a larger one.
_PANE_PX = (478.0, 470.0)
_ROOMY = 36
_SEED = 40
_STARTS = 4
_KAMADA_KAWAI_MOST = 150


class LayoutActor(NamedTuple):
    id: ActorId
    radius_px: float
    name_width_px: float


class LayoutLink(NamedTuple):
    """A pair of actors, and the width of the widest label on a line between them."""

    subject: ActorId
    object: ActorId
    label_width_px: float


def lay_out(
    actors: Sequence[LayoutActor],
    links: Sequence[LayoutLink],
    known: Places | None = None,
    seed: int = _SEED,
) -> dict[ActorId, tuple[float, float]]:
    """Place actors in layout units.

    Kamada and Kawai (1989) by rustworkx from a few seeded starts, the best of them improved
    by `refine`. Actors in `known` keep their places, and new ones find room among them.

    Returns
    -------
    A place for every actor in `actors`.
    """
    known = known or {}
    if not actors:
        return {}
    drawing = _drawing(actors, links)
    if any(actor.id in known for actor in actors):
        points = _joined(actors, drawing, known)
        free = np.array([actor.id not in known for actor in actors], dtype=np.bool_)
    else:
        points = _best_start(drawing, seed)
        free = np.ones(len(actors), dtype=np.bool_)
    points = refine(drawing, points, free, seed)
    width, height = drawing.size
    return {
        actor.id: known.get(actor.id, (float(at.real / width), float(at.imag / height)))
        for actor, at in zip(actors, points, strict=True)
    }


def _drawing(actors: Sequence[LayoutActor], links: Sequence[LayoutLink]) -> Drawing:
    index = {actor.id: at for at, actor in enumerate(actors)}
    growth = max(1.0, (len(actors) / _ROOMY) ** 0.5)
    widths: dict[tuple[int, int], float] = {}
    for link in links:
        pair = sorted((index[link.subject], index[link.object]))
        key = (pair[0], pair[1])
        widths[key] = max(widths.get(key, 0.0), link.label_width_px)
    return Drawing(
        size=(_PANE_PX[0] * growth, _PANE_PX[1] * growth),
        radius=np.array([actor.radius_px for actor in actors]),
        name_width=np.array([actor.name_width_px for actor in actors]),
        ends=np.array(list(widths), dtype=np.intp).reshape(-1, 2),
        label_width=np.array(list(widths.values()), dtype=np.float64),
    )


def _best_start(drawing: Drawing, seed: int) -> Points:
    import rustworkx

    graph: rustworkx.PyGraph[int, float] = rustworkx.PyGraph()
    graph.add_nodes_from(range(len(drawing.radius)))
    graph.add_edges_from([(int(a), int(b), 1.0) for a, b in drawing.ends])
    _join_components(graph)
    count = len(drawing.radius)
    found: list[Points] = []
    for turn in range(_STARTS if count <= _ROOMY else 1):
        laid = rustworkx.spring_layout(graph, seed=seed + turn)
        if count <= _KAMADA_KAWAI_MOST:
            start = {at: (x, y) for at, (x, y) in laid.items()}
            laid = rustworkx.kamada_kawai_layout(graph, pos=start, weight_fn=float)
        points = np.array([complex(*laid[at]) for at in range(len(laid))])
        found.extend(drawing.fitted(points, turn_rad) for turn_rad in np.arange(4) * np.pi / 4)
    costs = [drawing.cost(points) for points in found]
    return found[int(np.argmin(costs))]


def _join_components(graph: PyGraph[int, float]) -> None:
    """Tie every component to the largest one by an unseen line three links long."""
    import rustworkx

    parts = sorted(rustworkx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    hubs = [min(part, key=lambda at: (-graph.degree(at), at)) for part in parts]
    rim = [min(part, key=lambda at: (graph.degree(at), at)) for part in parts]
    for hub in hubs[1:]:
        graph.add_edge(rim[0], hub, 3.0)


def _joined(actors: Sequence[LayoutActor], drawing: Drawing, known: Places) -> Points:
    """Put the known where they stand, and each new one at the mean of its neighbours."""
    width, height = drawing.size
    points = np.full(len(actors), np.nan, dtype=np.complex128)
    for at, actor in enumerate(actors):
        if actor.id in known:
            points[at] = complex(known[actor.id][0] * width, known[actor.id][1] * height)
    for new in np.flatnonzero(np.isnan(points)):
        near = points[drawing.linked[new] & ~np.isnan(points)]
        points[new] = near.mean() if len(near) else complex(width / 2, height / 2)
    return points
