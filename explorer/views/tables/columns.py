"""The columns of a table, one a row: name, some cells, and what it means."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from explorer.painting.fonts import font, metrics
from explorer.viewmodel.project.tables import TableOffer
from explorer.viewmodel.type import TextStyle

ROW_PX = 26
_NAME_PX = 132
_MEANING_PX = 124
_NOTHING = "—"
_MOST_SEEN = 18


class ColumnsForm(QScrollArea):
    """`changed` says which column a person gave which meaning ("" for none).

    `combos` are in the order of the columns, `stops` as they stand: where not all columns can
    be seen at once, those that mean something stand first.
    """

    changed = Signal(int, str)

    def __init__(self, meanings: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._meanings = (("", _NOTHING), *meanings)
        self.combos: list[QComboBox] = []
        self.stops: list[QComboBox] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_offer(self, offer: TableOffer) -> None:
        """Show the columns of a table, in place of those of the last."""
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        shown = list(range(len(offer.columns)))
        if len(shown) > _MOST_SEEN:
            shown.sort(key=lambda column: not offer.meanings[column])
        by_column: dict[int, QComboBox] = {}
        for row, column in enumerate(shown):
            name = offer.columns[column]
            grid.addWidget(_label(name, TextStyle.BODY_STRONG, _NAME_PX), row, 0)
            words = "  ·  ".join(offer.samples[column]) or "empty"
            grid.addWidget(_sample(words), row, 1)
            by_column[column] = self._combo(name, column, offer.meanings[column])
            grid.addWidget(by_column[column], row, 2)
            grid.setRowMinimumHeight(row, ROW_PX)
        self.stops = list(by_column.values())
        self.combos = [by_column[column] for column in sorted(by_column)]
        grid.setRowStretch(len(offer.columns), 1)
        self.setWidget(body)
        body.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def show_meanings(self, meanings: Sequence[str]) -> None:
        """Show what the columns mean now, without saying so."""
        for combo, meaning in zip(self.combos, meanings, strict=True):
            with QSignalBlocker(combo):
                combo.setCurrentIndex(combo.findData(meaning))

    def _combo(self, name: str, column: int, meaning: str) -> QComboBox:
        combo = QComboBox()
        combo.setFixedSize(_MEANING_PX, 22)
        combo.setAccessibleName(f"What {name} means")
        for key, words in self._meanings:
            combo.addItem(words, key)
        combo.setCurrentIndex(combo.findData(meaning))
        # A wheel over the list scrolls the list; it must not change what a column means.
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
        combo.currentIndexChanged.connect(
            lambda _index: self.changed.emit(column, combo.currentData())
        )
        return combo


def _label(words: str, style: TextStyle, width: int) -> QLabel:
    label = QLabel(metrics(style).elidedText(words, Qt.TextElideMode.ElideRight, width))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(font(style))
    label.setFixedWidth(width)
    label.setToolTip(words)
    return label


def _sample(words: str) -> QLabel:
    """Cells are the file's words: muted, cut to the room there is, never markup."""
    label = _Elided(words)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


class _Elided(QLabel):
    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: object) -> None:
        cut = metrics(TextStyle.BODY).elidedText(
            self._words, Qt.TextElideMode.ElideRight, self.width()
        )
        self.setText(cut)
