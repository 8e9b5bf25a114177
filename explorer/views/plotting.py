"""The classes of pyqtgraph that the panes are drawn with, without the rest of it.

Importing pyqtgraph takes a quarter of a start, most of it for plots, trees and dialogs that
nobody sees here, and for copies of every name of Qt's modules, for which PySide6 builds 2,000
types. So while it is imported the parts that no pane needs are empty, its modules of Qt
look a name up when they are asked for it, and the libraries of Qt that it can do without are
not there. Such a part can still be imported by its own name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

_PACKAGE = "pyqtgraph"
_QT = (QtCore, QtGui, QtWidgets)
_LEFT_OUT = (
    *("Qt.OpenGLHelpers", "WidgetGroup", "colormap", "graphicsItems", "imageview", "multiprocess"),
    *("parametertree", "util.cprint", "widgets"),
)
_ABSENT = ("PySide6.QtOpenGLWidgets", "PySide6.QtSvg", "PySide6.QtTest")
_NEEDED = {
    f"{_PACKAGE}.{name}"
    for name in (
        "graphicsItems", "graphicsItems.GraphicsItem", "graphicsItems.GraphicsObject",
        "graphicsItems.GraphicsWidget", "graphicsItems.ItemGroup", "graphicsItems.ViewBox",
        "graphicsItems.ViewBox.ViewBox", "widgets", "widgets.GraphicsView",
    )
}  # fmt: skip

_BEGINNINGS = tuple(f"{part}." for part in _LEFT_OUT)


class _Empty(MetaPathFinder, Loader):
    """Finds the parts that are left out, as modules where every name is None."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, part = name.partition(".")
        if package != _PACKAGE or name in _NEEDED or not f"{part}.".startswith(_BEGINNINGS):
            return None
        self.found.append(name)
        return ModuleSpec(name, self, is_package=True)

    def exec_module(self, module: ModuleType) -> None:
        module.__all__ = []  # type: ignore[attr-defined]
        module.__getattr__ = lambda name: None  # type: ignore[method-assign]


def _looking_up(original: ModuleType) -> ModuleType:
    """Return a module that takes each name from one of Qt's on first use."""
    made = ModuleType(original.__name__.replace("PySide6", f"{_PACKAGE}.Qt"))

    def take(name: str) -> Any:
        found = getattr(original, name)
        setattr(made, name, found)
        return found

    made.__getattr__ = take  # type: ignore[method-assign]
    return made


@contextmanager
def _only_what_is_needed() -> Iterator[None]:
    empty, absent = _Empty(), [name for name in _ABSENT if name not in sys.modules]
    sys.meta_path.insert(0, empty)
    # None says that there is no such module: pyqtgraph takes that as an answer.
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]
    for original in _QT:
        standing_in = _looking_up(original)
        sys.modules[standing_in.__name__] = standing_in
        original.__dir__ = list  # type: ignore[method-assign]  # nothing to copy
    try:
        yield
    finally:
        for original in _QT:
            del original.__dir__
        sys.meta_path.remove(empty)
        for name in (*empty.found, *absent):
            del sys.modules[name]


if _PACKAGE in sys.modules:
    from pyqtgraph import GraphicsObject, GraphicsView, ViewBox
else:
    with _only_what_is_needed():
        from pyqtgraph import GraphicsObject, GraphicsView, ViewBox

__all__ = ["GraphicsObject", "GraphicsView", "ViewBox"]
