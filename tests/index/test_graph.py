"""Links folded from relationships, neighbourhoods and shortest paths."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Status
from explorer.index.graph import ActorGraph, Link, actor_graph, bundled
from tests.support.projects import ProjectBuilder


def _graph(builder: ProjectBuilder) -> ActorGraph:
    return actor_graph(builder.session().corpus)


def test_same_type_between_the_same_two_is_one_link() -> None:
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Board", "1999", quotes=2)
    builder.relationship("Ann", "leads", "Board", "2004")
    (link,) = _graph(builder).links
    assert (link.quotes, len(link.relationships)) == (3, 2)


def test_direction_counts_unless_the_type_has_none() -> None:
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Bea")
    builder.relationship("Bea", "leads", "Ann")
    builder.relationship("Ann", "talks with", "Bea")
    builder.relationship("Bea", "talks with", "Ann")
    found = {(link.predicate, len(link.relationships)) for link in _graph(builder).links}
    assert found == {("leads", 1), ("talks with", 2)}
    assert len(_graph(builder).links) == 3


def test_strongest_first_and_a_link_to_oneself_left_out() -> None:
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Bea")
    builder.relationship("Ann", "leads", "Cem", quotes=4)
    builder.relationship("Ann", "succeeds", "Ann", quotes=9)
    assert [link.quotes for link in _graph(builder).links] == [4, 1]


def test_planned_only_while_nothing_of_it_has_come_about() -> None:
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Bea", status=Status.PLANNED)
    assert _graph(builder).links[0].planned
    builder.relationship("Ann", "leads", "Bea")
    assert not _graph(builder).links[0].planned


def test_pending_links_wait_for_their_scope() -> None:
    builder = ProjectBuilder()
    builder.relationship("Ann", "leads", "Bea")
    corpus = builder.session().corpus
    assert not actor_graph(corpus, ReviewScope.PENDING).links
    assert len(actor_graph(corpus, ReviewScope.ACCEPTED).links) == 1


def test_around_is_one_link_far() -> None:
    builder = ProjectBuilder()
    ann, bea = builder.actor("Ann"), builder.actor("Bea")
    builder.relationship("Ann", "leads", "Bea")
    builder.relationship("Bea", "leads", "Cem")
    assert _graph(builder).around([ann]) == {ann, bea}


def test_at_most_two_lines_a_pair_and_nothing_lost() -> None:
    builder = ProjectBuilder()
    for quotes, predicate in enumerate(("leads", "talks with", "protects", "supports"), 1):
        builder.relationship("Ann", predicate, "Bea", quotes=quotes)
    lines = bundled(_graph(builder).links)
    assert [(line.predicate, line.types, line.quotes) for line in lines] == [
        ("protects", 3, 6), ("supports", 1, 4),
    ]  # fmt: skip
    assert sum(len(line.relationships) for line in lines) == 4
    assert lines[0].symmetric, "talks with is folded in, so no head may stand"


def test_path_takes_fewest_links_then_most_quotes() -> None:
    builder = ProjectBuilder()
    ann, dan = builder.actor("Ann"), builder.actor("Dan")
    for middle, quotes in (("Bea", 1), ("Cem", 3)):
        builder.relationship("Ann", "leads", middle, quotes=quotes)
        builder.relationship(middle, "leads", "Dan")
    for first, second in (("Ann", "Eve"), ("Eve", "Fay"), ("Fay", "Dan")):
        builder.relationship(first, "leads", second, quotes=50)
    path = _graph(builder).path(dan, ann)
    assert path is not None
    assert [link.quotes for link in path] == [1, 3]


def test_no_path_and_the_path_to_oneself() -> None:
    builder = ProjectBuilder()
    ann = builder.actor("Ann")
    builder.relationship("Bea", "leads", "Cem")
    graph = _graph(builder)
    assert graph.path(ann, builder.actor("Cem")) is None
    assert graph.path(ann, ann) == ()


@given(
    st.lists(
        st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 4)).filter(
            lambda each: each[0] != each[1]
        ),
        max_size=9,
    )
)
def test_path_is_as_good_as_the_best_of_all_walks(drawn: list[tuple[int, int, int]]) -> None:
    links = tuple(
        Link(ActorId(a), "leads", ActorId(b), (), quotes)
        for a, b, quotes in sorted(drawn, key=lambda each: -each[2])
    )
    path = ActorGraph(links).path(ActorId(0), ActorId(5))
    best = _best_walk(links)
    assert (None if path is None else (len(path), -sum(link.quotes for link in path))) == best


def _best_walk(links: tuple[Link, ...]) -> tuple[int, int] | None:
    """Try every order of every set of actors between 0 and 5."""
    strongest: dict[tuple[ActorId, ActorId], int] = {}
    for link in links:
        strongest[link.pair] = max(strongest.get(link.pair, 0), link.quotes)
    found = []
    for count in range(5):
        for middle in permutations(range(1, 5), count):
            stops = (0, *middle, 5)
            pairs = [(min(p), max(p)) for p in pairwise(stops)]
            quotes = [strongest.get((ActorId(a), ActorId(b))) for a, b in pairs]
            if None not in quotes:
                found.append((len(pairs), -sum(q for q in quotes if q)))
    return min(found, default=None)
