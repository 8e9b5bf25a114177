"""The window over a project with many events: what takes long is worked out beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId
from explorer.index import shared
from explorer.store import columns as stored
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel import actors as actors_counted
from explorer.viewmodel import filtering
from explorer.viewmodel.graph import web
from explorer.viewmodel.graph.web_scene import WebScene
from explorer.viewmodel.timeline.large.build import LargeTimeline
from explorer.viewmodel.timeline.words import chips
from explorer.views import workbench
from explorer.views.actors.panel import COUNTING
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from tests.store.texts import connection_of
from tests.support import tables
from tests.support.files import FakeFiles
from tests.support.projects import FakeProject
from tests.views.shown import shown


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """Forty events of two actors each, no relationship, taken for many."""
    monkeypatch.setattr(store, "FEW", 0)
    with Project.create(tmp_path / "many.sourceline") as made:
        with connection_of(made).writing() as raw:
            tables.lay_out(raw, ["accepted"] * tables.ACTORS)
            for id in range(1, 41):
                pair = ((1 + id % 4, "party", "accepted"), (5, "party", "accepted"))
                date = ((f"2024-07-{1 + id % 30:02}", "accepted"),)
                rows = tables.EventRows(
                    "talks", "occurred", "imported", "accepted", date, True, pair, ((1, 0),)
                )
                tables.put(raw, id, rows)
        stored.rebuild(connection_of(made))
        yield made


@pytest.fixture
def window(project: Project, qtbot: QtBot) -> Iterator[MainWindow]:
    with shown(project, qtbot) as made:
        yield made


def scene(window: MainWindow) -> WebScene:
    assert window.bench is not None
    found = window.bench.relationships.scene
    assert isinstance(found, WebScene)
    return found


def test_shared_events_are_counted_beside_the_window(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[threading.Thread] = []
    plain = shared.together

    def noted(*arguments: object) -> shared.Together:
        threads.append(threading.current_thread())
        return plain(*arguments)  # type: ignore[arg-type]  # what it was called with

    monkeypatch.setattr(web, "together", noted)
    qtbot.waitUntil(lambda: len(scene(window).actors) == 5)
    window.session.update("test", filter=Filter(actors=frozenset({ActorId(1)})))
    assert len(scene(window).actors) == 5  # the picture before, until there is another
    qtbot.waitUntil(lambda: len(scene(window).actors) == 2)
    assert threads
    assert threading.main_thread() not in threads


def test_a_second_filter_while_the_first_is_counted_is_what_shows_in_the_end(
    window: MainWindow, qtbot: QtBot
) -> None:
    for actor in (1, 2, 3):
        window.session.update("test", filter=Filter(actors=frozenset({ActorId(actor)})))
        qtbot.wait(1)
    qtbot.waitUntil(lambda: sorted(scene(window).actors.tolist()) == [3, 5])


def test_all_columns_are_read_in_the_end(window: MainWindow, qtbot: QtBot) -> None:
    arrays = window.session.corpus.columns.arrays
    assert isinstance(arrays, stored.StoredArrays)
    qtbot.waitUntil(lambda: arrays.complete)


def test_reading_waits_for_no_clock_once_shared_events_are_counted(
    project: Project, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given_back: list[threading.Thread] = []
    monkeypatch.setattr(
        workbench, "give_back", lambda: given_back.append(threading.current_thread())
    )
    monkeypatch.setattr(workbench, "_READ_ON_MS", 1_000_000)
    monkeypatch.setattr(workbench, "_IDLE_MS", 1_000_000)
    with shown(project, qtbot) as window:
        arrays = window.session.corpus.columns.arrays
        assert isinstance(arrays, stored.StoredArrays)
        qtbot.waitUntil(lambda: arrays.complete and len(given_back) > 0)
        assert threading.main_thread() not in given_back
        assert window.bench is not None
        workers = window.bench.workers
        qtbot.waitUntil(lambda: not any(worker.is_busy for worker in workers))
        before = len(given_back)
        window.session.update("test", filter=Filter(actors=frozenset({ActorId(1)})))
        qtbot.waitUntil(lambda: len(scene(window).actors) == 2)
        assert len(given_back) == before  # the next filter would ask for it again


def test_what_a_picture_is_owed_is_begun_once_however_often_it_stands_still(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert window.bench is not None
    pane = window.bench.timeline
    qtbot.waitUntil(lambda: not pane.worker.is_busy)
    begun: list[str] = []
    put: list[str] = []
    may_end = threading.Event()

    def work() -> Callable[[], None]:
        begun.append("work")
        may_end.wait(5)
        return lambda: put.append("work")

    monkeypatch.setattr(LargeTimeline, "owed", property(lambda large: None if put else work))
    for _ in range(3):
        pane.canvas.still.emit()
    may_end.set()
    qtbot.waitUntil(lambda: bool(put) and not pane.worker.is_busy)
    assert (begun, put) == (["work"], ["work"])


def test_ticks_show_at_once_and_counts_follow(window: MainWindow, qtbot: QtBot) -> None:
    assert window.bench is not None
    actors = window.bench.actors
    threads: list[threading.Thread] = []
    plain = actors_counted.actor_counts

    def noted(*arguments: object) -> object:
        threads.append(threading.current_thread())
        return plain(*arguments)  # type: ignore[arg-type]  # what it was called with

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(actors_counted, "actor_counts", noted)
        wanted = Filter(actors=frozenset({ActorId(1)}), match=Match.ALL)
        window.session.update("test", filter=wanted)
        assert actors.header.accessibleName() == f"Actors {COUNTING}"
        assert actors.list.delegate.behind
        assert actors.list.rows.actors.rows[0].count == 40  # the counts before, and faint
        qtbot.waitUntil(lambda: not actors.list.delegate.behind)
    assert threads
    assert threading.main_thread() not in threads
    first = actors.list.rows.actors.rows[0]
    assert (first.id, first.chosen, first.count) == (ActorId(1), True, 10)
    assert actors.header.accessibleName() == "Actors 2 of 5"


def test_the_last_of_several_filters_is_what_is_counted(window: MainWindow, qtbot: QtBot) -> None:
    assert window.bench is not None
    actors = window.bench.actors
    for actor in (1, 2, 3, 4):
        wanted = Filter(actors=frozenset({ActorId(actor)}), match=Match.ALL)
        window.session.update("test", filter=wanted)
        qtbot.wait(1)
    qtbot.waitUntil(lambda: not actors.list.delegate.behind)
    rows = actors.list.rows.actors.rows
    assert {row.id: row.count for row in rows} == {4: 10, 5: 10, 1: 0, 2: 0, 3: 0}
    buttons = window.bench.actors.kinds.buttons
    assert {button.row.key: button.row.count for button in buttons}["talks"] == 10


def test_words_join_the_filter_once_they_are_found(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    actor = Filter(actors=frozenset({ActorId(1)}))
    session.update("test", filter=actor)
    filtering.set_words(session, "e", "test")
    assert (session.state.filter, session.words.finding) == (actor, "e")
    assert next(chip.text for chip in chips(session)) == "finding “e”…"
    filtering.set_match(session, Match.ALL, "test")  # what is set meanwhile stays
    qtbot.waitUntil(lambda: not session.words.finding)
    assert session.state.filter == replace(actor, match=Match.ALL, words="e")
    assert [chip.text for chip in chips(session)][-1] == "“e”"
    session.update("test", filter=Filter())
    session.update("test", filter=Filter(words="e"))  # known by now
    assert session.state.filter.words == "e"


def test_words_of_a_search_join_the_filter_at_once(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    for words in ("meeting", "zzz"):  # some hits are left to count, or there are none
        window.desk.find()
        qtbot.keyClicks(window.search, words)
        qtbot.waitUntil(lambda words=words: session.words.knows(session.corpus, words))
        window.search.filter_to_words()
        assert (session.state.filter.words, session.words.finding) == (words, "")
        session.update("test", filter=Filter())
        window.search.clear()


def test_what_is_searched_for_since_leaves_the_filters_words_known(
    window: MainWindow, qtbot: QtBot
) -> None:
    session = window.session
    session.words.expect(session.corpus, "meeting", np.zeros(0, dtype=np.int32))
    session.update("test", filter=Filter(words="meeting"))
    session.words.expect(session.corpus, "other", np.zeros(0, dtype=np.int32))
    assert session.words.knows(session.corpus, "meeting")
    assert not session.matches.any()


def test_words_that_are_no_longer_wanted_join_nothing(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    filtering.set_words(session, "e", "test")
    filtering.set_words(session, "meeting", "test")
    assert session.words.finding == "meeting"
    filtering.clear(session, "test")
    assert session.words.finding == ""
    qtbot.wait(300)
    assert session.state.filter == Filter()


def test_a_window_closed_at_once_leaves_no_fault(project: Project, qtbot: QtBot) -> None:
    made = MainWindow(FakeFiles(FakeProject()), Look(), Settings(theme="light"))
    qtbot.addWidget(made)
    made.open_project(project)
    made.show()
    made.close()
    project.close()
