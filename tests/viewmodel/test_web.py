"""Actors tied by shared events: who is drawn, where they stand, what the pointer finds."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest

from explorer.domain.filters import Filter
from explorer.domain.ids import Mark
from explorer.viewmodel.graph.relationships import GraphView, build_relationships
from explorer.viewmodel.graph.scene import GraphScene
from explorer.viewmodel.graph.settling import Settling
from explorer.viewmodel.graph.web import NOBODY, WebMemo, build_web, is_web
from explorer.viewmodel.graph.web_scene import WebLine, WebNode, WebScene
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import GraphScope
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder

SIZE = (478.0, 470.0)


def table(groups: int = 3, size: int = 6) -> ProjectBuilder:
    """Groups of actors who meet one another, and once the first of the next group."""
    builder = ProjectBuilder()
    names = [[f"Actor {g}{m}" for m in range(size)] for g in range(groups)]
    for members in names:
        for one, other in combinations(members, 2):
            builder.event(f"{one} meets {other}", "2019-10-24", actors=(one, other))
        builder.event(f"{members[0]} meets {members[1]} again", actors=(members[0], members[1]))
    for before, after in pairwise(names):
        builder.event("Heads meet", "2020", actors=(before[0], after[0]))
    return builder


@pytest.fixture
def session() -> Session:
    return table().session()


def web(session: Session, view: GraphView | None = None, memo: WebMemo | None = None) -> WebScene:
    return build_web(session, *SIZE, LetterMeasurer(), view or GraphView(), memo or WebMemo())


def names(scene: WebScene) -> list[str]:
    return [scene.title_of(at) for at in range(len(scene.actors))]


def test_a_project_that_tells_of_no_relationship_is_a_web(session: Session) -> None:
    assert is_web(session)
    builder = table()
    builder.relationship("Actor 00", "leads", "Actor 01")
    assert not is_web(builder.session())
    assert not is_web(ProjectBuilder().session())
    scene = build_relationships(session, *SIZE, LetterMeasurer())
    assert isinstance(scene, WebScene)


def test_a_project_that_tells_of_relationships_is_a_web_when_asked_to() -> None:
    builder = table()
    builder.relationship("Actor 00", "leads", "Actor 01")
    session = builder.session()
    session.update("test", graph=GraphScope.SHARED)
    scene = build_relationships(session, *SIZE, LetterMeasurer())
    assert isinstance(scene, WebScene)
    assert scene.heading == "18 actors"
    session.update("test", graph=GraphScope.ALL)
    assert isinstance(build_relationships(session, *SIZE, LetterMeasurer()), GraphScene)


def test_who_shares_most_comes_first_and_more_come_when_asked_for(session: Session) -> None:
    scene = web(session, GraphView(actors=5))
    assert len(scene.actors) == 5
    assert scene.more
    assert scene.heading == "5 of 18 actors"
    assert set(names(scene)[:3]) <= {"Actor 00", "Actor 10", "Actor 20"} | {"Actor 01"}
    assert len(web(session, GraphView(actors=5).more()).actors) == 10


def test_discs_stand_inside_the_pane_and_apart(session: Session) -> None:
    scene = web(session)
    assert (scene.spots.real > 0).all()
    assert (scene.spots.real < SIZE[0]).all()
    assert (scene.spots.imag > 0).all()
    assert (scene.spots.imag < SIZE[1]).all()
    gap = np.abs(scene.spots[:, None] - scene.spots)
    np.fill_diagonal(gap, np.inf)
    assert gap.min() > 5


def test_no_name_covers_another(session: Session) -> None:
    labels = web(session).labels
    assert len(labels) > 6
    assert not any(one.box.meets(other.box) for one, other in combinations(labels, 2))


def test_groups_are_named_after_who_shares_most(session: Session) -> None:
    words = {group.words.text for group in web(session).groups}
    assert words == {f"around Actor {g}0 · 6" for g in range(3)}


def test_the_filter_decides_who_is_tied(session: Session) -> None:
    ids = {actor.name: actor.id for actor in session.corpus.snapshot.actors}
    session.update("test", filter=Filter(actors=frozenset({ids["Actor 00"]})))
    scene = web(session)
    assert names(scene)[0] == "Actor 00"
    assert len(scene.actors) == 7  # its own group, and the head of the next
    assert scene.lit[0]
    assert scene.lit.sum() == 1


def test_under_a_filter_that_leaves_nobody_the_pane_says_so(session: Session) -> None:
    session.update("test", filter=Filter(words="no such word"))
    assert web(session).empty == NOBODY


def test_the_pointer_finds_discs_and_lines(session: Session) -> None:
    scene = web(session)
    spot = scene.spots[0]
    hit = scene.hit(spot.real + scene.dx_px, spot.imag)
    assert isinstance(hit, WebNode)
    assert hit.title == names(scene)[0]
    lines = [scene.spots[list(ends)].mean() for ends in scene.ends]
    free = [at for at in lines if not isinstance(scene.hit(at.real, at.imag), WebNode)]
    found = [scene.hit(at.real, at.imag) for at in free]
    assert found
    assert all(isinstance(each, WebLine) for each in found)
    assert any(each.title.endswith(": 2 events") for each in found)


def test_pointing_at_an_actor_shows_all_it_is_tied_to(session: Session) -> None:
    scene = web(session)
    session.update("test", hover=Mark.actor(int(scene.actors[0])))
    pointed = web(session)
    assert len(pointed.pointed) >= 5
    assert pointed.near.sum() == len(pointed.pointed) + 1


def test_places_hold_when_the_same_is_drawn_again_and_after_reopening(session: Session) -> None:
    memo = WebMemo()
    first = web(session, memo=memo)
    kept = memo.taken()
    assert kept is not None
    assert memo.taken() is None
    again = web(table().session(), memo=WebMemo(Settling(kept)))
    assert np.abs(first.spots - again.spots).max() < 0.01
    assert web(table().session()).spots.tobytes() == first.spots.tobytes()


def test_a_newcomer_comes_beside_its_neighbours(session: Session) -> None:
    memo = WebMemo()
    before = web(session, memo=memo)
    builder = table()
    for friend in ("Actor 10", "Actor 11", "Actor 12"):
        builder.event("Newcomer meets", "2021", actors=("Newcomer", friend))
    kept = memo.taken()
    assert kept is not None
    after = web(builder.session(), memo=WebMemo(Settling(kept)))
    place = after.spots[names(after).index("Newcomer")]
    group = [after.spots[at] for at, name in enumerate(names(after)) if name.startswith("Actor 1")]
    others = [after.spots[at] for at, name in enumerate(names(after)) if name.startswith("Actor 2")]
    assert abs(place - np.mean(group)) < abs(place - np.mean(others))
    assert len(after.actors) == len(before.actors) + 1


def test_a_layout_with_no_time_goes_on_later(session: Session) -> None:
    memo = WebMemo()
    scene = build_web(session, *SIZE, LetterMeasurer(), GraphView(), memo, 0.0)
    assert scene.moving
    assert not scene.labels
    for _ in range(2000):
        scene = build_web(session, *SIZE, LetterMeasurer(), GraphView(), memo, 1e-4)
        if not scene.moving:
            break
    assert not scene.moving
    assert scene.spots.tobytes() == web(session).spots.tobytes()


def test_who_was_placed_by_hand_stands_there(session: Session) -> None:
    from explorer.domain.records import Position

    scene = web(session)
    moved = (Position(scene.actors[3], 0.5, 0.25),)
    by_hand = web(session, replace(GraphView(), moved=moved))
    assert by_hand.pinned[3]
    assert by_hand.spots[3].real == pytest.approx(SIZE[0] / 2)


def test_a_filter_leaves_everyone_where_they_stand_and_clearing_it_too(session: Session) -> None:
    memo = WebMemo()
    before = dict(zip(*placed(session, memo), strict=True))
    ids = {actor.name: actor.id for actor in session.corpus.snapshot.actors}
    session.update("test", filter=Filter(actors=frozenset({ids["Actor 10"]})))
    some = dict(zip(*placed(session, memo), strict=True))
    assert 0 < len(some) < len(before)
    assert all(abs(before[name] - spot) < 0.01 for name, spot in some.items())
    session.update("test", filter=Filter())
    again = dict(zip(*placed(session, memo), strict=True))
    assert all(abs(before[name] - spot) < 0.01 for name, spot in again.items())


def test_what_a_filter_brings_in_stands_among_those_who_stay() -> None:
    builder = table()
    for friend in ("Actor 10", "Actor 11", "Actor 12"):
        builder.event("Newcomer meets", "2021", actors=("Newcomer", friend))
    session, memo = builder.session(), WebMemo()
    few = GraphView(actors=3)
    before = dict(zip(*placed(session, memo, few), strict=True))
    ids = {actor.name: actor.id for actor in session.corpus.snapshot.actors}
    session.update("test", filter=Filter(actors=frozenset({ids["Newcomer"]})))
    after = dict(zip(*placed(session, memo, few), strict=True))
    stayed = before.keys() & after.keys()
    assert stayed
    assert "Newcomer" in after.keys() - before.keys()
    assert all(abs(before[name] - after[name]) < 0.01 for name in stayed)


def placed(
    session: Session, memo: WebMemo, view: GraphView | None = None
) -> tuple[list[str], list[complex]]:
    scene = web(session, view, memo)
    return names(scene), scene.spots.tolist()
