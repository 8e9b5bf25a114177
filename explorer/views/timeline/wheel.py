"""What a turn of the wheel means: zoom, pan or scroll.

Shift+wheel and a sideways swipe pan and never zoom. Over the names, and with Alt, the
lanes scroll. Everything else zooms at the cursor; a trackpad by as much as it moved.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent

_NOTCH = 120.0
_PAN_PX = 60.0
_SCROLL_PX = 46.0
_ZOOM_PER_NOTCH = 1.2
_ZOOM_PER_PX = 1.004


class Turn(Enum):
    """What is to be done; the amount is a factor for ZOOM, px for the others."""

    ZOOM = "zoom"
    PAN = "pan"
    SCROLL = "scroll"


def turn_of(event: QWheelEvent, *, over_gutter: bool) -> tuple[Turn, float]:
    """Return what a wheel event asks for, and how much of it."""
    pixels, angle, keys = event.pixelDelta(), event.angleDelta(), event.modifiers()
    fine = not pixels.isNull()
    along = float(pixels.x()) if fine else angle.x() / _NOTCH
    across = float(pixels.y()) if fine else angle.y() / _NOTCH
    if keys & Qt.KeyboardModifier.AltModifier:
        # Some systems turn Alt+wheel sideways.
        return Turn.SCROLL, (across or along) * (1.0 if fine else _SCROLL_PX)
    if keys & Qt.KeyboardModifier.ControlModifier:
        return Turn.ZOOM, _factor(across or along, fine)
    if keys & Qt.KeyboardModifier.ShiftModifier or abs(along) > abs(across):
        moved = along if abs(along) > abs(across) else across
        return Turn.PAN, moved * (1.0 if fine else _PAN_PX)
    if over_gutter:
        return Turn.SCROLL, across * (1.0 if fine else _SCROLL_PX)
    return Turn.ZOOM, _factor(across, fine)


def _factor(amount: float, fine: bool) -> float:
    return float((_ZOOM_PER_PX if fine else _ZOOM_PER_NOTCH) ** amount)
