"""The drawing in the relationship panel: a pyqtgraph view of a scene that tells gestures."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from explorer.painting.relationships import paint_relationships
from explorer.viewmodel.graph.scene import GraphScene, SceneLink, SceneNode
from explorer.viewmodel.graph.web_scene import WebLine, WebNode, WebScene
from explorer.views.look import Look
from explorer.views.plotting import GraphicsObject, GraphicsView
from explorer.views.relationships.cached import CachedWeb

_NOTCH_ZOOM = 1.2
Target = SceneNode | SceneLink | WebNode | WebLine | None


class SceneItem(GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no type hints
    """A scene in a pyqtgraph view."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.graph: GraphScene | WebScene = GraphScene(0, 0)
        self._cached = CachedWeb()

    def show_scene(self, scene: GraphScene | WebScene) -> None:
        if scene.width_px != self.graph.width_px or scene.height_px != self.graph.height_px:
            self.prepareGeometryChange()
        self.graph = scene
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(QPointF(0, 0), QSizeF(self.graph.width_px, self.graph.height_px))

    def paint(self, painter: QPainter, option: Any, widget: QWidget | None = None) -> None:
        if isinstance(self.graph, WebScene):
            self._cached.paint(painter, self.graph, self._look.theme, self.update)
        else:
            paint_relationships(painter, self.graph, self._look.theme)


class RelationshipsCanvas(GraphicsView):  # type: ignore[misc]  # pyqtgraph has no type hints
    """Shows a scene; it holds only what the pointer is doing.

    `hovered` gives what lies under the pointer, `clicked` that and whether Ctrl was held,
    `opened` what was double-clicked, `zoomed` a factor and the point that stays, `panned` a
    step in px, `dragged` a node and where its centre is now, `dropped` the same at the end,
    `asked` what a menu is wanted for and where on the screen, `resized` nothing.
    """

    hovered = Signal(object)
    clicked = Signal(object, bool)
    opened = Signal(object)
    zoomed = Signal(float, float, float)
    panned = Signal(float, float)
    dragged = Signal(object, float, float)
    dropped = Signal(object, float, float)
    asked = Signal(object, object)
    resized = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(background=None)
        self.enableMouse(False)
        self._item = SceneItem(look)
        self.addItem(self._item)
        self._press: QPointF | None = None
        self._last: QPointF | None = None
        self._held: Target = None
        self._dragging = False
        self.setAccessibleName("Relationships")
        self.setMinimumSize(160, 120)
        look.changed.connect(self._item.update)

    @property
    def graph(self) -> GraphScene | WebScene:
        return self._item.graph

    def show_scene(self, scene: GraphScene | WebScene) -> None:
        self._item.show_scene(scene)

    def _under(self, point: QPointF) -> Target:
        return self.graph.hit(point.x(), point.y())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        point = event.position()
        if notches:
            self.zoomed.emit(_NOTCH_ZOOM**notches, point.x(), point.y())
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.NativeGesture:
            # A pinch tells its factor as a change: 0.02 is two percent.
            point = event.position()  # type: ignore[attr-defined]  # it is a QNativeGestureEvent
            self.zoomed.emit(1 + event.value(), point.x(), point.y())  # type: ignore[attr-defined]
            return True
        return bool(super().event(event))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() is Qt.MouseButton.LeftButton:
            self._press = self._last = event.position()
            self._held, self._dragging = self._under(event.position()), False
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        if self._press is None or self._last is None:
            target = self._under(point)
            shapes = Qt.CursorShape
            self.setCursor(shapes.PointingHandCursor if target else shapes.ArrowCursor)
            self.hovered.emit(target)
        else:
            self._drag(point)
        event.accept()

    def _drag(self, point: QPointF) -> None:
        if self._press is None or self._last is None:
            return
        far = (point - self._press).manhattanLength()
        if not self._dragging and far < QApplication.startDragDistance():
            return
        self._dragging = True
        if isinstance(self._held, SceneNode | WebNode):
            self.dragged.emit(self._held, point.x(), point.y())
        else:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            step = point - self._last
            self.panned.emit(step.x(), step.y())
        self._last = point

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or self._press is None:
            return
        held, dragging, point = self._held, self._dragging, event.position()
        self._press, self._last, self._held, self._dragging = None, None, None, False
        self.setCursor(Qt.CursorShape.ArrowCursor)
        if not dragging:
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.clicked.emit(held, control)
        elif isinstance(held, SceneNode | WebNode):
            self.dropped.emit(held, point.x(), point.y())
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The release that follows must not count as a click of its own.
        self._press = None
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit(self._under(event.position()))
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.hovered.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.asked.emit(self._under(QPointF(event.pos())), event.globalPos())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            target = self._under(QPointF(event.pos()))
            words = target.title if target is not None else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().viewportEvent(event))
