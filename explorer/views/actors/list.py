"""The actor list: box, icon, name, sparkline and count in rows of 22 px."""

from __future__ import annotations

from functools import partial
from math import floor

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from explorer.domain.ids import ActorId, Mark
from explorer.painting.fonts import font, metrics
from explorer.painting.icons import paint_icon
from explorer.painting.kept import Kept
from explorer.painting.pen import colour, draw_text, fill_rects
from explorer.viewmodel import filtering
from explorer.viewmodel.actors import ActorList, ActorRow, Sparklines
from explorer.viewmodel.facets import short_count
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.actors.model import ROW_ROLE, ActorsModel
from explorer.views.look import Look
from explorer.views.parts_style import paint_check

ORIGIN = "actors"
ROW_PX = 22
_BATCH = 2_000
_ROWS_KEPT = 200  # of 30 KB each
_BOX_X, _ICON_X, _NAME_X = 17.0, 38.0, 51.0
_RIGHT_PX, _GAP_PX = 8.0, 5.0
_SPARK_PX, _SHORT_SPARK_PX, _WIDE_PX = 30.0, 22.0, 240.0

EMPTY = "Actors appear here when a document names them."
Index = QModelIndex | QPersistentModelIndex


class ActorDelegate(QStyledItemDelegate):
    """Paints one row; asks the session what is selected and hovered."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.sparklines = Sparklines(session)
        self._kept = Kept(_ROWS_KEPT)
        self.count_px = 0.0
        self.behind = False  # whether the counts are of the filter before

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ActorRow = index.data(ROW_ROLE)
        chosen = row.id in self._session.state.filter.actors
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._ground(painter, rect, row, chosen)
        theme = self._look.theme
        style = TextStyle.BODY_STRONG if chosen else TextStyle.BODY
        spark_px = _SPARK_PX if rect.width() >= _WIDE_PX else _SHORT_SPARK_PX
        spark_x = rect.right() - _RIGHT_PX - self.count_px - _GAP_PX - spark_px
        # Counts and sparklines follow a filter, names stay: they are stroked once.
        area = QRectF(rect.x(), rect.y(), floor(spark_x - _GAP_PX), rect.height())
        look = "row", theme.name, row.kind, row.name, chosen, ink
        self._kept.paint(painter, area, look, partial(self._name, area, row, chosen, ink))
        count = short_count(row.count)
        x = rect.right() - _RIGHT_PX - metrics(style).horizontalAdvance(count)
        draw_text(painter, x, rect.center().y() + 4.3, count, style, self._of_count(ink))
        self._spark(painter, row.id, chosen, spark_x, spark_px, rect)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour(theme.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1.5, -1.5))
        painter.restore()

    def _name(self, area: QRectF, row: ActorRow, chosen: bool, ink: str, painter: QPainter) -> None:
        theme, middle = self._look.theme, area.center().y()
        paint_check(painter, QRectF(_BOX_X - 8, area.y(), 16, ROW_PX), theme, chosen)
        paint_icon(painter, row.kind, _ICON_X, middle, ink)
        style = TextStyle.BODY_STRONG if chosen else TextStyle.BODY
        # In the middle: names of states begin alike, those of a family end alike.
        room = area.right() - _NAME_X
        name = metrics(style).elidedText(row.name, Qt.TextElideMode.ElideMiddle, room)
        draw_text(painter, _NAME_X, middle + 4.3, name, style, ink)

    def _of_count(self, ink: str) -> str:
        """Return the colour of a count: faint while it is that of the filter before."""
        return self._look.theme.strong_line if self.behind else ink

    def _ground(self, painter: QPainter, rect: QRectF, row: ActorRow, chosen: bool) -> str:
        """Fill the row's ground; returns the colour of its text."""
        theme, state = self._look.theme, self._session.state
        mark = Mark.actor(row.id)
        if mark in state.selection:
            painter.fillRect(rect, colour(theme.selection))
            return theme.on_selection
        if chosen:
            painter.fillRect(rect, colour(theme.accent_tint))
        elif state.hover == mark:
            painter.fillRect(rect, colour(theme.header))
        return theme.text if row.count or chosen else theme.muted

    def _spark(
        self, painter: QPainter, actor: ActorId, chosen: bool, x: float, wide: float, rect: QRectF
    ) -> None:
        theme = self._look.theme
        every, matching = self.sparklines.of(actor)
        ground, tall = rect.bottom() - 5.0, 12.0
        step = wide / len(every)
        column = max(1.0, step - 0.5)  # a thinner one would be drawn as nothing
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(x, ground, wide, 1), colour(theme.hairline))
        ink = self._of_count(theme.accent if chosen else theme.muted)
        for heights, code in ((every, theme.strong_line), (matching, ink)):
            highs = np.maximum(np.round(heights * tall), 2.0).tolist()
            bars = [
                QRectF(floor(x + place * step), ground - high, column, high)
                for place, (high, height) in enumerate(zip(highs, heights.tolist(), strict=True))
                if height > 0
            ]
            fill_rects(painter, bars, colour(code))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)


class ActorsView(QListView):
    """Clicking the box filters, clicking the name selects; Space and Enter do the same.

    `asked` says where on the screen a menu is wanted for the actor that is then chosen.
    """

    asked = Signal(object)

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._look = session, look
        self.rows = ActorsModel()
        self.delegate = ActorDelegate(session, look)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        # A hundred thousand rows are placed a lot at a time, between two events.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(ROW_PX)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)  # the panel's ground shows through
        self.setAccessibleName("Actors")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid():
            self._select(self._actor_at(index), False)
            self.asked.emit(event.globalPos())

    def show_rows(self, actors: ActorList) -> None:
        """Take new rows; the scroll bar and the row under the keyboard stay."""
        place = self.verticalScrollBar().value()
        current = self.currentIndex()
        actor = self._actor_at(current) if current.isValid() else None
        self.rows.show_rows(actors)
        row = -1 if actor is None else self.rows.row_of(actor)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))
        self.verticalScrollBar().setValue(place)

    def show_behind(self, behind: bool) -> None:
        """Show that the counts are those of the filter before, or no longer."""
        self.delegate.behind = behind
        self.repaint_rows()

    def repaint_rows(self) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.rows.rowCount() or self.delegate.behind:
            return
        known = self.rows.actors.total > 0
        words = "No actor is called so." if known else EMPTY
        painter = QPainter(self.viewport())
        painter.setFont(font(TextStyle.BODY))
        painter.setPen(colour(self._look.theme.muted))
        room = self.viewport().rect().adjusted(12, 12, -12, -12)
        painter.drawText(room, int(Qt.TextFlag.TextWordWrap), words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setCurrentIndex(index)
        actor = self._actor_at(index)
        if event.position().x() < _ICON_X - 10:
            filtering.toggle_actor(self._session, actor, ORIGIN)
        else:
            self._select(actor, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if not index.isValid():
            return
        actor = self._actor_at(index)
        if event.position().x() < _ICON_X - 10:
            filtering.toggle_actor(self._session, actor, ORIGIN)
        else:
            filtering.only_actor(self._session, actor, ORIGIN)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        hover = Mark.actor(self._actor_at(index)) if index.isValid() else None
        self._session.update(ORIGIN, hover=hover)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._session.update(ORIGIN, hover=None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_Space:
            filtering.toggle_actor(self._session, self._actor_at(index), ORIGIN)
        elif index.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._select(self._actor_at(index), False)
        else:
            super().keyPressEvent(event)

    def _actor_at(self, index: QModelIndex) -> ActorId:
        row: ActorRow = index.data(ROW_ROLE)
        return row.id

    def _select(self, actor: ActorId, add: bool) -> None:
        mark, now = Mark.actor(actor), self._session.state.selection
        if not add:
            chosen: tuple[Mark, ...] = (mark,)
        elif mark in now:
            chosen = tuple(other for other in now if other != mark)
        else:
            chosen = (*now, mark)
        self._session.update(ORIGIN, selection=chosen, evidence=None)
