"""The window: opening and leaving projects, commands by key, panes that follow each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from pytestqt.qtbot import QtBot

from explorer.columns.found import Found
from explorer.domain.filters import Filter, Match
from explorer.domain.ids import ActorId, Mark, ParagraphId, SourceId
from explorer.domain.operations import SaveView, UnpinActors
from explorer.domain.records import Hit
from explorer.painting.theme import DARK, LIGHT
from explorer.viewmodel.commands_table import COMMANDS
from explorer.viewmodel.project.files import Reading
from explorer.viewmodel.session import Change
from explorer.viewmodel.state import Axis, Lanes, Window
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.search.model import Sort
from explorer.views.settings import Settings
from tests.support.files import FakeFiles
from tests.support.projects import FakeProject, ProjectBuilder


def a_project(path: str = "talks.sourceline") -> FakeProject:
    builder = ProjectBuilder()
    builder.source("Briefing")
    builder.event("First talks", "2001-01-01", actors=("Ana", "Bo"))
    builder.event("Second talks", "2005-01-01", actors=("Bo", "Cy"))
    builder.event("Third vote", "2010-01-01", kind="vote", actors=("Ana",))
    builder.relationship("Ana", "leads", "Bo")
    project = builder.project()
    project.path = Path(path)
    return project


@pytest.fixture
def files() -> FakeFiles:
    return FakeFiles(a_project(), readings={"new.txt": Reading(UnpinActors(()), ("A note.",))})


@pytest.fixture
def window(files: FakeFiles, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(files, Look(), Settings(theme="light"))
    qtbot.addWidget(made)
    made.open_project(files.open(Path("talks.sourceline")))
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def say(window: MainWindow) -> str:
    return window.status.text


def mark_title(window: MainWindow, mark: Mark) -> str:
    return {Mark.event(2): "Second talks", Mark.actor(1): "Ana"}.get(mark, "leads")


def test_every_command_stands_in_a_menu_with_its_key(window: MainWindow) -> None:
    for command in COMMANDS:
        action = window.menus.actions[command.id]
        assert action.text() == command.title
        assert [key.toString() for key in action.shortcuts()] == list(command.keys)


def test_the_frame_says_what_is_open(window: MainWindow) -> None:
    assert window.windowTitle() == "talks.sourceline – Sourceline"
    assert say(window) == "3 of 3 events · 0 undated · no filter · 2001 to 2010"


@pytest.mark.parametrize(
    "mark", [Mark.event(2), Mark.actor(1), Mark.relationship(1)], ids=lambda m: m.kind.value
)
def test_a_selection_reaches_every_pane_without_echo(
    window: MainWindow, qtbot: QtBot, mark: Mark
) -> None:
    session, bench = window.session, window.bench
    assert bench is not None
    said: list[Change] = []
    session.changed.connect(said.append)
    session.update("test", selection=(mark,))
    qtbot.wait(30)
    assert session.state.selection == (mark,)
    # Who began it, and at most the source pane turning to the source of the lit quote.
    assert len(said) <= 2
    assert all("selection" not in change.what for change in said[1:])
    assert mark_title(window, mark) in str(bench.details.details)
    assert "1 selected" in window.status.accessibleName()


def test_keys_step_clear_and_go_back(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    for key, wanted in (
        (Qt.Key.Key_Right, (Mark.event(1),)),
        (Qt.Key.Key_Right, (Mark.event(2),)),
        (Qt.Key.Key_Left, (Mark.event(1),)),
        (Qt.Key.Key_Escape, ()),
    ):
        qtbot.keyClick(window, key)
        assert session.state.selection == wanted
    alt = Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_Left, alt)
    assert session.state.selection == (Mark.event(1),)
    qtbot.keyClick(window, Qt.Key.Key_T)
    assert session.state.axis is Axis.TOLD


def test_the_search_is_made_ready_when_its_field_is_entered(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    project = window.session.project
    monkeypatch.setattr(project, "get_search_ready", lambda check: asked.append(True))
    window.activateWindow()
    window.desk.find()
    qtbot.waitUntil(lambda: asked == [True])


def test_letters_typed_into_a_field_are_letters(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.desk.find()
    for text in ("t", "h", "f", "?"):
        qtbot.keyClicks(window.search, text)
    assert window.search.text() == "thf?"
    assert window.session.state.axis is Axis.CALENDAR


def test_clearing_the_filter_restores_the_very_same_view(window: MainWindow) -> None:
    session = window.session
    session.update("test", lanes=Lanes.KIND, window=Window(1e9, 1.2e9))
    before = session.state, say(window)
    chosen = frozenset({ActorId(1), ActorId(2)})
    session.update("test", filter=Filter(actors=chosen, match=Match.ALL))
    assert say(window).startswith("1 of 3 events · 0 undated · Ana AND Bo")
    session.update("test", filter=Filter())
    assert (session.state, say(window)) == before


def test_search_lists_steps_and_filters(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    window.desk.find()
    qtbot.keyClicks(window.search, "talks")
    qtbot.waitUntil(lambda: len(window.search.results.hits) == 2)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    qtbot.keyClick(window.search, Qt.Key.Key_Return)
    assert window.session.state.selection == (Mark.event(2),)
    qtbot.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.session.state.selection == (Mark.event(1),)
    qtbot.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.session.state.filter.words == "talks"
    qtbot.keyClick(window.search, Qt.Key.Key_Escape)
    assert not window.search.results.isVisible()


def test_the_next_key_ends_a_search_and_nothing_half_is_listed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = window.session.project
    plain, stopped = project.search, threading.Event()

    def slow(words: str, limit: int, check: Callable[[], None]) -> tuple[Hit, ...]:
        while words == "tal" and not stopped.is_set():
            try:
                check()
            except BaseException:
                stopped.set()
                raise
        return plain(words, limit, check)

    monkeypatch.setattr(project, "search", slow)
    window.activateWindow()
    window.desk.find()
    qtbot.keyClicks(window.search, "tal")
    qtbot.wait(50)
    assert not stopped.is_set()
    qtbot.keyClicks(window.search, "x")
    qtbot.waitUntil(stopped.is_set)
    results = window.search.results
    nothing = "Nothing holds “talx”. Try a shorter word."
    shown: list[int] = []
    results.model.modelReset.connect(lambda: shown.append(len(results.hits)))
    qtbot.waitUntil(lambda: [line.text for line in results.model.lines] == [nothing])
    assert not any(shown)


def test_hits_beyond_the_first_are_all_there(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = window.session.project
    every = [
        Hit(None, SourceId(1), n, 0, 5, "talks", f"talks {n}", ParagraphId(n))
        for n in range(1, 251)
    ]
    none = np.zeros(0, dtype=np.int64)
    monkeypatch.setattr(project, "search", lambda words, limit, check: tuple(every[:limit]))
    found = Found(none, none, np.arange(1, 251))
    monkeypatch.setattr(project, "find", lambda words, columns, check: found)
    monkeypatch.setattr(
        project, "hits", lambda words, some: tuple(every[n - 1] for n in some.paragraphs.tolist())
    )
    window.activateWindow()
    window.desk.find()
    qtbot.keyClicks(window.search, "t")
    results = window.search.results
    qtbot.waitUntil(lambda: any("of 250" in line.text for line in results.model.lines[:1]))
    assert len(results.hits) == 10
    for hit in every:
        qtbot.keyClick(window.search, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda hit=hit: results.chosen == hit)
    assert results.hits == every
    qtbot.keyClick(window.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(50)
    assert not results.isVisible()
    assert all(line.sort is not Sort.MORE for line in results.model.lines)


def test_the_palette_runs_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.show_palette()
    palette = window.desk.overlay("palette")
    assert palette.isVisible()
    qtbot.keyClicks(palette.focusProxy(), "lanes kind")
    qtbot.keyClick(palette.focusProxy(), Qt.Key.Key_Return)
    assert window.session.state.lanes is Lanes.KIND
    assert not palette.isVisible()


@pytest.mark.parametrize("name", ["keys", "legend"])
def test_sheets_open_and_esc_puts_them_away(window: MainWindow, qtbot: QtBot, name: str) -> None:
    window.session.update("test", selection=(Mark.event(1),))
    {"keys": window.desk.show_keys, "legend": window.desk.show_legend}[name]()
    sheet = window.desk.overlay(name)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert window.session.state.selection == (Mark.event(1),)


def test_files_are_imported_off_the_gui_thread(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.take_in([Path("new.txt"), Path("bad.txt")])
    assert window.worker.is_busy
    qtbot.waitUntil(lambda: not window.worker.is_busy)
    qtbot.waitUntil(lambda: len(window.banner.texts()) == 2)
    assert window.banner.texts() == ["bad.txt: it is empty. Choose another", "new.txt: A note"]
    assert window.session.project.undo_name() == "UnpinActors"


def test_dropped_projects_open_and_the_rest_is_imported(
    window: MainWindow, files: FakeFiles, qtbot: QtBot
) -> None:
    other = a_project("/tmp/other.sourceline")
    files.projects[other.path] = other
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other.path)), QUrl.fromLocalFile("/tmp/new.txt")])
    copy = Qt.DropAction.CopyAction
    window.dropEvent(
        QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert window.session.project is other
    assert files.closed == [Path("talks.sourceline")]
    qtbot.waitUntil(lambda: len(other.applied) == 1)
    assert window.drop_words([Path("a.txt")]) == "Drop to import a.txt into other.sourceline"


def test_pasting_takes_in_words_and_files_that_were_copied(
    window: MainWindow, files: FakeFiles, qtbot: QtBot
) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    window.desk.paste()
    assert "no words" in window.banner.texts()[0]
    files.readings["Some words."] = files.readings["new.txt"]
    clipboard.setText("Some words.")
    window.desk.paste()
    qtbot.waitUntil(lambda: "the clipboard: A note" in window.banner.texts())
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile("/tmp/new.txt"), QUrl("https://a.example/b.txt")])
    clipboard.setMimeData(copied)
    window.desk.paste()
    qtbot.waitUntil(lambda: "new.txt: A note" in window.banner.texts())


def test_the_key_pastes_into_a_field_where_one_has_the_keyboard(
    window: MainWindow, files: FakeFiles, qtbot: QtBot
) -> None:
    files.readings["Some words."] = files.readings["new.txt"]
    QGuiApplication.clipboard().setText("Some words.")
    control = Qt.KeyboardModifier.ControlModifier
    window.search.setFocus()
    qtbot.keyClick(window.search, Qt.Key.Key_V, control)
    assert window.search.text() == "Some words."
    assert not window.worker.is_busy
    window.search.clear()
    window.focus_panes()
    qtbot.keyClick(window, Qt.Key.Key_V, control)
    qtbot.waitUntil(lambda: "the clipboard: A note" in window.banner.texts())
    assert window.search.text() == ""


def test_a_project_that_does_not_open_is_named_and_the_old_one_stays(window: MainWindow) -> None:
    window.desk.open_path(Path("gone.sourceline"))
    assert window.banner.texts() == ["gone.sourceline: no such file"]
    assert window.windowTitle().startswith("talks.sourceline")


def test_a_project_is_found_as_it_was_left(window: MainWindow, files: FakeFiles) -> None:
    session = window.session
    wanted = Filter(actors=frozenset({ActorId(2)}))
    session.update("test", filter=wanted, selection=(Mark.event(2),), lanes=Lanes.SOURCE)
    left = session.state
    window.desk.new_project()
    assert window.windowTitle().startswith("Untitled project")
    window.desk.open_path(Path("talks.sourceline"))
    assert window.session.state == left
    assert window.settings.recent == ["talks.sourceline"]


def test_an_empty_project_offers_the_next_step(window: MainWindow, qtbot: QtBot) -> None:
    window.desk.new_project()
    assert window.bench is not None
    qtbot.waitUntil(window.bench.start.isVisible)
    assert not window.bench.timeline.isVisible()
    assert say(window).startswith("No events yet")


def test_saving_gives_an_untitled_project_its_file(window: MainWindow, tmp_path: Path) -> None:
    window.desk.new_project()
    window.session.update("test", lanes=Lanes.KIND)
    window.desk.save_to(tmp_path / "mine.sourceline")
    assert window.windowTitle().startswith("mine.sourceline")
    assert window.session.state.lanes is Lanes.KIND
    window.desk.save()
    assert "every edit is kept" in window.status.note
    assert window.banner.texts() == []


def test_views_are_kept_in_slots_and_come_back(window: MainWindow) -> None:
    project = window.session.project
    assert isinstance(project, FakeProject)
    window.session.update("test", lanes=Lanes.NONE, filter=Filter(words="talks"))
    window.desk.save_view(3)
    (kept,) = project.applied
    assert isinstance(kept, SaveView)
    assert kept.name == "“talks” · 2001 to 2010"
    assert kept.slot == 3


def test_the_theme_changes_everywhere_and_is_remembered(window: MainWindow) -> None:
    window.desk.use_theme("dark")
    assert (window.look.theme, window.settings.theme) == (DARK, "dark")
    window.desk.use_theme("system")
    assert window.look.theme in (LIGHT, DARK)


def test_copying_a_citation(window: MainWindow) -> None:
    window.session.update("test", selection=(Mark.event(1),))
    window.desk.copy_citation()
    assert "First talks" in QGuiApplication.clipboard().text()


def test_every_control_has_a_name_for_those_who_cannot_see_it(window: MainWindow) -> None:
    from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit

    nameless = [
        widget
        for kind in (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
        for widget in window.findChildren(kind)
        if widget.isVisible()
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_the_keyboard_reaches_every_pane(window: MainWindow) -> None:
    bench = window.bench
    assert bench is not None
    reached, widget = set(), window.search.nextInFocusChain()
    while widget is not window.search:
        for name in ("actors", "timeline", "relationships", "source", "details"):
            pane = getattr(bench, name)
            inside = pane is widget or pane.isAncestorOf(widget)
            if inside and widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                reached.add(name)
        widget = widget.nextInFocusChain()
    assert reached >= {"actors", "timeline", "relationships", "source"}


def test_the_status_line_has_a_cancel_while_a_job_runs(window: MainWindow, qtbot: QtBot) -> None:
    from threading import Event

    release = Event()

    def job(progress: object) -> None:
        progress.tell("Reading a.txt, 1 of 2")  # type: ignore[attr-defined]
        release.wait(5)

    window.worker.run(job, lambda _: None)
    qtbot.waitUntil(window.status.cancel.isVisible)
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    release.set()
    qtbot.waitUntil(lambda: not window.status.cancel.isVisible())


def test_the_status_line_is_cut_before_what_stands_at_its_right(window: MainWindow) -> None:
    status, session = window.status, window.session
    assert status.shown == status.text
    assert not status.toolTip()
    session.update("test", filter=Filter(words="a word " * 60))
    assert status.shown.endswith("…")
    assert status.toolTip() == status.text
    session.update("test", filter=Filter())
    assert status.shown == status.text
    assert not status.toolTip()
