"""The columns after an edit of records are those that would be made of all of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.dates import parse
from explorer.domain.kinds import Review
from explorer.domain.records import Event, Snapshot
from explorer.index import corpus as module
from explorer.index.corpus import Corpus
from tests.support.projects import ProjectBuilder

DATES = (None, "2024", "2021-05-03", "1951/..", "201X")
edits = st.lists(
    st.tuples(
        st.integers(0, 14),
        st.sampled_from(["accept", "date", "kind", "alone", "gone"]),
        st.sampled_from(DATES),
    ),
    max_size=6,
)


def project() -> Snapshot:
    builder = ProjectBuilder()
    for number in range(15):
        if number % 6 == 0:
            builder.source(f"Source {number}")
        builder.event(
            f"Event {number}",
            DATES[number % 5],
            kind=("talks", "vote", "siege")[number % 3],
            actors=("Japan", "Peru")[: number % 3],
            review=Review.PENDING,
        )
    return builder.snapshot()


def edited(event: Event, what: str, edtf: str | None) -> Event | None:
    if what == "gone":
        return None
    if what == "accept":
        return replace(event, review=Review.ACCEPTED)
    if what == "kind":
        return replace(event, kind="rumour")
    if what == "alone":
        return replace(event, participations=())
    return replace(event, date=None if edtf is None else parse(edtf))


@given(changes=st.lists(edits, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_an_edit_gives_the_columns_of_all(changes: list[list[tuple[int, str, str | None]]]) -> None:
    snapshot = project()
    corpus = Corpus(snapshot)
    assert corpus.n == 15
    for edit in changes:
        events: dict[int, Event | None] = {event.id: event for event in snapshot.events}
        ids = list(events)
        for place, what, edtf in edit:
            event = events[ids[place]] if place < len(ids) else None
            if event is not None:
                events[event.id] = edited(event, what, edtf)
        snapshot = replace(snapshot, events=tuple(e for e in events.values() if e is not None))
        assert corpus.columns is corpus.columns
        corpus = Corpus(snapshot, before=corpus)
        whole = Corpus(snapshot)
        assert corpus.columns.head == whole.columns.head
        for name, array in whole.columns.arrays.items():
            assert np.array_equal(corpus.columns.arrays[name], array), name
            assert corpus.columns.arrays[name].dtype == array.dtype
        assert corpus.events == whole.events


def test_what_was_there_is_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = project()
    first = Corpus(snapshot)
    assert first.columns.n == 15
    monkeypatch.setattr(module, "columns_of", lambda records: pytest.fail("made again"))
    second = Corpus(replace(snapshot, events=snapshot.events[1:]), before=first)
    assert second.columns.n == 14
    third = Corpus(snapshot, before=Corpus(snapshot, before=second))
    monkeypatch.undo()
    assert third.columns.n == 15
