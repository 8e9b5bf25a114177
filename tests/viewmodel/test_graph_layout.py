"""The layout: the same picture every time, newcomers join it, nothing leaves the pane."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.ids import ActorId
from explorer.viewmodel.graph.layout import LayoutActor, LayoutLink, lay_out
from explorer.viewmodel.graph.refine import Drawing, refine


def _actors(count: int) -> list[LayoutActor]:
    return [LayoutActor(ActorId(at), 12.0, 60.0) for at in range(count)]


def _links(pairs: list[tuple[int, int]]) -> list[LayoutLink]:
    return [LayoutLink(ActorId(a), ActorId(b), 50.0) for a, b in pairs]


RING = [(at, (at + 1) % 8) for at in range(8)]


def test_same_data_same_picture() -> None:
    first = lay_out(_actors(8), _links(RING))
    assert first == lay_out(_actors(8), _links(RING))
    assert first != lay_out(_actors(8), _links(RING), seed=1)


def test_a_ring_is_drawn_without_crossings() -> None:
    places = lay_out(_actors(8), _links(RING))
    spots = np.array([complex(*places[ActorId(at)]) for at in range(8)])
    drawing = _drawing(8, RING)
    crossed = drawing._tangle(
        spots[drawing.own][:, None] * 470, spots[drawing.far] * 470, spots * 470
    )
    assert crossed.sum() == 0


def test_known_actors_keep_their_places_and_newcomers_stand_near() -> None:
    before = lay_out(_actors(8), _links(RING))
    after = lay_out(_actors(9), _links([*RING, (0, 8)]), known=before)
    assert {actor: after[actor] for actor in before} == before
    near, new = complex(*after[ActorId(0)]), complex(*after[ActorId(8)])
    assert abs(near - new) < 0.5


def test_no_actor_one_actor_and_two_apart() -> None:
    assert lay_out([], []) == {}
    assert set(lay_out(_actors(1), [])) == {ActorId(0)}
    places = lay_out(_actors(2), [])
    assert places[ActorId(0)] != places[ActorId(1)]


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 14).flatmap(
        lambda count: st.tuples(
            st.just(count),
            st.lists(
                st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
                    lambda pair: pair[0] != pair[1]
                ),
                max_size=20,
            ),
        )
    )
)
def test_everyone_has_a_place_inside_the_pane(drawn: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = drawn
    places = lay_out(_actors(count), _links(pairs))
    assert len(places) == count
    assert all(0 < x < 1 and 0 < y < 1 for x, y in places.values())


def _drawing(count: int, pairs: list[tuple[int, int]]) -> Drawing:
    return Drawing(
        (478.0, 470.0), np.full(count, 12.0), np.full(count, 60.0),
        np.array(pairs, dtype=np.intp).reshape(-1, 2), np.full(len(pairs), 50.0),
    )  # fmt: skip


def test_refining_lowers_the_cost_and_leaves_the_fixed_alone() -> None:
    drawing = _drawing(8, RING)
    random = np.random.default_rng(3)
    start = drawing.within(random.random(8) * 400 + 1j * random.random(8) * 400)
    free = np.array([True] * 6 + [False] * 2)
    done = refine(drawing, start.copy(), free, seed=5)
    assert drawing.cost(done) < drawing.cost(start)
    assert (done[6:] == start[6:]).all()
    assert not (done[:6] == start[:6]).all()
