"""The source pane's header: which source, how long, and whether its quotes hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from explorer.domain.dates import say
from explorer.domain.ids import SourceId
from explorer.domain.records import Source
from explorer.painting.fonts import metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import draw_text
from explorer.viewmodel.passage.build import Passage
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look
from explorer.views.parts import HeaderStrip, IconButton

_TITLE = "Source"
_ICON_PX = 18


class Remark(QWidget):
    """One line of text in a header, cut with "…" where there is no room; perhaps a check."""

    def __init__(self, look: Look, role: str = "muted") -> None:
        super().__init__()
        self._look, self._role, self._text, self._checked = look, role, "", False
        self.setFixedHeight(22)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    @property
    def text(self) -> str:
        return self._text

    def say(self, text: str, role: str, *, checked: bool = False) -> None:
        """Show a text in the theme's colour of that role, a green check before it if wanted."""
        self._text, self._role, self._checked = text, role, checked
        self.setAccessibleName(text)
        self.setToolTip(text)  # it may be cut where there is no room
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        wide_px = metrics(TextStyle.BODY).horizontalAdvance(self._text)
        return QSize(int(wide_px) + 2 + (_ICON_PX if self._checked else 0), 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left_px = _ICON_PX if self._checked else 0
        if self._checked:
            paint_icon(painter, "check", 7, 10.5, theme.ok, 11)
        room_px = self.width() - left_px
        mode = Qt.TextElideMode.ElideRight
        shown = metrics(TextStyle.BODY).elidedText(self._text, mode, room_px)
        ink = str(getattr(theme, self._role))
        draw_text(painter, left_px, 15, shown, TextStyle.BODY, ink)


class SourceHeader(HeaderStrip):
    """`chosen` gives the id of the source a person took from the list.

    `turned` is -1 or +1 where only a stretch of the source is shown, and another is wanted.
    """

    chosen = Signal(int)
    turned = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__(_TITLE, look)
        self.combo = QComboBox()
        self.combo.setAccessibleName(_TITLE)
        self.combo.setFixedHeight(24)
        self.combo.setMinimumWidth(96)
        self.combo.setMaximumWidth(260)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.combo.activated.connect(self._take)
        self.about = Remark(look)
        self.state = Remark(look, "text")
        title_px = metrics(TextStyle.PANE_TITLE).horizontalAdvance(_TITLE)
        self.row.setContentsMargins(24 + int(title_px), 0, 12, 1)
        self.row.setSpacing(12)
        self.row.insertWidget(0, self.combo)
        self.row.insertWidget(1, self.about)
        self.back = IconButton("left", "Earlier rows", look)
        self.on = IconButton("right", "Later rows", look)
        self.back.clicked.connect(lambda: self.turned.emit(-1))
        self.on.clicked.connect(lambda: self.turned.emit(1))
        self.row.insertWidget(1, self.back)
        self.row.insertWidget(2, self.on)
        self.row.addWidget(self.state)

    def show_sources(self, sources: Sequence[Source], shown: SourceId | None) -> None:
        """List the sources and mark the one shown, without saying so."""
        with QSignalBlocker(self.combo):
            listed = [(s.title, s.id) for s in sources]
            if listed != [
                (self.combo.itemText(i), self.combo.itemData(i)) for i in range(self.combo.count())
            ]:
                self.combo.clear()
                for title, source_id in listed:
                    self.combo.addItem(title, source_id)
            self.combo.setCurrentIndex(self.combo.findData(shown))
        self.combo.setVisible(bool(sources))
        self.set_note("" if sources else "no document yet")

    def show_passage(self, passage: Passage | None) -> None:
        """Say how long the source is, when it was published, and whether its quotes hold."""
        self.about.say("" if passage is None else about(passage), "muted")
        part = passage is not None and passage.is_part
        self.back.setVisible(part)
        self.on.setVisible(part)
        if passage is None:
            self.state.say("", "muted")
        elif passage.inexact_count:
            noun = "quote" if passage.inexact_count == 1 else "quotes"
            self.state.say(f"{passage.inexact_count:,} {noun} not exact", "danger")
        elif passage.quote_count:
            self.state.say(_all_exact(passage.quote_count), "text", checked=True)
        else:
            hidden = f", {passage.drafts_hidden:,} drafted" if passage.drafts_hidden else ""
            self.state.say(f"no reviewed quotes{hidden}", "muted")

    def _take(self, index: int) -> None:
        self.chosen.emit(self.combo.itemData(index))


def about(passage: Passage) -> str:
    """Return "9 paragraphs, 2 pages · by A. Author · no publication date" or the like."""
    if passage.is_part:
        first, last = passage.paragraphs[0].number, passage.paragraphs[-1].number
        return f"¶{first:,} to ¶{last:,} of {passage.source.paragraph_count:,}"
    count, last = len(passage.paragraphs), passage.last_page
    pages = f", {last:,} page{'' if last == 1 else 's'}" if last else ""
    author, date = passage.source.author, passage.source.published
    published = "no publication date" if date is None else f"published {say(date)}"
    written = (f"by {author}",) if author else ()
    long = f"{count:,} paragraph{'' if count == 1 else 's'}{pages}"
    return " · ".join((long, *written, published))


def _all_exact(count: int) -> str:
    return "The one quote is exact" if count == 1 else f"All {count:,} quotes exact"
