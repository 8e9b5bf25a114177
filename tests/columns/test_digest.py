"""What a digest answers is what the columns answer, to the event."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.columns import digest as digests
from explorer.columns.build import Events, build
from explorer.columns.digest import Digest, digest
from explorer.columns.values import OPEN_END, OPEN_START, Columns
from explorer.domain.dates import parse
from explorer.domain.kinds import EVENT_KINDS
from explorer.index.counts import actor_counts, kind_counts, status_counts
from explorer.index.touching import row_at, rows_at

_KINDS = tuple(kind.key for kind in EVENT_KINDS)
_DATES = (
    *("2024-07-28", "2024-07", "2024", "2023~", "2022/2025", "2022/..", "../2023"),
    *("2024-07-28T10:00:00Z", "2024-07-28T10:01:30Z", "199X", "/2024", "XXXX-12-XX"),
)
_ACTORS = 4
# Kind, status, review, date, actors; few so that a run is of minutes, years or centuries.
_event = st.tuples(
    st.integers(0, len(_KINDS) - 1), st.integers(0, 3), st.integers(0, 1),
    st.sampled_from((None, *_DATES)), st.sets(st.integers(1, _ACTORS), max_size=3),
)  # fmt: skip
some_events = st.one_of(
    st.lists(_event, min_size=1, max_size=12),
    st.lists(st.tuples(*_event.wrapped_strategy.element_strategies[:3],  # type: ignore[attr-defined]
                       st.sampled_from(_DATES[-5:-3]),
                       st.just({1})), min_size=1, max_size=5),
)  # fmt: skip


def made(events: list[tuple[int, int, int, str | None, set[int]]]) -> Columns:
    """Return columns with their digest."""
    rows = []
    for id, (kind, status, review, text, _) in enumerate(events, 1):
        bounds = [None] * 4
        if text is not None:
            b = parse(text).bounds
            bounds = [b.start_min, b.start_max, b.end_min, b.end_max]
        empty = (OPEN_START, OPEN_START, OPEN_END, OPEN_END)
        filled = [int(e) if v is None else v for v, e in zip(bounds, empty, strict=True)]
        rows.append((id, *filled, kind, status, review, 0, 0, 1, id, 0))
    values = np.array(rows, dtype=np.int64).T.copy()
    pairs = [(id, who) for id, event in enumerate(events, 1) for who in sorted(event[4])]
    parts = np.array(pairs, dtype=np.int64).reshape(-1, 2).T.copy()
    told = np.arange(1, len(events) + 1)
    columns = build(
        Events(_KINDS, *values, *parts, told, np.ones_like(told)),
        np.arange(1, _ACTORS + 1), np.array([1]),
    )  # fmt: skip
    return Columns(columns.head, {**columns.arrays, **digest(columns)})


def bare(columns: Columns) -> Columns:
    return Columns(
        columns.head, {k: v for k, v in columns.arrays.items() if not k.startswith("digest_")}
    )


@given(some_events)
def test_rows_and_counts_are_exact_at_every_edge(
    events: list[tuple[int, int, int, str | None, set[int]]],
) -> None:
    columns = made(events)
    plain, found = bare(columns), Digest.of(columns)
    if found is None:
        assert not columns.dated or columns.head.low_s is None
        return
    edges = columns.arrays["digest_edge"]
    assert (np.diff(edges) > 0).all()
    assert len(edges) <= digests.MOST_EDGES
    places = np.concatenate([edges[::7], [edges[0] - 1e9, edges[-1] + 1e9]]).astype(np.float64)
    rows = found.rows_at(places)
    assert rows is not None
    assert rows.tolist() == rows_at(plain, places).tolist()
    for lane in columns.arrays["digest_actor"].tolist():
        own = columns.rows_of_actor(lane)
        kinds = columns.arrays["kind"][own]
        counts = found.counts(lane, rows)
        assert counts is not None
        assert counts.tolist() == [
            np.searchsorted(own[kinds == kind], rows).tolist() for kind in range(len(_KINDS))
        ]
        for start, end in ((places[0], places[-3]), (edges[1] + 0.5, edges[-2] - 0.5)):
            low, high = np.searchsorted(own, [row_at(plain, start), row_at(plain, end)])
            assert found.at_least(lane, float(start), float(end)) <= max(high - low, 0)


@given(some_events)
def test_whole_counts_are_those_of_the_columns(
    events: list[tuple[int, int, int, str | None, set[int]]],
) -> None:
    columns = made(events)
    every, plain = np.ones(columns.n, dtype=np.bool_), bare(columns)
    assert kind_counts(columns, every).tolist() == kind_counts(plain, every).tolist()
    assert status_counts(columns, every) == status_counts(plain, every)
    assert actor_counts(columns, every).tolist() == [
        sum(who in event[4] for event in events) for who in range(1, _ACTORS + 1)
    ]
    found = Digest.of(columns)
    if found is not None:
        assert found.nobody == sum(not event[4] for event in events)


@given(some_events, st.lists(st.floats(-1e12, 1e12) | st.integers(1_690_000_000, 1_760_000_000)))
def test_rows_are_found_between_edges_too(
    events: list[tuple[int, int, int, str | None, set[int]]], places: list[float]
) -> None:
    columns = made(events)
    starts = columns.start_min[: columns.dated]
    near = [
        float(start) + off
        for start in starts[starts > OPEN_START].tolist()
        for off in (-1, 0, 0.5, 1)
    ]
    moments = np.sort(np.array([*places, *near], dtype=np.float64))
    assert rows_at(columns, moments).tolist() == rows_at(bare(columns), moments).tolist()
    assert [row_at(columns, place) for place in moments] == rows_at(columns, moments).tolist()


def test_what_lies_between_edges_is_not_answered() -> None:
    columns = made([(0, 0, 0, "2000", {1}), (0, 0, 0, "2020", {1})])
    found = Digest.of(columns)
    assert found is not None
    edge = float(columns.arrays["digest_edge"][5])
    assert found.rows_at(np.array([edge])) is not None
    assert found.rows_at(np.array([edge, edge + 1])) is None
    assert found.counts(99, np.array([0])) is None


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        ("2024-07-28T10:00:00Z", "2024-07-28T11:00:00Z", 60),
        ("2024-07-01", "2024-10-31", 3600),
        ("2016", "2025", 86_400),
    ],
)
def test_edges_are_of_the_finest_unit_that_is_few_enough(first: str, last: str, step: int) -> None:
    edges = made([(0, 0, 0, first, {1}), (0, 0, 0, last, set())]).arrays["digest_edge"]
    assert set(np.diff(edges).tolist()) == {step}
    assert (edges % step == 0).all()


def test_far_dates_have_months_years_or_no_digest() -> None:
    far = made([(0, 0, 0, "1700", {1}), (0, 0, 0, "2020", {1})]).arrays["digest_edge"]
    assert 27 * 86_400 < np.diff(far).min() <= np.diff(far).max() < 32 * 86_400
    assert Digest.of(made([(0, 0, 0, None, {1})])) is None
