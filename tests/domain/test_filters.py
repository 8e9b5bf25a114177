"""Filters as values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, SourceId
from explorer.domain.kinds import Status


def test_a_new_filter_holds_nothing_back() -> None:
    assert Filter().is_empty
    assert Filter().review is ReviewScope.ACCEPTED


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(actors=frozenset({ActorId(1)})),
        Filter(kinds=frozenset({"talks"})),
        Filter(kinds=frozenset()),  # nothing ticked is not the same as everything
        Filter(statuses=frozenset({Status.PLANNED})),
        Filter(sources=frozenset({SourceId(1)})),
        Filter(period=Period(None, None)),
        Filter(words="pact"),
    ],
)
def test_any_restriction_shows(wanted: Filter) -> None:
    assert not wanted.is_empty


@pytest.mark.parametrize("match", Match)
@pytest.mark.parametrize("review", ReviewScope)
def test_how_actors_combine_and_the_scope_restrict_nothing(
    match: Match, review: ReviewScope
) -> None:
    assert Filter(match=match, review=review).is_empty


def test_filters_are_equal_by_value_and_can_be_keys() -> None:
    first = Filter(actors=frozenset({ActorId(1), ActorId(2)}), period=Period(0, 10, "x"))
    second = replace(first, actors=frozenset({ActorId(2), ActorId(1)}))
    assert first == second
    assert len({first, second}) == 1
    assert first != replace(first, period=Period(0, 11, "x"))
