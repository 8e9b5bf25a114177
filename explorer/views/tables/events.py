"""The first events of a table as they would come in, each on two lines.

Over each other: when, and of which kind; what happened, and who did it and where it is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from explorer.domain import dates
from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.project.tables import PreviewRow
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look

_ROW_PX = 42
_HEAD_PX = 24
_LINES_PX = (17, 34)  # the baselines of a row, from its top
_DATE_SHARE = 0.2
_MOST_DATE_SHARE = 0.42
_GAP_PX = 10


class FirstEvents(QWidget):
    """Painted, not scrolled: as many as there is room for."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._rows: Sequence[PreviewRow] = ()
        self.setMinimumHeight(_HEAD_PX + 4 * _ROW_PX)
        self.setAccessibleName("The first events")
        look.changed.connect(self.update)

    @property
    def rows(self) -> Sequence[PreviewRow]:
        return self._rows

    def show_rows(self, rows: Sequence[PreviewRow]) -> None:
        self._rows = rows
        first = "; ".join(f"{_said(row.date)}: {row.title}" for row in rows[:3])
        self.setAccessibleDescription(first)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        width = self.width()
        ends = (self._first_px(width), float(width))
        painter.fillRect(QRectF(0, 0, width, _HEAD_PX), colour(theme.header))
        painter.fillRect(QRectF(0, _HEAD_PX - 1, width, 1), colour(theme.hairline))
        self._line(painter, 16, ends, ("Date, kind", "Event, actors, link"), theme.muted)
        for at, row in enumerate(self._rows[: (self.height() - _HEAD_PX) // _ROW_PX]):
            top = _HEAD_PX + at * _ROW_PX
            painter.fillRect(QRectF(0, top + _ROW_PX - 1, width, 1), colour(theme.hairline))
            first, second = (top + line for line in _LINES_PX)
            ink = theme.text if row.date else theme.muted
            self._line(painter, first, ends[:1], (_said(row.date),), ink)
            self._line(painter, first, ends[1:], (row.title,), theme.text, ends[0])
            self._line(painter, second, ends, (row.kind, row.more()), theme.muted)

    def _first_px(self, width: int) -> float:
        """Return how wide the column of dates and kinds is: as its longest, within reason."""
        words = [word for row in self._rows for word in (_said(row.date), row.kind)]
        longest = max(map(metrics(TextStyle.BODY).horizontalAdvance, words), default=0)
        return min(_MOST_DATE_SHARE * width, max(_DATE_SHARE * width, longest + 2 * _GAP_PX + 1))

    def _line(
        self,
        painter: QPainter,
        baseline: float,
        ends: Sequence[float],
        words: Sequence[str],
        ink: str,
        start: float = 0.0,
    ) -> None:
        for end, text in zip(ends, words, strict=True):
            room = int(end - start - 2 * _GAP_PX)
            cut = metrics(TextStyle.BODY).elidedText(text, Qt.TextElideMode.ElideRight, room)
            draw_text(painter, start + _GAP_PX, baseline, cut, TextStyle.BODY, ink)
            start = end


def _said(edtf: str) -> str:
    return dates.say(dates.parse(edtf)) if edtf else "undated"
