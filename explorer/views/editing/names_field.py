"""A field for an actor's name: known ones are offered, a new one can be made in place."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from explorer.painting.fonts import metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.editing.names import Known, completions, exact, kind_label
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.editing.fields import FIELD_PX
from explorer.views.look import Look

_KNOWN = Qt.ItemDataRole.UserRole
_ROW_PX = 22
Index = QModelIndex | QPersistentModelIndex


class _NameDelegate(QStyledItemDelegate):
    """An actor with its icon and its kind; or that a new one would be made."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.accent_tint))
        known: Known | None = index.data(_KNOWN)
        baseline, left = rect.top() + 15.3, rect.left() + 28.0
        icon = "plus" if known is None else known.kind
        paint_icon(painter, icon, rect.left() + 14, rect.center().y() + 0.5, theme.text, 13)
        note = "new actor" if known is None else kind_label(known.kind)
        if known is not None and known.by:
            note = f"also {known.by} · {note}"
        note = metrics(TextStyle.CAPTION).elidedText(note, Qt.TextElideMode.ElideMiddle, 170)
        note_px = metrics(TextStyle.CAPTION).horizontalAdvance(note)
        room = rect.right() - 10 - note_px - 8 - left
        text = metrics(TextStyle.BODY).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room
        )
        draw_text(painter, left, baseline, text, TextStyle.BODY, theme.text)
        right = rect.right() - 10 - note_px
        draw_text(painter, right, baseline, note, TextStyle.CAPTION, theme.muted)


class NameField(QLineEdit):
    """`picked` gives the `Known` actor chosen; `made` the name of a new one, where allowed.

    The list floats under the field and never takes the keyboard from it.
    """

    picked = Signal(object)
    made = Signal(str)

    def __init__(self, session: Session, look: Look, placeholder: str, *, new: bool) -> None:
        super().__init__()
        self._session, self._look, self._new = session, look, new
        self._list: QListWidget | None = None
        self.setFixedHeight(FIELD_PX)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder.rstrip("…"))
        self.textEdited.connect(lambda _text: self._offer())

    @property
    def names(self) -> QListWidget:
        """The list of names, made when it is first needed."""
        if self._list is None:
            made = QListWidget(self.window())
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setFrameShape(QFrame.Shape.Box)
            # It is as tall as what it holds, and it holds few.
            made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            made.setAccessibleName("Known actors")
            made.setItemDelegate(_NameDelegate(self._look))
            made.itemClicked.connect(lambda _item: self.take())
            made.hide()
            self.destroyed.connect(made.deleteLater)
            self._list = made
        return self._list

    @property
    def is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    def offered(self) -> list[str]:
        """Return the names in the list, while it is open."""
        names = self.names
        return [names.item(row).text() for row in range(names.count())] if self.is_open else []

    def _offer(self) -> None:
        names, typed = self.names, self.text().strip()
        names.clear()
        found = completions(self._session.corpus, typed)
        for known in found:
            item = QListWidgetItem(known.name)
            item.setData(_KNOWN, known)
            names.addItem(item)
        same = any(known.name.casefold() == typed.casefold() for known in found)
        if self._new and typed and not same:
            names.addItem(QListWidgetItem(typed))
        names.setCurrentRow(0)
        self._place()

    def _place(self) -> None:
        names = self.names
        count = names.count()
        below = self.mapTo(self.window(), QPoint(0, self.height() + 1))
        height = count * _ROW_PX + 2 * names.frameWidth() + 2
        if below.y() + height > self.window().height():
            below.setY(below.y() - self.height() - height - 2)
        names.setGeometry(below.x(), below.y(), max(self.width(), 300), height)
        names.setVisible(count > 0)
        names.raise_()

    def close_list(self) -> None:
        """Put the list away."""
        if self._list is not None:
            self._list.hide()

    def take(self) -> None:
        """Take the row in the list."""
        item = self.names.currentItem()
        if item is None:
            return
        known, name = item.data(_KNOWN), item.text()
        self.close_list()
        if known is not None:
            self.picked.emit(known)
        else:
            self.made.emit(name)

    def take_typed(self) -> bool:
        """Take what was typed where it is exactly a known name; False where it is not."""
        known = exact(self._session.corpus, self.text())
        if known is not None:
            self.close_list()
            self.picked.emit(known)
        return known is not None

    def event(self, event: QEvent) -> bool:
        # Esc is this field's own as long as its list is open.
        overriding = event.type() == QEvent.Type.ShortcutOverride
        if overriding and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, names = event.key(), self.names
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.is_open:
            step = 1 if key == Qt.Key.Key_Down else -1
            names.setCurrentRow((names.currentRow() + step) % names.count())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.is_open:
            self.take()
        elif key == Qt.Key.Key_Escape and self.is_open:
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.close_list()

    def hideEvent(self, event: QEvent) -> None:
        self.close_list()
