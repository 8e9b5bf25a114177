"""Rows of masks and lists, against going through them one by one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns import rows as looking
from explorer.columns.rows import held, in_all, parts_of, rows_in, stands_in
from explorer.columns.values import Columns
from tests.index.test_counts import ACTORS, ROWS, columns_of, masks, pairs

lists = st.sets(st.integers(0, ROWS - 1)).map(lambda found: np.array(sorted(found), dtype=np.int32))


@given(st.lists(st.booleans(), max_size=70), st.sampled_from((1, 7, 10**9)))
def test_the_rows_of_a_mask(values, stretch) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "_STRETCH", stretch)
        found = rows_in(np.array(values, dtype=np.bool_))
    assert found.dtype == np.int32
    assert found.tolist() == [row for row, value in enumerate(values) if value]


@given(lists, lists, st.sampled_from((0, 10**9)))
def test_what_stands_in_a_list(some, others, table) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "_TABLE", table)
        assert stands_in(some, others).tolist() == [row in others.tolist() for row in some.tolist()]


@given(st.lists(lists, max_size=4), st.sampled_from((0, 10**9)))
def test_what_stands_in_all_lists(groups, table) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "_TABLE", table)
        found = in_all(groups).tolist()
    wanted = set.intersection(*(set(each.tolist()) for each in groups)) if groups else set()
    assert found == sorted(wanted)
    assert in_all([*groups, None]).tolist() == []


def of_actors(taking_part: set[tuple[int, int]]) -> Columns:
    columns = columns_of(taking_part)
    ids = np.arange(1, ACTORS + 1, dtype=np.int64)
    return Columns(columns.head, {**columns.arrays, "actor_id": ids})


@given(pairs, masks, st.sets(st.integers(0, ACTORS - 1)))
def test_who_takes_part_in_some_rows(taking_part, mask, chosen) -> None:
    columns, rows = of_actors(taking_part), rows_in(mask)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looking, "_LOT", 7)
        parts = parts_of(columns, rows)
    assert parts.nobodys == sum(all((a, r) not in taking_part for a in range(ACTORS)) for r in rows)
    assert parts.of(0).tolist() == [row for row in rows.tolist() if (0, row) in taking_part]
    wanted = [(row, actor) for row in rows.tolist() for actor in range(ACTORS)
              if (actor, row) in taking_part]  # fmt: skip
    assert list(zip(parts.rows.tolist(), parts.actors.tolist(), strict=True)) == wanted
    counts = held(columns, rows, np.array(sorted(chosen), dtype=np.int64))
    assert counts.tolist() == [
        sum((a, row) in taking_part for a in chosen) for row in rows.tolist()
    ]
