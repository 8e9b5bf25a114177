"""Lists of rows give, stretch by stretch, what writing all of them out gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.index import listed, ranks
from explorer.index.listed import Among, Ascending, LatestFirst, Listed, Sorted, Whole
from explorer.index.ranks import NOTHING, in_order, ranks_of

masks = st.lists(st.booleans(), max_size=80).map(lambda found: np.array(found, dtype=np.bool_))


@pytest.fixture(autouse=True, scope="module")
def small_blocks() -> None:
    patch = pytest.MonkeyPatch()
    patch.setattr(listed, "_BLOCK", 8)
    yield
    patch.undo()


def says(found: Listed, rows: list[int], n: int) -> None:
    assert found.count == len(rows)
    assert found.every().tolist() == rows
    for first in range(0, len(rows) + 1, 3):
        for last in (first, first + 1, first + 7, first + 40):
            assert found.at(first, last).tolist() == rows[first:last]
    for row in range(-1, n + 1):
        assert found.place_of(row) == (rows.index(row) if row in rows else -1)


@given(masks)
def test_a_mask_is_listed_as_its_rows(mask: np.ndarray) -> None:
    rows = np.flatnonzero(mask).tolist()
    says(Among(mask), rows, len(mask))
    says(Ascending(np.array(rows, dtype=np.int32)), rows, len(mask))
    says(Sorted(np.array(rows[::-1], dtype=np.int32)), rows[::-1], len(mask))


@given(st.integers(0, 60))
def test_all_rows_are_listed_as_they_are(n: int) -> None:
    says(Whole(n), list(range(n)), n)


@given(masks, st.data())
def test_turned_round_the_undated_stay_last(mask: np.ndarray, data: st.DataObject) -> None:
    dated = data.draw(st.integers(0, len(mask)))
    rows = np.flatnonzero(mask).tolist()
    turned = [r for r in rows if r < dated][::-1] + [r for r in rows if r >= dated]
    says(LatestFirst(Among(mask), dated), turned, len(mask))


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 4)), max_size=40),
    st.booleans(),
    st.sampled_from([2, 7, 1000]),
)
def test_ranks_sort_stably_with_nothing_last(said, descending: bool, lot: int) -> None:
    given_ranks = np.array([NOTHING if r is None else r for r in said], dtype=np.int32)
    sign = -1 if descending else 1
    places = sorted(range(len(said)), key=lambda p: (said[p] is None, sign * (said[p] or 0), p))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranks, "_LOT", lot)
        assert in_order(given_ranks, descending=descending).tolist() == places


@given(st.lists(st.text(max_size=3), max_size=30))
def test_words_are_ranked_without_regard_to_case(words: list[str]) -> None:
    order = sorted({word.casefold() for word in words})
    assert ranks_of(words).tolist() == [order.index(word.casefold()) for word in words]
