"""The frame of the panes: three columns, two rows, and every line shared."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QWidget

_WIDTHS = ((1280, 204, 420, 0.62), (1440, 226, 478, 0.65), (1920, 256, 640, 0.66))
_DRAWER_PART = 0.29  # of the height
_LEFT_LEAST, _CENTRE_LEAST, _RIGHT_LEAST, _ROW_LEAST = 160, 320, 220, 120


def proportions(width_px: int) -> tuple[int, int, float]:
    """Return the widths of the left and right columns, and the top row's share of the height.

    Between the widths of the table they run straight; beyond, the nearest row scales.
    """
    if width_px <= _WIDTHS[0][0]:
        width, left, right, top = _WIDTHS[0]
        return left, max(_RIGHT_LEAST, right * width_px // width), top
    for (w0, l0, r0, t0), (w1, l1, r1, t1) in pairwise(_WIDTHS):
        if width_px <= w1:
            part = (width_px - w0) / (w1 - w0)
            return (
                round(l0 + part * (l1 - l0)),
                round(r0 + part * (r1 - r0)),
                t0 + part * (t1 - t0),
            )
    width, left, right, top = _WIDTHS[-1]
    return left, right * width_px // width, top


class Frame(QWidget):
    """Left panel at full height; two rows of two panes whose upright line is one.

    Until a person moves a line, the sizes follow the window by the table; then they are
    kept as they are.
    """

    moved = Signal()

    def __init__(
        self, left: QWidget, top: tuple[QWidget, QWidget], bottom: tuple[QWidget, QWidget]
    ) -> None:
        super().__init__()
        self._own = False
        self._cover: QWidget | None = None
        self._right = top[1]
        self._drawer: QWidget | None = None
        self._drawn, self._drawer_part = False, _DRAWER_PART
        self._upper = _row(*top)
        self._lower = _row(*bottom)
        self._rows = QSplitter(Qt.Orientation.Vertical)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        for row in (self._upper, self._lower):
            self._rows.addWidget(row)
        self._columns.addWidget(left)
        self._columns.addWidget(self._rows)
        for splitter in (self._rows, self._columns):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._columns.setStretchFactor(0, 0)
        self._columns.setStretchFactor(1, 1)
        left.setMinimumWidth(_LEFT_LEAST)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._columns)
        self._upper.splitterMoved.connect(lambda: self._moved(self._upper))
        self._lower.splitterMoved.connect(lambda: self._moved(self._lower))
        self._rows.splitterMoved.connect(lambda: self._moved(None))
        self._columns.splitterMoved.connect(lambda: self._moved(None))

    def add_drawer(self, widget: QWidget) -> None:
        """Take a pane that can be opened between the two rows, over both of their columns."""
        widget.setMinimumHeight(_ROW_LEAST)
        widget.hide()
        self._drawer = widget
        self._rows.insertWidget(1, widget)

    def open_drawer(self, is_open: bool) -> None:
        """Make room for the drawer, or give its room back to both rows."""
        if self._drawer is not None and is_open != self._drawn:
            rows = self._two_rows()
            self._drawn = is_open
            self._drawer.setVisible(is_open)
            if self._own:
                self._rows.setSizes(self._with_drawer(*rows))
            else:
                self._by_table()

    def _two_rows(self) -> list[int]:
        """Return the heights that the two rows have without the drawer."""
        upper, *between, lower = self._rows.sizes()
        drawer = sum(between)
        if not drawer:
            return [upper, lower]
        self._drawer_part = drawer / (upper + drawer + lower)
        part = round(drawer * upper / max(upper + lower, 1))
        return [upper + part, lower + drawer - part]

    def _with_drawer(self, upper: int, lower: int) -> list[int]:
        if not self._drawn:
            return [upper, *[0] * (self._rows.count() - 2), lower]
        whole = upper + lower
        drawer = round(whole * self._drawer_part)
        above = round((whole - drawer) * upper / max(whole, 1))
        return [above, drawer, whole - drawer - above]

    def cover_right(self, widget: QWidget) -> None:
        """Lay a widget over the whole right column, whatever its panes show; it moves along."""
        self._cover = widget
        self._right.installEventFilter(self)
        self._fit_cover()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._fit_cover()
        return False

    def _fit_cover(self) -> None:
        if self._cover is not None:
            corner = self._right.mapTo(self, QPoint(0, 0))
            self._cover.setGeometry(corner.x(), 0, self.width() - corner.x(), self.height())

    def sizes(self) -> tuple[list[int], list[int]]:
        """Return columns and rows in px; two empty lists while the table holds."""
        if not self._own:
            return [], []
        left = self._columns.sizes()[0]
        return [left, *self._upper.sizes()], self._two_rows()

    def restore(self, columns: list[int], rows: list[int]) -> None:
        """Take sizes that `sizes` gave."""
        if len(columns) == 3 and len(rows) == 2 and min(*columns, *rows) > 0:
            self._own = True
            self._columns.setSizes([columns[0], columns[1] + columns[2]])
            for row in (self._upper, self._lower):
                row.setSizes(columns[1:])
            self._rows.setSizes(self._with_drawer(*rows))

    def reset(self) -> None:
        """Go back to the table."""
        self._own = False
        self._by_table()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_cover()
        if not self._own:
            self._by_table()

    def _by_table(self) -> None:
        left, right, top = proportions(self.width())
        rest = self.width() - left - 1
        self._columns.setSizes([left, rest])
        for row in (self._upper, self._lower):
            row.setSizes([rest - right - 1, right])
        upper = round(self.height() * top)
        self._rows.setSizes(self._with_drawer(upper, self.height() - upper - 1))

    def _moved(self, row: QSplitter | None) -> None:
        self._own = True
        if row is not None:
            other = self._lower if row is self._upper else self._upper
            other.setSizes(row.sizes())
        self.moved.emit()


def _row(left: QWidget, right: QWidget) -> QSplitter:
    row = QSplitter(Qt.Orientation.Horizontal)
    row.setHandleWidth(1)
    row.setChildrenCollapsible(False)
    left.setMinimumWidth(_CENTRE_LEAST)
    right.setMinimumWidth(_RIGHT_LEAST)
    for pane in (left, right):
        pane.setMinimumHeight(_ROW_LEAST)
        row.addWidget(pane)
    row.setStretchFactor(0, 3)
    row.setStretchFactor(1, 2)
    return row
