"""Turns the blocks of the details pane into widgets, one under the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import singledispatchmethod

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from explorer.domain.ids import Mark
from explorer.painting.theme import Theme
from explorer.values import dataclass
from explorer.viewmodel.details.blocks import (
    Bars,
    Block,
    Entries,
    Fact,
    Folded,
    Glyph,
    Go,
    Hint,
    Listed,
    Quote,
    Step,
    Title,
    Web,
)
from explorer.viewmodel.state import Listing
from explorer.viewmodel.type import TextStyle
from explorer.views.details.parts import (
    ENTRY_PX,
    GOING_SIGN_PX,
    LABEL_PX,
    SIGN_PX,
    BarredQuote,
    BarsView,
    ExactSign,
    FactWords,
    GoLine,
    QuoteWords,
    Rule,
    SignView,
    Words,
)
from explorer.views.look import Look
from explorer.views.parts import IconButton
from explorer.views.source.header import Remark


@dataclass(frozen=True)
class Doings:
    """What the pane does when something in it is used.

    `open_list` gets the list to open, `hover` the mark under the pointer or None, `step` -1 or +1.
    """

    go: Callable[[Go], None]
    hover: Callable[[Mark | None], None]
    step: Callable[[int], None]
    open_list: Callable[[Listing], None]


class BlockBuilder:
    """Builds the widget of each block, in the theme in force."""

    def __init__(self, look: Look, doings: Doings) -> None:
        self._look, self._doings = look, doings

    @property
    def _theme(self) -> Theme:
        return self._look.theme

    def build(self, blocks: tuple[Block, ...]) -> QWidget:
        """Return one widget that holds them all."""
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(14, 4, 14, 2)
        column.setSpacing(0)
        for block in blocks:
            self._add(block, column)
        column.addStretch(1)
        return content

    def put_last(self, content: QWidget, widget: QWidget) -> None:
        """Put a widget under the blocks of a built content."""
        column = content.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, widget)

    @singledispatchmethod
    def _add(self, block: object, column: QBoxLayout) -> None:
        raise TypeError(f"no widget for {type(block).__name__}")

    @_add.register
    def _title(self, block: Title, column: QBoxLayout) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        if block.sign is not None:
            row.addWidget(SignView(block.sign, self._theme), 0, Qt.AlignmentFlag.AlignTop)
        title = Words(block.text, TextStyle.TITLE, self._theme.text, wrap=True)
        row.addWidget(title, 1)
        tags = Remark(self._look)
        tags.say(block.tags, "muted")
        # In the narrowest window a title and its tags have 400 px.
        beside = title.fontMetrics().horizontalAdvance(block.text) + tags.sizeHint().width() < 400
        if beside:
            row.addWidget(tags, 0)
        column.addLayout(row)
        if block.tags and not beside:
            under = QHBoxLayout()
            under.setContentsMargins(24 if block.sign is not None else 0, 0, 0, 2)
            under.addWidget(tags)
            column.addLayout(under)

    @_add.register
    def _fact(self, block: Fact, column: QBoxLayout) -> None:
        row = self._labelled(block.label)
        row.addWidget(FactWords(block.strong, block.note, self._theme), 1)
        if block.go is not None:
            row.addWidget(self._line(block.go, link=True))
        column.addLayout(row)
        if block.quote:
            under = self._labelled("")
            words = QuoteWords(block.quote, TextStyle.EXPORT_QUOTE, self._theme.text)
            under.addWidget(words, 1)
            column.addLayout(under)

    @_add.register
    def _entries(self, block: Entries, column: QBoxLayout) -> None:
        row, grid = self._labelled(block.label), QGridLayout()
        grid.setContentsMargins(0, 1, 0, 1)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        self._fill(grid, block, block.shown)
        _share(grid, block.columns)
        row.addLayout(grid, 1)
        column.addLayout(row)

    def _fill(self, grid: QGridLayout, block: Entries, shown: int) -> None:
        columns = block.columns
        already = grid.count()
        going = any(isinstance(go.sign, Glyph) and go.sign.goes_on for go in block.entries)
        sign_px = GOING_SIGN_PX if going else SIGN_PX
        for number, go in enumerate(block.entries[already:shown], already):
            line = self._line(go, link=go.sign is None, sign_px=sign_px)
            grid.addWidget(line, number // columns, number % columns)
        rest = len(block.entries) - shown
        if rest <= 0:
            return
        more = GoLine(Go(f"Show {rest:,} more", block.entries[0].mark), self._theme, link=True)

        def unfold() -> None:
            grid.removeWidget(more)
            more.deleteLater()
            self._fill(grid, block, len(block.entries))

        more.clicked.connect(unfold)
        grid.addWidget(more, -(-shown // columns), 0, 1, columns)

    @_add.register
    def _web(self, block: Web, column: QBoxLayout) -> None:
        row = self._labelled(block.label)
        line = GoLine(Go(block.address, Mark.event(0)), self._theme, link=True)
        line.setToolTip(f"Open {block.address}")
        line.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(block.address)))
        row.addWidget(line, 1)
        column.addLayout(row)

    @_add.register
    def _listed(self, block: Listed, column: QBoxLayout) -> None:
        row = self._labelled(block.label)
        line = GoLine(Go(block.text, Mark.event(0)), self._theme, link=True)
        line.setToolTip("Opens under the timeline: sorts, copies")
        line.clicked.connect(lambda: self._doings.open_list(block.listing))
        row.addWidget(line, 1)
        column.addLayout(row)

    @_add.register
    def _folded(self, block: Folded, column: QBoxLayout) -> None:
        row, inner = self._labelled(block.label), QVBoxLayout()
        inner.setSpacing(0)
        head = GoLine(Go(block.text, block.entries[0].mark), self._theme, link=True)
        head.setCheckable(True)
        lines = [self._line(go, link=True) for go in block.entries]
        inner.addWidget(head)
        for line in lines:
            line.hide()
            head.toggled.connect(line.setVisible)
            inner.addWidget(line)
        row.addLayout(inner, 1)
        column.addLayout(row)

    @_add.register
    def _quote(self, block: Quote, column: QBoxLayout) -> None:
        theme = self._theme
        column.addWidget(Rule(theme))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.setContentsMargins(0, 0, 0, 0)
        count = f"{block.noun} {block.number:,} of {block.count:,}"
        head.addWidget(Words(count, TextStyle.BODY_STRONG, theme.text))
        place = Remark(self._look)
        place.say(block.place, "muted")
        head.addWidget(place, 1)
        head.addWidget(ExactSign(block.exact, theme))
        head.addSpacing(6)
        for icon, name, step in (("left", "Previous quote", -1), ("right", "Next quote", 1)):
            head.addWidget(self._stepper(icon, name, step, block))
        column.addLayout(head)
        bar = theme.text if block.tone is None else theme.kind(block.tone).edge
        column.addWidget(BarredQuote(block.text, theme.text, bar))
        column.addSpacing(5)

    def _stepper(self, icon: str, name: str, step: int, block: Quote) -> IconButton:
        button = IconButton(icon, name, self._look)
        button.setObjectName(name)
        button.setEnabled(1 <= block.number + step <= block.count)
        button.clicked.connect(lambda: self._doings.step(step))
        return button

    @_add.register
    def _step(self, block: Step, column: QBoxLayout) -> None:
        column.addWidget(self._line(block.go, link=True, height_px=22))
        if block.quote:
            theme = self._theme
            quote = BarredQuote(block.quote, theme.text, theme.muted, TextStyle.EXPORT_QUOTE)
            column.addWidget(quote)
            column.addWidget(Words(block.place, TextStyle.CAPTION, theme.muted))
        column.addSpacing(6)

    @_add.register
    def _bars(self, block: Bars, column: QBoxLayout) -> None:
        column.addSpacing(4)
        column.addWidget(BarsView(block, self._theme))

    @_add.register
    def _hint(self, block: Hint, column: QBoxLayout) -> None:
        column.addWidget(Words(block.text, TextStyle.BODY, self._theme.muted, wrap=True))
        column.addSpacing(4)

    def _line(
        self, go: Go, *, link: bool, height_px: int = ENTRY_PX, sign_px: int = SIGN_PX
    ) -> GoLine:
        line = GoLine(go, self._theme, link=link, height_px=height_px, sign_px=sign_px)
        line.entered.connect(lambda inside: self._doings.hover(go.mark if inside else None))
        line.clicked.connect(lambda: self._doings.go(go))
        return line

    def _labelled(self, label: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 1, 0, 1)
        row.setSpacing(6)
        words = Words(label, TextStyle.BODY, self._theme.muted)
        words.setFixedWidth(LABEL_PX - 6)
        words.setFixedHeight(ENTRY_PX)
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        return row


def _share(grid: QGridLayout, columns: int) -> None:
    """Give each column room by its widest entry."""
    for column in range(columns):
        cells = (grid.itemAtPosition(row, column) for row in range(grid.rowCount()))
        widths = [cell.sizeHint().width() for cell in cells if cell is not None]
        grid.setColumnStretch(column, max(widths, default=1))
