"""The kinds with their counts, and menus that filter by status, source and review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.filters import Filter, ReviewScope
from explorer.painting.fonts import font, metrics
from explorer.painting.glyphs import paint_kind_dot
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel import filtering
from explorer.viewmodel.facets import KindRow, kind_rows, short_count, source_rows, status_rows
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.type import TextStyle
from explorer.views.beside import Beside
from explorer.views.look import Look
from explorer.views.parts_style import box, paint_check

ORIGIN = "kinds"
_HEADER_PX, _ROW_PX, _MOST_ROWS = 28, 20, 9
_NOTE = "filled happened · hollow planned"
_REVIEWS = {
    ReviewScope.ACCEPTED: "Accepted marks",
    ReviewScope.PENDING: "Drafts not yet reviewed",
    ReviewScope.ALL: "Both",
}


class KindsHeader(QWidget):
    """The title, with how to read filled and hollow marks."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(_HEADER_PX)
        look.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.header))
        painter.fillRect(0, 0, self.width(), 1, colour(theme.strong_line))
        draw_text(painter, 12, 19, "Kinds", TextStyle.PANE_TITLE, theme.text)
        title = metrics(TextStyle.PANE_TITLE).horizontalAdvance("Kinds")
        width = metrics(TextStyle.SMALL).horizontalAdvance(_NOTE)
        if 12 + title + 4 + width <= self.width() - 6:
            draw_text(painter, self.width() - 6 - width, 19, _NOTE, TextStyle.SMALL, theme.muted)


class KindButton(QAbstractButton):
    """One kind: box, glyph, name, count. Ctrl+click or a double click shows it alone."""

    def __init__(self, session: Session, look: Look, row: KindRow) -> None:
        super().__init__()
        self._session, self._look, self.row = session, look, row
        self.setFixedHeight(_ROW_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("Ctrl+click shows this kind alone")
        self.clicked.connect(lambda: filtering.toggle_kind(session, self.row.key, ORIGIN))
        look.changed.connect(self.update)
        self.show_row(row)

    def show_behind(self, wanted: Filter) -> None:
        """Tick the box as the filter says; the count is that of the filter before, and faint."""
        chosen = wanted.kinds is None or self.row.key in wanted.kinds
        self.show_row(replace(self.row, chosen=chosen))
        self.is_behind = True

    def show_row(self, row: KindRow) -> None:
        self.row, self.is_behind = row, False
        self.setAccessibleName(f"{row.label}, {row.count:,} events")
        self.setAccessibleDescription("shown" if row.chosen else "held back")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, _ROW_PX)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            filtering.only_kind(self._session, self.row.key, ORIGIN)
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, row = self._look.theme, self.row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_check(painter, QRectF(9, 0, 16, _ROW_PX), theme, row.chosen)
        paint_kind_dot(painter, 38, _ROW_PX / 2, row.index, theme, radius=5.6)
        ink = theme.text if row.count and row.chosen else theme.muted
        draw_text(painter, 51, 14.3, row.label, TextStyle.BODY, ink)
        count = short_count(row.count)
        width = metrics(TextStyle.BODY).horizontalAdvance(count)
        ink = theme.strong_line if self.is_behind else ink
        draw_text(painter, self.width() - 10 - width, 14.3, count, TextStyle.BODY, ink)
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 1, -2, -1), 3, 3)


class MenuButton(QAbstractButton):
    """A small button that opens a menu made when it is needed; lit while it holds back."""

    def __init__(self, name: str, look: Look, fill: Callable[[QMenu], None]) -> None:
        super().__init__()
        self._look, self._fill, self._lit = look, fill, False
        self.setText(name)
        self.setAccessibleName(f"Filter by {name.lower()}")
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        look.changed.connect(self.update)

    def set_lit(self, lit: bool) -> None:
        if lit != self._lit:
            self._lit = lit
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(int(metrics(TextStyle.BODY).horizontalAdvance(self.text())) + 20, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        focus = self.hasFocus()
        edge = theme.accent if self._lit or focus else theme.strong_line
        fill = theme.accent_tint if self._lit else theme.button
        box(painter, QRectF(self.rect()), fill, edge, 2.0 if focus else 1.0)
        painter.setFont(font(TextStyle.BODY_STRONG if self._lit else TextStyle.BODY))
        painter.setPen(colour(theme.text))
        painter.drawText(
            self.rect().adjusted(6, 0, -13, 0), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        paint_icon(painter, "down", self.width() - 9, 11.5, theme.muted, 9)

    def _open(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


class KindsPanel(QWidget):
    """Kinds in their fixed order, then the menus."""

    def __init__(self, session: Session, look: Look, counts: Beside) -> None:
        super().__init__()
        self._session, self._look, self._counts = session, look, counts
        self.buttons: list[KindButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(KindsHeader(look))
        column.addSpacing(4)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._shelf = QScrollArea()
        self._shelf.setFrameShape(QScrollArea.Shape.NoFrame)
        self._shelf.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shelf.setWidgetResizable(True)
        inside = QWidget()
        inside.setLayout(self._rows)
        self._shelf.setWidget(inside)
        for transparent in (inside, self._shelf.viewport()):
            transparent.setAutoFillBackground(False)
        column.addWidget(self._shelf)
        column.addLayout(self._menus())
        session.changed.connect(self._follow)
        self._show()

    def _menus(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 8)
        row.setSpacing(4)
        self.status = MenuButton("Status", self._look, self._fill_status)
        self.source = MenuButton("Source", self._look, self._fill_source)
        self.review = MenuButton("Review", self._look, self._fill_review)
        for button in (self.status, self.source, self.review):
            row.addWidget(button)
        return row

    def _follow(self, change: Change) -> None:
        if change.touches("corpus", "filter"):
            self._show()

    def _show(self) -> None:
        if not self._counts.run(kind_rows, self._show_rows):
            for button in self.buttons:
                button.show_behind(self._session.state.filter)
        wanted = self._session.state.filter
        self.status.set_lit(wanted.statuses is not None)
        self.source.set_lit(wanted.sources is not None)
        self.review.set_lit(wanted.review is not ReviewScope.ACCEPTED)

    def _show_rows(self, rows: tuple[KindRow, ...]) -> None:
        if [b.row.key for b in self.buttons] != [row.key for row in rows]:
            self._rebuild(rows)
        for button, row in zip(self.buttons, rows, strict=True):
            button.show_row(row)

    def _rebuild(self, rows: tuple[KindRow, ...]) -> None:
        for button in self.buttons:
            self._rows.removeWidget(button)
            button.deleteLater()
        self.buttons = [KindButton(self._session, self._look, row) for row in rows]
        for button in self.buttons:
            self._rows.addWidget(button)
        self._shelf.setFixedHeight(min(len(rows), _MOST_ROWS) * _ROW_PX)

    def _fill_status(self, menu: QMenu) -> None:
        for row in status_rows(self._session):
            status = row.status
            _add(menu, f"{row.label.capitalize()}\t{row.count:,}", row.chosen,
                 partial(filtering.toggle_status, self._session, status, ORIGIN))  # fmt: skip

    def _fill_source(self, menu: QMenu) -> None:
        for row in source_rows(self._session):
            source = row.id
            _add(menu, f"{row.title}\t{row.count:,}", row.chosen,
                 partial(filtering.toggle_source, self._session, source, ORIGIN))  # fmt: skip

    def _fill_review(self, menu: QMenu) -> None:
        now = self._session.state.filter.review
        for scope, label in _REVIEWS.items():
            _add(menu, label, scope is now,
                 partial(filtering.set_review, self._session, scope, ORIGIN))  # fmt: skip


def _add(menu: QMenu, text: str, checked: bool, run: Callable[[], None]) -> None:
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    action.setChecked(checked)
    action.triggered.connect(lambda _checked: run())
