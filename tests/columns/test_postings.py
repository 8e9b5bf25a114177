"""Postings, places and cuts against the plain way to them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.postings import places, postings
from explorer.columns.splice import with_in, without

_ids = st.lists(st.integers(-50, 60), unique=True, max_size=20).map(sorted)
_far = st.lists(st.integers(-(2**40), 2**40), unique=True, max_size=6).map(sorted)


@given(st.one_of(_ids, _far), st.lists(st.integers(-60, 70), max_size=20))
def test_places_are_those_of_a_dictionary(known: list[int], wanted: list[int]) -> None:
    wanted = [*wanted, *known]
    table = {id: place for place, id in enumerate(known)}
    found = places(np.array(known, dtype=np.int64), np.array(wanted, dtype=np.int64))
    assert found.tolist() == [table.get(id, -1) for id in wanted]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 6)), max_size=30))
def test_postings_have_every_pair_once_both_ways(pairs: list[tuple[int, int]]) -> None:
    columns = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    made = postings(columns[0].copy(), columns[1].copy(), groups=5, rows=7)
    for ptr, members, side in (
        (made.group_ptr, made.group_rows, 0),
        (made.row_ptr, made.row_groups, 1),
    ):
        found = [members[low:high].tolist() for low, high in pairwise(ptr.tolist())]
        assert found == [
            sorted({pair[1 - side] for pair in pairs if pair[side] == at})
            for at in range(len(ptr) - 1)
        ]


@given(st.lists(st.integers(0, 99), max_size=12), st.data())
def test_cuts_are_numpys(values: list[int], data: st.DataObject) -> None:
    array = np.array(values, dtype=np.int32)
    out = sorted(data.draw(st.sets(st.integers(0, max(len(values) - 1, 0)), max_size=len(values))))
    out = out if values else []
    at = sorted(data.draw(st.lists(st.integers(0, len(values)), max_size=5)))
    fresh = np.arange(100, 100 + len(at))
    assert without(array, np.array(out, dtype=np.int64)).tolist() == np.delete(array, out).tolist()
    found = with_in(array, np.array(at, dtype=np.int64), fresh)
    assert found.tolist() == np.insert(array, at, fresh).tolist()
    assert found.dtype == array.dtype
