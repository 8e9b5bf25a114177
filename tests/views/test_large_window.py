"""The window over a project with many events: what takes long is worked out beside it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from explorer.domain.filters import Filter
from explorer.domain.ids import ActorId
from explorer.index import shared
from explorer.store import columns as stored
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.graph import web
from explorer.viewmodel.graph.web_scene import WebScene
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from tests.store.texts import connection_of
from tests.support import tables
from tests.support.files import FakeFiles
from tests.support.projects import FakeProject


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
    made = MainWindow(FakeFiles(FakeProject()), Look(), Settings(theme="light"))
    qtbot.addWidget(made)
    made.open_project(project)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


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


def test_a_window_closed_at_once_leaves_no_fault(project: Project, qtbot: QtBot) -> None:
    made = MainWindow(FakeFiles(FakeProject()), Look(), Settings(theme="light"))
    qtbot.addWidget(made)
    made.open_project(project)
    made.show()
    made.close()
    project.close()
