"""Lists against the records: which events, in which order, and what each line says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.dates import say
from explorer.domain.filters import Filter, Match, Period, ReviewScope
from explorer.domain.ids import ActorId, EventId, Mark, SourceId
from explorer.domain.kinds import STATUS_LABELS, Status, event_kind_label
from explorer.domain.records import Event
from explorer.index import ranks
from explorer.index.corpus import Corpus
from explorer.index.select import select
from explorer.store import columns as stored
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.listing import copying, sorting
from explorer.viewmodel.listing.events import EventList
from explorer.viewmodel.listing.lines import Line
from explorer.viewmodel.listing.opening import (
    list_title,
    of_actors,
    of_column,
    of_period,
    of_selection,
    of_words,
    open_list,
    sort_by,
)
from explorer.viewmodel.listing.picked import Picked
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Lanes, Listing, SortBy, Window
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.large import chosen
from tests.store.test_columns import actors, project, projects
from tests.store.texts import connection_of
from tests.support import tables
from tests.support.measurer import LetterMeasurer
from tests.support.projects import ProjectBuilder

_TITLES = ("Talks", "talks", "Émile speaks", "accord\x1fsigned", "=1+1", "")

filters = st.builds(
    Filter,
    actors=st.frozensets(st.integers(1, tables.ACTORS).map(ActorId), max_size=3),
    match=st.sampled_from(Match),
    kinds=st.one_of(st.none(), st.just(frozenset({"talks", "vote"}))),
    statuses=st.one_of(st.none(), st.just(frozenset({Status.OCCURRED}))),
    sources=st.one_of(st.none(), st.just(frozenset({SourceId(1), SourceId(2)}))),
    period=st.one_of(st.none(), st.just(Period(0, 1_721_000_000))),
    review=st.sampled_from(ReviewScope),
)
listings = st.builds(
    Listing,
    wanted=st.one_of(st.none(), filters),
    sort=st.sampled_from(SortBy),
    descending=st.booleans(),
)


@pytest.fixture(scope="module", params=[0, 20_000], ids=["columns", "records"])
def few(request: pytest.FixtureRequest) -> Iterator[int]:
    patch = pytest.MonkeyPatch()
    patch.setattr(store, "FEW", request.param)
    patch.setattr(sorting, "_FEW", 4)
    patch.setattr(sorting, "_LOT", 3)
    patch.setattr(sorting, "_READ", 3)
    patch.setattr(ranks, "_LOT", 3)
    patch.setattr(ranks, "_RANKED", 3)
    patch.setattr(copying, "_LOT", 3)
    patch.setattr(chosen, "_LANE_MOST", 0)  # every lane is columns
    yield request.param
    patch.undo()


def opened(reviews: list[str], events: dict[int, tables.EventRows]) -> Session:
    made = project(reviews, events)
    with made.writing() as raw:
        for id in events:
            title = _TITLES[id % len(_TITLES)]
            raw.execute("UPDATE event SET title = ? WHERE id = ?", (title, id))
        raw.execute("UPDATE source SET title = 'source ' || (id % 2)")
        raw.execute("UPDATE actor SET name = 'Actor ' || (7 - id) WHERE id % 2")
    stored.rebuild(made)
    return Session(Project(made))


def made_list(session: Session, listing: Listing) -> EventList:
    session.update("test", listing=listing)
    found = EventList(session)
    work = found.follow()
    if work is not None:
        found.take(work(lambda: None))
    assert found.is_shown
    return found


def lines(found: EventList) -> list[Line]:
    found.want(0, found.count)
    work = found.reading()
    if work is not None:
        assert found.take_lines(work(lambda: None))
    return [found.line(place) for place in range(found.count)]


def words(corpus: Corpus, event: Event) -> dict[SortBy, str]:
    """What the window says of a record."""
    names = {corpus.actors[part.actor_id].name for part in event.participations}
    if event.evidence:
        first = min(event.evidence, key=lambda e: (e.source_id, e.paragraph, e.start))
        source = corpus.sources[first.source_id].title
    else:
        source = ""
    return {
        SortBy.WHEN: "undated" if event.date is None else say(event.date),
        SortBy.TITLE: event.title,
        SortBy.ACTORS: ", ".join(sorted(names, key=lambda name: (name.casefold(), name))),
        SortBy.KIND: event_kind_label(event.kind),
        SortBy.STATUS: STATUS_LABELS[event.status],
        SortBy.SOURCE: source,
    }


def sorted_by_words(corpus: Corpus, rows: list[int], listing: Listing) -> list[int]:
    """Sort rows as a reader would: by what is said, nothing last, else in order of time."""
    by = listing.sort
    if by is SortBy.WHEN:
        dated = corpus.columns.dated
        turn = [row for row in rows if row < dated][:: -1 if listing.descending else 1]
        return turn + [row for row in rows if row >= dated]
    said = {row: words(corpus, corpus.events[row])[by].casefold() for row in rows}
    if by is SortBy.ACTORS:
        said = {row: text.split(", ")[0] for row, text in said.items()}
    empty = [row for row in rows if not said[row] and by in (SortBy.ACTORS, SortBy.SOURCE)]
    full = [row for row in rows if row not in empty]
    distinct = sorted(set(said.values()), reverse=listing.descending)
    return sorted(full, key=lambda row: distinct.index(said[row])) + empty


@settings(max_examples=40)
@given(reviews=actors, events=projects, listing=listings, wanted=filters)
def test_a_list_is_the_records_in_the_order_of_their_words(
    few: int, reviews: list[str], events: dict[int, tables.EventRows], listing: Listing,
    wanted: Filter,
) -> None:  # fmt: skip
    session = opened(reviews, events)
    session.update("test", filter=wanted)
    corpus = session.corpus
    assert corpus.is_large is (few == 0 and bool(events))
    mask = select(corpus, listing.wanted or wanted)
    rows = sorted_by_words(corpus, np.flatnonzero(mask).tolist(), listing)
    found = made_list(session, listing)
    assert found.rows.every().tolist() == rows
    for row, line in zip(rows, lines(found), strict=True):
        event = corpus.events[row]
        assert line.id == event.id
        assert line.edtf == ("" if event.date is None else event.date.text)
        assert {column: line.cell(column) for column in SortBy} == words(corpus, event)
    for place, row in enumerate(rows):
        mark = Mark.event(corpus.events[row].id)
        assert found.mark_at(place) == mark
        assert found.place_of(mark) == place
    assert found.place_of(Mark.event(99)) == -1
    session.project.close()  # type: ignore[attr-defined]  # a project of the store


def check_columns(session: Session) -> int:
    """Compare each column's list with its count; returns how many columns were there."""
    scene = TimelineBuilder(session, LetterMeasurer()).build(900.0, 3000.0)
    seen = 0
    for lane in scene.lanes:
        if lane.columns is None:
            continue
        matching = lane.columns.counts[:, :-1].sum(axis=1)
        for at in np.flatnonzero(matching).tolist():
            begins = Period(*(int(edge) for edge in lane.columns.edges[at : at + 2]))
            found = made_list(session, of_column(session, lane.key, begins))
            assert found.count == int(matching[at])
            assert session.matches[found.rows.every()].all()
            seen += 1
    return seen


@pytest.mark.parametrize("lanes", Lanes)
def test_the_columns_of_a_small_project_are_listed_too(lanes: Lanes) -> None:
    builder = ProjectBuilder()
    for number in range(3000):
        year, month, day = 2000 + number % 3, 1 + number % 12, 1 + number % 28
        date = ("../{}-{:02}", "{}-{:02}-{:02}", "{}-{:02}-{:02}~")[number % 3]
        date = date.format(year, month, day)
        kind = "vote" if number % 2 else "talks"
        builder.event("Met", date, kind=kind, actors=("Ana",) if number % 5 else ())
    session = builder.session()
    session.update("test", filter=Filter(kinds=frozenset({"vote"})), lanes=lanes)
    assert check_columns(session)


@settings(max_examples=40)
@given(reviews=actors, events=projects, lanes=st.sampled_from(Lanes), wanted=filters)
def test_the_list_of_a_column_has_as_many_as_the_column_says(
    few: int, reviews: list[str], events: dict[int, tables.EventRows], lanes: Lanes,
    wanted: Filter,
) -> None:  # fmt: skip
    session = opened(reviews, events)
    session.update("test", filter=wanted, lanes=lanes)
    check_columns(session)
    session.project.close()  # type: ignore[attr-defined]


def small() -> Session:
    builder = ProjectBuilder()
    builder.source("Briefing")
    builder.event("First talks", "2001-01-01", actors=("Ana", "Bo"))
    builder.event("=SUM(A1)", "2005-01-01", actors=("Bo", "Cy"))
    builder.event("Third\tvote", "2010-01-01", kind="vote", actors=("Ana",))
    builder.event("Never dated", None, actors=())
    builder.relationship("Ana", "leads", "Bo")
    return builder.session()


def titles(session: Session, listing: Listing | None) -> list[str]:
    assert listing is not None
    return [line.title for line in lines(made_list(session, listing))]


def test_the_selection_asks_for_the_events_of_its_actors_and_links() -> None:
    session = small()
    assert of_selection(session) is None
    session.update("test", selection=(Mark.actor(1),), filter=Filter(kinds=frozenset({"vote"})))
    assert titles(session, of_selection(session)) == ["First talks", "Third\tvote"]
    session.update("test", selection=(Mark.relationship(1),))
    assert titles(session, of_selection(session)) == ["First talks"]
    session.update("test", selection=(Mark.event(1),))
    assert of_selection(session) is None


def test_a_list_under_the_filter_follows_it_and_others_stay() -> None:
    session = small()
    votes = Filter(kinds=frozenset({"vote"}))
    assert len(titles(session, Listing())) == 4
    session.update("test", filter=votes)
    assert titles(session, Listing()) == ["Third\tvote"]
    assert titles(session, of_words(session, "talks")) == ["First talks"]


def test_a_list_opens_sorted_as_the_one_before_and_a_second_click_turns_it() -> None:
    session = small()
    sort_by(session, SortBy.TITLE, "test")
    assert session.state.listing is None
    open_list(session, Listing(), "test")
    sort_by(session, SortBy.TITLE, "test")
    sort_by(session, SortBy.TITLE, "test")
    open_list(session, of_actors(session, (ActorId(1),)), "test")
    listing = session.state.listing
    assert listing is not None
    assert (listing.sort, listing.descending) == (SortBy.TITLE, True)
    assert titles(session, listing) == ["Third\tvote", "First talks"]


def test_a_list_says_what_it_holds() -> None:
    session = small()
    assert list_title(session, Listing()) == "All events"
    assert list_title(session, of_actors(session, (ActorId(1), ActorId(2)))) == "Ana AND Bo"
    begins = Period(978_307_200, 1_009_843_200, "2001")
    assert list_title(session, of_column(session, "actor 1", begins)) == "Ana · begun in 2001"
    session.update("test", filter=Filter(kinds=frozenset({"vote"})))
    assert list_title(session, Listing()) == "All under the filter · Vote, ruling"


def test_a_column_says_that_it_counts_what_has_no_start_where_it_ends() -> None:
    builder = ProjectBuilder()
    builder.event("Begun", "2001-05-01", actors=("Ana",))
    builder.event("Over", "../2001-06-01", actors=("Ana",))
    session = builder.session()
    spring = of_column(session, "actor 1", Period(988_675_200, 989_280_000, "May 2001"))
    year = of_column(session, "actor 1", Period(978_307_200, 1_009_843_200, "2001"))
    assert list_title(session, spring) == "Ana · begun in May 2001"
    assert titles(session, year) == ["Over", "Begun"]
    said = "Ana · begun in 2001, or ended then with no start given"
    assert list_title(session, year) == said


def test_a_brushed_period_is_listed_unless_the_filter_has_one() -> None:
    session = small()
    assert of_period(session) is None
    session.update("test", selected_period=Window(978_307_200.0, 1_009_843_200.0))
    assert titles(session, of_period(session)) == ["First talks"]
    session.update("test", filter=Filter(period=Period(0, 1)))
    assert of_period(session) is None


def test_work_that_comes_late_does_not_replace_what_was_asked_for_since(few: int) -> None:
    rows = tables.EventRows("talks", "occurred", "imported", "accepted", (), True, (), ())
    session = opened(["accepted"] * tables.ACTORS, dict.fromkeys(range(1, 9), rows))
    found = EventList(session)
    session.update("test", listing=Listing(sort=SortBy.TITLE))
    work = found.follow()
    if few:
        assert work is None
    else:
        assert work is not None
        assert found.rows.every().tolist() == list(range(8))  # in order of time meanwhile
        assert not found.is_shown
        session.update("test", listing=Listing(sort=SortBy.KIND))
        found.take(work(lambda: None))
        assert not found.is_shown
    session.project.close()  # type: ignore[attr-defined]


def test_what_is_copied_runs_as_no_formula_and_keeps_its_columns() -> None:
    session = small()
    found = made_list(session, Listing())
    copied = found.copying(Picked().every(4))(lambda: None)
    head, first, second, third, last = copied.text.splitlines()
    assert head == "id\tdate\twhen\ttitle\tactors\tkind\tstatus\tsource"
    assert first == "1\t2001-01-01\t1 January 2001\tFirst talks\tAna; Bo\tTalks\thappened\tBriefing"
    assert second.split("\t")[3] == "'=SUM(A1)"
    assert third.split("\t")[3] == "Third vote"
    assert last.split("\t")[1:4] == ["", "undated", "Never dated"]
    assert "<td>&#x27;=SUM(A1)</td>" in copied.html
    assert copied.html.count("<tr>") == 5
    assert copied.words == "Copied 4 events, to paste into a spreadsheet or a text."


def test_of_very_many_the_first_are_copied_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(copying, "MOST_COPIED", 2)
    session = small()
    copied = made_list(session, Listing()).copying(Picked().every(4))(lambda: None)
    assert len(copied.text.splitlines()) == 3
    assert copied.words.startswith("Copied the first 2 of 4 events")


def test_a_sort_can_be_stopped(few: int) -> None:
    rows = tables.EventRows("talks", "occurred", "imported", "accepted", (), True, (), ())
    session = opened(["accepted"] * tables.ACTORS, dict.fromkeys(range(1, 9), rows))
    session.update("test", listing=Listing(sort=SortBy.TITLE))
    work = EventList(session).follow()
    if work is not None:

        def stop() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            work(stop)
    assert (work is not None) is (few == 0)
    session.project.close()  # type: ignore[attr-defined]


def test_an_event_that_is_gone_meanwhile_keeps_what_the_columns_told(few: int) -> None:
    rows = tables.EventRows("talks", "occurred", "imported", "accepted", (), True, (), ())
    session = opened(["accepted"] * tables.ACTORS, dict.fromkeys(range(1, 9), rows))
    found = made_list(session, Listing())
    if few == 0:
        with connection_of(session.project).writing() as raw:  # type: ignore[arg-type]
            tables.take_out(raw, 3)
        said = {line.id: (line.title, line.kind) for line in lines(found)}
        assert said[EventId(3)] == ("", "Talks")
        assert said[EventId(4)] == (_TITLES[4], "Talks")
    session.project.close()  # type: ignore[attr-defined]


ranges = st.lists(st.tuples(st.sampled_from(("only", "toggled", "reaching")), st.integers(0, 9)))


@given(ranges)
def test_what_is_picked_is_a_set_of_places(gestures: list[tuple[str, int]]) -> None:
    picked, plain, anchor = Picked(), set[int](), -1
    for name, place in gestures:
        picked = getattr(picked, name)(place)
        if name == "only":
            plain, anchor = {place}, place
        elif name == "toggled":
            plain, anchor = plain ^ {place}, place
        else:
            anchor = anchor if anchor >= 0 else place
            plain = set(range(min(anchor, place), max(anchor, place) + 1))
        assert picked.at == place
        assert picked.places(99) == sorted(plain)
        assert picked.count == len(plain)
        assert [picked.holds(each) for each in range(10)] == [each in plain for each in range(10)]
    assert replace(picked.every(10), spans=()) == replace(picked, spans=())
    assert picked.every(10).count == 10


def test_all_of_no_actors_are_all_events(few: int) -> None:
    rows = tables.EventRows("talks", "occurred", "imported", "accepted", (), True, (), ())
    session = opened(["accepted"] * tables.ACTORS, dict.fromkeys(range(1, 9), rows))
    found = made_list(session, Listing(Filter(match=Match.ALL)))
    assert found.rows.every().tolist() == list(range(8))
    assert session.corpus.is_large is (few == 0)
    session.project.close()  # type: ignore[attr-defined]


def test_words_that_are_known_are_not_looked_up_again(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tables.EventRows("talks", "occurred", "imported", "accepted", (), True, (), ())
    session = opened(["accepted"] * tables.ACTORS, dict.fromkeys(range(1, 9), rows))
    session.words.expect(session.corpus, "talks", np.array([2, 5], dtype=np.int32))
    monkeypatch.delattr(Project, "rows_with")
    found = made_list(session, Listing(Filter(words="talks")))
    assert found.rows.every().tolist() == [2, 5]
    assert session.corpus.is_large is (few == 0)
    session.project.close()  # type: ignore[attr-defined]
