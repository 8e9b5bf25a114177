"""Pairs of actors, against counting them one by one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.pairs import CROWD, Lines, Pairs, pair_index

EVENTS = st.lists(st.sets(st.integers(0, 12), max_size=6).map(list), max_size=30)


def listed(events: list[list[int]]):
    starts = np.cumsum([0, *(len(event) for event in events)])
    actors = np.array([actor for event in events for actor in event], dtype=np.int32)
    return starts.astype(np.int64), actors


def pairs(starts, actors, mask=None, crowd=CROWD) -> Pairs:
    return pair_index(starts, actors, crowd).under(mask)


def counted(events: list[list[int]]) -> Counter[tuple[int, int]]:
    return Counter(pair for event in events for pair in combinations(sorted(event), 2))


def as_counter(found: Pairs | Lines) -> dict[tuple[int, int], int]:
    if isinstance(found, Pairs):
        found = found.among(np.ones(len(found.ranked), dtype=np.bool_))
    rows = zip(found.first.tolist(), found.second.tolist(), found.events.tolist(), strict=True)
    return {(one, other): events for one, other, events in rows}


@given(EVENTS)
def test_every_pair_of_every_event_is_counted_once(events):
    assert as_counter(pairs(*listed(events))) == counted(events)


@given(EVENTS, st.randoms(use_true_random=False))
def test_only_the_events_of_the_mask_count(events, random):
    mask = np.array([random.random() < 0.5 for _ in events], dtype=np.bool_)
    kept = [event for event, keep in zip(events, mask, strict=True) if keep]
    assert as_counter(pairs(*listed(events), mask)) == counted(kept)


def test_a_crowd_links_nobody():
    crowd, two = list(range(CROWD + 1)), [3, 4]
    assert as_counter(pairs(*listed([crowd, two]))) == {(3, 4): 1}
    all_of_them = as_counter(pairs(*listed([crowd, two]), crowd=CROWD + 1))
    assert len(all_of_them) == (CROWD + 1) * CROWD // 2


@given(EVENTS, st.integers(0, 29))
def test_one_event_alone(events, only):
    mask = np.arange(len(events)) == only
    assert as_counter(pairs(*listed(events), mask)) == counted(events[only : only + 1])


@given(EVENTS, st.data())
def test_lots_and_blocks_add_up(events, data):
    chosen = data.draw(st.sets(st.integers(0, 29)))
    mask = np.isin(np.arange(len(events)), list(chosen))
    kept = [event for event, keep in zip(events, mask, strict=True) if keep]
    with patch("explorer.index.pairs._LOT", 3), patch("explorer.index.pairs._BLOCK", 4):
        assert as_counter(pairs(*listed(events), mask)) == counted(kept)
        assert as_counter(pairs(*listed(events))) == counted(events)


@given(EVENTS)
def test_where_key_and_place_have_no_room_in_one_number(events):
    with patch("explorer.index.pairs._MOST", 30), patch("explorer.index.pairs._BLOCK", 4):
        assert as_counter(pairs(*listed(events))) == counted(events)


def test_pairs_among_the_chosen_and_what_each_actor_shares():
    found = pairs(*listed([[0, 1], [1, 2], [2, 1]]))
    chosen = np.array([False, True, True])
    assert as_counter(found.among(chosen)) == {(1, 2): 2}
    assert found.degrees(3).tolist() == [1, 3, 2]
