"""The list of hits as Qt's list views want it: headings, hits, and lines for more of them."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from explorer.values import dataclass
from explorer.viewmodel.search import SearchGroup, SearchRow

LINE_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class Sort(Enum):
    """What a line is."""

    HEAD = "head"
    HIT = "hit"
    MORE = "more"
    LIST = "list"


@dataclass(frozen=True, eq=False)
class Line:
    """One line; `row` of a hit, `group` by its place for one that shows more of it."""

    sort: Sort
    text: str
    row: SearchRow | None = None
    group: int = 0


class HitsModel(QAbstractListModel):
    """Lines of the groups; replaced whole."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show_lines(self, lines: list[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        return line.text if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or self.lines[index.row()].sort is Sort.HEAD:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled


def lines_of(groups: Sequence[SearchGroup], words: str) -> list[Line]:
    """Return the lines of the groups, or one that says that nothing was found."""
    found: list[Line] = []
    for place, group in enumerate(groups):
        found.append(Line(Sort.HEAD, group.caption))
        found += [Line(Sort.HIT, row.text, row) for row in group.visible]
        if group.has_more:
            found.append(Line(Sort.MORE, group.more_words, group=place))
        if group.title == "Events":
            found.append(Line(Sort.LIST, "List all events with these words in a table"))
    return found or [Line(Sort.HEAD, f"Nothing holds “{words}”. Try a shorter word.")]
