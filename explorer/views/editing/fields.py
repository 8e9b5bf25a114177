"""Fields that the forms share: labels at the left, combos of words, a date that answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPalette
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from explorer.painting.fonts import SERIF, font
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look

if TYPE_CHECKING:
    from explorer.viewmodel.editing.dating import Understood

FIELD_PX = 24
LABEL_PX = 58


def field(name: str, text: str = "", placeholder: str = "") -> QLineEdit:
    """Return a field of 24 px."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setFixedHeight(FIELD_PX)
    return made


def start_in(edit: QLineEdit) -> None:
    """Give a field the keyboard, all of it picked, its beginning in sight."""
    edit.setFocus()
    edit.setSelection(len(edit.text()), -len(edit.text()))


def combo(name: str, choices: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    """Return a choice of words, `(key, label)` each; a key that is not among them is added."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setFixedHeight(FIELD_PX)
    made.setFont(font(TextStyle.BODY))
    for key, label in choices:
        made.addItem(label, key)
    if made.findData(chosen) < 0:
        made.addItem(chosen.capitalize(), chosen)
    made.setCurrentIndex(made.findData(chosen))
    return made


class Note(QLabel):
    """A line of ours in muted, or in danger where something is to be mended."""

    def __init__(self, look: Look, *, wrap: bool = True) -> None:
        super().__init__()
        self._look, self._bad = look, False
        self.setFont(font(TextStyle.CAPTION))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(wrap)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        look.changed.connect(self._colour)
        self._colour()

    def say(self, words: str, *, bad: bool = False, quote: str = "", after: str = "") -> None:
        """Show words, then a source's words in serif, then more of ours."""
        quoted = f"<span style=\"font-family:'{SERIF}'\">“{escape(quote)}”</span>" if quote else ""
        self.setText(f"{escape(words)}{quoted}{escape(after)}")
        self._bad = bad
        self._colour()

    def _colour(self) -> None:
        theme, palette = self._look.theme, self.palette()
        ink = theme.danger if self._bad else theme.muted
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
        self.setPalette(palette)


class Rows(QGridLayout):
    """Labels in muted at the left, fields at the right."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(6)
        self.setVerticalSpacing(6)
        self.setColumnMinimumWidth(0, LABEL_PX)
        self.setColumnStretch(1, 1)

    def add(self, label: str, content: QWidget, top: bool = False) -> None:
        """Add a line; a label over a tall content stands at its top."""
        words = Note(self._look, wrap=False)
        words.setFont(font(TextStyle.BODY))
        words.say(label)
        words.setFixedHeight(FIELD_PX)
        row = self.rowCount()
        flags = Qt.AlignmentFlag.AlignTop if top else Qt.AlignmentFlag.AlignVCenter
        self.addWidget(words, row, 0, flags)
        self.addWidget(content, row, 1)


class _DateEdit(QLineEdit):
    """Down and Up go through the dates that the words give."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class DateField(QWidget):
    """A date as people type it, and under it how it is understood.

    `ask` says what a text means, `words_for` which of the source's words give an EDTF date;
    `offered` are the dates that the quotes give.
    """

    def __init__(
        self,
        text: str,
        look: Look,
        ask: Callable[[str], Understood],
        words_for: Callable[[str | None], str] = lambda edtf: "",
    ) -> None:
        super().__init__()
        self._ask, self._words_for = ask, words_for
        self.offered: tuple[tuple[str, str], ...] = ()
        self.edit = _DateEdit(text)
        self.edit.setAccessibleName("Date")
        self.edit.setPlaceholderText("undated")
        self.edit.setFixedHeight(FIELD_PX)
        self.note = Note(look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.edit)
        column.addWidget(self.note)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.answer)
        self.edit.stepped.connect(self._step)

    def text(self) -> str:
        return self.edit.text()

    def answer(self) -> None:
        """Say how the text is understood."""
        found = self._ask(self.edit.text())
        if found.problem:
            self.note.say(found.problem, bad=True)
            return
        words = self._words_for(found.edtf)
        shown = (
            found.words
            if found.edtf in (None, self.text().strip())
            else (f"{found.edtf}: {found.words}")
        )
        if found.said is not None:
            since = f" counted from {found.anchor}" if found.anchor else ""
            self.note.say(f"{shown} · ", quote=found.said, after=since)
        elif words:
            self.note.say(f"{shown} · the words: ", quote=words)
        elif found.edtf is None and self.offered:
            self.note.say(
                "undated · the words say ", quote=self.offered[0][1], after=": ↓ takes it"
            )
        else:
            self.note.say(shown)

    def _step(self, by: int) -> None:
        dates = ["", *(edtf for edtf, _ in self.offered)]
        now = self._ask(self.text()).edtf or ""
        at = dates.index(now) if now in dates else 0
        self.edit.setText(dates[(at + by) % len(dates)])
