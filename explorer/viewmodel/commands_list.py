"""The commands of the list of events."""

from __future__ import annotations

from explorer.viewmodel.commands import ORIGIN, Command, Desk
from explorer.viewmodel.listing.opening import (
    HEADINGS,
    of_period,
    of_selection,
    open_list,
    sort_by,
)
from explorer.viewmodel.state import Listing, SortBy

_MENU = ("View", "List of events")


def _is_open(desk: Desk) -> bool:
    return desk.session.state.listing is not None


def _follows_filter(desk: Desk) -> bool:
    listing = desk.session.state.listing
    return listing is not None and listing.wanted is None


def _list_filter(desk: Desk) -> None:
    """Open the list of what the filter lets through; again closes it."""
    open_list(desk.session, None if _follows_filter(desk) else Listing(), ORIGIN)


def _sort_command(by: SortBy) -> Command:
    return Command(
        f"list.sort_{by}", f"Sort by {HEADINGS[by].lower()}", _MENU,
        lambda d: sort_by(d.session, by, ORIGIN), enabled=_is_open, rule=by is SortBy.WHEN,
        checked=lambda d: (listing := d.session.state.listing) is not None and listing.sort is by,
    )  # fmt: skip


LIST: tuple[Command, ...] = (
    Command(
        "list.filter", "List the events under the filter", _MENU, _list_filter, ("Ctrl+L",),
        checked=_follows_filter,
    ),
    Command(
        "list.selection", "List the events of the selection", _MENU,
        lambda d: open_list(d.session, of_selection(d.session), ORIGIN), ("Shift+L",),
        enabled=lambda d: of_selection(d.session) is not None,
    ),
    Command(
        "list.period", "List the events of the selected period", _MENU,
        lambda d: open_list(d.session, of_period(d.session), ORIGIN),
        enabled=lambda d: of_period(d.session) is not None,
    ),
    *map(_sort_command, SortBy),
    Command(
        "list.copy", "Copy the picked events", _MENU, lambda d: d.copy_list(), enabled=_is_open,
        rule=True,
    ),
    Command(
        "list.close", "Close the list", _MENU, lambda d: open_list(d.session, None, ORIGIN),
        enabled=_is_open,
    ),
)  # fmt: skip
