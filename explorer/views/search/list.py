"""The drop-down of search hits: groups with counts, the words found in bold."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
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
from explorer.views.search.model import LINE_ROLE, HitsModel, Index, Line, Sort, lines_of

_ROW_PX, _HEAD_PX, _MOST_PX = 24, 24, 460
_HINT = "Enter next · Ctrl+Enter shows only events with these words · Alt+Enter lists them"


class HitDelegate(QStyledItemDelegate):
    """A heading, or a hit with its note at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, option.rect
        line: Line = index.data(LINE_ROLE)
        base = rect.top() + 16.5
        if line.sort is Sort.HEAD:
            painter.fillRect(rect, colour(theme.header))
            draw_text(painter, 12, base, line.text, TextStyle.CAPTION, theme.muted)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.accent_tint))
        row = line.row
        if row is None:
            draw_text(painter, 20, base, line.text, TextStyle.BODY, theme.accent)
            return
        note = metrics(TextStyle.CAPTION).elidedText(row.note, Qt.TextElideMode.ElideMiddle, 150)
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
    """Floats under the search field; never takes the keyboard from it.

    `more_wanted` says by its place of which group more hits are to be shown, `list_wanted`
    that all events are to be listed.
    """

    picked = Signal(object)
    more_wanted = Signal(int)
    list_wanted = Signal()

    def __init__(self, parent: QWidget, look: Look) -> None:
        super().__init__(parent)
        self._look = look
        self.model = HitsModel()
        self._list = QListView(self)
        self._list.setModel(self.model)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName("Search results")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = HitDelegate(look)
        self._list.setItemDelegate(self._delegate)
        self._list.clicked.connect(self._on_click)
        self.hide()

    @property
    def hits(self) -> list[Hit]:
        """The hits listed, in order."""
        return [line.row.hit for line in self.model.lines if line.row is not None]

    @property
    def viewport(self) -> QWidget:
        """What the lines are painted on."""
        return self._list.viewport()

    @property
    def chosen(self) -> Hit | None:
        """The hit that was stepped to."""
        return self._hit_at(self._list.currentIndex().row())

    def show_groups(self, groups: tuple[SearchGroup, ...], words: str, area: QRect) -> None:
        """List the groups under the right end of `area`, in the parent's coordinates.

        With the same words what was chosen stays so, and the list stays where it is scrolled.
        """
        chosen, place = self._list.currentIndex().row(), self._list.verticalScrollBar().value()
        before = self._hit_at(chosen)
        self.model.show_lines(lines_of(groups, words))
        self._place(area)
        if before is not None and self._hit_at(chosen) == before:
            self._list.setCurrentIndex(self.model.index(chosen))
            self._list.verticalScrollBar().setValue(place)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setPen(colour(theme.strong_line))
        painter.setBrush(colour(theme.header))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        draw_text(painter, 12, self.height() - 8, _HINT, TextStyle.CAPTION, theme.muted)

    def step(self, by: int) -> Hit | int | None:
        """Move to the next (+1) or previous (-1) hit, round the ends; returns it.

        Where more hits of a group come next, nothing moves: returns the group's place.
        """
        lines, now = self.model.lines, self._list.currentIndex().row()
        at = now if now >= 0 else (-1 if by > 0 else 0)
        for _ in lines:
            at = (at + by) % len(lines)
            line = lines[at]
            if line.sort is Sort.MORE and by > 0:
                return line.group
            if line.row is not None:
                self._list.setCurrentIndex(self.model.index(at))
                return line.row.hit
        return None

    def _hit_at(self, row: int) -> Hit | None:
        lines = self.model.lines
        line = lines[row] if 0 <= row < len(lines) else None
        return None if line is None or line.row is None else line.row.hit

    def _place(self, area: QRect) -> None:
        width = max(area.width(), 460)
        height = min(self.model.rowCount() * _ROW_PX, _MOST_PX)
        left, top = area.right() - width + 1, area.bottom() + 4
        self.setGeometry(left, top, width, height + _HEAD_PX + 2)
        self._list.setGeometry(1, 1, width - 2, height)
        self.show()
        self.raise_()

    def _on_click(self, index: QModelIndex) -> None:
        line: Line = index.data(LINE_ROLE)
        if line.row is not None:
            self.picked.emit(line.row.hit)
        elif line.sort is Sort.MORE:
            self.more_wanted.emit(line.group)
        elif line.sort is Sort.LIST:
            self.list_wanted.emit()
