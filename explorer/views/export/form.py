"""The export sheet's controls: each shows a part of the choice, and says when it is changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from explorer.export.targets import MOST_SIDE_PX
from explorer.viewmodel.picture.wish import LEAST_HEIGHT_PX, LEAST_WIDTH_PX, Extent, View
from explorer.views.export.choice import Choice
from explorer.views.look import Look
from explorer.views.parts import Segmented

_VIEWS = (
    (View.TIMELINE, "Timeline"),
    (View.RELATIONSHIPS, "Relationships"),
    (View.SOURCE, "Source"),
    (View.WINDOW, "Window"),
)
_EXTENTS = (
    (Extent.SEEN, "As seen"),
    (Extent.SELECTION, "Selection"),
    (Extent.EVERYTHING, "All in the filter"),
)
_FORMATS = ((".png", "PNG"), (".svg", "SVG"), (".pdf", "PDF"))
_SCALES = (("1", "1×"), ("2", "2×"), ("4", "4×"))
_SIZES = (("free", "As it needs"), ("fixed", "Fixed"))
_THEMES = (("light", "Light"), ("dark", "Dark"))
_PARTS = (
    ("show_title", "Title"),
    ("filters", "Filters"),
    ("left_out", "What was left out"),
    ("key", "Key"),
    ("quotes", "Source quotes"),
)
_OF_WINDOW = {"show_title", "filters", "left_out"}
_ROW_PX = 30


class ExportForm(QWidget):
    """Holds a `Choice`; `changed` says that a person chose otherwise."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.choice = Choice()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self.view = self._segments("What", [(v.value, name) for v, name in _VIEWS], look)
        self.extent = self._segments("How much", [(e.value, name) for e, name in _EXTENTS], look)
        self.format = self._segments("Format", _FORMATS, look)
        self.scale = Segmented(_SCALES, look, "Pixels of a PNG")
        self._beside(self.format, self.scale)
        self.size_choice = self._segments("Size", _SIZES, look)
        self.width_box = _side("Width in px", LEAST_WIDTH_PX)
        self.height_box = _side("Height in px", LEAST_HEIGHT_PX)
        self._beside(self.size_choice, self.width_box, QLabel("×"), self.height_box)
        self.theme = self._segments("Theme", _THEMES, look)
        self.title = QLineEdit()
        self.title.setAccessibleName("Title")
        self.title.setFixedHeight(24)
        self._add("Title", self.title)
        self.parts = {name: self._part(name, label) for name, label in _PARTS}
        self._connect()

    def show_choice(self, choice: Choice, has_selection: bool) -> None:
        """Show a choice; only what it can be is open to be chosen."""
        if choice.extent is Extent.SELECTION and not has_selection:
            choice = replace(choice, extent=Extent.SEEN)
        self.choice = choice
        self.view.show_choice(choice.view)
        self.extent.show_choice(choice.extent)
        self.format.show_choice(choice.suffix)
        self.scale.show_choice(str(choice.scale))
        self.size_choice.show_choice("fixed" if choice.is_sized else "free")
        self.theme.show_choice(choice.theme)
        for side, value in zip((self.width_box, self.height_box), choice.size_px, strict=True):
            with QSignalBlocker(side):
                side.setValue(value)
        self._show_parts()
        self.extent.allow(Extent.SELECTION, has_selection)
        self._open()

    def _show_parts(self) -> None:
        for name, part in self.parts.items():
            part.setChecked(getattr(self.choice.shown_parts, name))

    def _open(self) -> None:
        """Close what has no meaning for the choice."""
        choice, window = self.choice, self.choice.view is View.WINDOW
        self.extent.setEnabled(not window)
        self.size_choice.setEnabled(not window)
        self.scale.setEnabled(choice.suffix == ".png")
        for box in (self.width_box, self.height_box):
            box.setEnabled(choice.is_sized and not window)
        self.title.setEnabled(choice.shown_parts.show_title)
        for name, part in self.parts.items():
            part.setEnabled(not window or name in _OF_WINDOW)

    def _connect(self) -> None:
        take = self._take
        self.view.chosen.connect(lambda key: take(replace(self.choice, view=View(key))))
        self.extent.chosen.connect(lambda key: take(replace(self.choice, extent=Extent(key))))
        self.format.chosen.connect(lambda key: take(replace(self.choice, suffix=key)))
        self.scale.chosen.connect(lambda key: take(replace(self.choice, scale=int(key))))
        self.size_choice.chosen.connect(
            lambda key: take(replace(self.choice, is_sized=key == "fixed"))
        )
        self.theme.chosen.connect(lambda key: take(replace(self.choice, theme=key)))
        self.title.textChanged.connect(
            lambda text: take(replace(self.choice, parts=replace(self.choice.parts, title=text)))
        )
        for box in (self.width_box, self.height_box):
            box.valueChanged.connect(
                lambda: take(
                    replace(self.choice, size_px=(self.width_box.value(), self.height_box.value()))
                )
            )
        for name, part in self.parts.items():
            part.clicked.connect(self._switch(name))

    def _switch(self, name: str) -> Callable[[bool], None]:
        return lambda on: self._take(self.choice.with_parts(**{name: on}))

    def _take(self, choice: Choice) -> None:
        if choice != self.choice:
            self.choice = choice
            self._show_parts()
            self._open()
            self.changed.emit()

    def _segments(
        self, name: str, choices: list[tuple[str, str]] | tuple[tuple[str, str], ...], look: Look
    ) -> Segmented:
        made = Segmented(list(choices), look, name)
        self._add(name, made)
        return made

    def _add(self, name: str, widget: QWidget) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(QLabel(name), row, 0)
        line = QWidget()
        inside = QHBoxLayout(line)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(widget)
        if isinstance(widget, Segmented):
            inside.addStretch(1)
        self._grid.addWidget(line, row, 1)
        self._grid.setRowMinimumHeight(row, _ROW_PX)

    def _beside(self, first: QWidget, *further: QWidget) -> None:
        line = first.parentWidget()
        inside = line.layout() if line is not None else None
        if isinstance(inside, QHBoxLayout):
            for index, widget in enumerate(further, 1):
                inside.insertWidget(index, widget)

    def _part(self, name: str, label: str) -> QCheckBox:
        box = QCheckBox(label)
        box.setAccessibleName(f"Print: {label}")
        row = self._grid.rowCount()
        if name == _PARTS[0][0]:
            self._grid.addWidget(QLabel("Print"), row, 0)
        self._grid.addWidget(box, row, 1)
        self._grid.setRowMinimumHeight(row, 24)
        return box


def _side(name: str, least: float) -> QSpinBox:
    box = QSpinBox()
    box.setRange(int(least), MOST_SIDE_PX)
    box.setSingleStep(100)
    box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
    box.setKeyboardTracking(False)
    box.setFrame(False)
    box.setAccessibleName(name)
    box.setFixedSize(60, 24)
    return box
