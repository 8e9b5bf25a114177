"""How many have ended by a moment, against asking every event."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns.values import OPEN_END
from explorer.index.ends import Ends
from tests.columns.test_digest import made, some_events


@given(
    some_events,
    st.lists(st.booleans(), min_size=12, max_size=12),
    st.floats(-1e14, 1e14) | st.integers(1_690_000_000, 1_760_000_000) | st.just(-np.inf),
)
def test_as_many_have_ended_as_each_tells(
    events: list[tuple[int, int, int, str | None, set[int]]], chosen: list[bool], moment: float
) -> None:
    columns = made(events)
    mask = np.array(chosen[: columns.n])
    ends = columns.bound("end_max")[: columns.dated]
    ends = np.where(ends == OPEN_END, columns.start_min[: columns.dated], ends)
    key = int(max(moment, -(2.0**62)))
    assert Ends(columns).before(moment) == np.count_nonzero(ends < key)
    among = ends[mask[: columns.dated]]
    assert Ends(columns, mask).before(moment) == np.count_nonzero(among < key)
