"""Rows: marks push names away, names never marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from explorer.viewmodel.timeline.shelves import Row, Shelf

intervals = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 15)).map(lambda p: (p[0], p[0] + p[1]))
)


@given(intervals)
def test_a_shelf_knows_what_is_free(wanted: list[tuple[int, int]]) -> None:
    shelf, taken = Shelf(), set[int]()
    for low, high in wanted:
        cells = set(range(low, high))
        assert shelf.fits(low, high) == (not cells & taken)
        shelf.put(low, high)
        taken |= cells


def test_a_mark_pushes_a_name_away() -> None:
    row = Row()
    row.put_mark(0, 10)
    row.put_name(10, 50, owner=7)
    assert not row.is_free(40, 60)
    assert row.owners(40, 60) == [7]
    row.put_mark(40, 60)
    assert row.is_free(10, 40)


def test_nothing_pushes_a_mark_away() -> None:
    row = Row()
    row.put_mark(0, 10)
    assert row.owners(5, 15) is None
