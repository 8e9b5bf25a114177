"""Who shares events: the strongest actors, and the lines worth drawing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.values import Columns, Head
from explorer.index import shared
from explorer.index.shared import SharedGraph, Together, pairs_of

EVENTS = st.lists(st.sets(st.integers(0, 9), max_size=5).map(sorted), max_size=25)


def columns(events: list[list[int]], actors: int = 10) -> Columns:
    starts = np.cumsum([0, *(len(event) for event in events)]).astype(np.int64)
    parts = np.array([actor for event in events for actor in event], dtype=np.int32)
    arrays = {
        "part_ptr": starts,
        "part_actor": parts,
        "actor_id": np.arange(100, 100 + actors, dtype=np.int64),
    }
    return Columns(Head(len(events), len(events)), arrays)


def together(made: Columns, mask=None) -> Together:
    return shared.together(pairs_of(made), len(made.arrays["actor_id"]), mask)


def strongest(whole: Together, most: int, also=None) -> SharedGraph:
    return whole.graph(whole.strongest(most, also))


def lines(graph: SharedGraph) -> dict[tuple[int, int], int]:
    ends = np.sort(np.stack([graph.actors[graph.first], graph.actors[graph.second]]), axis=0)
    return dict(zip(zip(*ends.tolist(), strict=True), graph.events.tolist(), strict=True))


def test_the_strongest_come_first_and_only_lines_among_them():
    graph = strongest(together(columns([[0, 1], [0, 1], [1, 2], [3, 4]])), 2)
    assert graph.actors.tolist() == [1, 0]
    assert lines(graph) == {(0, 1): 2}
    assert graph.total_actors == 5


def test_whoever_is_asked_for_is_in_it_too():
    whole = together(columns([[0, 1], [0, 1], [3, 4]]))
    graph = strongest(whole, 2, also=np.array([4, 0]))
    assert graph.actors.tolist() == [0, 1, 4]


@given(EVENTS, st.integers(0, 12))
def test_degrees_count_what_pairs_share(events, most):
    whole = together(columns(events))
    shared = [sum(len(event) - 1 for event in events if actor in event) for actor in range(10)]
    assert whole.degrees.tolist() == shared
    graph = strongest(whole, most)
    assert len(graph.actors) == min(most, sum(each > 0 for each in shared))


@given(EVENTS)
def test_an_actor_brings_its_heaviest_lines_and_no_line_is_woven_for_nobody(events):
    graph = strongest(together(columns(events)), 10)
    assert (np.diff(graph.weight[graph.woven]) <= 0).all()
    best = [by_weight(graph, actor)[:5] for actor in range(len(graph.actors))]
    assert set(graph.woven.tolist()) == {line for lines in best for line in lines}


@given(EVENTS)
def test_of_the_lines_drawn_each_is_the_heaviest_of_an_actor_in_its_group_or_of_a_group(events):
    graph = strongest(together(columns(events)), 10)
    group, drawn = graph.group, set(graph.drawn.tolist())
    for actor in range(len(graph.actors)):
        mine = [line for line in by_weight(graph, actor) if line in set(graph.woven.tolist())]
        inside = [line for line in mine if group[graph.first[line]] == group[graph.second[line]]]
        assert set(inside[:1]) <= drawn
        assert mine == [] or not drawn.isdisjoint(mine) or inside == []
    assert len(drawn) <= 3 * len(graph.actors)
    assert (np.diff(graph.weight[graph.drawn]) <= 0).all()


def by_weight(graph: SharedGraph, actor: int) -> list[int]:
    mine = graph.lines_of(actor)
    return mine[np.argsort(-graph.weight[mine], kind="stable")].tolist()


def test_a_mask_leaves_out_the_events_it_does_not_hold():
    whole = together(columns([[0, 1], [1, 2]]), np.array([False, True]))
    assert lines(strongest(whole, 5)) == {(1, 2): 1}
