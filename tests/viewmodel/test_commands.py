"""The table of commands: complete, without clashes, and doing what it says on the state."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.domain.filters import Filter, Match, ReviewScope
from explorer.domain.ids import ActorId, Mark
from explorer.viewmodel.commands import Command
from explorer.viewmodel.commands_table import COMMANDS
from explorer.viewmodel.navigation import Trail
from explorer.viewmodel.review.reviewing import Reviewing
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, GraphScope, Lanes, Others
from tests.support.projects import ProjectBuilder


class FakeDesk:
    """Notes what is asked of the window."""

    theme_choice = "dark"
    is_full_screen = False
    picks_words = False
    is_editing = False

    def __init__(self, session: Session) -> None:
        self.session, self.trail = session, Trail(session)
        self.reviewing = Reviewing(session)
        self.asked: list[tuple[Any, ...]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *values: self.asked.append((name, *values))


@pytest.fixture
def desk() -> FakeDesk:
    builder = ProjectBuilder()
    builder.event("First talks", "2001-01-01", actors=("Ana", "Bo"))
    builder.event("Second talks", "2002-01-01", actors=("Bo",))
    return FakeDesk(builder.session())


def command(id: str) -> Command:
    return next(each for each in COMMANDS if each.id == id)


def test_ids_and_keys_are_each_given_once() -> None:
    ids = [each.id for each in COMMANDS]
    keys = [key for each in COMMANDS for key in each.keys]
    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))


def test_every_key_the_design_promises_is_there() -> None:
    keys = {key for each in COMMANDS for key in each.keys}
    promised = {
        "Ctrl+N", "Ctrl+O", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+E", "Ctrl+Shift+C", "Ctrl+Z",
        "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+C", "Esc", "F", "Home", "Left", "Right", "Alt+Left",
        "Alt+Right", "Ctrl+F", "Ctrl+Shift+P", "?", "F11", *(f"Ctrl+{n}" for n in range(1, 10)),
    }  # fmt: skip
    assert promised <= keys


def test_menus_stand_in_their_order() -> None:
    assert list(dict.fromkeys(each.menu[0] for each in COMMANDS)) == [
        "File", "Edit", "View", "Go", "Review", "Help",
    ]  # fmt: skip


def test_every_command_runs_and_names_itself(desk: FakeDesk) -> None:
    desk.session.update("test", selection=(Mark.event(1),))
    for each in COMMANDS:
        assert each.title_now(desk)
        each.enabled(desk)
        if each.checked is not None:
            each.checked(desk)
        each.run(desk)


def test_esc_clears_the_selection_first_and_the_rest_then(desk: FakeDesk) -> None:
    desk.session.update("test", selection=(Mark.event(1),), path=(ActorId(1), ActorId(2)))
    clear = command("edit.clear_selection")
    clear.run(desk)
    assert desk.session.state.selection == ()
    assert desk.session.state.path is not None
    clear.run(desk)
    assert desk.session.state.path is None
    assert not clear.enabled(desk)


def test_clearing_the_filter_keeps_the_rest_of_the_view(desk: FakeDesk) -> None:
    desk.session.update("test", lanes=Lanes.KIND, selection=(Mark.event(2),))
    before = desk.session.state
    desk.session.update("test", filter=Filter(actors=frozenset({ActorId(1)}), words="talks"))
    command("edit.clear_filter").run(desk)
    assert desk.session.state == before


def test_filtering_to_the_selection_takes_its_actors(desk: FakeDesk) -> None:
    desk.session.update("test", selection=(Mark.event(1),))
    command("edit.filter_to_selection").run(desk)
    names = {desk.session.corpus.actors[a].name for a in desk.session.state.filter.actors}
    assert names == {"Ana", "Bo"}


@pytest.mark.parametrize(
    ("id", "field", "value"),
    [
        ("view.told", "axis", Axis.TOLD),
        ("view.lanes_source", "lanes", Lanes.SOURCE),
        ("view.hide_others", "others", Others.HIDDEN),
        ("view.around", "graph", GraphScope.AROUND),
        ("view.shared", "graph", GraphScope.SHARED),
    ],
)
def test_choices_of_view_show_their_tick(
    desk: FakeDesk, id: str, field: str, value: object
) -> None:
    found = command(id)
    assert found.checked is not None
    assert not found.checked(desk)
    found.run(desk)
    assert getattr(desk.session.state, field) is value
    assert found.checked(desk)


def test_match_and_review_are_commands_too(desk: FakeDesk) -> None:
    command("edit.match_all").run(desk)
    command("edit.review_pending").run(desk)
    wanted = desk.session.state.filter
    assert (wanted.match, wanted.review) == (Match.ALL, ReviewScope.PENDING)


def test_what_needs_a_window_is_asked_of_it(desk: FakeDesk) -> None:
    for id in ("file.new", "view.theme_dark", "view.recall_3", "help.sample_afresh"):
        command(id).run(desk)
    assert desk.asked == [
        ("new_project",), ("use_theme", "dark"), ("recall_view", 3), ("open_sample", True),
    ]  # fmt: skip


def test_undo_is_named_after_what_it_takes_back(desk: FakeDesk) -> None:
    undo = command("edit.undo")
    assert undo.title_now(desk) == "Undo"
    assert not undo.enabled(desk)
