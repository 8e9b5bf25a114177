"""A sheet over the window: what a table's columns mean, and the events that come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from explorer.painting.fonts import font
from explorer.viewmodel.project.tables import (
    DAY_FIRST,
    MONTH_FIRST,
    TableOffer,
    TablePreview,
)
from explorer.viewmodel.type import TextStyle
from explorer.views.parts import Segmented
from explorer.views.parts_overlay import Overlay
from explorer.views.tables.columns import ROW_PX, ColumnsForm
from explorer.views.tables.events import FirstEvents

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow

_WIDTH_PX = 1120
_COLUMNS_PX = 500
_ROUND_PX = 150  # what stands over and under the columns
_LEAST_PX, _MOST_PX = 430, 640
_BUTTON_PX = 30


class TableSheet(Overlay):
    """Asks about one table at a time: `ask` shows it, `answered` gets the offer, or None."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, window.look, _WIDTH_PX, "Import a table")
        self._window = window
        self._answered: Callable[[TableOffer | None], None] = lambda _offer: None
        self._asked = 0
        self.offer: TableOffer | None = None
        self._turned: tuple[int, TableOffer] | None = None
        self.heading = QLabel()
        self.columns = ColumnsForm(window.files.tables.meanings)
        self.order = Segmented(
            ((DAY_FIRST, "Day first"), (MONTH_FIRST, "Month first")), window.look, "03/04/2020 has"
        )
        self.order_row = QWidget()
        self.events = FirstEvents(window.look)
        self.words = QLabel()
        self.rejects = QLabel()
        self.import_button = _button("Import", self.accept)
        self.cancel_button = _button("Cancel", self.close_overlay)
        self._lay_out()
        self.columns.changed.connect(self._take_meaning)
        self.order.chosen.connect(self._take_order)

    def _lay_out(self) -> None:
        title = QLabel("Import a table of events")
        title.setFont(font(TextStyle.PANE_TITLE))
        for label in (self.heading, self.words, self.rejects):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.heading.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        order = QHBoxLayout(self.order_row)
        order.setContentsMargins(0, 0, 0, 0)
        order.addWidget(QLabel("A date like 03/04/2020 has the"))
        order.addWidget(self.order)
        order.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.order_row)
        right.addWidget(self.events, 1)
        right.addWidget(self.words)
        right.addWidget(self.rejects)
        self.columns.setFixedWidth(_COLUMNS_PX)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.columns)
        middle.addLayout(right, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.import_button)
        self.column.addWidget(title)
        self.column.addWidget(self.heading)
        self.column.addSpacing(8)
        self.column.addLayout(middle, 1)
        self.column.addSpacing(12)
        self.column.addLayout(foot)

    def wanted_height_px(self) -> int:
        rows = len(self.columns.combos) * ROW_PX + _ROUND_PX
        return max(_LEAST_PX, min(_MOST_PX, rows))

    def ask(self, offer: TableOffer, answered: Callable[[TableOffer | None], None]) -> None:
        """Show a table; the answer comes once, however the sheet is left."""
        self._answered = answered
        self.offer, self._turned = offer, None
        notes = "".join(f"\n{note}" for note in offer.notes)
        self.heading.setText(offer.heading() + notes)
        self.columns.show_offer(offer)
        self.columns.setVisible(not offer.shape)
        self.order_row.setVisible(bool(offer.order))
        if offer.order:
            self.order.show_choice(offer.order)
        self._show(TablePreview())
        self.open()
        self._refresh()

    def accept(self) -> None:
        """Answer with the meanings as they stand."""
        if self.import_button.isEnabled():
            self._answer(self.offer)

    def close_overlay(self) -> None:
        self._answer(None)

    def _answer(self, offer: TableOffer | None) -> None:
        answered, self._answered = self._answered, lambda _offer: None
        self.offer = None
        super().close_overlay()
        answered(offer)

    def _take_meaning(self, column: int, key: str) -> None:
        if self.offer is not None:
            # One column turned through its meanings takes those of others only where it ends.
            if self._turned is None or self._turned[0] != column:
                self._turned = (column, self.offer)
            before = replace(self._turned[1], order=self.offer.order)
            self.offer = before.meaning(column, key)
            self.columns.show_meanings(self.offer.meanings)
            self._refresh()

    def _take_order(self, order: str) -> None:
        if self.offer is not None:
            self.offer = replace(self.offer, order=order)
            self._refresh()

    def _refresh(self) -> None:
        """Read the first rows anew; only the last answer counts."""
        offer, tables = self.offer, self._window.files.tables
        if offer is None:
            return
        self._asked += 1
        asked = self._asked
        self.import_button.setEnabled(False)

        def show(preview: TablePreview) -> None:
            if asked == self._asked and self.offer is not None:
                self._show(preview)

        self._window.worker.run(lambda progress: tables.preview(offer, progress.check), show)

    def _show(self, preview: TablePreview) -> None:
        open_order = preview.asks_order and self.offer is not None and not self.offer.order
        self.order_row.setVisible(preview.asks_order)
        self.events.show_rows(preview.events)
        self.words.setText(
            "Say above whether the day or the month comes first" if open_order else preview.words()
        )
        self.rejects.setText("\n".join(preview.rejects))
        self.rejects.setVisible(bool(preview.rejects))
        self.import_button.setEnabled(
            bool(preview.count) and not preview.problem and not open_order
        )
        # A button takes the keyboard only once it can be pressed.
        if self.import_button.isEnabled() and self.window().focusWidget() not in self._stops():
            self.import_button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.window().focusWidget()
            focus.click() if isinstance(focus, QAbstractButton) else self.accept()
        else:
            super().keyPressEvent(event)

    def _stops(self) -> list[QWidget]:
        """Return what the keyboard can go to, in order."""
        return [
            *(self.columns.stops if self.columns.isVisible() else ()),
            *(self.order.findChildren(QAbstractButton) if self.order_row.isVisible() else ()),
            *(button for button in (self.cancel_button, self.import_button) if button.isEnabled()),
        ]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard on the sheet."""
        stops = self._stops()
        now = self.window().focusWidget()
        at = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stop = stops[(at + (1 if forward else -1)) % len(stops)]
        stop.setFocus(reason)
        if stop in self.columns.stops:
            self.columns.ensureWidgetVisible(stop)
        return True


def _button(name: str, deed: Callable[[], None]) -> QPushButton:
    button = QPushButton(name)
    button.setFixedHeight(_BUTTON_PX)
    button.setMinimumWidth(92)
    button.clicked.connect(deed)
    return button
