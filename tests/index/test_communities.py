"""Groups of actors: what is tied together stays together, and the same every time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.communities import communities


def lines(pairs: list[tuple[int, int]], weight: float = 1.0):
    ends = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    return ends[:, 0], ends[:, 1], np.full(len(ends), weight)


def test_two_cliques_on_one_thread_are_two_groups_the_larger_first():
    small, large = range(5), range(5, 12)
    pairs = [*combinations(small, 2), *combinations(large, 2), (0, 5)]
    found = communities(12, *lines(pairs))
    assert found.tolist() == [1] * 5 + [0] * 7


def test_actors_without_lines_are_groups_of_their_own():
    assert communities(3, *lines([])).tolist() == [0, 1, 2]
    assert communities(0, *lines([])).tolist() == []


def test_a_heavy_line_holds_more_than_light_ones():
    first, second, weight = lines([(0, 1), (1, 2), (2, 3)])
    weight[1] = 50.0
    found = communities(4, first, second, weight)
    assert found[1] == found[2]


GRAPHS = st.sets(
    st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda ends: ends[0] < ends[1]),
    max_size=40,
)


@given(GRAPHS)
def test_groups_are_numbered_by_size_and_come_out_the_same(graph):
    pairs = sorted(graph)
    found = communities(15, *lines(pairs))
    sizes = np.bincount(found)
    assert (sizes > 0).all()
    assert (np.diff(sizes) <= 0).all()
    assert found.tolist() == communities(15, *lines(pairs)).tolist()


@given(GRAPHS)
def test_nobody_is_grouped_with_whom_no_path_leads_to(graph):
    found = communities(15, *lines(sorted(graph)))
    reach = list(range(15))
    for _ in range(15):
        for one, other in graph:
            reach[one] = reach[other] = min(reach[one], reach[other])
    for group in set(found.tolist()):
        assert len({reach[at] for at in np.flatnonzero(found == group)}) == 1
