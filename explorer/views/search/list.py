"""The drop-down of search hits: groups with counts, the words found in bold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.domain.records import Hit
from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.search import SearchGroup, SearchRow
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look

_ROW = Qt.ItemDataRole.UserRole
_HEAD = Qt.ItemDataRole.UserRole + 1
_ROW_PX, _HEAD_PX, _MOST_PX = 24, 24, 460
_HINT = "Enter next · Shift+Enter previous · Ctrl+Enter shows only events with these words"
Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """A heading, or a hit with its note at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _HEAD_PX if index.data(_HEAD) else _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, option.rect
        head = index.data(_HEAD)
        if head:
            painter.fillRect(rect, colour(theme.header))
            draw_text(painter, 12, rect.top() + 16.5, head, TextStyle.CAPTION, theme.muted)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.accent_tint))
        row: SearchRow = index.data(_ROW)
        base = rect.top() + 16.5
        note = metrics(TextStyle.CAPTION).elidedText(row.note, Qt.TextElideMode.ElideRight, 150)
        width = metrics(TextStyle.CAPTION).horizontalAdvance(note)
        draw_text(painter, rect.right() - 12 - width, base, note, TextStyle.CAPTION, theme.muted)
        self._words(painter, row, rect, base, rect.right() - 24 - width)

    def _words(
        self, painter: QPainter, row: SearchRow, rect: QRect, base: float, right: float
    ) -> None:
        """Draw the text, the words found in bold, and cut it at `right`."""
        found = row.hit.mark is None
        plain = TextStyle.EXPORT_QUOTE if found else TextStyle.BODY
        strong = TextStyle.SOURCE_HEADING if found else TextStyle.BODY_STRONG
        x, ink = 20.0, self._look.theme.text
        pieces = (
            (row.text[: row.start], plain),
            (row.text[row.start : row.end], strong),
            (row.text[row.end :], plain),
        )
        for piece, style in pieces:
            cut = metrics(style).elidedText(piece, Qt.TextElideMode.ElideRight, right - x)
            draw_text(painter, x, base, cut, style, ink)
            x += metrics(style).horizontalAdvance(cut)
            if cut != piece:
                return


class SearchList(QFrame):
    """Floats under the search field; never takes the keyboard from it."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self._list = QListWidget(self)
        self._list.setAccessibleName("Search results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.Box)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = HitDelegate(look)
        self._list.setItemDelegate(self._delegate)
        self._list.itemClicked.connect(self._on_click)
        self._rows: list[int] = []
        self.hide()

    @property
    def hits(self) -> list[Hit]:
        """The hits listed, in order."""
        return [self._list.item(row).data(_ROW).hit for row in self._rows]

    def show_groups(self, groups: tuple[SearchGroup, ...], words: str, area: QRect) -> None:
        """List the groups under the right end of `area`, in the parent's coordinates."""
        self._list.clear()
        self._rows = []
        for group in groups:
            shown = len(group.rows)
            of = f"{shown:,} of {group.count:,}" if shown < group.count else f"{group.count:,}"
            self._add_head(f"{group.title}  {of}")
            for row in group.rows:
                item = QListWidgetItem(row.text)
                item.setData(_ROW, row)
                self._rows.append(self._list.count())
                self._list.addItem(item)
        if not groups:
            self._add_head(f"Nothing holds “{words}”. Try a shorter word.")
        self._place(area)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setPen(colour(theme.text))
        painter.setBrush(colour(theme.header))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        draw_text(painter, 12, self.height() - 8, _HINT, TextStyle.CAPTION, theme.muted)

    def step(self, by: int) -> Hit | None:
        """Move to the next (+1) or previous (-1) hit, round the ends; returns it."""
        if not self._rows:
            return None
        now = self._list.currentRow()
        at = self._rows.index(now) if now in self._rows else (-1 if by > 0 else 0)
        row = self._rows[(at + by) % len(self._rows)]
        self._list.setCurrentRow(row)
        hit: Hit = self._list.item(row).data(_ROW).hit
        return hit

    def _add_head(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(_HEAD, words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._list.addItem(item)

    def _place(self, area: QRect) -> None:
        width = max(area.width(), 460)
        rows = self._list.count()
        height = min(rows * _ROW_PX + 2, _MOST_PX)
        self.setGeometry(area.right() - width + 1, area.bottom() + 4, width, height + _HEAD_PX)
        self._list.setGeometry(0, 0, width, height)
        self.show()
        self.raise_()

    def _on_click(self, item: QListWidgetItem) -> None:
        row = item.data(_ROW)
        if row is not None:
            self.picked.emit(row.hit)
