"""Answers to words that are kept: few as rows, many as bits."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.viewmodel.words import Kept


@given(st.lists(st.booleans(), max_size=200), st.booleans())
def test_what_is_kept_are_the_rows_that_were_found(found: list[bool], is_more: bool) -> None:
    n = len(found) * (40 if is_more else 1)
    rows = np.flatnonzero(found).astype(np.int32)
    hits = Kept(rows, n).hits
    if len(rows) * 16 > n:
        assert hits.dtype == np.bool_
        assert hits.tolist() == found + [False] * (n - len(found))
    else:
        assert hits.tolist() == rows.tolist()
