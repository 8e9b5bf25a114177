"""Two mice: X's own, by its test extension, and one that posts Qt's events where there is no X."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

_LEFT, _UP, _DOWN = 1, 4, 5
_NOTCH = 120


class Mouse(Protocol):
    """Points in px of one widget; every call is one event, sent at once."""

    def move(self, x: int, y: int) -> None: ...
    def press(self) -> None: ...
    def release(self) -> None: ...
    def wheel(self, notches: int) -> None:
        """Turn away from the hand (+1), which zooms in, or towards it (-1)."""


def has_test_extension() -> bool:
    """Whether the library of X's test extension is here."""
    return ctypes.util.find_library("Xtst") is not None


class XMouse:
    """The screen's pointer, moved as a hand would, through the X server."""

    def __init__(self, widget: QWidget) -> None:
        self._corner: Callable[[], QPoint] = lambda: widget.mapToGlobal(QPoint(0, 0))
        self._x: Any = ctypes.CDLL(ctypes.util.find_library("X11"))
        self._test: Any = ctypes.CDLL(ctypes.util.find_library("Xtst"))
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._display = ctypes.c_void_p(self._x.XOpenDisplay(os.environ["DISPLAY"].encode()))

    def move(self, x: int, y: int) -> None:
        corner = self._corner()
        at = corner.x() + x, corner.y() + y
        self._test.XTestFakeMotionEvent(self._display, -1, *at, ctypes.c_ulong(0))
        self._x.XFlush(self._display)

    def press(self) -> None:
        self._button(_LEFT, True)

    def release(self) -> None:
        self._button(_LEFT, False)

    def wheel(self, notches: int) -> None:
        button = _UP if notches > 0 else _DOWN
        self._button(button, True)
        self._button(button, False)

    def _button(self, button: int, down: bool) -> None:
        self._test.XTestFakeButtonEvent(self._display, button, down, ctypes.c_ulong(0))
        self._x.XFlush(self._display)


class PostedMouse:
    """Events put in the widget's queue: what remains where there is no screen."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._at = QPointF(0, 0)
        self._held = Qt.MouseButton.NoButton

    def move(self, x: int, y: int) -> None:
        self._at = QPointF(x, y)
        self._post(QEvent.Type.MouseMove, Qt.MouseButton.NoButton)

    def press(self) -> None:
        self._held = Qt.MouseButton.LeftButton
        self._post(QEvent.Type.MouseButtonPress, Qt.MouseButton.LeftButton)

    def release(self) -> None:
        self._held = Qt.MouseButton.NoButton
        self._post(QEvent.Type.MouseButtonRelease, Qt.MouseButton.LeftButton)

    def wheel(self, notches: int) -> None:
        event = QWheelEvent(
            self._at, self._widget.mapToGlobal(self._at), QPoint(), QPoint(0, notches * _NOTCH),
            self._held, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.postEvent(self._widget, event)

    def _post(self, kind: QEvent.Type, button: Qt.MouseButton) -> None:
        event = QMouseEvent(
            kind, self._at, self._widget.mapToGlobal(self._at), button, self._held,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.postEvent(self._widget, event)
