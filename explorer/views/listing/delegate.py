"""Paints the cells of the list, and its heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from explorer.domain.ids import Mark
from explorer.painting.fonts import metrics
from explorer.painting.glyphs import paint_diamond, paint_kind_dot
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.listing.lines import Line
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import SortBy
from explorer.viewmodel.type import TextStyle
from explorer.views.listing.model import COLUMNS, LINE_ROLE, Index
from explorer.views.look import Look

ROW_PX, HEAD_PX = 24, 24
PAD_PX = 8
_GLYPH_PX = 18
_BASE_PX = 16.3


class EventDelegate(QStyledItemDelegate):
    """The chosen event on the highlighter, other picked places on the accent's tint.

    `picked` and `at` tell of a place whether it is picked, and whether the keyboard is on it.
    """

    def __init__(
        self, session: Session, look: Look, picked: Callable[[int], bool], at: Callable[[], int]
    ) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._picked, self._at = picked, at

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        column, rect, theme = COLUMNS[index.column()], QRect(option.rect), self._look.theme
        strong, muted = self._ground(painter, rect, line, index.row())
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour(theme.grid))
        left = rect.left() + PAD_PX + (4 if column is SortBy.WHEN else 0)
        if column is SortBy.TITLE:
            self._glyph(painter, line, left, rect.top() + ROW_PX / 2 - 0.5)
            left += _GLYPH_PX
        if column is SortBy.WHEN and index.row() == self._at():
            painter.fillRect(rect.left(), rect.top(), 3, ROW_PX - 1, colour(theme.accent))
        quiet = column not in (SortBy.TITLE, SortBy.WHEN) or not line.edtf
        ink = muted if quiet and column is not SortBy.TITLE else strong
        words = metrics(TextStyle.BODY).elidedText(
            line.cell(column), Qt.TextElideMode.ElideRight, rect.right() - left - 4
        )
        draw_text(painter, left, rect.top() + _BASE_PX, words, TextStyle.BODY, ink)

    def _ground(self, painter: QPainter, rect: QRect, line: Line, place: int) -> tuple[str, str]:
        """Fill the cell's ground; returns the inks of strong and of quiet words on it."""
        theme, state, mark = self._look.theme, self._session.state, Mark.event(line.id)
        if mark in state.selection:
            painter.fillRect(rect, colour(theme.selection))
            return theme.on_selection, theme.on_selection
        if self._picked(place):
            painter.fillRect(rect, colour(theme.accent_tint))
        elif state.hover == mark:
            painter.fillRect(rect, colour(theme.header))
        return theme.text, theme.muted

    def _glyph(self, painter: QPainter, line: Line, x: float, y: float) -> None:
        theme, glyph = self._look.theme, line.glyph
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if glyph.dated:
            paint_kind_dot(painter, x + 5, y, glyph.kind, theme, radius=5, form=glyph.form)
        else:
            paint_diamond(painter, x + 5, y, glyph.kind, theme, half=6, form=glyph.form)
        painter.restore()


class Heading(QHeaderView):
    """Names of the columns; a click sorts, the arrow says which way."""

    def __init__(self, session: Session, look: Look, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session, self._look = session, look
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(HEAD_PX)
        self.setMinimumSectionSize(40)
        self.setStretchLastSection(True)
        look.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, listing = self._look.theme, self._session.state.listing
        painter.fillRect(rect, colour(theme.panel))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colour(theme.hairline))
        column = COLUMNS[section]
        sorted_by = listing is not None and listing.sort is column
        style = TextStyle.BODY_STRONG if sorted_by else TextStyle.BODY
        words = self.model().headerData(section, Qt.Orientation.Horizontal)
        left = rect.left() + PAD_PX + (4 if section == 0 else 0)
        ink = theme.text if sorted_by else theme.muted
        draw_text(painter, left, rect.top() + _BASE_PX, words, style, ink)
        if listing is not None and sorted_by:
            x = left + metrics(style).horizontalAdvance(words) + 9
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            icon = "down" if listing.descending else "up"
            paint_icon(painter, icon, x, QRectF(rect).center().y(), theme.text, 9)
            painter.restore()
        if section:
            painter.fillRect(rect.left(), rect.top() + 5, 1, ROW_PX - 11, colour(theme.hairline))
