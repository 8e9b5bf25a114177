"""The overview strip: shows all, and its brush moves the visible stretch."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from explorer.painting.kept import Kept
from explorer.painting.overview import paint_overview
from explorer.viewmodel.state import Window
from explorer.viewmodel.timeline.build import TimelineBuilder
from explorer.viewmodel.timeline.gestures import TimelineGestures
from explorer.viewmodel.timeline.overview import OVERVIEW_PX, OverviewScene
from explorer.views.look import Look
from explorer.views.timeline.wheel import Turn, turn_of

_CLICK_PX = 3.0
_LEAST_BRUSH_PX = 2.0


class OverviewStrip(QWidget):
    """Drag the brush to pan, its handles to zoom, beside it for a new stretch.

    A click beside it brings the stretch there; a double click shows everything;
    Shift+drag selects a period, as it does on the timeline.
    """

    def __init__(self, builder: TimelineBuilder, gestures: TimelineGestures, look: Look) -> None:
        super().__init__()
        self._builder, self._gestures, self._look = builder, gestures, look
        self._scene: OverviewScene | None = None
        self._kept = Kept(4)
        self._grip = ""
        self._press_x = 0.0
        self._held = Window(0.0, 1.0)
        self._moved = False
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFixedHeight(int(OVERVIEW_PX))  # so that the first layout holds
        self.setAccessibleName("Overview of all events")
        look.changed.connect(self.update)

    def drawn(self) -> OverviewScene:
        """Return the strip's scene, built where it is not up to date."""
        if self._scene is None or self._scene.width != self.width():
            width = float(max(self.width(), 1))
            self._scene = self._builder.overview(width, self._gestures.width_px)
        return self._scene

    def rebuild(self) -> None:
        """Follow the state."""
        self._scene = None
        self.setFixedHeight(int(self.drawn().height))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_overview(painter, self.drawn(), self._look.theme, self._kept)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        scene, x = self.drawn(), event.position().x()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._grip = "period" if shift else scene.grip(x) or "new"
        self._press_x, self._moved = x, False
        self._held = self._gestures.scale.window

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if not self._grip:
            sizing = self.drawn().grip(x) in ("low", "high")
            shape = Qt.CursorShape.SizeHorCursor if sizing else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            return
        self._moved = self._moved or abs(x - self._press_x) >= _CLICK_PX
        if self._moved:
            self._drag(x)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip == "new" and not self._moved:
            scale = self._gestures.scale
            place = self.drawn().scale.place_at(event.position().x())
            self._gestures.show(scale.centred(place).window)
        self._grip = ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._grip = ""
        self._gestures.fit_all()

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn, amount = turn_of(event, over_gutter=False)
        if turn is Turn.ZOOM:
            self._gestures.zoom(amount)
        elif turn is Turn.PAN:
            self._gestures.pan(amount)
        event.accept()

    def _drag(self, x: float) -> None:
        scale, held = self.drawn().scale, self._held
        at, start = scale.place_at(x), scale.place_at(self._press_x)
        least = _LEAST_BRUSH_PX / scale.px_per_unit
        if self._grip == "period":
            self._gestures.select_stretch(min(at, start), max(at, start))
        elif self._grip == "body":
            by = at - start
            self._gestures.show(Window(held.start + by, held.end + by))
        elif self._grip == "low":
            self._gestures.show(Window(min(at, held.end - least), held.end))
        elif self._grip == "high":
            self._gestures.show(Window(held.start, max(at, held.start + least)))
        elif abs(at - start) >= least:
            self._gestures.show(Window(min(at, start), max(at, start)))
