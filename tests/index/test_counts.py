"""Counts by actor, and the busiest of them, against plain counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.postings import postings
from explorer.columns.values import Bools, Columns, Head, Ints
from explorer.index import counts
from explorer.index.counts import actor_counts, busiest

ACTORS, ROWS = 7, 40

pairs = st.sets(st.tuples(st.integers(0, ACTORS - 1), st.integers(0, ROWS - 1)))
masks = st.lists(st.booleans(), min_size=ROWS, max_size=ROWS).map(
    lambda values: np.array(values, dtype=np.bool_)
)


def columns_of(taking_part: set[tuple[int, int]]) -> Columns:
    both = np.array(sorted(taking_part), dtype=np.int64).reshape(-1, 2)
    made = postings(both[:, 0], both[:, 1], ACTORS, ROWS)
    arrays = {
        "actor_ptr": made.group_ptr, "actor_rows": made.group_rows,
        "part_ptr": made.row_ptr, "part_actor": made.row_groups,
    }  # fmt: skip
    return Columns(Head(n=ROWS), arrays)


def plain(taking_part: set[tuple[int, int]], mask: Bools) -> list[int]:
    return [sum(bool(mask[row]) for a, row in taking_part if a == actor) for actor in range(ACTORS)]


# Few rows are looked up, many gone through in stretches: every way must count the same.
@given(pairs, masks, st.sampled_from((0, 2, 10**9)), st.integers(1, 9))
def test_each_actor_has_as_many_as_it_takes_part_in(taking_part, mask, few, stretch) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counts, "_FEW", few)
        patch.setattr(counts, "_STRETCH", stretch)
        assert actor_counts(columns_of(taking_part), mask).tolist() == plain(taking_part, mask)


@given(pairs, masks, st.integers(1, ACTORS + 1))
def test_the_busiest_come_first_and_nobody_before_them_is_missing(taking_part, mask, most) -> None:
    columns = columns_of(taking_part)
    ranked: Ints = np.argsort(-np.diff(columns.arrays["actor_ptr"]), kind="stable")
    every = plain(taking_part, mask)
    found, how_many = busiest(
        columns, lambda actors: np.array([every[actor] for actor in actors]), ranked, most
    )
    order = sorted((actor for actor in range(ACTORS) if every[actor]), key=lambda a: (-every[a], a))
    assert found.tolist() == order[: len(found)]
    assert how_many.tolist() == [every[actor] for actor in found.tolist()]
    assert len(found) >= min(most, len(order))
