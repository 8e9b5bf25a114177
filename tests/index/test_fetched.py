"""A project with many events answers as the same project does with all its records at hand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from explorer.domain.filters import Filter, Match, ReviewScope
from explorer.domain.ids import ActorId, EventId, Mark
from explorer.errors import InputProblem
from explorer.index import fetched
from explorer.index.choose import choose
from explorer.index.corpus import Corpus, corpus_of
from explorer.index.select import select
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.actors import ActorCounter
from explorer.viewmodel.facets import kind_rows, source_rows, status_rows
from explorer.viewmodel.navigation import step_event
from explorer.viewmodel.session import Session
from explorer.viewmodel.status import status_line
from tests.sample.test_sample import SAMPLE


@pytest.fixture
def sample() -> Iterator[Project]:
    with Project.open(SAMPLE, read_only=True) as project:
        yield project


@pytest.fixture
def small(sample: Project) -> Corpus:
    return corpus_of(sample)


@pytest.fixture
def large(small: Corpus, sample: Project, monkeypatch: pytest.MonkeyPatch) -> Corpus:
    """The sample as if it were too large for records; made after `small`."""
    monkeypatch.setattr(store, "FEW", 0)
    monkeypatch.setattr(fetched, "_KEPT", 20)
    monkeypatch.setattr(fetched, "_LOT", 7)
    return corpus_of(sample)


def test_it_knows_which_it_is(small: Corpus, large: Corpus) -> None:
    assert large.is_large
    assert not small.is_large


def test_records_are_the_same(small: Corpus, large: Corpus) -> None:
    assert tuple(large.events) == small.events
    assert [large.events[row] for row in range(large.n)] == list(small.events)
    assert large.events[3:9] == list(small.events[3:9])
    rows = np.array([40, 2, 2, 17])
    assert large.records(rows) == small.records(rows)
    assert dict(large.actors) == small.actors
    assert tuple(large.snapshot.actors) == small.snapshot.actors
    assert large.relationships == small.relationships
    assert large.sources == small.sources
    assert large.snapshot.positions == small.snapshot.positions
    assert large.snapshot.saved_views == small.snapshot.saved_views
    assert large.snapshot.proposals == small.snapshot.proposals


def test_rows_are_the_same(small: Corpus, large: Corpus) -> None:
    assert dict(large.row_of) == small.row_of
    for name in ("start_min", "start_max", "end_min", "end_max", "kind", "dated", "accepted"):
        assert getattr(large, name).tolist() == getattr(small, name).tolist()
    assert large.kinds == small.kinds
    for many, few in ((large.rows_of_actor, small.rows_of_actor),
                      (large.rows_of_source, small.rows_of_source)):  # fmt: skip
        assert {key: rows.tolist() for key, rows in many.items()} == {
            key: rows.tolist() for key, rows in few.items()
        }


def test_marks_are_known_or_not(small: Corpus, large: Corpus) -> None:
    marks = [
        Mark.event(small.events[5].id), Mark.event(99_999), Mark.actor(3), Mark.actor(99_999),
        Mark.relationship(1), Mark.relationship(99_999),
    ]  # fmt: skip
    assert [large.has(mark) for mark in marks] == [small.has(mark) for mark in marks]
    assert large.evidence(marks[0]) == small.evidence(marks[0])
    with pytest.raises(KeyError):
        large.event(EventId(99_999))
    with pytest.raises(KeyError):
        large.actors[ActorId(99_999)]


@pytest.mark.parametrize(
    "wanted",
    [
        Filter(),
        Filter(actors=frozenset({ActorId(1), ActorId(2)})),
        Filter(actors=frozenset({ActorId(1), ActorId(2)}), match=Match.ALL),
        Filter(actors=frozenset({ActorId(1)}), match=Match.NONE, kinds=frozenset({"talks"})),
        Filter(review=ReviewScope.ALL),
    ],
)
def test_a_filter_leaves_the_same(small: Corpus, large: Corpus, wanted: Filter) -> None:
    assert select(large, wanted).tolist() == select(small, wanted).tolist()
    assert choose(large, wanted) == choose(small, wanted)


def test_the_panes_say_the_same(sample: Project, small: Corpus, large: Corpus) -> None:
    def said(corpus: Corpus) -> list[object]:
        session = Session(sample)
        session.corpus = corpus
        session.update("test", filter=Filter(actors=frozenset({ActorId(1)})))
        step_event(session, 1, "test")
        step_event(session, 1, "test")
        return [
            kind_rows(session), status_rows(session), source_rows(session), status_line(session),
            sorted(ActorCounter(corpus).rows(session).rows, key=lambda row: row.id),
                ActorCounter(corpus).rows(session)[1:], session.state.selection,
        ]  # fmt: skip

    assert said(large) == said(small)


def test_what_is_gone_is_said(sample: Project) -> None:
    with pytest.raises(InputProblem, match="event 99999: is no longer in the project"):
        sample.events([EventId(99_999)])
    with pytest.raises(InputProblem, match="actor 99999: is no longer in the project"):
        sample.actors([ActorId(99_999)])
    assert sample.events([]) == ()
