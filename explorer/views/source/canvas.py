"""The words of a source on the screen: scrolls by the pixel, and tells what was clicked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from explorer.painting.passage import paint_passage
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.passage.build import Passage, Span
from explorer.viewmodel.passage.column import LINE_PX, MARGIN_PX, Anchor, PassageColumn
from explorer.viewmodel.passage.picture import LIT_AT
from explorer.viewmodel.passage.place import Spot, spot_at
from explorer.viewmodel.passage.scene import Lighting, PassageScene, build_scene
from explorer.viewmodel.passage.words import Piece, Place
from explorer.viewmodel.type import Measurer, TextStyle
from explorer.views.look import Look

_NOTCH_LINES = 3
_FLASH_MS = 1600
_EMPTY = (
    "The text of your document appears here, paragraph by paragraph,",
    "with every quote underlined.",
)
_KEYS_OF_OURS = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_End,
)  # fmt: skip


class PassageCanvas(QWidget):
    """Shows a `Passage` under a `Lighting`; holds only where it is scrolled to.

    `hovered` gives the spot under the pointer or None, `clicked` and `named` (a double
    click) the spot and the keys held, `dragged` the places where a drag began and is now,
    `stepped` +1 or -1 for the next or previous quote, `copied` a wish to copy,
    `let_go` one to drop the picked words, `asked` the spot and where on the screen a menu
    is wanted.
    """

    hovered = Signal(object)
    clicked = Signal(object, object)
    named = Signal(object)
    dragged = Signal(object, object)
    stepped = Signal(int)
    copied = Signal()
    let_go = Signal()
    asked = Signal(object, object)

    def __init__(self, look: Look, measurer: Measurer) -> None:
        super().__init__()
        self._look, self._measurer = look, measurer
        self._column: PassageColumn | None = None
        self._anchor = Anchor()
        self._lighting = Lighting()
        self._flash: tuple[Piece, ...] = ()
        self._wanted: Place | None = None
        self._press: QPointF | None = None
        self._drag_from: Place | None = None
        self._thumb_held = False
        self._keyboard = False
        self._fading = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._fading.timeout.connect(lambda: self.flash(()))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName("Source text")
        self.setMinimumSize(160, 60)

    # What is shown.

    def set_passage(self, passage: Passage | None, *, keep_place: bool = False) -> None:
        """Show another passage from its top, or the same one anew where it stands."""
        self._column = None if passage is None else self._column_for(passage)
        if not keep_place:
            self._anchor = Anchor()
        self._scroll_by(0)

    def set_lighting(self, lighting: Lighting) -> None:
        if lighting != self._lighting:
            self._lighting = lighting
            self.update()

    def flash(self, pieces: tuple[Piece, ...]) -> None:
        """Tint words for a moment, as a search does with what it found."""
        self._flash = pieces
        if pieces:
            self._fading.start()
        self.update()

    def reveal(self, index: int, offset: int, *, always: bool = False) -> None:
        """Scroll so that the line of a character can be seen, if it cannot be already."""
        column, view_px = self._column, float(self.height())
        if column is None or not self.isVisible():
            self._wanted = (index, offset)
            return
        self._wanted = None
        if always or not column.shows(self._anchor, index, offset, view_px):
            self._anchor = column.anchor_for(index, offset, view_px * LIT_AT, view_px)
            self.update()

    @property
    def scene(self) -> PassageScene | None:
        """What is on the screen now; None where there is no passage."""
        if self._column is None:
            return None
        return build_scene(self._column, self._anchor, float(self.height()), self._lit())

    @property
    def anchor(self) -> Anchor:
        return self._anchor

    def _lit(self) -> Lighting:
        return replace(self._lighting, flash=self._flash)

    def _column_for(self, passage: Passage) -> PassageColumn:
        return PassageColumn(passage, float(self.width()), self._measurer)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scene = self.scene
        if scene is None:
            self._paint_empty(painter)
        else:
            paint_passage(painter, scene, self._look.theme)
        if self.hasFocus() and self._keyboard:
            painter.setPen(QPen(colour(self._look.theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))

    def _paint_empty(self, painter: QPainter) -> None:
        theme, style = self._look.theme, TextStyle.MENU
        painter.fillRect(self.rect(), colour(theme.panel))
        for number, text in enumerate(_EMPTY):
            x_px = (self.width() - self._measurer.width_px(text, style)) / 2
            baseline_px = self.height() / 2 + number * 20 - 4
            draw_text(painter, x_px, baseline_px, text, style, theme.muted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        column = self._column
        if column is None or not column.count:
            return
        view_px = float(self.height())
        if event.size().width() != event.oldSize().width():
            part = self._anchor.below_px / column.block(self._anchor.index).whole_px
            self._column = column = self._column_for(column.passage)
            if part >= 0:
                self._anchor = column.anchored(self._anchor.index, part, 0.0, view_px)
        self._anchor = column.moved(self._anchor, 0.0, view_px)

    def showEvent(self, event: QEvent) -> None:
        if self._wanted is not None:
            self.reveal(*self._wanted)

    # Scrolling.

    def _scroll_by(self, px: float) -> None:
        if self._column is not None:
            self._anchor = self._column.moved(self._anchor, px, float(self.height()))
        self.update()

    def _scroll_to(self, y_px: float) -> None:
        """Bring the part of the text that the margin shows at `y_px` to the middle."""
        if self._column is None or not self._column.count:
            return
        view_px = float(self.height())
        self._anchor = self._column.at_fraction(y_px / view_px, view_px / 2, view_px)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        exact, notches = event.pixelDelta().y(), event.angleDelta().y() / 120
        self._scroll_by(-float(exact) if exact else -notches * _NOTCH_LINES * LINE_PX)
        event.accept()

    # Pointer.

    def spot(self, point: QPointF) -> Spot | None:
        """Return what lies at a point of the canvas."""
        if self._column is None or point.x() >= self.width() - MARGIN_PX:
            return None
        return spot_at(self._column, self._anchor, float(self.height()), point.x(), point.y())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._keyboard = False
        self._press = event.position()
        self._thumb_held = event.position().x() >= self.width() - MARGIN_PX
        if self._thumb_held:
            self._scroll_to(event.position().y())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._thumb_held:
            self._scroll_to(point.y())
        elif self._press is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(point)
        else:
            self._hover(point)

    def _drag(self, point: QPointF) -> None:
        far = (point - (self._press or point)).manhattanLength()
        if self._drag_from is None and far < QApplication.startDragDistance():
            return
        if self._drag_from is None:
            begun = self.spot(self._press or point)
            self._drag_from = None if begun is None else begun.place
        if point.y() < 0 or point.y() > self.height():
            self._scroll_by(LINE_PX if point.y() > 0 else -LINE_PX)
        now = self.spot(QPointF(min(point.x(), self.width() - MARGIN_PX - 1), point.y()))
        if self._drag_from is not None and now is not None:
            self.dragged.emit(self._drag_from, now.place)

    def _hover(self, point: QPointF) -> None:
        spot = self.spot(point)
        over = spot is not None and bool(spot.spans)
        in_margin = point.x() >= self.width() - MARGIN_PX
        text = spot is not None and spot.character is not None
        shapes = Qt.CursorShape
        shape = shapes.PointingHandCursor if over else shapes.IBeamCursor if text else None
        self.setCursor(shapes.ArrowCursor if shape is None or in_margin else shape)
        self.hovered.emit(spot)

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_click = self._press is not None and self._drag_from is None and not self._thumb_held
        self._press, self._drag_from, self._thumb_held = None, None, False
        if was_click and event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit(self.spot(event.position()), event.modifiers())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked.emit(self.spot(QPointF(event.pos())), event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The release that follows must not count as a click of its own.
        self._press = None
        spot = self.spot(event.position())
        if spot is not None:
            self.named.emit(spot)

    # Keyboard.

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def event(self, event: QEvent) -> bool:
        # The window has Home and Ctrl+C too; with the focus here they are ours.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            picked = event.key() == Qt.Key.Key_Escape and bool(self._lighting.chosen)
            ours = plain and event.key() in _KEYS_OF_OURS
            if picked or ours or event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, page_px = event.key(), max(self.height() - LINE_PX, LINE_PX)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        keys = Qt.Key
        steps = {
            keys.Key_Up: -LINE_PX, keys.Key_Down: LINE_PX,
            keys.Key_PageUp: -page_px, keys.Key_PageDown: page_px,
        }  # fmt: skip
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif key == keys.Key_Escape and self._lighting.chosen:
            self.let_go.emit()
        elif control and key in (keys.Key_Up, keys.Key_Down):
            self.stepped.emit(1 if key == keys.Key_Down else -1)
        elif key in steps:
            self._scroll_by(steps[keys(key)])
        elif key in (keys.Key_Home, keys.Key_End):
            self._scroll_to_end(key == keys.Key_End)
        else:
            super().keyPressEvent(event)

    def _scroll_to_end(self, last: bool) -> None:
        column = self._column
        if column is not None and column.count:
            view_px = float(self.height())
            end = column.anchored(column.count - 1, 1.0, 0.0, view_px)
            self._anchor = end if last else Anchor()
            self.update()


def first_span(spot: Spot | None) -> Span | None:
    """Return the shortest quote or mention at a spot."""
    return spot.spans[0] if spot is not None and spot.spans else None
