"""The list as Qt's table view wants it; it asks for a line when a cell comes into sight."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.viewmodel.listing.events import EventList
from explorer.viewmodel.listing.lines import Line
from explorer.viewmodel.listing.opening import HEADINGS
from explorer.viewmodel.state import SortBy

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
COLUMNS = tuple(SortBy)
Index = QModelIndex | QPersistentModelIndex


class EventsModel(QAbstractTableModel):
    """Over an `EventList`; `renew` says that its rows are others."""

    def __init__(self, events: EventList) -> None:
        super().__init__()
        self._events = events
        self._count = 0

    def renew(self) -> None:
        self.beginResetModel()
        self._count = self._events.count
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._count

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is Qt.Orientation.Vertical:
            return None
        return HEADINGS[COLUMNS[section]]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid() or role not in _KNOWN:
            return None
        line: Line = self._events.line(index.row())
        return line if role == LINE_ROLE else line.cell(COLUMNS[index.column()])


_KNOWN = (
    LINE_ROLE,
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.ToolTipRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
)
