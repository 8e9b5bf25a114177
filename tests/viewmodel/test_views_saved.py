"""The state survives its way through text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, EvidenceId, Mark, MarkKind, SourceId
from explorer.domain.kinds import Status
from explorer.errors import InputProblem
from explorer.viewmodel.project.saved_views import changes, decode, encode, fitted
from explorer.viewmodel.state import Axis, GraphScope, Lanes, Others, State, Window
from tests.support.projects import ProjectBuilder

ids = st.integers(1, 2**53)
seconds = st.integers(-(2**62), 2**62)
marks = st.builds(Mark, st.sampled_from(MarkKind), ids)
ends = st.floats(-1e17, 1e17).flatmap(
    lambda start: st.floats(1, 1e17).map(lambda width: Window(start, start + width))
)
filters = st.builds(
    Filter,
    actors=st.frozensets(ids.map(ActorId)),
    match=st.sampled_from(Match),
    kinds=st.none() | st.frozensets(st.text()),
    statuses=st.none() | st.frozensets(st.sampled_from(Status)),
    sources=st.none() | st.frozensets(ids.map(SourceId)),
    period=st.none() | st.builds(Period, st.none() | seconds, st.none() | seconds, st.text()),
    words=st.text(),
    review=st.sampled_from(ReviewScope),
)
states = st.builds(
    State,
    filter=filters,
    selection=st.lists(marks).map(tuple),
    evidence=st.none() | ids.map(EvidenceId),
    hover=st.none() | marks,
    axis=st.sampled_from(Axis),
    lanes=st.sampled_from(Lanes),
    others=st.sampled_from(Others),
    window=st.none() | ends,
    told_window=st.none() | ends,
    selected_period=st.none() | ends,
    graph=st.sampled_from(GraphScope),
    path=st.none() | st.tuples(ids.map(ActorId), ids.map(ActorId)),
    source=st.none() | ids.map(SourceId),
)


@given(states)
def test_a_state_comes_back_as_it_was_but_for_the_hover(state: State) -> None:
    assert decode(encode(state)) == replace(state, hover=None)


@given(states)
def test_equal_states_give_equal_text(state: State) -> None:
    assert encode(decode(encode(state))) == encode(state)


@given(states)
def test_a_state_fits_any_corpus(state: State) -> None:
    builder = ProjectBuilder()
    builder.event("Talks", "2001", actors=("Ana",))
    corpus = builder.session().corpus
    left = fitted(state, corpus)
    assert all(corpus.has(mark) for mark in left.selection)
    assert left.filter.actors <= set(corpus.actors)
    assert left.source is None or left.source in corpus.sources
    assert set(changes(left)) >= {"filter", "selection", "window"}


@pytest.mark.parametrize("text", ["", "{", '{"lanes": "moon"}', "[]", '{"window": 3}'])
def test_what_is_no_state_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(InputProblem) as caught:
        decode(text)
    assert "\n" not in caught.value.line()


def test_fields_of_a_newer_program_are_left_out() -> None:
    assert decode('{"lanes": "kind", "moon": 1}') == State(lanes=Lanes.KIND)
