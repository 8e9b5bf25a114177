"""Everything about the picture that state cannot change: places, curves, room for words."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2
from typing import NamedTuple

import numpy as np

from explorer.domain.ids import ActorId
from explorer.index.corpus import Corpus
from explorer.index.graph import ActorGraph, Link
from explorer.viewmodel.graph.labels import Wanted, break_name, place_words
from explorer.viewmodel.graph.layout import LayoutActor, LayoutLink, Places
from explorer.viewmodel.graph.left import LayoutLeft
from explorer.viewmodel.graph.place import Line, curves, separate
from explorer.viewmodel.graph.scene import Curve, LinkTag, NameTag
from explorer.viewmodel.graph.scope import Scope
from explorer.viewmodel.graph.words import link_words
from explorer.viewmodel.type import Measurer, TextStyle

_LARGEST = 3
_LARGEST_QUOTES = 8


class Placement(NamedTuple):
    """Geometry in px, before panning; tuples run along `Scope.actors` and `Scope.links`."""

    spots: tuple[complex, ...]
    radius_px: tuple[float, ...]
    names: tuple[NameTag | None, ...]
    curves: tuple[Curve, ...]
    tags: tuple[LinkTag | None, ...]


def link_width_px(quotes: int) -> float:
    """Return a line's width: 1.15 px for one quote, more with their logarithm, at most 5."""
    return min(5.0, 1.15 + 0.75 * log2(max(1, quotes)))


def radii(graph: ActorGraph, actors: tuple[ActorId, ...]) -> dict[ActorId, float]:
    """Return discs by quotes: 16 for the few largest, 13 to 14 from five quotes, else 12.

    Counted over the whole graph, so that a disc keeps its size in every part of it.
    """
    quotes = {actor: sum(link.quotes for link in links) for actor, links in graph.links_of.items()}
    ranked = sorted(quotes.values(), reverse=True)
    largest = max(_LARGEST_QUOTES, ranked[_LARGEST - 1] if len(ranked) >= _LARGEST else 0)
    found = {}
    for actor in actors:
        count = quotes.get(actor, 0)
        small = 14.0 if count >= 8 else 13.0 if count >= 5 else 12.0
        found[actor] = 16.0 if count >= largest and len(ranked) > _LARGEST else small
    return found


def unit_places(
    corpus: Corpus,
    graph: ActorGraph,
    scope: Scope,
    known: Places,
    measurer: Measurer,
    left: LayoutLeft,
) -> dict[ActorId, tuple[float, float]]:
    """Return where the layout puts the actors, in layout units; pins are not yet heeded."""
    radius = radii(graph, scope.actors)
    actors = [
        LayoutActor(a, radius[a], _name_width(corpus.actors[a].name, measurer))
        for a in scope.actors
    ]
    links = [
        LayoutLink(link.subject, link.object, _label_px(link, measurer)) for link in scope.links
    ]
    return left.lay_out(actors, links, known)


def _name_width(name: str, measurer: Measurer) -> float:
    lines = break_name(name, measurer)
    return max(measurer.width_px(line, TextStyle.NODE_LIT) for line in lines)


def _label_px(link: Link, measurer: Measurer) -> float:
    text, note = link_words(link)
    return (
        measurer.width_px(text, TextStyle.LINK)
        + (measurer.width_px(note, TextStyle.LINK_NOTE) + 5 if note else 0)
        + 6
    )


def place(
    corpus: Corpus,
    graph: ActorGraph,
    scope: Scope,
    places: Mapping[ActorId, tuple[float, float]],
    pinned: frozenset[ActorId],
    size: tuple[float, float],
    zoom: float,
    measurer: Measurer,
) -> Placement:
    """Bring layout units to px, and find room for every name and label.

    Discs are set apart at zoom 1; zooming in then spreads them, their sizes and words
    staying as they are, so that more labels find room.
    """
    by_actor = radii(graph, scope.actors)
    radius = np.array([by_actor[a] for a in scope.actors])
    points = np.array(
        [complex(places[a][0] * size[0], places[a][1] * size[1]) for a in scope.actors]
    )
    fixed = np.array([a in pinned for a in scope.actors], dtype=np.bool_)
    if len(points):
        points = separate(points, radius, fixed, size) * zoom
    index = {actor: at for at, actor in enumerate(scope.actors)}
    lines = [
        Line(index[each.subject], index[each.object], link_width_px(each.quotes),
             not each.symmetric)
        for each in scope.links
    ]  # fmt: skip
    drawn = curves(points, radius, lines)
    wanted = [
        Wanted(*link_words(link), curve) for link, curve in zip(scope.links, drawn, strict=True)
    ]
    names = [corpus.actors[a].name for a in scope.actors]
    room = size[0] * zoom, size[1] * zoom
    tags, labels = place_words(names, points, radius, wanted, room, measurer)
    return Placement(
        tuple(complex(at) for at in points), tuple(float(r) for r in radius),
        tuple(tags), tuple(drawn), tuple(labels),
    )  # fmt: skip
