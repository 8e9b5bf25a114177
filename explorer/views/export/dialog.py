"""Ctrl+E: a sheet over the window to choose a picture, see it, and write or copy it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from explorer.painting.fonts import font
from explorer.viewmodel.picture.wish import View
from explorer.viewmodel.session import Change
from explorer.viewmodel.type import TextStyle
from explorer.views.export import job as jobs
from explorer.views.export.choice import file_name, with_suffix
from explorer.views.export.form import ExportForm
from explorer.views.export.preview import Preview, Shown
from explorer.views.parts_overlay import Overlay

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow

_WIDTH_PX = 1120
_FORM_PX = 400
_BUTTON_PX = 30


class ExportSheet(Overlay):
    """Keeps what was chosen until the window closes; the preview follows the state."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, window.look, _WIDTH_PX, "Export a picture")
        self._window = window
        self._asked_once = False
        self._title = ""
        self._unfollow: Callable[[], None] = _nothing
        self.form = ExportForm(window.look)
        self.preview = Preview(window.look)
        self.size_label = QLabel()
        self.export_button = _button("Export…", self.export)
        self.copy_button = _button("Copy picture", self.copy)
        self.cancel_button = _button("Cancel", self.close_overlay)
        self._lay_out()
        self.form.changed.connect(self.refresh)
        self.preview.made.connect(self._show_size)
        window.closed.connect(self.preview.stop)

    def _lay_out(self) -> None:
        heading = QLabel("Export a picture")
        heading.setFont(font(TextStyle.PANE_TITLE))
        left = QVBoxLayout()
        left.addWidget(heading)
        left.addSpacing(8)
        left.addWidget(self.form)
        left.addStretch(1)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(_FORM_PX)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(side)
        middle.addWidget(self.preview, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.size_label, 1)
        for button in (self.copy_button, self.cancel_button, self.export_button):
            foot.addWidget(button)
        self.column.addLayout(middle, 1)
        self.column.addSpacing(12)
        self.column.addLayout(foot)

    def open(self) -> None:
        """Show the sheet for the pane that has the keyboard, as it was left otherwise."""
        window, choice = self._window, self.form.choice
        if window.bench is None:
            return
        view = jobs.focused_view(window.bench)
        if not self._asked_once:
            choice = replace(choice, view=view, theme=window.look.theme.name)
            self._asked_once = True
        self.form.show_choice(choice, bool(window.session.state.selection))
        self._unfollow()
        self._unfollow = window.session.changed.connect(self._follow)
        super().open()
        self._stops()[0].setFocus(Qt.FocusReason.PopupFocusReason)
        self.refresh()

    def close_overlay(self) -> None:
        self._unfollow()
        self.preview.forget()
        super().close_overlay()

    def refresh(self) -> None:
        """Ask for the picture of the choice."""
        wish = self.form.choice.wish()
        if wish.view is View.WINDOW:
            self._preview_window()
        else:
            self.preview.ask(jobs.maker(self._window, wish))

    def _preview_window(self) -> None:
        """Show the window as it is, but for this sheet over it."""
        wish = self.form.choice.wish()
        picture = jobs.of_window(self._window, wish, without=self)
        jobs.in_theme(self._window, wish.theme, lambda: self.preview.show_picture(picture))

    def export(self) -> None:
        """Ask for a file and write the picture to it."""
        choice, settings = self.form.choice, self._window.settings
        folder = Path(settings.picture_folder) if settings.picture_folder else Path.home()
        name = file_name(choice.parts.title or self._title, choice.suffix)
        kind = choice.suffix[1:].upper()
        text, _ = QFileDialog.getSaveFileName(
            self._window, "Export a picture", str(folder / name), f"{kind} (*{choice.suffix})"
        )
        if text:
            self.export_to(Path(text))

    def export_to(self, path: Path) -> None:
        """Write the picture to a file; its suffix, if it has a picture's, is the format."""
        choice = self.form.choice
        path = with_suffix(path, choice.suffix)
        self._window.settings.picture_folder = str(path.parent)
        self.close_overlay()
        jobs.export(self._window, choice.wish(), path, choice.scale)

    def copy(self) -> None:
        """Put the picture on the clipboard, at the pixels of a PNG."""
        choice = self.form.choice
        self.close_overlay()
        jobs.copy(self._window, choice.wish(), choice.scale)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard on the sheet."""
        stops = self._stops()
        now = self.window().focusWidget()
        at = stops.index(now) if now in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.window().focusWidget()
            focus.click() if isinstance(focus, QPushButton) else self.export()
        else:
            super().keyPressEvent(event)

    def _stops(self) -> list[QWidget]:
        found, widget = [], self.nextInFocusChain()
        while widget is not None and widget is not self:
            tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if self.isAncestorOf(widget) and tab and widget.isEnabled() and widget.isVisible():
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def _follow(self, change: Change) -> None:
        if change.what != {"hover"}:
            self.form.show_choice(self.form.choice, bool(self._window.session.state.selection))
            self.refresh()

    def _show_size(self, shown: Shown | None) -> None:
        for button in (self.export_button, self.copy_button):
            button.setEnabled(shown is not None)
        if shown is None:
            self.size_label.setText("")
            return
        self._title = shown.title if not self.form.choice.parts.title else self._title
        self.form.title.setPlaceholderText(self._title)
        width, height = shown.size_px
        words = f"{width:,} × {height:,} px"
        times = self.form.choice.png_scale
        if times > 1:
            words += f" at {times}×: {width * times:,} × {height * times:,} pixels"
        self.size_label.setText(words)


def _nothing() -> None:
    """There is no session to stop following."""


def _button(name: str, deed: Callable[[], None]) -> QPushButton:
    button = QPushButton(name)
    button.setFixedHeight(_BUTTON_PX)
    button.setMinimumWidth(92)
    button.clicked.connect(deed)
    return button
