"""The timeline on the screen: one batched painter in a plot, and the gestures on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QStyleOptionGraphicsItem, QWidget

from explorer.domain.ids import Mark
from explorer.painting.fonts import QtMeasurer
from explorer.painting.kept import Kept
from explorer.painting.timeline import paint_timeline
from explorer.painting.tip import paint_tip
from explorer.viewmodel.session import Session
from explorer.viewmodel.timeline.build import TimelineBuilder, TimelineOptions
from explorer.viewmodel.timeline.density import say_column, say_through
from explorer.viewmodel.timeline.gestures import ZOOM_STEP, TimelineGestures
from explorer.viewmodel.timeline.scene import TimelineScene
from explorer.viewmodel.timeline.words import tip_words
from explorer.views.look import Look
from explorer.views.plotting import GraphicsObject, GraphicsView, ViewBox
from explorer.views.timeline.drag import Drag, Grip
from explorer.views.timeline.wheel import Turn, turn_of

_SCROLL_PX = 11
_STILL_MS = 70
_LINE_SCROLL_PX = 46.0
_PIECES = 400  # gutters and names: about 15 KB each


class TimelineItem(GraphicsObject):  # type: ignore[misc]  # pyqtgraph ships no types
    """Paints the canvas's scene, whole, in logical px; pyqtgraph's transform plays no part."""

    def __init__(self, canvas: TimelineCanvas) -> None:
        super().__init__()
        self._canvas = canvas

    def boundingRect(self) -> QRectF:
        return QRectF(self._canvas.viewport().rect())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.save()
        painter.setWorldTransform(QTransform())
        self._canvas.paint_on(painter)
        painter.restore()


class TimelineCanvas(GraphicsView):  # type: ignore[misc]
    """Ruler, lanes and undated strip of a session.

    `box` is a pyqtgraph view box over the plot whose x range is the visible stretch, so
    that its items can be laid over the timeline. `rebuilt` says that the scene is new,
    `still` that a large project's has stood for a moment, `asked` where on the screen a
    menu is wanted for the mark that is then chosen.
    """

    rebuilt = Signal()
    still = Signal()
    asked = Signal(object)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(background=None)
        self._session, self._look = session, look
        self.builder = TimelineBuilder(session, QtMeasurer())
        self.gestures = TimelineGestures(session, self.builder)
        self.scroll_px = 0.0
        self.undated_from = 0
        self._scene: TimelineScene | None = None
        self._told = self._seen = False
        self._kept = Kept(_PIECES)
        self._drag: Drag | None = None
        self._pointer: QPointF | None = None
        self.box = ViewBox(enableMouse=False, enableMenu=False)
        self.item = TimelineItem(self)
        self.addItem(self.item)
        self.addItem(self.box)
        # What changes in Qt's scene asks for pictures of its own, one for each item: every
        # picture is asked for here, once for each turn of the event loop.
        self.setViewportUpdateMode(GraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName("Scroll the lanes")
        self._bar.valueChanged.connect(self._scrolled)
        # Names of a large project's events are read once the picture stands still.
        self._still = QTimer(self, singleShot=True)
        self._still.timeout.connect(self._complete)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        # The item paints every pixel: what Qt would lay under it is never seen.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCacheMode(GraphicsView.CacheModeFlag.CacheNone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Timeline")
        self.setMinimumSize(240, 80)
        look.changed.connect(self.repaint_item)

    @property
    def size_px(self) -> tuple[float, float]:
        """The canvas's width and height in logical px."""
        rect = self.viewport().rect()
        return float(max(rect.width(), 1)), float(max(rect.height(), 1))

    def drawn(self) -> TimelineScene:
        """Return the scene that is drawn, built where it is not up to date."""
        if self._scene is None:
            width, height = self.size_px
            self.gestures.width_px = width
            options = TimelineOptions(scroll_px=self.scroll_px, undated_from=self.undated_from)
            self._scene = self.builder.build(width, height, options)
            self.scroll_px = self._scene.scroll_px
        return self._scene

    def invalidate(self) -> None:
        """Have the scene built anew before it is next drawn or asked for."""
        self._scene, self._told = None, False

    def settle(self) -> None:
        """Bring the scroll bar and the view box up to date, and say that the scene is new.

        Apart from `drawn`, which a paint event may call: that must not move widgets.
        """
        scene = self.drawn()
        if not self._told:
            self._told = True
            self.repaint_item()
            self._mirror(scene)
            self._show_bar(scene)
            if self._pointer is not None and self._drag is None:
                # The pointer has not moved, but what lies under it may have.
                self.gestures.hover(scene.hit(self._pointer.x(), self._pointer.y()))
            self.rebuilt.emit()
            if self.builder.large is not None:
                self._still.start(_STILL_MS)

    def _complete(self) -> None:
        if self.builder.complete():
            self.refine()
        else:
            self.still.emit()

    def refine(self) -> None:
        """Build the scene anew because more is known: what stood still goes on to do so."""
        moves = self._still.isActive()
        self.rebuild()
        if self._still.isActive() and not moves:
            self._still.start(0)

    def rebuild(self) -> None:
        """Build the scene of the state as it is, now."""
        self.invalidate()
        self.settle()

    def repaint_item(self) -> None:
        self.viewport().update()

    def paint_on(self, painter: QPainter) -> None:
        """Paint the scene, the ring and the tip."""
        theme, scene, hover = self._look.theme, self.drawn(), self._session.state.hover
        paint_timeline(painter, scene, theme, hover=hover, kept=self._kept)
        tip = self._tip(scene)
        if tip is not None:
            x, y, title, note = tip
            paint_tip(painter, theme, QRectF(0, 0, scene.width, scene.height), x, y, title, note)
        if not self._seen and self._still.isActive():
            self._still.start(_STILL_MS)  # the first picture was long under way: it stands from now
        self._seen = True

    def show_marks_of_selection(self) -> None:
        """Scroll so that a lane with the leading event is in the plot."""
        scene = self.drawn()
        ys = scene.selected_ys
        if ys and not any(scene.plot_top + 6 <= y <= scene.plot_bottom - 6 for y in ys):
            middle = (scene.plot_top + scene.plot_bottom) / 2
            self._scroll_to(self.scroll_px + ys[0] - middle)

    def show_selection_undated(self) -> None:
        """Turn the undated strip so that the leading event is in it, if it belongs there."""
        strip, leading = self.drawn().undated, self._session.state.leading
        if strip is None or strip.legend or leading is None or not strip.more:
            return
        if any(Mark.event(item.event_id) == leading for item in strip.items):
            return
        position = self.builder.undated_position(leading)
        if position is not None:
            self._turn_undated(position)

    def _turn_undated(self, first: int) -> None:
        self.undated_from = first
        self.rebuild()

    def _tip(self, scene: TimelineScene) -> tuple[float, float, str, str] | None:
        """Return where the tip points to, and its words; only for what the pointer is over."""
        if self._pointer is None or self._drag is not None:
            return None
        x, y = self._pointer.x(), self._pointer.y()
        mark = scene.hit(x, y)
        if mark is not None and x >= scene.plot_left:
            title, note = tip_words(self._session, mark)
            return (x, y, title, note) if title else None
        column = scene.column_at(x, y)
        if column is not None:
            columns, index = column
            middle = float(columns.edges_x[index] + columns.edges_x[index + 1]) / 2
            if columns.counts[index].any():
                note = "" if columns.paragraphs else "click to list them"
                lane = scene.lane_at(y)
                key = "" if lane is None else lane.key
                perhaps = self.builder.perhaps_later(key, columns, index)
                return middle, y, say_column(columns, index, perhaps), note
        through = scene.through_at(x, y)
        if through is not None:
            return x, y, say_through(through), "click to list them"
        lane_item = scene.lane_at(y) if x < scene.plot_left else None
        if lane_item is not None and lane_item.name != lane_item.full_name:
            return x, y, lane_item.full_name, ""
        return None

    def _mirror(self, scene: TimelineScene) -> None:
        """Give the view box the plot's place and the window's range."""
        left, right = scene.plot_left, scene.plot_right
        self.box.setGeometry(
            QRectF(left, scene.plot_top, right - left, scene.plot_bottom - scene.plot_top)
        )
        window = scene.window
        self.box.setXRange(window.start, window.end, padding=0)

    def _show_bar(self, scene: TimelineScene) -> None:
        room = scene.plot_bottom - scene.plot_top
        self._bar.setVisible(scene.content_px > room + 0.5)
        top, height = int(scene.plot_top), int(room)
        self._bar.setGeometry(int(scene.width) - _SCROLL_PX, top, _SCROLL_PX, height)
        self._bar.blockSignals(True)
        self._bar.setRange(0, int(max(scene.content_px - room, 0)))
        self._bar.setPageStep(max(height, 1))
        self._bar.setSingleStep(int(_LINE_SCROLL_PX))
        self._bar.setValue(round(self.scroll_px))
        self._bar.blockSignals(False)

    def _scrolled(self, value: int) -> None:
        if value != round(self.scroll_px):
            self._scroll_to(float(value))

    def _scroll_to(self, px: float) -> None:
        self.scroll_px = float(round(max(px, 0.0)))
        self.rebuild()

    def _hover(self, point: QPointF | None) -> None:
        self._pointer = point
        mark: Mark | None = None
        if point is not None:
            mark = self.drawn().hit(point.x(), point.y())
        self.gestures.hover(mark)
        self.repaint_item()

    # Events. pyqtgraph's own handlers are not called: every gesture is ours.

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if hasattr(self, "item"):
            self.item.prepareGeometryChange()
            self.rebuild()

    def wheelEvent(self, event: QWheelEvent) -> None:
        scene, at = self.drawn(), event.position()
        strip = scene.undated
        if strip is not None and strip.more and at.y() >= strip.rect.y:
            down = event.angleDelta().y() < 0 or event.angleDelta().x() < 0
            self._turn_undated(strip.first + (1 if down else strip.count - 1))
            event.accept()
            return
        turn, amount = turn_of(event, over_gutter=at.x() < scene.plot_left)
        if turn is Turn.ZOOM:
            self.gestures.zoom(amount, at.x())
        elif turn is Turn.PAN:
            self.gestures.pan(amount)
        else:
            self._scroll_to(self.scroll_px - amount)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
                self.gestures.zoom(1 + event.value(), event.position().x())
                return True
            return False
        if event.type() is QEvent.Type.Leave and self._drag is None:
            self._hover(None)
        return bool(super().viewportEvent(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._drag = Drag.begin(event, self.drawn())
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._drag is None:
            self._hover(point)
            return
        step = self._drag.moved(point)
        if step is not None:
            dx, dy = step
            if self._drag.grip is Grip.PERIOD:
                low, high = sorted(
                    (self._drag.start_place, self.gestures.scale.place_at(point.x()))
                )
                if self.builder.told is None:
                    self.gestures.select_stretch(low, high)
            elif self._drag.grip is Grip.PAN:
                if dy:
                    self._scroll_to(self.scroll_px - dy)
                if dx:
                    self.gestures.pan(dx)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is not None and not drag.is_moving and event.button() is Qt.MouseButton.LeftButton:
            at = event.position()
            strip = self.drawn().undated
            if strip is not None and strip.more and strip.more_rect.holds(at.x(), at.y()):
                self._turn_undated(strip.first + max(len(strip.items), 1))
                return
            toggle = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            through = self.drawn().through_at(at.x(), at.y())
            mark = self.drawn().hit(at.x(), at.y())
            if through is not None:
                self.gestures.list_through(through)
            elif mark is not None or not self._list_column(at):
                self.gestures.click(mark, toggle)
        event.accept()

    def _list_column(self, at: QPointF) -> bool:
        """List what the column under a point stands for; False where there is none."""
        column = self.drawn().listed_at(at.x(), at.y())
        if column is not None:
            self.gestures.list_column(*column)
        return column is not None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        mark = self.drawn().hit(at.x(), at.y())
        if mark is not None:
            self.gestures.click(mark, False)
            self.gestures.focus_selection()
        elif at.x() >= self.drawn().plot_left:
            self.gestures.zoom(ZOOM_STEP**3, at.x())
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        mark = self.drawn().hit(event.pos().x(), event.pos().y())
        if mark is not None:
            if mark not in self._session.state.selection:
                self.gestures.click(mark, False)
            self.asked.emit(event.globalPos())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, g = Qt.Key, self.gestures
        room = self.drawn().plot_bottom - self.drawn().plot_top
        deeds: dict[Qt.Key, Callable[[], None]] = {
            keys.Key_Left: lambda: g.step(-1),
            keys.Key_Right: lambda: g.step(1),
            keys.Key_Plus: lambda: g.zoom(ZOOM_STEP),
            keys.Key_Equal: lambda: g.zoom(ZOOM_STEP),
            keys.Key_Minus: lambda: g.zoom(1 / ZOOM_STEP),
            keys.Key_F: g.focus_selection,
            keys.Key_Home: g.fit_all,
            keys.Key_Return: g.filter_to_period,
            keys.Key_Enter: g.filter_to_period,
            keys.Key_Up: lambda: self._scroll_to(self.scroll_px - _LINE_SCROLL_PX),
            keys.Key_Down: lambda: self._scroll_to(self.scroll_px + _LINE_SCROLL_PX),
            keys.Key_PageUp: lambda: self._scroll_to(self.scroll_px - room),
            keys.Key_PageDown: lambda: self._scroll_to(self.scroll_px + room),
        }
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        deed = deeds.get(Qt.Key(event.key())) if plain else None
        if deed is None:
            event.ignore()
        else:
            deed()
            event.accept()
