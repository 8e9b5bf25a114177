"""The table of the list: picking by mouse and keys, and which places are in sight.

What is picked is the view's own, as ranges: Qt's selection goes through every row.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from explorer.painting.fonts import font
from explorer.painting.pen import colour
from explorer.viewmodel.listing.picked import Picked
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.listing.delegate import ROW_PX, EventDelegate, Heading
from explorer.views.listing.model import EventsModel
from explorer.views.look import Look

_SHARES = (0.16, 0.36, 0.22, 0.09, 0.08, 0.09)  # of the width, by column
_Key = Qt.Key
_MOVING = (_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Home,
           _Key.Key_End)  # fmt: skip
_OWN = (*_MOVING, _Key.Key_Return, _Key.Key_Enter, _Key.Key_Escape)


class EventsView(QTableView):
    """`picked_now` says that other places are picked; `seen` which are in sight, half-open.

    `pointed` gives the place under the pointer, -1 for none.
    """

    picked_now = Signal()
    seen = Signal(int, int)
    pointed = Signal(int)
    opened = Signal()
    left = Signal()
    copied = Signal()
    asked = Signal(object)

    def __init__(self, session: Session, model: EventsModel, look: Look) -> None:
        super().__init__()
        self._look = look
        self.picked = Picked()
        self.empty = ""  # what is said where there is no line
        self._own_widths = self._fitting = False
        self.setModel(model)
        self._delegate = EventDelegate(
            session, look, lambda place: self.picked.holds(place), lambda: self._at_shown()
        )
        self.setItemDelegate(self._delegate)
        self.heading = Heading(session, look, self)
        self.setHorizontalHeader(self.heading)
        self.heading.sectionResized.connect(self._widened)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        self._plain()
        look.changed.connect(self.viewport().update)

    def _plain(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Events listed")

    # What is shown.

    @property
    def count(self) -> int:
        return self.model().rowCount()

    def pick(self, picked: Picked, *, show: bool = True, say: bool = True) -> None:
        """Take what is picked; brings its current place into sight."""
        self.picked = picked
        if show and 0 <= picked.at < self.count:
            self.scrollTo(self.model().index(picked.at, 0))
        self.viewport().update()
        if say:
            self.picked_now.emit()

    def in_sight(self) -> tuple[int, int]:
        """Return the first place that is seen and the one after the last."""
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return max(first, 0), self.count if last < 0 else last + 1

    def _page(self) -> int:
        return max(self.viewport().height() // ROW_PX, 1)

    def _at_shown(self) -> int:
        return self.picked.at if self.hasFocus() else -1

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), colour(self._look.theme.panel))
        if not self.count and self.empty:
            painter.setFont(font(TextStyle.BODY))
            painter.setPen(colour(self._look.theme.muted))
            room = QRect(self.viewport().rect()).adjusted(12, 8, -12, -8)
            painter.drawText(room, int(Qt.TextFlag.TextWordWrap), self.empty)
        painter.end()
        super().paintEvent(event)
        self.seen.emit(*self.in_sight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._own_widths:
            self._fitting = True
            for column, share in enumerate(_SHARES[:-1]):
                self.setColumnWidth(column, int(self.viewport().width() * share))
            self._fitting = False

    def _widened(self) -> None:
        # The last column takes what is left: that is no wish of a person's.
        self._own_widths |= not self._fitting and self.heading.underMouse()

    # Gestures.

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            copies = event.matches(QKeySequence.StandardKey.Copy)
            if copies or event.matches(QKeySequence.StandardKey.SelectAll) or event.key() in _OWN:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _Key(event.key())
        deeds: dict[Qt.Key, Callable[[], None]] = {
            _Key.Key_Return: self.opened.emit,
            _Key.Key_Enter: self.opened.emit,
            _Key.Key_Escape: self.left.emit,
        }
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.pick(self.picked.every(self.count), show=False)
        elif key in _MOVING:
            self._move(key, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key in deeds:
            deeds[key]()
        else:
            event.ignore()

    def _move(self, key: Qt.Key, reaching: bool) -> None:
        if not self.count:
            return
        at, page, last = self.picked.at, self._page() - 1, self.count - 1
        to = {
            _Key.Key_Up: at - 1 if at >= 0 else last,
            _Key.Key_Down: at + 1,
            _Key.Key_PageUp: at - page,
            _Key.Key_PageDown: at + page,
            _Key.Key_Home: 0,
            _Key.Key_End: last,
        }[key]
        place = min(max(to, 0), last)
        self.pick(self.picked.reaching(place) if reaching else self.picked.only(place))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        place = self._place(event)
        if place < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        held = event.modifiers()
        if held & Qt.KeyboardModifier.ShiftModifier:
            self.pick(self.picked.reaching(place))
        elif held & Qt.KeyboardModifier.ControlModifier:
            self.pick(self.picked.toggled(place))
        else:
            self.pick(self.picked.only(place))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            if place >= 0 and place != self.picked.at:
                self.pick(self.picked.reaching(place))
        else:
            self.pointed.emit(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._place(event) >= 0:
            self.opened.emit()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed.emit(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = self.rowAt(event.pos().y())
        if place >= 0:
            if not self.picked.holds(place):
                self.pick(self.picked.only(place))
            self.asked.emit(event.globalPos())

    def _place(self, event: QMouseEvent) -> int:
        return self.rowAt(int(event.position().y()))
