"""The layout of thousands: linked actors come together, held ones stay, the same every time."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.viewmodel.graph.force import Web, joined, laid_out, settle, start


def web(groups: int = 3, size: int = 20, held=None) -> Web:
    """Rings of `size` actors with chords, tied to each other by one line."""
    lines = [
        (group * size + at, group * size + (at + step) % size)
        for group in range(groups)
        for at in range(size)
        for step in (1, 2, 3)
    ]
    lines += [(group * size, (group + 1) * size) for group in range(groups - 1)]
    ends = np.array(lines, dtype=np.int32)
    return Web(groups * size, ends[:, 0], ends[:, 1], np.ones(len(ends)), held)


def test_linked_actors_stand_nearer_than_others():
    points = laid_out(web(), start(60, 1))
    groups = points.reshape(3, 20)
    inside = np.abs(groups[:, :, None] - groups[:, None, :]).mean()
    middles = groups.mean(axis=1)
    between = np.abs(middles[:, None] - middles)[~np.eye(3, dtype=bool)].mean()
    assert inside < between / 2


def test_no_two_actors_fall_on_one_spot():
    points = laid_out(web(), start(60, 1))
    gap = np.abs(points[:, None] - points)
    np.fill_diagonal(gap, np.inf)
    assert gap.min() > 1e-3 * np.ptp(points.real)


def test_the_same_seed_gives_the_same_places_to_the_last_bit():
    one, other = (laid_out(web(), start(60, 7)) for _ in range(2))
    assert one.tobytes() == other.tobytes()
    assert one.tobytes() != laid_out(web(), start(60, 8)).tobytes()


def test_who_is_held_stays_and_a_newcomer_comes_beside_its_neighbours():
    held = np.ones(60, dtype=np.bool_)
    held[7] = False
    settled = laid_out(web(), start(60, 1))
    again = laid_out(web(held=held), joined(web(), settled, ~held, 1))
    assert (again[held] == settled[held]).all()
    neighbours = settled[[4, 5, 6, 8, 9, 10]].mean()
    assert abs(again[7] - neighbours) < np.ptp(settled.real) / 4


def test_every_step_can_be_watched():
    steps = list(settle(web(), start(60, 1), steps=5))
    assert len(steps) == 5
    assert all(np.isfinite(points).all() for points in steps)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_nobody_is_laid_out_too(count):
    none = np.empty(0, dtype=np.int32)
    points = laid_out(Web(count, none, none, np.empty(0)), start(count, 1))
    assert points.shape == (count,)
    assert np.isfinite(points).all()


def test_loners_do_not_drift_away():
    ends = web()
    count = ends.count + 10
    with_loners = Web(count, ends.first, ends.second, ends.weight)
    points = laid_out(with_loners, start(count, 1))
    linked, loners = points[:60], points[60:]
    middle = linked.mean()
    assert np.abs(loners - middle).max() < 4 * np.abs(linked - middle).max()
