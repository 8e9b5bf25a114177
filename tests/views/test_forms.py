"""The forms in the window over a real project: by keyboard, and what they save."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from explorer.app.reader import DraftingReader
from explorer.domain.ids import Mark
from explorer.domain.kinds import Review
from explorer.domain.records import Event
from explorer.store.project import Project
from explorer.viewmodel.review.queue import Item
from explorer.views.editing.event_form import EventFormView
from explorer.views.editing.other_forms import ActorFormView, RelationshipFormView
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from explorer.views.workbench import Workbench
from tests.support.drafted import REPORT, drafted_project
from tests.support.files import FakeFiles

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def project() -> Iterator[Project]:
    with drafted_project() as made:
        yield made


@pytest.fixture
def window(project: Project, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(FakeFiles(), Look(), Settings(theme="light"), DraftingReader())
    qtbot.addWidget(made)
    made.open_project(project)
    made.resize(1400, 900)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    yield made
    made.close()


def bench_of(window: MainWindow) -> Workbench:
    assert window.bench is not None
    return window.bench


def event_form(window: MainWindow) -> EventFormView:
    body = bench_of(window).form.body
    assert isinstance(body, EventFormView)
    return body


def pick(window: MainWindow, words: str) -> None:
    """Pick words in the source, as a drag does."""
    pane = bench_of(window).source
    assert pane.passage is not None
    for index, paragraph in enumerate(pane.passage.paragraphs):
        start = paragraph.text.find(words)
        if start >= 0:
            pane._drag((index, start), (index, start + len(words)))
            return
    raise ValueError(words)


def type_in(qtbot: QtBot, text: str, *keys: Qt.Key) -> None:
    """Type into whatever has the keyboard."""
    qtbot.keyClicks(focused(), text)
    press(qtbot, *keys)


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(focused(), key)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def event(window: MainWindow, title: str) -> Event:
    return next(e for e in window.session.corpus.snapshot.events if e.title == title)


def test_words_become_an_event_in_three_keystrokes(window: MainWindow, qtbot: QtBot) -> None:
    words = REPORT[0].rstrip(".")
    pick(window, words)
    before = {e.id for e in window.session.corpus.snapshot.events}
    qtbot.keyClick(window, KEYS.Key_E)
    form = event_form(window)
    assert form.value().quotes[0].quote == words
    assert form.head.date.text() == "2024-07-28"
    assert {row.name.name for row in form.parts.rows} >= {"Japan", "United States"}
    press(qtbot, KEYS.Key_Return)
    assert not bench_of(window).form.is_open
    made = [e for e in window.session.corpus.snapshot.events if e.id not in before]
    assert [(e.review, e.date.text if e.date else None) for e in made] == [
        (Review.ACCEPTED, "2024-07-28")
    ]
    assert window.session.state.selection == (Mark.event(made[0].id),)
    assert bench_of(window).source.chosen_words == ()


def test_a_new_actor_is_made_without_leaving_the_form(window: MainWindow, qtbot: QtBot) -> None:
    pick(window, "met in Tokyo")
    qtbot.keyClick(window, KEYS.Key_E)
    form = event_form(window)
    form.head.title.setText("Met in Tokyo")
    form.parts.add.setFocus()
    type_in(qtbot, "Tokyo Club")
    assert form.parts.add.offered() == ["Tokyo Club"]
    press(qtbot, KEYS.Key_Return)
    kind = focused()
    assert isinstance(kind, QComboBox)
    kind.setCurrentIndex(kind.findData("forum"))
    press(qtbot, KEYS.Key_Return)
    assert focused() is form.parts.add
    press(qtbot, KEYS.Key_Return)
    actors = {a.name: a for a in window.session.corpus.snapshot.actors}
    assert actors["Tokyo Club"].kind == "forum"
    parts = event(window, "Met in Tokyo").participations
    assert actors["Tokyo Club"].id in [part.actor_id for part in parts]


def test_a_known_actor_is_completed(window: MainWindow, qtbot: QtBot) -> None:
    pick(window, "met in Tokyo")
    qtbot.keyClick(window, KEYS.Key_E)
    form = event_form(window)
    count = len(form.parts.rows)
    form.parts.add.setFocus()
    type_in(qtbot, "south", KEYS.Key_Return)
    assert [row.name.name for row in form.parts.rows][count:] == ["South Korea"]
    type_in(qtbot, "Nobody Known", KEYS.Key_Escape)
    assert bench_of(window).form.is_open
    qtbot.keyClick(focused(), KEYS.Key_Return, CTRL)
    assert "is nobody yet" in bench_of(window).form.problem.text()
    form.parts.add.clear()
    form.parts.rows[-1].remove.click()
    assert len(form.parts.rows) == count


def test_tab_goes_down_the_form(window: MainWindow, qtbot: QtBot) -> None:
    pick(window, REPORT[0].rstrip("."))
    qtbot.keyClick(window, KEYS.Key_E)
    form = event_form(window)
    rows = [widget for row in form.parts.rows for widget in (row.role, row.remove)]
    wanted = [form.head.kind, form.head.status, form.head.date.edit, *rows, form.parts.add]
    walked = []
    for _ in wanted:
        press(qtbot, KEYS.Key_Tab)
        walked.append(focused())
    assert walked == wanted


def test_escape_leaves_and_asks_nothing(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    history = len(project.history())
    qtbot.keyClick(window, KEYS.Key_R, CTRL)
    qtbot.keyClick(window, KEYS.Key_E)
    type_in(qtbot, "Another title", KEYS.Key_Escape)
    assert not bench_of(window).form.is_open
    assert len(project.history()) == history
    assert focused() is bench_of(window).review


def test_editing_accepts_and_the_review_goes_on(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, KEYS.Key_R, CTRL)
    reviewing = bench_of(window).reviewing
    first = reviewing.current
    assert first is not None
    qtbot.keyClick(window, KEYS.Key_E)
    type_in(qtbot, "Said in other words", KEYS.Key_Return)
    found = event(window, "Said in other words")
    assert (Mark.event(found.id), found.review) == (first.mark, Review.ACCEPTED)
    assert reviewing.active
    assert reviewing.current not in (first, None)
    qtbot.keyClick(window, KEYS.Key_Z, CTRL)
    assert reviewing.current == first


def test_a_wrong_date_says_so_while_typing_and_is_not_saved(
    window: MainWindow, project: Project, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, KEYS.Key_R, CTRL)
    qtbot.keyClick(window, KEYS.Key_E)
    form, history = event_form(window), len(project.history())
    form.head.date.edit.selectAll()
    form.head.date.edit.setFocus()
    type_in(qtbot, "12/05/2024", KEYS.Key_Return)
    assert "12 May or 5 December?" in form.head.date.note.text()
    assert "12 May or 5 December?" in bench_of(window).form.problem.text()
    assert focused() is form.head.date.edit
    assert len(project.history()) == history
    form.head.date.edit.selectAll()
    type_in(qtbot, "28 july 2024")
    assert "2024-07-28: 28 July 2024, to the day" in form.head.date.note.text()


def test_down_takes_the_date_that_the_words_give(window: MainWindow, qtbot: QtBot) -> None:
    pick(window, REPORT[0].rstrip("."))
    qtbot.keyClick(window, KEYS.Key_E)
    date = event_form(window).head.date
    date.edit.clear()
    assert "28 July 2024" in date.note.text()
    date.edit.setFocus()
    press(qtbot, KEYS.Key_Down)
    assert date.text() == "2024-07-28"


def test_more_words_become_another_quote(window: MainWindow, qtbot: QtBot) -> None:
    pick(window, "met in Tokyo")
    qtbot.keyClick(window, KEYS.Key_E)
    form = event_form(window)
    pick(window, "condemned the launch")
    qtbot.keyClick(window, KEYS.Key_E)
    assert event_form(window) is form
    assert [line.quote for line in form.quotes.value()] == ["met in Tokyo", "condemned the launch"]
    form.quotes.rows[0].remove.click()
    assert [line.quote for line in form.value().quotes] == ["condemned the launch"]


def test_keys_in_a_form_decide_nothing(window: MainWindow, project: Project, qtbot: QtBot) -> None:
    qtbot.keyClick(window, KEYS.Key_R, CTRL)
    qtbot.keyClick(window, KEYS.Key_E)
    form, history = event_form(window), len(project.history())
    for widget in (form.head.kind, form.head.status, form.head.title):
        widget.setFocus()
        for key in (KEYS.Key_A, KEYS.Key_R, KEYS.Key_J):
            qtbot.keyClick(widget, key)
    for key in (KEYS.Key_A, KEYS.Key_R, KEYS.Key_J, KEYS.Key_S):
        qtbot.keyClick(window, key)
    assert event_form(window) is form
    assert len(project.history()) == history


def test_a_chosen_mark_is_decided_from_the_details(window: MainWindow, qtbot: QtBot) -> None:
    first = window.session.corpus.snapshot.events[0]
    window.session.update("test", selection=(Mark.event(first.id),))
    details = bench_of(window).details
    details.refresh()
    assert (details.deeds.isHidden(), details.edit_button.isHidden()) == (False, True)
    qtbot.mouseClick(details.deeds.buttons["review.accept"], Qt.MouseButton.LeftButton)
    assert window.session.corpus.event(first.id).review is Review.ACCEPTED
    details.refresh()
    assert (details.deeds.isHidden(), details.edit_button.isHidden()) == (True, False)


def test_an_actor_s_form_opens_for_an_actor(window: MainWindow, qtbot: QtBot) -> None:
    actor = next(a for a in window.session.corpus.snapshot.actors if a.name == "Japan")
    window.session.update("test", selection=(Mark.actor(actor.id),))
    qtbot.keyClick(window, KEYS.Key_E)
    body = bench_of(window).form.body
    assert isinstance(body, ActorFormView)
    assert body.name.text() == "Japan"


def test_a_whole_report_is_reviewed_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, KEYS.Key_R, CTRL)
    reviewing = bench_of(window).reviewing
    total = reviewing.progress.total
    rejected: list[Item] = []
    while reviewing.current is not None:
        if reviewing.current.mark.kind.value == "event" and not rejected:
            rejected.append(reviewing.current)
            qtbot.keyClick(window, KEYS.Key_R)
        else:
            qtbot.keyClick(window, KEYS.Key_A)
    progress = reviewing.progress
    assert (progress.waiting, progress.total) == (0, total)
    assert progress.rejected >= 1
    snapshot = window.session.corpus.snapshot
    assert all(each.review is Review.ACCEPTED for each in (*snapshot.events, *snapshot.actors))
    assert rejected[0].mark not in [Mark.event(e.id) for e in snapshot.events]


def relationship_form(window: MainWindow) -> RelationshipFormView:
    body = bench_of(window).form.body
    assert isinstance(body, RelationshipFormView)
    return body


def test_words_become_a_relationship_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    words = REPORT[0].rstrip(".")
    before = {link.id for link in window.session.corpus.snapshot.relationships}
    pick(window, words)
    qtbot.keyClick(window, KEYS.Key_E, SHIFT)
    form = relationship_form(window)
    assert form.heading == "New relationship"
    subject, other = form.subject.text(), form.object.text()
    assert subject
    assert other
    form.predicate.setFocus()
    form.predicate.clear()
    type_in(qtbot, "consults", KEYS.Key_Return)
    assert not bench_of(window).form.is_open
    (made,) = [e for e in window.session.corpus.snapshot.relationships if e.id not in before]
    assert made.predicate == "consults"
    assert [item.quote for item in made.evidence] == [words]
    assert window.session.state.selection == (Mark.relationship(made.id),)
    qtbot.keyClick(window, KEYS.Key_Z, CTRL)
    assert {link.id for link in window.session.corpus.snapshot.relationships} == before


def test_two_chosen_actors_are_related_once_words_say_so(window: MainWindow, qtbot: QtBot) -> None:
    one, other = window.session.corpus.snapshot.actors[:2]
    window.session.update("test", selection=(Mark.actor(one.id), Mark.actor(other.id)))
    qtbot.keyClick(window, KEYS.Key_E, SHIFT)
    form = relationship_form(window)
    assert (form.subject.text(), form.object.text()) == (one.name, other.name)
    form.predicate.setFocus()
    type_in(qtbot, "consults", KEYS.Key_Return)
    panel = bench_of(window).form
    assert panel.is_open
    assert panel.problem.text().startswith("It needs words to stand on")
    pick(window, "met in Tokyo")
    bench_of(window).source.setFocus()
    qtbot.keyClick(window, KEYS.Key_E, SHIFT)
    assert [line.quote for line in form.value().quotes] == ["met in Tokyo"]
    form.predicate.setFocus()
    press(qtbot, KEYS.Key_Return)
    made = window.session.corpus.snapshot.relationships[-1]
    assert (made.subject, made.predicate, made.object) == (one.id, "consults", other.id)
