"""The first picture of who is linked to whom in the sample is well laid out."""

from __future__ import annotations

from itertools import combinations

import pytest

from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.paths import shipped_data
from explorer.store.project import Project
from explorer.viewmodel.graph.relationships import build_relationships
from explorer.viewmodel.graph.scene import GraphScene
from explorer.viewmodel.session import Session

SIZE = 470.0, 480.0

pytestmark = pytest.mark.usefixtures("qapp")


def scene() -> GraphScene:
    load_fonts()
    with Project.open(shipped_data("sample.sourceline"), read_only=True) as project:
        return build_relationships(Session(project), *SIZE, QtMeasurer())


def side(a: complex, b: complex, c: complex) -> float:
    return ((b - a).conjugate() * (c - a)).imag


def crosses(a: complex, b: complex, c: complex, d: complex) -> bool:
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_no_lines_cross_and_every_actor_is_named() -> None:
    graph = scene()
    at = {node.actor: complex(node.x, node.y) for node in graph.nodes}
    pairs = sorted({frozenset((line.subject, line.object)) for line in graph.links}, key=sorted)
    met = [
        (one, other)
        for one, other in combinations(pairs, 2)
        if not one & other and crosses(*(at[a] for a in one), *(at[a] for a in other))
    ]
    assert met == []
    assert all(node.name is not None for node in graph.nodes)


def test_all_four_quarters_of_the_pane_are_used() -> None:
    width, height = SIZE
    quarters = {(node.x < width / 2, node.y < height / 2) for node in scene().nodes}
    assert len(quarters) == 4
