"""The actor list as Qt's list views want it: a model over the view model's rows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.domain.ids import ActorId
from explorer.viewmodel.actors import ActorList, ActorRow, ManyRows
from explorer.viewmodel.facets import short_count

ROW_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class ActorsModel(QAbstractListModel):
    """Rows of `ActorList`; replaced whole, since a filter changes every count."""

    def __init__(self) -> None:
        super().__init__()
        self._list = ActorList((), 0, 0)

    @property
    def actors(self) -> ActorList:
        return self._list

    def show_rows(self, actors: ActorList) -> None:
        """Take new rows; nothing happens where they are the same."""
        if actors == self._list:
            return
        if len(self._list.rows) == len(actors.rows) > 0:
            # The view only paints anew. Told of changed data, it would place every row again.
            self._list = actors
            return
        self.beginResetModel()
        self._list = actors
        self.endResetModel()

    def row_of(self, actor: ActorId) -> int:
        """Return the row an actor stands in, or -1."""
        rows = self._list.rows
        if isinstance(rows, ManyRows):
            return rows.place_of(actor)
        return next((index for index, row in enumerate(rows) if row.id == actor), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._list.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        row = self._list.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}: {row.count:,} events"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        return None


def _spoken(row: ActorRow) -> str:
    chosen = ", in the filter" if row.chosen else ""
    return f"{row.name}, {short_count(row.count)} events{chosen}"
