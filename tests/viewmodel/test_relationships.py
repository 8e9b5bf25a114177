"""The relationship panel's scene follows the state, and nothing but the data moves it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.calendar import seconds
from explorer.domain.dates import parse
from explorer.domain.filters import Filter
from explorer.domain.ids import ActorId, Mark
from explorer.domain.kinds import Status
from explorer.domain.operations import PinActors, UnpinActors
from explorer.domain.records import Position
from explorer.viewmodel.graph import relationships as graph
from explorer.viewmodel.graph.relationships import GraphView, Memo, build_relationships
from explorer.viewmodel.graph.scene import GraphScene, Sample, SceneLink, SceneNode
from explorer.viewmodel.graph.words import short_date
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, GraphScope, Window
from tests.support.measurer import LetterMeasurer
from tests.support.projects import FakeProject, ProjectBuilder

MEASURER = LetterMeasurer()


@pytest.fixture
def builder() -> ProjectBuilder:
    made = ProjectBuilder()
    made.relationship("United States", "ally of", "Japan", "1960/..", quotes=9)
    made.relationship("Lloyd Austin", "represents", "United States", quotes=3)
    made.relationship("Minoru Kihara", "represents", "Japan", quotes=2)
    made.relationship("North Korea", "fires missiles over", "Japan", "1998")
    made.relationship("U.S. Forces Japan", "part of", "United States")
    made.relationship("U.S. Forces Japan", "to become", "Joint HQ", status=Status.PLANNED)
    made.event("2+2 in Tokyo", "2024-07-28", actors=("United States", "Japan", "Lloyd Austin"))
    made.event("Launch", "1998-08-31", kind="incident", actors=("North Korea",))
    return made


def scene_of(session: Session, view: GraphView | None = None) -> GraphScene:
    return build_relationships(session, 478, 469, MEASURER, view)


def link(scene: GraphScene, title: str) -> SceneLink:
    return next(each for each in scene.links if title in each.title)


def node(scene: GraphScene, title: str) -> SceneNode:
    return next(each for each in scene.nodes if each.title == title)


def places(scene: GraphScene) -> list[tuple[ActorId, float, float]]:
    return [(each.actor, each.x, each.y) for each in scene.nodes]


def test_it_says_how_many_and_draws_them_all(builder: ProjectBuilder) -> None:
    scene = scene_of(builder.session())
    assert scene.heading == "7 actors · 6 links"
    assert (len(scene.nodes), len(scene.links), scene.more) == (7, 6, False)


def test_links_say_what_is_known_of_them(builder: ProjectBuilder) -> None:
    scene = scene_of(builder.session())
    ally, planned = link(scene, "ally of"), link(scene, "to become")
    assert ally.label == ("ally of", "since 1960")
    assert not ally.head
    assert planned.label == ("to become", "planned")
    assert planned.planned
    assert planned.head
    assert link(scene, "Kihara represents").kind is None
    assert ally.width_px > link(scene, "part of").width_px
    assert node(scene, "Joint HQ").planned
    assert not node(scene, "U.S. Forces Japan").planned


def test_neither_filter_nor_hover_nor_selection_nor_time_moves_anything(
    builder: ProjectBuilder,
) -> None:
    session = builder.session()
    before = places(scene_of(session))
    session.update("test", filter=Filter(actors=frozenset({builder.actor("Japan")})))
    session.update("test", hover=Mark.actor(1), selection=(Mark.event(1), Mark.relationship(3)))
    session.update("test", window=Window(seconds(2022), seconds(2026)))
    assert places(scene_of(session)) == before


def test_a_memo_changes_nothing(builder: ProjectBuilder) -> None:
    session, memo = builder.session(), Memo()
    for selection in ((), (Mark.actor(1),), (Mark.relationship(2),)):
        session.update("test", selection=selection)
        kept = build_relationships(session, 478, 469, MEASURER, None, memo)
        assert kept == scene_of(session)


def test_outside_the_visible_time_is_ghost_and_undated_is_not(builder: ProjectBuilder) -> None:
    session = builder.session()
    session.update("test", window=Window(seconds(2022), seconds(2026)))
    scene = scene_of(session)
    assert [each.title for each in scene.links if each.ghost] == [
        "North Korea fires missiles over Japan"
    ]
    assert node(scene, "North Korea").ghost
    assert not node(scene, "Japan").ghost
    assert "outside 2022–2025" in [item.label for item in scene.legend]
    session.update("test", axis=Axis.TOLD)
    assert not any(each.ghost for each in scene_of(session).links)


def test_filter_dims_all_but_its_actors_and_those_of_its_events(builder: ProjectBuilder) -> None:
    session = builder.session()
    session.update("test", filter=Filter(actors=frozenset({builder.actor("Lloyd Austin")})))
    scene = scene_of(session)
    assert {each.title for each in scene.nodes if not each.ghost} == {
        "Lloyd Austin", "United States", "Japan",
    }  # fmt: skip
    assert len([each for each in scene.links if not each.ghost]) == 2


def test_selection_lights_the_actors_of_an_event_and_the_ends_of_a_link(
    builder: ProjectBuilder,
) -> None:
    session = builder.session()
    session.update("test", selection=(Mark.event(1),))
    lit = {each.title for each in scene_of(session).nodes if each.lit}
    assert lit == {"United States", "Japan", "Lloyd Austin"}
    session.update("test", selection=(Mark.relationship(4),))
    scene = scene_of(session)
    assert link(scene, "missiles").selected
    assert {each.title for each in scene.nodes if each.lit} == {"North Korea", "Japan"}
    assert Sample.SELECTED in [item.sample for item in scene.legend]


def test_hover_rings_an_actor_and_its_neighbours(builder: ProjectBuilder) -> None:
    session = builder.session()
    session.update("test", hover=Mark.actor(builder.actor("Lloyd Austin")))
    ringed = {each.title for each in scene_of(session).nodes if each.hovered}
    assert ringed == {"Lloyd Austin", "United States"}


def test_around_the_selection_is_one_link_far(builder: ProjectBuilder) -> None:
    session = builder.session()
    graph.focus(session, builder.actor("United States"))
    scene = scene_of(session)
    assert {each.title for each in scene.nodes} == {
        "United States", "Japan", "Lloyd Austin", "U.S. Forces Japan",
    }  # fmt: skip
    held = GraphView(centres=frozenset({builder.actor("Joint HQ")}))
    assert {each.title for each in scene_of(session, held).nodes} == {
        "Joint HQ", "U.S. Forces Japan",
    }  # fmt: skip


def test_around_nothing_falls_back_on_the_filter_and_then_on_all(builder: ProjectBuilder) -> None:
    session = builder.session()
    session.update("test", graph=GraphScope.AROUND)
    assert len(scene_of(session).nodes) == 7
    session.update("test", filter=Filter(actors=frozenset({builder.actor("Joint HQ")})))
    assert len(scene_of(session).nodes) == 2


def test_path_is_lit_its_relationships_listed_and_the_rest_ghost(builder: ProjectBuilder) -> None:
    session = builder.session()
    ends = builder.actor("Minoru Kihara"), builder.actor("Lloyd Austin")
    session.update("test", selection=tuple(Mark.actor(each) for each in ends))
    assert graph.connectable(session) == ends
    graph.connect(session)
    assert [each.id for each in graph.path_links(session)] == [3, 1, 2]
    scene = scene_of(session)
    assert {each.title for each in scene.links if each.selected} == {
        "Minoru Kihara represents Japan", "United States ally of Japan",
        "Lloyd Austin represents United States",
    }  # fmt: skip
    assert all(each.ghost != each.selected for each in scene.links)


def test_no_path_is_said(builder: ProjectBuilder) -> None:
    builder.relationship("Alpha", "leads", "Beta")
    session = builder.session()
    session.update("test", path=(builder.actor("Alpha"), builder.actor("Japan")))
    assert graph.path_links(session) == ()
    assert scene_of(session).footer == "No links lead from Alpha to Japan."


def test_one_actor_alone_cannot_be_connected(builder: ProjectBuilder) -> None:
    session = builder.session()
    session.update("test", selection=(Mark.actor(1), Mark.event(1)))
    graph.connect(session)
    assert session.state.path is None


def _crowd(count: int = 60) -> ProjectBuilder:
    builder = ProjectBuilder()
    for at in range(1, count):
        builder.relationship(f"Actor {at}", "leads", f"Actor {at // 3}", quotes=1 + at % 5)
    return builder


def test_too_many_links_show_the_strongest_and_say_so() -> None:
    session = _crowd().session()
    scene = scene_of(session)
    assert scene.footer == "24 of 59 links, the ones with most quotes"
    assert scene.heading == f"{len(scene.nodes)} of 60 actors"
    assert scene.more
    assert min(each.width_px for each in scene.links) > 1.15
    more = scene_of(session, GraphView().more())
    assert len(more.links) == 40
    assert not scene_of(session, GraphView(limit=59)).more


def test_what_is_selected_is_drawn_even_when_it_is_weak() -> None:
    session = _crowd().session()
    weak = next(
        each for each in session.corpus.snapshot.relationships
        if len(each.evidence) == 1 and not any(
            each.id in shown.relationships for shown in scene_of(session).links)
    )  # fmt: skip
    session.update("test", selection=(Mark.relationship(weak.id),))
    assert any(weak.id in each.relationships for each in scene_of(session).links)
    session.update("test", selection=(Mark.actor(weak.subject),))
    assert any(each.actor == weak.subject for each in scene_of(session).nodes)


def test_newcomers_do_not_move_those_who_stand() -> None:
    session, memo = _crowd().session(), Memo()
    view = GraphView()
    known = graph.known_places(session, MEASURER, view, memo)
    more = replace(view.more(), known=known)
    after = {each.actor_id: each for each in graph.known_places(session, MEASURER, more, memo)}
    assert len(after) > len(known)
    assert all(after[each.actor_id] == each for each in known)


def test_pins_hold_and_can_be_taken_back(builder: ProjectBuilder) -> None:
    session = builder.session()
    japan = node(scene_of(session), "Japan")
    graph.pin(session, japan, 0.5, 0.25)
    pinned = node(scene_of(session), "Japan")
    assert pinned.pinned
    assert (pinned.x, pinned.y) == pytest.approx((0.5 * 478, 0.25 * 469))
    graph.unpin(session, (japan.actor, ActorId(1)))
    project = session.project
    assert isinstance(project, FakeProject)
    assert project.applied == [
        PinActors((Position(japan.actor, 0.5, 0.25),)), UnpinActors((japan.actor,)),
    ]  # fmt: skip


def test_nothing_to_show_says_the_next_step() -> None:
    assert scene_of(ProjectBuilder().session()).empty[0].startswith("Who is linked to whom")
    builder = ProjectBuilder()
    builder.actor("Japan")
    assert scene_of(builder.session()).empty[0].startswith("No one is linked")


def test_a_few_who_have_no_link_stand_there_and_it_is_said(builder: ProjectBuilder) -> None:
    builder.actor("Mongolia")
    scene = scene_of(builder.session())
    assert node(scene, "Mongolia")
    assert scene.footer == "Mongolia has no link."


def test_choose_toggles(builder: ProjectBuilder) -> None:
    session = builder.session()
    first, second = Mark.actor(1), Mark.actor(2)
    graph.choose(session, (first,), toggle=False)
    graph.choose(session, (second,), toggle=True)
    assert session.state.selection == (first, second)
    graph.choose(session, (first,), toggle=True)
    assert session.state.selection == (second,)


@given(st.floats(0.2, 5), st.floats(0, 478), st.floats(0, 469), st.floats(1, 4), st.floats(-90, 90))
def test_zoom_keeps_what_is_under_the_pointer(
    factor: float, x: float, y: float, zoom: float, dx: float
) -> None:
    view = GraphView(zoom=zoom, dx_px=dx)
    spot = (x - view.dx_px) / view.zoom
    zoomed = view.zoomed(factor, x, y)
    if zoomed.zoom > 1:
        assert spot * zoomed.zoom + zoomed.dx_px == pytest.approx(x)
    else:
        assert zoomed == GraphView()


def test_panning_leaves_half_the_pane_filled() -> None:
    view = GraphView(zoom=2).panned(9999, -9999, 400, 300)
    assert (view.dx_px, view.dy_px) == (200, -450)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024-07-28", "2024"), ("1960/..", "since 1960"), ("2015-11-03/", "from 2015"),
        ("1954/2007", "1954–2007"), ("{2021,2023,2024}", "3 dates"), ("1984~", "about 1984"),
    ],
)  # fmt: skip
def test_dates_on_labels_are_brief(edtf: str, words: str) -> None:
    assert short_date(parse(edtf)) == words


@settings(max_examples=15, deadline=None)
@given(st.integers(4, 22), st.integers(0, 30), st.randoms(use_true_random=False))
def test_no_words_overlap_in_any_project(count: int, extra: int, random: Random) -> None:
    builder = ProjectBuilder()
    for at in range(1, count):
        builder.relationship(f"Actor number {at}", "reports to", f"Actor number {at // 2}")
    for _ in range(extra):
        first, second = random.sample(range(count), 2)
        builder.relationship(
            f"Actor number {first}", "talks with", f"Actor number {second}", "2024", quotes=2
        )
    scene = scene_of(builder.session())
    boxes = [each.name.box for each in scene.nodes if each.name]
    boxes += [each.tag.box for each in scene.links if each.tag]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    for first_node, second_node in combinations(scene.nodes, 2):
        apart = abs(complex(first_node.x - second_node.x, first_node.y - second_node.y))
        assert apart > first_node.radius_px + second_node.radius_px
