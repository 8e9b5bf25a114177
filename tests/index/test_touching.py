"""Who touches a stretch of time, against asking every event."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.build import Events, build
from explorer.columns.values import OPEN_END, OPEN_START, Columns
from explorer.index.touching import Touching, row_at, rows_at

FAR_OFF = 2**33
STARTS = st.one_of(st.integers(-1000, 1000), st.integers(-FAR_OFF, FAR_OFF))
LENGTHS = st.one_of(st.integers(0, 300), st.integers(0, FAR_OFF), st.none())
EVENTS = st.lists(st.tuples(st.one_of(st.none(), STARTS), LENGTHS), max_size=40)


def columns(spans: list[tuple[int | None, int | None]]) -> Columns:
    spans = [span for span in spans if span != (None, None)]
    starts = np.array([OPEN_START if s is None else s for s, _ in spans], dtype=np.int64)
    ends = np.array(
        [OPEN_END if length is None else (s or 0) + length for s, length in spans], dtype=np.int64
    )
    zero = np.zeros(len(spans), dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    events = Events(
        ("talks",), np.arange(1, len(spans) + 1), starts, starts, ends, ends, zero, zero, zero,
        zero, zero + 1, zero, zero, zero, none, none, none, none,
    )  # fmt: skip
    return build(events, none, none)


@given(EVENTS, STARTS, st.integers(1, FAR_OFF))
def test_it_finds_whom_asking_every_event_finds(spans, start, length):
    made = columns(spans)
    rows = np.arange(made.dated, dtype=np.int32)
    low, high = made.bound("start_min"), made.bound("end_max")
    begin = np.where(low == OPEN_START, high, low)
    end = np.where(high == OPEN_END, low, high)
    wanted = rows[(begin[rows] < start + length) & (end[rows] >= start)]
    found = Touching(made, rows).rows(float(start), float(start + length), 1000)
    assert found is not None
    assert found.tolist() == wanted.tolist()


@given(EVENTS, STARTS)
def test_of_too_many_it_says_so(spans, start):
    made = columns(spans)
    rows = np.arange(made.dated, dtype=np.int32)
    found = Touching(made, rows).rows(-1e300, 1e300, 3)
    assert (found is None) == (len(rows) > 3)


@given(EVENTS, st.lists(STARTS, min_size=1, max_size=5))
def test_rows_are_found_by_their_start(spans, places):
    made = columns(spans)
    starts = made.start_min[: made.dated]
    wanted = [int((starts < place).sum()) for place in places]
    assert [row_at(made, float(place)) for place in places] == wanted
    assert rows_at(made, np.array(places, dtype=np.float64)).tolist() == wanted
