"""The form of an event: title, kind, status, date, actors, quotes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.domain.kinds import EVENT_KINDS, STATUS_LABELS, Status
from explorer.domain.operations import Operation
from explorer.errors import InputProblem
from explorer.viewmodel.editing import event_form as model
from explorer.viewmodel.editing.dating import Understood
from explorer.viewmodel.editing.event_form import EventForm, QuoteLine
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.session import Session
from explorer.views.editing.body import FormBody
from explorer.views.editing.fields import DateField, Note, Rows, combo, field, start_in
from explorer.views.editing.rows import PartRows, QuoteRows
from explorer.views.look import Look

KINDS = tuple((kind.key, kind.label) for kind in EVENT_KINDS)
STATUSES = tuple((status.value, label) for status, label in STATUS_LABELS.items())
MORE_WORDS = "Select more words in the source and press E to add a quote."


class EventHead(QWidget):
    """Title, kind, status and date; what every form of an event begins with."""

    def __init__(self, form: EventForm, reader: WordReader, look: Look) -> None:
        super().__init__()
        self._form, self._reader = form, reader
        self.title = field("Title", form.title)
        self.kind = combo("Kind", KINDS, form.kind)
        self.status = combo("Status", STATUSES, form.status.value)
        self.date = DateField(form.date, look, self._ask, self._words_for)
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.kind, 1)
        row.addWidget(self.status, 1)
        rows = Rows(look)
        rows.add("Title", self.title)
        rows.add("Kind", pair)
        rows.add("Date", self.date, top=True)
        self.setLayout(rows)
        self.setFocusProxy(self.title)
        self.show_offers(form)

    def show_offers(self, form: EventForm) -> None:
        """Offer the dates that the form's quotes give."""
        self._form = form
        self.date.offered = tuple((dating.edtf, words) for dating, words in form.offered)
        self.date.answer()

    def _ask(self, text: str) -> Understood:
        return model.date_of(replace(self._form, date=text), self._reader)

    def _words_for(self, edtf: str | None) -> str:
        return model.words_for(self._form, edtf)

    def value(self) -> EventForm:
        """Return the form with what stands in these fields."""
        return replace(
            self._form,
            title=self.title.text(),
            kind=str(self.kind.currentData()),
            status=Status(self.status.currentData()),
            date=self.date.text(),
        )

    def focus_on(self, name: str) -> None:
        {"title": self.title, "date": self.date}.get(name, self.title).setFocus()


class EventFormView(FormBody):
    """All of an event in one column."""

    def __init__(self, session: Session, form: EventForm, reader: WordReader, look: Look) -> None:
        super().__init__()
        self._session, self._form, self._reader = session, form, reader
        self.heading = "New event" if form.event is None else "Edit event"
        self.head = EventHead(form, reader, look)
        self.parts = PartRows(session, form.parts, reader, look)
        self.quotes = QuoteRows(look)
        self.quotes.show_lines(form.quotes)
        self.quotes.changed.connect(self._quotes_changed)
        more = Note(look)
        more.say(MORE_WORDS)
        rows = Rows(look)
        rows.add("Actors", self.parts, top=True)
        rows.add("Quotes", self.quotes, top=True)
        rows.addWidget(more, rows.rowCount(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(rows)
        column.addStretch(1)
        self.parts.order_after(self.head.date.edit)

    def begin(self) -> None:
        start_in(self.head.title)

    def value(self) -> EventForm:
        """Return the form as it stands."""
        return replace(self.head.value(), parts=self.parts.value(), quotes=self.quotes.value())

    def operation(self) -> Operation:
        if self.parts.left_over and not self.parts.add.take_typed():
            raise InputProblem(
                f"“{self.parts.left_over}” is nobody yet", where="actors",
                remedy="Choose a name from the list, or the last line to make a new actor",
            )  # fmt: skip
        return model.operation_of(self.value(), self._reader)

    def focus_on(self, name: str) -> None:
        if name == "actors":
            self.parts.add.setFocus()
        else:
            self.head.focus_on(name)

    def add_quote(self, line: QuoteLine) -> bool:
        form = model.with_quote(self._session, self.value(), line, self._reader)
        self.quotes.show_lines(form.quotes)
        self.head.show_offers(form)
        return True

    def _quotes_changed(self) -> None:
        self.head.show_offers(model.with_offers(self._session, self.value(), self._reader))
