"""Who shares events: the strongest actors, and the lines worth drawing."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.values import Columns, Head
from explorer.index.shared import SharedGraph, together

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


def lines(graph: SharedGraph) -> dict[tuple[int, int], int]:
    ends = np.sort(np.stack([graph.actors[graph.first], graph.actors[graph.second]]), axis=0)
    return dict(zip(zip(*ends.tolist(), strict=True), graph.events.tolist(), strict=True))


def test_the_strongest_come_first_and_only_lines_among_them():
    graph = together(columns([[0, 1], [0, 1], [1, 2], [3, 4]])).strongest(2)
    assert graph.actors.tolist() == [1, 0]
    assert lines(graph) == {(0, 1): 2}
    assert graph.total_actors == 5


def test_whoever_is_asked_for_is_in_it_too():
    whole = together(columns([[0, 1], [0, 1], [3, 4]]))
    graph = whole.strongest(2, also=np.array([4, 0]))
    assert graph.actors.tolist() == [0, 1, 4]


@given(EVENTS, st.integers(0, 12))
def test_degrees_count_what_pairs_share(events, most):
    whole = together(columns(events))
    shared = [sum(len(event) - 1 for event in events if actor in event) for actor in range(10)]
    assert whole.degrees.tolist() == shared
    graph = whole.strongest(most)
    assert len(graph.actors) == min(most, sum(each > 0 for each in shared))


@given(EVENTS, st.integers(1, 3))
def test_every_actor_brings_its_heaviest_lines_and_no_line_is_drawn_for_nobody(events, each):
    graph = together(columns(events)).strongest(10)
    kept = set(graph.heaviest(each).tolist())
    ends = np.concatenate([graph.first, graph.second])
    shared = np.bincount(ends, np.tile(graph.events, 2), len(graph.actors))
    weight = graph.events / np.sqrt(shared[graph.first] * shared[graph.second])
    for actor in range(len(graph.actors)):
        mine = graph.lines_of(actor)
        best = sorted(weight[mine].tolist(), reverse=True)[:each]
        held = sorted((weight[line] for line in mine if line in kept), reverse=True)
        assert held[: len(best)] == best
    assert len(kept) <= each * len(graph.actors)


def test_a_mask_leaves_out_the_events_it_does_not_hold():
    whole = together(columns([[0, 1], [1, 2]]), np.array([False, True]))
    assert lines(whole.strongest(5)) == {(1, 2): 1}
