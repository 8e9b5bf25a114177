"""A press of the mouse that may become a drag: what it holds, and how far it has gone."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent

from explorer.viewmodel.timeline.scene import TimelineScene

_SLACK_PX = 4.0


class Grip(Enum):
    """What a drag does: move the picture, or select a period."""

    PAN = "pan"
    PERIOD = "period"


class Drag:
    """One press. It is a click until it has moved 4 px."""

    def __init__(self, at: QPointF, grip: Grip) -> None:
        self.grip = grip
        self.is_moving = False
        self.start_place = 0.0
        self._start = self._last = at

    @classmethod
    def begin(cls, event: QMouseEvent, scene: TimelineScene) -> Drag:
        """Return the drag that a press begins: on the ruler, or with Shift, a period's."""
        at = event.position()
        left = event.button() is Qt.MouseButton.LeftButton
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        on_ruler = at.y() < scene.plot_top and at.x() >= scene.plot_left
        drag = cls(at, Grip.PERIOD if left and (shift or on_ruler) else Grip.PAN)
        drag.start_place = scene.scale.place_at(at.x())
        return drag

    def moved(self, point: QPointF) -> tuple[float, float] | None:
        """Return the px moved since the last call; None while it may still be a click."""
        far = point - self._start
        if not self.is_moving and abs(far.x()) + abs(far.y()) < _SLACK_PX:
            return None
        self.is_moving = True
        step = point - self._last
        self._last = point
        return step.x(), step.y()
