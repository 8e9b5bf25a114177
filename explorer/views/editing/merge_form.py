"""The form that makes one of two: a list to choose from, and what the result would hold."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from explorer.domain.ids import Mark, MarkKind
from explorer.domain.operations import Operation
from explorer.errors import InputProblem
from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.details.pieces import name_of
from explorer.viewmodel.editing.merging import (
    Candidate,
    candidates,
    kept_first,
    merge_operation,
    preview,
)
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.details.builder import BlockBuilder, Doings
from explorer.views.details.parts import Rule
from explorer.views.editing.body import FormBody
from explorer.views.editing.fields import Note
from explorer.views.look import Look
from explorer.views.parts import SearchField, Segmented

_CANDIDATE = Qt.ItemDataRole.UserRole
_ROW_PX, _ROWS = 22, 9
Index = QModelIndex | QPersistentModelIndex


class _CandidateDelegate(QStyledItemDelegate):
    """A mark's name; its date or kind at the right, and whether it was proposed."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.accent_tint))
        found: Candidate = index.data(_CANDIDATE)
        note = f"proposed · {found.note}" if found.proposed else found.note
        note_px = metrics(TextStyle.CAPTION).horizontalAdvance(note)
        baseline, right = rect.top() + 15.3, rect.right() - 8 - note_px
        draw_text(painter, right, baseline, note, TextStyle.CAPTION, theme.muted)
        room = right - rect.left() - 18
        cut = Qt.TextElideMode.ElideRight
        text = metrics(TextStyle.BODY).elidedText(found.text, cut, room)
        draw_text(painter, rect.left() + 8, baseline, text, TextStyle.BODY, theme.text)


class MergeFormView(FormBody):
    """Type to search, Up and Down choose, Enter merges; which name stays can be chosen."""

    save_word = "Merge"

    def __init__(self, session: Session, mark: Mark, look: Look) -> None:
        super().__init__()
        self._session, self._mark, self._look = session, mark, look
        self.heading = f"Merge {mark.kind.value} with…"
        self._kept: Mark | None = None
        own = Note(look)
        own.say(f"One with “{name_of(session.corpus, mark)}” is:")
        self.search = SearchField("Search by name", look)
        self.search.installEventFilter(self)
        self.search.left.connect(self.left)
        self.search.textChanged.connect(self._fill)
        self.list = QListWidget()
        self.list.setAccessibleName("Marks to merge with")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_CandidateDelegate(look))
        self.list.currentRowChanged.connect(lambda _row: self._choose())
        self.keep = Segmented([("own", "this one"), ("other", "the other")], look, "Keep")
        self.keep.chosen.connect(self._keep)
        self._result = QVBoxLayout()
        # The preview is to be read: its lines lead nowhere.
        still = Doings(lambda _go: None, lambda _mark: None, lambda _step: None, lambda _list: None)
        self._builder = BlockBuilder(look, still)
        self._lay_out(own)
        self._fill()

    def _lay_out(self, own: Note) -> None:
        words = Note(self._look, wrap=False)
        noun = "title, kind and date" if self._mark.kind is MarkKind.EVENT else "name and kind"
        words.say(f"Keep the {noun} of")
        row = QHBoxLayout()
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(words)
        row.addWidget(self.keep)
        row.addStretch(1)
        self._keep_row = QWidget()
        self._keep_row.setLayout(row)
        self._rule = Rule(self._look.theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (own, self.search, self.list, self._rule, self._keep_row):
            column.addWidget(widget)
        column.addLayout(self._result)
        column.addStretch(1)

    def begin(self) -> None:
        self.search.setFocus()

    @property
    def other(self) -> Mark | None:
        """The mark chosen in the list."""
        item = self.list.currentItem()
        found: Candidate | None = None if item is None else item.data(_CANDIDATE)
        return None if found is None else found.mark

    def operation(self) -> Operation:
        other = self.other
        if other is None or self._kept is None:
            raise InputProblem(
                "nothing is chosen to merge with", where="list", remedy="Type a part of its name"
            )
        folded = other if self._kept == self._mark else self._mark
        return merge_operation(self._kept, folded)

    def focus_on(self, name: str) -> None:
        self.search.setFocus()

    @property
    def kept(self) -> Mark | None:
        """The mark that would stay."""
        return self._kept

    def _fill(self) -> None:
        self.list.clear()
        for found in candidates(self._session.corpus, self._mark, self.search.text()):
            item = QListWidgetItem(found.text)
            item.setData(_CANDIDATE, found)
            self.list.addItem(item)
        self.list.setFixedHeight(min(max(self.list.count(), 1), _ROWS) * _ROW_PX)
        self.list.setCurrentRow(0)
        self._choose()

    def _choose(self) -> None:
        other = self.other
        if other is not None:
            self._kept, _ = kept_first(self._session.corpus, self._mark, other)
            self.keep.show_choice("own" if self._kept == self._mark else "other")
        self._show()

    def _keep(self, key: str) -> None:
        self._kept = self._mark if key == "own" else self.other
        self._show()

    def _show(self) -> None:
        while (item := self._result.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        other = self.other
        self._keep_row.setVisible(other is not None)
        self._rule.setVisible(other is not None)
        if other is None or self._kept is None:
            note = Note(self._look)
            note.say("Nothing is like it. Type a part of a name to search for another.")
            self._result.addWidget(note)
            return
        folded = other if self._kept == self._mark else self._mark
        content = self._builder.build(preview(self._session.corpus, self._kept, folded))
        if (inside := content.layout()) is not None:
            inside.setContentsMargins(0, 4, 0, 0)
        self._result.addWidget(content)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step and self.list.count():
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
        return False
