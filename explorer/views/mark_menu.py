"""The menu of a mark: what the commands offer for it, from the one table."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from explorer.viewmodel.commands import Desk
from explorer.viewmodel.commands_table import COMMANDS
from explorer.views.keys import shown_keys

# By groups, a line between them.
_OFFERED = (
    ("review.accept", "review.reject", "review.edit", "review.split", "review.merge"),
    ("review.relate",),
    ("review.accept_actor", "review.accept_paragraph", "review.accept_source"),
    ("list.selection", "list.copy"),
    ("view.focus", "view.pin_lane", "edit.filter_to_selection", "edit.copy_citation"),
)


def add_mark_commands(menu: QMenu, desk: Desk) -> None:
    """Add what can be done now with the chosen mark; keys are shown, not taken."""
    by_id = {command.id: command for command in COMMANDS}
    for group in _OFFERED:
        found = [by_id[name] for name in group if by_id[name].enabled(desk)]
        if found and not menu.isEmpty():
            menu.addSeparator()
        for command in found:
            title = command.title_now(desk).replace("&", "&&")
            action = menu.addAction(f"{title}\t{shown_keys(command)}")
            action.triggered.connect(lambda _on=False, c=command: c.run(desk))
