"""The list under the timeline: opened from everywhere, linked with every pane, copied."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from explorer.domain.filters import Filter
from explorer.domain.ids import Mark
from explorer.store import columns as stored
from explorer.store import project as store
from explorer.store.project import Project
from explorer.viewmodel.listing import sorting
from explorer.viewmodel.state import Listing, SortBy
from explorer.views.listing.pane import EventsPane
from explorer.views.main_window import MainWindow
from tests.store.texts import connection_of
from tests.support import tables
from tests.support.projects import FakeProject, ProjectBuilder
from tests.views.shown import shown


def a_project() -> FakeProject:
    builder = ProjectBuilder()
    builder.source("Briefing")
    for number in range(60):
        who = ("Ana", "Bo") if number % 3 else ("Ana",)
        kind = "vote" if number % 2 else "talks"
        builder.event(f"Event {number:02}", f"20{number:02}-01-01", kind=kind, actors=who)
    builder.relationship("Ana", "leads", "Bo")
    return builder.project()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    with shown(a_project(), qtbot) as made:
        yield made


def pane(window: MainWindow) -> EventsPane:
    assert window.bench is not None
    found = window.bench.events
    assert found is not None
    return found


def opened(window: MainWindow, qtbot: QtBot, command: str = "list.filter") -> EventsPane:
    window.menus.run(command)
    found = pane(window)
    qtbot.waitUntil(lambda: found.events.is_shown and found.rows.rowCount() == found.events.count)
    return found


def titles(found: EventsPane) -> list[str]:
    column = list(SortBy).index(SortBy.TITLE)
    model = found.view.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_one_key_opens_and_closes_it_and_gives_the_room_back(
    window: MainWindow, qtbot: QtBot
) -> None:
    assert window.bench is not None
    timeline, source = window.bench.timeline, window.bench.source
    heights = timeline.height(), source.height()
    found = opened(window, qtbot)
    assert found.isVisible()
    assert len(titles(found)) == 60
    assert found.height() > 150
    assert timeline.isVisible()
    assert source.isVisible()
    qtbot.keyClick(found.view, Qt.Key.Key_Escape)
    assert not found.isVisible()
    assert window.session.state.listing is None
    qtbot.waitUntil(lambda: (timeline.height(), source.height()) == heights)


def test_a_line_chosen_is_chosen_in_all_panes_and_the_other_way_round(
    window: MainWindow, qtbot: QtBot
) -> None:
    found = opened(window, qtbot)
    place = found.view.visualRect(found.view.model().index(2, 1)).center()
    qtbot.mouseClick(found.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.session.state.selection == (Mark.event(3),)
    assert found.view.in_sight()[0] == 0
    window.session.update("test", selection=(Mark.event(50),))
    assert found.view.picked.at == 49
    first, last = found.view.in_sight()
    assert first <= 49 < last


def test_keys_move_reach_and_copy(window: MainWindow, qtbot: QtBot) -> None:
    found = opened(window, qtbot)
    view, state = found.view, lambda: window.session.state.selection
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert state() == (Mark.event(60),)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert state() == (Mark.event(2), Mark.event(3))
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.status.note.startswith("Copied 2 events"))
    data = QGuiApplication.clipboard().mimeData()
    assert [line.split("\t")[3] for line in data.text().splitlines()] == [
        "title", "Event 01", "Event 02",
    ]  # fmt: skip
    assert data.html().count("<tr>") == 3
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.picked.count == 60


def test_a_click_with_control_adds_and_takes_out(window: MainWindow, qtbot: QtBot) -> None:
    found = opened(window, qtbot)
    view = found.view
    for row, held in ((0, 0), (3, 1), (0, 1)):
        keys = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)[held]
        at = view.visualRect(view.model().index(row, 1)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, at)
    assert view.picked.places(9) == [3]
    assert window.session.state.selection == (Mark.event(4),)


def test_a_heading_sorts_and_again_turns(window: MainWindow, qtbot: QtBot) -> None:
    found = opened(window, qtbot)
    at = QPoint(found.view.heading.sectionViewportPosition(1) + 20, 10)
    for turned in (False, True):
        qtbot.mouseClick(found.view.heading.viewport(), Qt.MouseButton.LeftButton, pos=at)
        names = [f"Event {number:02}" for number in range(60)]
        expected = names[::-1] if turned else names
        qtbot.waitUntil(lambda expected=expected: titles(found) == expected)
    assert window.session.state.listing == Listing(sort=SortBy.TITLE, descending=True)


def test_it_follows_the_filter_and_an_actors_list_does_not(
    window: MainWindow, qtbot: QtBot
) -> None:
    found = opened(window, qtbot)
    votes = Filter(kinds=frozenset({"vote"}))
    window.session.update("test", filter=votes)
    qtbot.waitUntil(lambda: len(titles(found)) == 30)
    assert found.about.text == "30 · All under the filter · Vote, ruling"
    window.session.update("test", selection=(Mark.actor(2),))
    opened(window, qtbot, "list.selection")
    qtbot.waitUntil(lambda: len(titles(found)) == 40)
    assert found.about.text == "40 · Bo"
    window.session.update("test", filter=Filter())
    qtbot.wait(20)
    assert len(titles(found)) == 40


def test_search_lists_all_events_with_the_words(window: MainWindow, qtbot: QtBot) -> None:
    window.search.setText("event 1")
    qtbot.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    found = pane(window)
    qtbot.waitUntil(lambda: len(titles(found)) == 15)
    assert found.about.text == "15 · “event 1”"


def test_the_keys_of_the_list_are_its_own(window: MainWindow, qtbot: QtBot) -> None:
    found = opened(window, qtbot)
    before = window.session.state.window
    found.view.setFocus()
    qtbot.keyClick(found.view, Qt.Key.Key_Home)
    assert window.session.state.window == before
    assert window.session.state.selection == (Mark.event(1),)
    qtbot.keyClick(found.view, Qt.Key.Key_Return)  # opens: the timeline goes to it
    assert window.session.state.window != before


def test_a_recalled_view_leaves_the_list_open(window: MainWindow, qtbot: QtBot) -> None:
    from explorer.viewmodel.project.saved_views import changes, decode, encode

    opened(window, qtbot)
    kept = decode(encode(window.session.state))
    assert kept.listing is None
    window.session.update("test", **changes(kept))
    assert window.session.state.listing is not None


@pytest.fixture
def many(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The window over four hundred events taken for many."""
    monkeypatch.setattr(store, "FEW", 0)
    with Project.create(tmp_path / "many.sourceline") as project:
        with connection_of(project).writing() as raw:
            tables.lay_out(raw, ["accepted"] * tables.ACTORS)
            for id in range(1, 401):
                date = ((f"{1600 + id}-07", "accepted"),)
                rows = tables.EventRows(
                    "talks", "occurred", "imported", "accepted", date, True,
                    ((1 + id % 4, "party", "accepted"),), ((1, 0),),
                )  # fmt: skip
                tables.put(raw, id, rows)
            raw.execute("UPDATE event SET title = 'Event ' || (900 - id)")
        stored.rebuild(connection_of(project))
        with shown(project, qtbot) as made:
            yield made


def test_of_many_events_lines_are_read_beside_the_window_as_they_come_into_sight(
    many: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[threading.Thread] = set()
    plain = Project.briefs

    def noted(self: Project, ids: list[int]) -> object:
        threads.add(threading.current_thread())
        return plain(self, ids)

    monkeypatch.setattr(Project, "briefs", noted)
    found = opened(many, qtbot)
    qtbot.waitUntil(lambda: found.events.line(0).title == "Event 899")
    assert found.events.line(0).when == "July 1601"
    assert not found.events.line(300).brief  # nobody has looked at it
    qtbot.keyClick(found.view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: found.events.line(399).title == "Event 500")
    assert threads
    assert threading.main_thread() not in threads


def test_of_many_events_a_sort_is_done_beside_the_window_and_can_be_stopped(
    many: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = opened(many, qtbot)
    gate = threading.Event()
    plain = sorting.Sorter.sort

    def slow(self: sorting.Sorter, *arguments: object) -> object:
        assert gate.wait(20)
        return plain(self, *arguments)  # type: ignore[arg-type]  # what it was called with

    monkeypatch.setattr(sorting.Sorter, "sort", slow)
    many.menus.run("list.sort_title")
    qtbot.waitUntil(found.stop.isVisible)
    assert found.about.text == "400 · All events · sorting by event…"
    assert found.events.mark_at(0) == Mark.event(1)  # as it was, until there is another
    found.stop.click()
    gate.set()
    qtbot.waitUntil(lambda: not found.is_busy and not found.stop.isVisible())
    assert many.session.state.listing == Listing()
    many.menus.run("list.sort_title")
    qtbot.waitUntil(lambda: found.events.is_shown and not found.is_busy)
    assert found.events.mark_at(0) == Mark.event(400)
