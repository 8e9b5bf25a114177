"""What a form offers to the panel that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from explorer.errors import InputProblem

if TYPE_CHECKING:
    from explorer.domain.operations import Operation
    from explorer.viewmodel.editing.event_form import QuoteLine


def sentence(problem: InputProblem) -> str:
    """Return what is to be mended as one line, without the name of the field it stands beside."""
    what = f"{problem.what[:1].upper()}{problem.what[1:]}"
    return f"{what}. {problem.remedy}." if problem.remedy else what


class FormBody(QWidget):
    """A form's fields. Subclasses say what saving does. `left` asks to put the form away."""

    left = Signal()
    heading = ""
    save_word = "Save"

    def begin(self) -> None:
        """Give the keyboard to the first field."""

    def operation(self) -> Operation:
        """Return what saving does; raises InputProblem, whose place may be a field's name."""
        raise NotImplementedError

    def focus_on(self, name: str) -> None:
        """Give the keyboard to the field of that name, if there is one."""

    def add_quote(self, line: QuoteLine) -> bool:
        """Take in words picked in the source; False where the form has no quotes."""
        return False
