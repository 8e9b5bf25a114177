"""Splitting and merging in the window, over a real project."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from explorer.app.reader import DraftingReader
from explorer.domain.ids import Mark
from explorer.domain.kinds import Review
from explorer.store.project import Project
from explorer.viewmodel.editing.splitting import Side
from explorer.viewmodel.review.queue import Item
from explorer.views.editing.merge_form import MergeFormView
from explorer.views.editing.split_actor import SplitActorView
from explorer.views.editing.split_event import SplitEventView
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from tests.support.drafted import drafted_project
from tests.support.files import FakeFiles
from tests.views.test_forms import CTRL, KEYS, bench_of, focused, pick, press, type_in

TEXT = (
    "Japan and Australia signed a pact in Tokyo on 28 July 2024, and Japan praised Canada.",
    "South Korea protested. The pact was signed by Japan and Australia on 28 July 2024.",
    "John Smith, the American envoy, met officials in Seoul. Later Smith visited Japan again.",
)


@pytest.fixture
def project() -> Iterator[Project]:
    with drafted_project(TEXT) as made:
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


def choose(window: MainWindow, mark: Mark) -> None:
    window.session.update("test", selection=(mark,))


def events(window: MainWindow) -> list[Mark]:
    return [Mark.event(event.id) for event in window.session.corpus.events]


def test_an_event_is_split_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    first = events(window)[0]
    before = window.session.corpus.event(first.id)
    choose(window, first)
    qtbot.keyClick(window, KEYS.Key_S)
    body = bench_of(window).form.body
    assert isinstance(body, SplitEventView)
    body.heads[0].title.setText("One thing")
    body.heads[1].title.setText("Another thing")
    body.quotes[0].sides.show_choice(Side.BOTH.value)
    body.heads[1].date.edit.setText("2024-07")
    qtbot.keyClick(focused(), KEYS.Key_Return, CTRL)
    assert not bench_of(window).form.is_open, bench_of(window).form.problem.text()
    found = {e.title: e for e in window.session.corpus.events}
    assert found["One thing"].id == before.id
    assert found["One thing"].key == before.key
    other = found["Another thing"]
    assert (other.review, other.date.text if other.date else "") == (Review.ACCEPTED, "2024-07")
    qtbot.keyClick(window, KEYS.Key_Z, CTRL)
    assert [e.title for e in window.session.corpus.events].count("One thing") == 0


def test_an_event_without_a_quote_is_not_made(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, events(window)[0])
    qtbot.keyClick(window, KEYS.Key_S)
    panel = bench_of(window).form
    body = panel.body
    assert isinstance(body, SplitEventView)
    for choice in body.quotes:
        choice.sides.show_choice(Side.FIRST.value)
    press(qtbot, KEYS.Key_Return)
    assert panel.is_open
    assert "second event: an event needs words" in panel.problem.text()


def test_two_events_become_one_and_the_review_stays_with_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, KEYS.Key_R, CTRL)
    reviewing = bench_of(window).reviewing
    current = reviewing.current
    assert current is not None
    count = len(events(window))
    qtbot.keyClick(window, KEYS.Key_M)
    body = bench_of(window).form.body
    assert isinstance(body, MergeFormView)
    other, kept = body.other, body.kept
    assert other is not None
    assert kept is not None
    quotes = len(window.session.corpus.evidence(current.mark))
    more = len(window.session.corpus.evidence(other))
    press(qtbot, KEYS.Key_Return)
    assert len(events(window)) == count - 1
    assert len(window.session.corpus.evidence(kept)) in range(quotes, quotes + more + 1)
    assert reviewing.current == Item(kept)
    assert reviewing.progress.rejected == 0
    qtbot.keyClick(window, KEYS.Key_Z, CTRL)
    assert len(events(window)) == count
    assert reviewing.current == current


def test_another_is_found_by_name_and_can_be_kept(window: MainWindow, qtbot: QtBot) -> None:
    actors = {a.name: a.id for a in window.session.corpus.snapshot.actors}
    choose(window, Mark.actor(actors["Japan"]))
    qtbot.keyClick(window, KEYS.Key_M)
    body = bench_of(window).form.body
    assert isinstance(body, MergeFormView)
    type_in(qtbot, "austr")
    assert body.other == Mark.actor(actors["Australia"])
    body._keep("other")
    body.keep.show_choice("other")
    press(qtbot, KEYS.Key_Return)
    left = {a.name: a for a in window.session.corpus.snapshot.actors}
    assert "Japan" not in left
    assert "Japan" in left["Australia"].aliases


def test_nothing_chosen_says_what_to_do(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, events(window)[0])
    qtbot.keyClick(window, KEYS.Key_M)
    type_in(qtbot, "zzzz", KEYS.Key_Return)
    assert "Type a part of its name" in bench_of(window).form.problem.text()


def test_mentions_of_an_actor_go_to_a_new_one(window: MainWindow, qtbot: QtBot) -> None:
    corpus = window.session.corpus
    actor = max(corpus.snapshot.actors, key=lambda a: len({e.quote for e in a.evidence}))
    spelled = {e.quote for e in actor.evidence}
    assert len(spelled) > 1
    choose(window, Mark.actor(actor.id))
    qtbot.keyClick(window, KEYS.Key_S)
    body = bench_of(window).form.body
    assert isinstance(body, SplitActorView)
    moved = min(spelled - {actor.name})
    body.tick(moved)
    assert body.name.text() == moved
    body.name.setText("The other Smith")
    qtbot.keyClick(body.tree, KEYS.Key_Return)
    assert not bench_of(window).form.is_open, bench_of(window).form.problem.text()
    found = {a.name: a for a in window.session.corpus.snapshot.actors}
    assert {e.quote for e in found["The other Smith"].evidence} == {moved}
    assert moved not in {e.quote for e in found[actor.name].evidence}


def test_all_mentions_cannot_go(window: MainWindow, qtbot: QtBot) -> None:
    actors = {a.name: a.id for a in window.session.corpus.snapshot.actors}
    choose(window, Mark.actor(actors["Japan"]))
    qtbot.keyClick(window, KEYS.Key_S)
    panel = bench_of(window).form
    body = panel.body
    assert isinstance(body, SplitActorView)
    qtbot.keyClick(body.tree, KEYS.Key_Return)
    assert "new actor needs a name" in panel.problem.text()
    qtbot.keyClick(body.tree, Qt.Key.Key_Space)
    assert body.name.text() == "Japan"
    qtbot.keyClick(body.tree, KEYS.Key_Return)
    assert "nothing would be left of Japan" in panel.problem.text().replace("N", "n", 1)


def test_more_words_go_to_the_second_event(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, events(window)[0])
    qtbot.keyClick(window, KEYS.Key_S)
    body = bench_of(window).form.body
    assert isinstance(body, SplitEventView)
    count = len(body.quotes)
    pick(window, "South Korea protested")
    qtbot.keyClick(window, KEYS.Key_E)
    assert len(body.quotes) == count + 1
    line, side = body.value().quotes[-1]
    assert (line.quote, side) == ("South Korea protested", Side.SECOND)


def test_escape_leaves_the_list_too(window: MainWindow, qtbot: QtBot) -> None:
    choose(window, events(window)[0])
    qtbot.keyClick(window, KEYS.Key_M)
    type_in(qtbot, "zz", KEYS.Key_Escape)
    assert bench_of(window).form.is_open
    press(qtbot, KEYS.Key_Escape)
    assert not bench_of(window).form.is_open
