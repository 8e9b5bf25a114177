"""Everything a person can do, in one table: it feeds menus, palette and the sheet of keys."""

from __future__ import annotations

from explorer.domain.filters import Match
from explorer.viewmodel import filtering
from explorer.viewmodel.commands import ORIGIN, Command, Desk
from explorer.viewmodel.commands_list import LIST
from explorer.viewmodel.commands_review import REVIEW
from explorer.viewmodel.graph import relationships
from explorer.viewmodel.navigation import step_event
from explorer.viewmodel.state import Axis, GraphScope, Lanes, Others
from explorer.viewmodel.timeline import lane_pins

_ZOOM = 1.5
_LANES = {Lanes.ACTOR: "Actor", Lanes.KIND: "Kind", Lanes.SOURCE: "Source", Lanes.NONE: "None"}
_THEMES = {"light": "Light", "dark": "Dark", "system": "As the system"}


def clear_selection(desk: Desk) -> None:
    """Clear the selection; where there is none, the hover, the path and the brushed period."""
    if desk.session.state.selection:
        desk.session.update(ORIGIN, selection=(), evidence=None)
    else:
        desk.session.update(ORIGIN, hover=None, path=None, selected_period=None)


def _something_to_clear(desk: Desk) -> bool:
    state = desk.session.state
    return bool(state.selection or state.hover or state.path or state.selected_period)


def _selected(desk: Desk) -> bool:
    return desk.session.state.leading is not None


def _filtered(desk: Desk) -> bool:
    return not desk.session.state.filter.is_empty


def _history_title(verb: str, name: str | None) -> str:
    return f"{verb} {name}" if name else verb


def _period_selected(desk: Desk) -> bool:
    return desk.session.state.selected_period is not None


def _unpin_all(desk: Desk) -> None:
    pinned = tuple(each.actor_id for each in desk.session.corpus.snapshot.positions)
    relationships.unpin(desk.session, pinned, ORIGIN)


def _pin_lane(desk: Desk) -> None:
    lane_pins.toggle(desk.session, ORIGIN)


def _swap_axis(desk: Desk) -> None:
    told = desk.session.state.axis is Axis.TOLD
    desk.session.update(ORIGIN, axis=Axis.CALENDAR if told else Axis.TOLD)


def _file() -> tuple[Command, ...]:
    menu = ("File",)
    return (
        Command("file.new", "New project", menu, lambda d: d.new_project(), ("Ctrl+N",)),
        Command("file.open", "Open…", menu, lambda d: d.choose_files(), ("Ctrl+O",)),
        Command(
            "file.import", "Import documents…", menu, lambda d: d.import_files(), ("Ctrl+I",),
            rule=True,
        ),
        Command("file.import_folder", "Import a folder…", menu, lambda d: d.import_folder()),
        Command(
            "file.paste", "Paste as a document", menu, lambda d: d.paste(), ("Ctrl+V",),
        ),
        Command("file.save", "Save", menu, lambda d: d.save(), ("Ctrl+S",), rule=True),
        Command("file.save_as", "Save as…", menu, lambda d: d.save_as(), ("Ctrl+Shift+S",)),
        Command(
            "file.export", "Export picture…", menu, lambda d: d.export_picture(), ("Ctrl+E",),
            rule=True,
        ),
        Command(
            "file.copy_picture", "Copy picture", menu, lambda d: d.copy_picture(),
            ("Ctrl+Shift+C",),
        ),
        Command("file.quit", "Quit", menu, lambda d: d.quit(), ("Ctrl+Q",), rule=True),
    )  # fmt: skip


def _edit() -> tuple[Command, ...]:
    menu = ("Edit",)
    return (
        Command(
            "edit.undo", "Undo", menu, lambda d: d.undo(), ("Ctrl+Z",),
            enabled=lambda d: d.session.project.undo_name() is not None,
            naming=lambda d: _history_title("Undo", d.session.project.undo_name()),
        ),
        Command(
            "edit.redo", "Redo", menu, lambda d: d.redo(), ("Ctrl+Shift+Z", "Ctrl+Y"),
            enabled=lambda d: d.session.project.redo_name() is not None,
            naming=lambda d: _history_title("Redo", d.session.project.redo_name()),
        ),
        Command(
            "edit.copy_citation", "Copy citation", menu, lambda d: d.copy_citation(), ("Ctrl+C",),
            enabled=_selected, rule=True,
        ),
        Command(
            "edit.clear_selection", "Clear selection", menu, clear_selection, ("Esc",),
            enabled=_something_to_clear, rule=True,
        ),
        Command(
            "edit.filter_to_selection", "Filter to the selection's actors", menu,
            lambda d: filtering.filter_to_selection(d.session, ORIGIN), ("Ctrl+Shift+F",),
            enabled=_selected,
        ),
        Command(
            "edit.clear_filter", "Clear filter", menu,
            lambda d: filtering.clear(d.session, ORIGIN), ("Ctrl+Backspace",), enabled=_filtered,
        ),
        Command(
            "edit.filter_period", "Filter to the selected period", menu,
            lambda d: d.filter_to_period(), ("P",), enabled=_period_selected,
        ),
        *_match_commands(),
    )  # fmt: skip


def _match_commands() -> tuple[Command, ...]:
    def command(match: Match) -> Command:
        return Command(
            f"edit.match_{match}", match.value.capitalize(), ("Edit", "Match chosen actors"),
            lambda d: filtering.set_match(d.session, match, ORIGIN),
            checked=lambda d: d.session.state.filter.match is match,
        )  # fmt: skip

    return tuple(command(match) for match in Match)


def _view() -> tuple[Command, ...]:
    menu = ("View",)
    return (
        Command("view.zoom_in", "Zoom in", menu, lambda d: d.zoom(_ZOOM), ("+", "=", "Ctrl++")),
        Command("view.zoom_out", "Zoom out", menu, lambda d: d.zoom(1 / _ZOOM), ("-", "Ctrl+-")),
        Command("view.fit", "Fit everything", menu, lambda d: d.fit(), ("Home", "Ctrl+0")),
        Command(
            "view.focus", "Focus the selection (again: fit it)", menu,
            lambda d: d.focus_selection(), ("F",), enabled=_selected,
        ),
        Command(
            "view.zoom_period", "Zoom to the selected period", menu,
            lambda d: d.zoom_to_period(), ("Z",), enabled=_period_selected,
        ),
        Command(
            "view.told", "As told", menu, _swap_axis, ("T",), rule=True,
            checked=lambda d: d.session.state.axis is Axis.TOLD,
        ),
        *(_lanes_command(lanes) for lanes in Lanes),
        Command(
            "view.pin_lane", "Pin the lane of the chosen actor", menu, _pin_lane, ("L",),
            enabled=lambda d: lane_pins.pinnable(d.session) is not None,
            naming=lambda d: lane_pins.words(d.session),
        ),
        Command(
            "view.unpin_lanes", "Unpin all lanes", menu,
            lambda d: d.session.update(ORIGIN, pinned=()),
            enabled=lambda d: bool(d.session.state.pinned),
        ),
        Command(
            "view.hide_others", "Hide other marks", menu, _swap_others, ("H",),
            checked=lambda d: d.session.state.others is Others.HIDDEN,
        ),
        Command(
            "view.around", "Relationships around the selection only", menu, _swap_graph, ("G",),
            checked=lambda d: d.session.state.graph is GraphScope.AROUND,
        ),
        Command(
            "view.shared", "Actors tied by shared events", menu, _swap_ties, ("Shift+G",),
            checked=lambda d: d.session.state.graph is GraphScope.SHARED,
            enabled=lambda d: len(d.session.corpus.snapshot.relationships) > 0,
        ),
        Command(
            "view.unpin", "Unpin all actors", menu, _unpin_all,
            enabled=lambda d: bool(d.session.corpus.snapshot.positions),
        ),
        *LIST,
        *_saved_view_commands(),
        *(_theme_command(choice) for choice in _THEMES),
        Command("view.reset", "Reset layout", menu, lambda d: d.reset_layout(), rule=True),
        Command(
            "view.full_screen", "Full screen", menu, lambda d: d.toggle_full_screen(), ("F11",),
            checked=lambda d: d.is_full_screen,
        ),
    )  # fmt: skip


def _swap_others(desk: Desk) -> None:
    hidden = desk.session.state.others is Others.HIDDEN
    desk.session.update(ORIGIN, others=Others.DIMMED if hidden else Others.HIDDEN)


def _swap_graph(desk: Desk) -> None:
    around = desk.session.state.graph is GraphScope.AROUND
    desk.session.update(ORIGIN, graph=GraphScope.ALL if around else GraphScope.AROUND)


def _swap_ties(desk: Desk) -> None:
    shared = desk.session.state.graph is GraphScope.SHARED
    desk.session.update(ORIGIN, graph=GraphScope.ALL if shared else GraphScope.SHARED)


def _lanes_command(lanes: Lanes) -> Command:
    return Command(
        f"view.lanes_{lanes}", _LANES[lanes], ("View", "Lanes"),
        lambda d: d.session.update(ORIGIN, lanes=lanes),
        checked=lambda d: d.session.state.lanes is lanes,
    )  # fmt: skip


def _theme_command(choice: str) -> Command:
    return Command(
        f"view.theme_{choice}", _THEMES[choice], ("View", "Theme"),
        lambda d: d.use_theme(choice), checked=lambda d: d.theme_choice == choice,
    )  # fmt: skip


def _saved_view_commands() -> tuple[Command, ...]:
    slots = range(1, 10)
    return (*(_recall_command(slot) for slot in slots), *(_keep_command(slot) for slot in slots))


def _recall_command(slot: int) -> Command:
    def name(desk: Desk) -> str | None:
        views = desk.session.corpus.snapshot.saved_views
        return next((view.name for view in views if view.slot == slot), None)

    return Command(
        f"view.recall_{slot}", f"Recall view {slot}", ("View", "Saved views"),
        lambda d: d.recall_view(slot), (f"Ctrl+{slot}",),
        enabled=lambda d: name(d) is not None,
        naming=lambda d: f"{slot}  {name(d) or 'empty'}",
    )  # fmt: skip


def _keep_command(slot: int) -> Command:
    return Command(
        f"view.save_{slot}", f"Save as view {slot}", ("View", "Saved views"),
        lambda d: d.save_view(slot), (f"Ctrl+Shift+{slot}",), rule=slot == 1,
    )  # fmt: skip


def _go() -> tuple[Command, ...]:
    menu = ("Go",)
    return (
        Command("go.find", "Search everywhere", menu, lambda d: d.find(), ("Ctrl+F",)),
        Command(
            "go.back", "Back", menu, lambda d: d.trail.back(), ("Alt+Left",), rule=True,
            enabled=lambda d: d.trail.can_go_back,
        ),
        Command(
            "go.forward", "Forward", menu, lambda d: d.trail.forward(), ("Alt+Right",),
            enabled=lambda d: d.trail.can_go_forward,
        ),
        Command(
            "go.previous", "Previous event", menu, lambda d: step_event(d.session, -1, ORIGIN),
            ("Left",), rule=True,
        ),
        Command(
            "go.next", "Next event", menu, lambda d: step_event(d.session, 1, ORIGIN), ("Right",)
        ),
        Command(
            "go.connect", "How are the two chosen actors connected?", menu,
            lambda d: relationships.connect(d.session, ORIGIN), ("C",), rule=True,
            enabled=lambda d: relationships.connectable(d.session) is not None,
        ),
    )  # fmt: skip


def _help() -> tuple[Command, ...]:
    menu = ("Help",)
    return (
        Command("help.keys", "Keys and mouse", menu, lambda d: d.show_keys(), ("?", "F1")),
        Command("help.marks", "How to read the marks", menu, lambda d: d.show_legend()),
        Command(
            "help.palette", "All commands…", menu, lambda d: d.show_palette(), ("Ctrl+Shift+P",)
        ),
        Command(
            "help.sample", "Open the sample", menu, lambda d: d.open_sample(False), rule=True
        ),
        Command(
            "help.sample_afresh", "Open the sample afresh", menu, lambda d: d.open_sample(True)
        ),
        Command("help.log", "Show the log", menu, lambda d: d.show_log(), rule=True),
        Command("help.about", "About", menu, lambda d: d.show_about()),
    )  # fmt: skip


COMMANDS: tuple[Command, ...] = (*_file(), *_edit(), *_view(), *_go(), *REVIEW, *_help())

MOUSE: tuple[tuple[str, str], ...] = (
    ("Wheel, Ctrl+wheel, pinch", "zoom where the pointer is"),
    ("Shift+wheel, sideways swipe", "pan"),
    ("Drag on empty space", "pan"),
    ("Shift+drag, drag on the ruler", "select a period"),
    ("Drag in the overview", "show that stretch"),
    ("Click", "select: every pane follows"),
    ("Ctrl+click", "add to the selection, or take out"),
    ("Click a column of many events", "list them"),
    ("Double-click", "open: zoom to it, or focus on an actor"),
    ("Drag an actor in the relationships", "pin it there"),
    ("Drag over words in the source, then E", "an event told by these words"),
    ("The same, then Shift+E", "a relationship told by these words"),
    ("Right click on a mark", "what can be done with it"),
    ("Drop files on the window", "import documents, open a project, apply a pack"),
)
